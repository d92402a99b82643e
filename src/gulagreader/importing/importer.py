"""What a format has to offer, and how formats are found.

A format is one file in ``importing/formats`` that sets ``IMPORTER``. Nothing
else has to be told of it. It reads one file at a time (``Importer``), a folder as a
whole (``FolderImporter``), or either, in one class that has the methods of both.

A folder is offered to the folder formats before its files are looked at; what none
of them claims is read file by file, and the folders in it are offered in turn. Zip
and gzip files are offered as they are first (an EPUB is a zip file), and opened
when no format takes them: a zip file then is a folder, a gzip file is what it holds.
"""

import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from operator import itemgetter
from typing import Protocol, TypeVar, runtime_checkable

from gulagreader.domain.errors import SourceError
from gulagreader.importing import formats
from gulagreader.importing.archive import Found
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.other_files import other_file, other_xml
from gulagreader.importing.sources import SourceFile


class UnknownFormatError(SourceError):
    """A text that no importer takes for its own."""


@runtime_checkable
class Importer(Protocol):
    """Reads one foreign format, file by file."""

    @property
    def name(self) -> str:
        """What a person calls it with ``--as``, such as ``text-dump``."""

    @property
    def version(self) -> int:
        """Raised when the same source would be read differently."""

    def recognises(self, sample: SourceFile) -> float:
        """How sure it is that this is its format, 0 to 1, by the content.

        0 means: certainly not. Must be quick (look at ``sample.head``, for a binary
        format at ``sample.start``) and must not raise for any content.
        """

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the posts of a source, and what is to be said about it.

        Whole posts only: reading may be stopped after each. What a person asked for
        is in ``source.options``.

        Raises:
            SourceError: the file as a whole cannot be taken in, or not from here
                on; a ``SourceLineError`` names the line.
        """


@runtime_checkable
class FolderImporter(Protocol):
    """Reads a format that needs several files at once: a site, a library."""

    @property
    def name(self) -> str:
        """What a person calls it with ``--as``, such as ``jekyll``."""

    @property
    def version(self) -> int:
        """Raised when the same folder would be read differently."""

    def recognises_folder(self, folder: SourceFolder) -> float:
        """How sure it is that this folder is its format's, 0 to 1.

        0 means: certainly not. To claim a folder is to read all of it: no other
        format sees its files. Must be quick (look at ``folder.names``, open a file
        or two) and must not raise for any content.
        """

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield the posts of a folder, and what is to be said about it.

        ``origin.file`` of what is found, and ``file`` of remarks, pieces left out
        and refusals, are names in the folder. One file that cannot be read is a
        ``Refusal`` and does not stop the others.

        Raises:
            SourceError: the folder as a whole cannot be taken in.
        """


Format = Importer | FolderImporter
_Format = TypeVar("_Format", Importer, FolderImporter)


def importers() -> tuple[Format, ...]:
    """All formats, by name."""
    found: dict[str, Format] = {}
    for module in pkgutil.iter_modules(formats.__path__):
        importer = import_module(f"{formats.__name__}.{module.name}").IMPORTER
        found[importer.name] = importer
    return tuple(found[name] for name in sorted(found))


def importer_named(name: str) -> Format:
    """The format that a person asked for by name.

    Raises:
        SourceError: there is none; the message names those there are.
    """
    known = importers()
    for importer in known:
        if importer.name == name:
            return importer
    names = ", ".join(importer.name for importer in known)
    raise SourceError(f"there is no format “{name}”; the formats are: {names}")


def importer_for(source: SourceFile, known: Sequence[Format]) -> Importer | None:
    """The format that is surest of a file; None where none takes it for its own."""
    of_files = (one for one in known if isinstance(one, Importer))
    return _surest((one.recognises(source), one) for one in of_files)


def folder_importer_for(
    folder: SourceFolder, known: Sequence[Format]
) -> FolderImporter | None:
    """The format that is surest of a folder; None where none claims it."""
    of_folders = (one for one in known if isinstance(one, FolderImporter))
    return _surest((one.recognises_folder(folder), one) for one in of_folders)


def _surest(found: Iterable[tuple[float, _Format]]) -> _Format | None:
    """The surest, the first of equals; None where none claims it at all."""
    sure, best = max(found, key=itemgetter(0), default=(0.0, None))
    return best if sure > 0 else None


def unknown_format(source: SourceFile, known: Sequence[Format]) -> SourceError:
    """Why a file that no format takes for its own cannot come in."""
    other = other_file(source) or other_xml(source.head)
    if other is not None:
        return UnknownFormatError(other.said())
    if not source.head:
        try:
            source.text()  # a binary file or a wrong encoding says so itself
        except SourceError as error:
            return error
    names = ", ".join(importer.name for importer in known)
    return UnknownFormatError(
        f"is in no format known here; name one with --as: {names}"
    )
