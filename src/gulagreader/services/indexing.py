"""Keeping the search index in step with a library."""

import errno
import hashlib
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from gulagreader.domain.errors import DamagedFileError, IndexUnavailableError
from gulagreader.domain.progress import Job, Progress
from gulagreader.search.documents import Document, Documents, DocumentWriter
from gulagreader.search.generations import (
    Generation,
    Generations,
    IndexedFile,
    Manifest,
    write_through,
)
from gulagreader.search.open_index import OpenIndex, engine_class, open_generation
from gulagreader.services.indexable import IndexableLibrary, PostFile, documents_of

_MOST_PIECES = 16
_PAUSE = 0.1
_SOON_REBUILT = 20_000
"""Documents that are indexed anew within a few seconds, so that nobody need ask."""
_FAR_TOO_MANY = 4
"""How far a larger index may go beyond the bounds before it is built anew unasked."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE})
"""What keeps any index from being written; other failures mean a damaged one."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an index holds after it was brought up to date."""

    folder: Path
    """The library's part of the cache; what ``Finder.open`` takes."""
    documents: int
    """Posts and comments that can be found."""
    changed: int = 0
    """Post files taken in or removed by this run."""
    rebuilt: bool = False
    """Whether everything was indexed anew."""
    needs_rebuild: bool = False
    """Whether so much was changed piecemeal that a rebuild would pay. Of a small
    index, or where it is overdue, the update has done it already."""
    notes: tuple[str, ...] = ()
    """What a reader should know: files left out, an index thrown away."""


def index_folder_of(library: IndexableLibrary, cache: Path) -> Path:
    """The folder under ``cache`` that holds the index of ``library``."""
    place = f"{library.info.id}\n{library.folder.resolve()}"
    name = hashlib.sha256(place.encode(errors="replace")).hexdigest()[:24]
    return cache / "index" / name


def update_index(
    library: IndexableLibrary,
    cache: Path,
    *,
    rebuild: bool = False,
    patience: float = 10.0,
    pause: Callable[[float], None] = time.sleep,
) -> Job[IndexState]:
    """Bring the index of ``library`` under ``cache`` up to date.

    ``cache`` is the reader's own cache folder, made where it is missing. Closed
    early, the job leaves the index as it was. Another program that indexes the same
    library is waited for at most ``patience`` seconds (``pause`` is called to wait);
    after that the index is used as it is, with a note.

    Raises:
        IndexUnavailableError: no index can be written there.
    """
    if cache.resolve().is_relative_to(library.folder.resolve()):
        raise IndexUnavailableError(
            f"The search index cannot be kept in {cache}: that is inside the library, "
            "and opening an index that came with a library could run foreign code."
        )
    update = _Update(library, Generations(index_folder_of(library, cache)))
    update.generations.prepare()
    try:
        waited = 0
        while not update.generations.lock():
            if waited * _PAUSE >= patience:
                return update.unchanged(
                    "Another program is indexing this library; what it has not "
                    "finished is not found yet."
                )
            yield Progress("Waiting for another program", waited)
            pause(_PAUSE)
            waited += 1
        try:
            return (yield from update.run(rebuild=rebuild))
        finally:
            update.generations.unlock()
    except OSError as error:
        raise IndexUnavailableError(
            f"The search index cannot be written to {update.generations.folder}: "
            f"{error.strerror or error}. Make room there, or name another folder in "
            "GULAGREADER_CACHE."
        ) from error


class _Update:
    """One run over a library that holds the lock of its index."""

    def __init__(self, library: IndexableLibrary, generations: Generations) -> None:
        self.library = library
        self.generations = generations
        self.notes: list[str] = []
        self._engine = engine_class()

    def unchanged(self, note: str) -> IndexState:
        """The index as it is; raises where there is none."""
        current = self.generations.current()
        if current is None:
            raise IndexUnavailableError(
                "Another program is building the search index of this library; try "
                "again in a moment."
            )
        folder = self.generations.folder
        return IndexState(folder, current.manifest.live, notes=(note,))

    def run(self, *, rebuild: bool) -> Job[IndexState]:
        yield Progress("Looking for changes", 0)
        self.generations.sweep()
        files = {str(file.path): file for file in self.library.post_files()}
        current = None if rebuild else self._usable()
        if current is not None:
            generation, known = current
            changed = [
                file
                for name, file in files.items()
                if name not in known or known[name].stamp != file.stamp
            ]
            gone = [name for name in known if name not in files]
            if len(changed) + len(gone) <= max(50, len(known) // 5):
                state = yield from self._change(generation, known, changed, gone)
                if state is not None:
                    if not self._is_overdue(state):
                        return state
                    self.notes.clear()  # said again while everything is read
        return (yield from self._build(list(files.values())))

    def _is_overdue(self, state: IndexState) -> bool:
        """Whether an index is built anew now, after what changed can be found.

        Of a large one only where its pieces and its dead documents slow every
        search down; below that it is for a person to choose the time.
        """
        if not state.needs_rebuild:
            return False
        if state.documents <= _SOON_REBUILT:
            return True
        current = self.generations.current()
        return current is not None and _is_worn(current.manifest, _FAR_TOO_MANY)

    def _usable(self) -> tuple[Generation, dict[str, IndexedFile]] | None:
        """The current generation, if this program made it for this library."""
        current = self.generations.current()
        library = self.library
        if current is None or not current.manifest.fits(
            library.info.id, str(library.folder.resolve()), self._engine.name
        ):
            return None
        try:
            return current, current.files()
        except Exception:  # noqa: BLE001 - damage shows as any exception
            self._say_damaged()
            return None

    def _say_damaged(self) -> None:
        # What was said of files is said again when everything is read anew.
        self.notes = ["The search index was damaged; it was built anew."]

    def _read(self, file: PostFile) -> tuple[PostFile, list[Document]]:
        """Read a post; what cannot be read is named now and tried again next time."""
        try:
            post, thread = self.library.read_post(file.path)
        except DamagedFileError as error:
            self.notes.append(f"Not indexed: {error}")
        except OSError as error:
            self.notes.append(f"Not indexed: {file.path}: {error.strerror or error}")
        else:
            return file, documents_of(post, thread)
        return replace(file, stamp=()), []

    def _build(self, files: Sequence[PostFile]) -> Job[IndexState]:
        """Index everything aside and make it the current generation."""
        built = self.generations.begin()
        try:
            indexed = {}
            writer = DocumentWriter(built)
            try:
                for done, file in enumerate(files):
                    yield Progress("Reading", done, len(files))
                    read, found = self._read(file)
                    numbers = writer.add_post(found)
                    indexed[str(file.path)] = IndexedFile(
                        read.stamp, numbers.start, len(numbers)
                    )
                writer.finish()
            finally:
                writer.abandon()
            generation = Generation(built, self._manifest(writer.count))
            with closing(Documents(built, writer.count)) as documents:
                yield from self._engine.build(generation.engine_folder, documents)
            generation.write(indexed)
            self.generations.publish(built)
        except BaseException:
            shutil.rmtree(built, ignore_errors=True)
            raise
        return IndexState(
            self.generations.folder,
            writer.count,
            changed=len(files),
            rebuilt=True,
            notes=tuple(self.notes),
        )

    def _manifest(self, documents: int) -> Manifest:
        folder = str(self.library.folder.resolve())
        name = self._engine.name
        library = self.library.info.id
        return Manifest(library, folder, name, documents, live=documents)

    def _change(
        self,
        generation: Generation,
        known: dict[str, IndexedFile],
        changed: Sequence[PostFile],
        gone: Sequence[str],
    ) -> Job[IndexState | None]:
        """Take in a few changed files; nothing is written before all are read.

        Gives None where the index is damaged.
        """
        read = []
        for done, file in enumerate(changed):
            yield Progress("Reading", done, len(changed))
            again, found = self._read(file)
            before = known.get(str(file.path))
            if found or before is None or before.count:
                read.append((again, found))
        if read or gone:
            changing = self._changing(generation, known, read, gone)
            if changing is None:
                return None
            generation = changing
        manifest = generation.manifest
        return IndexState(
            self.generations.folder,
            manifest.live,
            changed=len(read) + len(gone),
            needs_rebuild=_is_worn(manifest),
            notes=tuple(self.notes),
        )

    def _changing(
        self,
        generation: Generation,
        known: dict[str, IndexedFile],
        read: Sequence[tuple[PostFile, list[Document]]],
        gone: Sequence[str],
    ) -> Generation | None:
        """Write a change; give the generation after it, None if it is damaged."""
        dead = [*gone, *(str(file.path) for file, _ in read)]
        try:
            index = open_generation(generation)
            try:
                index = self._apply(index, known, read, dead)
                return index.generation
            finally:
                index.close()
        except Exception as error:
            # Damage shows as any exception, and a missing file as an OSError.
            if isinstance(error, OSError) and error.errno in _NO_ROOM:
                raise
            self._say_damaged()
            return None

    def _apply(
        self,
        index: OpenIndex,
        known: dict[str, IndexedFile],
        read: Sequence[tuple[PostFile, list[Document]]],
        dead: Sequence[str],
    ) -> OpenIndex:
        """Remove and add documents; the manifest, written last, makes it valid."""
        generation = index.generation
        first = generation.manifest.documents
        deletes = [
            number
            for name in dead
            if name in known
            for number in range(
                known[name].first, known[name].first + known[name].count
            )
        ]
        files = {name: file for name, file in known.items() if name not in set(dead)}
        writer = DocumentWriter(generation.folder, after=first)
        try:
            for file, found in read:
                numbers = writer.add_post(found)
                files[str(file.path)] = IndexedFile(
                    file.stamp, numbers.start, len(numbers)
                )
            writer.finish()
        finally:
            writer.abandon()
        documents = Documents(generation.folder, writer.count)
        index.engine.apply(documents, first, deletes)
        write_through(generation.engine_folder)
        manifest = replace(
            generation.manifest,
            documents=writer.count,
            live=index.engine.live,
            pieces=index.engine.pieces,
            revision=generation.manifest.revision + 1,
        )
        generation = replace(generation, manifest=manifest)
        generation.write(files)
        index.documents.close()
        return OpenIndex(generation, documents, index.engine)


def _is_worn(manifest: Manifest, times: int = 1) -> bool:
    """Whether an index has many pieces, or many documents that are gone."""
    removed = manifest.documents - manifest.live
    return (
        removed > times * max(500, manifest.live // 5)
        or manifest.pieces > times * _MOST_PIECES
    )
