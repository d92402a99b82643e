"""What a format has to offer, and how formats are found.

A format is one file in ``importing/formats`` that sets ``IMPORTER``. Nothing
else has to be told of it.
"""

import pkgutil
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Protocol, runtime_checkable

from gulagreader.domain.errors import SourceError
from gulagreader.importing import formats
from gulagreader.importing.archive import Found
from gulagreader.importing.sources import SourceFile


class UnknownFormatError(SourceError):
    """A text that no importer takes for its own."""


@runtime_checkable
class Importer(Protocol):
    """Reads one foreign format."""

    @property
    def name(self) -> str:
        """What a person calls it with ``--as``, such as ``text-dump``."""

    @property
    def version(self) -> int:
        """Raised when the same source would be read differently."""

    def recognises(self, sample: SourceFile) -> float:
        """How sure it is that this is its format, 0 to 1, by the content.

        0 means: certainly not. Must be quick (look at ``sample.head``) and must
        not raise for any content.
        """

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the posts of a source, and what is to be said about it.

        Raises:
            SourceError: the file as a whole cannot be taken in.
        """


def importers() -> tuple[Importer, ...]:
    """All formats, by name."""
    found: dict[str, Importer] = {}
    for module in pkgutil.iter_modules(formats.__path__):
        importer = import_module(f"{formats.__name__}.{module.name}").IMPORTER
        found[importer.name] = importer
    return tuple(found[name] for name in sorted(found))


def importer_named(name: str) -> Importer:
    """The importer that a person asked for by name.

    Raises:
        SourceError: there is none; the message names those there are.
    """
    known = importers()
    for importer in known:
        if importer.name == name:
            return importer
    names = ", ".join(importer.name for importer in known)
    raise SourceError(f"there is no format “{name}”; the formats are: {names}")


def importer_for(source: SourceFile, known: Sequence[Importer]) -> Importer:
    """The importer that is surest of a source.

    Raises:
        UnknownFormatError: it is a text, but none takes it for its own.
        SourceError: it is no text and no format that is known.
    """
    best: Importer | None = None
    sureness = 0.0
    for importer in known:
        sure = importer.recognises(source)
        if sure > sureness:
            best, sureness = importer, sure
    if best is None:
        source.text()  # a binary file or a wrong encoding says so itself
        names = ", ".join(importer.name for importer in known)
        raise UnknownFormatError(
            f"is in no format known here; name one with --as: {names}"
        )
    return best
