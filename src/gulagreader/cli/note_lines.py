"""How notes are shown: for a person, and as JSON."""

from collections.abc import Iterator

from gulagreader.cli.console import Pieces
from gulagreader.cli.shapes import Shape
from gulagreader.cli.wrapping import wrapped
from gulagreader.domain.dates import display_date
from gulagreader.domain.notes import PlacedNote
from gulagreader.services.note_files import NotesImported
from gulagreader.services.note_layers import LaidOver
from gulagreader.text.clean import clean_line
from gulagreader.text.noted_passage import READ_AT_MOST, as_read


def note_shape(placed: PlacedNote) -> Shape:
    """A note as ``notes`` gives it."""
    note, anchor, layer = placed.note, placed.anchor, placed.layer
    return {
        "id": note.id,
        "post": note.post,
        "title": placed.title,
        "comment": placed.comment,
        "passage": note.passage,
        "start": anchor.start if anchor else None,
        "end": anchor.end if anchor else None,
        "sure": anchor.sure if anchor else None,
        "changed": anchor.changed if anchor else None,
        "unplaced": placed.unplaced or None,
        "text": note.text,
        "tags": list(note.tags),
        "colour": placed.colour,
        "author": note.author or None,
        "created": note.created.isoformat(timespec="seconds"),
        "modified": note.modified.isoformat(timespec="seconds"),
        "layer": layer.name if layer else None,
    }


def note_lines(placed: PlacedNote, width: int) -> Iterator[Pieces]:
    """A note as a block of lines, each under the first set in by two blanks."""
    note, layer = placed.note, placed.layer
    where = note.post if placed.comment is None else f"{note.post}#{placed.comment}"
    title = f"“{clean_line(placed.title)}”" if placed.title else ""
    about = (
        placed.colour,
        layer.name if layer else note.author,
        display_date(note.created.date().isoformat()),
        title,
        where or note.source,
    )
    head = " · ".join(clean_line(part) for part in about if part)
    yield from wrapped(head, width, "bold", first="")
    if note.selector is not None and note.passage:
        passage = as_read(note.selector.exact, note.selector.prefix)
        cut = " …" if len(note.passage) > READ_AT_MOST else ""
        yield from wrapped(f"“{passage}{cut}”", width, "match")
    for paragraph in note.text.split("\n"):
        yield from wrapped(paragraph, width)
    if note.tags:
        yield from wrapped(f"tags: {', '.join(note.tags)}", width, "faint")
    if placed.unplaced:
        yield from wrapped(f"has no place: {placed.unplaced}", width)
    elif placed.anchor is not None and placed.anchor.changed:
        yield from wrapped("the words of this passage have changed", width, "faint")
    yield from wrapped(f"note {note.id}", width, "faint")


def imported_shape(done: NotesImported) -> Shape:
    """What an import did."""
    return {
        "added": [note.id for note in done.added],
        "changed": [note.id for note in done.changed],
        "unchanged": done.unchanged,
        "homeless": done.homeless,
        "refused": [
            {"file": one.file, "line": one.line, "why": one.why} for one in done.refused
        ],
    }


def layer_shape(laid: LaidOver) -> Shape:
    """A file that is laid over the library."""
    return {
        "file": laid.layer.path,
        "name": laid.layer.name,
        "colour": laid.layer.colour,
        "notes": len(laid.notes),
        "problem": laid.problem or None,
        "refused": len(laid.refused),
    }
