"""The thread holds its place: through other sizes, other measures and back again."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, resize

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.text.lines import Line
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.thread import ThreadPane

Reader = tuple[Gulagreader, Pilot[None], ThreadPane]
HOME = (80, 24)
SIZES = (HOME, (80, 60), (80, 9), (40, 24), (61, 30), (133, 12), (30, 70))


def _said(number: int) -> str:
    """Some paragraphs; of every seventh comment more than a window shows."""
    long = 40 if number % 7 == 3 else 3
    words = " ".join(f"word{n % 13}" for n in range(number % 5 * 9 + 4))
    return "\n\n".join(f"Part {part}: {words}." for part in range(number % 3 + long))


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    library = make_library(tmp_path / "library")
    comments = tuple(
        Comment(
            f"d{n}", _said(n), parent=f"d{n - 1 - n % 4}" if n > 3 and n % 5 else None
        )
        for n in range(1, 31)
    )
    post = Post("4" * 16, "Much discussed", "Short.", date="2015-01-01")
    LibraryFolder.open(library).write_post(post, comments)
    async with reading(reader_on(library, tmp_path), size=HOME) as pilot:
        app = pilot.app
        assert isinstance(app, Gulagreader)
        await pilot.press("enter", "3", "z")
        yield app, pilot, app.reader.thread_pane


def _looked_at(pane: ThreadPane) -> tuple[str, int, str | None]:
    """The first line in view: its comment, and how far into it; and the focus."""
    row = pane._page.row_at(pane.top)
    comment = pane.thread.rows[row].comment.id
    return comment, pane.top - pane._page.top_of(row), pane.focused_comment


def _first_line(pane: ThreadPane) -> Line:
    """The line of a comment's text at the top, which is scrolled to where needed."""
    line = pane._page.at(pane.top).line
    while line is None or line.blank:
        pane.scroll_relative(y=1, animate=False)
        line = pane._page.at(pane.top).line
    return line


@pytest.mark.parametrize("seed", range(2))
async def test_layouts_that_pile_up_leave_the_place(reader: Reader, seed: int) -> None:
    """Windows change faster than panes are told: by hand what else a busy machine does.

    Nothing here gives Textual a turn, so that each layout stands until the next.
    """
    app, _, pane = reader
    walk = random.Random(seed)

    def lay_out(size: tuple[int, int]) -> None:
        app.reader._refresh_layout(Size(*size))

    def tell() -> None:
        pane.on_resize(events.Resize(pane.size, pane.size))

    for number in range(40):
        if number % 3:
            pane.action_scroll(walk.choice((1, 1, 1, -1)))
        elif number % 2:
            pane.scroll_relative(y=walk.randrange(-30, 40), animate=False)
        else:
            pane.action_edge(walk.choice((-1, 1)))
        before = _looked_at(pane)
        for _ in range(4):
            lay_out(walk.choice(SIZES))
            for _ in range(walk.randrange(3)):
                tell()
        lay_out(HOME)
        tell()
        assert _looked_at(pane) == before


async def test_a_line_of_a_long_comment_stays_in_view_in_a_wide_window(
    reader: Reader,
) -> None:
    app, pilot, pane = reader
    pane.land_on("d3")
    for _ in range(12):
        pane.action_scroll(1)
    first = _first_line(pane)
    await resize(app, pilot, 160, 24)
    row = pane._page.row_at(pane.top)
    assert pane.thread.rows[row].comment.id == "d3"
    there = pane.page_of(row).line_of(first.block, first.start)
    assert pane._page.top_of(row) + 1 + there == pane.top


@pytest.mark.parametrize("comment", ["d8", "d12", "d13"])
async def test_the_focused_comment_stays_in_view_in_a_small_window(
    reader: Reader, comment: str
) -> None:
    app, pilot, pane = reader
    await resize(app, pilot, 80, 60)
    while pane.focused_comment != comment:
        await pilot.press("j")
    before = _looked_at(pane)
    await resize(app, pilot, 60, 18)
    head = pane.line_of_focus
    assert pane.top <= head < pane.top + pane.text_height
    end = head + pane._page.height_of(pane.focused_row)
    assert end <= pane.top + pane.text_height or head == pane.top
    await resize(app, pilot, 80, 60)
    assert _looked_at(pane) == before


async def test_the_end_stays_in_view_when_the_window_grows(reader: Reader) -> None:
    app, pilot, pane = reader
    await pilot.press("G")
    before = _looked_at(pane)
    await resize(app, pilot, 80, 40)
    assert pane.top + pane.text_height == pane._page.height
    await resize(app, pilot, *HOME)
    assert _looked_at(pane) == before


async def test_what_is_undone_at_once_leaves_the_place(reader: Reader) -> None:
    _, pilot, pane = reader
    pane.land_on("d12")
    before = _looked_at(pane)
    for there, back in (
        ("t", "t"),
        ("left_parenthesis", "right_parenthesis"),
        ("minus", "equals_sign"),
        ("less_than_sign", "greater_than_sign"),
    ):
        await pilot.press(there, back)
        assert _looked_at(pane) == before


async def test_a_long_comment_that_is_folded_while_it_is_read_stays_in_view(
    reader: Reader,
) -> None:
    _, pilot, pane = reader
    pane.land_on("d3")
    for _ in range(12):
        pane.action_scroll(1)
    assert pane.line_of_focus < pane.top
    await pilot.press("enter")
    assert pane.focused_comment == "d3"
    assert pane.line_of_focus == pane.top


async def test_what_was_narrowed_at_one_width_is_widened_at_another_in_its_place(
    reader: Reader,
) -> None:
    app, pilot, pane = reader
    pane.land_on("d3")
    for _ in range(12):
        pane.action_scroll(1)
    line = _first_line(pane)
    pane.narrow([20], "of one")
    await resize(app, pilot, 50, 24)
    pane.widen()
    assert pane.focused_comment == "d3"
    there = pane.page_of(pane.focused_row).line_of(line.block, line.start)
    assert pane.line_of_focus + 1 + there == pane.top
