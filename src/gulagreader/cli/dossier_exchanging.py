"""``dossier write``, ``export`` and ``import``: dossiers in files."""

from pathlib import Path

from gulagreader.cli.arguments import UsageError
from gulagreader.cli.dossier_desk import DossierDesk
from gulagreader.domain.citing import ReferenceStyle
from gulagreader.services.dossier_files import export_dossier, import_dossier
from gulagreader.services.dossier_writing import (
    STYLES,
    WritingOrder,
    format_of,
    write_dossier,
)


def write(gathering: DossierDesk) -> int:
    """Write a dossier out."""
    target = _target(gathering)
    style = _style(gathering)
    form = format_of(gathering.request.options.get("--format"), target)
    dossier = gathering.dossier
    order = WritingOrder(
        target,
        form,
        style,
        full=gathering.request.has("--full"),
        force=gathering.request.has("--force"),
    )
    console = gathering.console
    job = write_dossier(gathering.shelf, dossier, order, console.clock())
    done = console.run(job)
    if gathering.request.has("--json"):
        console.say_json(
            {
                "target": str(done.target),
                "format": done.format,
                "style": style.value,
                "entries": done.entries,
                "notes": done.notes,
                "works": done.works,
                "unplaced": done.unplaced,
                "references": str(done.references) if done.references else None,
            }
        )
        return 0
    console.say(f"written: {done.target}")
    if done.references is not None:
        console.say(f"written: {done.references}")
        console.note(
            f"For Word: pandoc --citeproc {done.target.name} -o {done.target.stem}.docx"
        )
    console.note(f"{_many(done.entries)} as {done.format}")
    if done.unplaced:
        console.note(
            f"Of {_many(done.unplaced)} the library has other words now, or none;"
            " it is said there."
        )
    return 0


def export(gathering: DossierDesk) -> int:
    """Write a dossier for another reader."""
    dossier, target = gathering.dossier, _target(gathering)
    force = gathering.request.has("--force")
    path = export_dossier(gathering.shelf, dossier, target, force=force)
    if gathering.request.has("--json"):
        shape = {"target": str(path), "entries": len(dossier.entries)}
        gathering.console.say_json(shape)
    else:
        gathering.console.say(f"written: {path}")
        gathering.console.note(_many(len(dossier.entries)))
    return 0


def import_file(gathering: DossierDesk) -> int:
    """Take in what another reader wrote; 3 where something was refused."""
    gathering.refuse_unlasting()
    file = Path(gathering.one("a FILE"))
    console = gathering.console
    done = import_dossier(gathering.shelf, file, console.clock())
    for number, why in done.refused:
        console.note(f"refused: entry {number} {why}")
    if done.library:
        console.note(
            "It was gathered in another library; what this one does not have is kept"
            " as it was gathered."
        )
    if gathering.request.has("--json"):
        console.say_json(
            {
                "id": done.dossier.id,
                "name": done.dossier.name,
                "added": done.added,
                "unchanged": done.unchanged,
                "refused": [
                    {"entry": number, "why": why} for number, why in done.refused
                ],
            }
        )
    else:
        console.say(
            f"“{done.dossier.name}”: {_many(done.added)} added,"
            f" {done.unchanged} unchanged, {len(done.refused)} refused"
        )
    return 3 if done.refused else 0


def _target(gathering: DossierDesk) -> Path:
    target = gathering.request.path("--to")
    if target is None or str(target) == "-":
        raise gathering.needs("a file to write: --to FILE")
    if gathering.words:
        raise UsageError(
            f"name the dossier with --in, not “{gathering.words[0]}”",
            gathering.request.verb,
        )
    return target


def _style(gathering: DossierDesk) -> ReferenceStyle:
    named = gathering.request.options.get("--style", STYLES[0].value).lower()
    for style in STYLES:
        if style.value == named:
            return style
    known = ", ".join(style.value for style in STYLES)
    raise UsageError(
        f"--style is one of {known}, not “{named}”", gathering.request.verb
    )


def _many(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries} entries"
