"""Measure the opening of very long texts, and memory."""

import random
import statistics
import tempfile
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.library_maker import LONG_THREAD, Prose, make_library
from benchmarks.measuring import heading, row
from benchmarks.pty_program import ProgramOnTerminal, WatchedMemory
from gulagreader.domain.progress import finish
from gulagreader.services.wiring import Services
from gulagreader.storage.folders import Folders

_WORDS = 100_000
_LOOKING_SECONDS = 15.0
_LOOK_SECONDS = 0.004
_EMPTIED = "\x15"
"""Empties the line of the search."""


def _variables(own: Path) -> Mapping[str, str]:
    return {
        "HOME": str(own),
        "GULAGREADER_DATA": str(own / "data"),
        "GULAGREADER_CACHE": str(own / "cache"),
        "GULAGREADER_CONFIG": str(own / "config.yaml"),
    }


def long_library(folder: Path, comments: int) -> None:
    """A library of a long thread and, behind it, a long post."""
    make_library(folder, 20, 100, comments)
    body = Prose().text(random.Random(2), _WORDS)
    words = body.split(" ")
    while len(words) < _WORDS:  # the lengths of made-up texts vary
        words += words
    text = " ".join(words[:_WORDS])
    head = "---\ntitle: The longest post\nid: longest-post\ndate: '2024-12-31'\n---\n"
    file = folder / "posts/2025/2024-12-31-longest.md"
    file.write_text(f"{head}{text}\n", encoding="utf-8")


def now() -> datetime:
    """The moment it is, for services."""
    return datetime.now(UTC)


def warm(library: Path, own: Path) -> None:
    """Do all that the reader would do beside while it is measured."""
    folders = Folders(own / "data", own / "cache")
    with closing(Services.open(library, folders, now)) as opened:
        finish(opened.refresh())
        finish(opened.update_index())
        finish(opened.update_quotation_index())
        finish(opened.update_passages())
        # The first row of the list is the first post, whatever was read before.
        opened.memory.listing.keep_built_in(shown=False)


def _opens(library: Path, own: Path, post: str) -> list[float]:
    """From Enter on a post in the list to its first repaint, after it was rested on."""
    arguments = ["-m", "gulagreader", str(library)]
    with ProgramOnTerminal(arguments, _variables(own)) as program:
        program.shows("Posts ")
        program.settle(2.0)
        for key in ("1", "G", "\r", "1", "g"):
            program.press(key, 0.5)
        if post != LONG_THREAD:
            program.press("j", 0.5)
        program.settle(1.0)
        opened = program.press("\r", 0.5)
        return [opened.first, opened.settled]


def _texts(comments: int, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        own, library = Path(folder), Path(folder) / "library"
        long_library(library, comments)
        warm(library, own)
        found: dict[str, list[list[float]]] = {}
        for _ in range(rounds):
            for name, post in (
                (f"a thread of {comments:,} comments", LONG_THREAD),
                (f"a post of {_WORDS:,} words", "longest-post"),
            ):
                found.setdefault(name, []).append(_opens(library, own, post))
        heading("Opening long texts", "what", "first repaint, ms", "settled, ms")
        for name, times in found.items():
            row(name, *(statistics.median(each) for each in zip(*times, strict=True)))


def memory(library: Path, own: Path) -> None:
    """What the reader takes of memory in a library, while it is used.

    The most is the system's own count of resident pages since the line before; the
    anonymous ones of them are looked at every few milliseconds. What other programs
    have to do for the library is done before it is measured.
    """
    warm(library, own)
    heading(
        *("Memory", "when", "MiB", "anonymous", "most", "most anonymous"),
        "programs beside it",
    )
    arguments = ["-m", "gulagreader", str(library)]
    with ProgramOnTerminal(arguments, _variables(own)) as program:

        def said(when: str) -> None:
            watched.look()
            row(
                *(when, watched.resident, watched.anonymous),
                *(program.most_memory_since(), watched.most_anonymous, program.beside),
            )
            watched.begin_anew()

        def press(key: str, seconds: float) -> None:
            program.send(key)
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                program.wait(_LOOK_SECONDS)
                watched.look()

        watched = WatchedMemory(program.number)
        program.shows("Posts ")
        said("the list is painted")
        press("", _LOOKING_SECONDS)
        said("the files were looked at")
        for key in ("1", "g", *("j", "\r", "1") * 5, "G", "\r"):
            press(key, 0.6)
        said("six posts were read")
        press("s", 1.0)
        said("the search is open")
        for word in ("kal", "sta"):
            for key in word:
                # Long enough for the whole answer, which comes when nothing is typed.
                press(key, 2.0)
                said(f"{key} was typed")
            press("\r", 1.0)
            said("a hit was opened")
            press(f"s{_EMPTIED}", 1.0)
            said("the search is open again, and empty")
        press("", 4.0)
        said("some seconds after it")


def run(comments: int = 10_000, rounds: int = 5) -> None:
    """Print what very long texts cost."""
    _texts(comments, rounds)
