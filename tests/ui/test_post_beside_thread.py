"""The post shows what comments quote, and then again what the reader read of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import reader_on, reading, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.session import Leading
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader

Reader = tuple[Gulagreader, Pilot[None]]

FIRST = "The decree was read aloud in every camp on the same evening in spring"
LAST = "Nobody who had come home in that year wished to speak about the road"
MIDDLE = (f"Paragraph {n} says nothing that is quoted. " * 6 for n in range(30))
BODY = "\n\n".join((FIRST, *MIDDLE, LAST))
COMMENTS = (
    Comment("c1", f"“{FIRST}” – where does it say so?", author="night_shift"),
    Comment("c2", f"“{LAST}”: nor in any other.", author="reader 7"),
    Comment("c3", "I do not quote anything.", author="chalk"),
)


def make_library(folder: Path) -> Path:
    create_library(folder, "Two posts", library_id="two")
    library = LibraryFolder.open(folder)
    library.write_post(Post("a" * 16, "The road home", BODY, date="2014"), COMMENTS)
    library.write_post(Post("b" * 16, "Another", "Short.", date="2013"), COMMENTS[2:])
    return folder


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    """A reader in the middle of the post, at the comment that quotes its beginning."""
    app = reader_on(make_library(tmp_path / "library"), tmp_path, post="a" * 16)
    async with reading(app, (150, 40)) as pilot:
        await until(pilot, lambda: app.reader.links is not None)
        await pilot.press("2", "space", "space")
        assert app.reader.post_pane.top == 2 * (app.reader.post_pane.text_height - 2)
        await pilot.press("3")
        await until(pilot, lambda: shows(app, FIRST))
        yield app, pilot


def shows(app: Gulagreader, words: str) -> bool:
    start = BODY.index(words)
    return app.reader.post_pane.is_in_view(start, start + len(words))


def top_before(app: Gulagreader) -> int:
    return 2 * (app.reader.post_pane.text_height - 2)


async def test_the_post_stands_where_it_was_read_when_the_keys_go_back_to_it(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("2")
    assert app.reader.post_pane.top == top_before(app)


async def test_the_post_stands_where_it_was_read_beside_a_comment_without_quotation(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("j")
    await until(pilot, lambda: shows(app, LAST))
    await pilot.press("j")
    await until(pilot, lambda: app.reader.post_pane.top == top_before(app))
    assert app.reader.session.leading is Leading.THREAD


@pytest.mark.parametrize("keys", [["q"], ["tab"], ["1", "2"], ["f", "escape", "2"]])
async def test_each_way_out_of_the_comments_leads_to_where_the_post_was_read(
    reader: Reader, keys: list[str]
) -> None:
    app, pilot = reader
    await pilot.press(*keys)
    assert app.reader.post_pane.top == top_before(app)


async def test_what_is_kept_of_the_post_is_where_it_was_read(
    reader: Reader, tmp_path: Path
) -> None:
    app, pilot = reader
    await pilot.press("Q")
    await until(pilot, lambda: not app.is_running)
    app = reader_on(tmp_path / "library", tmp_path, post="a" * 16)
    async with reading(app, (150, 40)):
        assert app.reader.post_pane.top == top_before(app)


async def test_another_post_and_back_leads_to_where_the_post_was_read(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("right_square_bracket", "left_square_bracket", "2")
    assert app.reader.session.post == "a" * 16
    assert app.reader.post_pane.top == top_before(app)


async def test_a_post_that_is_scrolled_beside_its_comments_stays_there(
    reader: Reader,
) -> None:
    app, pilot = reader
    app.reader.post_pane.scroll_to(y=7, animate=False)
    await until(pilot, lambda: app.reader.post_pane.top == 7)
    await pilot.press("2")
    assert app.reader.post_pane.top == 7


async def test_a_post_that_is_clicked_on_stays_under_the_pointer(
    reader: Reader,
) -> None:
    app, pilot = reader
    top = app.reader.post_pane.top
    await pilot.click("#post", offset=(20, 8))
    assert app.reader.session.leading is Leading.POST
    assert app.reader.post_pane.top == top


async def test_to_cross_from_a_quotation_shows_where_it_comes_from(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("x")
    assert app.reader.session.leading is Leading.POST
    assert shows(app, FIRST)


async def test_a_post_that_is_let_be_stays_where_it_is(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("plus", "2")
    assert shows(app, FIRST)
