"""The catalogue: what the list shows of each post, kept so that no post is parsed.

A cache in SQLite, one file for each library, whose rows hold for a post's files
as long as their times and sizes stay. Anything wrong with it, and it is made
anew without a word; where it cannot be kept, everything works without it.
"""

import threading
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from gulagreader.domain.errors import Damage, GulagreaderError
from gulagreader.domain.progress import Job, Progress
from gulagreader.storage.card_columns import CardColumns
from gulagreader.storage.catalogue_file import CatalogueFile
from gulagreader.storage.catalogue_window import CardWindow
from gulagreader.storage.fields import stable_id
from gulagreader.storage.folder_scan import (
    FolderScan,
    PostFile,
    Stamp,
    Stamps,
    fingerprint_of,
    look_at_folder,
    walk_files,
)
from gulagreader.storage.folders import private_folder
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.survey import Cards, Survey, cards_of, survey

_STEP = 25
"""Posts read between two reports of progress."""
_FIRST_SAVED, _SAVED_AT_ONCE = 100, 1_000
"""Posts after which the first catalogue of a large library is saved, to be shown."""
_MANY = 2_000
"""Posts from which on the cards are read as they come into view."""

CatalogueState = Cards


class Catalogue:
    """The cards of one library."""

    def __init__(self, library: LibraryFolder, file: Path | None) -> None:
        self._library = library
        self._file = None if file is None else CatalogueFile(file, library.path)
        self._loaded: dict[str, Survey] | None = None
        self._loading = threading.RLock()
        self._window: CardWindow | None = None
        self._filling: CardWindow | None = None
        """What was saved so far, while a first catalogue is being made."""
        self._shown: Stamp | None = None
        """Of the catalogue's file, as far as that was shown."""
        self._seen: Sequence[tuple[str, Stamps]] = ()
        self._looked = 0
        """Tells whether the files are as they were at the last refresh."""
        self._elsewhere = library.damages
        """What is wrong beside the posts, as of the last refresh."""
        self._made: CatalogueState | None = None
        self._taken: Stamp | None = None
        """Of the catalogue's file, where another program's was taken in."""
        self._counted_large: bool | None = None
        self.is_saved = True
        """Whether all that was read could be kept."""
        if self._file is not None and self._file.exists():
            self._window = self._file.window(_MANY)

    @classmethod
    def open(cls, cache: Path, library: LibraryFolder) -> "Catalogue":
        """Open the catalogue that ``cache`` keeps of a library, perhaps empty.

        Only the cache is read: ``cards`` are those of the last ``refresh``.
        """
        try:
            own = private_folder(cache) / "catalogues"
            folder = private_folder(own, tighten=True)
        except GulagreaderError:
            return cls(library, None)
        return cls(library, folder / f"{stable_id(str(library.path))}.sqlite")

    @property
    def state(self) -> CatalogueState:
        """Cards and damages as of the last ``refresh``, of this run or another."""
        if self._made is None:
            with self._loading:
                if self._made is None:
                    rows = self._rows.values()
                    self._made = cards_of(rows, self._library.damages)
        return self._made

    @property
    def _rows(self) -> dict[str, Survey]:
        with self._loading:
            if self._loaded is None:
                self._loaded = {} if self._file is None else self._file.surveys()
            return self._loaded

    @property
    def window(self) -> CardWindow | None:
        """The cards of a large library while they are not all read; else None."""
        if self._filling is not None:
            return self._filling
        if self._made is None:
            return self._window
        self._window = None
        return None

    def cards(self) -> CardColumns:
        """The cards, newest first, undated last; no file is looked at."""
        return self.state.cards

    def damages(self) -> tuple[Damage, ...]:
        """Every damaged or doubtful place, in the order of the paths."""
        return self.state.damages

    def seen(self) -> Sequence[tuple[str, Stamps]]:
        """The posts' files and their stamps as ``refresh`` saw them in this run.

        Empty for a large library, too, where they would take too much memory.
        """
        return self._seen

    @property
    def is_large(self) -> bool:
        """Whether there are so many posts that they are read as they come into view.

        While nothing is known of them, their files are counted up to that.
        """
        if self._made is not None and self._made.cards:
            return len(self._made.cards) > _MANY
        if self._window is not None:
            return True
        if self._counted_large is None:
            files = islice(walk_files(self._library.path), _MANY + 1)
            self._counted_large = sum(1 for _ in files) > _MANY
        return self._counted_large

    @property
    def damages_elsewhere(self) -> tuple[Damage, ...]:
        """What is wrong beside the posts, as of the last ``refresh``."""
        return tuple(self._elsewhere)

    def take_in_saved(self, damages: tuple[Damage, ...]) -> CatalogueState | None:
        """Take in what the ``refresh`` of another program saved; None where it fails.

        ``damages`` are those beside the posts. What did not change since is the same
        object.
        """
        if self._file is None:
            return None
        stamp = self._file.stamp()
        known = (self._taken, self._elsewhere)
        if self._made is not None and known == (stamp, damages):
            return self._made
        made = self._file.cards(damages)
        if made is None:
            return None
        self._made, self._taken, self._elsewhere = made, stamp, damages
        self._filling = None
        # Of what was looked at here nothing holds any more.
        self._loaded, self._seen, self._looked = None, (), 0
        return made

    def unchanged(self) -> Job[CatalogueState | None]:
        """Look whether all files are as they were when the catalogue was saved.

        That takes neither the time nor the memory of ``refresh``. None where something
        changed, or where it cannot be told.
        """
        yield Progress("Looking at files", 0)
        kept = None if self._file is None else self._file.looked()
        if kept is None:
            return None
        found = 0
        for so_far in look_at_folder(self._library.path):
            found = so_far
            yield Progress("Looking at files", 0)
        if kept[0] != self._fingerprint(found):
            return None
        return self.take_in_saved((*self._library.damages, *kept[1]))

    def _keep_looked(self, file: CatalogueFile, scan: FolderScan) -> None:
        """Keep which files the saved rows are of."""
        found = self._fingerprint(fingerprint_of(scan.files, scan.damages))
        file.keep_looked(found, scan.damages)

    def _fingerprint(self, of_files: int) -> str:
        own = fingerprint_of((), self._library.damages)
        return f"{of_files:x}-{own:x}"

    def show_saved(self) -> None:
        """Show what another program has saved so far of a first catalogue."""
        known = self._window is not None or (
            self._made is not None and self._made.cards
        )
        if self._file is None or known:
            return
        stamp = self._file.stamp()
        if stamp is not None and stamp != self._shown:
            self._shown = stamp
            window = self._file.window(0)
            self._filling = window if window is not None else self._filling

    def refresh(self) -> Job[CatalogueState]:
        """Look at every file and read those that changed.

        Closed early, the catalogue stays as it was; a first one of a large library
        keeps what was read.
        """
        yield Progress("Looking at files", 0)
        scan = self._library.scan()
        looked, damages = _hash_of(scan.files), (*self._library.damages, *scan.damages)
        if self._made and looked == self._looked and damages == self._elsewhere:
            return self._made
        if self._file and self.window is not None and self._file.is_of(scan):
            self._file.set_landmarks()
            if self._file.looked() is None:
                self._keep_looked(self._file, scan)
            del scan
            self._made = self._file.cards(damages)
            self._looked, self._elsewhere = looked, damages
            if self._made is not None:
                return self._made
            scan = self._library.scan()
        rows, changed, gone = self._compared(scan)
        read, saved = yield from self._read(changed, first=not rows)
        if read:
            rows.update((one.relative, one) for one in read)
            rows = {file.relative: rows[file.relative] for file in scan.files}
        if read or gone or damages != self._elsewhere:
            self._made = cards_of(rows.values(), damages)
        state = self.state
        self._loaded, self._filling = rows, None
        self._looked = looked
        if self._file is not None and (read or gone or damages != self._elsewhere):
            self.is_saved = self._file.save(read[saved:], gone)
            if self.is_saved:
                self._keep_looked(self._file, scan)
        self._elsewhere = damages
        if self._file is not None and len(rows) > _MANY:
            # Half of what there is to remember; it can be read again where a file
            # has changed.
            self._loaded, self._seen = None, ()
        else:
            self._seen = tuple((file.relative, file.stamps) for file in scan.files)
        return state

    def _read(
        self, changed: Sequence[PostFile], *, first: bool
    ) -> Job[tuple[list[Survey], int]]:
        """Read posts; also say how many of them are saved already.

        Those of a large library's ``first`` catalogue are saved as they come, so that
        they can be shown: the newest first, and so the list grows downwards.
        """
        read: list[Survey] = []
        saved = 0
        file = self._file if first and len(changed) > _MANY else None
        for number, one in enumerate(reversed(changed) if file else changed):
            if number % _STEP == 0:
                yield Progress("Reading posts", number, len(changed))
            read.append(survey(self._library, one))
            # Each saving costs as much as there is: so the more, the fewer of them.
            wanted = max(_SAVED_AT_ONCE, saved // 10) if saved else _FIRST_SAVED
            fresh = read[saved:] if file and len(read) - saved >= wanted else ()
            if file and fresh and file.save(fresh, ()):
                saved = len(read)
        if read:
            yield Progress("Reading posts", len(changed), len(changed))
        return read, saved

    def _compared(
        self, scan: FolderScan
    ) -> tuple[dict[str, Survey], list[PostFile], set[str]]:
        """What is still known of the files, which changed, and which are gone."""
        known_rows = self._rows
        rows: dict[str, Survey] = {}
        changed: list[PostFile] = []
        for file in scan.files:
            known = known_rows.get(file.relative)
            if known is not None and known.stamps == file.stamps:
                rows[file.relative] = known
            else:
                changed.append(file)
        return rows, changed, known_rows.keys() - {one.relative for one in scan.files}


def _hash_of(files: Iterable[PostFile]) -> int:
    found = 0
    for file in files:
        found = hash((found, file.relative, file.stamps))
    return found
