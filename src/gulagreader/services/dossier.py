"""The reader's dossiers on one library: gathered, ordered, changed.

May be used from several threads.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from gulagreader.domain.dossier import Dossier, DossierError, Entry, EntryKind
from gulagreader.services.dossier_making import (
    EntryMaking,
    cleaned_words,
    is_same,
    own_words,
)
from gulagreader.services.dossier_placing import EntryPlacing, PlacedEntry
from gulagreader.services.keeping import Clock
from gulagreader.services.kept_dossiers import KeptDossiers
from gulagreader.services.note_placing import NotedLibrary
from gulagreader.services.noting import NoteShelf
from gulagreader.services.reading import Reading
from gulagreader.storage.dossier_memory import DossierMemory


@dataclass(frozen=True, slots=True)
class Gathered:
    """What gathering something did."""

    dossier: Dossier
    entry: Entry
    number: int
    """Its number in the dossier, from 1."""
    again: bool = False
    """Whether it was there already."""


class DossierShelf(KeptDossiers):
    """The dossiers on one library, and what is gathered in them."""

    def __init__(
        self,
        memory: DossierMemory,
        library: NotedLibrary,
        clock: Clock,
        notes: Callable[[], NoteShelf],
        *,
        new_id: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:
        """Take what ``memory`` keeps; ``notes`` gives the notes on the library."""
        super().__init__(memory, clock, new_id)
        self._library, self._notes = library, notes
        self._placing = EntryPlacing(library, notes)
        self._making = EntryMaking(library, self._placing, clock, new_id)

    @property
    def library(self) -> NotedLibrary:
        """The library."""
        return self._library

    # --- gathering

    def gather_passage(
        self,
        reading: Reading,
        comment: str | None,
        span: tuple[int, int],
        *,
        into: Dossier | None = None,
        remark: str = "",
    ) -> Gathered:
        """Gather a passage of a post's body, or of one of its comments.

        ``span`` counts code points of the source (``post.body``, ``comment.text``).

        Raises:
            DossierError: there is no such comment or passage.
            MemoryUnavailableError: it cannot be kept.
        """
        entry = self._making.of_passage(reading, comment, span, remark)
        return self._gather(entry, into)

    def gather_text(
        self,
        reading: Reading,
        comment: str | None = None,
        *,
        into: Dossier | None = None,
        remark: str = "",
    ) -> Gathered:
        """Gather a whole comment, or without one the post.

        Raises:
            DossierError: there is no such comment.
            MemoryUnavailableError: it cannot be kept.
        """
        entry = self._making.of_text(reading, comment, remark)
        return self._gather(entry, into)

    def gather_note(
        self, note_id: str, *, into: Dossier | None = None, remark: str = ""
    ) -> Gathered:
        """Gather one of the reader's notes, by its id or a beginning only one has.

        Raises:
            NoteError: there is no such note.
            MemoryUnavailableError: it cannot be kept.
        """
        note = self._notes().note(note_id)
        return self._gather(self._making.of_note(note, remark), into)

    def add_heading(
        self, text: str, at: int | None = None, *, into: Dossier | None = None
    ) -> Gathered:
        """Put a heading in, before the entry of a number from 0, or at the end.

        Raises:
            DossierError: it says nothing.
            MemoryUnavailableError: it cannot be kept.
        """
        return self._add_own(EntryKind.HEADING, text, at, into)

    def add_paragraph(
        self, text: str, at: int | None = None, *, into: Dossier | None = None
    ) -> Gathered:
        """Put words of the reader's own in, in Markdown, as :meth:`add_heading` does.

        Raises:
            DossierError: they say nothing.
            MemoryUnavailableError: they cannot be kept.
        """
        return self._add_own(EntryKind.PARAGRAPH, text, at, into)

    def _add_own(
        self, kind: EntryKind, text: str, at: int | None, into: Dossier | None
    ) -> Gathered:
        entry = self._making.of_own(kind, text)
        dossier = self._change(
            into or self.here(), lambda one: one.with_entry(entry, at)
        )
        return Gathered(dossier, entry, dossier.number_of(entry.id) + 1)

    def _gather(self, entry: Entry, into: Dossier | None) -> Gathered:
        """Take an entry in, unless the dossier has the same thing already."""
        same: list[Entry] = []

        def take(dossier: Dossier) -> Dossier:
            same.extend(one for one in dossier.entries if is_same(one, entry))
            if not same:
                return dossier.with_entry(entry)
            if entry.remark and not same[0].remark:
                return dossier.with_changed(replace(same[0], remark=entry.remark))
            return dossier

        dossier = self._change(into or self.here(), take)
        number = dossier.number_of(same[0].id if same else entry.id)
        there = dossier.entries[number]
        return Gathered(dossier, there, number + 1, again=bool(same))

    # --- ordering and changing

    def move(self, dossier: Dossier, entry_id: str, to: int) -> Dossier:
        """Give an entry another number, from 0.

        Raises:
            DossierError: there is no such entry.
            MemoryUnavailableError: the memory cannot be written.
        """
        return self._change(dossier, lambda one: one.moved(entry_id, to))

    def remove(self, dossier: Dossier, entry_id: str) -> Dossier:
        """Remove an entry; it can be had back for thirty days.

        Raises:
            DossierError: there is no such entry.
            MemoryUnavailableError: the memory cannot be written.
        """
        now = self._clock()
        return self._change(dossier, lambda one: one.without(entry_id, now))

    def restore(self, dossier: Dossier, entry_id: str | None = None) -> Gathered:
        """Take the entry back that was removed last, or one by its id.

        Raises:
            DossierError: nothing was removed.
            MemoryUnavailableError: the memory cannot be written.
        """
        back: list[Entry] = []

        def restore(one: Dossier) -> Dossier:
            after = one.with_back(entry_id)
            before = {entry.id for entry in one.entries}
            back.extend(entry for entry in after.entries if entry.id not in before)
            return after

        found = self._change(dossier, restore)
        return Gathered(found, back[0], found.number_of(back[0].id) + 1)

    def change(
        self,
        dossier: Dossier,
        entry_id: str,
        *,
        remark: str | None = None,
        text: str | None = None,
    ) -> Dossier:
        """Change what the reader says on an entry, or a heading or paragraph itself.

        Raises:
            DossierError: there is no such entry, or its words are not the reader's.
            MemoryUnavailableError: the memory cannot be written.
        """

        def reword(one: Dossier) -> Dossier:
            entry = one.entries[one.number_of(entry_id)]
            if text is not None:
                if not entry.kind.is_own:
                    raise DossierError(
                        f"The words of a {entry.kind.value} are not yours to change;"
                        " give it a remark."
                    )
                entry = replace(entry, text=own_words(entry.kind, text))
            if remark is not None:
                entry = replace(entry, remark=cleaned_words(remark))
            return one.with_changed(entry)

        return self._change(dossier, reword)

    def put(self, dossier: Dossier, entries: Iterable[Entry]) -> Dossier:
        """Take entries in as they are, at the end, those that are not there.

        Raises:
            MemoryUnavailableError: they cannot be kept.
        """
        given = list(entries)

        def take(one: Dossier) -> Dossier:
            known = {entry.id for entry in one.entries}
            known |= {gone.entry.id for gone in one.removed}
            new = tuple(entry for entry in given if entry.id not in known)
            return replace(one, entries=(*one.entries, *new))

        return self._change(dossier, take)

    # --- where they stand

    def place(self, entry: Entry) -> PlacedEntry:
        """An entry with its place, read from the files as they are."""
        return self.places([entry])[0]

    def places(self, entries: Sequence[Entry]) -> tuple[PlacedEntry, ...]:
        """Entries with their places; those of one post are best given in a row."""
        return tuple(self._placing.places(entries))
