"""``serve``: the reader in a browser."""

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.index_desk import IndexDesk
from gulagreader.domain.errors import GulagreaderError

_LOOPBACK = "127.0.0.1"
_HERE = frozenset({_LOOPBACK, "::1", "localhost"})
_PORT = 8000
_READERS = 20
_HIGHEST_PORT = 65_535


def run_serve(request: Request, console: Console) -> int:
    """Serve a library to browsers until Ctrl+C."""
    host = request.options.get("--host", _LOOPBACK)
    port = request.number("--port", _PORT)
    if port > _HIGHEST_PORT:
        raise UsageError(f"--port takes 1 to {_HIGHEST_PORT}", request.verb)
    try:
        from gulagreader.ui.serving.server import ReaderServer, check_free  # noqa: PLC0415 - an extra, and slow
    except ImportError:
        raise GulagreaderError(
            "Serving needs textual-serve. Install it with: pip install"
            " 'gulagreader[serve]'"
        ) from None
    check_free(host, port)
    desk = Desk.open(request, console)
    # Indexed once here, and not by every guest.
    IndexDesk(desk).updated()
    own = request.has("--own")
    if host not in _HERE:
        console.note(
            f"Anybody who can reach {host} may read this library"
            + (", and change your notes and posts." if own else ".")
        )
    server = ReaderServer(
        desk.library.folder,
        desk.library.info.name,
        console.note,
        host=host,
        port=port,
        address=request.options.get("--address"),
        readers=request.number("--readers", _READERS),
        own=own,
    )
    server.serve()
    return 0
