"""The list of posts put to work: sorted, filtered, marked, undone, kept as lists."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    resize,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.listing import ListOrder
from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.month_strip import MonthStrip


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return make_library(tmp_path / "library")


def _titles(app: Gulagreader) -> list[str]:
    return [card.title.split(" ")[0] for card in app.reader.posts.cards]


async def test_the_list_is_sorted_and_stays_so(library: Path, tmp_path: Path) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("S")
        await until(pilot, lambda: "Sort posts" in screen_text(app))
        await pilot.press("3")
        await until(pilot, lambda: _titles(app) == ["A", "An", "Stoves"])
        assert "by title" in screen_text(app).splitlines()[1]
        await pilot.press("Q")
    again = reader_on(library, tmp_path)
    async with reading(again):
        assert _titles(again) == ["A", "An", "Stoves"]
        assert again.reader.posts.order is ListOrder.TITLE


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("comments:>1", ["A"]),
        ("author:map -tag:none", ["A"]),
        ("(stoves OR unread)", ["Stoves", "An"]),
        ("date:2014 -title:letter", ["Stoves"]),
        ("has:comments", ["A", "Stoves"]),
    ],
)
async def test_the_filter_understands_the_query_language(
    library: Path, tmp_path: Path, typed: str, titles: list[str]
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("f")
        app.reader.query_one("#filter Input").insert_text_at_cursor(typed)  # type: ignore[attr-defined]
        await until(pilot, lambda: _titles(app) == titles)
        await pilot.press("enter")
        assert _titles(app) == titles


async def test_what_a_filter_does_not_understand_is_said(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("f")
        await type_text(pilot, "is:odd bread")
        await pilot.press("enter")
        await until(pilot, lambda: "is:odd was left out" in app.reader.status.words)


async def test_a_filter_comes_back_after_quitting_and_escape_takes_it_away(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("f")
        await type_text(pilot, "stov")
        await pilot.press("enter", "Q")
    again = reader_on(library, tmp_path)
    async with reading(again) as pilot:
        assert _titles(again) == ["Stoves"]
        await pilot.press("1", "escape")
        assert len(_titles(again)) == 3


async def test_marked_rows_are_read_and_starred_together_and_undone(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        memory = app._services.memory
        await pilot.press("v", "j", "v", "u")
        assert memory.read_posts() == {"1" * 16, "2" * 16}
        assert "2 marked" in str(app.reader.posts.border_title)
        await pilot.press("asterisk")
        assert memory.starred() == {"1" * 16, "2" * 16}
        await pilot.press("U")
        assert memory.starred() == frozenset()
        assert "Undone: 2 posts got a star" in app.reader.status.words
        await pilot.press("U", "U")
        assert memory.read_posts() == frozenset()
        assert "Nothing to undo" in app.reader.status.words
        await pilot.press("escape")
        assert app.reader.posts.how_many_marked == 0
        assert "marked" not in str(app.reader.posts.border_title)


async def test_all_listed_posts_are_read_at_once_and_undone(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        memory = app._services.memory
        await pilot.press("f")
        await type_text(pilot, "2014")
        await pilot.press("enter", "A")
        assert memory.read_posts() == {"1" * 16, "2" * 16}
        await pilot.press("U")
        assert memory.read_posts() == frozenset()


async def test_a_list_is_opened_and_what_is_read_in_it_stays_until_it_is_left(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "1")
        posts = app.reader.posts
        await until(pilot, lambda: [one.name for one, _ in posts.lists] == ["Unread"])
        await pilot.press("g", "enter")
        await until(pilot, lambda: _titles(app) == ["Stoves", "An"])
        assert posts.filter == "Unread"
        await pilot.press("enter", "1")
        assert _titles(app) == ["Stoves", "An"]
        await pilot.press("escape")
        assert len(_titles(app)) == 3
        await until(pilot, lambda: dict(posts.lists))
        assert [count for _, count in posts.lists] == [1]
        await pilot.press("B")
        assert posts.lists == ()


async def test_a_filter_is_kept_as_a_list_removed_and_brought_back(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        posts = app.reader.posts
        await pilot.press("ctrl+s")
        assert "No filter to keep" in app.reader.status.words
        await pilot.press("f")
        await type_text(pilot, "stov")
        await pilot.press("enter", "ctrl+s", "ctrl+u")
        await type_text(pilot, "Cold")
        await pilot.press("enter")
        await until(pilot, lambda: posts.filter == "Cold")
        await pilot.press("escape")
        await until(pilot, lambda: [one.name for one, _ in posts.lists] == ["Cold"])
        assert [count for _, count in posts.lists] == [1]
        await pilot.press("g", "D")
        await until(pilot, lambda: not posts.lists)
        await pilot.press("U")
        await until(pilot, lambda: [one.name for one, _ in posts.lists] == ["Cold"])


async def test_tags_and_years_are_chosen_with_their_counts(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "letters" in screen_text(app))
        await type_text(pilot, "year 2014")
        await pilot.press("enter")
        await until(pilot, lambda: _titles(app) == ["A", "Stoves"])
        await pilot.press("t", "tab", "enter")
        await until(pilot, lambda: _titles(app) == ["A"])


async def test_months_stand_above_the_list_where_there_is_room(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app, size=(100, 30)) as pilot:
        await until(pilot, lambda: "Mar 2014" in screen_text(app))
        await pilot.press("j")
        await until(pilot, lambda: "Feb 2014" in screen_text(app))
        await pilot.resize_terminal(60, 18)
        await until(pilot, lambda: not app.reader.query_one(MonthStrip).display)


async def test_the_list_has_more_of_a_window_wider_than_texts_are_read(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app, size=(250, 40)) as pilot:
        listing = app.reader.query_one("#listing")
        assert listing.region.width == 60
        await resize(app, pilot, 150, 40)
        assert listing.region.width == 38
        await resize(app, pilot, 200, 40)
        assert listing.region.width == 48
        await pilot.press("ctrl+left")
        await until(pilot, lambda: listing.region.width == 44)
        await pilot.press("1", "z")
        await until(pilot, lambda: listing.region.width > 100)


async def test_one_month_alone_is_shown_by_key_and_by_click(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app, size=(100, 30)) as pilot:
        await until(pilot, lambda: "Mar 2014" in screen_text(app))
        every = _titles(app)
        await pilot.press("M")
        await until(pilot, lambda: _titles(app) == ["A"])
        assert "Only March 2014; M or Esc shows all posts" in app.reader.status.words
        await pilot.press("M")
        await until(pilot, lambda: _titles(app) == every)
        strip = app.reader.query_one(MonthStrip)
        bar = len(strip.stretches) - 1
        await pilot.click(strip, offset=(bar, 0))
        await until(pilot, lambda: _titles(app) == ["Stoves"])
        await pilot.press("escape")
        await until(pilot, lambda: _titles(app) == every)
        # And no more that Esc would do so.
        assert app.reader.status.words == "All posts are shown again"


@pytest.mark.parametrize("size", [(160, 50), (110, 30), (80, 30)])
async def test_a_border_that_is_dragged_resizes_the_panes_and_stays_so(
    library: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app, size=size) as pilot:
        reader = app.reader
        await pilot.press("enter")
        if size[0] > 80:
            edge = reader.listing_pane.region.right
            await _drag(pilot, (edge, 5), (edge + 6, 9))
            assert reader.listing_pane.size.width == edge + 6
        texts, thread = reader.query_one("#texts").region, reader.thread_pane.region
        beside = thread.y == texts.y
        to = (thread.x - 10, 20) if beside else (thread.x + 8, thread.y + 5)
        await _drag(pilot, (thread.x + 3 * (not beside), max(thread.y, 1)), to)
        now = reader.thread_pane.region
        assert abs(now.x - to[0]) <= 1 if beside else abs(now.y - to[1]) <= 1
        assert not reader.get_selected_text()
        await pilot.press("Q")
    again = reader_on(library, tmp_path)
    async with reading(again, size=size) as pilot:
        await until(pilot, lambda: again.reader.thread_pane.region == now)


async def _drag(
    pilot: Pilot[None], from_: tuple[int, int], to: tuple[int, int]
) -> None:
    await pilot.mouse_down(offset=from_)
    await pilot.hover(offset=to)
    await pilot.mouse_up(offset=to)
    await pilot.pause()


async def test_panes_are_made_wider_and_higher_and_stay_so(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app, size=(120, 40)) as pilot:
        reader = app.reader
        width, height = reader.posts.size.width, reader.post_pane.size.height
        await pilot.press("ctrl+right", "ctrl+right", "ctrl+down")
        await until(pilot, lambda: reader.posts.size.width == width + 8)
        await until(pilot, lambda: reader.post_pane.size.height > height)
        wide, high = reader.posts.size.width, reader.post_pane.size.height
        await pilot.press("Q")
    again = reader_on(library, tmp_path)
    async with reading(again, size=(120, 40)) as pilot:
        reader = again.reader
        await until(pilot, lambda: reader.posts.size.width == wide)
        await until(pilot, lambda: reader.post_pane.size.height == high)
        await pilot.press(*["ctrl+left"] * 30)
        await until(pilot, lambda: reader.posts.size.width < width)
        assert reader.posts.size.width >= 20
        await pilot.press(*["ctrl+right"] * 40)
        await until(pilot, lambda: reader.posts.size.width > wide)
        assert reader.post_pane.size.width >= 30


def _first_row(app: Gulagreader) -> int:
    """The line of the screen on which the list begins."""
    return app.reader.posts.region.y


async def test_the_list_does_not_move_while_a_filter_is_typed(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app, size=(100, 30)) as pilot:
        await until(pilot, lambda: "Mar 2014" in screen_text(app))
        at = _first_row(app)
        await pilot.press("f")
        await type_text(pilot, "zeppelins")
        await until(pilot, lambda: "No post matches" in screen_text(app))
        assert _first_row(app) == at
        await pilot.press("escape")
        await until(pilot, lambda: "Mar 2014" in screen_text(app))
        assert _first_row(app) == at


async def test_a_library_without_dates_has_no_line_of_months_from_the_start(
    tmp_path: Path,
) -> None:
    create_library(tmp_path / "undated", "Undated", library_id="undated")
    folder = LibraryFolder.open(tmp_path / "undated")
    folder.write_post(Post("1" * 16, "One", "Text."))
    app = reader_on(tmp_path / "undated", tmp_path)
    seen = set()

    def stands() -> bool:
        if app.reader.posts.cards:
            seen.add(_first_row(app))
        return bool(app.reader.query("Upkeep")) and "One" in screen_text(app)

    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, stands)
        assert not app.reader.query_one(MonthStrip).display
    assert seen == {0}


async def test_no_post_is_starred_where_none_is_listed(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("f")
        await type_text(pilot, "tag:camps comments>10")
        await pilot.press("enter")
        await until(pilot, lambda: "No post matches" in screen_text(app))
        assert "a field has a colon: comments:>10" in app.reader.status.words
        for key in ("asterisk", "u"):
            await pilot.press(key)
            assert "There is no post under the cursor" in app.reader.status.words
        assert app._services.memory.starred() == frozenset()
        assert app._services.memory.read_posts() == frozenset()
        await pilot.press("v")
        assert "There is no post here to mark" in app.reader.status.words


async def test_lists_are_not_marked_and_the_reader_is_told_so(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("asterisk", "g")
        await until(pilot, lambda: app.reader.posts.list_under_cursor is not None)
        await pilot.press("v")
        assert "Posts are marked, not lists" in app.reader.status.words
        assert app.reader.posts.how_many_marked == 0
        await pilot.press("j")
        assert "Posts are marked" not in app.reader.status.words


@pytest.mark.parametrize("key", ["2", "tab", "right_square_bracket"])
async def test_a_confirmation_goes_with_another_pane_or_post(
    library: Path, tmp_path: Path, key: str
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("asterisk")
        assert "Starred" in app.reader.status.words
        await pilot.press(key)
        assert "Starred" not in app.reader.status.words


async def test_a_confirmation_goes_after_some_keys_once_it_could_be_read(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        status = app.reader.status
        await pilot.press("asterisk", *"jkjkjk")
        assert "Starred" in status.words  # nobody reads as fast
        status.call_later(status._stand)
        await pilot.pause()
        await pilot.press("j")
        assert "Starred" not in status.words
        status.say("A problem", problem=True)
        status._stand()
        await pilot.press(*"jkjkjkj")
        assert "A problem" in status.words


async def test_the_counter_of_matches_takes_the_place_of_what_was_said(
    library: Path, tmp_path: Path
) -> None:
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("2", "slash")
        await type_text(pilot, "stove")
        await pilot.press("enter")
        await until(pilot, lambda: "1 of" in app.reader.status.words)
        app.reader.status.say("All posts are shown again")
        await pilot.press("n")
        await until(pilot, lambda: "2 of" in app.reader.status.words)
        assert "All posts" not in app.reader.status.words
