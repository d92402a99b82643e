"""The counts and the years beside the hits: what they show and how they narrow."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, screen_text, until
from ui.search_room import ask, counted

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.count_rows import CountHeading, CountRow

Reader = tuple[Gulagreader, Pilot[None]]


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 40)) as pilot:
        yield app, pilot


def _counts(app: Gulagreader) -> dict[str, int]:
    rows = app.search.counts.rows
    return {row.label: row.count for row in rows if isinstance(row, CountRow)}


async def test_a_rest_in_typing_counts_authors_posts_and_years(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "winter")
    assert _counts(app) == {
        "reader 9": 1,
        "Stoves and winters": 2,
        "2014": 1,
    }
    headings = [r.words for r in app.search.counts.rows if isinstance(r, CountHeading)]
    assert headings == ["Authors 1", "Posts 1", "Years 1"]


async def test_enter_on_an_author_puts_the_filter_into_the_line(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "bread")
    await pilot.press("tab", "tab")
    assert app.focused is app.search.counts
    while app.search.counts.clause != 'author:"reader 2"':
        await pilot.press("j")
    await pilot.press("enter")
    await counted(app, pilot, 'author:"reader 2" bread')
    assert app.search.line.value == 'author:"reader 2" bread'
    assert [hit.comment for hit in app.search.answer.hits] == ["c21"]
    assert "✓ reader 2" in screen_text(app)
    await pilot.press("space")
    await counted(app, pilot, "bread")
    assert len(app.search.answer.hits) > 1


async def test_a_filter_leaves_the_word_that_is_typed_unfinished(
    reader: Reader,
) -> None:
    app, pilot = reader
    await ask(app, pilot, "disagr")
    await pilot.press("tab", "tab", "enter")
    await counted(app, pilot, 'author:"reader 2" disagr')
    assert [hit.comment for hit in app.search.answer.hits] == ["c21"]


async def test_a_post_stands_for_its_whole_thread(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "bread")
    before = _counts(app)["A letter in a tin"]
    await pilot.press("tab", "tab", "J", "enter")
    query = 'thread:{title:"A letter in a tin"} bread'
    await counted(app, pilot, query)
    assert app.search.answer.total == before == 3


async def test_clicking_on_a_count_narrows_too(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "bread")
    assert await pilot.click("#counts", offset=(5, 2))
    await until(pilot, lambda: app.search.line.value.startswith("author:"))


async def test_the_years_are_gone_through_and_chosen(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "in:posts")
    assert app.search.answer.total == 3
    assert "2013 " in screen_text(app)
    await pilot.press("shift+tab")
    assert app.focused is app.search.years
    assert "2014: 2 hits" in screen_text(app)
    await pilot.press("left")
    assert "2013: 1 hit" in screen_text(app)
    await pilot.press("enter")
    await counted(app, pilot, "date:2013 in:posts")
    assert [hit.post[0] for hit in app.search.answer.hits] == ["3"]


async def test_clicking_on_a_year_narrows_to_it(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "in:posts")
    # A margin, the first year and a space stand before the first bar.
    assert await pilot.click("#years", offset=(8, 0))
    await counted(app, pilot, "date:2013 in:posts")


async def test_typing_on_says_that_the_counts_are_old(reader: Reader) -> None:
    app, pilot = reader
    await ask(app, pilot, "brea")
    assert "Counts …" not in screen_text(app)
    app.search.counts.grow_old()
    await pilot.pause()
    assert "Counts …" in screen_text(app)
    await pilot.press("d")
    await counted(app, pilot, "bread")
    assert "Counts …" not in screen_text(app)


async def test_tab_goes_round_and_esc_closes_one_thing(reader: Reader) -> None:
    app, pilot = reader
    search = app.search
    await ask(app, pilot, "bread")
    for part in (search.hits, search.counts, search.years, search.line):
        await pilot.press("tab")
        assert app.focused is part
    await pilot.press("tab", "tab", "escape")
    assert app.focused is search.hits
    await pilot.press("escape")
    assert app.screen is app.reader


async def test_letters_run_commands_in_the_hits_and_are_typed_in_the_line(
    reader: Reader,
) -> None:
    app, pilot = reader
    await ask(app, pilot, "bread")
    await pilot.press("tab", "j", "о")
    assert app.search.hits.cursor == 2
    await pilot.press("slash", "j")
    assert app.search.line.value == "j"


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (100, 30)])
async def test_where_there_is_no_room_the_counts_take_the_place_of_the_preview(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=size) as pilot:
        search = app.search

        def shown() -> list[str | None]:
            return [part.id for part in search.query("#found > *") if part.display]

        await ask(app, pilot, "bread")
        assert shown() == ["hits", "preview"]
        await pilot.press("tab", "tab")
        await pilot.pause()
        assert shown() == ["hits", "counts"]
        assert search.counts.text_height >= 4
        assert search.hits.text_height >= 4
        await pilot.press("escape")
        await pilot.pause()
        assert shown() == ["hits", "preview"]


async def test_a_wide_screen_shows_all_side_by_side(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(160, 50)) as pilot:
        await ask(app, pilot, "bread")
        search = app.search
        parts = (search.hits, search.preview, search.counts)
        assert all(part.display and part.text_width >= 30 for part in parts)
        assert search.hits.region.right <= search.preview.region.x
        assert search.preview.region.right <= search.counts.region.x
