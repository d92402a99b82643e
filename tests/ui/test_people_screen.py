"""The people of a library, from the reader: a table, what one said, and its place."""

from pathlib import Path

from textual.pilot import Pilot
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.remark_rows import RemarkRow, RepliesRow, TurnRow


def reader(folder: Path) -> Gulagreader:
    return reader_on(make_library(folder / "library"), folder / "own")


async def counted(app: Gulagreader, pilot: Pilot[None]) -> None:
    """Show the people, and wait until all of them are counted."""
    await pilot.press("w")
    await until(pilot, lambda: app.screen is app.people)
    await until(pilot, lambda: len(app.people.table.rows) and app.people._whole)


def names(app: Gulagreader) -> list[str]:
    return [row.person.name for row in app.people.table.rows]


def said(app: Gulagreader) -> list[str]:
    rows = [row.row for row in app.people.said.rows]
    return [
        row.remark.comment if isinstance(row, RemarkRow) else row.turn.comment
        for row in rows
        if isinstance(row, RemarkRow | TurnRow)
    ]


async def test_everybody_is_in_the_table(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await counted(app, pilot)
        assert names(app)[0] == "reader 2"
        assert {"kettle_on", "corridor_notes", "map_room"} <= set(names(app))
        assert "comments▾" in screen_text(app)
        await pilot.press("escape")
        assert app.screen is app.reader


async def test_names_are_filtered_while_typing(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await counted(app, pilot)
        every = names(app)
        await pilot.press("f")
        await type_text(pilot, "kettle")
        await until(pilot, lambda: names(app) == ["kettle_on"])
        await pilot.press("escape")
        await until(pilot, lambda: names(app) == every)
        assert app.screen is app.people


async def test_what_one_said_is_filtered_while_typing(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await counted(app, pilot)
        every = names(app)
        await pilot.press("enter")
        await until(pilot, lambda: said(app) == ["c2", "c21"])
        await pilot.press("slash")
        await type_text(pilot, "disag")
        await until(pilot, lambda: said(app) == ["c21"])
        assert "1 of 2" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: not app.people.is_typing)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.reader)
        assert app.reader.thread_pane.focused_comment == "c21"
        await pilot.press("backspace")
        await until(pilot, lambda: app.screen is app.people)
        assert said(app) == ["c21"]
        await pilot.press("f")
        await type_text(pilot, "zeppelin")
        await until(pilot, lambda: "Nothing fits" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: said(app) == ["c2", "c21"])
        await pilot.press("escape")
        await until(pilot, lambda: app.people.shows_table)
        assert names(app) == every


async def test_any_column_sorts_and_turns(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await counted(app, pilot)
        await pilot.press(*"o" * 11)
        assert app.people._order == ("name", False)
        assert names(app)[:-1] == sorted(names(app)[:-1])
        before = names(app)
        await pilot.press("O")
        known = [name for name in before if name != "unknown"]
        assert [name for name in names(app) if name != "unknown"] == known[::-1]


async def test_a_comment_is_followed_to_its_place_and_back(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await counted(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: said(app))
        assert said(app) == ["c2", "c21"]
        await pilot.press("j")
        await until(pilot, lambda: "comment c21" in screen_text(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.reader)
        assert app.reader.thread_pane.focused_comment == "c21"
        await pilot.press("backspace")
        await until(pilot, lambda: app.screen is app.people)
        assert said(app) == ["c2", "c21"]
        await pilot.press("escape")
        await until(pilot, lambda: app.people.shows_table)
        await pilot.press("q")
        await until(pilot, lambda: app.screen is app.reader)


async def test_the_author_of_the_comment_at_hand_is_shown(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("3")
        await pilot.pause()
        here = app.reader.thread_pane.focused_comment
        await pilot.press("W")
        await until(pilot, lambda: app.screen is app.people and said(app))
        assert here in said(app)


async def test_replies_lead_to_the_dialogue_of_two(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await counted(app, pilot)
        await pilot.press("r")
        await until(pilot, lambda: app.people.said.rows)
        rows = [row.row for row in app.people.said.rows]
        assert all(isinstance(row, RepliesRow) for row in rows)
        await pilot.press("enter")
        await until(pilot, lambda: said(app))
        assert len(said(app)) >= 2
        assert "Dialogue" in screen_text(app)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: app.people.shows_table)


async def test_questions_without_an_answer_are_listed(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await counted(app, pilot)
        await pilot.press("u")
        await until(pilot, lambda: said(app))
        assert said(app) == ["c1"]
        assert "Was the winter of 1953 cold?" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.reader)
        assert app.reader.session.post == "2222222222222222"


async def test_what_is_said_is_laid_out_anew_for_another_width(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app, size=(120, 40)) as pilot:
        await counted(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: said(app))
        wide = app.people.said.virtual_size.height
        await pilot.resize_terminal(60, 18)
        await until(pilot, lambda: app.people.said.virtual_size.height > wide)
        widest = max(map(len, screen_text(app).splitlines()))
        assert widest <= 60


async def test_another_library_has_people_of_its_own(tmp_path: Path) -> None:
    app = reader(tmp_path)
    other = tmp_path / "other"
    create_library(other, "Another one", library_id="other")
    post = Post("4444444444444444", "A title", "A text.", author="Somebody Else")
    LibraryFolder.open(other).write_post(post, ())
    async with reading(app) as pilot:
        await counted(app, pilot)
        await app._switch_to(other)
        await until(pilot, lambda: app.reader.reading is not None)
        await counted(app, pilot)
        assert names(app) == ["Somebody Else"]


async def test_escape_from_a_person_asked_for_leads_back_to_the_text(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("3", "W")
        await until(pilot, lambda: app.screen is app.people and said(app))
        assert "Esc Close" in screen_text(app).splitlines()[-1]
        await pilot.press("r")
        await until(pilot, lambda: app.people.view.what == "replies")
        assert "Esc Back" in screen_text(app).splitlines()[-1]
        await pilot.press("escape")
        await until(pilot, lambda: app.people.view.what == "said" and said(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.reader)
        await counted(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: said(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.people.shows_table)


async def test_the_footer_says_that_escape_shows_everybody_again(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    async with reading(app, (60, 18)) as pilot:
        await counted(app, pilot)
        assert "Esc Close" in screen_text(app).splitlines()[-1]
        await pilot.press("f")
        await type_text(pilot, "zeppelin")
        await until(pilot, lambda: "Esc All again" in screen_text(app))
        await until(pilot, lambda: "Nobody’s name begins so" in screen_text(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Esc Close" in screen_text(app))
