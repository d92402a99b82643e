"""One import's way through its sources: folders, files, and what archives hold.

Folders are offered to the formats that read folders, files to those that read
files, and zip and gzip files that no format knows are opened.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from gulagreader.domain.errors import SourceError
from gulagreader.domain.progress import Progress
from gulagreader.importing.archive import (
    Found,
    ImportedComments,
    ImportedLibrary,
    ImportedPost,
    ImportOptions,
    LeftOut,
    Refusal,
    Remark,
)
from gulagreader.importing.folders import (
    SourceFolder,
    folder_in_zip,
    folder_on_disk,
    is_gzip,
    is_zip,
    unpacked,
)
from gulagreader.importing.importer import (
    FolderImporter,
    Format,
    Importer,
    UnknownFormatError,
    folder_importer_for,
    importer_for,
    unknown_format,
)
from gulagreader.importing.other_files import other_file
from gulagreader.importing.sources import (
    EMPTY,
    EmptySourceError,
    SourceFile,
    open_source,
)
from gulagreader.services.import_joining import Joining
from gulagreader.services.import_report import ReadFile
from gulagreader.services.import_spots import Spot
from gulagreader.services.import_taking import Taking
from gulagreader.text.clean import clean_line

_MEDIA = "pictures, sounds and fonts"
_DEEPEST = 2
"""How many archives may be inside each other."""
Watch = Callable[[Path, ImportedPost, Spot, SourceFile | SourceFolder], None]
"""Told of each post: the file it is in, where it belongs, and what it was read from."""


@dataclass
class SourceReading:
    """One import's way through its sources."""

    taking: Taking
    joining: Joining
    formats: Sequence[Format]
    named: bool
    """Whether a person named the format, so that it is not asked for."""
    encoding: str | None
    options: ImportOptions
    watch: Watch | None = None
    done: int = 0
    total: int = 0
    share: float = 0.0
    """How much of all is done, large files by their bytes."""
    seen: set[Path] = field(default_factory=set)
    """Files that were read, so that one that is named twice is read once."""

    def progress(self, step: str, source: SourceFile | None = None) -> Progress:
        """Where the import stands."""
        part = 0.0
        if source is not None and source.size:
            part = min(1.0, source.meter.done / source.size)
        if self.total:
            # A source may be read more than once; the bar does not go back.
            now = min(1.0, (self.done + part) / self.total)
            self.share = max(self.share, now)
        return Progress(step, self.done, self.total, self.share)

    def read_all(self, paths: Sequence[Path]) -> Iterator[Progress]:
        """Take in everything that the paths stand for."""
        places: list[Path | SourceFolder] = []
        for path in paths:
            if not path.is_dir():
                places.append(path)
                self.total += 1
                continue
            try:
                folder, remarks = folder_on_disk(
                    path,
                    avoid=self.taking.into,
                    encoding=self.encoding,
                    options=self.options,
                )
            except SourceError as error:
                self.taking.refuse(path, Refusal(None, str(error)))
                continue
            self.taking.report.warn(path, remarks)
            places.append(folder)
            self.total += len(folder.names)
        for place in places:
            if isinstance(place, SourceFolder):
                yield from self.read_folder(place, 0)
            else:
                yield self.progress(clean_line(place.name))
                yield from self.read_named(place)
                self.done += 1

    def read_named(self, path: Path) -> Iterator[Progress]:
        """Take in one file that a person named."""
        if self._is_seen(path):
            return
        try:
            source = open_source(path, encoding=self.encoding, options=self.options)
        except SourceError as error:
            self.taking.refuse(path, Refusal(None, str(error)))
            return
        yield from self.read_file(source, 0)

    def _note_file(self, source: SourceFile, name: str) -> None:
        """Note a file that was looked into, with what it was read as."""
        try:
            sha256 = source.sha256
        except SourceError:
            sha256 = ""
        read = ReadFile(source.path, source.size, sha256, name)
        self.taking.report.files.append(read)

    def _note_folder(self, folder: SourceFolder, name: str) -> None:
        """Note the files of a folder that its format has opened."""
        for file in folder.names:
            if folder.within + file in folder.opened:
                with suppress(SourceError):
                    self._note_file(folder.open(file), name)

    def _is_seen(self, path: Path) -> bool:
        # Unlike a path's own way, this takes links that go in a circle.
        whole = Path(os.path.realpath(path))
        if whole in self.seen:
            return True
        self.seen.add(whole)
        return False

    def read_folder(self, folder: SourceFolder, depth: int) -> Iterator[Progress]:
        """Take in a folder, as a whole or file by file."""
        formats = self.formats
        importer = folder_importer_for(folder, formats)
        if self.named and importer is None and isinstance(formats[0], FolderImporter):
            importer = None if isinstance(formats[0], Importer) else formats[0]
        if importer is not None:
            yield self.progress(clean_line(folder.name))
            whole = (os.path.realpath(folder.path / name) for name in folder.names)
            self.seen.update(map(Path, whole))
            yield from self._take_all(importer.read_folder(folder), folder)
            self._note_folder(folder, importer.name)
            self.done += len(folder.names) if depth == 0 else 0
            return
        for name in folder.files:
            path = folder.path / name
            if not self._is_seen(path):
                yield self.progress(clean_line(name))
                try:
                    source = folder.open(name)
                except EmptySourceError:
                    self.taking.report.leave_out([LeftOut(EMPTY)])
                except SourceError as error:
                    self.taking.refuse(path, Refusal(None, str(error)))
                else:
                    yield from self.read_file(source, depth)
            self.done += depth == 0
        for name in folder.folders:
            yield from self.read_folder(folder.inner(name), depth)

    def read_file(self, source: SourceFile, depth: int) -> Iterator[Progress]:
        """Take in one file, or what is in it where it is an archive."""
        file = source.path
        importer = importer_for(source, self.formats)
        packed = is_zip(source) or is_gzip(source)
        if importer is None and packed:
            yield from self._read_archive(source, depth)
            return
        if importer is None and self.named:
            named = self.formats[0]
            importer = named if isinstance(named, Importer) else None
        if importer is not None:
            self._note_file(source, importer.name)
            yield from self._take_all(importer.read(source), source)
            return
        error = self._no_format(source)
        if source.root is None or not isinstance(error, UnknownFormatError):
            # Only what a person named is refused for its format.
            self._note_file(source, "")
            self.taking.refuse(file, Refusal(getattr(error, "line", None), str(error)))
            return
        other = other_file(source)
        if other is not None and other.is_media:
            # Every site has dozens; that they were left out is in the counts.
            self.taking.report.leave_out([LeftOut(_MEDIA)])
            return
        self._note_file(source, "")
        self.taking.report.leave_out([LeftOut("files in no known format")])
        self.taking.report.warn(file, [Remark(None, str(error))])

    def _no_format(self, source: SourceFile) -> SourceError:
        """Why no format takes a file."""
        first = self.formats[0]
        if self.named and not isinstance(first, Importer):
            return SourceError(
                f"is a file, and the format {first.name} reads folders; name the folder"
            )
        return unknown_format(source, self.formats)

    def _read_archive(self, source: SourceFile, depth: int) -> Iterator[Progress]:
        self._note_file(source, "gzip" if is_gzip(source) else "zip")
        if depth >= _DEEPEST:
            why = "is an archive inside an archive inside an archive; unpack it first"
            self.taking.refuse(source.path, Refusal(None, why))
        elif is_gzip(source):
            yield from self.read_file(unpacked(source), depth + 1)
        else:
            try:
                folder, remarks = folder_in_zip(source)
            except SourceError as error:
                self.taking.refuse(source.path, Refusal(None, str(error)))
                return
            if "[Content_Types].xml" in folder or "content.xml" in folder:
                why = (
                    "is a document of a word processor or the like; save it as HTML or "
                    "plain text and import that"
                )
                self.taking.refuse(source.path, Refusal(None, why))
                return
            self.taking.report.warn(source.path, remarks)
            yield from self.read_folder(folder, depth + 1)

    def _take_all(
        self, found: Iterable[Found], at: SourceFile | SourceFolder
    ) -> Iterator[Progress]:
        """Take in all that reading a source gives."""
        came = False
        name = clean_line(at.name)
        source = at if isinstance(at, SourceFile) else None
        try:
            for one in found:
                title = self._take(one, at)
                came = came or title is not None
                step = f"{name}: {title}" if title is not None else name
                yield self.progress(step, source)
        except SourceError as error:
            line = getattr(error, "line", None)
            rest = "; what stood above came in" if came else ""
            self.taking.refuse(at.path, Refusal(line, f"{error}{rest}"))

    def _take(self, found: Found, at: SourceFile | SourceFolder) -> str | None:
        """Take in one thing; give the title of what came in."""
        taking = self.taking
        found = _located(found, at)
        if isinstance(found, ImportedPost):
            found = self._in_its_language(found)
        if isinstance(found, ImportedPost | ImportedComments):
            own = found.origin.file if isinstance(at, SourceFolder) else None
            file = _place(at, own)
            if isinstance(found, ImportedPost):
                self.joining.take(file, found)
                if self.watch is not None and taking.spot is not None:
                    self.watch(file, found, taking.spot, at)
                return found.title
            self.joining.wait(file, found)
            return found.post.title or ""
        if isinstance(found, Remark):
            taking.report.warn(at.path, [found])
        elif isinstance(found, ImportedLibrary):
            taking.describe(at.path, found)
        elif isinstance(found, LeftOut):
            taking.report.omit(at.path, found)
        else:
            taking.refuse(_place(at, found.file), found)
        return None

    def _in_its_language(self, post: ImportedPost) -> ImportedPost:
        """A post from a library of another language says its own."""
        here = self.taking.lang
        if post.lang or not post.library_lang or post.library_lang == here:
            return post
        return replace(post, lang=post.library_lang)


def _place(at: SourceFile | SourceFolder, name: str | None) -> Path:
    return at.path / name if name is not None else at.path


def _located(found: Found, at: SourceFile | SourceFolder) -> Found:
    """Let remarks name their files by where these are, and not in their folder."""
    if isinstance(found, Remark):
        return _remark_at(found, at)
    if not isinstance(found, ImportedPost | ImportedComments) or all(
        one.file is None for one in found.remarks
    ):
        return found
    return replace(found, remarks=tuple(_remark_at(one, at) for one in found.remarks))


def _remark_at(remark: Remark, at: SourceFile | SourceFolder) -> Remark:
    if remark.file is None:
        return remark
    return replace(remark, file=str(_place(at, remark.file)))
