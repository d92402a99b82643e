"""A thread of thousands: what is laid out, drawn and marked stays in proportion."""

from collections.abc import AsyncIterator
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.pilot import Pilot
from ui.reading_room import open_services, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.text import quotations
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.quotations import find_quotations
from gulagreader.ui.app import Gulagreader

COMMENTS = 2000
IN_VIEW = 120
"""Far more comments than a window of forty lines can show."""


def big_library(folder: Path) -> Path:
    create_library(folder, "A library for tests", library_id="big-thread")
    comments = tuple(
        Comment(
            f"c{n}",
            f"Answer {n} says “so it was in the year” and a stove is named in it. "
            + ("The needle. " if n % 500 == 0 else ""),
            parent=f"c{n - 1}" if n % 10 else None,
        )
        for n in range(1, COMMENTS + 1)
    )
    library = LibraryFolder.open(folder)
    library.write_post(
        Post("1" * 16, "Much discussed", "Short.", date="2014"), comments
    )
    return folder


@pytest.fixture
async def big(tmp_path: Path) -> AsyncIterator[tuple[Gulagreader, Pilot[None]]]:
    services = open_services(big_library(tmp_path / "library"), tmp_path)
    app = Gulagreader(services, lambda other: open_services(other, tmp_path))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: hasattr(app, "reader") and app.reader.is_mounted)
        await pilot.press("3")
        yield app, pilot


async def test_opening_parses_and_lays_out_what_is_in_view(tmp_path: Path) -> None:
    services = open_services(big_library(tmp_path / "library"), tmp_path)
    app = Gulagreader(services, lambda other: open_services(other, tmp_path))
    with (
        patch(
            "gulagreader.text.markdown.parse_blocks", side_effect=parse_blocks
        ) as parsed,
        patch.object(
            quotations, "find_quotations", side_effect=find_quotations
        ) as sought,
        patch("gulagreader.ui.views.thread_layout._ROWS_A_SLICE", 0),
    ):
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: hasattr(app, "reader") and app.reader.is_mounted)
            await pilot.press("3", "j", "G", "g")
            assert app.reader.thread_pane.focused_comment == "c1"
            assert 0 < parsed.call_count < IN_VIEW
            await until(pilot, lambda: sought.call_count > 1)
            assert sought.call_count < IN_VIEW


async def test_the_rest_is_laid_out_without_a_line_in_view_moving(
    big: tuple[Gulagreader, Pilot[None]],
) -> None:
    app, pilot = big
    pane = app.reader.thread_pane
    await pilot.press("G")
    seen = [pane.render_line(y).text for y in range(pane.text_height)]
    await until(pilot, lambda: not pane._page.measure(COMMENTS))
    await pilot.press("k", "j")
    assert [pane.render_line(y).text for y in range(pane.text_height)] == seen


async def test_all_is_folded_and_unfolded_with_the_comment_kept(
    big: tuple[Gulagreader, Pilot[None]],
) -> None:
    app, pilot = big
    pane = app.reader.thread_pane
    await pilot.press("G", "minus")
    assert pane.focused_comment == f"c{COMMENTS}"
    assert len(pane._page.shown) == COMMENTS // 10 + 1
    await pilot.press("equals_sign")
    assert len(pane._page.shown) == COMMENTS
    assert pane.focused_comment == f"c{COMMENTS}"


async def test_a_letter_found_everywhere_marks_only_what_is_painted(
    big: tuple[Gulagreader, Pilot[None]],
) -> None:
    app, pilot = big
    await pilot.press("slash", "s")
    await pilot.pause()
    desk = app.reader._desk
    assert len(desk.finding) > COMMENTS
    assert 0 < len(app.reader.thread_pane.over_text._known) < IN_VIEW


async def test_the_way_through_the_matches_goes_round_the_whole_thread(
    big: tuple[Gulagreader, Pilot[None]],
) -> None:
    app, pilot = big
    await pilot.press("slash", *"needle", "enter")
    pane = app.reader.thread_pane
    reached = [pane.focused_comment]
    for _ in range(4):
        await pilot.press("n")
        reached.append(pane.focused_comment)
    assert reached == ["c500", "c1000", "c1500", "c2000", "c500"]
    await pilot.press("N")
    assert pane.focused_comment == "c2000"
