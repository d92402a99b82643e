"""The file of a catalogue: an SQLite database of one library, opened for each question.

It is a cache. Anything wrong with it, and it is made anew without a word; while
another run is writing, it is waited for a little, and then done without.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from gulagreader.domain.errors import Damage
from gulagreader.storage.catalogue_rows import (
    KEPT,
    TABLE,
    VERSION,
    card_of,
    row_of,
    survey_of,
)
from gulagreader.storage.catalogue_window import INDEXES, CardWindow
from gulagreader.storage.folder_scan import FolderScan, Stamp, stamp_of
from gulagreader.storage.landmarks import Landmarks, keep_landmarks
from gulagreader.storage.survey import Cards, Survey, cards_of

_APPLICATION = 0x47554C43
PATIENCE = 2.0
"""Seconds to wait for another run that is just writing."""
_LOOKED = "CREATE TABLE IF NOT EXISTS looked (fingerprint TEXT, elsewhere TEXT)"
"""Which files the rows are of, and what is wrong beside them, of a large library."""


class CatalogueFile:
    """The rows of one library; its posts lie in ``folder``."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._path = path
        self._folder = folder

    def exists(self) -> bool:
        """Whether there is such a file."""
        return self._path.exists()

    def stamp(self) -> Stamp | None:
        """Its time and size; None where there is no file."""
        return stamp_of(self._path)

    def window(self, least: int) -> CardWindow | None:
        """The cards of a large catalogue, to be read in part; None for any other.

        It is large if it has more than the ``least``.
        """
        folder = str(self._folder)
        try:
            connection = sqlite3.connect(
                self._path, timeout=PATIENCE, check_same_thread=False
            )
            if _is_ours(connection) and CardWindow.fits(connection):
                window = CardWindow(connection, lambda row: card_of(row, folder))
                if len(window) > least and window[:1]:
                    return window
            connection.close()
        except (sqlite3.Error, ValueError, TypeError):
            pass  # all of it is read, or made anew
        return None

    def surveys(self) -> dict[str, Survey]:
        """What the rows say, by the paths of the posts; empty where it fails."""
        if not self.exists():
            return {}
        try:
            with closing(self._connect()) as connection:
                if _is_ours(connection):
                    rows = connection.execute("SELECT * FROM posts ORDER BY relative")
                    surveys = (survey_of(row, str(self._folder)) for row in rows)
                    return {one.relative: one for one in surveys}
        except sqlite3.Error as error:
            if _is_busy(error):
                return {}
        except (ValueError, TypeError):
            pass  # rows of another shape
        self._drop()
        return {}

    def cards(self, damages: Sequence[Damage]) -> Cards | None:
        """Cards and damages, without keeping the rows; None where it fails.

        ``damages`` are those beside the posts.
        """
        try:
            with closing(self._connect()) as connection:
                repeated = {
                    post
                    for (post,) in connection.execute(
                        "SELECT id FROM posts WHERE id IS NOT NULL"
                        " GROUP BY id HAVING count(*) > 1"
                    )
                }
                rows = connection.execute("SELECT * FROM posts ORDER BY relative")
                surveys = (survey_of(row, str(self._folder)) for row in rows)
                return cards_of(surveys, damages, repeated, self._path.parent)
        except (sqlite3.Error, ValueError, TypeError, OSError):
            return None

    def save(self, read: Iterable[Survey], gone: Iterable[str]) -> bool:
        """Keep what was read and forget what is gone; False where that fails."""
        try:
            with closing(self._connect()) as connection:
                connection.execute("BEGIN IMMEDIATE")
                if not _is_ours(connection):
                    _make_ours(connection)
                connection.execute("DROP TABLE IF EXISTS looked")
                connection.executemany(
                    "DELETE FROM posts WHERE relative = ?",
                    ((os.fsencode(relative),) for relative in gone),
                )
                for index in INDEXES:
                    connection.execute(index)
                connection.executemany(KEPT, map(row_of, read))
                keep_landmarks(connection)
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            if not _is_busy(error):
                self._drop()
            return False
        return True

    def set_landmarks(self) -> None:
        """Set the landmarks of a catalogue that was made before there were any."""
        # Without them the next start is slower, and nothing else.
        with suppress(sqlite3.Error), closing(self._connect()) as connection:
            if Landmarks.of(connection) is None:
                connection.execute("BEGIN IMMEDIATE")
                keep_landmarks(connection)
                connection.execute("COMMIT")

    def is_of(self, scan: FolderScan) -> bool:
        """Whether it knows these files just as they are, looked at row by row."""
        stamps = "SELECT relative, post_time, post_size, comments_time, comments_size"
        try:
            with closing(self._connect()) as connection:
                rows = connection.execute(f"{stamps} FROM posts")
                found = {os.fsencode(one.relative): one.stamps for one in scan.files}
                for relative, *times in rows:
                    post, beside = found.pop(relative, ((), None))
                    if [*post, *(beside or (None, None))] != times:
                        return False
                return not found
        except sqlite3.Error:
            return False

    def looked(self) -> tuple[str, tuple[Damage, ...]] | None:
        """Which files it is of, and what is wrong beside them; None if unknown."""
        try:
            with closing(self._connect()) as connection:
                if not _is_ours(connection):
                    return None
                row = connection.execute("SELECT * FROM looked").fetchone()
                damages = json.loads(row[1])
        except (sqlite3.Error, ValueError, TypeError):
            return None
        return row[0], tuple(
            Damage(Path(path), line, reason, fatal)
            for path, line, reason, fatal in damages
        )

    def keep_looked(self, fingerprint: str, damages: Iterable[Damage]) -> None:
        """Say which files it is of; where that fails they are looked at again."""
        told = [[str(one.path), one.line, one.reason, one.fatal] for one in damages]
        try:
            with closing(self._connect()) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(_LOOKED)
                connection.execute("DELETE FROM looked")
                connection.execute(
                    "INSERT INTO looked VALUES (?, ?)", (fingerprint, json.dumps(told))
                )
                connection.execute("COMMIT")
        except (sqlite3.Error, ValueError):
            return

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=PATIENCE, isolation_level=None)
        # It is a cache: after a power cut it may be damaged, and is made anew.
        connection.execute("PRAGMA synchronous=OFF")
        return connection

    def _drop(self) -> None:
        for ending in ("", "-journal", "-wal", "-shm"):
            try:
                name = self._path.name + ending
                self._path.with_name(name).unlink(missing_ok=True)
            except OSError:
                continue


def _is_ours(connection: sqlite3.Connection) -> bool:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    return bool(application == _APPLICATION and version == VERSION)


def _make_ours(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE IF EXISTS posts")
    connection.execute(TABLE)
    connection.execute(f"PRAGMA application_id={_APPLICATION}")
    connection.execute(f"PRAGMA user_version={VERSION}")


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether another run is just writing."""
    code = getattr(error, "sqlite_errorcode", None)
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
