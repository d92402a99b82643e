"""The way out: data to the output, narration and progress to the error stream.

Everything that is printed passes here, and nothing passes that could act on a
terminal: text is cleaned, and JSON escapes what it would be cleaned of.
"""

import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TextIO

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.late_patterns import late_pattern
from gulagreader.domain.progress import Job, Outcome, Progress
from gulagreader.text.clean import clean, clean_line

_UNSAFE = late_pattern(
    "[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
Piece = tuple[str] | tuple[str, str]
"""A text, and perhaps its style: ``bold``, ``faint``, ``match``."""
Pieces = Sequence[Piece]
"""One line, from left to right."""
_SGR = {"bold": "1", "faint": "2", "match": "1;4"}
_WIDTH = 80
_WIDEST = 100
_BAR = 20


@dataclass(frozen=True)
class Console:
    """The streams and the surroundings of one run."""

    environ: Mapping[str, str]
    clock: Callable[[], datetime]
    source: TextIO
    out: TextIO
    err: TextIO
    plain: bool = False
    """Whether progress is told in lines."""

    def say(self, *lines: str) -> None:
        """Print lines of data; each may hold line breaks."""
        for line in lines:
            self.out.write(f"{clean(line)}\n")

    def say_pieces(self, lines: Iterable[Pieces], *, plain: bool = False) -> None:
        """Print lines of styled pieces; without styles where ``plain``."""
        rich = self.is_rich and not plain
        for pieces in lines:
            line = "".join(_inked(*piece, rich=rich) for piece in pieces)
            self.out.write(f"{line}\n")

    def say_json(self, value: object) -> None:
        """Print one JSON value: on one line, or indented for a terminal."""
        indent = 2 if is_terminal(self.out) else None
        self.out.write(f"{as_json(value, indent=indent)}\n")

    def note(self, line: str) -> None:
        """Tell a person something, on the error stream."""
        self.err.write(f"{clean(line)}\n")

    @property
    def is_screen(self) -> bool:
        """Whether the output is a terminal that can show more than letters."""
        dumb = self.environ.get("TERM") in (None, "", "dumb")
        return is_terminal(self.out) and not dumb

    @property
    def is_rich(self) -> bool:
        """Whether the output may be styled."""
        return self.is_screen and not self.environ.get("NO_COLOR")

    @property
    def width(self) -> int:
        """How many cells a line of text may take."""
        given = self.environ.get("COLUMNS", "")
        if given.isascii() and given.isdigit() and int(given[:6]) > 0:
            return max(20, min(int(given[:6]), _WIDEST))
        if not is_terminal(self.out):
            return _WIDTH
        try:
            columns = os.get_terminal_size(self.out.fileno()).columns
        except OSError:
            return _WIDTH
        return max(20, min(columns or _WIDTH, _WIDEST))

    def run(self, job: Job[Outcome]) -> Outcome:
        """Run a job to its end, with progress where a person can see it."""
        shown = _Shown(self) if is_terminal(self.err) else None
        try:
            while True:
                step = next(job)
                if shown is not None:
                    shown.show(step)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome
        finally:
            job.close()
            if shown is not None:
                shown.end()

    def told_plainly(self) -> "Console":
        """The same, with progress told in lines, for who hears what is printed."""
        return replace(self, plain=True)


class _Shown:
    """The progress of a job on a terminal: a line that changes, or else a few lines."""

    def __init__(self, console: Console) -> None:
        self._err, self._width = console.err, console.width
        self._in_lines = console.plain or console.environ.get("TERM") == "dumb"
        self._told = ""

    def show(self, step: Progress) -> None:
        """Show how far the job has come."""
        if self._in_lines:
            self._tell(step)
            return
        line = f"{_bar(step.share)}{_progress(step)}"
        if line != self._told:
            self._err.write(f"\r{line[: self._width - 1]}\x1b[K")
            self._err.flush()
            self._told = line

    def _tell(self, step: Progress) -> None:
        """Tell each tenth of a job whose end is known, and nothing of a short one."""
        if step.share is None:
            return
        tenth = f"{int(step.share * 10) * 10}%"
        if tenth not in (self._told, "0%", "100%"):
            self._err.write(f"{tenth}: {_progress(step)}\n")
            self._err.flush()
            self._told = tenth

    def end(self) -> None:
        """Leave an empty line."""
        if not self._in_lines:
            self._err.write("\r\x1b[K")
            self._err.flush()


def _bar(share: float | None) -> str:
    """How much of a job is done, as a bar and in hundredths."""
    if share is None:
        return ""
    full = int(share * _BAR)
    return f"[{'#' * full}{'.' * (_BAR - full)}] {int(share * 100):3}%  "


def _inked(text: str, style: str = "", *, rich: bool) -> str:
    plain = clean(text).replace("\n", " ")
    return f"\x1b[{_SGR[style]}m{plain}\x1b[0m" if rich and style and plain else plain


def as_json(value: object, *, indent: int | None = None) -> str:
    """Write JSON in which no character can act on a terminal, and none is lost."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def is_terminal(stream: TextIO) -> bool:
    """Whether a stream is shown to a person; a closed one is not."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def _progress(step: Progress) -> str:
    count = f" {step.done}" if step.done else ""
    if step.total is not None:
        count = f" {step.done}/{step.total}"
    return clean_line(step.step) + count


def prepare_streams() -> None:
    """Let the output take every character: UTF-8 where nobody watches it.

    A terminal keeps its encoding; what it cannot show becomes a question mark.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if is_terminal(stream):
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")
