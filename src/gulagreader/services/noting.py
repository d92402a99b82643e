"""The reader's notes on one library: taken, changed, placed in the texts, searched.

May be used from several threads.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from gulagreader.domain.comments import Thread
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.notes import COLOURS, Layer, Note, PlacedNote, Selector
from gulagreader.domain.posts import Post, PostCard
from gulagreader.domain.progress import Job, Progress
from gulagreader.services.known_notes import KnownNotes
from gulagreader.services.note_layers import LaidOver
from gulagreader.services.note_places import NO_POST, NoteOf, PostNotes, place_notes
from gulagreader.services.note_placing import Noted, NotedLibrary, NotePlacing
from gulagreader.services.note_values import MOST_TEXT, tags_of
from gulagreader.storage.note_memory import NoteMemory, RemovedNote
from gulagreader.text.anchoring import find_passages, select
from gulagreader.text.clean import clean, clean_line

_STEP = 50
_BEGINNING = 200
"""Characters of a comment that stand for it in a list."""


class NoteError(GulagreaderError):
    """A note cannot be taken or changed as it was asked."""


class NoteShelf:
    """The notes on one library, and the files laid over it."""

    def __init__(
        self,
        memory: NoteMemory,
        library: NotedLibrary,
        clock: Callable[[], datetime],
        *,
        reader: str = "",
        new_id: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:
        """Take the notes that ``memory`` keeps; ``reader`` signs the new ones."""
        self._memory, self._library, self._clock = memory, library, clock
        self._reader, self._new_id = clean_line(reader), new_id
        self._known = KnownNotes(memory, clock)
        self._placing = NotePlacing(library)

    # --- what there is

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return self._memory.lasts

    def notes(self) -> tuple[Note, ...]:
        """The reader's own notes, the oldest first; another tuple when they changed."""
        return self._known.now().own

    def every(self) -> tuple[NoteOf, ...]:
        """The reader's own notes and those laid over, each with its file's layer."""
        return tuple(
            one for given in self._known.now().by_post.values() for one in given
        )

    def state(self) -> object:
        """Another object when, and only when, a note or a layer changed."""
        return self._known.now()

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

    # --- taking and changing

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
            colour=_colour(colour),
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
            colour=old.colour if colour is None else _colour(colour),
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

    # --- other readers' files

    def layers(self) -> tuple[LaidOver, ...]:
        """The files laid over the library, with what is wrong with them."""
        return self._known.now().layers

    def lay_over(self, file: Path, colour: str, name: str = "") -> LaidOver:
        """Lay another reader's file over the library, or change its colour.

        Raises:
            NoteError: there is no such colour, or the file cannot be used.
            MemoryUnavailableError: it cannot be remembered.
        """
        path = str(file.expanduser().absolute())
        if path != path.encode("utf-8", "replace").decode():
            raise NoteError("The name of the file is no text; give it another.")
        layer = Layer(path, clean_line(name), _colour(colour))
        laid = self._known.look(layer)
        if laid.problem:
            raise NoteError(laid.problem)
        if not layer.name:
            authors = {note.author for note in laid.notes}
            only = next(iter(authors)) if len(authors) == 1 else ""
            layer = replace(layer, name=only or clean_line(file.stem))
        self._known.lay(layer)
        return replace(laid, layer=layer)

    def lift(self, file: Path) -> bool:
        """Take a file off the library; whether it was laid over it."""
        path = str(file.expanduser().absolute())
        known = any(laid.layer.path == path for laid in self.layers())
        self._known.lift(path)
        return known

    # --- where they stand

    def of_texts(self, post: Post, thread: Thread) -> PostNotes:
        """The notes on a post that is open, placed in its texts as they are."""
        return place_notes(self._known.now().by_post.get(post.id, ()), post, thread)

    def of_post(self, post: str) -> PostNotes:
        """The notes on a post by its id, read from its files where they changed."""
        return self._placing.of_post(post, self._known.now().by_post.get(post, ()))

    def placed(self, note: Note, layer: Layer | None = None) -> PlacedNote:
        """One note with its place."""
        found = self.of_post(note.post)
        for one in (*found.placed, *found.unplaced):
            if one.note == note and one.layer == layer:
                return one
        return PlacedNote(note, None, note.comment, NO_POST, layer=layer)

    def everywhere(self) -> Job[tuple[PlacedNote, ...]]:
        """All notes with their places, newest first; reads the posts they are on."""
        found = yield from self.by_post()
        return tuple(
            sorted(found, key=lambda one: (one.note.created, one.note.id), reverse=True)
        )

    def by_post(self) -> Job[tuple[PlacedNote, ...]]:
        """The same, post by post in reading order; those without a place come last."""
        found: list[PlacedNote] = []
        posts = self._known.now().by_post
        for number, (post, given) in enumerate(posts.items()):
            if number % _STEP == 0:
                yield Progress("Placing notes", number, len(posts))
            there = self._placing.of_post(post, given)
            found += (*there.placed, *there.unplaced)
        return tuple(found)

    def said_in(
        self, notes: Iterable[PlacedNote]
    ) -> dict[tuple[str, str], tuple[str, str]]:
        """Author and first words of each comment that a note is on; reads its post."""
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        for one in notes:
            if one.comment is not None and not one.unplaced:
                wanted[one.note.post].add(one.comment)
        found = {}
        for post, comments in wanted.items():
            try:
                thread = self._library.read(post).thread
            except GulagreaderError:
                continue
            for comment in comments & thread.index.keys():
                there = thread.rows[thread.index[comment]].comment
                beginning = clean_line(there.text[:_BEGINNING])
                if clean_line(there.text[_BEGINNING:]):
                    beginning = beginning.rstrip() + " …"
                found[post, comment] = clean_line(there.author or ""), beginning
        return found

    def now(self) -> datetime:
        """The time, as notes are dated."""
        return self._clock()

    def noted(self) -> Noted:
        """Which posts and comments have a placed note, own or laid over.

        Another object when, and only when, notes or the library changed.
        """
        return self._placing.noted(self._known.now())

    def card(self, post: str) -> PostCard | None:
        """The card of a post; None where the library has no such post."""
        return self._placing.card(post)

    @property
    def library(self) -> NotedLibrary:
        """The library."""
        return self._library


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
    row = thread.index.get(comment)
    if row is None:
        raise NoteError(f"The thread has no comment “{clean_line(comment)[:80]}”.")
    return thread.rows[row].comment.text


def _selected(source: str, span: tuple[int, int]) -> Selector:
    try:
        return select(source, *span)
    except ValueError as error:
        raise NoteError(f"Nothing can be noted: {error}.") from None


def _colour(name: str) -> str:
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
