"""The way in: understand the command line, carry it out, and end in good order."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TextIO, cast

from gulagreader.cli.arguments import Request, UsageError, understand
from gulagreader.cli.console import Console, prepare_streams
from gulagreader.domain.errors import GulagreaderError
from gulagreader.text.clean import clean

INTERRUPTED = 130
"""What a shell gives for a program that ended by Ctrl+C (128 + SIGINT)."""
PIPE_CLOSED = 141
"""The same for one whose reader went away, such as ``head`` (128 + SIGPIPE)."""
_USAGE = 2

_RUNS = {
    "": "opening:run_reader",
    "read": "opening:run_read",
    "import": "taking_in:run_import",
    "list": "listing:run_list",
    "show": "showing:run_show",
    "search": "searching:run_search",
    "quotations": "quoting:run_quotations",
    "cite": "citing:run_cite",
    "notes": "noting:run_notes",
    "people": "people:run_people",
    "concordance": "concordance:run_concordance",
    "dossier": "gathering:run_dossier",
    "export": "exporting:run_export",
    "check": "upkeep:run_check",
    "index": "upkeep:run_index",
    "keys": "explaining:run_keys",
    "config": "configuring:run_config",
    "serve": "serving:run_serve",
    "help": "explaining:run_help",
}
"""Who carries out each command; imported when asked for, to start quickly."""


def main(
    arguments: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] = os.environ,
) -> int:
    """Carry out a command line; give the exit status.

    0 done, 1 nothing found or findings, 2 wrong usage, 3 a source refused;
    130 interrupted, 141 nobody reads the output any more.
    """
    prepare_streams()
    words = sys.argv[1:] if arguments is None else arguments
    console = Console(
        environ,
        _now,
        sys.stdin or _nowhere("r"),
        sys.stdout or _nowhere("w"),
        sys.stderr or _nowhere("w"),
    )
    try:
        status = _carry_out(list(words), console)
        console.out.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return PIPE_CLOSED
    except OSError as error:
        where = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        console.note(f"gulagreader: {where}{error.strerror or error}")
        _let_go_of_output()
        return _USAGE
    return status


def _carry_out(words: Sequence[str], console: Console) -> int:
    status = _USAGE
    try:
        request = understand(words)
        status = _run_of(request)(request, console)
    except UsageError as error:
        _say_usage(error, console)
    except GulagreaderError as error:
        console.note(f"gulagreader: {' '.join(clean(str(error)).split())}")
    if status:
        _say_library_meant(words, console)
    return status


def _say_library_meant(words: Sequence[str], console: Console) -> None:
    from gulagreader.cli.library_meant import library_meant  # noqa: PLC0415 - start-up

    said = library_meant(words, console.environ)
    if said is not None:
        console.note(" ".join(clean(said).split()))


def _run_of(request: Request) -> Callable[[Request, Console], int]:
    if request.has("--help"):
        request = Request(request.verb)
        return _explain
    if request.has("--version"):
        return _version
    module, _, name = _RUNS[request.verb.name].partition(":")
    run = getattr(import_module(f"gulagreader.cli.{module}"), name)
    return cast("Callable[[Request, Console], int]", run)


def _explain(request: Request, console: Console) -> int:
    from gulagreader.cli.explaining import explained  # noqa: PLC0415 - start-up

    console.say(*explained(request.verb))
    return 0


def _version(_: Request, console: Console) -> int:
    from gulagreader.cli.explaining import run_version  # noqa: PLC0415 - start-up

    return run_version(console)


def _say_usage(error: UsageError, console: Console) -> None:
    from gulagreader.cli.explaining import usage  # noqa: PLC0415 - start-up

    console.note(f"gulagreader: {' '.join(clean(str(error)).split())}")
    if error.verb is not None:
        console.note(f"usage: {usage(error.verb)} [options]")
    asked = f" {error.verb.name}" if error.verb and error.verb.name else ""
    console.note(f"See: gulagreader help{asked}")


def _nowhere(mode: str) -> TextIO:
    """In place of a stream that was closed before the program began."""
    return cast("TextIO", Path(os.devnull).open(mode))


def _let_go_of_output() -> None:
    """Keep the interpreter from flushing into a closed pipe when it ends."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return


def _now() -> datetime:
    return datetime.now(tz=UTC)
