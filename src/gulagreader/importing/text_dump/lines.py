"""A dump as numbered lines that know their indentation, list marks and width."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from gulagreader.importing.text_dump.deep_levels import deeper_levels
from gulagreader.importing.text_dump.links import numbered_links, plain_lines
from gulagreader.importing.text_dump.marks import (
    LATER_MARK,
    MARK,
    SENTENCE_ENDS,
    SIGNS,
    hung_in,
    later_marks,
    numbers_in_words,
    says_no_words,
)

_HEADING = re.compile(r"#{1,6} +(?=\S)")
_STARRED = re.compile(r"(?P<stars>\*{1,6}) (?P<words>\S(?:.{0,400}\S)?) (?P=stars)")
_FIRST_RANK = re.compile(r"^ *\*{5,6} \S.{0,400} \*{5,6}$", re.MULTILINE)
_LATER_HEADING = re.compile(r"(?:^|\n\s*\n)#{1,6} +\S[^\n]{0,400}\n\s*\n")
_MARKDOWN_LINK = re.compile(r"\]\((?:\S+)\)")
_WIDEST = 132
_LONGEST_HEADING = 420


@dataclass(frozen=True, slots=True)
class Marker:
    """The mark of a list item at the beginning of a line."""

    kind: str
    """``1`` for a number, else the bullet itself."""
    number: int | None
    rest: str
    """What follows the mark; empty when the text begins on the next line."""


@dataclass(frozen=True)
class Lines:
    """The lines of a dump; places count from 0, their numbers from 1."""

    text: tuple[str, ...]
    """Without indentation and trailing space."""
    indent: tuple[int, ...]
    """In characters; -1 for a blank line."""
    markdown: bool = False
    """Whether headings stand behind ``#`` marks, as html2text writes them."""
    starred: bool = False
    """Whether headings stand between stars and ``_`` joins the words of links, as
    the older html2text writes them."""
    plain: tuple[str, ...] = ()
    """The same without the marks of Markdown's links; empty where there are none."""
    raw: tuple[str, ...] = ()
    """The same with the numbers that lynx had set before links; empty elsewhere."""
    below: tuple[str, ...] = ()
    """Lines behind all others: the addresses of lynx's links."""
    further: tuple[int, ...] = ()
    """Columns by which ``indent`` is more than in the dump; empty where it never is."""

    def __len__(self) -> int:
        return len(self.text)

    def marker(self, at: int) -> Marker | None:
        """The list mark that a line begins with."""
        text = self.text[at]
        if at in self._later_marks:
            later = LATER_MARK.match(text)
            return Marker(text[0], None, (later["rest"] or "") if later else "")
        found = MARK.match(text) if text[:1] in SIGNS else None
        if found is None or at in self._numbers_in_words:
            return None
        number = found["number"]
        rest = found["rest"] or ""
        if self.plain and rest:
            shown = MARK.match(self.plain[at])
            rest = (shown["rest"] or "") if shown is not None else ""
        return Marker(
            "1" if number else found["bullet"], int(number) if number else None, rest
        )

    def heading(self, at: int) -> tuple[int, str] | None:
        """Level and words of a Markdown heading; None elsewhere."""
        text = self.text[at]
        if self.starred:
            stars = _STARRED.fullmatch(text) if len(text) <= _LONGEST_HEADING else None
            if stars is None:
                return None
            return 7 - len(stars["stars"]), stars["words"].replace("_", " ")
        found = _HEADING.match(text) if self.markdown else None
        if found is None or self.indent[at] > 0:
            return None
        return len(found[0].rstrip()), text[found.end() :]

    def words(self, at: int) -> str:
        """A line without the marks of a Markdown heading and of links."""
        if self.plain:
            words = self.plain[at]
            found = _HEADING.match(words) if self.indent[at] == 0 else None
            return words[found.end() :] if found else words
        heading = self.heading(at)
        return heading[1] if heading else self.text[at]

    def own_words(self, at: int) -> str:
        """A line without the marks of a heading; links as they stand."""
        heading = self.heading(at)
        return heading[1] if heading else self.text[at]

    def skip_blank(self, at: int, end: int) -> int:
        """The first line from ``at`` on that is not blank, or ``end``."""
        while at < end and self.indent[at] < 0:
            at += 1
        return at

    def without(self, places: Collection[int]) -> Self:
        """The same lines, with those at some places blank."""
        return replace(
            self,
            text=tuple("" if at in places else t for at, t in enumerate(self.text)),
            indent=tuple(-1 if at in places else n for at, n in enumerate(self.indent)),
        )

    @cached_property
    def _later_marks(self) -> frozenset[int]:
        return later_marks(self.text, self.indent)

    @cached_property
    def _numbers_in_words(self) -> frozenset[int]:
        return numbers_in_words(self.text, self.indent)

    @cached_property
    def item_ends(self) -> tuple[int, ...]:
        """For each line the next one that is indented no more than it is."""
        ends = [len(self)] * len(self)
        open_lines: list[int] = []
        for at, indent in enumerate(self.indent):
            if indent < 0:
                continue
            while open_lines and self.indent[open_lines[-1]] >= indent:
                ends[open_lines.pop()] = at
            open_lines.append(at)
        return tuple(ends)

    @cached_property
    def flat(self) -> bool:
        """Whether every line is a paragraph, because no blank lines were kept."""
        filled = sum(indent >= 0 for indent in self.indent)
        blank = len(self) - filled
        return filled >= 4 and blank * 10 < filled and self.width is None

    @cached_property
    def width(self) -> int | None:
        """The width in characters that paragraphs were broken to, if they were.

        A program that wraps puts on each line all that fits, so the first word
        of the next line would not have fitted. Lines of verse do not behave so.
        """
        pairs = [
            at
            for at in range(len(self) - 1)
            if self.indent[at] >= 0
            and self.indent[at + 1] >= 0
            and self._reach(at) <= _WIDEST
            and " " in self.text[at]
            and self.marker(at + 1) is None
        ]
        widest = max((self._reach(at) for at in pairs), default=0)
        pairs = [at for at in pairs if self._reach(at) * 2 > widest]
        longer = sum(
            self._reach(at) > _WIDEST and " " in self.text[at]
            for at in range(len(self))
        )
        full = sum(self.full(at, widest) for at in pairs)
        if longer * 10 > full:
            return None
        short = [at for at in pairs if not self.full(at, widest)]
        ended = sum(self.ends_sentence(at) or self._is_of_head(at) for at in short)
        if widest < 55 or full < 3 or full * 5 < (len(pairs) - ended) * 4:
            return None
        return widest

    def _is_of_head(self, at: int) -> bool:
        """Whether a line is of a comment's head, or a button below it."""
        marker = self.marker(at)
        return says_no_words(marker.rest if marker is not None else self.text[at])

    def _reach(self, at: int) -> int:
        own = self.indent[at] - (self.further[at] if self.further else 0)
        return own + len(self._as_broken(at))

    def _as_broken(self, at: int) -> str:
        """A line as it was when it was broken to the page's width."""
        return self.raw[at] if self.raw else self.text[at]

    def ends_sentence(self, at: int) -> bool:
        """Whether a line ends as sentences do."""
        return self.text[at].endswith(SENTENCE_ENDS)

    def full(self, at: int, width: int) -> bool:
        """Whether the first word of the next line had no room on this one."""
        following = self._as_broken(at + 1)
        if self.marker(at + 1) is not None or self.heading(at + 1) is not None:
            return False
        return self._reach(at) + 1 + len(following[:_WIDEST].split(" ", 1)[0]) > width


def lines_of(text: str) -> Lines:
    """Cut a cleaned text into lines; tabs stand for two columns each."""
    text = text.expandtabs(2)
    numbered = numbered_links(text)
    shown, end = numbered if numbered is not None else (text, None)
    rows = [line.rstrip() for line in shown.split("\n")]
    below = tuple(rows[end:]) if end is not None else ()
    rows = rows[:end]
    stripped = tuple(line.lstrip() for line in rows)
    indent = tuple(
        len(line) - len(inner) if inner else -1
        for line, inner in zip(rows, stripped, strict=True)
    )
    indent = hung_in(stripped, indent)
    further = deeper_levels(stripped, indent)
    if further:
        indent = tuple(
            own + more if own >= 0 else own
            for own, more in zip(indent, further, strict=True)
        )
    first = next((line for line in rows if line), "")
    starred = _FIRST_RANK.search(text) is not None
    markdown = _HEADING.match(first) is not None or (
        _MARKDOWN_LINK.search(text) is not None
        and _LATER_HEADING.search(text) is not None
    )
    markdown = markdown and not starred
    return Lines(
        stripped,
        indent,
        markdown=markdown,
        starred=starred,
        plain=tuple(plain_lines(shown)) if markdown else (),
        raw=_raw(text, len(rows)) if below else (),
        below=below,
        further=further,
    )


def _raw(text: str, count: int) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n")[:count])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of a paragraph after those the page's width broke were re-joined."""

    first: int
    """Where it begins, counted in the lines it was made from."""
    lines: tuple[str, ...]
    joins: int = 0


def unwrapped(
    lines: Lines, places: Sequence[int], texts: Sequence[str]
) -> tuple[Paragraph, ...]:
    """Re-join lines where the page's width broke them.

    ``texts`` are the words of the lines at ``places``, which follow each other.
    A line that ends a sentence although there was room ends a paragraph too
    (lynx puts no blank line there). When most breaks are not the width's doing
    (verse), all are kept.
    """
    width = lines.width
    if width is None or len(places) < 2:
        return (Paragraph(0, tuple(texts)),)
    full = [lines.full(at, width) for at in places[:-1]]
    ended = [lines.ends_sentence(at) for at in places[:-1]]
    kept = sum(not f and not e for f, e in zip(full, ended, strict=True))
    if sum(full) < kept:
        return (Paragraph(0, tuple(texts)),)
    paragraphs: list[tuple[int, list[str], int]] = [(0, [texts[0]], 0)]
    for place, text in enumerate(texts[1:], start=1):
        first, joined, joins = paragraphs[-1]
        if full[place - 1]:
            joined[-1] += f" {text}"
            paragraphs[-1] = (first, joined, joins + 1)
        elif ended[place - 1]:
            paragraphs.append((place, [text], 0))
        else:
            joined.append(text)
    return tuple(Paragraph(at, tuple(words), n) for at, words, n in paragraphs)
