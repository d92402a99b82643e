"""The reader in a browser: asked as a page of a browser asks."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from ui.reading_room import make_library, open_services, reading, until

import gulagreader.ui
from gulagreader.domain.errors import GulagreaderError
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.commands import COMMANDS
from gulagreader.ui.program.guests import DENIED, REFUSED, for_guests
from gulagreader.ui.serving.addresses import Addresses
from gulagreader.ui.serving.server import ReaderServer, check_free
from gulagreader.ui.serving.session import in_bounds

SECONDS = 60
"""How long a reader may take to open before the test gives up."""


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def guest(tmp_path: Path) -> Gulagreader:
    folder, own = make_library(tmp_path / "library"), tmp_path / "own"
    return Gulagreader(
        open_services(folder, own), lambda other: open_services(other, own), guest=True
    )


@asynccontextmanager
async def serving(
    library: Path, *, readers: int = 5
) -> AsyncIterator[tuple[str, aiohttp.ClientSession]]:
    said: list[str] = []
    port = free_port()
    server = ReaderServer(library, "A title", said.append, port=port, readers=readers)
    runner = web.AppRunner(await server._make_app(), shutdown_timeout=5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    address = f"http://127.0.0.1:{port}"
    assert said == [f"Reading at {address} (Ctrl+C ends it)"]
    try:
        async with aiohttp.ClientSession() as session:
            yield address, session
    finally:
        await runner.cleanup()


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GULAGREADER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GULAGREADER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GULAGREADER_CONFIG", str(tmp_path / "config.yaml"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return make_library(tmp_path / "library")


async def shown(
    socket: aiohttp.ClientWebSocketResponse, words: bytes, *keys: str
) -> bytes:
    """Everything that a reader writes until some words are on the screen."""
    for key in keys:
        await socket.send_str(json.dumps(["stdin", key]))
    written = b""
    async with asyncio.timeout(SECONDS):
        async for message in socket:
            if message.type is aiohttp.WSMsgType.BINARY:
                written += message.data
            if words in written:
                return written
    raise AssertionError(f"never shown: {words!r}")


async def test_a_page_gets_a_reader_that_answers_keys(
    library: Path, tmp_path: Path
) -> None:
    async with serving(library) as (address, session):
        async with session.get(address) as page:
            html = await page.text()
        assert "A title" in html
        assert f"ws{address[4:]}/ws" in html
        url = f"{address}/ws?width=100&height=30"
        async with session.ws_connect(url, origin=address) as socket:
            await shown(socket, b"A letter in a tin")
            await shown(socket, b"The post below", "?")
    assert not (tmp_path / "data").exists()


async def test_several_read_at_once_but_not_more_than_allowed(library: Path) -> None:
    async with serving(library, readers=2) as (address, session):
        url = f"{address}/ws"
        async with (
            session.ws_connect(url, origin=address) as one,
            session.ws_connect(url, origin=address) as other,
        ):
            await shown(one, b"A letter in a tin")
            await shown(other, b"A letter in a tin")
            with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
                await session.ws_connect(url, origin=address)
            assert refused.value.status == 503


@pytest.mark.parametrize("origin", ["http://elsewhere.example", None])
async def test_another_page_opens_no_reader(library: Path, origin: str | None) -> None:
    async with serving(library) as (address, session):
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(f"{address}/ws", origin=origin)
        assert refused.value.status == 403


async def test_the_page_asks_nothing_of_other_servers(library: Path) -> None:
    async with serving(library) as (address, session):
        async with session.get(address) as page:
            html = await page.text()
        asked = [part.split('"')[0] for part in html.split('="http')[1:]]
        asked += [part.split('"')[0] for part in html.split('url("http')[1:]]
        assert asked
        assert all(f"http{one}".startswith(address) for one in asked)


async def test_the_page_works_under_each_name_of_this_machine(library: Path) -> None:
    async with serving(library) as (address, session):
        by_name = address.replace("127.0.0.1", "localhost")
        host = by_name.removeprefix("http://")
        async with session.get(address, headers={"Host": host}) as page:
            html = await page.text()
        assert f'"ws://{host}/ws"' in html
        assert address not in html
        async with session.ws_connect(
            f"{address}/ws", origin=by_name, headers={"Host": host}
        ) as socket:
            await shown(socket, b"A letter in a tin")


async def test_a_name_made_to_lead_here_gets_nothing(library: Path) -> None:
    async with serving(library) as (address, session):
        port = address.rpartition(":")[2]
        host = f"elsewhere.example:{port}"
        async with session.get(address, headers={"Host": host}) as page:
            assert page.status == 421
            assert address in await page.text()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(
                f"{address}/ws", origin=f"http://{host}", headers={"Host": host}
            )
        assert refused.value.status == 403


async def test_no_other_page_shows_it_inside_itself(library: Path) -> None:
    async with serving(library) as (address, session), session.get(address) as page:
        assert page.headers["X-Frame-Options"] == "DENY"


async def test_what_no_page_of_ours_sends_ends_that_reader_alone(
    library: Path,
) -> None:
    async with serving(library) as (address, session):
        url = f"{address}/ws"
        async with session.ws_connect(url, origin=address) as other:
            for sent in ("no json", '["resize", 7]', "{}", "[]"):
                async with session.ws_connect(url, origin=address) as socket:
                    await socket.send_str(sent)
                    async with asyncio.timeout(SECONDS):
                        async for _ in socket:
                            pass
            await shown(other, b"A letter in a tin")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("127.0.0.1", 8000), "http://127.0.0.1:8000"),
        (("::1", 80), "http://[::1]"),
        (("0.0.0.0", 8000), "http://127.0.0.1:8000"),
        (("::1", 8000, "https://x.example/y/"), "https://x.example/y"),
    ],
)
def test_the_address_is_told(asked: tuple[str, int], found: str) -> None:
    assert Addresses(*asked).public == found


@pytest.mark.parametrize(
    ("addresses", "host", "origin"),
    [
        (Addresses("127.0.0.1", 8000), "127.0.0.1:8000", "http://127.0.0.1:8000"),
        (Addresses("127.0.0.1", 8000), "LOCALHOST:8000", "http://localhost:8000"),
        (Addresses("::1", 8000), "[::1]:8000", "http://[::1]:8000"),
        (Addresses("localhost", 80), "localhost", "http://localhost"),
        (Addresses("0.0.0.0", 8000), "192.168.1.5:8000", "http://192.168.1.5:8000"),
        (Addresses("0.0.0.0", 80, "https://x.y/z"), "inner:80", "https://x.y"),
    ],
)
def test_its_own_page_may_open_a_reader(
    addresses: Addresses, host: str, origin: str
) -> None:
    assert addresses.may_open(origin, host)


@pytest.mark.parametrize(
    ("addresses", "host", "origin"),
    [
        (Addresses("127.0.0.1", 8000), "127.0.0.1:8000", "http://127.0.0.1:80001"),
        (Addresses("127.0.0.1", 8000), "127.0.0.1:8000", "https://127.0.0.1:8000"),
        (Addresses("127.0.0.1", 8000), "localhost:8000", "http://127.0.0.1:8000"),
        (Addresses("127.0.0.1", 8000), "127.0.0.1:8000", "null"),
        (Addresses("127.0.0.1", 8000), "127.0.0.1:8000", None),
        (Addresses("127.0.0.1", 8000), "[::1", "http://[::1"),
        (Addresses("127.0.0.1", 8000), "192.168.1.5:8000", "http://192.168.1.5:8000"),
        (Addresses("0.0.0.0", 8000), "evil.example:8000", "http://evil.example:8000"),
        (Addresses("0.0.0.0", 80, "https://x.y/z"), "inner:80", "http://inner"),
    ],
)
def test_no_other_page_may(addresses: Addresses, host: str, origin: str | None) -> None:
    assert not addresses.may_open(origin, host)


def test_a_terminal_is_of_a_size_that_a_reader_can_have() -> None:
    assert in_bounds(80, 24) == (80, 24)
    assert in_bounds(10**9, 10**9) == (500, 200)
    assert in_bounds(-5, 0) == (1, 1)


def test_a_port_that_is_taken_is_said() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(GulagreaderError, match="name another with --port"):
            check_free("127.0.0.1", taken.getsockname()[1])


def test_a_guest_has_no_command_that_reaches_files() -> None:
    names = {command.name for command in for_guests(COMMANDS)}
    assert "app.edit" not in names
    assert "app.review_import" not in names
    assert "app.search_library" in names
    known = {c.name.partition("(")[0].rpartition(".")[2] for c in COMMANDS}
    assert known >= DENIED - {"write_out"}


REACHING = re.compile(r"subprocess|webbrowser|\bPathScreen\(|\bWriteOutScreen\(")
KNOWN_TO_REACH = {
    "editor.py",
    "import_errands.py",
    "library_errands.py",
    "app.py",
    "dossier.py",
    "note_files.py",
    "path.py",
    "write_out.py",
    "session.py",
}
"""Each was looked at: a guest gets to none of it."""


def test_no_other_part_of_the_screen_reaches_files() -> None:
    folder = Path(gulagreader.ui.__file__).parent
    found = {
        file.name for file in folder.rglob("*.py") if REACHING.search(file.read_text())
    }
    assert found <= KNOWN_TO_REACH


async def test_a_guest_is_offered_nothing_that_reaches_files(tmp_path: Path) -> None:
    app = guest(tmp_path)
    async with reading(app):
        said = {offer.title for offer in app.offers()}
        assert "Theme: paper" in said
        assert not [s for s in said if re.search("mport|xport|Lay|library|file", s)]


@pytest.mark.parametrize("ask", ["_ask_import", "_ask_look", "_ask_library"])
async def test_whatever_leads_to_a_path_no_guest_gets_there(
    tmp_path: Path, ask: str
) -> None:
    app = guest(tmp_path)
    async with reading(app):
        getattr(app, ask)()
        assert app.screen is app.reader
        assert app.reader.status.words.startswith(REFUSED)


@pytest.mark.parametrize("key", ["e", "R", "ctrl+z"])
async def test_the_keys_of_what_is_denied_say_so(tmp_path: Path, key: str) -> None:
    app = guest(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", key)
        await until(pilot, lambda: app.reader.status.words.startswith(REFUSED))
        assert app.screen is app.reader


async def test_a_guest_writes_no_dossier_out(tmp_path: Path) -> None:
    app = guest(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "d", "E")
        await until(pilot, lambda: app.screen is not app.reader)
        dossier = app.screen
        await pilot.press("w", "X")
        await pilot.pause()
        assert app.screen is dossier
