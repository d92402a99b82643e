"""The notes on one library: the reader's own, and others' files; placed in the texts.

May be used from several threads.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from gulagreader.domain.comments import Thread
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.notes import Layer, Note, PlacedNote
from gulagreader.domain.posts import Post, PostCard
from gulagreader.domain.progress import Job, Progress
from gulagreader.services.keeping import Clock
from gulagreader.services.note_layers import LaidOver
from gulagreader.services.note_places import NO_POST, NoteOf, PostNotes, place_notes
from gulagreader.services.note_placing import Noted, NotedLibrary, NotePlacing
from gulagreader.services.own_notes import NoteError, OwnNotes, known_colour
from gulagreader.storage.note_memory import NoteMemory
from gulagreader.text.clean import clean_line

_STEP = 50
_BEGINNING = 200
"""Characters of a comment that stand for it in a list."""


class NoteShelf(OwnNotes):
    """The notes on one library, and the files laid over it."""

    def __init__(
        self,
        memory: NoteMemory,
        library: NotedLibrary,
        clock: Clock,
        *,
        reader: str = "",
        new_id: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:
        """Place the notes that ``memory`` keeps in the texts of a library."""
        super().__init__(memory, clock, reader, new_id)
        self._library = library
        self._placing = NotePlacing(library)

    def every(self) -> tuple[NoteOf, ...]:
        """The reader's own notes and those laid over, each with its file's layer."""
        return tuple(
            one for given in self._known.now().by_post.values() for one in given
        )

    def state(self) -> object:
        """Another object when, and only when, a note or a layer changed."""
        return self._known.now()

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
        layer = Layer(path, clean_line(name), known_colour(colour))
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
