"""How dossiers are shown: for a person, and as JSON."""

from collections.abc import Iterator, Sequence
from functools import partial

from gulagreader.cli.console import Pieces
from gulagreader.cli.shapes import Shape
from gulagreader.cli.wrapping import wrapped
from gulagreader.domain.dossier import Dossier, RemovedEntry
from gulagreader.services.dossier_placing import PlacedEntry
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text
from gulagreader.text.references.attribution import attribution

_set_in = partial(wrapped, indent=5)
_SHOWN = 400
"""Characters of a quote that are shown in a list."""


def dossier_shape(dossier: Dossier, *, current: bool) -> Shape:
    """A dossier as ``dossier list`` gives it."""
    return {
        "id": dossier.id,
        "name": dossier.name,
        "current": current,
        "created": dossier.created.isoformat(timespec="seconds"),
        "entries": len(dossier.entries),
        "removed": len(dossier.removed),
    }


def entry_shape(placed: PlacedEntry, number: int) -> Shape:
    """An entry as ``dossier`` gives it."""
    entry, cited, span = placed.entry, placed.cited, placed.span
    return {
        "number": number,
        "id": entry.id,
        "kind": entry.kind.value,
        "post": entry.post or None,
        "comment": placed.comment,
        "title": cited.title if cited else None,
        "author": cited.signed if cited else None,
        "date": cited.dated if cited else None,
        "words": placed.words or None,
        "start": span[0] if span else None,
        "end": span[1] if span else None,
        "unplaced": placed.unplaced or None,
        "changed": placed.changed or None,
        "note": entry.note or None,
        "text": placed.own or None,
        "remark": entry.remark or None,
        "gathered": entry.gathered.isoformat(timespec="seconds"),
    }


def removed_shape(gone: RemovedEntry) -> Shape:
    """An entry that was removed."""
    entry = gone.entry
    return {
        "id": entry.id,
        "kind": entry.kind.value,
        "post": entry.post or None,
        "comment": entry.comment,
        "words": entry.words or None,
        "text": entry.text or None,
        "place": gone.place + 1,
        "removed": gone.when.isoformat(timespec="seconds"),
    }


def dossier_lines(
    dossier: Dossier, placed: Sequence[PlacedEntry], width: int
) -> Iterator[Pieces]:
    """A dossier as lines: its name, and each entry with its number."""
    count = len(placed)
    many = "1 entry" if count == 1 else f"{count} entries"
    yield ((f"{dossier.name}: {many}", "bold"),)
    for number, one in enumerate(placed, 1):
        yield ()
        yield from _entry(one, number, width)


def _entry(placed: PlacedEntry, number: int, width: int) -> Iterator[Pieces]:
    entry, cited = placed.entry, placed.cited
    where = entry.post if placed.comment is None else f"{entry.post}#{placed.comment}"
    about = (entry.kind.value, attribution(cited) if cited else "", where)
    head = " · ".join(clean_line(part) for part in about if part)
    yield from _set_in(head, width, "bold", first=f"{number:>3}  ")
    words = clean_line(plain_text(placed.words))
    if len(words) > _SHOWN:
        words = f"{words[:_SHOWN].rstrip()} …"
    yield from _set_in(f"“{words}”" if words else "", width, "match")
    for paragraph in placed.own.split("\n"):
        yield from _set_in(paragraph, width)
    for paragraph in entry.remark.split("\n"):
        yield from _set_in(paragraph, width)
    if placed.unplaced:
        yield from _set_in(f"has no place: {placed.unplaced}", width, "faint")
    if placed.changed:
        yield from _set_in(placed.changed, width, "faint")
