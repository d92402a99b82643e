"""What is gathered in the small library with notes."""

from dataclasses import dataclass

from services.note_room import NoteRoom

from gulagreader.domain.dossier import Dossier
from gulagreader.services.dossier import DossierShelf, Gathered


@dataclass
class DossierRoom:
    """The library of the notes, and what is gathered in it."""

    notes: NoteRoom

    def __post_init__(self) -> None:
        self.shelf = self.shelf_of("noted")

    def shelf_of(self, library: str) -> DossierShelf:
        """The shelf as a program finds it that is started anew."""
        memory = self.notes.memory.dossiers(library)
        return DossierShelf(
            memory,
            self.notes.library,
            self.notes.clock,
            lambda: self.notes.shelf,
            new_id=self.notes.new_id,
        )

    def passage(self, words: str, comment: str | None = None) -> Gathered:
        """Gather words of the post, or of a comment."""
        reading = self.notes.library.read("p1")
        source = reading.post.body
        if comment is not None:
            source = reading.thread.rows[reading.thread.index[comment]].comment.text
        start = source.index(words)
        return self.shelf.gather_passage(reading, comment, (start, start + len(words)))

    def text(self, comment: str | None = None, post: str = "p1") -> Gathered:
        """Gather a whole comment or post."""
        return self.shelf.gather_text(self.notes.library.read(post), comment)

    @property
    def current(self) -> Dossier:
        dossier = self.shelf_of("noted").current()
        assert dossier is not None
        return dossier
