"""``dossier``: what a reader gathers, listed, ordered, written and exchanged."""

from collections.abc import Callable

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.dossier_adding import add, heading, paragraph, say_gathered
from gulagreader.cli.dossier_desk import DossierDesk
from gulagreader.cli.dossier_exchanging import export, import_file, write
from gulagreader.cli.dossier_lines import (
    dossier_lines,
    dossier_shape,
    entry_shape,
    removed_shape,
)
from gulagreader.cli.dossier_naming import drop, new, rename, say_dossier, use
from gulagreader.domain.dossier import Dossier
from gulagreader.services.dossier import Gathered

_FOR_ALL = ("--library", "--json", "--plain", "--in")
_TAKES = {
    "list": (),
    "show": ("--removed",),
    "add": ("--quote", "--paragraph", "--note", "--remark"),
    "heading": ("--at",),
    "paragraph": ("--at",),
    "change": ("--remark", "--text"),
    "move": (),
    "remove": (),
    "restore": (),
    "new": (),
    "use": (),
    "rename": (),
    "drop": (),
    "write": ("--to", "--format", "--style", "--full", "--force"),
    "export": ("--to", "--force"),
    "import": (),
}
"""What can be done with dossiers, and which options belong to it."""


def run_dossier(request: Request, console: Console) -> int:
    """Show a dossier, or do with it what the first word says."""
    action = request.words[0] if request.words and request.words[0] in _TAKES else ""
    for option in request.options:
        if option not in (*_TAKES[action or "show"], *_FOR_ALL):
            said = f"“dossier {action}”" if action else "showing a dossier"
            raise UsageError(f"{option} does not belong to {said}", request.verb)
    desk = Desk.open(request, console)
    desk.look()
    try:
        return _RUNS[action or "show"](DossierDesk(request, desk, action))
    finally:
        desk.forget()


# --- shown


def _list(gathering: DossierDesk) -> int:
    """List the dossiers."""
    every, current = gathering.shelf.dossiers(), gathering.shelf.current()
    shapes = [dossier_shape(one, current=one == current) for one in every]
    if gathering.request.has("--json"):
        gathering.console.say_json(shapes)
        return 0
    for one, shape in zip(every, shapes, strict=True):
        mark = "*" if shape["current"] else " "
        gathering.console.say(f"{mark} {one.name}  {shape['entries']}")
    if not every:
        _say_none(gathering)
    return 0


def _show(gathering: DossierDesk) -> int:
    """Show the entries of a dossier."""
    words = " ".join(gathering.words)
    dossier = gathering.shelf.dossier(words) if words else gathering.named
    console, request = gathering.console, gathering.request
    if dossier is None:
        if request.has("--json"):
            console.say_json(None)
        _say_none(gathering)
        return 0
    if request.has("--removed"):
        return _show_removed(gathering, dossier)
    placed = gathering.shelf.places(dossier.entries)
    if request.has("--json"):
        shape = dossier_shape(dossier, current=dossier == gathering.shelf.current())
        entries = [entry_shape(one, number) for number, one in enumerate(placed, 1)]
        console.say_json({**shape, "entries": entries})
        return 0
    lines = dossier_lines(dossier, placed, console.width)
    console.say_pieces(lines, plain=request.has("--plain"))
    lost = sum(bool(one.unplaced) for one in placed)
    if lost:
        has = "1 entry has" if lost == 1 else f"{lost} entries have"
        console.note(f"{has} no place any more; the words are kept.")
    return 0


def _show_removed(gathering: DossierDesk, dossier: Dossier) -> int:
    if gathering.request.has("--json"):
        gathering.console.say_json([removed_shape(one) for one in dossier.removed])
        return 0
    for gone in reversed(dossier.removed):
        entry = gone.entry
        words = entry.words or entry.text or entry.post
        gathering.console.say(f"{entry.kind.value}  {' '.join(words.split())[:200]}")
    return 0


def _say_none(gathering: DossierDesk) -> None:
    gathering.console.note(
        "There is no dossier yet. What is gathered first begins one:"
        " gulagreader dossier add ID"
    )


# --- gathered


# --- ordered and changed


def _change(gathering: DossierDesk) -> int:
    """Change the remark on an entry, or a heading or paragraph itself."""
    dossier, options = gathering.dossier, gathering.request.options
    entry = gathering.entry(dossier, gathering.one("a number N"))
    if "--remark" not in options and "--text" not in options:
        raise gathering.needs("--remark TEXT or --text TEXT")
    remark, text = options.get("--remark"), options.get("--text")
    # An option cannot be empty; a dash takes the remark away.
    remark = "" if remark == "-" else remark
    after = gathering.shelf.change(dossier, entry.id, remark=remark, text=text)
    number = after.number_of(entry.id)
    done = Gathered(after, after.entries[number], number + 1)
    return say_gathered(gathering, done, "changed")


def _move(gathering: DossierDesk) -> int:
    """Give an entry another number."""
    if len(gathering.words) != 2:
        raise gathering.needs("two numbers: N TO")
    dossier = gathering.dossier
    entry = gathering.entry(dossier, gathering.words[0])
    to = gathering.number(gathering.words[1]) - 1
    after = gathering.shelf.move(dossier, entry.id, to)
    number = after.number_of(entry.id)
    done = Gathered(after, after.entries[number], number + 1)
    return say_gathered(gathering, done, "moved")


def _remove(gathering: DossierDesk) -> int:
    """Remove an entry."""
    dossier = gathering.dossier
    word = gathering.one("a number N")
    entry = gathering.entry(dossier, word)
    gathering.shelf.remove(dossier, entry.id)
    if gathering.request.has("--json"):
        gathering.console.say_json({"removed": entry.id})
        return 0
    gathering.console.say(f"removed: {int(word)} from “{dossier.name}”")
    gathering.console.note("To have it back: gulagreader dossier restore")
    return 0


def _restore(gathering: DossierDesk) -> int:
    """Take back the entry removed last, or a dossier that was dropped."""
    if gathering.words:
        dossier = gathering.shelf.bring_back(gathering.text("NAME"))
        return say_dossier(gathering, dossier, "restored")
    done = gathering.shelf.restore(gathering.dossier)
    return say_gathered(gathering, done, "restored")


# --- dossiers as a whole


_RUNS: dict[str, Callable[[DossierDesk], int]] = {
    "list": _list,
    "show": _show,
    "add": add,
    "heading": heading,
    "paragraph": paragraph,
    "change": _change,
    "move": _move,
    "remove": _remove,
    "restore": _restore,
    "new": new,
    "use": use,
    "rename": rename,
    "drop": drop,
    "write": write,
    "export": export,
    "import": import_file,
}
