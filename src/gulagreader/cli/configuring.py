"""``config``: what the reader's config settles, and what one may hold."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from gulagreader.cli.arguments import Request
from gulagreader.cli.console import Console
from gulagreader.cli.shapes import damages_shape
from gulagreader.domain.config import FIELDS, SETTINGS, Config
from gulagreader.storage.config_file import read_config, usual_config
from gulagreader.storage.folders import config_path

if TYPE_CHECKING:
    from gulagreader.ui.program.settled import Settled


def run_config(request: Request, console: Console) -> int:
    """Print the config, its place or its mistakes; 1 where ``--check`` found some."""
    path = config_path(console.environ)
    if request.has("--print-default"):
        console.say(usual_config().rstrip("\n"))
        return 0
    if request.has("--path"):
        console.say(str(path))
        return 0
    found = settled(console.environ)
    # Themes belong to the screen, whose toolkit is slow to import.
    from gulagreader.ui.looks.themes import theme_names  # noqa: PLC0415

    problems = found.checked(theme_names())
    if request.has("--check"):
        if request.has("--json"):
            console.say_json(damages_shape(problems))
        else:
            console.say(*map(str, problems))
        console.note(f"{path}: {_said(len(problems), exists=path.exists())}.")
        return 1 if problems else 0
    values = values_of(found.config)
    if request.has("--json"):
        console.say_json({"path": str(path), "exists": path.exists(), **values})
    else:
        for name, value in values.items():
            console.say(f"{name}: {_written(value)}")
    console.note(f"{path}: {_said(len(problems), exists=path.exists())}.")
    return 0


def settled(environ: Mapping[str, str]) -> "Settled":
    """What the config settles, with what of it was passed over."""
    from gulagreader.ui.program.settled import Settled  # noqa: PLC0415 - slow to import

    found = read_config(config_path(environ))
    return Settled(found.config, found.path, found.problems)


def values_of(config: Config) -> dict[str, object]:
    """Every field with what holds: what was given, else what is usual."""
    given: dict[str, object] = {
        "library": str(config.library) if config.library else None,
        "signs": config.signs.value,
        "motion": config.motion.value,
        "emoji": config.emoji.value,
        "terminal-title": "yes" if config.is_titled else "no",
        "editor": config.editor,
        "layouts": list(config.layouts) if config.layouts is not None else None,
        "keys": {name: list(keys) for name, keys in config.keys.items()},
        **{n: config.settings.get(setting) for n, setting in SETTINGS.items()},
    }
    return {f.name: _or_usual(given.get(f.name), f.usual) for f in FIELDS}


def _or_usual(value: object, usual: str) -> object:
    if value is not None:
        return value
    if usual == "~":
        return None
    return usual.strip("[]").split(", ") if usual.startswith("[") else usual


def _written(value: object) -> str:
    if value is None:
        return "~"
    if isinstance(value, list):
        return f"[{', '.join(map(str, value))}]"
    if isinstance(value, dict):
        rows = [f"\n  {name}: {_written(keys)}" for name, keys in value.items()]
        return "".join(rows) or "{}"
    return str(value)


def _said(mistakes: int, *, exists: bool) -> str:
    if not exists:
        return "not there, so all is as usual; --print-default prints one to begin with"
    if not mistakes:
        return "no mistakes"
    return "1 mistake" if mistakes == 1 else f"{mistakes} mistakes"
