"""All quotations of a library on the screen: parted, narrowed, followed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import reader_on, reading, screen_text, type_text, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import CitedSource, Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.quotations import QuotationsScreen

Reader = tuple[Gulagreader, Pilot[None]]
LETTER = (
    "We are well, the stove draws and the bread is enough until the snow melts again"
)
SOURCE = CitedSource("orlova", "Orlova, Letters (1957)")
FIRST = f"""\
The letter came in autumn. It read: “{LETTER}” (Orlova 1957).

{"A paragraph to turn pages in, with nothing quoted in it at all. " * 40}

As Akhmatova wrote: “Now the prisoners will come back and look us in the eye.”
"""


def make_library(folder: Path) -> Path:
    create_library(folder, "Quoted", library_id="quoted")
    library = LibraryFolder.open(folder)
    library.write_post(
        Post("aaaa", "A letter", FIRST, date="2014-02-02", sources=(SOURCE,)),
        (Comment("c1", f"I read it aloud: “{LETTER}”.", author="reader 7"),),
    )
    library.write_post(
        Post("bbbb", "Errata", "It said “nobody in the yard believed them” there.")
    )
    return folder


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path, post="bbbb")
    async with reading(app, size=(80, 24)) as pilot:
        await until(pilot, lambda: app.reader._services.passage_graph is not None)
        await until(pilot, lambda: not app.upkeep.is_busy)
        yield app, pilot


async def opened(reader: Reader) -> QuotationsScreen:
    app, pilot = reader
    await pilot.press("quotation_mark")
    await until(pilot, lambda: app.screen is app.quotations)
    await until(pilot, lambda: "Quotations 4" in screen_text(app))
    return app.quotations


async def test_every_quotation_is_listed_under_its_post(reader: Reader) -> None:
    app, _ = reader
    await opened(reader)
    shown = screen_text(app)
    assert "by post" in shown
    assert shown.index(" A letter  3") < shown.index("1↩")
    assert "(Orlova 1957)" in shown


async def test_one_key_parts_them_by_something_else(reader: Reader) -> None:
    app, pilot = reader
    await opened(reader)
    await pilot.press("o")
    assert "Akhmatova  1" in screen_text(app)
    assert "Nobody named  3" in screen_text(app)
    await pilot.press("o")
    assert "Orlova, Letters (1957)  1" in screen_text(app)
    await pilot.press("o")
    assert "2014  3" in screen_text(app)
    await pilot.press("o")
    assert "Taken up 1×  1" in screen_text(app)
    await pilot.press("o")
    assert "by post" in screen_text(app)


async def test_the_counts_narrow_the_list_and_escape_takes_it_back(
    reader: Reader,
) -> None:
    app, pilot = reader
    screen = await opened(reader)
    await pilot.press("tab")
    assert app.focused is screen.counts
    assert "Enter Narrow" in screen_text(app).splitlines()[-1]
    assert "Speakers 1" in screen_text(app)
    await pilot.press("enter")
    await until(
        pilot, lambda: "Quotations 1 of 4, by post, only Akhmatova" in screen_text(app)
    )
    assert "✓ Akhmatova" in screen_text(app)
    await pilot.press("escape")
    await until(pilot, lambda: ", by post, only" not in screen_text(app))
    await pilot.press("J", "J", "space", "tab", *"stove")
    await until(
        pilot, lambda: "Quotations 2 of 4, by post, only 2014" in screen_text(app)
    )
    await pilot.press("enter", "escape")
    await until(pilot, lambda: ", by post, only" not in screen_text(app))
    assert "Quotations 2 of 4, by post" in screen_text(app)
    assert app.screen is screen
    await pilot.press("escape", "escape")
    await until(pilot, lambda: app.screen is app.reader)


async def test_on_a_low_screen_the_counts_take_the_place_of_the_list(
    reader: Reader,
) -> None:
    app, pilot = reader
    screen = await opened(reader)
    await pilot.resize_terminal(60, 18)
    await pilot.press("tab")
    await until(pilot, lambda: "Years 1" in screen_text(app))
    assert screen.counts.size.height > 5
    await pilot.press("j", "enter", "q", "q")
    await until(pilot, lambda: screen.pane.size.height > 5)
    assert app.focused is screen.pane


async def test_typing_narrows_them(reader: Reader) -> None:
    app, pilot = reader
    screen = await opened(reader)
    await pilot.press("slash")
    await type_text(pilot, "stov")
    await until(pilot, lambda: "Quotations 2 of 4" in screen_text(app))
    await pilot.press("escape")
    await until(pilot, lambda: "Quotations 4," in screen_text(app))
    await type_text(pilot, "author:akhm")
    await until(pilot, lambda: "Quotations 1 of 4" in screen_text(app))
    await pilot.press("enter")
    quotation = screen.pane.quotation
    assert quotation is not None
    assert quotation.speaker == "Akhmatova"


async def test_enter_goes_there_and_backspace_comes_back(reader: Reader) -> None:
    app, pilot = reader
    screen = await opened(reader)
    await pilot.press("j", "j")
    chosen = screen.pane.quotation
    assert chosen is not None
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.reader)
    await until(pilot, lambda: app.reader.session.post == chosen.post)
    await pilot.press("backspace")
    await until(pilot, lambda: app.screen is screen)
    assert screen.pane.quotation == chosen


async def test_a_quotation_of_a_comment_leads_into_the_thread(reader: Reader) -> None:
    app, pilot = reader
    screen = await opened(reader)
    await pilot.press("slash")
    await type_text(pilot, 'in:comments "read')
    await pilot.press("escape", "escape", "j", "j")
    quotation = screen.pane.quotation
    assert quotation is not None
    assert quotation.comment == "c1"
    await pilot.press("enter")
    await until(pilot, lambda: app.screen is app.reader)
    assert app.reader.thread_pane.focused_comment == "c1"
    # From there one key leads to where it comes from.
    await until(pilot, lambda: app.reader.links is not None)
    await pilot.press("x")
    assert "From reader 7's quotation" in app.reader.status.words


async def test_nothing_that_fits_is_said(reader: Reader) -> None:
    app, pilot = reader
    await opened(reader)
    await pilot.press("slash")
    await type_text(pilot, "zeppelin")
    await until(pilot, lambda: "Quotations 0 of 4" in screen_text(app))
    await until(pilot, lambda: "No quotation fits" in screen_text(app))
    await pilot.press("enter", "enter", "j", "o", "y")
    assert app.screen is app.quotations


async def test_it_is_copied_with_who_is_quoted(reader: Reader) -> None:
    app, pilot = reader
    screen = await opened(reader)
    await pilot.press("j", "y")
    assert app.clipboard.startswith("> “Now the prisoners")
    assert "A letter" in app.clipboard
    await pilot.press("c")
    assert "Copied as Chicago" in screen_text(app)
    assert "“A Letter,”" in app.clipboard
    assert screen.pane.has_focus


@pytest.mark.parametrize("size", [(60, 18), (160, 50), (20, 6)])
async def test_it_fits_every_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path, post="bbbb")
    async with reading(app, size=size) as pilot:
        await until(pilot, lambda: app.reader._services.passage_graph is not None)
        await pilot.press("quotation_mark")
        await until(pilot, lambda: app.screen is app.quotations)
        await until(pilot, lambda: app.quotations.pane.quotation is not None)
        await pilot.press("j", "space", "G", "o", "o", "g")
        assert all(len(line) <= size[0] for line in screen_text(app).splitlines())
        if size[0] == 160:
            assert "Speakers 1" in screen_text(app)


def footer(app: Gulagreader) -> str:
    return screen_text(app).splitlines()[-1]


async def test_the_footer_says_what_escape_takes_back(reader: Reader) -> None:
    app, pilot = reader
    await opened(reader)
    assert "Esc Close" in footer(app)
    await pilot.press("slash")
    await until(pilot, lambda: "Esc List" in footer(app))
    await type_text(pilot, "stove")
    await until(pilot, lambda: "Esc Empty" in footer(app))
    await pilot.press("enter")
    await until(pilot, lambda: "Esc All again" in footer(app))
    await pilot.press("tab")
    await until(pilot, lambda: "Esc List" in footer(app))
    await pilot.press("J", "J", "enter")
    await until(pilot, lambda: "Esc Take back" in footer(app))
    await pilot.press("shift+tab")
    await until(pilot, lambda: "Esc Take back" in footer(app))
    await pilot.press("escape")
    await until(pilot, lambda: "Esc All again" in footer(app))
    await pilot.press("escape")
    await until(pilot, lambda: "Esc Close" in footer(app))
    assert app.screen is app.quotations
    await pilot.press("escape")
    await until(pilot, lambda: app.screen is app.reader)


async def test_where_no_quotation_fits_none_is_offered_to_go_to(
    reader: Reader,
) -> None:
    app, pilot = reader
    await opened(reader)
    await pilot.resize_terminal(60, 18)
    assert "Enter Go" in footer(app)
    await pilot.press("slash")
    await type_text(pilot, "zeppelins")
    await pilot.press("enter")
    await until(pilot, lambda: "No quotation fits" in screen_text(app))
    await until(pilot, lambda: "Enter Go" not in footer(app))
    assert "/ Filter" in footer(app)
