"""The rows of the list of notes: grouped, ordered and filtered."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from gulagreader.domain.dates import display_date
from gulagreader.domain.notes import PlacedNote
from gulagreader.domain.posts import PostCard
from gulagreader.text.words import words


class NoteOrder(StrEnum):
    """In which order notes are listed."""

    POST = "by post"
    TIME = "newest first"


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What heads a group of notes."""

    title: str
    count: int
    told: str = ""
    first: bool = False
    problem: bool = False


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note, and who wrote what it is on."""

    placed: PlacedNote
    where: str
    """What it is on and when it was taken, on one line."""
    beginning: str = ""
    """The first words of a comment that is noted on as a whole."""


ListedNote = GroupRow | NoteRow
CardOf = Callable[[str], PostCard | None]
Said = Mapping[tuple[str, str], tuple[str, str]]
"""For the ids of a post and a comment its author and its first words."""
NOTHING_SAID: Said = {}


def note_rows(
    notes: Sequence[PlacedNote],
    order: NoteOrder,
    typed: str,
    card_of: CardOf,
    said: Said = NOTHING_SAID,
) -> list[ListedNote]:
    """The rows of the notes that fit what is typed; those without a place first."""
    fitting = [one for one in notes if fits(one, typed)]
    lost = [one for one in fitting if one.unplaced]
    rows: list[ListedNote] = []
    if lost:
        told = "kept as they were; {notes.go-to-note} finds one another place"
        rows.append(GroupRow("Without a place", len(lost), told, True, True))
        rows += [_row(one, said, titled=True) for one in lost]
    placed = [one for one in fitting if not one.unplaced]
    if order is NoteOrder.TIME:
        placed.sort(key=lambda one: (one.note.created, one.note.id), reverse=True)
        if placed and lost:
            rows.append(GroupRow("In the library", len(placed)))
        rows += [_row(one, said, titled=True) for one in placed]
        return rows
    for group in _by_post(placed, card_of):
        card = card_of(group[0].note.post)
        told = (
            " · ".join(part for part in (card.author, display_date(card.date)) if part)
            if card
            else ""
        )
        title = group[0].title or "Untitled"
        rows.append(GroupRow(title, len(group), told, first=not rows))
        rows += [_row(one, said) for one in group]
    return rows


def _by_post(
    placed: Iterable[PlacedNote], card_of: CardOf
) -> Iterator[list[PlacedNote]]:
    """The notes of each post in reading order, the newest posts first."""
    groups = [list(group) for _, group in groupby(placed, lambda one: one.note.post)]

    def newest(group: list[PlacedNote]) -> tuple[str, str]:
        card = card_of(group[0].note.post)
        return ((card.date or "") if card else "", group[0].note.post)

    yield from sorted(groups, key=newest, reverse=True)


def _row(one: PlacedNote, said: Said, *, titled: bool = False) -> NoteRow:
    author, beginning = "", ""
    if one.comment is not None:
        author, beginning = said.get((one.note.post, one.comment), ("", ""))
    return NoteRow(one, _where(one, author, titled=titled), beginning)


def _where(one: PlacedNote, author: str, *, titled: bool) -> str:
    parts = [one.layer.name if one.layer else ""]
    if one.comment is not None:
        parts.append(f"comment by {author}" if author else f"comment {one.comment}")
    elif one.note.selector is None:
        parts.append("the whole post")
    if titled:
        parts.append(one.title or one.note.source)
    if one.anchor is not None and one.anchor.changed:
        parts.append("its words have changed")
    parts.append(display_date(one.note.created.date().isoformat()))
    return " · ".join(part for part in parts if part)


def fits(one: PlacedNote, typed: str) -> bool:
    """Whether a note has each word that is typed, or a word that begins so.

    Looked through are its passage, its words, tags, colour, post and reader;
    ``#tag`` asks the tags alone.
    """
    asked = typed.split()
    if not asked:
        return True
    tags = [word for tag in one.note.tags for word in words(tag)]
    own = _words_of(one)
    for part in asked:
        among = tags if part.startswith("#") else own
        for word in words(part):
            if not any(other.startswith(word) for other in among):
                return False
        if part == "#" and not tags:
            return False
    return True


def _words_of(one: PlacedNote) -> set[str]:
    note = one.note
    said = (
        note.passage,
        note.text,
        *note.tags,
        one.colour,
        one.title,
        note.author,
        one.layer.name if one.layer else "",
        one.unplaced,
    )
    return {word for part in said for word in words(part)}


def row_of(rows: Sequence[ListedNote], note_id: str | None) -> int:
    """The number of a note's row; 0 where it is not listed."""
    for number, row in enumerate(rows):
        if isinstance(row, NoteRow) and row.placed.note.id == note_id:
            return number
    return 0


def counts(rows: Sequence[ListedNote]) -> Mapping[bool, int]:
    """How many of the rows are notes with a place (True), and without (False)."""
    found = {True: 0, False: 0}
    for row in rows:
        if isinstance(row, NoteRow):
            found[not row.placed.unplaced] += 1
    return found
