"""The reader in a browser: asked as a page of a browser asks."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from ui.reading_room import make_library

from gulagreader.domain.errors import GulagreaderError
from gulagreader.ui.commands import COMMANDS
from gulagreader.ui.guests import DENIED, for_guests
from gulagreader.ui.serving.server import ReaderServer, check_free, is_own_page

SECONDS = 60
"""How long a reader may take to open before the test gives up."""


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


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
            await shown(socket, b"Show every key", "?")
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


def test_an_origin_is_the_whole_of_scheme_host_and_port() -> None:
    assert is_own_page("http://127.0.0.1:8000", "http://127.0.0.1:8000/reader")
    assert not is_own_page("http://127.0.0.1:80001", "http://127.0.0.1:8000")
    assert not is_own_page("https://127.0.0.1:8000", "http://127.0.0.1:8000")
    assert not is_own_page("null", "http://127.0.0.1:8000")


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
