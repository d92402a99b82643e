"""What the reader has typed in one library and not kept yet.

The hundred newest drafts are kept: one that is older was not gone on with.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from gulagreader.domain.drafts import Draft, DraftPlace
from gulagreader.storage.memory_tables import KeptValues, MemoryTables

_DRAFT = "draft"
_MOST = 100


class DraftMemory:
    """The drafts of one library. Each change is one transaction."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._tables = tables
        self._kept = KeptValues(tables, library_id)

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return self._tables.lasts

    def drafts(self) -> tuple[Draft, ...]:
        """All drafts, the newest first."""
        return tuple(_draft(*row) for row in self._kept.newest(_DRAFT))

    def put(self, draft: Draft) -> None:
        """Keep a draft in place of another of its name."""
        place = _parts(draft.place) if draft.place is not None else None
        value = [draft.text, draft.colour, draft.left, place, draft.note]
        self._kept.put(_DRAFT, draft.name, value, draft.when, most=_MOST)

    def drop(self, name: str) -> None:
        """Forget a draft."""
        self._kept.drop(_DRAFT, name)


def _draft(name: str, value: Sequence[Any], at: str) -> Draft:
    text, colour, left, place, note = value
    return Draft(
        name,
        text,
        datetime.fromisoformat(at),
        colour,
        left,
        DraftPlace(*place) if place is not None else None,
        note,
    )


def _parts(place: DraftPlace) -> list[object]:
    span = [place.start, place.end]
    flags = [place.chosen, place.whole]
    return [place.post, place.comment, *span, place.words, *flags]
