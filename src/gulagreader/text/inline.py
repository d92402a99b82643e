"""The inside of a paragraph: emphasis, links, code, notes, tied to its source.

CommonMark's inline rules (spec 0.31.2, with the delimiter algorithm of its
appendix), strikethrough, footnote marks and bare web addresses. It is written here, and
not taken from the parser that finds the blocks, because every displayed
character must be tied to its place in the source, and because no text may take
more than a time that grows with its length.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from html import unescape

from gulagreader.text.blocks import Role, Run, Span
from gulagreader.text.clean import clean

_ACTIVE = re.compile(r"[\\`*_\[\]!<&~\n\t]|https?://")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_ENTITY = re.compile(
    r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^<>\x00-\x20]*)>")
_AUTOMAIL = re.compile(
    r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}"
    r"[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)
_BARE = re.compile(r"https?://[^\s<>\[\]\"“”„«»`]+")
_NOTE = re.compile(r"\[\^([^\]\[\s\\]{1,200})\]")
_DESTINATION = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_TITLE = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)", re.DOTALL
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST_LABEL = 999
_SPACES = re.compile(r"[ \t\n]*")
_TARGETS = ("http://", "https://", "mailto:")
_MOST_OPEN = 200
"""Brackets open at once; what was opened before them is text."""


@dataclass(slots=True)
class _Piece:
    """A part of the text under construction."""

    text: str
    source: int
    exact: bool
    """Whether the text stands so in the source at ``source``."""


@dataclass(slots=True)
class _Mark:
    """A run of emphasis marks that may still open or close something."""

    piece: int
    char: str
    length: int
    """How many of its characters are not used yet."""
    original: int
    opens: bool
    closes: bool


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


@dataclass(frozen=True, slots=True)
class Inline:
    """Displayed text with spans and runs; offsets count from its beginning."""

    text: str
    spans: tuple[Span, ...]
    runs: tuple[Run, ...]
    image: bool = False
    """Whether it is nothing but one image."""


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


def reference_label(label: str) -> str:
    """A link label as definitions are looked up by it."""
    return " ".join(label.split()).lower().upper()


def target_of(address: str) -> str | None:
    """The address if it is one a reader may follow, else None."""
    address = clean(unescape_all(address)).strip()
    if any(char.isspace() for char in address):
        return None
    return address if address.lower().startswith(_TARGETS) else None


def bare_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses stand that become links without any markup."""
    for found in _BARE.finditer(text):
        start = found.start()
        if not text[max(0, start - 1) : start].isalnum() and len(found.group()) > 8:
            yield start, start + _trimmed(found.group())


def entity_at(text: str, at: int) -> bool:
    """Whether an entity that stands for something else begins at ``at``."""
    found = _ENTITY.match(text, at)
    return found is not None and entity(found.group()) != found.group()


def unescape_all(text: str) -> str:
    """Resolve backslash escapes and entities, as in link destinations."""
    if "\\" not in text and "&" not in text:
        return text
    return _ENTITY.sub(lambda m: entity(m.group()), _ESCAPED.sub(r"\1", text))


def entity(source: str) -> str:
    """What an entity such as ``&eacute;`` stands for; itself if it is none.

    What comes out is cleaned as all text is: an entity may name a control
    character or one that is not seen.
    """
    if source.startswith("&#"):
        code = int(source[3:-1], 16) if source[2] in "xX" else int(source[2:-1])
        bad = code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF
        value = "\ufffd" if bad else chr(code)
    else:
        value = unescape(source)
        if value == source or value.endswith(";"):
            return source
    value = " ".join(clean(value).split("\n"))
    return value.replace("\t", " ")


class _Parser:
    def __init__(
        self, content: str, references: Mapping[str, str], notes: Set[str]
    ) -> None:
        self.content = content
        self.references = references
        self.notes = notes
        self.pieces: list[_Piece] = []
        self.marks: list[_Mark] = []
        self.brackets: list[_Bracket] = []
        self.spans: list[tuple[int, int, Role, str | None]] = []
        self.image_end = 0
        self.ticks: dict[int, list[int]] | None = None
        self.unclosed_titles: set[str] = set()

    def parse(self) -> Inline:
        content = self.content
        at = 0
        while at < len(content):
            found = _ACTIVE.search(content, at)
            stop = found.start() if found else len(content)
            if stop > at:
                self._exact(at, stop)
            at = self._special(stop) if found else stop
        self._match_marks(0)
        return self._assembled()

    def _exact(self, start: int, end: int) -> None:
        self.pieces.append(_Piece(self.content[start:end], start, exact=True))

    def _shown(self, text: str, source: int) -> None:
        self.pieces.append(_Piece(text, source, exact=False))

    def _special(self, at: int) -> int:
        """Take what stands at an active character; give the place after it."""
        char = self.content[at]
        match char:
            case "\n":
                return self._newline(at)
            case "\t":
                self._shown(" ", at)
                return at + 1
            case "\\":
                return self._escape(at)
            case "`":
                return self._code(at)
            case "*" | "_" | "~":
                return self._delimiters(at)
            case "[" | "!":
                return self._open_bracket(at)
            case "]":
                return self._close_bracket(at)
            case _:
                return self._address_or_entity(at)

    def _newline(self, at: int) -> int:
        last = self.pieces[-1] if self.pieces else None
        hard = False
        if last is not None and self.content[at - 1] == " ":
            hard = last.text.endswith("  ")
            last.text = last.text.rstrip(" ")
        self._break(at, hard=hard)
        return self._after_break(at + 1)

    def _break(self, at: int, *, hard: bool) -> None:
        if hard:
            self._exact(at, at + 1)
        else:
            self._shown(" ", at)

    def _after_break(self, at: int) -> int:
        while at < len(self.content) and self.content[at] in " \t":
            at += 1
        return at

    def _escape(self, at: int) -> int:
        following = self.content[at + 1 : at + 2]
        if following == "\n":
            self._break(at + 1, hard=True)
            return self._after_break(at + 2)
        if following and following in _PUNCTUATION:
            self._exact(at + 1, at + 2)
            return at + 2
        self._exact(at, at + 1)
        return at + 1

    def _code(self, at: int) -> int:
        content = self.content
        if self.ticks is None:
            self.ticks = {}
            for run in re.finditer("`+", content):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        length = 1
        while content.startswith("`", at + length):
            length += 1
        places = self.ticks.get(length, [])
        number = bisect_left(places, at + length)
        if number == len(places):
            self._exact(at, at + length)
            return at + length
        start, end = at + length, places[number]
        inside = content[start:end].replace("\n", " ")
        if inside[0] == inside[-1] == " " and inside.strip(" "):
            start, end = start + 1, end - 1
        first = len(self.pieces)
        for part in re.finditer(r"[^\n\t]+|[\n\t]", content[start:end]):
            if part.group() in "\n\t":
                self._shown(" ", start + part.start())
            else:
                self._exact(start + part.start(), start + part.end())
        self._span(first, Role.CODE)
        return places[number] + length

    def _delimiters(self, at: int) -> int:
        content = self.content
        char = content[at]
        end = at
        while end < len(content) and content[end] == char:
            end += 1
        opens, closes = _flanks(content, at, end, char)
        length = end - at
        start = at
        if char == "~" and length % 2:
            self._exact(at, at + 1)
            start, length = at + 1, length - 1
        if length and (opens or closes):
            self.marks.append(
                _Mark(len(self.pieces), char, length, length, opens, closes)
            )
        if length:
            self._exact(start, end)
        return end

    def _open_bracket(self, at: int) -> int:
        content = self.content
        image = content[at] == "!"
        if image and not content.startswith("[", at + 1):
            self._exact(at, at + 1)
            return at + 1
        if not image and content.startswith("^", at + 1):
            note = _NOTE.match(content, at)
            if note and note.group(1) in self.notes:
                first = len(self.pieces)
                self._exact(at, at + 1)
                self._exact(at + 2, note.end())
                self._span(first, Role.FOOTNOTE, note.group(1))
                return note.end()
        after = at + 1 + image
        self.brackets.append(
            _Bracket(len(self.pieces), after, image, len(self.marks), len(self.spans))
        )
        if len(self.brackets) > _MOST_OPEN:
            del self.brackets[0]
        self._exact(at, after)
        return after

    def _close_bracket(self, at: int) -> int:
        opener = self.brackets.pop() if self.brackets else None
        link = None
        if opener is not None and opener.active:
            link = self._inline_target(at + 1) or self._reference(opener, at)
        if opener is None or link is None:
            self._exact(at, at + 1)
            return at + 1
        address, end = link
        self._match_marks(opener.marks)
        self.pieces[opener.piece].text = ""
        target = target_of(address)
        first = opener.piece + 1
        if not any(self.pieces[n].text for n in range(first, len(self.pieces))):
            # A link of no words would not be seen at all.
            self._shown(clean(unescape_all(address)) or "link", at)
        if target is not None:
            # The outer link is the one that counts.
            inner = self.spans[opener.spans :]
            self.spans[opener.spans :] = [s for s in inner if s[2] is not Role.LINK]
            self._span(first, Role.LINK, target)
        if opener.image:
            self.image_end = end if opener.piece == 0 else self.image_end
        else:
            for bracket in self.brackets:
                bracket.active = bracket.active and bracket.image
        return end

    def _inline_target(self, at: int) -> tuple[str, int] | None:
        """The destination of ``(address "title")`` and the place after it."""
        content = self.content
        if not content.startswith("(", at):
            return None
        at = _skip(content, at + 1)
        if content.startswith("<", at):
            pointed = _DESTINATION.match(content, at)
            if pointed is None:
                return None
            address, at = pointed.group(1), pointed.end()
        else:
            end = _plain_destination(content, at)
            if end is None:
                return None
            address, at = content[at:end], end
        after = _skip(content, at)
        if after > at and content[after : after + 1] in ('"', "'", "("):
            title = self._title(after)
            if title is not None:
                after = _skip(content, title)
        return (address, after + 1) if content.startswith(")", after) else None

    def _title(self, at: int) -> int | None:
        quote = self.content[at]
        if quote in self.unclosed_titles:
            return None
        title = _TITLE.match(self.content, at)
        if title is None and quote != "(":
            # None of its kind that comes later can be closed either.
            self.unclosed_titles.add(quote)
        return title.end() if title else None

    def _reference(self, opener: _Bracket, at: int) -> tuple[str, int] | None:
        if not self.references:
            return None
        if at - opener.source > _LONGEST_LABEL:
            return None
        own = self.content[opener.source : at]
        label = _LABEL.match(self.content, at + 1)
        end = at + 1
        if label is not None:
            end = label.end()
            if label.group(1).strip():
                own = label.group(1)
        address = self.references.get(reference_label(own))
        if address is None and label is not None and own == label.group(1):
            return None
        return None if address is None else (address, end)

    def _address_or_entity(self, at: int) -> int:
        content = self.content
        if content[at] == "&":
            found = _ENTITY.match(content, at)
            value = entity(found.group()) if found else ""
            if found is None or value == found.group():
                self._exact(at, at + 1)
                return at + 1
            self._shown(value, at)
            return found.end()
        if content[at] == "<":
            return self._autolink(at)
        bare = _BARE.match(content, at)
        if bare is None or content[at - 1 : at].isalnum() or bare.end() - at < 9:
            self._exact(at, at + 4)
            return at + 4
        end = at + _trimmed(bare.group())
        first = len(self.pieces)
        self._exact(at, end)
        self._span(first, Role.LINK, target_of(content[at:end]))
        return end

    def _autolink(self, at: int) -> int:
        found = _AUTOLINK.match(self.content, at)
        mail = None if found else _AUTOMAIL.match(self.content, at)
        match = found or mail
        if match is None:
            self._exact(at, at + 1)
            return at + 1
        first = len(self.pieces)
        self._exact(match.start(1), match.end(1))
        address = match.group(1) if found else "mailto:" + match.group(1)
        self._span(first, Role.LINK, target_of(address))
        return match.end()

    def _span(self, first: int, role: Role, target: str | None = None) -> None:
        """Mark everything since the piece ``first``."""
        if role is not Role.LINK or target is not None:
            self.spans.append((first, len(self.pieces), role, target))

    def _match_marks(self, bottom: int) -> None:
        """Pair emphasis marks above ``bottom``; what is left over is text."""
        marks = self.marks
        # For each kind of closing mark, below which no opener can be found: this
        # keeps the search linear.
        floors: dict[tuple[str, bool, int], int] = {}
        openers: list[int] = []
        for number in range(bottom, len(marks)):
            closer = marks[number]
            while closer.closes and closer.length:
                key = (closer.char, closer.opens, closer.original % 3)
                place = self._opener(openers, closer, floors.get(key, 0))
                if place is None:
                    floors[key] = len(openers)
                    break
                self._pair(marks[openers[place]], closer)
                keep = place + 1 if marks[openers[place]].length else place
                del openers[keep:]
                floors = {kind: min(n, keep) for kind, n in floors.items()}
            if closer.opens and closer.length:
                openers.append(number)
        del marks[bottom:]

    def _opener(self, openers: list[int], closer: _Mark, floor: int) -> int | None:
        for place in range(len(openers) - 1, floor - 1, -1):
            mark = self.marks[openers[place]]
            if mark.char != closer.char:
                continue
            both = mark.closes or closer.opens
            if closer.char != "~" and both:
                odd = (mark.original + closer.original) % 3 == 0
                if odd and (mark.original % 3 or closer.original % 3):
                    continue
            return place
        return None

    def _pair(self, opener: _Mark, closer: _Mark) -> None:
        strong = opener.length >= 2 and closer.length >= 2
        used = 2 if strong else 1
        role = Role.STRONG if strong else Role.EMPHASIS
        if opener.char == "~":
            role = Role.STRUCK
        opener.length -= used
        closer.length -= used
        left, right = self.pieces[opener.piece], self.pieces[closer.piece]
        left.text = left.text[:-used]
        right.text = right.text[used:]
        right.source += used
        self.spans.append((opener.piece + 1, closer.piece, role, None))

    def _assembled(self) -> Inline:
        offsets = [0]
        runs: list[Run] = []
        for piece in self.pieces:
            start = offsets[-1]
            length = len(piece.text)
            offsets.append(start + length)
            if not piece.exact or not length:
                continue
            last = runs[-1] if runs else None
            if (
                last is not None
                and last.start + last.length == start
                and last.source + last.length == piece.source
            ):
                runs[-1] = Run(last.start, last.source, last.length + length)
            else:
                runs.append(Run(start, piece.source, length))
        text = "".join(piece.text for piece in self.pieces)
        spans = _ordered(
            Span(offsets[first], offsets[last], role, target)
            for first, last, role, target in self.spans
        )
        return Inline(text, spans, tuple(runs), self.image_end == len(self.content))


def _ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans by their start, the longer first, without those of no characters."""
    full = [span for span in spans if span.end > span.start]
    return tuple(sorted(full, key=lambda span: (span.start, -span.end)))


def _skip(content: str, at: int) -> int:
    found = _SPACES.match(content, at)
    return found.end() if found else at


def _plain_destination(content: str, at: int) -> int | None:
    """The end of a destination without angle brackets; None if it is not closed."""
    depth = 0
    while at < len(content):
        char = content[at]
        if char <= " " or char == "\x7f":
            break
        if char == "\\" and content[at + 1 : at + 2] in _PUNCTUATION:
            at += 1
        elif char == "(":
            depth += 1
            if depth > 32:
                return None
        elif char == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return None if depth else at


def _flanks(content: str, start: int, end: int, char: str) -> tuple[bool, bool]:
    """Whether a run of marks may open and may close (spec, 6.2)."""
    before = content[start - 1] if start else " "
    after = content[end] if end < len(content) else " "
    blank_before, blank_after = before.isspace(), after.isspace()
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    left = not blank_after and (not mark_after or blank_before or mark_before)
    right = not blank_before and (not mark_before or blank_after or mark_after)
    if char != "_":
        return left, right
    return left and (not right or mark_before), right and (not left or mark_after)


def _is_mark(char: str) -> bool:
    return char in _PUNCTUATION or unicodedata.category(char)[0] in "PS"


def _trimmed(address: str) -> int:
    """The length of a bare address without the punctuation of its sentence."""
    end = len(address)
    opened, closed = address.count("("), address.count(")")
    while end:
        last = address[end - 1]
        if last == ")":
            if closed <= opened:
                break
            closed -= 1
        elif last not in "?!.,:;*_~'’‘…\\":
            break
        end -= 1
    return end
