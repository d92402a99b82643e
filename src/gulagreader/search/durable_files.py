"""Files that are on the disk, whole or not at all, when a name leads to them."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path


def write_through(folder: Path) -> Iterator[tuple[int, int]]:
    """Have everything in a folder written to the disk; gives bytes done, and all."""
    paths = [*folder.rglob("*"), folder]
    sizes = [path.stat().st_size for path in paths]
    done = 0
    for path, size in zip(paths, sizes, strict=True):
        yield done, sum(sizes)
        _sync(path)
        done += size


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_text(path: Path, text: str) -> None:
    """Write a small file and have it on the disk."""
    with path.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that it is whole or as it was."""
    aside = path.with_name(path.name + ".new")
    write_text(aside, text)
    aside.replace(path)
    _sync(path.parent)


def link_or_copy(path: Path, to: Path) -> None:
    """Give a file a second name, or copy it; both are never written again."""
    try:
        to.hardlink_to(path)
    except OSError:  # the file system has no links
        shutil.copyfile(path, to)
