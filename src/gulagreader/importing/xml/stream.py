"""Foreign XML as a stream of the elements that a format asks for.

Built on expat without its namespaces, so that a prefix that nobody declared is no
error. Nothing is ever expanded or fetched: a document that declares entities is
refused, and so is one that is built to fill the memory. What is nearly XML is read
a second time with repairs (``mending``), from where it failed; what cannot be
repaired is refused with its line, and what stood above has come in.
"""

from collections.abc import Collection, Iterator
from xml.parsers import expat

from gulagreader.domain.counting import amount
from gulagreader.importing.archive import LeftOut, Remark, SourceLineError
from gulagreader.importing.sources import CONTROLS, SourceFile
from gulagreader.importing.xml.assembling import LIMITS, Assembly, XmlLimits
from gulagreader.importing.xml.decoding import TextPieces
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.importing.xml.mending import Mending
from gulagreader.text.clean import clean_line


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
        self._handler: Assembly | None = None
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
        handler = self._handler = Assembly(self._wanted, self._limits)
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
