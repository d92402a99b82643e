"""Highlights and notes of the open post: shown, written, removed, brought back."""

from dataclasses import dataclass

from gulagreader.domain.notes import COLOURS, Note, PlacedNote
from gulagreader.services.note_places import PostNotes
from gulagreader.services.noting import NoteShelf
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.clean import clean_line
from gulagreader.text.noted_passage import as_read
from gulagreader.ui.passages.citing import first_words
from gulagreader.ui.passages.passage import Passage

COLOUR = "note colour"
"""The setting that remembers the colour taken last."""
_SAME = 0.5
"""The part that a selection and a note share at least for them to be one passage."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What a note is being written on."""

    reading: QuotedReading
    passage: Passage
    note: Note | None = None
    """The note that is changed; None for a new one."""
    was_selected: bool = False

    @property
    def about(self) -> str:
        """The passage on one line."""
        return clean_line(self.passage.text)[:200]


def whole_post(reading: QuotedReading) -> Passage:
    """All of a post, to be noted on as a whole."""
    post = reading.post
    title = clean_line(post.title) or "Untitled"
    return Passage(
        *(post.id, None, 0, len(post.body), f"The whole post: {title}"),
        selected=False,
        whole=True,
    )


def is_whole_post(passage: Passage) -> bool:
    """Whether a post as a whole is meant, and no words of it."""
    return passage.whole and passage.comment is None


def note_on(notes: PostNotes, passage: Passage) -> PlacedNote | None:
    """The reader's own note that is on a passage, or under the reader's eye."""
    own = [one for one in notes.of(passage.comment) if one.layer is None]
    if is_whole_post(passage):
        return next((one for one in own if one.span is None), None)
    if passage.chosen and not passage.whole:
        shares = [(_shared(one, passage), one) for one in own]
        best = max(shares, key=lambda share: share[0], default=(0.0, None))
        return best[1] if best[0] >= _SAME else None
    met = [one for one in own if _shared(one, passage) > 0]
    if passage.whole:
        # What is noted on a whole comment; of a post, a paragraph is not the whole.
        met = [one for one in own if one.span is None] + met
    return met[0] if met else None


def _shared(one: PlacedNote, passage: Passage) -> float:
    """How much of both a note and a passage have in common, from 0 to 1."""
    if one.span is None:
        return 0.0
    start, end = one.span
    common = min(end, passage.end) - max(start, passage.start)
    if common <= 0:
        return 0.0
    return common / (max(end, passage.end) - min(start, passage.start))


def notes_on(notes: PostNotes, passage: Passage) -> list[PlacedNote]:
    """All notes that meet a passage, whoever's, those on the whole text among them."""
    return [
        one
        for one in notes.of(passage.comment)
        if one.span is None or _shared(one, passage) > 0
    ]


def tags_beside(note: Note) -> list[str]:
    """The tags that do not stand in the words of a note, as they are written."""
    written = (f"#{tag}" for tag in note.tags)
    return [tag for tag in written if tag not in note.text]


def in_words(one: PlacedNote) -> str:
    """A note on one line: whose, its tags and what it says."""
    parts = [one.layer.name if one.layer else "", one.colour]
    parts += tags_beside(one.note)
    head = " ".join(part for part in parts if part)
    text = clean_line(one.note.text)
    changed = " (its words have changed)" if one.anchor and one.anchor.changed else ""
    return f"✎ {head}{changed}" + (f": {text}" if text else "")


def keep(
    shelf: NoteShelf,
    writing: Writing,
    colour: str,
    text: str,
    tags: tuple[str, ...],
) -> tuple[Note, str]:
    """Keep what was written; the note, and what became of it.

    Raises:
        NoteError: it cannot be noted.
        MemoryUnavailableError: it cannot be kept.
    """
    if writing.note is not None:
        note = shelf.change(writing.note.id, colour=colour, text=text, tags=tags)
        return note, f"Changed the note on {words_of(note)}"
    passage = writing.passage
    # Words on a whole comment belong to the comment; a highlight is on its words.
    whole = passage.whole and not passage.chosen and bool(text or tags)
    whole = whole or is_whole_post(passage)
    span = None if whole else (passage.start, passage.end)
    reading = writing.reading
    note = shelf.add(
        reading.post,
        reading.thread,
        passage.comment,
        span,
        colour=colour,
        text=text,
        tags=tags,
    )
    done = "Noted on" if text or tags else f"Highlighted in {colour}:"
    cut = " (in the first comment)" if passage.cut else ""
    what = f"{done} {words_of(note)}{cut}"
    if not shelf.lasts:
        return note, f"Kept only until you quit: {what}"
    return note, f"{what}; {{text.take-note}} changes it"


def shown_passage(note: Note) -> str:
    """The words that were marked, as they were read; empty for a whole text."""
    selector = note.selector
    return as_read(selector.exact, selector.prefix) if selector is not None else ""


def words_of(note: Note) -> str:
    """What a note is on."""
    if note.selector is not None:
        return first_words(shown_passage(note))
    return "the comment" if note.comment is not None else "the post"


def removed_words(note: Note) -> str:
    """What is said of a removed note."""
    return (
        f"Removed the note on {words_of(note)}; {{text.give-note-back}} brings it back"
    )


def bring_back(shelf: NoteShelf) -> str:
    """Bring back the note removed last; what became of it.

    Raises:
        NoteError: it cannot be had back.
        MemoryUnavailableError: the memory cannot be written.
    """
    removed = shelf.removed()
    if not removed:
        return "No note was removed in the last thirty days"
    note = shelf.restore(removed[0].note.id)
    return f"The note on {words_of(note)} is back"


def colour_of(kept: str | None) -> str:
    """The colour to begin with."""
    return kept if kept in COLOURS else COLOURS[0]
