"""The inside of a paragraph: emphasis, links, code, notes, tied to its source.

CommonMark's inline rules (spec 0.31.2, with the delimiter algorithm of its
appendix), strikethrough, footnote marks and bare web addresses. It is written here, and
not taken from the parser that finds the blocks, because every displayed
character must be tied to its place in the source, and because no text may take
more than a time that grows with its length.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Set
from dataclasses import dataclass

from gulagreader.text.blocks import Role, Run
from gulagreader.text.clean import clean
from gulagreader.text.emphasis import Mark, flanks, paired
from gulagreader.text.entities import PUNCTUATION, entity_at, unescape_all
from gulagreader.text.inline_text import Draft, Inline
from gulagreader.text.link_targets import LinkTargets
from gulagreader.text.web_addresses import (
    bare_address_end,
    pointed_address,
    target_of,
)

_ACTIVE = re.compile(r"[\\`*_\[\]!<&~\n\t]|https?://")
_RUNS = {char: re.compile(rf"{re.escape(char)}+") for char in "*_~`"}
_NOTE = re.compile(r"\[\^([^\]\[\s\\]{1,200})\]")
_MOST_OPEN = 200
"""Brackets open at once; what was opened before them is text."""
_MOST_MARKS = 50_000
"""Marks of emphasis in one paragraph; no book has as many, and the others are text."""


@dataclass(slots=True)
class _Bracket:
    piece: int
    source: int
    """Offset after the bracket."""
    image: bool
    marks: int
    """How many marks there were before it."""
    spans: int
    """How many spans there were before it."""
    active: bool = True


def parse_inline(
    content: str, references: Mapping[str, str], notes: Set[str]
) -> Inline:
    """Parse the source of one paragraph, heading or table cell.

    ``references`` are the targets of link definitions by their normalised label,
    ``notes`` the labels of the footnotes that exist.
    """
    if _ACTIVE.search(content) is None:
        runs = (Run(0, 0, len(content)),) if content else ()
        return Inline(content, (), runs)
    return _Parser(content, references, notes).parse()


class _Parser:
    def __init__(
        self, content: str, references: Mapping[str, str], notes: Set[str]
    ) -> None:
        self.content = content
        self.targets = LinkTargets(content, references)
        self.notes = notes
        self.draft = Draft(content)
        self.marks: list[Mark] = []
        self.brackets: list[_Bracket] = []
        self.image_end = 0
        self.ticks: dict[int, list[int]] | None = None

    def parse(self) -> Inline:
        content = self.content
        at = 0
        while at < len(content):
            found = _ACTIVE.search(content, at)
            stop = found.start() if found else len(content)
            if stop > at:
                self.draft.plain(at, stop)
            at = self._special(stop) if found else stop
        self._match_marks(0)
        return self.draft.finished(image=self.image_end == len(content))

    def _special(self, at: int) -> int:
        """Take what stands at an active character; give the place after it."""
        char = self.content[at]
        match char:
            case "*" | "_" | "~":
                return self._delimiters(at)
            case "\n":
                return self._newline(at)
            case "\t":
                self.draft.shown(" ", at)
                return at + 1
            case "\\":
                return self._escape(at)
            case "`":
                return self._code(at)
            case "[" | "!":
                return self._open_bracket(at)
            case "]":
                return self._close_bracket(at)
            case _:
                return self._address_or_entity(at)

    def _newline(self, at: int) -> int:
        hard = at > 0 and self.content[at - 1] == " " and self.draft.cut_spaces()
        self._break(at, hard=hard)
        return self._after_break(at + 1)

    def _break(self, at: int, *, hard: bool) -> None:
        if hard:
            self.draft.exact(at, at + 1)
        else:
            self.draft.shown(" ", at)

    def _after_break(self, at: int) -> int:
        while at < len(self.content) and self.content[at] in " \t":
            at += 1
        return at

    def _escape(self, at: int) -> int:
        following = self.content[at + 1 : at + 2]
        if following == "\n":
            self._break(at + 1, hard=True)
            return self._after_break(at + 2)
        if following and following in PUNCTUATION:
            self.draft.exact(at + 1, at + 2)
            return at + 2
        self.draft.plain(at, at + 1)
        return at + 1

    def _code(self, at: int) -> int:
        content = self.content
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", content):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        length = _run_end(content, at) - at
        places = self.ticks.get(length, [])
        number = bisect_left(places, at + length)
        if number == len(places):
            self.draft.plain(at, at + length)
            return at + length
        start, end = at + length, places[number]
        inside = content[start:end].replace("\n", " ")
        if inside[0] == inside[-1] == " " and inside.strip(" "):
            start, end = start + 1, end - 1
        first = len(self.draft)
        for part in re.finditer(r"[^\n\t]+|[\n\t]", content[start:end]):
            if part.group() in "\n\t":
                self.draft.shown(" ", start + part.start())
            else:
                self.draft.exact(start + part.start(), start + part.end())
        self.draft.span(first, Role.CODE)
        return places[number] + length

    def _delimiters(self, at: int) -> int:
        content = self.content
        char = content[at]
        end = _run_end(content, at)
        opens, closes = flanks(content, at, end)
        length = end - at
        start = at
        if char == "~" and length % 2:
            self.draft.plain(at, at + 1)
            start, length = at + 1, length - 1
        if length and (opens or closes) and len(self.marks) < _MOST_MARKS:
            self.marks.append(
                Mark(len(self.draft), char, length, length, opens, closes)
            )
            self.draft.exact(start, end)
        else:
            self.draft.plain(start, end)
        return end

    def _open_bracket(self, at: int) -> int:
        content = self.content
        image = content[at] == "!"
        if image and not content.startswith("[", at + 1):
            self.draft.plain(at, at + 1)
            return at + 1
        if not image and content.startswith("^", at + 1):
            note = _NOTE.match(content, at)
            if note and note.group(1) in self.notes:
                first = len(self.draft)
                self.draft.exact(at, at + 1)
                self.draft.exact(at + 2, note.end())
                self.draft.span(first, Role.FOOTNOTE, note.group(1))
                return note.end()
        after = at + 1 + image
        self.brackets.append(
            _Bracket(
                len(self.draft),
                after,
                image,
                len(self.marks),
                len(self.draft.spans),
            )
        )
        if len(self.brackets) > _MOST_OPEN:
            del self.brackets[0]
        self.draft.exact(at, after)
        return after

    def _close_bracket(self, at: int) -> int:
        opener = self.brackets.pop() if self.brackets else None
        link = None
        if opener is not None and opener.active:
            link = self.targets.after(opener.source, at)
        if opener is None or link is None:
            self.draft.plain(at, at + 1)
            return at + 1
        address, end = link
        self._match_marks(opener.marks)
        if not self.draft.has_words_after(opener.piece):
            # A link of no words would not be seen at all.
            self.draft.shown(clean(unescape_all(address)) or "link", at)
        self.draft.link(opener.piece, opener.spans, target_of(address))
        if opener.image:
            self.image_end = end if opener.piece == 0 else self.image_end
        else:
            for bracket in self.brackets:
                bracket.active = bracket.active and bracket.image
        return end

    def _address_or_entity(self, at: int) -> int:
        content = self.content
        if content[at] == "&":
            return self._entity(at)
        if content[at] == "<":
            return self._autolink(at)
        end = bare_address_end(content, at)
        if end is None:
            self.draft.plain(at, at + 4)
            return at + 4
        first = len(self.draft)
        self.draft.exact(at, end)
        self.draft.span(first, Role.LINK, target_of(content[at:end]))
        return end

    def _entity(self, at: int) -> int:
        found = entity_at(self.content, at)
        if found is None:
            self.draft.plain(at, at + 1)
            return at + 1
        value, end = found
        self.draft.shown(value, at)
        return end

    def _autolink(self, at: int) -> int:
        found = pointed_address(self.content, at)
        if found is None:
            self.draft.plain(at, at + 1)
            return at + 1
        start, end, address = found
        first = len(self.draft)
        self.draft.exact(start, end)
        self.draft.span(first, Role.LINK, target_of(address))
        return end + 1

    def _match_marks(self, bottom: int) -> None:
        """Make spans of the emphasis marks above ``bottom``."""
        for opener, closer, used in paired(self.marks, bottom):
            role = Role.EMPHASIS if used == 1 else Role.STRONG
            if opener.char == "~":
                role = Role.STRUCK
            self.draft.emphasise(opener.piece, closer.piece, role, used)


def _run_end(content: str, at: int) -> int:
    """Where the run of the character at ``at`` ends."""
    if not content.startswith(content[at], at + 1):
        return at + 1
    run = _RUNS[content[at]].match(content, at)
    assert run is not None  # that character
    return run.end()
