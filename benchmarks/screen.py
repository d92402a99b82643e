"""Measure what a reader feels: from a key to the end of its repaint, and the start."""

import statistics
import tempfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import start
from benchmarks.library_maker import make_library
from benchmarks.measuring import heading, row
from benchmarks.pty_program import ProgramOnTerminal, Repaint
from gulagreader.domain.progress import finish
from gulagreader.services.wiring import Services
from gulagreader.storage.folders import Folders

_SHIPPED = Path(__file__).parent.parent / "library"
_PAGE_DOWN = "\x1b[6~"


def _warm(library: Path, own: Path, *, indexed: bool = True) -> None:
    """Make the catalogue, and perhaps the index, that a second start finds."""
    folders = Folders(own / "data", own / "cache")
    with closing(Services.open(library, folders, lambda: datetime.now(UTC))) as opened:
        finish(opened.refresh())
        if indexed:
            finish(opened.update_index())


class _Session:
    """One reader at the keys, whose repaints are noted by what they were for."""

    def __init__(self, notes: dict[str, list[Repaint]]) -> None:
        self.notes = notes

    def through(
        self, program: ProgramOnTerminal, keys: Sequence[tuple[str, str]]
    ) -> None:
        for name, key in keys:
            self.notes.setdefault(name, []).append(program.press(key))


_IN_THREAD = (
    ("3: go to its comments", "3"),
    *([("j: next comment", "j")] * 5),
    ("Enter: fold a comment", "\r"),
    ("Enter: unfold it", "\r"),
    ("-: fold all", "-"),
    ("=: unfold all", "="),
    ("<: fold a level", "<"),
    (">: unfold it", ">"),
    ("G: the last comment", "G"),
    ("g: the first", "g"),
    *([("PgDn: turn a page", _PAGE_DOWN)] * 5),
    ("/: open the line to find in", "/"),
    ("s: find the first letter", "s"),
    ("a: and the second", "a"),
    ("Enter: to the match", "\r"),
    *([("n: next match", "n")] * 5),
)


def _keys(library: Path, own: Path, comments: int, rounds: int) -> None:
    """Open the long thread from the list, and move in it."""
    notes: dict[str, list[Repaint]] = {}
    before, after = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as data:
            variables = start.variables_of(own, Path(data))
            arguments = ["-m", "gulagreader", str(library)]
            # The last post is left open, so that the next start reads another one.
            with ProgramOnTerminal(arguments, variables) as program:
                program.shows("Posts ")
                program.settle(0.5)
                for key in ("G", "\r", "Q"):
                    program.press(key, 0.3)
            with ProgramOnTerminal(arguments, variables) as program:
                program.shows("Posts ")
                program.settle(1.0)
                program.press("1")
                program.press("g")
                # A reader looks at a title before opening it; it is read meanwhile.
                program.settle(0.6)
                before.append(program.memory)
                session = _Session(notes)
                session.through(
                    program, [("Enter: open the post that the cursor rested on", "\r")]
                )
                program.settle(1.5)
                session.through(program, _IN_THREAD)
                after.append(program.memory)
    heading(
        f"Keys: a post with {comments:,} comments",
        "key",
        "first repaint, median ms",
        "longest",
        "settled, median ms",
        "bytes",
    )
    for name, repaints in notes.items():
        firsts = [repaint.first for repaint in repaints]
        row(
            name,
            statistics.median(firsts),
            max(firsts),
            statistics.median(repaint.settled for repaint in repaints),
            f"{statistics.median(repaint.bytes for repaint in repaints):,.0f}",
        )
    print(
        f"\nMemory: {statistics.median(before):.0f} MB before it was opened,"
        f" {statistics.median(after):.0f} MB at the end."
    )


def run(posts: int, comments: int, longest: int, rounds: int = 5) -> None:
    """Print the start and the keys, in a made-up library beside the shipped one."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        large, long = own / "large", own / "long"
        make_library(large, posts, comments)
        make_library(long, 20, 100, longest)
        for library in (_SHIPPED, large, long):
            _warm(library, own)
        named = {"the shipped library": _SHIPPED, f"{posts:,} posts": large}
        start.run(named, own, rounds + 2)
        _keys(long, own, longest, rounds)


def starts(library: Path, own: Path, rounds: int = 9) -> None:
    """Print the start on the shipped library and on another, with a warm ``own``."""
    for each in (_SHIPPED, library):
        _warm(each, own, indexed=False)
    start.run({"the shipped library": _SHIPPED, library.name: library}, own, rounds)
