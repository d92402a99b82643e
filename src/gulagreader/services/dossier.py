"""The reader's dossiers on one library: gathered, ordered, changed.

May be used from several threads.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from gulagreader.domain.dossier import Dossier, DossierError, Entry, EntryKind
from gulagreader.services.citing import cite, cite_span
from gulagreader.services.dossier_placing import EntryPlacing, PlacedEntry
from gulagreader.services.note_placing import NotedLibrary
from gulagreader.services.note_values import MOST_TEXT
from gulagreader.services.noting import NoteShelf
from gulagreader.services.reading import Reading
from gulagreader.storage.dossier_memory import DossierMemory, DroppedDossier
from gulagreader.text.anchoring import select
from gulagreader.text.clean import clean, clean_line

FIRST_NAME = "Dossier"
"""What the first dossier is called where nobody named one."""
_LONGEST_NAME = 80
_LONGEST_HEADING = 300


@dataclass(frozen=True, slots=True)
class Gathered:
    """What gathering something did."""

    dossier: Dossier
    entry: Entry
    number: int
    """Its number in the dossier, from 1."""
    again: bool = False
    """Whether it was there already."""


class DossierShelf:
    """The dossiers on one library; one of them is gathered into."""

    def __init__(
        self,
        memory: DossierMemory,
        library: NotedLibrary,
        clock: Callable[[], datetime],
        notes: Callable[[], NoteShelf],
        *,
        new_id: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:
        """Take what ``memory`` keeps; ``notes`` gives the notes on the library."""
        self._memory, self._library, self._clock = memory, library, clock
        self._notes, self._new_id = notes, new_id
        self._placing = EntryPlacing(library, notes)

    # --- which there are

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return self._memory.lasts

    @property
    def library(self) -> NotedLibrary:
        """The library."""
        return self._library

    def now(self) -> datetime:
        """The time."""
        return self._clock()

    def dossiers(self) -> tuple[Dossier, ...]:
        """All dossiers, the oldest first."""
        return self._memory.dossiers()

    def dropped(self) -> tuple[DroppedDossier, ...]:
        """The dossiers that can be had back, the last dropped first."""
        return self._memory.dropped()

    def current(self) -> Dossier | None:
        """The dossier that is gathered into; None where there is none yet."""
        every, named = self.dossiers(), self._memory.current()
        found = [one for one in every if one.id == named]
        return found[0] if found else every[-1] if every else None

    def dossier(self, name: str) -> Dossier:
        """A dossier by its name, or by a beginning only one has; case is not looked at.

        Raises:
            DossierError: there is none, or more than one.
        """
        return _named(self.dossiers(), name, "There is no dossier")

    def here(self) -> Dossier:
        """The dossier that is gathered into, begun where there is none.

        Raises:
            MemoryUnavailableError: it cannot be kept.
        """
        return self.current() or self.new(FIRST_NAME)

    # --- dossiers as a whole

    def new(self, name: str) -> Dossier:
        """Begin a dossier, and gather into it from now on.

        Raises:
            DossierError: it has no name, or one that another has.
            MemoryUnavailableError: it cannot be kept.
        """
        dossier = Dossier(self._new_id(), self._free(name), self._clock())
        self._memory.begin(dossier)
        return dossier

    def use(self, name: str) -> Dossier:
        """Gather into another dossier from now on.

        Raises:
            DossierError: there is none of that name.
            MemoryUnavailableError: the memory cannot be written.
        """
        dossier = self.dossier(name)
        self._memory.make_current(dossier.id, self._clock())
        return dossier

    def rename(self, dossier: Dossier, name: str) -> Dossier:
        """Call a dossier otherwise.

        Raises:
            DossierError: the name is empty or taken.
            MemoryUnavailableError: the memory cannot be written.
        """
        free = self._free(name, but=dossier.id)
        return self._change(dossier, lambda one: replace(one, name=free))

    def drop(self, dossier: Dossier) -> None:
        """Drop a dossier; it can be had back for thirty days."""
        self._memory.drop(dossier.id, self._clock())

    def bring_back(self, name: str) -> Dossier:
        """Take a dropped dossier back, and gather into it from now on.

        Raises:
            DossierError: none of that name was dropped.
            MemoryUnavailableError: the memory cannot be written.
        """
        every = [one.dossier for one in self.dropped()]
        same = [one for one in every if one.name == clean_line(name)][:1]
        found = same[0] if same else _named(every, name, "Nobody dropped a dossier")
        free = self.free_name(found.name)
        self._memory.restore(found.id, free, self._clock())
        return replace(found, name=free)

    def free_name(self, name: str) -> str:
        """A name that no dossier has: this one, or with a number behind it."""
        taken = {one.name.casefold() for one in self.dossiers()}
        free, number = name, 2
        while free.casefold() in taken:
            free, number = f"{name} ({number})", number + 1
        return free

    def _free(self, name: str, but: str = "") -> str:
        shown = clean_line(name)[:_LONGEST_NAME].strip()
        if not shown:
            raise DossierError("A dossier needs a name.")
        if any(
            one.name.casefold() == shown.casefold() and one.id != but
            for one in self.dossiers()
        ):
            raise DossierError(f"There is a dossier “{shown}” already.")
        return shown

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
        try:
            selector = select(_source(reading, comment), *span)
        except ValueError as error:
            raise DossierError(f"Nothing can be gathered: {error}.") from None
        cited = cite(reading, self._library.info, comment)
        cited = cite_span(reading, cited, selector.start, selector.end)
        entry = Entry(
            id=self._new_id(),
            kind=EntryKind.PASSAGE,
            gathered=self._clock(),
            post=reading.post.id,
            comment=comment,
            selector=selector,
            words=cited.passage or selector.exact,
            remark=_words(remark),
            cited=replace(cited, passage=""),
        )
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
        source = _source(reading, comment)
        entry = Entry(
            id=self._new_id(),
            kind=EntryKind.POST if comment is None else EntryKind.COMMENT,
            gathered=self._clock(),
            post=reading.post.id,
            comment=comment,
            words="" if comment is None else source,
            remark=_words(remark),
            cited=cite(reading, self._library.info, comment),
        )
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
        entry = Entry(
            id=self._new_id(),
            kind=EntryKind.NOTE,
            gathered=self._clock(),
            post=note.post,
            comment=note.comment,
            selector=note.selector,
            note=note.id,
            words=note.passage,
            text=note.text,
            remark=_words(remark),
        )
        placed = self.place(entry)
        cited = placed.cited and replace(placed.cited, passage="")
        words = placed.words if note.selector else ""
        return self._gather(replace(entry, cited=cited, words=words), into)

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
        entry = Entry(self._new_id(), kind, self._clock(), text=_own(kind, text))
        dossier = self._change(
            into or self.here(), lambda one: one.with_entry(entry, at)
        )
        return Gathered(dossier, entry, dossier.number_of(entry.id) + 1)

    def _gather(self, entry: Entry, into: Dossier | None) -> Gathered:
        """Take an entry in, unless the dossier has the same thing already."""
        same: list[Entry] = []

        def take(dossier: Dossier) -> Dossier:
            same.extend(one for one in dossier.entries if _is_same(one, entry))
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
                entry = replace(entry, text=_own(entry.kind, text))
            if remark is not None:
                entry = replace(entry, remark=_words(remark))
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

    def begin_with(self, dossier: Dossier) -> Dossier:
        """Take a whole dossier in, under a name that is free.

        Raises:
            MemoryUnavailableError: it cannot be kept.
        """
        taken = replace(dossier, name=self.free_name(dossier.name))
        self._memory.begin(taken)
        return taken

    def _change(self, dossier: Dossier, do: Callable[[Dossier], Dossier]) -> Dossier:
        return self._memory.change(dossier.id, do, self._clock())

    # --- where they stand

    def place(self, entry: Entry) -> PlacedEntry:
        """An entry with its place, read from the files as they are."""
        return self.places([entry])[0]

    def places(self, entries: Sequence[Entry]) -> tuple[PlacedEntry, ...]:
        """Entries with their places; those of one post are best given in a row."""
        return tuple(self._placing.places(entries))


def _named(every: Sequence[Dossier], name: str, none: str) -> Dossier:
    sought = clean_line(name).casefold()
    exact = [one for one in every if one.name.casefold() == sought]
    found = exact or [
        one for one in every if sought and one.name.casefold().startswith(sought)
    ]
    if len(found) == 1:
        return found[0]
    shown = clean_line(name)[:_LONGEST_NAME]
    if found:
        names = ", ".join(f"“{one.name}”" for one in found[:5])
        raise DossierError(f"“{shown}” may be {names}. Give more of the name.")
    raise DossierError(
        f"{none} “{shown}”. See which there are: gulagreader dossier list"
    )


def _is_same(one: Entry, other: Entry) -> bool:
    """Whether two entries are the same thing of the library."""
    if one.kind is not other.kind or one.kind.is_own:
        return False
    if one.kind is EntryKind.NOTE:
        return one.note == other.note
    return (one.post, one.comment, one.selector) == (
        other.post,
        other.comment,
        other.selector,
    )


def _source(reading: Reading, comment: str | None) -> str:
    if comment is None:
        return reading.post.body
    row = reading.thread.index.get(comment)
    if row is None:
        raise DossierError(f"The thread has no comment “{clean_line(comment)[:80]}”.")
    return reading.thread.rows[row].comment.text


def _words(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise DossierError(f"A text may have {MOST_TEXT} characters at most.")
    return clean(text).strip()


def _own(kind: EntryKind, text: str) -> str:
    said = clean_line(text)[:_LONGEST_HEADING] if kind is EntryKind.HEADING else ""
    said = said or _words(text)
    if not said:
        raise DossierError(f"A {kind.value} needs words.")
    return said
