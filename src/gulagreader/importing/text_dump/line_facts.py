"""What single lines of a dump say, each line looked at once.

Comments are looked for in several ways, and each way asks the same of every line. The
answers are kept by the line's number, for as long as one dump is looked through.
"""

import re
from collections.abc import Callable
from typing import Generic, TypeVar

from gulagreader.importing.text_dump import patterns, said_by
from gulagreader.importing.text_dump.finding import without_picture
from gulagreader.importing.text_dump.lines import Lines

_RULE = re.compile(r"[━─_]{10,}")
_Told = TypeVar("_Told")


class _Once(Generic[_Told]):
    """A question about lines, asked once of each."""

    def __init__(self, count: int, ask: Callable[[int], _Told]) -> None:
        self._ask = ask
        self._asked = bytearray(count)
        self._told: list[_Told | None] = [None] * count

    def __call__(self, at: int) -> _Told:
        if not self._asked[at]:
            self._told[at] = self._ask(at)
            self._asked[at] = 1
        told: _Told = self._told[at]  # type: ignore[assignment] # it was asked
        return told


class LineFacts:
    """The facts about a dump's lines that tell comments by their heads."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        count = len(lines)
        self.shown = _Once(count, self._shown)
        """The words of a line without its list mark and pictures."""
        self.is_when = _Once(count, self._is_when)
        """Whether it only says when."""
        self.who_and_when = _Once(count, self._who_and_when)
        """Author and date where it says both, and more than when."""
        self.is_pingback = _Once(count, self._is_pingback)
        """Whether it is a mention by another site."""
        self.says = _Once(count, self._says)
        """The author of “Jane says:”."""
        self.is_button = _Once(count, self._is_button)
        """Whether the whole line stands for a button."""
        self.is_mark = _Once(count, self._is_mark)
        """Whether it is a list mark and nothing else."""
        self.ends_all = _Once(count, self._ends_all)
        """Whether it is the heading of the reply form, or a rule."""

    def _shown(self, at: int) -> str:
        lines = self.lines
        marker = lines.marker(at)
        words = marker.rest if marker is not None else lines.words(at)
        if lines.starred and " " not in words:
            words = words.replace("_", " ").strip()
        return without_picture(words)

    def _is_when(self, at: int) -> bool:
        return said_by.is_date_line(self.shown(at)) is not None

    def _who_and_when(self, at: int) -> tuple[str, str] | None:
        # Dearest of all patterns, and lines that only say when are many.
        return None if self.is_when(at) else said_by.who_and_when(self.shown(at))

    def _is_pingback(self, at: int) -> bool:
        return patterns.begins_pingback(self.shown(at)) is not None

    def _says(self, at: int) -> str | None:
        said = said_by.author_says(self.shown(at))
        return said["author"] if said is not None else None

    def _is_button(self, at: int) -> bool:
        return patterns.is_reply_line(self.lines.words(at)) is not None

    def _is_mark(self, at: int) -> bool:
        marker = self.lines.marker(at)
        return marker is not None and not marker.rest

    def _ends_all(self, at: int) -> bool:
        words = self.lines.words(at)
        return bool(words) and (
            patterns.is_reply_heading(words) is not None
            or _RULE.fullmatch(words) is not None
        )
