"""The one place that picks the parts: a library, its index, the user's memory."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from gulagreader.domain.errors import Damage, GulagreaderError
from gulagreader.domain.places import Place
from gulagreader.domain.posts import LibraryInfo, PostCard
from gulagreader.domain.progress import Job
from gulagreader.services.index_place import index_cache
from gulagreader.services.library_jobs import LibraryJobs
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.reading import OpenLibrary
from gulagreader.services.remembering import Remembering
from gulagreader.storage.card_columns import CardColumns
from gulagreader.storage.catalogue import CatalogueState
from gulagreader.storage.folder_scan import Stamp, comments_path_of, stamp_of
from gulagreader.storage.folders import Folders
from gulagreader.storage.memory import ReaderMemory

if TYPE_CHECKING:
    # The list and the post are on the screen before anybody searches or imports.
    from gulagreader.services.dossier import DossierShelf
    from gulagreader.services.finding import Finder
    from gulagreader.services.import_deciding import ImportReview
    from gulagreader.services.import_look import ImportLook
    from gulagreader.services.import_report import ImportReport
    from gulagreader.services.index_state import IndexState
    from gulagreader.services.keeping import Clock
    from gulagreader.services.listing import Listing
    from gulagreader.services.noting import NoteShelf
    from gulagreader.services.people import LibraryPeople
    from gulagreader.services.uptake.graph import PassageGraph
    from gulagreader.services.uptake.state import PassagesState

READER = "reader"
"""The setting that holds the name with which a reader signs notes."""
_READINGS_KEPT = 8
"""Posts kept parsed; going back and forth between a few costs nothing."""


Stamps = tuple[Stamp | None, Stamp | None]


class Services:
    """All that a reader can do with one library."""

    def __init__(
        self,
        library: OpenLibrary,
        memory: Remembering,
        index_place: tuple[Path, str],
        clock: "Clock",
        cache: Path,
    ) -> None:
        self._library = library
        self.memory = memory
        self._index_cache, self.index_notice = index_place
        self._jobs = LibraryJobs(library, cache, self._index_cache)
        self._clock = clock
        self._readings: OrderedDict[str, QuotedReading] = OrderedDict()
        self._keeping = threading.Lock()
        self._visited = False
        self._notes: NoteShelf | None = None
        self._dossiers: DossierShelf | None = None
        self._noted_posts: tuple[object, frozenset[str]] | None = None

    @classmethod
    def open(
        cls,
        folder: Path,
        own: Folders,
        clock: "Clock",
        settled: Mapping[str, str] | None = None,
    ) -> "Services":
        """Open a library with the user's own folders.

        ``settled`` are settings that the user's config gives.

        Raises:
            LibraryError: the folder is no library.
            MemoryUnavailableError: the user's memory cannot be used.
        """
        library = OpenLibrary.open(folder, own.cache)
        memory = ReaderMemory.open(own.memory)
        remembering = Remembering(
            memory, library.info, library.folder, clock, settled or {}
        )
        index_place = index_cache(own.cache, own.temporary)
        return cls(library, remembering, index_place, clock, own.cache)

    @property
    def info(self) -> LibraryInfo:
        """What the library says of itself."""
        return self._library.info

    @property
    def folder(self) -> Path:
        """The library's folder."""
        return self._library.folder

    @property
    def cards(self) -> CardColumns:
        """A card for each post, newest first, as of the last refresh."""
        return self._library.cards

    @property
    def listed(self) -> Sequence[PostCard]:
        """The same, of a large library read as they come into view at first."""
        return self._library.listed

    def card(self, post: str) -> PostCard | None:
        """The card of a post, by its whole id; None where the list has none."""
        return self._library.known_card(post)

    def resolve(self, identifier: str) -> Place:
        """The place that ``POST`` or ``POST#COMMENT`` names; a beginning does.

        Raises:
            UnknownPostError: there is no such post or comment.
        """
        return self._library.resolve(identifier)

    @property
    def damages(self) -> tuple[Damage, ...]:
        """What of the library could not be read as it should."""
        return self._library.damages

    def refresh(self) -> Job[CatalogueState]:
        """Take in what changed on the disk."""
        self._visited = True
        return self._jobs.refresh()

    def read(self, post: str) -> QuotedReading:
        """Read a post with its comments, from its files where they changed.

        May be called from several threads: one of them may read ahead.

        Raises:
            UnknownPostError: the library has no such post.
            DamagedFileError: its file cannot be read.
        """
        kept = self._readings.get(post)
        if kept is None or self.changed(kept):
            kept = QuotedReading(self._library.read(post))
        with self._keeping:
            self._readings[post] = kept
            self._readings.move_to_end(post)
            while len(self._readings) > _READINGS_KEPT:
                self._readings.popitem(last=False)
        return kept

    def read_ahead(self, post: str) -> QuotedReading | None:
        """Read a post that may be opened next; what is wrong is told on opening."""
        with suppress(GulagreaderError):
            reading = self.read(post)
            _ = reading.quotations, reading.citations
            return reading
        return None

    def stamps(self, reading: QuotedReading) -> Stamps:
        """Times and sizes of an open post's files as they are now."""
        path = reading.path
        return stamp_of(path), stamp_of(comments_path_of(path))

    def changed(self, reading: QuotedReading) -> bool:
        """Whether an open post's files have changed since they were read."""
        return self._library.changed(reading.reading)

    @property
    def notes(self) -> "NoteShelf":
        """The reader's highlights and notes on the library."""
        from gulagreader.services.noting import NoteShelf  # noqa: PLC0415 - start-up

        # One shelf for all threads: it does not look for what another one writes.
        with self._keeping:
            if self._notes is None:
                memory, name = self.memory, self.memory.setting(READER) or ""
                self._notes = NoteShelf(
                    memory.notes(), self._library, self._clock, reader=name
                )
            return self._notes

    @property
    def dossiers(self) -> "DossierShelf":
        """What the reader gathers in the library."""
        from gulagreader.services.dossier import DossierShelf  # noqa: PLC0415 - start-up

        if self._dossiers is None:
            memory, library = self.memory.dossiers(), self._library
            self._dossiers = DossierShelf(
                memory, library, self._clock, lambda: self.notes
            )
        return self._dossiers

    def open_listing(self) -> "Listing":
        """A list of posts that is narrowed and put in order; it takes cards first."""
        from gulagreader.services.listing import Listing  # noqa: PLC0415 - start-up

        return Listing(self.memory, self.noted_posts)

    def noted_posts(self) -> frozenset[str]:
        """The posts with notes on or under them; another object once that changes."""
        shelf = self.notes
        state = shelf.state()
        if self._noted_posts is None or self._noted_posts[0] is not state:
            posts = frozenset(note.post for note in shelf.notes())
            self._noted_posts = state, posts
        return self._noted_posts[1]

    def open_finder(self) -> "Finder":
        """Open the search; to be used from one thread only.

        Raises:
            IndexUnavailableError: there is no index yet.
        """
        from gulagreader.services.finding import Finder  # noqa: PLC0415 - start-up
        from gulagreader.services.indexing import (  # noqa: PLC0415 - start-up
            index_folder_of,
            quotation_index_folder_of,
        )

        return Finder.open(
            self.info,
            index_folder_of(self._library, self._index_cache),
            states=self.memory,
            notes=lambda: self.notes,
            quotations=quotation_index_folder_of(self._library, self._index_cache),
        )

    def people(self, finder: "Finder") -> "LibraryPeople":
        """The people of the library as an open search has them; in its thread."""
        from gulagreader.services.people import LibraryPeople  # noqa: PLC0415 - start-up
        from gulagreader.services.uptake.graph import PassageGraph  # noqa: PLC0415 - start-up

        graph = PassageGraph.open(self._library, self._index_cache)
        return LibraryPeople(self._library, finder.texts, graph)

    def update_index(
        self, *, rebuild: bool = False, thorough: bool = False
    ) -> "Job[IndexState]":
        """Bring the search index up to date; see ``indexing.update_index``."""
        return self._jobs.update_index(rebuild=rebuild, thorough=thorough)

    def update_quotation_index(self) -> "Job[IndexState]":
        """Bring the index of quotations up to date; a long job of its own."""
        return self._jobs.update_quotation_index()

    @property
    def passage_graph(self) -> "PassageGraph | None":
        """Which passages were taken up where; None until that was found out once.

        May be asked from any thread.
        """
        from gulagreader.services.uptake.graph import PassageGraph  # noqa: PLC0415 - start-up

        graph = PassageGraph.open(self._library, self._index_cache)
        return graph if graph.exists else None

    def update_passages(self) -> "Job[PassagesState]":
        """Bring what is known of passages up to date; a long job of its own."""
        return self._jobs.update_passages()

    def import_sources(self, paths: Sequence[Path]) -> "Job[ImportReport]":
        """Import files or folders into this library."""
        from gulagreader.services.importing import import_sources  # noqa: PLC0415 - start-up

        return import_sources(paths, self.folder, now=self._clock())

    def look_at_sources(self, paths: Sequence[Path]) -> "Job[ImportLook]":
        """Look at what importing files or folders would bring; nothing is written."""
        from gulagreader.services.import_look import look_at_sources  # noqa: PLC0415 - start-up

        return look_at_sources(paths, self.folder, now=self._clock())

    def import_reviewed(self, review: "ImportReview") -> "Job[ImportReport]":
        """Import what was looked at, as it was decided."""
        from gulagreader.services.import_deciding import import_reviewed  # noqa: PLC0415 - start-up

        return import_reviewed(review, self.folder, now=self._clock())

    def close(self) -> None:
        """Give back what is open; a visit that showed the posts ends with it."""
        if self._visited:
            self.memory.end_visit(self.cards.ids())
        self.memory.close()
