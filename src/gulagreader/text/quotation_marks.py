"""Pair quotation marks: a stack machine over the marks of each paragraph.

Knows “…” „…“ «…» »…« ‹…› ‘…’ ‚…‘ 「…」 『…』 ”…” and straight marks, nesting,
quotations over several paragraphs, missing and wrong closing marks,
apostrophes and inches. Linear in the length of the text.
"""

import re
from collections.abc import Sequence

from gulagreader.text.covering import HIDDEN
from gulagreader.text.open_quotations import (
    Carried,
    Marked,
    close,
    give_up,
    worth_keeping,
)
from gulagreader.text.quotable import DEEPEST, Paragraph, Quotable
from gulagreader.text.quotation_acts import (
    GOES_ON_SMALL,
    WITHOUT_BLANKS,
    Act,
    Here,
    Judge,
    closed_by,
)
from gulagreader.text.quotation_signs import CLOSERS, DOUBLE, SINGLE, same_kind

_MARK = re.compile(f"[{DOUBLE}{SINGLE}]")
_DOUBLE = re.compile(f"[{DOUBLE}]")
_BEFORE_OPENING = "([{—–‒―-/|>¿¡“„‟«‹‘‚「『"
_AFTER_CLOSING = ".,;:!?)]}…—–‒―-/|”’'\"»«“›‹」』*"


def marked(text: Quotable) -> list[Marked]:
    """Find what stands between marks, in order of start; stretches nest."""
    carried: dict[int, Carried] = {}
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
                give_up(machine.left_open(), text.masked, found)
                continue
            give_up(before, text.masked, found)
        machine.run()
        if machine.stack:
            carried[paragraph.block] = machine.left_open()
    for rest in carried.values():
        give_up(rest, text.masked, found)
    kept = [one for one in found if worth_keeping(one, text.masked)]
    return sorted(kept, key=lambda one: (one.start, -one.end))


class _Machine:
    """Reads the marks of one paragraph."""

    def __init__(self, masked: str, paragraph: Paragraph, found: list[Marked]) -> None:
        self.masked = masked
        self.found = found
        self.stack: list[Marked] = []
        self.start = paragraph.start
        self.end = _trimmed(masked, paragraph.start, paragraph.end)
        self.too_deep = 0

    def go_on(self, carried: Carried) -> bool:
        """Take over what the paragraph before left open, if it goes on here."""
        lead = _visible_from(self.masked, self.start, self.end)
        base = self._resumed(carried.stack, lead)
        if base is None:
            return False
        stack = carried.stack[base:]
        at = lead
        while stack and at < self.end and same_kind(stack[0].mark, self.masked[at]):
            one = stack.pop(0)
            close(one, carried.end)
            one.end = -1
            for item in carried.passed:
                one.spans.append(
                    (item.start, _trimmed(self.masked, item.start, item.end))
                )
            one.begun = at
            self.stack.append(one)
            at = _visible_from(self.masked, at + 1, self.end)
        inside = any(one.mark not in SINGLE for one in self.stack)
        rest = Carried(stack, carried.end)
        give_up(rest, self.masked, self.found, in_double=inside)
        self.start = self.stack[-1].begun + 1
        return True

    def _resumed(self, stack: Sequence[Marked], lead: int) -> int | None:
        """Which of the open quotations this paragraph's first mark repeats."""
        if lead >= self.end:
            return None
        for number, one in enumerate(stack):
            if same_kind(one.mark, self.masked[lead]):
                return None if self._is_another(one.mark, lead) else number
            if one.mark not in SINGLE:
                return None
        return None

    def _is_another(self, mark: str, lead: int) -> bool:
        """Tell a fragment that opens a sentence from a quotation that goes on."""
        closer = re.compile(f"[{CLOSERS[mark]}]").search(
            self.masked, lead + 1, self.end
        )
        if closer is None:
            return False
        before = self.masked[closer.start() - 1]
        return before.isalnum() and bool(
            GOES_ON_SMALL.match(self.masked, closer.end(), self.end)
        )

    def left_open(self) -> Carried:
        """What the next paragraph may take over."""
        return Carried(self.stack, self.end)

    def run(self) -> None:
        """Read the marks from left to right."""
        judge = Judge(self.masked, self.start, self.end)
        for found in _MARK.finditer(self.masked, self.start, self.end):
            here = self._here(found.group(), found.start())
            act = judge.act(here, self.stack)
            if act is Act.OPEN:
                self._open(here)
            elif act is Act.CLOSE:
                self._close_with(here)

    def _here(self, mark: str, at: int) -> Here:
        left = at - 1
        while left >= self.start and self.masked[left] == HIDDEN:
            left -= 1
        before = self.masked[left] if left >= self.start else "\n"
        if left < self.start and self.stack and self.stack[-1].begun == left:
            before = self.masked[left]
        right = _visible_from(self.masked, at + 1, self.end)
        after = self.masked[right] if right < self.end else "\n"
        opened = bool(self.stack) and self.stack[-1].begun == left
        return Here(
            mark,
            at,
            before,
            after,
            opened
            or before.isspace()
            or before in _BEFORE_OPENING
            or before >= WITHOUT_BLANKS,
            after.isspace() or after in _AFTER_CLOSING or after >= WITHOUT_BLANKS,
        )

    def _open(self, here: Here) -> None:
        if len(self.stack) >= DEEPEST:
            self.too_deep += 1
            return
        one = Marked(here.at, here.mark, begun=here.at)
        self.stack.append(one)
        self.found.append(one)

    def _close_with(self, here: Here) -> None:
        if self.too_deep:
            self.too_deep -= 1
            return
        number = closed_by(here.mark, self.stack)
        if number is None:
            return
        end = _trimmed(self.masked, self.start, here.at)
        inside = any(one.mark not in SINGLE for one in self.stack[: number + 1])
        rest = Carried(self.stack[number + 1 :], end)
        give_up(rest, self.masked, self.found, in_double=inside)
        close(self.stack[number], here.at + 1)
        del self.stack[number:]


def _visible_from(masked: str, at: int, end: int) -> int:
    """The first place from ``at`` on that markup does not cover."""
    while at < end and masked[at] == HIDDEN:
        at += 1
    return at


def _trimmed(masked: str, start: int, end: int) -> int:
    while end > start and masked[end - 1].isspace():
        end -= 1
    return end
