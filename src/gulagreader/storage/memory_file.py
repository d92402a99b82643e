"""The file of the reader's memory: begun, brought up to date, or set aside."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gulagreader.domain.errors import GulagreaderError
from gulagreader.storage.folders import private_folder

APPLICATION = 0x47554C4D
_BEGINNING = b"SQLite format 3\0"
_NOT_LASTING = "Notes and what you read are kept only until you quit"
"""Stands first: a narrow screen cuts the end off."""

Migration = Callable[[sqlite3.Connection], None]


class MemoryUnavailableError(GulagreaderError):
    """The reader's memory cannot be opened or written."""


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE posts (library TEXT NOT NULL, kind TEXT NOT NULL,"
        " post TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (library, kind, post))"
    )
    connection.execute(
        "CREATE TABLE recent (path BLOB PRIMARY KEY, name TEXT NOT NULL,"
        " at TEXT NOT NULL)"
    )
    connection.execute(
        "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL,"
        " at TEXT NOT NULL)"
    )


def _keep_by_library(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE kept (library TEXT NOT NULL, kind TEXT NOT NULL,"
        " name TEXT NOT NULL, value TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY (library, kind, name))"
    )


def _keep_notes(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE annotations (library TEXT NOT NULL, id TEXT NOT NULL,"
        " post TEXT NOT NULL, value TEXT NOT NULL, created TEXT NOT NULL,"
        " removed TEXT, PRIMARY KEY (library, id))"
    )


def _keep_dossiers(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE TABLE dossiers (library TEXT NOT NULL, id TEXT NOT NULL,"
        " name TEXT NOT NULL, created TEXT NOT NULL, dropped TEXT,"
        " PRIMARY KEY (library, id))"
    )
    connection.execute(
        "CREATE TABLE dossier_entries (library TEXT NOT NULL, dossier TEXT NOT NULL,"
        " id TEXT NOT NULL, place INTEGER NOT NULL, turn INTEGER NOT NULL,"
        " value TEXT NOT NULL, removed TEXT, PRIMARY KEY (library, dossier, id))"
    )


MIGRATIONS: tuple[Migration, ...] = (
    _begin,
    _keep_by_library,
    _keep_notes,
    _keep_dossiers,
)
"""The step from each version of the tables to the next; the first makes them."""


def open_memory(
    file: Path, migrations: tuple[Migration, ...] = MIGRATIONS
) -> tuple[sqlite3.Connection, str | None]:
    """Open or begin a memory; give its connection and what is to be told.

    Raises:
        MemoryUnavailableError: the file is of a newer version, or locked.
    """
    try:
        private_folder(file.parent)
    except GulagreaderError as error:
        return _for_now(f"{_NOT_LASTING}: {error}")
    _refuse_newer(file, len(migrations))
    notice = None
    try:
        if not _begins_well(file):
            notice = _set_aside(file)
        return _connect(file, migrations), notice
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            return _unwritable(file, error)
    except OSError as error:
        return _for_now(f"{_NOT_LASTING}: {file} cannot be read: {error.strerror}.")
    notice = _set_aside(file)
    return _connect(file, migrations), notice


def _connect(file: Path, migrations: tuple[Migration, ...]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        file, timeout=5.0, isolation_level=None, check_same_thread=False
    )
    try:
        _bring_up_to_date(connection, migrations)
        connection.execute("PRAGMA journal_mode=WAL").fetchall()
        connection.execute("PRAGMA synchronous=FULL").fetchall()
        # Whoever looks only at the file's head should see its version; a log that
        # was only just begun is empty, and says that it is locked.
        with contextlib.suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        file.chmod(0o600)
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(
    connection: sqlite3.Connection, migrations: tuple[Migration, ...]
) -> None:
    """Make or change the tables, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    version = _value(connection, "PRAGMA user_version")
    ours = _value(connection, "PRAGMA application_id") == APPLICATION
    tables = _value(connection, "SELECT count(*) FROM sqlite_master")
    if not ours and (tables or version):
        raise _ForeignFileError("it is a database of another program")
    if _value(connection, "PRAGMA quick_check(1)") != "ok":
        raise _ForeignFileError("it is damaged inside")
    for migrate in migrations[version:]:
        migrate(connection)
    if version < len(migrations):
        connection.execute(f"PRAGMA application_id={APPLICATION}").fetchall()
        connection.execute(f"PRAGMA user_version={len(migrations)}").fetchall()
    connection.execute("COMMIT")


def _value(connection: sqlite3.Connection, question: str) -> Any:
    # Fetched to the end: an open question would lock the file.
    return connection.execute(question).fetchall()[0][0]


class _ForeignFileError(sqlite3.DatabaseError):
    """A file that is to be set aside."""


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    broken = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    # Extended codes keep the plain one in their lowest byte.
    return isinstance(error, _ForeignFileError) or (
        code is not None and (code & 0xFF) in broken
    )


def _refuse_newer(file: Path, newest: int) -> None:
    """Look at the file's head, so that a newer version's file is not touched.

    Bytes 60 to 63 are the user version, 68 to 71 the application's number
    (SQLite file format, 1.3).
    """
    try:
        with file.open("rb") as head:
            start = head.read(100)
    except OSError:
        return
    ours = int.from_bytes(start[68:72], "big") == APPLICATION
    version = int.from_bytes(start[60:64], "big")
    if start.startswith(_BEGINNING) and ours and version > newest:
        raise MemoryUnavailableError(
            f"{file} was written by a newer GulagReader (its version {version}, this"
            f" one knows {newest}). Install the newer one, or set GULAGREADER_DATA to"
            " another folder. The file was left as it is."
        )


def _begins_well(file: Path) -> bool:
    if not file.exists():
        return True
    with file.open("rb") as head:
        start = head.read(len(_BEGINNING))
    return start in (b"", _BEGINNING)


def _set_aside(file: Path) -> str:
    """Rename a damaged file and what belongs to it; say so."""
    number = 1
    while True:
        aside = file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")
        if not aside.exists():
            break
        number += 1
    for ending in ("", "-wal", "-shm", "-journal"):
        part = file.with_name(file.name + ending)
        if part.exists():
            part.rename(aside.with_name(aside.name + ending))
    return (
        f"The memory of what you read could not be used; it was set aside as {aside},"
        " and a new one begun."
    )


def _unwritable(
    file: Path, error: sqlite3.DatabaseError
) -> tuple[sqlite3.Connection, str | None]:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise MemoryUnavailableError(explained(error)) from None
    return _for_now(f"{_NOT_LASTING}: {file} cannot be written ({error}).")


def _for_now(notice: str) -> tuple[sqlite3.Connection, str]:
    """A memory that ends with the program."""
    connection = sqlite3.connect(
        ":memory:", isolation_level=None, check_same_thread=False
    )
    _bring_up_to_date(connection, MIGRATIONS)
    return connection, notice


def explained(error: sqlite3.Error) -> str:
    """Say in words why the memory did not take something in."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return (
            "The reader's memory is held by another program; close the other reader"
            " and try again."
        )
    if code == sqlite3.SQLITE_FULL:
        return "The reader's memory cannot grow: the disk is full. Make room."
    return f"The reader's memory cannot be used: {error}."
