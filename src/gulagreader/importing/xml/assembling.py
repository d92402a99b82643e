"""Elements put together from what expat says, within limits."""

import re
from dataclasses import dataclass, field
from html.entities import html5
from urllib.parse import urljoin
from xml.parsers import expat

from gulagreader.importing.archive import SourceLineError
from gulagreader.importing.xml.elements import XmlElement, usual_name

_LANGUAGE = re.compile(r":(?:[a-z]{2})?")
_BASE = "xml:base"
_HANDED_DOWN = frozenset({_BASE, "xml:lang"})


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


@dataclass
class _Scope:
    """What the prefixes mean in one element."""

    spaces: dict[str, str]
    handed_down: dict[str, str]
    """``xml:base``, resolved, and ``xml:lang``: they hold for all that is inside."""
    names: dict[str, str] = field(default_factory=dict)

    def name(self, raw: str) -> str:
        """The usual name of an element."""
        known = self.names.get(raw)
        if known is None:
            prefix, _, local = raw.rpartition(":")
            known = usual_name(self.spaces.get(prefix, ""), prefix, local)
            self.names[raw] = known
        return known

    def attribute(self, raw: str) -> str:
        """The usual name of an attribute; one without a prefix has no namespace."""
        return self.name(raw) if ":" in raw else raw


class Assembly:
    """Puts elements together from what expat says."""

    def __init__(self, wanted: frozenset[str], limits: XmlLimits) -> None:
        self._wanted = wanted
        self._limits = limits
        self._ready: list[XmlElement] = []
        self._open: list[XmlElement] = []
        self._path: list[str] = []
        self._scopes = [_Scope({"xml": "http://www.w3.org/XML/1998/namespace"}, {})]
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
        if scope.handed_down and (not self._open or _HANDED_DOWN & given.keys()):
            attributes = {**attributes, **scope.handed_down}
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
        own = _HANDED_DOWN & given.keys()
        if new or own:
            around = self._scopes[-1]
            handed_down = around.handed_down
            if own:
                handed_down = {**handed_down, **{key: given[key] for key in own}}
            if _BASE in own:
                above = around.handed_down.get(_BASE, "")
                handed_down[_BASE] = _joined(above, given[_BASE])
            self._scopes.append(_Scope({**around.spaces, **new}, handed_down))
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


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return base
