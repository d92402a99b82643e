"""The reader's highlights and notes on one library.

A note that is removed stays for thirty days, so that it can be had back.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gulagreader.domain.notes import COLOURS, Layer, Note, Selector
from gulagreader.domain.posts import NOTHING_ELSE
from gulagreader.storage.memory_tables import KEPT, LibraryTables, written

_LAYER = "layer"


@dataclass(frozen=True, slots=True)
class RemovedNote:
    """A note that was removed, and when."""

    note: Note
    when: datetime


class NoteMemory(LibraryTables):
    """The notes of one library. Each call that changes something is one transaction."""

    def version(self) -> int:
        """A number that changes when another program changed the memory."""
        return int(self._tables.rows("PRAGMA data_version")[0][0])

    def notes(self) -> tuple[Note, ...]:
        """All notes that were not removed, the oldest first."""
        rows = self._tables.rows(
            "SELECT id, value FROM annotations WHERE library = ? AND removed IS NULL"
            " ORDER BY created, id",
            self._library,
        )
        return tuple(_note(*row) for row in rows)

    def removed(self) -> tuple[RemovedNote, ...]:
        """The notes that can be had back, the last removed first."""
        rows = self._tables.rows(
            "SELECT id, value, removed FROM annotations"
            " WHERE library = ? AND removed IS NOT NULL ORDER BY removed DESC, id",
            self._library,
        )
        return tuple(
            RemovedNote(_note(key, value), datetime.fromisoformat(when))
            for key, value, when in rows
        )

    def put(self, notes: Iterable[Note]) -> None:
        """Keep notes, in place of others with their ids, removed ones included."""
        rows = [
            (self._library, note.id, note.post, _value(note), written(note.created))
            for note in notes
        ]
        with self._tables.change() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO annotations"
                " (library, id, post, value, created) VALUES (?, ?, ?, ?, ?)",
                rows,
            )

    def remove(self, ids: Iterable[str], when: datetime) -> None:
        """Remove notes; those removed more than thirty days ago are forgotten."""
        with self._tables.change() as connection:
            connection.executemany(
                "UPDATE annotations SET removed = ?"
                " WHERE library = ? AND id = ? AND removed IS NULL",
                [(written(when), self._library, one) for one in ids],
            )
            connection.execute(
                "DELETE FROM annotations WHERE removed < ?", (written(when - KEPT),)
            )

    def restore(self, ids: Iterable[str]) -> None:
        """Take removed notes back."""
        with self._tables.change() as connection:
            connection.executemany(
                "UPDATE annotations SET removed = NULL WHERE library = ? AND id = ?",
                [(self._library, one) for one in ids],
            )

    def layers(self) -> tuple[Layer, ...]:
        """The files of other readers that are laid over the library."""
        rows = reversed(self._kept.newest(_LAYER))
        return tuple(Layer(path, *value) for path, value, _ in rows)

    def lay(self, layer: Layer, when: datetime) -> None:
        """Lay a file over the library, or change what it is called and coloured."""
        self._kept.put(_LAYER, layer.path, [layer.name, layer.colour], when)

    def lift(self, path: str) -> None:
        """Take a file off the library; the file stays."""
        self._kept.drop(_LAYER, path)


def _value(note: Note) -> str:
    chosen = note.selector
    value: dict[str, object] = {
        "post": note.post,
        "comment": note.comment,
        "selector": chosen
        and [chosen.exact, chosen.prefix, chosen.suffix, chosen.start, chosen.end],
        "colour": note.colour,
        "text": note.text,
        "tags": list(note.tags),
        "created": note.created.isoformat(),
        "modified": note.modified.isoformat(),
        "author": note.author,
        "source": note.source,
    }
    if note.extra:
        value["extra"] = dict(note.extra)
    return json.dumps(value)


def _note(key: str, written_value: str) -> Note:
    value: Mapping[str, Any] = json.loads(written_value)
    chosen = value["selector"]
    return Note(
        id=key,
        post=value["post"],
        comment=value["comment"],
        selector=None if chosen is None else Selector(*chosen),
        colour=value.get("colour") or COLOURS[0],
        text=value["text"],
        tags=tuple(value["tags"]),
        created=datetime.fromisoformat(value["created"]),
        modified=datetime.fromisoformat(value["modified"]),
        author=value["author"],
        source=value["source"],
        extra=value.get("extra", NOTHING_ELSE),
    )
