"""Where the entries of a dossier stand in the library now, and what they quote."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gulagreader.domain.citing import Cited
from gulagreader.domain.dossier import Entry, EntryKind
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.notes import COLOURS, Note, PlacedNote, Selector
from gulagreader.services.citing import cite, cite_span
from gulagreader.services.note_places import (
    NO_COMMENT,
    NO_POST,
    UNREADABLE,
    place_notes,
)
from gulagreader.services.note_placing import NotedLibrary, NotePlacing
from gulagreader.services.noting import NoteShelf
from gulagreader.services.reading import Reading

CHANGED = "the words of this passage have changed since it was gathered"
EDITED = "this comment has been edited since it was gathered"
NO_NOTE = "the note was removed since it was gathered"
_READ = 4
"""Posts kept while entries are placed: neighbours are mostly of one post."""

_Readings = dict[str, Reading | str]


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry and where it stands now."""

    entry: Entry
    words: str = ""
    """What is quoted: a passage as it is read, the Markdown of a whole comment."""
    own: str = ""
    """A heading, a paragraph, or what the note says."""
    cited: Cited | None = None
    """As the library has it; as it was gathered where it has it no more."""
    comment: str | None = None
    """The comment it stands in now."""
    span: tuple[int, int] | None = None
    """The place of a passage in the source of the post's body or of the comment."""
    unplaced: str = ""
    """Why it has no place, in words; empty where it has one."""
    changed: str = ""
    """What is not as it was gathered; empty where nothing is."""


class EntryPlacing:
    """Places entries. May be used from several threads."""

    def __init__(self, library: NotedLibrary, notes: Callable[[], NoteShelf]) -> None:
        self._library, self._notes = library, notes
        self._posts = NotePlacing(library)

    def places(self, entries: Sequence[Entry]) -> Iterator[PlacedEntry]:
        """Place entries one after the other, as the files are now."""
        readings: _Readings = {}
        for entry in entries:
            yield self._placed(entry, readings)

    def _placed(self, entry: Entry, readings: _Readings) -> PlacedEntry:
        if entry.kind.is_own:
            return PlacedEntry(entry, own=entry.text)
        known = entry if entry.kind is not EntryKind.NOTE else self._as_noted(entry)
        found = self._found(known, readings)
        if entry.kind is EntryKind.NOTE:
            gone = known is entry and not self._has_note(entry.note)
            changed = NO_NOTE if gone else found.changed
            return replace(found, entry=entry, own=known.text, changed=changed)
        return found

    def _has_note(self, note_id: str) -> bool:
        return any(note.id == note_id for note in self._notes().notes())

    def _as_noted(self, entry: Entry) -> Entry:
        """The entry of a note with what the note says now."""
        for note in self._notes().notes():
            if note.id == entry.note:
                same = note.selector == entry.selector
                return replace(
                    entry,
                    post=note.post,
                    comment=note.comment,
                    selector=note.selector,
                    text=note.text,
                    words=entry.words if same else note.passage,
                )
        return entry

    def _found(self, entry: Entry, readings: _Readings) -> PlacedEntry:
        reading = self._read(entry.post, readings)
        if isinstance(reading, str):
            return _kept(entry, reading)
        thread = reading.thread
        if entry.selector is None and entry.comment is None:
            return PlacedEntry(entry, cited=self._cite(reading, None))
        if entry.selector is None and entry.comment in thread.index:
            return self._whole(entry, reading, entry.comment)
        found = _anchored(entry, reading)
        if found.unplaced:
            return _kept(entry, found.unplaced)
        if entry.selector is None:
            return self._whole(entry, reading, found.comment)
        cited = self._cite(reading, found.comment)
        if found.span is not None:
            cited = cite_span(reading, cited, *found.span)
        words, changed = cited.passage or entry.words, ""
        if found.anchor is not None and found.anchor.changed:
            words, changed = entry.words, CHANGED
        return PlacedEntry(
            entry,
            words=words,
            cited=cited,
            comment=found.comment,
            span=found.span,
            changed=changed,
        )

    def _whole(
        self, entry: Entry, reading: Reading, comment: str | None
    ) -> PlacedEntry:
        """A comment, or a note on one, with the text that it has now."""
        assert comment is not None
        cited = self._cite(reading, comment)
        if entry.kind is EntryKind.NOTE:
            return PlacedEntry(entry, cited=cited, comment=comment)
        text = reading.thread.rows[reading.thread.index[comment]].comment.text
        changed = "" if text == entry.words else EDITED
        return PlacedEntry(entry, text, "", cited, comment, changed=changed)

    def _cite(self, reading: Reading, comment: str | None) -> Cited:
        return cite(reading, self._library.info, comment)

    def _read(self, post: str, readings: _Readings) -> Reading | str:
        """A post with its comments, or why there is none."""
        known = readings.get(post)
        if known is None:
            if len(readings) >= _READ:
                readings.clear()
            known = readings[post] = self._read_anew(post)
        return known

    def _read_anew(self, post: str) -> Reading | str:
        if self._posts.card(post) is None:
            return NO_POST
        try:
            return self._library.read(post)
        except GulagreaderError:
            return UNREADABLE


def _anchored(entry: Entry, reading: Reading) -> PlacedNote:
    """The place of an entry, found as that of a note is."""
    selector = entry.selector
    if selector is None:
        # A comment that is gone may have come back under another id.
        words = entry.words.strip()
        if entry.kind is EntryKind.NOTE or not words:
            return PlacedNote(_as_note(entry, None), None, entry.comment, NO_COMMENT)
        selector = Selector(words, end=len(words))
    note = _as_note(entry, selector)
    found = place_notes([(note, None)], reading.post, reading.thread)
    return (*found.placed, *found.unplaced)[0]


def _as_note(entry: Entry, selector: Selector | None) -> Note:
    return Note(
        id=entry.id,
        post=entry.post,
        comment=entry.comment,
        selector=selector,
        colour=COLOURS[0],
        text="",
        tags=(),
        created=entry.gathered,
        modified=entry.gathered,
    )


def _kept(entry: Entry, why: str) -> PlacedEntry:
    """An entry with what was kept of it."""
    return PlacedEntry(
        entry,
        words=entry.words,
        own=entry.text,
        cited=entry.cited,
        comment=entry.comment,
        unplaced=why,
    )
