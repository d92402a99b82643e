"""Dossiers: passages, comments, posts and notes that a reader gathers and orders.

Between them stand headings and paragraphs of the reader's own, and each entry may have
a remark. Nothing is lost by a change: an entry is in the dossier, or among those
removed from it, with the place it had.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from gulagreader.domain.citing import Cited
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.notes import Selector


class DossierError(GulagreaderError):
    """A dossier cannot be used or changed as it was asked."""


class EntryKind(StrEnum):
    """What an entry is."""

    PASSAGE = "passage"
    COMMENT = "comment"
    POST = "post"
    NOTE = "note"
    HEADING = "heading"
    PARAGRAPH = "paragraph"

    @property
    def is_own(self) -> bool:
        """Whether it is the reader's words alone, and nothing of the library's."""
        return self in (EntryKind.HEADING, EntryKind.PARAGRAPH)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a dossier.

    What it was when it was gathered is kept with it, so that it can be shown and cited
    where the library has it no more.
    """

    id: str
    kind: EntryKind
    gathered: datetime
    post: str = ""
    """The post's id; empty for what is the reader's own."""
    comment: str | None = None
    """The comment's id; None for the post's body."""
    selector: Selector | None = None
    """The passage, as notes know theirs; None for a whole text."""
    note: str = ""
    """The id of a note; empty for the other kinds."""
    words: str = ""
    """A passage as it was read, paragraphs parted by blank lines; the Markdown source
    of a whole comment; empty for a whole post."""
    text: str = ""
    """A heading; the Markdown of a paragraph, or what a note said."""
    remark: str = ""
    """What the reader remarks on it, in Markdown."""
    cited: Cited | None = None
    """What a citation said of it; None for what is the reader's own."""


@dataclass(frozen=True, slots=True)
class RemovedEntry:
    """An entry that was removed."""

    entry: Entry
    place: int
    """Its number in the dossier, from 0, before it was removed."""
    when: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is gathered under one name, in the reader's order."""

    id: str
    name: str
    created: datetime
    entries: tuple[Entry, ...] = ()
    removed: tuple[RemovedEntry, ...] = ()
    """What can be had back, the last removed at the end."""

    def number_of(self, entry_id: str) -> int:
        """The number of an entry, from 0.

        Raises:
            DossierError: there is no such entry.
        """
        for number, entry in enumerate(self.entries):
            if entry.id == entry_id:
                return number
        raise DossierError(f"“{self.name}” has this entry no more.")

    def with_entry(self, entry: Entry, at: int | None = None) -> "Dossier":
        """Take an entry in at a number, or at the end."""
        return replace(self, entries=_put(self.entries, entry, at))

    def moved(self, entry_id: str, to: int) -> "Dossier":
        """Give an entry another number; one too large is the last.

        Raises:
            DossierError: there is no such entry.
        """
        number = self.number_of(entry_id)
        rest = (*self.entries[:number], *self.entries[number + 1 :])
        return replace(self, entries=_put(rest, self.entries[number], to))

    def without(self, entry_id: str, when: datetime) -> "Dossier":
        """Remove an entry; it can be had back.

        Raises:
            DossierError: there is no such entry.
        """
        number = self.number_of(entry_id)
        gone = RemovedEntry(self.entries[number], number, when)
        rest = (*self.entries[:number], *self.entries[number + 1 :])
        return replace(self, entries=rest, removed=(*self.removed, gone))

    def with_back(self, entry_id: str | None = None) -> "Dossier":
        """Take a removed entry back, without an id the last; where it was.

        Raises:
            DossierError: nothing, or no such entry, was removed.
        """
        for at in range(len(self.removed) - 1, -1, -1):
            gone = self.removed[at]
            if entry_id is None or gone.entry.id == entry_id:
                rest = (*self.removed[:at], *self.removed[at + 1 :])
                entries = _put(self.entries, gone.entry, gone.place)
                return replace(self, entries=entries, removed=rest)
        raise DossierError(f"Nothing that was removed from “{self.name}” is left.")

    def with_changed(self, entry: Entry) -> "Dossier":
        """Take an entry as it is now, in place of the one with its id.

        Raises:
            DossierError: there is no such entry.
        """
        number = self.number_of(entry.id)
        before, after = self.entries[:number], self.entries[number + 1 :]
        return replace(self, entries=(*before, entry, *after))

    def forgetting(self, before: datetime) -> "Dossier":
        """Forget what was removed before a time."""
        kept = tuple(gone for gone in self.removed if gone.when >= before)
        return self if len(kept) == len(self.removed) else replace(self, removed=kept)


def _put(entries: Sequence[Entry], entry: Entry, at: int | None) -> tuple[Entry, ...]:
    place = len(entries) if at is None else max(0, min(at, len(entries)))
    return (*entries[:place], entry, *entries[place:])
