"""The tour of a minute, and the help that can be filtered."""

from functools import partial
from pathlib import Path

from ui.reading_room import (
    make_library,
    open_services,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.commands import COMMANDS
from gulagreader.ui.screens.keys import KeysScreen
from gulagreader.ui.tour import STEPS, Tour
from gulagreader.ui.views.page_view import PageView


def newcomer(tmp_path: Path) -> Gulagreader:
    return reader_on(make_library(tmp_path / "library"), tmp_path / "own", tour=True)


def _is_at(app: Gulagreader, step: int) -> bool:
    return f"{step}/7" in said(app)


def said(app: Gulagreader) -> str:
    return " ".join(screen_text(app).split())


def test_every_key_that_the_tour_names_is_there() -> None:
    for at in range(len(STEPS)):
        words = Tour(at).words(COMMANDS)
        assert "{" not in words
        assert "(no key)" not in words
        assert ".next" not in words


def test_only_what_is_to_be_tried_goes_on() -> None:
    assert Tour().done("toggle_star", in_thread=False).at == 0
    assert Tour().done("open", in_thread=False).at == 1
    assert Tour(2).done("next_pane", in_thread=False).at == 2
    assert Tour(2).done("next_pane", in_thread=True).at == 3
    # Who goes to the comments at once has seen a page, but space turns the list, too.
    assert Tour(1).done("lead", in_thread=True).at == 3
    assert Tour().done("page", in_thread=False).at == 0
    assert Tour(3).done("search_library", in_thread=True).at == 5
    assert Tour(1).done("search_library", in_thread=False).at == 1
    last = len(STEPS) - 1
    assert Tour(last).done("open", in_thread=False).at == last


async def test_a_newcomer_is_taken_through_by_trying(tmp_path: Path) -> None:
    app = newcomer(tmp_path)
    async with reading(app) as pilot:
        await until(pilot, lambda: "1/7" in said(app))
        for key, step in (("enter", 2), ("space", 3), ("3", 4), ("enter", 5)):
            await pilot.press(key)
            await until(pilot, partial(_is_at, app, step))
        await pilot.press("s")
        await until(pilot, lambda: app.screen is app.search)
        await pilot.press("escape")
        await until(pilot, lambda: "6/7" in said(app))
        await pilot.press("question_mark", "escape")
        await until(pilot, lambda: "7/7" in said(app))
        await pilot.press("escape")
        await until(pilot, lambda: "7/7" not in said(app))


async def test_who_was_here_before_is_not_shown_round(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    services = open_services(folder, tmp_path / "own")
    services.memory.remember_library()
    services.close()
    app = reader_on(folder, tmp_path / "own", tour=True)
    async with reading(app):
        assert not app.reader.query("#tour")


async def test_the_palette_takes_anybody_round(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app) as pilot:
        await pilot.press("ctrl+p")
        await type_text(pilot, "tour of a minute")
        await until(pilot, lambda: "Take the tour" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: "1/7" in said(app))


async def test_the_help_shows_fewer_keys_as_one_types(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, KeysScreen))
        everything = len(app.screen.query_one(PageView).blocks)
        await pilot.press("slash")
        await type_text(pilot, "whole thread")
        await until(pilot, lambda: "Fold the whole thread" in screen_text(app))
        await until(pilot, lambda: "Star the post" not in screen_text(app))
        await pilot.press("escape")
        view = app.screen.query_one(PageView)
        await until(pilot, lambda: len(view.blocks) == everything)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.reader)


async def test_a_key_finds_what_it_does(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app) as pilot:
        await pilot.press("question_mark", "slash", "ctrl+u")
        await type_text(pilot, "P")
        await until(pilot, lambda: "Go to the start of the branch" in screen_text(app))
