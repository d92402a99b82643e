"""Pair quotation marks: a stack machine over the marks of each paragraph.

Knows “…” „…“ «…» »…« ‹…› ‘…’ ‚…‘ 「…」 『…』 ”…” and straight marks, nesting,
quotations over several paragraphs, missing and wrong closing marks,
apostrophes and inches. Linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from gulagreader.text.quotable import DEEPEST, HIDDEN, Paragraph, Quotable

DOUBLE = '"“”„‟«»‹›「」『』'
SINGLE = "'‘’‚"
_MARK = re.compile(f"[{DOUBLE}{SINGLE}]")
_DOUBLE = re.compile(f"[{DOUBLE}]")
_CLOSERS = {
    '"': '"”“',
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "‘": "’‘'",
    "’": "’",
    "‚": "‘’",
    "'": "'’",
}
_SAME = ({'"', "“", "”", "„", "‟"}, {"«", "»"}, {"‹", "›"}, {"‘", "'", "‚"})
"""Marks that count as one kind where a quotation goes on in a new paragraph."""
_ELISION = re.compile(
    r"\s?(?:t(?:is|was|were|will)|em|im|er|cause|coz|bout|round|neath|twixt|gainst"
    r"|n|til|till|ere|ave|ad|ow|ouse|ome|fraid|nother|\d0s|\d\d)\b",
    re.IGNORECASE,
)
_SINGLE_CLOSER = re.compile(r"(?<=[^\s\x00'‘’])['’](?!\w)|(?<=[.,!?…])['’]")
_SINGLE_OPENER = re.compile(r"(?<![\w.,!?])['‘](?=\w)")
_FEET = re.compile(r"\d['’]\s?\d{1,2}$")
_BEFORE_OPENING = "([{—–‒―-/|>¿¡“„‟«‹‘‚「『"
_AFTER_CLOSING = ".,;:!?)]}…—–‒―-/|”’'\"»«“›‹」』*"
LONGEST_UNCLOSED = 3000
"""An unclosed quotation ends with a sentence before so many code points."""
_STRAIGHT = re.compile('"')
_INCHES = re.compile(r"(?<!\d)\d{1,2}$")
_SHORTENED = re.compile(r"(?:[sS]|[a-z]in)$")
_GOES_ON_SMALL = re.compile(r"\s+[a-zà-ÿа-яё]")
_NO_WORDS = " \t\r\n\x00.,'‘’‚" + DOUBLE
_SENTENCE = re.compile(r"[.!?…](?=\s)")


@dataclass(slots=True)
class Marked:
    """A stretch between marks, marks included; ``end`` is -1 while open."""

    start: int
    mark: str
    end: int = -1
    unclosed: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    begun: int = 0
    """Where its part in the paragraph at hand begins."""


class _Act(Enum):
    OPEN = 1
    CLOSE = 2
    LEAVE = 3


@dataclass(frozen=True, slots=True)
class _Here:
    """A mark and what stands left and right of it."""

    mark: str
    at: int
    before: str
    after: str
    opening_place: bool
    """It stands where a quotation can begin."""
    closing_place: bool
    """It stands where a quotation can end."""


@dataclass(slots=True)
class _Carried:
    """What is still open at the end of a paragraph."""

    stack: list[Marked]
    end: int
    passed: list[Paragraph] = field(default_factory=list)
    """Items of a list that may stand inside the quotation."""


def marked(text: Quotable) -> list[Marked]:
    """Find what stands between marks, in order of start; stretches nest."""
    carried: dict[int, _Carried] = {}
    found: list[Marked] = []
    for paragraph in text.paragraphs:
        machine = _Machine(text.masked, paragraph, found)
        before = carried.pop(paragraph.block, None)
        if before is not None and not machine.go_on(before):
            if paragraph.item and not _DOUBLE.search(
                text.masked, paragraph.start, paragraph.end
            ):
                before.passed.append(paragraph)
                carried[paragraph.block] = before
                machine.run()
                _give_up(machine.left_open(), text.masked, found)
                continue
            _give_up(before, text.masked, found)
        machine.run()
        if machine.stack:
            carried[paragraph.block] = machine.left_open()
    for rest in carried.values():
        _give_up(rest, text.masked, found)
    kept = [one for one in found if _worth_keeping(one, text.masked)]
    return sorted(kept, key=lambda one: (one.start, -one.end))


def _worth_keeping(one: Marked, masked: str) -> bool:
    """Drop empty pairs, and lone opening singles: apostrophes, mostly."""
    if one.end < 0:
        return False
    inner = masked[one.start + 1 : one.end if one.unclosed else one.end - 1]
    return bool(inner.strip(_NO_WORDS))


def _give_up(
    carried: _Carried, masked: str, found: list[Marked], *, in_double: bool = False
) -> None:
    """End what was left open with its paragraph, or with a sentence of it."""
    ended: list[Marked] = []
    for one in carried.stack:
        single = one.mark in SINGLE
        following = masked[one.start + 1 : one.start + 2]
        if single and not (in_double or following.isupper()):
            continue
        if one.mark in "«»‹›" and following == " ":
            continue  # an arrow of a link such as "« Older posts"
        in_double = in_double or not single
        around = [outer.end for outer in ended if outer.end > one.begun]
        end = _cut(one, masked, min([carried.end, *around]), found)
        _close(one, max(end, one.begun + 1))
        one.unclosed = True
        ended.append(one)


def _close(one: Marked, end: int) -> None:
    one.end = end
    one.spans.append((one.begun, end))


def _cut(one: Marked, masked: str, end: int, found: list[Marked]) -> int:
    """Where an unclosed quotation ends, so that it does not swallow the text."""
    if end - one.begun <= LONGEST_UNCLOSED:
        return end
    limit = one.begun + LONGEST_UNCLOSED
    cut = limit
    for stop in _SENTENCE.finditer(masked, one.begun, limit):
        cut = stop.end()
    for other in reversed(found):
        if other.start <= one.begun:
            break
        if other.start < cut < other.end:
            cut = other.start
    return cut


def _same_kind(one: str, other: str) -> bool:
    return one == other or any(one in kind and other in kind for kind in _SAME)


class _Machine:
    """Reads the marks of one paragraph."""

    def __init__(self, masked: str, paragraph: Paragraph, found: list[Marked]) -> None:
        self.masked = masked
        self.found = found
        self.stack: list[Marked] = []
        self.start = paragraph.start
        self.end = _trimmed(masked, paragraph.start, paragraph.end)
        self.too_deep = 0

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

    def go_on(self, carried: _Carried) -> bool:
        """Take over what the paragraph before left open, if it goes on here."""
        lead = _visible_from(self.masked, self.start, self.end)
        base = self._resumed(carried.stack, lead)
        if base is None:
            return False
        stack = carried.stack[base:]
        at = lead
        while stack and at < self.end and _same_kind(stack[0].mark, self.masked[at]):
            one = stack.pop(0)
            _close(one, carried.end)
            one.end = -1
            for item in carried.passed:
                one.spans.append(
                    (item.start, _trimmed(self.masked, item.start, item.end))
                )
            one.begun = at
            self.stack.append(one)
            at = _visible_from(self.masked, at + 1, self.end)
        inside = any(one.mark not in SINGLE for one in self.stack)
        rest = _Carried(stack, carried.end)
        _give_up(rest, self.masked, self.found, in_double=inside)
        self.start = self.stack[-1].begun + 1
        return True

    def _resumed(self, stack: Sequence[Marked], lead: int) -> int | None:
        """Which of the open quotations this paragraph's first mark repeats."""
        if lead >= self.end:
            return None
        for number, one in enumerate(stack):
            if _same_kind(one.mark, self.masked[lead]):
                return None if self._is_another(one.mark, lead) else number
            if one.mark not in SINGLE:
                return None
        return None

    def _is_another(self, mark: str, lead: int) -> bool:
        """Tell a fragment that opens a sentence from a quotation that goes on."""
        closer = re.compile(f"[{_CLOSERS[mark]}]").search(
            self.masked, lead + 1, self.end
        )
        if closer is None:
            return False
        before = self.masked[closer.start() - 1]
        return before.isalnum() and bool(
            _GOES_ON_SMALL.match(self.masked, closer.end(), self.end)
        )

    def left_open(self) -> _Carried:
        """What the next paragraph may take over."""
        return _Carried(self.stack, self.end)

    def run(self) -> None:
        """Read the marks from left to right."""
        for found in _MARK.finditer(self.masked, self.start, self.end):
            here = self._here(found.group(), found.start())
            act = self._single(here) if here.mark in SINGLE else self._double(here)
            if act is _Act.OPEN:
                self._open(here)
            elif act is _Act.CLOSE:
                self._close_with(here)

    def _here(self, mark: str, at: int) -> _Here:
        left = at - 1
        while left >= self.start and self.masked[left] == HIDDEN:
            left -= 1
        before = self.masked[left] if left >= self.start else "\n"
        if left < self.start and self.stack and self.stack[-1].begun == left:
            before = self.masked[left]
        right = _visible_from(self.masked, at + 1, self.end)
        after = self.masked[right] if right < self.end else "\n"
        opened = bool(self.stack) and self.stack[-1].begun == left
        return _Here(
            mark,
            at,
            before,
            after,
            opened or before.isspace() or before in _BEFORE_OPENING,
            after.isspace() or after in _AFTER_CLOSING,
        )

    def _open(self, here: _Here) -> None:
        if len(self.stack) >= DEEPEST:
            self.too_deep += 1
            return
        one = Marked(here.at, here.mark, begun=here.at)
        self.stack.append(one)
        self.found.append(one)

    def _close_with(self, here: _Here) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        number = self._closed_by(here.mark)
        if number is None:
            return
        end = _trimmed(self.masked, self.start, here.at)
        inside = any(one.mark not in SINGLE for one in self.stack[: number + 1])
        rest = _Carried(self.stack[number + 1 :], end)
        _give_up(rest, self.masked, self.found, in_double=inside)
        _close(self.stack[number], here.at + 1)
        del self.stack[number:]

    def _closed_by(self, mark: str) -> int | None:
        """The innermost open quotation that ``mark`` can close."""
        for number in range(len(self.stack) - 1, -1, -1):
            if mark in _CLOSERS[self.stack[number].mark]:
                return number
        return None

    def _double(self, here: _Here) -> _Act:
        top = next(
            (one.mark for one in reversed(self.stack) if one.mark not in SINGLE), None
        )
        if here.mark == '"':
            return self._straight(here, top)
        if here.mark == "“":
            return _left_curly(here, top)
        if here.mark in "„‟「『":
            return _Act.OPEN
        if here.mark in "«‹":
            return _left_angle(here, top)
        if self._closed_by(here.mark) is not None:
            again = top == here.mark and here.mark in "»›" and here.before.isspace()
            return _Act.OPEN if again and not here.closing_place else _Act.CLOSE
        opens = here.opening_place and not here.after.isspace()
        return _Act.OPEN if opens and here.mark not in "」』" else _Act.LEAVE

    def _straight(self, here: _Here, top: str | None) -> _Act:
        after = len(self.straight) - bisect_right(self.straight, here.at)
        if _FEET.search(self.masked, max(self.start, here.at - 6), here.at):
            return _Act.LEAVE
        if top is None or '"' not in _CLOSERS[top]:
            if here.opening_place and not here.after.isspace():
                return _Act.OPEN
            if here.before in ",;:.!?" and here.after.isalnum() and after:
                return _Act.OPEN
            return _Act.LEAVE if self._closed_by('"') is None else _Act.CLOSE
        if _INCHES.search(self.masked, max(self.start, here.at - 4), here.at) and (
            after % 2
        ):
            return _Act.LEAVE
        opens = here.opening_place and not here.closing_place
        return _Act.OPEN if opens else _Act.CLOSE

    def _single(self, here: _Here) -> _Act:
        if here.before.isalnum() and here.after.isalnum():
            return _Act.LEAVE
        top = self.stack[-1].mark if self.stack else ""
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
        return _Act.OPEN if opens else _Act.LEAVE

    def _single_left(self, here: _Here, inside: str | None) -> _Act:
        ends = not here.before.isspace() and not here.opening_place
        if inside == "‚" and here.mark == "‘" and ends:
            return _Act.CLOSE
        if inside == "‘" and here.mark == "‘" and ends and here.closing_place:
            return _Act.CLOSE
        if not here.opening_place or here.after.isspace():
            return _Act.LEAVE
        if here.mark == "‘" and _ELISION.match(self.masked, here.at + 1, self.end):
            closer = self._closer_after(here.at + 1)
            spoken = closer is not None and self.masked[closer - 1] in ".,!?"
            return _Act.OPEN if spoken and here.after.isupper() else _Act.LEAVE
        return _Act.OPEN

    def _single_right(self, here: _Here) -> _Act:
        """Tell the closing of an open single from an apostrophe."""
        if here.before.isspace():
            return _Act.LEAVE
        if here.opening_place and not here.closing_place:
            return _Act.LEAVE
        before = self.masked[max(self.start, here.at - 3) : here.at]
        apostrophe = _SHORTENED.search(before)
        if apostrophe and _GOES_ON_SMALL.match(self.masked, here.at + 1, self.end):
            closer = self._closer_after(here.at + 1)
            if closer is not None and closer - here.at < 400:
                opener = bisect_right(self.openers, here.at)
                between = opener < len(self.openers) and self.openers[opener] < closer
                return _Act.CLOSE if between else _Act.LEAVE
        return _Act.CLOSE

    def _closer_after(self, at: int) -> int | None:
        number = bisect_right(self.closers, at)
        return self.closers[number] if number < len(self.closers) else None


def _left_curly(here: _Here, top: str | None) -> _Act:
    wrong_way = not here.opening_place and here.closing_place
    if top == "„":
        opens = here.opening_place and not here.closing_place
        return _Act.OPEN if opens else _Act.CLOSE
    if top is not None and top in '"“”':
        return _Act.CLOSE if wrong_way else _Act.OPEN
    return _Act.LEAVE if wrong_way else _Act.OPEN


def _left_angle(here: _Here, top: str | None) -> _Act:
    if top == {"«": "»", "‹": "›"}[here.mark]:
        opens = here.before.isspace() and not here.closing_place
        return _Act.OPEN if opens else _Act.CLOSE
    stray = here.before.isalnum() and here.closing_place
    return _Act.LEAVE if stray else _Act.OPEN


def _visible_from(masked: str, at: int, end: int) -> int:
    """The first place from ``at`` on that markup does not cover."""
    while at < end and masked[at] == HIDDEN:
        at += 1
    return at


def _trimmed(masked: str, start: int, end: int) -> int:
    while end > start and masked[end - 1].isspace():
        end -= 1
    return end
