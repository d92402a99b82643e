"""The reader's own notes on one library: taken, changed, removed, had back.

May be used from several threads.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from gulagreader.domain.comments import Thread
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.notes import COLOURS, Note, Selector
from gulagreader.domain.posts import Post
from gulagreader.services.keeping import Clock
from gulagreader.services.known_notes import KnownNotes
from gulagreader.services.note_values import MOST_TEXT, tags_of
from gulagreader.storage.note_memory import NoteMemory, RemovedNote
from gulagreader.text.anchoring import find_passages, select
from gulagreader.text.clean import clean, clean_line


class NoteError(GulagreaderError):
    """A note cannot be taken or changed as it was asked."""


class OwnNotes:
    """The notes that the reader took on one library."""

    def __init__(
        self,
        memory: NoteMemory,
        clock: Clock,
        reader: str,
        new_id: Callable[[], str],
    ) -> None:
        """Take the notes that ``memory`` keeps; ``reader`` signs the new ones."""
        self._memory, self._clock = memory, clock
        self._reader, self._new_id = clean_line(reader), new_id
        self._known = KnownNotes(memory, clock)

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return self._memory.lasts

    def now(self) -> datetime:
        """The time, as notes are dated."""
        return self._clock()

    def notes(self) -> tuple[Note, ...]:
        """The reader's own notes, the oldest first; another tuple when they changed."""
        return self._known.now().own

    def note(self, note_id: str) -> Note:
        """One of the reader's own notes, by its id or a beginning only one has.

        Raises:
            NoteError: there is none, or more than one.
        """
        found = _fitting(self.notes(), note_id)
        if len(found) == 1:
            return found[0]
        shown = clean_line(note_id)[:80]
        if found:
            raise NoteError(
                f"“{shown}” begins the ids of {len(found)} notes. Give more of it."
            )
        raise NoteError(
            f"There is no note “{shown}” of yours. See which there are:"
            " gulagreader notes"
        )

    def removed(self) -> tuple[RemovedNote, ...]:
        """The notes that can be had back, the last removed first."""
        return self._memory.removed()

    def add(
        self,
        post: Post,
        thread: Thread,
        comment: str | None = None,
        span: tuple[int, int] | None = None,
        *,
        colour: str = COLOURS[0],
        text: str = "",
        tags: Iterable[str] = (),
    ) -> Note:
        """Mark a passage of a post's body, or of a comment, or note on it as a whole.

        ``span`` counts code points of the source (``post.body``, ``comment.text``);
        without one the note is on the whole text and must say something.

        Raises:
            NoteError: there is no such text or passage, or nothing is noted.
            MemoryUnavailableError: it cannot be kept.
        """
        selector = None
        if span is not None:
            selector = _selected(_source(post, thread, comment), span)
        now = self._clock()
        note = Note(
            id=self._new_id(),
            post=post.id,
            comment=comment,
            selector=selector,
            colour=known_colour(colour),
            text=_text(text),
            tags=tags_of(list(tags)),
            created=now,
            modified=now,
            author=self._reader,
        )
        if selector is None:
            _source(post, thread, comment)
            if not note.text and not note.tags:
                raise NoteError("A note on a whole text needs words or a tag.")
        self._known.put([note])
        return note

    def change(
        self,
        note_id: str,
        *,
        colour: str | None = None,
        text: str | None = None,
        tags: Iterable[str] | None = None,
    ) -> Note:
        """Change what is given of a note.

        Raises:
            NoteError: there is no such note, or no such colour.
            MemoryUnavailableError: it cannot be kept.
        """
        old = self.note(note_id)
        new = replace(
            old,
            colour=old.colour if colour is None else known_colour(colour),
            text=old.text if text is None else _text(text),
            tags=old.tags if tags is None else tags_of(list(tags)),
        )
        return self._changed(old, new)

    def anchor_again(
        self,
        note_id: str,
        post: Post,
        thread: Thread,
        comment: str | None,
        span: tuple[int, int],
    ) -> Note:
        """Put a note, such as one without a place, on another passage.

        Raises:
            NoteError: there is no such note, text or passage.
            MemoryUnavailableError: it cannot be kept.
        """
        old = self.note(note_id)
        selector = _selected(_source(post, thread, comment), span)
        new = replace(old, post=post.id, comment=comment, selector=selector)
        return self._changed(old, new)

    def _changed(self, old: Note, new: Note) -> Note:
        if new == old:
            return old
        new = replace(new, modified=max(self._clock(), old.modified))
        self._known.put([new])
        return new

    def remove(self, note_id: str) -> Note:
        """Remove a note; it can be had back for thirty days.

        Raises:
            NoteError: there is no such note.
            MemoryUnavailableError: the memory cannot be written.
        """
        note = self.note(note_id)
        self._known.remove(note)
        return note

    def restore(self, note_id: str) -> Note:
        """Take a removed note back.

        Raises:
            NoteError: there is no such note, or more than one.
            MemoryUnavailableError: the memory cannot be written.
        """
        found = _fitting([one.note for one in self.removed()], note_id)
        if len(found) != 1:
            count = (
                "More than one removed note begins so"
                if found
                else ("No note that was removed in the last thirty days has this id")
            )
            raise NoteError(f"{count}: “{clean_line(note_id)[:80]}”.")
        self._known.restore(found[0])
        return found[0]

    def put(self, notes: Iterable[Note]) -> None:
        """Keep notes as they are, in place of others with their ids."""
        self._known.put(list(notes))


def _fitting(notes: Iterable[Note], note_id: str) -> list[Note]:
    """The note with an id, or those whose ids begin so."""
    every = list(notes)
    exact = [note for note in every if note.id == note_id]
    if exact or not note_id:
        return exact
    return [note for note in every if note.id.startswith(note_id)]


def _source(post: Post, thread: Thread, comment: str | None) -> str:
    if comment is None:
        return post.body
    there = thread.comment(comment)
    if there is None:
        raise NoteError(f"The thread has no comment “{clean_line(comment)[:80]}”.")
    return there.text


def _selected(source: str, span: tuple[int, int]) -> Selector:
    try:
        return select(source, *span)
    except ValueError as error:
        raise NoteError(f"Nothing can be noted: {error}.") from None


def known_colour(name: str) -> str:
    """A colour by its name, in any case.

    Raises:
        NoteError: there is no such colour.
    """
    found = name.strip().lower()
    if found not in COLOURS:
        raise NoteError(f"“{clean_line(name)[:40]}” is none of {', '.join(COLOURS)}.")
    return found


def _text(text: str) -> str:
    if len(text) > MOST_TEXT:
        raise NoteError(f"A note may have {MOST_TEXT} characters at most.")
    return clean(text).strip()


def passages(
    post: Post, thread: Thread, comment: str | None, words: str
) -> list[tuple[int, int]]:
    """Where words stand in a post's body or a comment, in code points of the source.

    Raises:
        NoteError: there is no such comment.
    """
    return find_passages(_source(post, thread, comment), clean(words))
