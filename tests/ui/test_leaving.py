"""Closing what something is still looked for on."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.screen import Screen
from ui.reading_room import make_library, reader_on, reading, until

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.page import PageScreen
from gulagreader.ui.views.page_view import PageView

_LONGEST = 10.0
"""Seconds that a test waits for what it lets go itself."""


def _find_when_gone(
    app: Gulagreader, monkeypatch: pytest.MonkeyPatch, screen: type, group: str
) -> Callable[[], None]:
    """Let something be found when the panes of a screen are just gone."""
    gone = threading.Event()

    async def on_unmount(_: object) -> None:
        gone.set()
        for _ in range(500):
            if all(one.is_finished for one in app.workers if one.group == group):
                break
            await asyncio.sleep(0.01)

    monkeypatch.setattr(screen, "on_unmount", on_unmount, raising=False)

    def find() -> None:
        gone.wait(_LONGEST)

    return find


async def test_a_page_is_closed_while_something_is_looked_for_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        find = _find_when_gone(app, monkeypatch, PageScreen, "look")
        page: Screen[None] = PageScreen("Page", ())

        async def look() -> None:
            await asyncio.to_thread(find)
            page.query_one(PageView)

        await app.push_screen(page)
        page.run_worker(look(), group="look")
        await pilot.press("escape")
        await until(pilot, lambda: not page.is_running)
        assert app.screen is app.reader
