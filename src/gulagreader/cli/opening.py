"""The bare command: open the reader, or, where there is no screen, list the posts."""

from pathlib import Path

from gulagreader.cli.arguments import Request, did_you_mean
from gulagreader.cli.console import Console, is_terminal
from gulagreader.domain.errors import LibraryError


def run_reader(request: Request, console: Console) -> int:
    """Open the reader on a library; without a terminal, print what there is."""
    named = Path(request.words[0]) if request.words else request.library
    if named is not None and not named.expanduser().exists():
        hint = did_you_mean(str(named))
        if hint:
            raise LibraryError(f"“{named}” is no command and no library{hint}")
    if request.has("--plain") or not _has_screen(console):
        return _list_posts(named, request, console)
    from gulagreader.ui.program.start import run  # noqa: PLC0415 - only where there is a screen

    return run(named, environ=console.environ)


def run_read(request: Request, console: Console) -> int:
    """Read on at a post: on the screen, or by line and prompt."""
    named = request.words[0] if request.words else None
    plain = request.has("--plain")
    if not plain and _has_screen(console):
        from gulagreader.ui.program.start import run  # noqa: PLC0415 - only where there is a screen

        post = _whole_id(named, request, console) if named else None
        return run(request.library, post=post, environ=console.environ)
    from gulagreader.cli.line_reader.reader import read_aloud  # noqa: PLC0415 - rarely

    return read_aloud(request.library, named, console)


def _whole_id(named: str, request: Request, console: Console) -> str:
    from gulagreader.cli.desk import Desk  # noqa: PLC0415 - start-up

    return Desk.open(request, console).library.resolve(named).post


def _has_screen(console: Console) -> bool:
    streams = (console.source, console.out, console.err)
    # What the terminal is called matters: a dumb one cannot move its cursor.
    dumb = console.environ.get("TERM") == "dumb"
    return all(map(is_terminal, streams)) and not dumb


def _list_posts(named: Path | None, request: Request, console: Console) -> int:
    # The screen needs none of this, and is to come at once.
    from gulagreader.cli.desk import Desk  # noqa: PLC0415
    from gulagreader.cli.listing import print_cards  # noqa: PLC0415

    options = dict(request.options)
    if named is not None:
        options["--library"] = str(named)
    desk = Desk.open(Request(request.verb, (), options), console)
    desk.look()
    cards = desk.library.cards
    print_cards(console, cards, desk.read_posts(), plain=True)
    example = cards[0].id if cards else "ID"
    console.say("", f"Read on with: gulagreader show {example}")
    console.say("By line and prompt: gulagreader read --plain")
    return 0
