"""``notes export``, ``import``, ``lay``, ``lift``, ``layers``: notes in files."""

from collections.abc import Sequence
from pathlib import Path

from gulagreader.cli.arguments import UsageError
from gulagreader.cli.note_desk import NoteDesk
from gulagreader.cli.note_lines import imported_shape, layer_shape
from gulagreader.services.note_exchange import Form
from gulagreader.services.note_files import export_notes, import_notes
from gulagreader.services.note_layers import LaidOver

_FORMS: dict[str, Form] = {"w3c": "w3c", "hypothesis": "hypothesis"}


def export(noting: NoteDesk) -> int:
    """Write the notes that fit to a file."""
    target = noting.request.path("--to")
    if target is None:
        raise UsageError("say where the notes go: --to FILE", noting.request.verb)
    form = _FORMS.get(noting.request.options.get("--as", "w3c"))
    if form is None:
        raise UsageError("--as takes w3c or hypothesis", noting.request.verb)
    chosen = noting.chosen(" ".join(noting.words))
    notes = [one.note for one in chosen if one.layer is None]
    if not notes:
        noting.console.note("No note fits; nothing was written.")
        return 1
    notes.sort(key=lambda note: (note.created, note.id))
    job = export_notes(
        noting.shelf,
        notes,
        target,
        form,
        noting.console.clock(),
        force=noting.request.has("--force"),
    )
    path = noting.console.run(job)
    if noting.request.has("--json"):
        shape = {"target": str(path), "format": form, "notes": len(notes)}
        noting.console.say_json(shape)
    else:
        noting.console.say(f"written: {path}")
        noting.console.note(_count(len(notes)))
    return 0


def import_files(noting: NoteDesk) -> int:
    """Take in the notes of files; 3 where something was refused."""
    if not noting.words:
        raise UsageError("“notes import” needs FILE...", noting.request.verb)
    noting.refuse_unlasting()
    files = [Path(word) for word in noting.words]
    done = noting.console.run(import_notes(noting.shelf, files, noting.console.clock()))
    for one in done.refused:
        line = "" if one.line is None else f":{one.line}"
        where = f"{one.file}{line}: " if one.line is not None else ""
        noting.console.note(f"refused: {where}{one.why}")
    if done.homeless:
        noting.console.note(
            f"{_count(done.homeless)} on pages that this library does not have;"
            " see them with: notes --lost"
        )
    if noting.request.has("--json"):
        noting.console.say_json(imported_shape(done))
    else:
        noting.console.say(
            f"{_count(len(done.added))} added, {len(done.changed)} changed,"
            f" {done.unchanged} unchanged, {len(done.refused)} refused"
        )
    return 3 if done.refused else 0


def lay(noting: NoteDesk) -> int:
    """Lay another reader's file over the library."""
    noting.refuse_unlasting()
    file = Path(noting.one("a FILE"))
    colour = noting.request.options.get("--colour", "purple")
    laid = noting.shelf.lay_over(file, colour, noting.request.options.get("--by", ""))
    for one in laid.refused:
        noting.console.note(f"refused: {file}:{one.line or 1}: {one.why}")
    _say_laid(noting, [laid])
    return 0


def lift(noting: NoteDesk) -> int:
    """Take a file off the library."""
    file = Path(noting.one("a FILE"))
    if not noting.shelf.lift(file):
        noting.console.note(f"{file} was not laid over this library.")
        return 1
    _say_laid(noting, noting.shelf.layers())
    return 0


def layers(noting: NoteDesk) -> int:
    """List the files that are laid over the library."""
    _say_laid(noting, noting.shelf.layers())
    return 0


def _say_laid(noting: NoteDesk, every: Sequence[LaidOver]) -> None:
    if noting.request.has("--json"):
        noting.console.say_json([layer_shape(one) for one in every])
        return
    for one in every:
        said = one.problem or _count(len(one.notes))
        layer = one.layer
        noting.console.say(f"{layer.colour}  {layer.name}  {layer.path}  {said}")


def _count(notes: int) -> str:
    return "1 note" if notes == 1 else f"{notes} notes"
