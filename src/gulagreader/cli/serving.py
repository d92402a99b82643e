"""``serve``: the reader in a browser."""

from urllib.parse import urlsplit

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.index_desk import IndexDesk
from gulagreader.domain.errors import GulagreaderError
from gulagreader.storage.folders import folders

_LOOPBACK = "127.0.0.1"
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
        from gulagreader.ui.serving.addresses import Addresses  # noqa: PLC0415 - an extra
        from gulagreader.ui.serving.guest_folders import remove_left  # noqa: PLC0415 - as these
        from gulagreader.ui.serving.server import ReaderServer, check_free  # noqa: PLC0415 - an extra, and slow
    except ImportError:
        raise GulagreaderError(
            "Serving needs textual-serve. Install it with: pip install"
            " 'gulagreader[serve]'"
        ) from None
    address = request.options.get("--address")
    if address is not None and not is_address(address):
        raise UsageError(
            "--address is what browsers ask for, such as https://reader.example/blog",
            request.verb,
        )
    check_free(host, port)
    remove_left(folders(console.environ).temporary)
    desk = Desk.open(request, console)
    # Indexed once here, and not by every guest.
    IndexDesk(desk).updated()
    own = request.has("--own")
    if not Addresses(host, port).is_here:
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
        address=address,
        readers=request.number("--readers", _READERS),
        own=own,
    )
    server.serve()
    return 0


def is_address(words: str) -> bool:
    """Whether words are an address that a browser can ask for."""
    try:
        parts = urlsplit(words)
        _ = parts.port
    except ValueError:
        return False
    whole = parts.scheme in {"http", "https"} and parts.hostname
    return bool(whole) and not (parts.query or parts.fragment)
