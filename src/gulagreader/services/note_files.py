"""Importing and exporting the notes on a library."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from gulagreader.domain.errors import DamagedFileError, SourceError, UnknownPostError
from gulagreader.domain.notes import Note
from gulagreader.domain.progress import Job, Progress
from gulagreader.services.export_target import export_target, new_file
from gulagreader.services.note_exchange import (
    Form,
    hypothesis_document,
    read_notes,
    w3c_lines,
)
from gulagreader.services.note_placing import NotedLibrary
from gulagreader.services.noting import NoteShelf
from gulagreader.services.post_links import normal_link
from gulagreader.services.reading import Reading

_STEP = 50
Addresses = Mapping[str, tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """What of a file was not taken in."""

    file: str
    line: int | None
    why: str


@dataclass(frozen=True, slots=True)
class NotesImported:
    """What an import of notes did."""

    added: tuple[Note, ...] = ()
    changed: tuple[Note, ...] = ()
    unchanged: int = 0
    homeless: int = 0
    """Of those added: notes on pages that the library does not have; they are kept."""
    refused: tuple[RefusedLine, ...] = ()


def import_notes(
    shelf: NoteShelf, files: Sequence[Path], now: datetime
) -> Job[NotesImported]:
    """Take the notes of files into the reader's memory, all of a run at once.

    A note is known by its id: one that is there already stays as it is unless the
    file's was changed later, so importing twice adds nothing. A note on the page of a
    site finds the post by its address.

    Raises:
        MemoryUnavailableError: they cannot be kept.
    """
    refused: list[RefusedLine] = []
    given: dict[str, Note] = {}
    for file in files:
        yield Progress(f"Reading {file.name}", 0)
        try:
            read = read_notes(file, now)
        except SourceError as error:
            refused.append(RefusedLine(str(file), None, str(error)))
            continue
        refused += [RefusedLine(str(file), one.line, one.why) for one in read.refused]
        for note in read.notes:
            before = given.get(note.id)
            if before is None or before.modified < note.modified:
                given[note.id] = note
    addresses: Addresses = {}
    if any(not note.post and note.source for note in given.values()):
        addresses = yield from _addresses(shelf.library)
    own = {note.id: note for note in shelf.notes()}
    merged = _Merged()
    for note in given.values():
        merged.take(_at_home(note, addresses), own.get(note.id))
    shelf.put((*merged.added, *merged.changed))
    return NotesImported(
        added=tuple(merged.added),
        changed=tuple(merged.changed),
        unchanged=merged.unchanged,
        homeless=sum(shelf.card(note.post) is None for note in merged.added),
        refused=(*refused, *merged.refused),
    )


class _Merged:
    """Notes that come in, beside those that are there."""

    def __init__(self) -> None:
        self.added: list[Note] = []
        self.changed: list[Note] = []
        self.unchanged = 0
        self.refused: list[RefusedLine] = []

    def take(self, note: Note, known: Note | None) -> None:
        """Take one in, unless it is there as it is, or is another reader's."""
        if known is None:
            self.added.append(note)
        elif known.author and note.author and known.author != note.author:
            why = f"the note {note.id} of {note.author} has the id of one of yours"
            self.refused.append(RefusedLine("", None, why))
        elif known.modified < note.modified:
            kept = note if note.post else replace(note, post=known.post)
            self.changed.append(kept)
        elif not known.post and note.post:
            self.changed.append(replace(known, post=note.post, comment=note.comment))
        else:
            self.unchanged += 1


def _at_home(note: Note, addresses: Addresses) -> Note:
    """A note on a page, put on the post or comment that the page shows."""
    if note.post or not note.source:
        return note
    home = addresses.get(_key(note.source)) or addresses.get(normal_link(note.source))
    return note if home is None else replace(note, post=home[0], comment=home[1])


def _key(address: str) -> str:
    try:
        fragment = urlsplit(address).fragment
    except ValueError:
        return ""
    return f"{normal_link(address)}#{fragment}"


def _addresses(library: NotedLibrary) -> Job[dict[str, tuple[str, str | None]]]:
    """The posts and comments of a library by the addresses of their pages."""
    found: dict[str, tuple[str, str | None]] = {}
    cards = library.cards
    for number, card in enumerate(cards):
        if number % _STEP == 0:
            yield Progress("Looking for the pages", number, len(cards))
        reading = _read(library, card.id)
        for address, place in _pages(reading) if reading else ():
            key = normal_link(address) if place[1] is None else _key(address)
            if key:
                found.setdefault(key, place)
    return found


def _read(library: NotedLibrary, post: str) -> Reading | None:
    try:
        return library.read(post)
    except (DamagedFileError, UnknownPostError):
        return None


def _pages(reading: Reading) -> Iterator[tuple[str, tuple[str, str | None]]]:
    post = reading.post
    if post.origin and post.origin.url:
        yield post.origin.url, (post.id, None)
    for row in reading.thread.rows:
        if row.comment.url:
            yield row.comment.url, (post.id, row.comment.id)


def export_notes(
    shelf: NoteShelf,
    notes: Iterable[Note],
    target: Path,
    form: Form,
    now: datetime,
    *,
    force: bool = False,
) -> Job[Path]:
    """Write notes to a file that only their reader may read; give its full path.

    Raises:
        ExportError: it cannot be written there; nothing was changed.
    """
    library = shelf.library
    path = export_target(target, library.folder, folder=False, force=force)
    chosen = list(notes)
    yield Progress("Writing notes", 0, len(chosen))
    pages: dict[str, tuple[str, str]] = {}
    if form == "hypothesis":
        pages = yield from _titled_pages(shelf, chosen)
    with new_file(path, private=True) as file:
        if form == "w3c":
            for line in w3c_lines(chosen, library.info.id):
                file.write(f"{line}\n".encode("utf-8", "replace"))
        else:
            shape = hypothesis_document(chosen, library.info.id, pages, now)
            text = json.dumps(shape, ensure_ascii=False, indent=2)
            file.write(f"{text}\n".encode("utf-8", "replace"))
    return path


def _titled_pages(
    shelf: NoteShelf, notes: Sequence[Note]
) -> Job[dict[str, tuple[str, str]]]:
    """Titles and addresses of the posts and comments that have notes."""
    found: dict[str, tuple[str, str]] = {}
    posts = dict.fromkeys(note.post for note in notes)
    for number, post in enumerate(posts):
        if number % _STEP == 0:
            yield Progress("Writing notes", number, len(posts))
        card = shelf.card(post)
        reading = None if card is None else _read(shelf.library, post)
        if card is None or reading is None:
            continue
        found[post] = card.title, ""
        for address, (_, comment) in _pages(reading):
            name = post if comment is None else f"{post}#{comment}"
            found[name] = card.title, address
    return found
