"""One run that brings an index up to date: what changed is taken in, or all is read."""

import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from gulagreader.domain.errors import DamagedFileError, IndexUnavailableError
from gulagreader.domain.progress import Job
from gulagreader.search.damage import is_no_damage
from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import Document, Documents
from gulagreader.search.engines import engine_for, engine_named, offer
from gulagreader.search.generation import Generation, IndexedFile, Manifest
from gulagreader.search.generations import Generations
from gulagreader.services.index_change import take_in
from gulagreader.services.index_state import IndexState
from gulagreader.services.index_steps import Steps
from gulagreader.services.indexable import IndexableLibrary, PostFile, Recipe

_MOST_PIECES = 16
_MANY_REMOVED = 500
"""Documents that are gone and still take up room, in an index of any size."""
_SOON_REBUILT = 20_000
"""Documents that are indexed anew within a few seconds, so that nobody need ask."""
_FAR_TOO_MANY = 4
"""How far a larger index may go beyond the bounds before it is built anew unasked."""


class IndexRun:
    """One run over a library; ``update`` holds the lock of its index."""

    def __init__(
        self, library: IndexableLibrary, generations: Generations, recipe: Recipe
    ) -> None:
        self.generations = generations
        self._library = library
        self._recipe = recipe
        self._notes: list[str] = []
        self._steps = Steps(recipe.what)

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

    def update(self, *, rebuild: bool, thorough: bool, brief: bool) -> Job[IndexState]:
        """Take in what changed; build anew what has to be."""
        yield self._steps.looking()
        self.generations.sweep()
        files = {file.name: file for file in self._library.post_files()}
        if not rebuild:
            state = yield from self._changed(files, thorough=thorough, brief=brief)
            if state is not None:
                return state
        every = list(files.values())
        files.clear()  # what a large library has of them takes megabytes
        return (yield from self._build(every))

    def _changed(
        self, files: Mapping[str, PostFile], *, thorough: bool, brief: bool
    ) -> Job[IndexState | None]:
        """Take in what changed; None where everything has to be built anew."""
        current = self._usable(thorough=thorough)
        if current is None:
            return None
        generation, known = current
        changed = [
            file
            for name, file in files.items()
            if name not in known or known[name].stamp != file.stamp
        ]
        gone = [name for name in known if name not in files]
        if len(changed) + len(gone) > max(50, len(known) // 5):
            return None
        state = yield from self._change(generation, known, changed, gone)
        if state is not None and not brief and self._is_overdue(state):
            self._notes.clear()  # said again while everything is read
            return None
        return state

    def _is_overdue(self, state: IndexState) -> bool:
        """Whether an index is built anew now, after what changed can be found.

        Of a large one only where its pieces and its dead documents slow every
        search down; below that it is for the caller to choose the time.
        """
        if not state.needs_rebuild:
            return False
        if state.documents <= _SOON_REBUILT:
            return True
        current = self.generations.current()
        return current is not None and _is_worn(current.manifest, _FAR_TOO_MANY)

    def _usable(
        self, *, thorough: bool
    ) -> tuple[Generation, Mapping[str, IndexedFile]] | None:
        """The current generation, if this program made it for this library."""
        current = self.generations.current()
        if current is None:
            if self.generations.has_any:
                self._say(
                    "The search index was damaged, or made elsewhere or by another "
                    "version of the program; it was built anew."
                )
            return None
        library, manifest = self._library, current.manifest
        place = str(library.folder.resolve())
        fits = manifest.fits(library.info.id, place)
        known_engine = engine_named(manifest.engine) is not None
        if not (fits and known_engine and manifest.recipe == self._recipe.name):
            return None
        try:
            current.check(thorough=thorough)
            return current, current.files()
        except Exception:  # noqa: BLE001 - damage shows as any exception
            self._say_damaged()
            return None

    def _say_damaged(self) -> None:
        self._say("The search index was damaged; it was built anew.")

    def _say(self, note: str) -> None:
        # What was said of files is said again when everything is read anew.
        self._notes = [note]

    def _told(self, manifest: Manifest) -> tuple[str, ...]:
        """What is to be said of the run, and of an engine that would serve better."""
        offered = offer(manifest.live, manifest.engine)
        return (*self._notes, *([offered] if offered else ()))

    def _read(self, file: PostFile) -> tuple[PostFile, Sequence[Document]]:
        """Read a post; what cannot be read is named now and tried again next time."""
        try:
            post, thread = self._library.read_post(file.path)
        except DamagedFileError as error:
            self._notes.append(f"Not indexed: {error}")
        except OSError as error:
            self._notes.append(f"Not indexed: {file.path}: {error.strerror or error}")
        else:
            return file, self._recipe.documents_of(post, thread)
        return replace(file, stamp=()), []

    def _build(self, files: Sequence[PostFile]) -> Job[IndexState]:
        """Index everything aside and make it the current generation."""
        self._steps.start_building()
        built = self.generations.begin()
        try:
            indexed = {}
            writer = DocumentWriter(built)
            try:
                for done, file in enumerate(files):
                    yield self._steps.reading(done, len(files))
                    read, found = self._read(file)
                    numbers = writer.add_post(found)
                    indexed[file.name] = IndexedFile(
                        read.stamp, numbers.start, len(numbers)
                    )
                yield self._steps.reading(len(files), len(files))
                writer.finish()
            finally:
                writer.abandon()
            yield self._steps.read()
            engine = engine_for(writer.count)
            with closing(Documents(built, writer.count)) as documents:
                engine_folder = built / "engine-0"
                for progress in engine.build(engine_folder, documents):
                    yield self._steps.indexing(progress)
            manifest = self._manifest(writer.count, engine.name)
            for done, total in self.generations.publish(built, manifest, indexed):
                yield self._steps.writing(done, total)
        except BaseException:
            shutil.rmtree(built, ignore_errors=True)
            raise
        return IndexState(
            self.generations.folder,
            writer.count,
            changed=len(files),
            rebuilt=True,
            notes=self._told(manifest),
        )

    def _manifest(self, documents: int, engine: str) -> Manifest:
        return Manifest(
            self._library.info.id,
            str(self._library.folder.resolve()),
            engine,
            documents,
            live=documents,
            recipe=self._recipe.name,
        )

    def _change(
        self,
        generation: Generation,
        known: Mapping[str, IndexedFile],
        changed: Sequence[PostFile],
        gone: Sequence[str],
    ) -> Job[IndexState | None]:
        """Take in a few changed files; nothing is written before all are read.

        Gives None where the index is damaged.
        """
        read = []
        for done, file in enumerate(changed):
            yield self._steps.reading(done, len(changed))
            again, found = self._read(file)
            before = known.get(file.name)
            # What could not be read before and cannot be read now changes nothing.
            if again.stamp or before is None or before.stamp:
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
            notes=self._told(manifest),
        )

    def _changing(
        self,
        generation: Generation,
        known: Mapping[str, IndexedFile],
        read: Sequence[tuple[PostFile, Sequence[Document]]],
        gone: Sequence[str],
    ) -> Generation | None:
        """Write a change; give the generation after it, None if it is damaged."""
        dead = {*gone, *(file.name for file, _ in read)}
        try:
            return take_in(self.generations, generation, known, read, dead)
        except MemoryError:
            raise
        except Exception as error:
            # Damage shows as any exception, and a missing file as an OSError. One of
            # numpy has no number: it could not write all that it was given.
            if is_no_damage(error, writing=True):
                raise
            self._say_damaged()
            return None


def _is_worn(manifest: Manifest, times: int = 1) -> bool:
    """Whether an index has many pieces, or many documents that are gone."""
    removed = manifest.documents - manifest.live
    return (
        removed > times * max(_MANY_REMOVED, manifest.live // 5)
        or manifest.pieces > times * _MOST_PIECES
    )
