"""The catalogue: what the list shows of each post, kept so that no post is parsed.

A cache in SQLite, one file for each library, whose rows hold for a post's files
as long as their times and sizes stay. Anything wrong with it, and it is made
anew without a word; where it cannot be kept, everything works without it.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from sys import intern
from typing import Any

from gulagreader.domain.errors import Damage, GulagreaderError
from gulagreader.domain.posts import PostCard
from gulagreader.domain.progress import Job, Progress
from gulagreader.storage.card_columns import CardColumns
from gulagreader.storage.catalogue_window import INDEXES, CardWindow
from gulagreader.storage.fields import stable_id
from gulagreader.storage.folder_scan import (
    FolderScan,
    PostFile,
    Stamp,
    Stamps,
    comments_path_of,
    fingerprint_of,
    look_at_folder,
    stamp_of,
    walk_files,
)
from gulagreader.storage.folders import private_folder
from gulagreader.storage.landmarks import Landmarks, keep_landmarks
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.survey import Cards, Survey, cards_of, survey

_APPLICATION = 0x47554C43
_VERSION = 2
"""To be raised whenever a row, or what is said of damage, changes its meaning."""
PATIENCE = 2.0
"""Seconds to wait for another run that is just writing."""
_STEP = 25
"""Posts read between two reports of progress."""
_SCHEMA = """
CREATE TABLE posts (
    relative BLOB NOT NULL PRIMARY KEY,
    post_time INTEGER, post_size INTEGER,
    comments_time INTEGER, comments_size INTEGER,
    id TEXT, title TEXT, author TEXT, date TEXT, tags TEXT,
    comments INTEGER, words INTEGER, last_comment TEXT, months TEXT,
    dated INTEGER, damages TEXT
) WITHOUT ROWID
"""

_LOOKED = "CREATE TABLE IF NOT EXISTS looked (fingerprint TEXT, elsewhere TEXT)"
"""Which files the rows are of, and what is wrong beside them, of a large library."""
_FIRST_SAVED, _SAVED_AT_ONCE = 100, 1_000
"""Posts after which the first catalogue of a large library is saved, to be shown."""
_MANY = 2_000
"""Posts from which on the cards are read as they come into view."""

CatalogueState = Cards


class Catalogue:
    """The cards of one library."""

    def __init__(self, library: LibraryFolder, file: Path | None) -> None:
        self._library = library
        self._file = file
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
        if file is not None and file.exists():
            self._window = _open_window(file, library.path, _MANY)

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
                file, folder = self._file, self._library.path
                self._loaded = {} if file is None else _load(file, folder)
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
        stamp = stamp_of(self._file)
        known = (self._taken, self._elsewhere)
        if self._made is not None and known == (stamp, damages):
            return self._made
        made = _state_of(self._file, self._library.path, damages)
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
        kept = None if self._file is None else _looked(self._file)
        if kept is None:
            return None
        found = 0
        for so_far in look_at_folder(self._library.path):
            found = so_far
            yield Progress("Looking at files", 0)
        if kept[0] != self._fingerprint(found):
            return None
        return self.take_in_saved((*self._library.damages, *kept[1]))

    def _mark(self, file: Path, scan: FolderScan) -> None:
        """Keep which files the saved rows are of."""
        found = self._fingerprint(fingerprint_of(scan.files, scan.damages))
        _mark(file, found, scan.damages)

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
        stamp = stamp_of(self._file)
        if stamp is not None and stamp != self._shown:
            self._shown = stamp
            window = _open_window(self._file, self._library.path, 0)
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
        if self._file and self.window is not None and _is_as_saved(self._file, scan):
            _set_landmarks(self._file)
            if _looked(self._file) is None:
                self._mark(self._file, scan)
            del scan
            self._made = _state_of(self._file, self._library.path, damages)
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
            self.is_saved = _save(self._file, read[saved:], gone)
            if self.is_saved:
                self._mark(self._file, scan)
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
            if file and fresh and _save(file, fresh, ()):
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


def _looked(file: Path) -> tuple[str, tuple[Damage, ...]] | None:
    """Which files a catalogue is of, and what is wrong beside them; None if unknown."""
    try:
        with closing(_connect(file)) as connection:
            if not _is_ours(connection):
                return None
            row = connection.execute("SELECT * FROM looked").fetchone()
            damages = json.loads(row[1])
    except (sqlite3.Error, ValueError, TypeError):
        return None
    return row[0], tuple(
        Damage(Path(path), line, reason, fatal) for path, line, reason, fatal in damages
    )


def _mark(file: Path, fingerprint: str, damages: Iterable[Damage]) -> None:
    """Say which files a catalogue is of; where that fails they are looked at again."""
    told = [[str(one.path), one.line, one.reason, one.fatal] for one in damages]
    try:
        with closing(_connect(file)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_LOOKED)
            connection.execute("DELETE FROM looked")
            connection.execute(
                "INSERT INTO looked VALUES (?, ?)", (fingerprint, json.dumps(told))
            )
            connection.execute("COMMIT")
    except (sqlite3.Error, ValueError):
        return


def _is_as_saved(file: Path, scan: FolderScan) -> bool:
    """Whether a catalogue knows these files just as they are, looked at row by row."""
    stamps = "SELECT relative, post_time, post_size, comments_time, comments_size"
    try:
        with closing(_connect(file)) as connection:
            rows = connection.execute(f"{stamps} FROM posts")
            found = {os.fsencode(one.relative): one.stamps for one in scan.files}
            for relative, *times in rows:
                post, beside = found.pop(relative, ((), None))
                if [*post, *(beside or (None, None))] != times:
                    return False
            return not found
    except sqlite3.Error:
        return False


def _set_landmarks(file: Path) -> None:
    """Set the landmarks of a catalogue that was made before there were any."""
    # Without them the next start is slower, and nothing else.
    with suppress(sqlite3.Error), closing(_connect(file)) as connection:
        if Landmarks.of(connection) is None:
            connection.execute("BEGIN IMMEDIATE")
            keep_landmarks(connection)
            connection.execute("COMMIT")


def _state_of(
    file: Path, folder: Path, damages: Sequence[Damage]
) -> CatalogueState | None:
    """Cards and damages of a catalogue, without keeping its rows; None if it fails."""
    try:
        with closing(_connect(file)) as connection:
            repeated = {
                post
                for (post,) in connection.execute(
                    "SELECT id FROM posts WHERE id IS NOT NULL"
                    " GROUP BY id HAVING count(*) > 1"
                )
            }
            rows = connection.execute("SELECT * FROM posts ORDER BY relative")
            surveys = (_survey_of(row, str(folder)) for row in rows)
            return cards_of(surveys, damages, repeated, file.parent)
    except (sqlite3.Error, ValueError, TypeError, OSError):
        return None


def _hash_of(files: Iterable[PostFile]) -> int:
    found = 0
    for file in files:
        found = hash((found, file.relative, file.stamps))
    return found


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    # It is a cache: after a power cut it may be damaged, and is made anew.
    connection.execute("PRAGMA synchronous=OFF")
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return bool(application == _APPLICATION and version == _VERSION)


def _drop(file: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        try:
            file.with_name(file.name + ending).unlink(missing_ok=True)
        except OSError:
            continue


def _open_window(file: Path, folder: Path, least: int) -> CardWindow | None:
    """The cards of a large catalogue, to be read in part; None for any other.

    It is large if it has more than the ``least``.
    """
    try:
        connection = sqlite3.connect(file, timeout=PATIENCE, check_same_thread=False)
        if _is_ours(connection) and CardWindow.fits(connection):
            window = CardWindow(connection, lambda row: _card_of(row, str(folder)))
            if len(window) > least and window[:1]:
                return window
        connection.close()
    except (sqlite3.Error, ValueError, TypeError):
        pass  # all of it is read, or made anew
    return None


def _load(file: Path, folder: Path) -> dict[str, Survey]:
    if not file.exists():
        return {}
    try:
        with closing(_connect(file)) as connection:
            if _is_ours(connection):
                rows = connection.execute("SELECT * FROM posts ORDER BY relative")
                surveys = (_survey_of(row, str(folder)) for row in rows)
                return {one.relative: one for one in surveys}
    except sqlite3.Error as error:
        if _is_busy(error):
            return {}
    except (ValueError, TypeError):
        pass  # rows of another shape
    _drop(file)
    return {}


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether another run is just writing."""
    code = getattr(error, "sqlite_errorcode", None)
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _save(file: Path, read: Iterable[Survey], gone: Iterable[str]) -> bool:
    """Keep what was read and forget what is gone; False where that fails."""
    try:
        with closing(_connect(file)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if not _is_ours(connection):
                connection.execute("DROP TABLE IF EXISTS posts")
                connection.execute(_SCHEMA)
                connection.execute(f"PRAGMA application_id={_APPLICATION}")
                connection.execute(f"PRAGMA user_version={_VERSION}")
            connection.execute("DROP TABLE IF EXISTS looked")
            connection.executemany(
                "DELETE FROM posts WHERE relative = ?",
                ((os.fsencode(relative),) for relative in gone),
            )
            for index in INDEXES:
                connection.execute(index)
            marks = ", ".join("?" * 16)
            connection.executemany(
                f"INSERT OR REPLACE INTO posts VALUES ({marks})",  # noqa: S608 - marks only
                (_row_of(one) for one in read),
            )
            keep_landmarks(connection)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        if not _is_busy(error):
            _drop(file)
        return False
    return True


_Value = str | bytes | int | None


def _row_of(one: Survey) -> tuple[_Value, ...]:
    card = one.card
    damages = [
        [damage.path.suffix == ".yaml", damage.line, damage.reason, damage.fatal]
        for damage in one.damages
    ]
    known: tuple[_Value, ...] = (None,) * 9
    if card is not None:
        tags = "\n".join(card.tags)
        known = (card.id, card.title, card.author, card.date, tags)
        known += (card.comments, card.words, card.last_comment, card.months)
    post, comments = one.stamps
    return (
        os.fsencode(one.relative),
        *post,
        *(comments or (None, None)),
        *known,
        one.order,
        json.dumps(damages, ensure_ascii=False) if damages else None,
    )


def _survey_of(row: tuple[Any, ...], folder: str) -> Survey:
    """What a row says; a row of other types raises TypeError or ValueError."""
    raw, post_time, post_size, comments_time, comments_size, *values = row
    identity, *_, order, damages = values
    relative = os.fsdecode(raw)
    beside = None if comments_time is None else (comments_time, comments_size)
    card = None if identity is None else _card_of(row, folder)
    found = _damages_of(damages, Path(f"{folder}/{relative}")) if damages else ()
    return Survey(relative, ((post_time, post_size), beside), card, order, found)


def _card_of(row: tuple[Any, ...], folder: str) -> PostCard:
    raw, _, _, _, _, identity, title, author, date, tags, *counted = row
    comments, words, last, months, *_ = counted
    return PostCard(
        identity,
        title,
        # The same few over and over: kept once.
        None if author is None else intern(author),
        None if date is None else intern(date),
        _tags_of(tags) if tags else (),
        comments,
        f"{folder}/{os.fsdecode(raw)}",
        words,
        None if last is None else intern(last),
        intern(months),
    )


@lru_cache(maxsize=4096)
def _tags_of(written: str) -> tuple[str, ...]:
    return tuple(map(intern, written.split("\n")))


def _damages_of(written: str, path: Path) -> tuple[Damage, ...]:
    return tuple(
        Damage(comments_path_of(path) if beside else path, line, reason, fatal)
        for beside, line, reason, fatal in json.loads(written)
    )
