"""Serve the reader to browsers: each page that is opened gets a reader of its own.

textual-serve moves the bytes between the page and a reader's process. Here it is kept
to this machine: only a page that the server itself sent may open a reader (its Origin
is checked, or any page in the same browser could, RFC 6455, 10.2), nothing is fetched
from elsewhere, and no more readers run at once than were allowed.
"""

import shlex
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server, to_int

from gulagreader.domain.errors import GulagreaderError
from gulagreader.ui.serving.addresses import Addresses
from gulagreader.ui.serving.guest import COUNTS_ALIKE, OWN
from gulagreader.ui.serving.page_terminal import PageTerminal
from gulagreader.ui.serving.session import PageSession, in_bounds

_GUEST = "gulagreader.ui.serving.guest"
_HEARTBEAT_SECONDS = 15
_FONT_SIZE, _SMALLEST, _LARGEST = 16, 6, 72
"""Of the page's letters, in pixels; ``?fontsize=20`` in the address names another."""
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # No other page shows it inside itself, to have keys typed into it unseen.
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
}
_TEMPLATES = Path(__file__).parent / "templates"
Say = Callable[[str], None]


class ReaderServer(Server):
    """Serves one library to several readers at once."""

    def __init__(
        self,
        library: Path,
        title: str,
        say: Say,
        *,
        host: str = "127.0.0.1",
        port: int = 8000,
        address: str | None = None,
        readers: int = 20,
        own: bool = False,
    ) -> None:
        """Take the library, where to listen, and how many may read at once.

        ``address`` is what browsers are to use, where that is not host and port;
        ``own`` lets readers use the memory and the commands of who runs the server.
        """
        words = (sys.executable, "-m", _GUEST, str(library), *([OWN] * own))
        self._addresses = Addresses(host, port, address)
        super().__init__(
            shlex.join(words),
            host=host,
            port=port,
            title=title,
            public_url=self._addresses.public,
            templates_path=str(_TEMPLATES),
        )
        self._terminal = PageTerminal(Path(self.statics_path))
        self._words = (*words, *([COUNTS_ALIKE] * self._terminal.counts_alike))
        self._say = say
        self._readers, self._reading = readers, 0
        self._open: set[web.WebSocketResponse] = set()

    def initialize_logging(self) -> None:
        """Say nothing of every request."""

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.router.add_get(f"/{self._terminal.name}", self.handle_terminal)
        return app

    async def handle_terminal(self, request: web.Request) -> web.Response:
        """Send the script of the page's terminal."""
        del request
        return web.Response(
            text=self._terminal.script,
            content_type="text/javascript",
            headers=_HEADERS | {"Cache-Control": "max-age=31536000, immutable"},
        )

    async def on_startup(self, app: web.Application) -> None:
        """Say where the reader is."""
        self._say(f"Reading at {self.public_url} (Ctrl+C ends it)")

    async def on_shutdown(self, app: web.Application) -> None:
        """Close every page, so that its reader leaves in good order."""
        for page in tuple(self._open):
            await page.close()
        self._say("No longer serving")

    async def handle_index(self, request: web.Request) -> web.Response:
        """Send the page, whose parts stand under the address it was asked for by."""
        address = self._addresses.of_page(request.host)
        if address is None:
            words = f"This is not the reader's address. It is {self.public_url}"
            raise web.HTTPMisdirectedRequest(text=words)
        page = aiohttp_jinja2.render_template(
            "app_index.html", request, self._in_page(request, address)
        )
        page.headers.update(_HEADERS)
        return page

    def _in_page(self, request: web.Request, address: str) -> dict[str, Any]:
        return {
            "font_size": min(_LARGEST, max(_SMALLEST, self._font_size(request))),
            "app_websocket_url": f"ws{address.removeprefix('http')}/ws",
            "config": {"static": {"url": f"{address}/static/"}},
            "terminal_url": f"{address}/{self._terminal.name}",
            "application": {"name": self.title},
        }

    def _font_size(self, request: web.Request) -> int:
        return to_int(request.query.get("fontsize", ""), _FONT_SIZE)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Give a page its reader, if the page is one of ours and there is room."""
        if not self._addresses.may_open(request.headers.get("Origin"), request.host):
            words = "Only the reader's own page may open a reader."
            raise web.HTTPForbidden(text=words)
        if self._reading >= self._readers:
            words = f"{self._readers} are reading already; try again later."
            raise web.HTTPServiceUnavailable(text=words)
        self._reading += 1
        try:
            return await self._serve_page(request)
        finally:
            self._reading -= 1

    async def _serve_page(self, request: web.Request) -> web.WebSocketResponse:
        page = web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS)
        await page.prepare(request)
        session = PageSession(
            self._words,
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=page.close,
            download_manager=self.download_manager,
        )
        self._open.add(page)
        try:
            width, height = (
                to_int(request.query.get(name, ""), usual)
                for name, usual in (("width", 80), ("height", 24))
            )
            await session.start(*in_bounds(width, height))
            await self._process_messages(page, session)
        except ConnectionError:
            pass  # the page was closed while something was written to it
        except (AssertionError, AttributeError, LookupError, TypeError, ValueError):
            pass  # what came was not written by our page
        finally:
            self._open.discard(page)
            await session.stop()
        return page


def check_free(host: str, port: int) -> None:
    """See that the port can be listened at.

    Raises:
        GulagreaderError: it cannot; the error says why and what to do.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            reason = error.strerror or str(error)
            raise GulagreaderError(
                f"Port {port} of {host} cannot be used ({reason.lower()}); name another"
                " with --port."
            ) from None
