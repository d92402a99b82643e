"""The open post, finding in it, going back, panes, zen, help and leaving."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.session import Leading
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.page import PageScreen

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 30)) as pilot:
        yield app, pilot


async def test_find_counts_in_the_post_and_its_comments(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("2", "slash")
    await type_text(pilot, "bread")
    assert "1/4" in screen_text(app)
    await pilot.press("enter", "n")
    assert "2 of 4" in app.reader.status.words
    await pilot.press("n")
    assert app.reader.session.leading is Leading.THREAD
    assert app.reader.thread_pane.focused_comment == "c20"
    await pilot.press("N", "N", "N")
    assert "4 of 4" in app.reader.status.words
    assert app.reader.thread_pane.focused_comment == "c21"
    await pilot.press("escape")
    assert "4 of 4" not in app.reader.status.words


async def test_find_opens_a_folded_branch(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "minus", "slash")
    await type_text(pilot, "disagree")
    await pilot.press("enter")
    assert app.reader.thread_pane.focused_comment == "c21"
    assert "c20" not in app.reader.thread_pane.folded


async def test_find_says_that_there_is_none(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("slash")
    await type_text(pilot, "zeppelin")
    assert "no match" in screen_text(app)
    await pilot.press("escape")
    assert app.focused is app.reader.posts


@pytest.mark.parametrize(
    ("keys", "leading"),
    [
        (["tab"], Leading.POST),
        (["tab", "tab"], Leading.THREAD),
        (["tab", "tab", "tab"], Leading.POSTS),
        (["shift+tab"], Leading.THREAD),
        (["3"], Leading.THREAD),
        (["3", "2"], Leading.POST),
        (["3", "1"], Leading.POSTS),
        (["3", "q"], Leading.POST),
        (["3", "q", "q"], Leading.POSTS),
    ],
)
async def test_keys_lead_from_pane_to_pane(
    reader: Reader, keys: list[str], leading: Leading
) -> None:
    app, pilot = reader
    await pilot.press(*keys)
    assert app.reader.session.leading is leading


async def test_zen_shows_one_pane_and_escape_gives_the_others_back(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("2", "z")
    assert not app.reader.posts.display or app.reader.posts.size.width == 0
    assert app.reader.post_pane.size.width > 100
    await pilot.press("escape")
    assert app.reader.posts.size.width > 0


async def test_the_post_scrolls_by_line_page_paragraph_and_to_its_ends(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        pane = app.reader.post_pane
        await pilot.press("2", "j")
        assert pane.top == 1
        await pilot.press("k")
        assert pane.top == 0
        await pilot.press("space")
        page = pane.top
        assert page > 1
        await pilot.press("b", "ctrl+d")
        assert 0 < pane.top < page
        await pilot.press("G")
        bottom = pane.top
        assert bottom == pane.virtual_size.height - pane.text_height
        await pilot.press("g", "right_curly_bracket")
        assert pane.top > 0
        await pilot.press("left_curly_bracket")
        assert pane.top == 0


async def test_back_and_forward_return_to_where_the_reader_was(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("enter", "right_square_bracket", "right_square_bracket")
    assert app.reader.session.post == "3" * 16
    await pilot.press("backspace")
    assert app.reader.session.post == "2" * 16
    await pilot.press("backspace")
    assert app.reader.session.post == "1" * 16
    await pilot.press("alt+right", "alt+right")
    assert app.reader.session.post == "3" * 16
    await pilot.press("alt+left", "alt+left", "alt+left", "alt+left")
    assert "Nothing to go back to" in app.reader.status.words


async def test_help_shows_the_keys_of_the_pane_first(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "question_mark")
    assert isinstance(app.screen, PageScreen)
    shown = screen_text(app)
    assert shown.index("In the thread") < shown.index("Fold or unfold the comment")
    await pilot.press("escape")
    assert app.screen_stack[-1] is app.reader


async def test_escape_never_quits(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press(*["escape"] * 6)
    assert app.is_running
    assert app.screen is app.reader


async def test_the_palette_runs_a_command(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "ctrl+p")
    await type_text(pilot, "fold the whole thread")
    await until(pilot, lambda: "Fold the whole thread" in screen_text(app))
    await pilot.press("enter")
    await until(pilot, lambda: app.reader.thread_pane.folded)
    assert "c1" in app.reader.thread_pane.folded


async def test_quotations_and_citations_stand_out(reader: Reader) -> None:
    app, _ = reader
    pane = app.reader.post_pane
    looks = {
        look
        for number in range(len(pane.blocks))
        for _, _, look in pane.over_text.over(number)
    }
    assert looks == {"text--byline", "text--quotation", "text--citation"}


async def test_a_changed_file_is_taken_in_with_the_place_kept(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "3", "J")
        [file] = library.rglob("*a-letter-in-a-tin.md")
        file.write_text(
            file.read_text(encoding="utf-8") + "\nA new last line.\n", encoding="utf-8"
        )
        await until(pilot, lambda: "taken in" in app.reader.status.words.lower())
        assert app.reader.thread_pane.focused_comment == "c20"
        reading_now = app.reader.reading
        assert reading_now is not None
        assert "A new last line." in reading_now.post.body


async def test_e_opens_the_file_in_the_editor(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press("e")
        assert "Set $EDITOR" in app.reader.status.words


async def test_q_quits_from_the_list_and_capital_q_from_anywhere(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    for keys in (["1", "q"], ["3", "Q"]):
        app = reader_on(library, tmp_path)
        async with reading(app) as pilot:
            await pilot.press(*keys)
            await until(pilot, lambda app=app: not app.is_running)  # type: ignore[misc]


async def test_o_says_that_a_post_has_no_address(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("o")
    assert "no address" in app.reader.status.words


async def test_letters_of_a_russian_layout_move_and_open(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("о", "enter")
    assert app.reader.session.post == "2" * 16
    await pilot.press("й")
    assert app.reader.session.leading is Leading.POSTS


async def test_where_only_the_list_is_shown_finding_shows_the_post_it_finds_in(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, (60, 18)) as pilot:
        await pilot.press("1")
        await until(pilot, lambda: not app.reader.post_pane.region)
        assert "f Filter" in screen_text(app).splitlines()[-1]
        await pilot.press("slash")
        await type_text(pilot, "stove")
        await until(pilot, lambda: "the stove draws" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.reader.posts.has_focus)
        await pilot.press("slash")
        await type_text(pilot, "stove")
        await pilot.press("enter")
        await until(pilot, lambda: app.reader.post_pane.has_focus)


async def test_the_footer_says_that_escape_takes_a_typed_filter_back(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, (60, 18)) as pilot:
        await pilot.press("1", "f")
        await until(pilot, lambda: "Esc Close" in screen_text(app))
        await type_text(pilot, "stoves")
        await until(pilot, lambda: "Esc All again" in screen_text(app))
