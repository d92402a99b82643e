"""What a quotation mark does where it stands: it opens, closes, or neither.

Decided by what stands left and right of it and by what is open: apostrophes,
elisions, feet and inches are left alone.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from gulagreader.text.open_quotations import Marked
from gulagreader.text.quotation_signs import CLOSERS, SINGLE

_ELISION = re.compile(
    r"\s?(?:t(?:is|was|were|will)|em|im|er|cause|coz|bout|round|neath|twixt|gainst"
    r"|n|s(?=\s)|t(?=\s)|k(?=\s)|til|till|ere|ave|ad|ow|ouse|ome|fraid|nother|\d0s|\d\d)\b",
    re.IGNORECASE,
)
_SINGLE_CLOSER = re.compile(r"(?<=[^\s\x00'‘’])['’](?!\w)|(?<=[.,!?…])['’]")
_SINGLE_OPENER = re.compile(r"(?<![\w.,!?])['‘](?=\w)")
_FEET = re.compile(r"\d['’]\s?\d{1,2}$")
_STRAIGHT = re.compile('"')
_INCHES = re.compile(r"(?<!\d)\d{1,2}$")
_CURLY = re.compile("[“”„]")
_FAR_APART = 300
_ENDS_BOTH = re.compile(r"[.,!?…]{1,2}['’]")
_SHORTENED = re.compile(
    r"(?:[sS]|[a-z]in|(?:^|[^\w])(?:[Aa]n|[Oo]|[Tt]h|wi|ha|ol|fo|i|t|d))$"
)
"""A plural's genitive, or a word that dialect cuts short: *lads’*, *an’*, *o’*."""
WITHOUT_BLANKS = "⺀"
"""From this character on stand the scripts that put no blanks between words."""
GOES_ON_SMALL = re.compile(r"\s+[a-zà-ÿа-яё]")
"""A sentence goes on behind the mark."""


_GOES_ON_BY_COMMA = re.compile(r"[,;]?\s+[a-zà-ÿа-яё]")


class Act(Enum):
    """What a mark does."""

    OPEN = 1
    CLOSE = 2
    LEAVE = 3


@dataclass(frozen=True, slots=True)
class Here:
    """A mark and what stands left and right of it."""

    mark: str
    at: int
    before: str
    after: str
    opening_place: bool
    """It stands where a quotation can begin."""
    closing_place: bool
    """It stands where a quotation can end."""


def closed_by(mark: str, stack: Sequence[Marked]) -> int | None:
    """The number of the innermost open quotation that ``mark`` can close."""
    for number in range(len(stack) - 1, -1, -1):
        if mark in CLOSERS[stack[number].mark]:
            return number
    return None


class Judge:
    """Judges the marks of one paragraph, from ``start`` to ``end`` of a text."""

    def __init__(self, masked: str, start: int, end: int) -> None:
        self.masked = masked
        self.start = start
        self.end = end

    @cached_property
    def closers(self) -> list[int]:
        """Where a single mark can close."""
        found = _SINGLE_CLOSER.finditer(self.masked, self.start, self.end)
        return [one.start() for one in found]

    @cached_property
    def openers(self) -> list[int]:
        """Where a single mark can open."""
        found = _SINGLE_OPENER.finditer(self.masked, self.start, self.end)
        return [one.start() for one in found]

    @cached_property
    def straight(self) -> list[int]:
        """Where straight double marks stand."""
        masked = self.masked
        found = _STRAIGHT.finditer(masked, self.start, self.end)
        return [one.start() for one in found]

    def act(self, here: Here, stack: Sequence[Marked]) -> Act:
        """What a mark does while the quotations of ``stack`` are open."""
        if here.mark in SINGLE:
            return self._single(here, stack)
        return self._double(here, stack)

    def _double(self, here: Here, stack: Sequence[Marked]) -> Act:
        top = next(
            (one.mark for one in reversed(stack) if one.mark not in SINGLE), None
        )
        if here.mark == '"':
            return self._straight(here, top, stack)
        if here.mark == "“":
            return _left_curly(here, top)
        if here.mark in "„‟「『":
            return Act.OPEN
        if here.mark in "«‹":
            return _left_angle(here, top)
        if closed_by(here.mark, stack) is not None:
            again = top == here.mark and here.mark in "»›" and here.before.isspace()
            return Act.OPEN if again and not here.closing_place else Act.CLOSE
        opens = here.opening_place and not here.after.isspace()
        return Act.OPEN if opens and here.mark not in "」』" else Act.LEAVE

    def _straight(self, here: Here, top: str | None, stack: Sequence[Marked]) -> Act:
        after = len(self.straight) - bisect_right(self.straight, here.at)
        if _FEET.search(self.masked, max(self.start, here.at - 6), here.at):
            return Act.LEAVE
        if top is None or '"' not in CLOSERS[top]:
            if here.opening_place and not here.after.isspace():
                return Act.OPEN
            if here.before.isspace() and self._closed_apart(here.at):
                return Act.OPEN
            if here.before in ",;:.!?" and here.after.isalnum() and after:
                return Act.OPEN
            return Act.LEAVE if closed_by('"', stack) is None else Act.CLOSE
        if _INCHES.search(self.masked, max(self.start, here.at - 4), here.at) and (
            after % 2 if top == '"' else self._curly_closer_after(here.at)
        ):
            return Act.LEAVE
        opens = here.opening_place and not here.closing_place
        return Act.OPEN if opens else Act.CLOSE

    def _closed_apart(self, at: int) -> bool:
        """Whether the next straight mark stands apart from its words, too."""
        number = bisect_right(self.straight, at)
        if number == len(self.straight) or self.straight[number] > at + _FAR_APART:
            return False
        end = self.straight[number]
        apart = self.masked[end - 1].isspace() and end > at + 2
        after = self.masked[end + 1 : end + 2]
        return apart and (not after or after.isspace() or after in ".,;:!?)")

    def _single(self, here: Here, stack: Sequence[Marked]) -> Act:
        between = here.before.isalnum() and here.after.isalnum()
        if between and max(here.before, here.after) < WITHOUT_BLANKS:
            return Act.LEAVE
        top = stack[-1].mark if stack else ""
        inside = top if top and top in SINGLE else None
        if here.mark in "‘‚":
            return self._single_left(here, inside)
        if inside is not None:
            return self._single_right(here)
        opens = (
            here.opening_place
            and (here.after.isalnum() or here.after in "“„«…[")
            and (here.mark == "'" or top == "”")
            and not _ELISION.match(self.masked, here.at + 1, self.end)
            and self._closer_after(here.at + 1) is not None
        )
        return Act.OPEN if opens else Act.LEAVE

    def _single_left(self, here: Here, inside: str | None) -> Act:
        ends = not here.before.isspace() and not here.opening_place
        if inside == "‚" and here.mark == "‘" and ends:
            return Act.CLOSE
        if inside == "‘" and here.mark == "‘" and ends and here.closing_place:
            return Act.CLOSE
        if not here.opening_place or here.after.isspace():
            return Act.LEAVE
        if here.mark == "‘" and _ELISION.match(self.masked, here.at + 1, self.end):
            closer = self._closer_after(here.at + 1)
            spoken = closer is not None and self.masked[closer - 1] in ".,!?"
            return Act.OPEN if spoken and here.after.isupper() else Act.LEAVE
        return Act.OPEN

    def _single_right(self, here: Here) -> Act:
        """Tell the closing of an open single from an apostrophe."""
        if here.before.isspace():
            return Act.LEAVE
        if here.opening_place and not here.closing_place:
            return Act.LEAVE
        before = self.masked[max(self.start, here.at - 4) : here.at]
        apostrophe = _SHORTENED.search(before)
        if apostrophe and _ENDS_BOTH.match(self.masked, here.at + 1, self.end):
            return Act.LEAVE
        if apostrophe and _goes_on(before).match(self.masked, here.at + 1, self.end):
            closer = self._closer_after(here.at + 1)
            if closer is not None and closer - here.at < 400:
                opener = bisect_right(self.openers, here.at)
                between = opener < len(self.openers) and self.openers[opener] < closer
                return Act.CLOSE if between else Act.LEAVE
        return Act.CLOSE

    def _curly_closer_after(self, at: int) -> bool:
        """Whether the next curly mark ends the quotation that is open."""
        following = _CURLY.search(self.masked, at + 1, self.end)
        return following is not None and following.group() == "”"

    def _closer_after(self, at: int) -> int | None:
        number = bisect_right(self.closers, at)
        return self.closers[number] if number < len(self.closers) else None


def _goes_on(before: str) -> re.Pattern[str]:
    """How a sentence goes on behind an apostrophe: in dialect by a comma, too."""
    return GOES_ON_SMALL if before[-1:] in "sS" else _GOES_ON_BY_COMMA


def _left_curly(here: Here, top: str | None) -> Act:
    wrong_way = not here.opening_place and here.closing_place
    if top == "„":
        opens = here.opening_place and not here.closing_place
        return Act.OPEN if opens else Act.CLOSE
    if top is not None and top in '"“”':
        return Act.CLOSE if wrong_way else Act.OPEN
    return Act.LEAVE if wrong_way else Act.OPEN


def _left_angle(here: Here, top: str | None) -> Act:
    if top == {"«": "»", "‹": "›"}[here.mark]:
        opens = here.before.isspace() and not here.closing_place
        return Act.OPEN if opens else Act.CLOSE
    stray = here.before.isalnum() and here.closing_place
    return Act.LEAVE if stray else Act.OPEN
