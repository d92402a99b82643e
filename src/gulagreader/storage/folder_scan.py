"""What files a library holds: one walk over its folder, nothing read."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from gulagreader.domain.errors import Damage
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.storage.library_file import POSTS_FOLDER
from gulagreader.text.digests import blake2b

POST_ENDING = ".md"
COMMENTS_ENDING = ".comments.yaml"
_FINGERPRINTS = 1 << 128

ASTRAY = "the link leads nowhere or out of the library; it is not followed"

Stamp = tuple[int, int]
"""When a file was changed, in nanoseconds, and its size in bytes."""


Stamps = tuple[Stamp, Stamp | None]
"""Of a post's file and of its comments file, None where there is none."""


@dataclass(frozen=True, slots=True)
class PostFile:
    """A post's file and its comments file, as they lie on the disk."""

    folder: Path
    """The library's folder."""
    relative: str
    """The path of the post's file in it, with ``/``."""
    stamps: Stamps

    @property
    def path(self) -> Path:
        """The post's file."""
        return self.folder / self.relative

    @property
    def comments_path(self) -> Path:
        """Where the post's comments are, or would be."""
        return comments_path_of(self.path)


@dataclass(frozen=True, slots=True)
class FolderScan:
    """The posts of a library in the order of their paths, and what lies astray."""

    files: tuple[PostFile, ...] = ()
    damages: tuple[Damage, ...] = ()


def comments_path_of(post: Path) -> Path:
    """The comments file beside a post's file."""
    return post.with_name(post.name[: -len(POST_ENDING)] + COMMENTS_ENDING)


def stamp_of(path: Path) -> Stamp | None:
    """When a file was changed, and its size; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def leads_inside(link: Path, folder: Path) -> bool:
    """Whether a link leads to something that is there and lies in a folder."""
    try:
        return link.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def walk_files(folder: Path) -> Iterator[str]:
    """The names of the posts' files as they come, nothing looked at closely."""
    for _, _, names in os.walk(folder / POSTS_FOLDER):
        yield from (name for name in names if name.endswith(POST_ENDING))


def fingerprint_of(files: Iterable[PostFile], damages: Iterable[Damage]) -> int:
    """Tell files and what lies astray from others, in whatever order they come.

    The sum of a digest of each (BLAKE2b, RFC 7693): so they need not be remembered.
    """
    found = 0
    for file in files:
        found += _digest(file.relative, file.stamps)
    for damage in damages:
        found += _digest(str(damage.path), damage.line, damage.reason)
    return found % _FINGERPRINTS


def _digest(*words: object) -> int:
    told = blake2b(repr(words).encode(), digest_size=16).digest()
    return int.from_bytes(told, "little")


def look_at_folder(folder: Path) -> Iterator[int]:
    """Give the fingerprint of what ``scan_folder`` would find, remembering no file.

    It is given after each folder; the last one is that of all.
    """
    scan, found = _Scan(folder), 0
    pending = [POSTS_FOLDER]
    while pending:
        pending.extend(scan.enter(pending.pop()))
        found += fingerprint_of(scan.files, scan.damages)
        scan.files.clear()
        scan.damages.clear()
        yield found % _FINGERPRINTS


def scan_folder(folder: Path) -> FolderScan:
    """Walk over ``posts``; hidden files are passed over.

    Folders that are links are not entered, and files that are links count only
    where they lead to a file of this library.
    """
    scan = _Scan(folder)
    pending = [POSTS_FOLDER]
    while pending:
        pending.extend(scan.enter(pending.pop()))
    scan.files.sort(key=lambda file: file.relative)
    return FolderScan(tuple(scan.files), tuple(scan.damages))


class _Scan:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[PostFile] = []
        self.damages: list[Damage] = []

    def enter(self, relative: str) -> list[str]:
        """Take in one folder; give the folders in it."""
        place = self.folder / relative
        folders: list[str] = []
        posts: dict[str, Stamp] = {}
        sidecars: dict[str, Stamp] = {}
        try:
            if place.is_symlink() and not leads_inside(place, self.folder):
                self._astray(place, ASTRAY)
                return []
            with os.scandir(place) as entries:
                for entry in entries:
                    if not entry.name.startswith("."):
                        self._sort(entry, relative, folders, posts, sidecars)
        except FileNotFoundError:
            return []
        except OSError as error:
            self._astray(place, f"the folder cannot be read: {error.strerror}", True)
            return []
        self._pair(place, relative, posts, sidecars)
        return folders

    def _sort(
        self,
        entry: "os.DirEntry[str]",
        relative: str,
        folders: list[str],
        posts: dict[str, Stamp],
        sidecars: dict[str, Stamp],
    ) -> None:
        name = entry.name
        if name.endswith(POST_ENDING):
            found = posts
        elif name.endswith(COMMENTS_ENDING):
            found = sidecars
        else:
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{relative}/{name}")
            return
        if entry.is_symlink() and not leads_inside(Path(entry.path), self.folder):
            self._astray(Path(entry.path), ASTRAY)
            return
        try:
            status = entry.stat()
        except OSError as error:
            reason = f"the file cannot be read: {error.strerror}"
            self._astray(Path(entry.path), reason, True)
            return
        if not stat.S_ISREG(status.st_mode):
            self._astray(Path(entry.path), "this is not a plain file; remove it")
            return
        found[name] = (status.st_mtime_ns, status.st_size)

    def _pair(
        self,
        place: Path,
        relative: str,
        posts: dict[str, Stamp],
        sidecars: dict[str, Stamp],
    ) -> None:
        for name, stamp in posts.items():
            beside = sidecars.pop(name[: -len(POST_ENDING)] + COMMENTS_ENDING, None)
            file = PostFile(self.folder, f"{relative}/{name}", (stamp, beside))
            self.files.append(file)
        for name in sorted(sidecars):
            post = name[: -len(COMMENTS_ENDING)] + POST_ENDING
            self._astray(
                place / name,
                f"comments without their post; put {post} beside it or remove it",
            )

    def _astray(self, path: Path, reason: str, fatal: bool = False) -> None:
        self.damages.append(Damage(path, None, reason, fatal))
