"""``notes``: the reader's highlights and notes, listed, searched, taken, exchanged."""

from collections.abc import Callable, Sequence

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, as_json
from gulagreader.cli.desk import Desk
from gulagreader.cli.note_desk import NoteDesk
from gulagreader.cli.note_exchanging import export, import_files, lay, layers, lift
from gulagreader.cli.note_lines import note_lines, note_shape
from gulagreader.domain.notes import COLOURS, PlacedNote
from gulagreader.services.note_w3c import to_w3c
from gulagreader.services.own_notes import NoteError, passages

_OF_LIST = ("--post", "--lost", "--removed", "--jsonl")
_FOR_ALL = ("--library", "--json", "--plain")
_TAKES = {
    "add": ("--quote", "--note", "--tag", "--colour", "--by"),
    "change": ("--note", "--tag", "--colour"),
    "remove": (),
    "restore": (),
    "export": ("--to", "--as", "--force", "--tag", "--post", "--colour"),
    "import": (),
    "lay": ("--colour", "--by"),
    "lift": (),
    "layers": (),
}
"""What can be done with notes, and which options belong to it."""


def run_notes(request: Request, console: Console) -> int:
    """List notes, or do with them what the first word says; 1 where there is none."""
    action = request.words[0] if request.words and request.words[0] in _TAKES else ""
    _check(request, action)
    desk = Desk.open(request, console)
    desk.look()
    try:
        return _RUNS[action](NoteDesk(request, desk, action))
    finally:
        desk.forget()


def _check(request: Request, action: str) -> None:
    known = _TAKES[action] if action else (*_OF_LIST, "--tag", "--colour")
    for option in request.options:
        if option not in (*known, *_FOR_ALL):
            said = f"“notes {action}”" if action else "a list of notes"
            raise UsageError(f"{option} does not belong to {said}", request.verb)


def _listed(noting: NoteDesk) -> int:
    """List the notes that fit."""
    if noting.request.has("--removed"):
        return _list_removed(noting)
    found = noting.chosen(" ".join(noting.words))
    if noting.request.has("--lost"):
        found = [one for one in found if one.unplaced]
    _say_layers(noting)
    _print(noting, found)
    lost = sum(bool(one.unplaced) for one in found)
    if lost and not noting.request.has("--lost"):
        notes = "1 note has" if lost == 1 else f"{lost} notes have"
        noting.console.note(f"{notes} no place any more. See which: notes --lost")
    if not found:
        asked = noting.words or any(
            map(noting.request.has, (*_OF_LIST, "--tag", "--colour"))
        )
        noting.console.note("No note fits." if asked else "There are no notes yet.")
        return 1 if asked else 0
    return 0


def _list_removed(noting: NoteDesk) -> int:
    every = noting.shelf.removed()
    _print(
        noting,
        [
            PlacedNote(one.note, None, one.note.comment, "it was removed")
            for one in every
        ],
    )
    return 0


def _print(noting: NoteDesk, found: Sequence[PlacedNote]) -> None:
    if noting.request.has("--json"):
        noting.console.say_json([note_shape(one) for one in found])
    elif noting.request.has("--jsonl"):
        library = noting.desk.library.info.id
        for one in found:
            noting.console.out.write(f"{as_json(to_w3c(one.note, library))}\n")
    else:
        for number, one in enumerate(found):
            lines = [
                *([()] if number else ()),
                *note_lines(one, noting.console.width),
            ]
            noting.console.say_pieces(lines, plain=noting.request.has("--plain"))


def _say_layers(noting: NoteDesk) -> None:
    for laid in noting.shelf.layers():
        if laid.problem:
            noting.console.note(f"{laid.layer.name}: {laid.problem}")


def _add(noting: NoteDesk) -> int:
    """Take a note."""
    noting.refuse_unlasting()
    place = noting.desk.library.resolve(noting.one("an ID: POST or POST#COMMENT"))
    reading = noting.desk.library.read(place.post)
    quote = noting.request.options.get("--quote")
    span = None
    if quote is not None:
        found = passages(reading.post, reading.thread, place.comment, quote)
        if not found:
            raise NoteError(
                "These words do not stand in the text. Copy them from:"
                f" gulagreader show {noting.words[0]} --markdown"
            )
        if len(found) > 1:
            noting.console.note(
                f"These words stand there {len(found)} times; the first are marked."
            )
        span = found[0]
    note = noting.shelf.add(
        reading.post,
        reading.thread,
        place.comment,
        span,
        colour=noting.request.options.get("--colour", COLOURS[0]),
        text=noting.request.options.get("--note", ""),
        tags=_tags(noting.request.options.get("--tag", "")),
    )
    _say_note(noting, note.id, "noted")
    return 0


def _change(noting: NoteDesk) -> int:
    """Change what the options give of a note."""
    tags = noting.request.options.get("--tag")
    note = noting.shelf.change(
        noting.one("the id of a NOTE"),
        colour=noting.request.options.get("--colour"),
        text=noting.request.options.get("--note"),
        tags=None if tags is None else _tags(tags),
    )
    _say_note(noting, note.id, "changed")
    return 0


def _remove(noting: NoteDesk) -> int:
    """Remove a note."""
    note = noting.shelf.remove(noting.one("the id of a NOTE"))
    if noting.request.has("--json"):
        noting.console.say_json({"removed": note.id})
    else:
        noting.console.say(f"removed: {note.id}")
        noting.console.note(
            f"It can be had back for thirty days: gulagreader notes restore {note.id}"
        )
    return 0


def _restore(noting: NoteDesk) -> int:
    """Take a removed note back."""
    note = noting.shelf.restore(noting.one("the id of a NOTE"))
    _say_note(noting, note.id, "restored")
    return 0


def _say_note(noting: NoteDesk, note_id: str, said: str) -> None:
    if noting.request.has("--json"):
        placed = noting.shelf.placed(noting.shelf.note(note_id))
        noting.console.say_json(note_shape(placed))
    else:
        noting.console.say(f"{said}: {note_id}")


_RUNS: dict[str, Callable[[NoteDesk], int]] = {
    "": _listed,
    "add": _add,
    "change": _change,
    "remove": _remove,
    "restore": _restore,
    "export": export,
    "import": import_files,
    "lay": lay,
    "lift": lift,
    "layers": layers,
}


def _tags(written: str) -> list[str]:
    return [tag.strip() for tag in written.split(",") if tag.strip()]
