"""Passages on the screen: who took them up, and ways across between texts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import reader_on, reading, screen_text, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.session import Leading
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.takings import TakingsScreen

Reader = tuple[Gulagreader, Pilot[None]]
PASSAGE = (
    "convicted of economic and military crimes regardless of their terms, women with "
    "small children or who were pregnant, and those with incurable diseases"
)
FREEDOM = f"""\
The photo shows men who were let go.

The decree spoke of “persons sentenced for up to five years, those {PASSAGE}.” It was
read in every camp.

{"A paragraph that makes the post longer than any window is high. " * 60}

The thieves came home first, and everybody knew it.
"""
RELEASED = f"An amnesty freed those “{PASSAGE} (Geldom).” The politicals stayed there."
COMMENTS = (
    Comment("c1", "“It was read in every camp” – also in ours.", author="night_shift"),
    Comment(
        "c2",
        "“the thieves came home first” and “everybody knew it”: both are true.",
        author="reader 7",
    ),
    Comment("c3", "Who is to say?", author="chalk"),
    Comment("c4", "“Also in ours”, you say. Whose?", "c1", author="map_room"),
)


def make_library(folder: Path) -> Path:
    create_library(folder, "Two posts", library_id="two-posts")
    library = LibraryFolder.open(folder)
    library.write_post(
        Post("aaaa", "Freedom from the Gulags", FREEDOM, date="2014-02-02"), COMMENTS
    )
    library.write_post(
        Post("bbbb", "Prisoners released", RELEASED, author="kettle", date="2014-01-01")
    )
    return folder


def leads(app: Gulagreader, pane: Leading) -> bool:
    return app.reader.session.leading is pane


@pytest.fixture(params=[(80, 24), (150, 40)], ids=["small", "large"])
async def reader(
    tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Reader]:
    app = reader_on(make_library(tmp_path / "library"), tmp_path, post="aaaa")
    async with reading(app, size=request.param) as pilot:
        await until(pilot, lambda: "↩" in screen_text(app) or "¹" in screen_text(app))
        yield app, pilot


async def test_the_margin_says_how_many_took_a_passage_up(reader: Reader) -> None:
    app, pilot = reader
    lines = screen_text(app).splitlines()
    (at,) = [number for number, line in enumerate(lines) if "The decree spoke" in line]
    assert "1↩" in lines[at + 1] or "¹" in lines[at + 1]
    await pilot.press("2", "semicolon")
    assert "Passage 1 of 4, taken up by 1" in app.reader.status.words


async def test_the_posts_that_share_a_passage_lead_to_each_other(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("2", "semicolon", "x")
    await until(pilot, lambda: app.reader.session.post == "bbbb")
    assert "kettle has the passage" in app.reader.status.words
    await pilot.press("x")
    await until(pilot, lambda: app.reader.session.post == "aaaa")
    assert leads(app, Leading.POST)
    assert "Back" in app.reader.status.words
    await pilot.press("backspace")
    assert app.reader.session.post == "bbbb"


async def test_from_a_quotation_to_the_passage_and_back(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "j", "j", "x")
    assert leads(app, Leading.POST)
    assert "The thieves came home first" in screen_text(app)
    assert "From reader 7's quotation; x goes back" in app.reader.status.words
    await pilot.press("x")
    assert leads(app, Leading.THREAD)
    assert app.reader.thread_pane.focused_comment == "c2"
    assert "x goes to 2 of 2" in app.reader.status.words
    await pilot.press("x")
    assert leads(app, Leading.POST)
    assert "From reader 7's quotation" in app.reader.status.words


async def test_from_a_quotation_to_another_comment_and_back(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "j", "x")
    assert app.reader.thread_pane.focused_comment == "c1"
    assert "From map_room's quotation" in app.reader.status.words
    await pilot.press("x")
    assert app.reader.thread_pane.focused_comment == "c4"


async def test_a_comment_that_quotes_nothing_leads_nowhere(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "G", "x")
    assert app.reader.thread_pane.focused_comment == "c3"
    assert "Nothing that this comment quotes" in app.reader.status.words


async def test_enter_lists_who_took_a_passage_up_and_leads_there(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("2", "semicolon", "enter")
    await until(pilot, lambda: isinstance(app.screen, TakingsScreen))
    await until(pilot, lambda: "kettle" in screen_text(app))
    shown = screen_text(app)
    assert "has it, too" in shown
    assert "The politicals stayed there." in shown
    await pilot.press("semicolon", "j", "enter")
    await until(pilot, lambda: app.screen is app.reader)
    assert app.reader.thread_pane.focused_comment == "c2"
    assert leads(app, Leading.THREAD)
    await pilot.press("backspace")
    assert leads(app, Leading.POST)


async def test_a_title_with_quotation_marks_is_named_with_single_ones(
    tmp_path: Path,
) -> None:
    folder = make_library(tmp_path / "library")
    said = f"They let go those {PASSAGE}. So it stands."
    LibraryFolder.open(folder).write_post(
        Post("dddd", "“Who?” is the question", said, date="2016")
    )
    app = reader_on(folder, tmp_path, post="bbbb")
    async with reading(app, size=(80, 24)) as pilot:
        await until(pilot, lambda: "2↩" in screen_text(app))
        await pilot.press("2", "enter")
        await until(pilot, lambda: isinstance(app.screen, TakingsScreen))
        await until(pilot, lambda: "“‘Who?’ is the question”" in screen_text(app))


async def test_the_list_of_takers_closes_without_moving(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("2", "semicolon", "enter")
    await until(pilot, lambda: isinstance(app.screen, TakingsScreen))
    await pilot.press("escape")
    await until(pilot, lambda: app.screen is app.reader)
    assert app.reader.session.post == "aaaa"
    assert leads(app, Leading.POST)


async def test_the_footer_offers_who_took_it_up_only_where_something_was(
    reader: Reader,
) -> None:
    app, pilot = reader

    def foot() -> str:
        return screen_text(app).splitlines()[-1]

    await pilot.press("2", "semicolon")
    await until(pilot, lambda: "Enter Taken up" in foot())
    await pilot.press("space")
    await until(pilot, lambda: "Enter" not in foot())
    await pilot.press("enter")
    assert "Nothing in view was taken up" in app.reader.status.words
    await pilot.press("3")
    await until(pilot, lambda: "Enter Fold" in foot())
    await pilot.press("2", "semicolon")
    await until(pilot, lambda: "Enter Taken up" in foot())


async def test_the_steps_end_where_the_passages_do(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("2", *["semicolon"] * 5)
    assert "No further passage below" in app.reader.status.words
    await pilot.press(*["colon"] * 5)
    assert "No further passage above" in app.reader.status.words


async def test_escape_takes_the_mark_of_a_passage_away(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("2", "semicolon")
    assert app.reader.unmark_passage()
    await pilot.press("semicolon", "escape")
    assert not app.reader.unmark_passage()


async def test_a_post_of_which_nothing_was_taken_up_says_so(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    library = LibraryFolder.open(folder)
    library.write_post(Post("cccc", "Alone", "Nobody ever quoted this."), ())
    app = reader_on(folder, tmp_path, post="cccc")
    async with reading(app) as pilot:
        await pilot.press("2", "semicolon")
        words = app.reader.status.words
        # Before the passages were compared nothing can be said yet.
        assert "Nobody took up a passage" in words or "not compared yet" in words
        await until(pilot, lambda: not app.upkeep.is_busy)
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: "Nobody took up" in app.reader.status.words)


async def test_a_passage_that_was_gone_to_is_what_is_copied_noted_and_gathered(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("3", "j", "j", "x")
    passage = app.reader.passage_at_hand()
    assert passage is not None
    assert (passage.text, passage.marked) == ("The thieves came home first", True)
    await pilot.press("y")
    assert app.clipboard.startswith("> The thieves came home first\n")
    await pilot.press("d")
    assert "Gathered the passage “The thieves cam…”" in app.reader.status.words
    await pilot.press("a", "enter")
    note = app.reader.shelf.notes()[0]
    assert note.passage == "The thieves came home first"
    await pilot.press("v")
    assert app.reader.get_selected_text() == "The thieves came home first"
    await pilot.press("escape", "escape")
    after = app.reader.passage_at_hand()
    assert after is not None
    assert not after.marked


async def test_nothing_stays_selected_where_the_reader_has_gone_away(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("2", "v", "p", "escape", "v")
    assert app.reader.selections
    await pilot.press("3", "j", "j", "x")
    assert leads(app, Leading.POST)
    assert not app.reader.selections
    await pilot.press("v", "backspace")
    assert not app.reader.selections


async def test_going_back_leaves_nothing_said_of_the_place_that_was_left(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("3", "j", "j", "x")
    assert "x goes back" in app.reader.status.words
    await pilot.press("backspace")
    assert leads(app, Leading.THREAD)
    assert "x goes back" not in app.reader.status.words


async def test_of_very_many_who_share_a_passage_the_next_are_shown_when_asked(
    tmp_path: Path,
) -> None:
    folder = make_library(tmp_path / "library")
    library = LibraryFolder.open(folder)
    for number in range(70):
        said = f"Note {number}: those {PASSAGE}. So it stands."
        library.write_post(Post(f"n{number:03}", f"Note {number}", said, date="2015"))
    app = reader_on(folder, tmp_path, post="n069")
    async with reading(app, size=(80, 24)) as pilot:
        await until(pilot, lambda: "71↩" in screen_text(app) or "⁷" in screen_text(app))
        await pilot.press("2", "enter")
        await until(pilot, lambda: isinstance(app.screen, TakingsScreen))
        await until(pilot, lambda: "Taken up 71×" in screen_text(app))
        await pilot.press("G")
        assert "21 more; Enter shows the next" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "21 more" not in screen_text(app))
        await pilot.press("G", "enter")
        await until(pilot, lambda: app.reader.session.post not in ("n069", None))


async def test_who_took_it_up_is_gone_to_where_they_did(tmp_path: Path) -> None:
    folder = make_library(tmp_path / "library")
    library = LibraryFolder.open(folder)
    before = "\n\n".join(f"Paragraph {number} of a long post." for number in range(40))
    # In view while the thread takes no room, and not when it does.
    said = f"{before[:230]}\n\nIt was about those {PASSAGE}. So it ends.\n\n{before}"
    library.write_post(Post("cccc", "Long", said, date="2016"), COMMENTS)
    app = reader_on(folder, tmp_path, post="bbbb")
    async with reading(app, size=(80, 24)) as pilot:
        await until(pilot, lambda: "2↩" in screen_text(app) or "²" in screen_text(app))
        await pilot.press("2", "enter")
        await until(pilot, lambda: isinstance(app.screen, TakingsScreen))
        await pilot.press("G", "enter")
        await until(pilot, lambda: app.reader.session.post == "cccc")
        await until(pilot, lambda: "It was about those" in screen_text(app))
        assert "It stands here, too" in app.reader.status.words
        await pilot.press("x")
        await until(pilot, lambda: app.reader.session.post != "cccc")
