"""``dossier new``, ``use``, ``rename`` and ``drop``: dossiers as wholes."""

from gulagreader.cli.dossier_desk import DossierDesk
from gulagreader.cli.dossier_lines import dossier_shape
from gulagreader.domain.dossier import Dossier


def new(gathering: DossierDesk) -> int:
    """Begin a dossier."""
    gathering.refuse_unlasting()
    dossier = gathering.shelf.new(gathering.text("NAME"))
    return say_dossier(gathering, dossier, "begun")


def use(gathering: DossierDesk) -> int:
    """Gather into another dossier from now on."""
    dossier = gathering.shelf.use(gathering.text("NAME"))
    return say_dossier(gathering, dossier, "gathering into")


def rename(gathering: DossierDesk) -> int:
    """Call a dossier otherwise."""
    name = gathering.text("a new NAME")
    dossier = gathering.shelf.rename(gathering.dossier, name)
    return say_dossier(gathering, dossier, "renamed")


def drop(gathering: DossierDesk) -> int:
    """Drop a dossier."""
    dossier = gathering.shelf.dossier(gathering.text("NAME"))
    gathering.shelf.drop(dossier)
    gathering.console.note(
        "It can be had back for thirty days: gulagreader dossier restore"
        f" {dossier.name}"
    )
    return say_dossier(gathering, dossier, "dropped")


def say_dossier(gathering: DossierDesk, dossier: Dossier, said: str) -> int:
    """Say what was done with a dossier."""
    if gathering.request.has("--json"):
        current = gathering.shelf.current()
        is_it = current is not None and current.id == dossier.id
        gathering.console.say_json(dossier_shape(dossier, current=is_it))
    else:
        gathering.console.say(f"{said}: {dossier.name}")
    return 0
