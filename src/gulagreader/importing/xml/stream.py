"""Foreign XML as a stream of the elements that a format asks for.

Built on expat without its namespaces, so that a prefix that nobody declared is no
error. Nothing is ever expanded or fetched: a document that declares entities is
refused, and so is one that is built to fill the memory. What is nearly XML is read
a second time with repairs (``mending``), from where it failed; what cannot be
repaired is refused with its line, and what stood above has come in.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from gulagreader.domain.counting import amount
from gulagreader.importing.archive import LeftOut, Remark, SourceLineError
from gulagreader.importing.sources import CONTROLS, SourceFile
from gulagreader.importing.xml.decoding import TextPieces
from gulagreader.importing.xml.elements import XmlElement, usual_prefix
from gulagreader.importing.xml.mending import Mending
from gulagreader.text.clean import clean_line


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """How much a file may ask of the reader."""

    depth: int = 256
    """Elements inside each other."""
    text: int = 64 * 1024 * 1024
    """Characters in one element that is asked for."""
    nodes: int = 3_000_000
    """Elements in one element that is asked for."""
    token: int = 8 * 1024 * 1024
    """Bytes of one tag, instruction or comment."""


LIMITS = XmlLimits()
_ROOT = re.compile(r"<([^\W\d][\w.:-]*)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_SPACE = re.compile(r"""\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
_LANGUAGE = re.compile(r":(?:[a-z]{2})?")
_BEFORE_ROOT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)


def root_of(sample: SourceFile) -> str:
    """The name of a file's outermost element, such as ``rss`` or ``atom:feed``.

    Looks at the beginning only; empty where that is no markup.
    """
    head = sample.head.lstrip()
    if not head.startswith("<"):
        return ""
    found = _ROOT.search(_BEFORE_ROOT.sub("", head[:16_384]))
    if found is None:
        return ""
    prefix, _, local = found[1].rpartition(":")
    spaces: dict[str, str] = dict(_SPACE.findall(found[2]))
    return _joined(usual_prefix(spaces.get(prefix, ""), prefix), local)


def _joined(prefix: str, local: str) -> str:
    return f"{prefix}:{local}" if prefix else local


class XmlStream:
    """Iterating gives each wanted element, whole, as soon as it ends.

    A wanted element inside another comes only as a part of that one. ``remarks`` and
    ``left_out`` are complete when the iteration has ended, also by an error.

    Raises:
        SourceLineError: while iterating: the file is no XML from a line on, declares
            entities, or is beyond ``limits``.
        SourceError: while iterating: the file cannot be read.
    """

    def __init__(
        self, source: SourceFile, wanted: Collection[str], limits: XmlLimits = LIMITS
    ) -> None:
        self._source = source
        self._wanted = frozenset(wanted)
        self._limits = limits
        self._pieces = TextPieces(source)
        self._mending: Mending | None = None
        self._handler: _Handler | None = None
        self._junk = 0

    def __iter__(self) -> Iterator[XmlElement]:
        given = 0
        try:
            for element in self._read():
                yield element
                given += 1
        except expat.ExpatError:
            pass
        else:
            return
        self._pieces = TextPieces(self._source)
        self._mending = Mending()
        try:
            for number, element in enumerate(self._read()):
                if number >= given:
                    yield element
        except expat.ExpatError as error:
            raise _refused(error) from None

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """How the bytes were read, and what was repaired."""
        mended = self._mending.remarks() if self._mending is not None else ()
        junk: tuple[Remark, ...] = ()
        if self._junk:
            what = f"left out: {amount(self._junk, 'characters')} before the beginning"
            junk = (Remark(1, what),)
        undeclared = self._handler.undeclared if self._handler is not None else {}
        prefixes = (
            Remark(line, f"repaired: the prefix {clean_line(name)}: is not declared")
            for name, line in undeclared.items()
        )
        return (*junk, *self._pieces.remarks(), *prefixes, *mended)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Characters that may not stand in XML."""
        count = self._pieces.illegal
        return (LeftOut(CONTROLS, count),) if count else ()

    def _read(self) -> Iterator[XmlElement]:
        handler = self._handler = _Handler(self._wanted, self._limits)
        fed = 0
        for piece in self._from_root():
            data = piece.encode()
            try:
                handler.parser.Parse(data, False)
            except (expat.ExpatError, SourceLineError):
                yield from handler.taken()  # what stands above is whole
                raise
            fed += len(data)
            yield from handler.taken()
            if fed - handler.parser.CurrentByteIndex > self._limits.token:
                line = handler.parser.CurrentLineNumber
                raise SourceLineError(
                    line,
                    f"one piece of markup has more than {self._limits.token:,} bytes",
                )
        handler.parser.Parse(b"", True)
        yield from handler.taken()

    def _from_root(self) -> Iterator[str]:
        """The text, repaired where that was asked for, from the first ``<`` on."""
        begun = False
        for piece in self._pieces:
            text = piece
            if not begun:
                place = text.find("<")
                self._junk = len(text[: max(place, 0)].strip())
                if place < 0:
                    break
                text = "\n" * text.count("\n", 0, place) + text[place:]
                if text.lstrip("\n").startswith("<?xml"):
                    # A declaration has to be the very first; lines are kept.
                    text = _without_declaration(text)
                begun = True
            yield self._mending.mend(text) if self._mending is not None else text
        if self._mending is not None:
            yield self._mending.mend("", last=True)


def _without_declaration(text: str) -> str:
    start = text.index("<")
    end = text.find("?>", start, start + 4096)
    if end < 0:
        return text
    end += 2
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


def _refused(error: expat.ExpatError) -> SourceLineError:
    reason = expat.ErrorString(error.code) or "it cannot be read"
    if error.code in (
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    ):
        reason = "it ends too early; was it cut off?"
    return SourceLineError(error.lineno, f"is not XML from here on: {reason}")


@dataclass
class _Scope:
    """What the prefixes mean in one element."""

    spaces: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)

    def name(self, raw: str) -> str:
        """The usual name of an element."""
        known = self.names.get(raw)
        if known is None:
            prefix, _, local = raw.rpartition(":")
            known = _joined(usual_prefix(self.spaces.get(prefix, ""), prefix), local)
            self.names[raw] = known
        return known

    def attribute(self, raw: str) -> str:
        """The usual name of an attribute; one without a prefix has no namespace."""
        return self.name(raw) if ":" in raw else raw


class _Handler:
    """Puts elements together from what expat says."""

    def __init__(self, wanted: frozenset[str], limits: XmlLimits) -> None:
        self._wanted = wanted
        self._limits = limits
        self._ready: list[XmlElement] = []
        self._open: list[XmlElement] = []
        self._path: list[str] = []
        self._scopes = [_Scope({"xml": "http://www.w3.org/XML/1998/namespace"})]
        self._scope_depths: list[int] = []
        self._characters = 0
        self._nodes = 0
        self.undeclared: dict[str, int] = {}
        """Prefixes that no element declares, and the line of the first."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.buffer_size = 256 * 1024
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.SkippedEntityHandler = self._skipped
        self.parser = parser

    def taken(self) -> list[XmlElement]:
        """The elements that are whole, each given once."""
        ready, self._ready = self._ready, []
        return ready

    def _start(self, raw: str, given: dict[str, str]) -> None:
        path = self._path
        if len(path) >= self._limits.depth:
            raise self._beyond(f"elements are nested more than {len(path)} deep")
        if given:
            self._declare(given)
        scope = self._scopes[-1]
        if raw not in scope.names and ":" in raw:
            prefix = raw.partition(":")[0]
            if prefix not in scope.spaces:
                self.undeclared.setdefault(prefix, self.parser.CurrentLineNumber)
        name = scope.name(raw)
        within = path[-1] if path else ""
        path.append(name)
        if not self._open and name not in self._wanted:
            return
        attributes = given and {
            scope.attribute(key): value
            for key, value in given.items()
            if not key.startswith("xmlns")
        }
        line = self.parser.CurrentLineNumber
        element = XmlElement(name, attributes, line, within)
        if self._open:
            self._nodes += 1
            if self._nodes > self._limits.nodes:
                raise self._beyond(f"{within} holds more than {self._nodes:,} elements")
            self._open[-1].content.append(element)
        else:
            self._characters = self._nodes = 0
        self._open.append(element)

    def _declare(self, given: dict[str, str]) -> None:
        new = {
            key[6:]: value
            for key, value in given.items()
            if key.startswith("xmlns") and key[5:6] in ("", ":")
        }
        if new:
            self._scopes.append(_Scope({**self._scopes[-1].spaces, **new}))
            self._scope_depths.append(len(self._path))

    def _end(self, _raw: str) -> None:
        self._path.pop()
        if self._scope_depths and self._scope_depths[-1] == len(self._path):
            self._scope_depths.pop()
            self._scopes.pop()
        if self._open:
            element = self._open.pop()
            if not self._open:
                self._ready.append(element)

    def _text(self, text: str) -> None:
        if not self._open:
            return
        self._characters += len(text)
        if self._characters > self._limits.text:
            name = self._open[0].name
            raise self._beyond(f"{name} holds more than {self._limits.text:,} letters")
        self._open[-1].content.append(text)

    def _comment(self, text: str) -> None:
        # qTranslate marks languages so, also in texts that are not in CDATA.
        if _LANGUAGE.fullmatch(text):
            self._text(f"<!--{text}-->")

    def _doctype(
        self, _name: str, _system: str | None, _public: str | None, inner: int
    ) -> None:
        if inner:
            raise self._refuse_entities()

    def _entity(self, *_said: object) -> None:
        raise self._refuse_entities()

    def _refuse_entities(self) -> SourceLineError:
        return SourceLineError(
            self.parser.CurrentLineNumber,
            "declares entities (DOCTYPE), which no export of a blog does and which can "
            "fill the memory or read other files; nothing below it was read. If you "
            "trust the file, delete that declaration",
        )

    def _skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text(html5.get(f"{name};", f"&{name};"))

    def _beyond(self, what: str) -> SourceLineError:
        return SourceLineError(
            self.parser.CurrentLineNumber, f"{what}, which no export of a blog does"
        )
