"""Repairs of markup that is nearly XML, made in a text that comes in pieces.

Only what can be meant in one way is repaired: an ``&`` that begins nothing, an
entity of HTML, a reference to a character that XML does not allow, ``]]>`` outside
of CDATA, a ``<`` that begins no markup. Comments and instructions are dropped,
since nobody reads them and many are badly made. Everything else stays as it is, so
that the parser names its line.
"""

import re
from dataclasses import dataclass, field
from html.entities import html5

from gulagreader.domain.counting import amount
from gulagreader.importing.archive import Remark

_LONGEST = 1024 * 1024
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}
# Possessive, so that no text makes them try again and again.
_TAG = re.compile(r"</?[^\W\d](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_OPEN_TAG = re.compile(
    r"</?[^\W\d](?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+(?:\"[^\"]*+|'[^']*+)?\Z"
)
_MARKUP = re.compile(r"<(?:/?[^\W\d]|!\[CDATA\[|!--|!DOCTYPE|\?)")
_MAYBE = re.compile(r"<(?:/|!(?:\[(?:C(?:D(?:A(?:T(?:A)?)?)?)?)?|-|D\w*)?)?\Z")
_REFERENCE = re.compile(
    r"&(?:(?P<known>amp|lt|gt|quot|apos);|#(?P<number>\d{1,7}|[xX][0-9a-fA-F]{1,6});"
    r"|(?P<html>[A-Za-z][A-Za-z0-9]{1,30});|)"
)
_UNFINISHED = re.compile(r"(?:&[#\w]{0,31}|\]\]?)\Z")
BARE = "an & that begins nothing"
ENTITY = "an entity of HTML that XML does not know"
CHARACTER = "a reference to a character that XML does not allow"
BRACKETS = "]]> outside of CDATA"
LESS = "a < that begins no markup"

_Step = tuple[str, int] | None
"""The next piece and where it ends in the text; None where more text is needed."""


@dataclass
class Mending:
    """Repairs one text; pieces go in, pieces come out."""

    lines: int = 1
    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)
    """The line of the first repair of each sort."""
    _rest: str = ""
    _end: str | None = None
    """What ends the CDATA, comment or instruction that is open."""
    _dropping: bool = False

    def mend(self, piece: str, *, last: bool = False) -> str:
        """Give what of the text so far is certain, repaired."""
        text = self._rest + piece
        out: list[str] = []
        at = 0
        while at < len(text):
            step = self._step(text, at, last)
            if step is None:
                break
            shown, end = step
            self.lines += text.count("\n", at, end)
            out.append(shown)
            at = end
        self._rest = text[at:]
        return "".join(out)

    def remarks(self) -> tuple[Remark, ...]:
        """What was repaired, each sort once."""
        return tuple(
            Remark(self.first[what], f"repaired: {what} ({amount(count, 'times')})")
            for what, count in self.counts.items()
        )

    def _step(self, text: str, at: int, last: bool) -> _Step:
        if self._end is not None:
            return self._inside(text, at, self._end, last)
        if text[at] != "<":
            return self._prose(text, at, last)
        if not last and _MAYBE.match(text, at):
            return None
        begun = _MARKUP.match(text, at)
        if begun is None:
            self._count(LESS)
            return "&lt;", at + 1
        if begun[0] in _ENDS:
            self._end, self._dropping = _ENDS[begun[0]], begun[0] != "<![CDATA["
            return "" if self._dropping else begun[0], begun.end()
        if begun[0] == "<!DOCTYPE":
            return begun[0], begun.end()
        return self._tag(text, at, last)

    def _inside(self, text: str, at: int, end: str, last: bool) -> _Step:
        found = text.find(end, at)
        if found >= 0:
            self._end = None
            stop = found + len(end)
        else:
            # The end may be cut in two by the pieces.
            stop = len(text) if last else max(at, len(text) - len(end) + 1)
        shown = text[at:stop]
        shown = "\n" * shown.count("\n") if self._dropping else shown
        self._dropping = self._dropping and self._end is not None
        return (shown, stop) if stop > at else None

    def _prose(self, text: str, at: int, last: bool) -> _Step:
        end = text.find("<", at)
        if end < 0:
            cut = None if last else _UNFINISHED.search(text, max(at, len(text) - 40))
            end = len(text) if cut is None else cut.start()
        return (self._references(text[at:end]), end) if end > at else None

    def _tag(self, text: str, at: int, last: bool) -> _Step:
        whole = _TAG.match(text, at)
        if whole is not None:
            inner = whole[0][1:-1]
            if "&" in inner or "<" in inner:
                inner = self._references(inner).replace("<", "&lt;")
            return f"<{inner}>", whole.end()
        if not last and len(text) - at < _LONGEST and _OPEN_TAG.match(text, at):
            return None
        self._count(LESS)
        return "&lt;", at + 1

    def _references(self, text: str) -> str:
        if "]]>" in text:
            self._count(BRACKETS, text.count("]]>"))
            text = text.replace("]]>", "]]&gt;")
        return _REFERENCE.sub(self._reference, text) if "&" in text else text

    def _reference(self, found: re.Match[str]) -> str:
        if found["known"]:
            return found[0]
        if found["number"]:
            return found[0].replace("X", "x") if self._allowed(found["number"]) else ""
        value = html5.get(f"{found['html']};") if found["html"] else None
        if value is None:
            self._count(BARE)
            return f"&amp;{found[0][1:]}"
        self._count(ENTITY)
        return "".join(f"&#{ord(one)};" for one in value)

    def _allowed(self, number: str) -> bool:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        fine = (
            code in (9, 10, 13)
            or 0x20 <= code <= 0xD7FF
            or 0xE000 <= code <= 0xFFFD
            or 0x10000 <= code <= 0x10FFFF
        )
        if not fine:
            self._count(CHARACTER)
        return fine

    def _count(self, what: str, count: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + count
        self.first.setdefault(what, self.lines)
