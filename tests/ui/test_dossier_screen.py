"""Gathering while reading, and the screen of a dossier."""

import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.dossier import Dossier, EntryKind
from gulagreader.domain.errors import GulagreaderError
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.dossier import DossierScreen
from gulagreader.ui.screens.page import PageScreen


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gulagreader:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return reader_on(make_library(tmp_path / "library"), tmp_path)


def kept(app: Gulagreader) -> Dossier:
    dossier = app._services.dossiers.current()
    assert dossier is not None
    return dossier


def words(app: Gulagreader) -> list[str]:
    """What the entries say, in their order."""
    return [
        one.text or one.words or (one.cited.title if one.cited else "")
        for one in kept(app).entries
    ]


async def opened(pilot: Pilot[None], app: Gulagreader) -> DossierScreen:
    await pilot.press("E")
    await until(pilot, lambda: isinstance(app.screen, DossierScreen))
    screen = app.screen
    assert isinstance(screen, DossierScreen)
    await until(pilot, lambda: screen.query("#entries"))
    await pilot.pause()
    return screen


async def with_three(pilot: Pilot[None], app: Gulagreader) -> DossierScreen:
    """Gather a post and two comments, and open the dossier."""
    await pilot.press("d", "3", "d", "j", "d")
    return await opened(pilot, app)


async def test_d_gathers_the_post_of_the_list_the_comment_and_the_open_post(
    app: Gulagreader,
) -> None:
    async with reading(app) as pilot:
        await pilot.press("j", "d")
        assert (
            "Gathered the post “Stoves and wint…” as 1 in “Dossier”; E, then D undoes"
            in screen_text(app)
        )
        await pilot.press("3", "j", "d")
        assert "as 2 in “Dossier”; E, then D undoes" in app.reader.status.words
        await pilot.press("2", "d", "d")
        assert "has this post “A letter in a t…” already" in app.reader.status.words
        entries = kept(app).entries
        assert [(one.kind, one.post[0], one.comment) for one in entries] == [
            (EntryKind.POST, "2", None),
            (EntryKind.COMMENT, "1", "c2"),
            (EntryKind.POST, "1", None),
        ]


async def test_d_gathers_what_is_selected(app: Gulagreader) -> None:
    async with reading(app, size=(120, 40)) as pilot:
        await pilot.press("2")
        lines = screen_text(app).split("\n")
        y = next(n for n, line in enumerate(lines) if "She kept it in a tin" in line)
        x = lines[y].index("She kept")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 19, y))
        await pilot.mouse_up(offset=(x + 19, y))
        await pilot.press("d")
        (entry,) = kept(app).entries
        assert (entry.kind, entry.comment) == (EntryKind.PASSAGE, None)
        assert entry.words.startswith("She kept it in a ti")
        assert entry.selector is not None
        assert entry.selector.prefix.rstrip().endswith("(Orlova 1957).")


async def test_of_a_selection_over_comments_the_first_ones_part_is_gathered(
    app: Gulagreader,
) -> None:
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3", "minus", "J", "enter")
        lines = screen_text(app).split("\n")
        y = next(n for n, line in enumerate(lines) if "A second branch" in line)
        end = next(n for n, line in enumerate(lines) if "I disagree" in line)
        await pilot.mouse_down(offset=(lines[y].index("branch"), y))
        there = (lines[end].index("I disagree") + 10, end)
        await pilot.hover(offset=there)
        await pilot.mouse_up(offset=there)
        await pilot.press("d")
        (entry,) = kept(app).entries
        assert (entry.comment, entry.words) == ("c20", "branch about bread.")
        assert "Of the first comment alone" in app.reader.status.words


async def test_e_shows_the_entries_and_the_one_at_hand(app: Gulagreader) -> None:
    async with reading(app, size=(80, 24)) as pilot:
        screen = await opened(pilot, app)
        await until(pilot, lambda: "Nothing is gathered yet" in screen_text(app))
        await pilot.press("q")
        await with_three(pilot, app)
        await until(pilot, lambda: "Dossier: 3 entries" in screen_text(app))
        shown = screen_text(app)
        assert "  1  post · map_room, “A letter in a tin”, 3 March 2014" in shown
        assert "“Answer number 1, which says a little" in shown
        await pilot.press("G")
        await until(pilot, lambda: "▌ Answer number 2, which" in screen_text(app))
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, PageScreen))
        assert "In the dossier, in its entries" in screen_text(app)
        assert screen is not None


async def test_entries_are_moved_removed_and_had_back(app: Gulagreader) -> None:
    async with reading(app) as pilot:
        screen = await with_three(pilot, app)
        first, second, third = kept(app).entries
        await pilot.press("J")
        assert kept(app).entries == (second, first, third)
        assert screen.entries.entry_at_hand == first
        await pilot.press("J", "J", "J", "K")
        assert kept(app).entries == (second, first, third)
        await pilot.press("D")
        assert kept(app).entries == (second, third)
        assert "U brings it back" in screen.status.words
        await pilot.press("delete", "U", "U")
        assert kept(app).entries == (second, first, third)
        await pilot.press("U")
        assert "Nothing that was removed" in screen.status.words
        await pilot.press("Л")  # K on a Russian layout
        assert len(kept(app).entries) == 3


async def test_remarks_headings_and_paragraphs_are_written(app: Gulagreader) -> None:
    async with reading(app, size=(80, 24)) as pilot:
        screen = await with_three(pilot, app)
        await pilot.press("j", "a")
        await until(pilot, lambda: app.screen.query(TextArea))
        await type_text(pilot, "Who said so")
        await pilot.press("enter")
        await type_text(pilot, "and when")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        assert kept(app).entries[1].remark == "Who said so\nand when"
        assert "✎ Who said so and when" in screen_text(app)
        await pilot.press("i")
        await until(pilot, lambda: app.screen.query(Input))
        await type_text(pilot, "Winter")
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        assert kept(app).entries[1].text == "Winter"
        assert screen.entries.cursor == 1
        await pilot.press("e")
        await until(pilot, lambda: app.screen.query(TextArea))
        await type_text(pilot, "s")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: words(app)[1] == "Winters")
        await pilot.press("p")
        await until(pilot, lambda: app.screen.query(TextArea))
        await type_text(pilot, "Mine")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("p")
        await until(pilot, lambda: app.screen.query(TextArea))
        await pilot.press("ctrl+r")
        await type_text(pilot, "My own")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: words(app)[2] == "My own")
        assert len(kept(app).entries) == 5


async def test_enter_goes_to_the_place_in_the_reader(app: Gulagreader) -> None:
    async with reading(app) as pilot:
        read = app._services.read("1" * 16).reading
        start = read.post.body.index("Paragraph 6")
        shelf = app._services.dossiers
        shelf.gather_passage(read, None, (start, start + 11))
        shelf.gather_text(read, "c21")
        await pilot.press("j", "enter")
        assert app.reader.session.post == "2" * 16
        await opened(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is app.reader)
        assert app.reader.session.post == "1" * 16
        assert app.reader.session.leading.value == "post"
        assert "Paragraph 6" in screen_text(app)
        await pilot.press("backspace")
        await until(pilot, lambda: isinstance(app.screen, DossierScreen))
        await pilot.pause()
        await pilot.press("G", "enter")
        await until(pilot, lambda: app.screen is app.reader)
        assert app.reader.thread_pane.focused_comment == "c21"
        assert app.reader.session.leading.value == "thread"
        await pilot.press("backspace")
        await until(pilot, lambda: isinstance(app.screen, DossierScreen))
        screen = app.screen
        assert isinstance(screen, DossierScreen)
        await until(pilot, lambda: screen.entries.cursor == 1)


async def test_what_has_no_place_any_more_is_told(
    app: Gulagreader, tmp_path: Path
) -> None:
    async with reading(app, size=(100, 30)) as pilot:
        app._services.dossiers.gather_text(app._services.read("3" * 16).reading)
        (path,) = (tmp_path / "library").glob("**/*unread-note.md")
        path.unlink()
        app.upkeep.refresh_library()
        await until(pilot, lambda: len(app._services.cards) == 2)
        screen = await opened(pilot, app)
        await until(pilot, lambda: "✗ lost" in screen_text(app))
        await pilot.press("enter")
        assert "It has no place any more" in screen.status.words
        assert app.screen is screen


async def test_dossiers_are_begun_renamed_and_switched_between(
    app: Gulagreader,
) -> None:
    async with reading(app) as pilot:
        screen = await with_three(pilot, app)
        await pilot.press("right_square_bracket")
        assert "no other dossier" in screen.status.words
        await pilot.press("n")
        await until(pilot, lambda: app.screen.query(Input))
        await type_text(pilot, "Seminar")
        await pilot.press("enter")
        await until(pilot, lambda: "Seminar: no entries" in screen_text(app))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: "Dossier: 3 entries" in screen_text(app))
        await pilot.press("r")
        await until(pilot, lambda: app.screen.query(Input))
        await type_text(pilot, "Dossier one")
        await pilot.press("enter")
        await until(pilot, lambda: "Dossier one: 3 entries" in screen_text(app))
        await pilot.press("right_square_bracket", "escape")
        await until(pilot, lambda: app.screen is app.reader)
        await pilot.press("d")
        assert kept(app).name == "Seminar"
        assert len(kept(app).entries) == 1


async def test_a_dossier_is_dropped_and_brought_back(app: Gulagreader) -> None:
    async with reading(app) as pilot:
        screen = await with_three(pilot, app)
        await pilot.press("D", "Z")
        await until(pilot, lambda: "Dossier: no entries" in screen_text(app))
        assert "Nothing is gathered yet" in screen_text(app)
        assert app._services.dossiers.dossiers() == ()
        assert "Dropped “Dossier”; U brings it back" in screen.status.words
        await pilot.press("Z")
        assert "no dossier to drop" in screen.status.words
        await pilot.press("U")
        await until(pilot, lambda: "Dossier: 2 entries" in screen_text(app))
        await pilot.press("U")
        await until(pilot, lambda: "Dossier: 3 entries" in screen_text(app))
        assert kept(app).name == "Dossier"


async def test_a_dossier_is_written_and_replaced_only_when_asked_again(
    app: Gulagreader, tmp_path: Path
) -> None:
    async with reading(app, size=(80, 24)) as pilot:
        screen = await with_three(pilot, app)
        target = tmp_path / "work" / "dossier.md"
        await pilot.press("w")
        await until(pilot, lambda: app.screen.query(Input))
        assert app.screen.query_one(Input).value == str(target)
        await pilot.press("enter")
        await until(pilot, lambda: "Written: " in screen.status.words)
        assert target.read_text("utf-8").startswith("# Dossier\n")
        target.write_text("mine")
        await pilot.press("X")
        await until(pilot, lambda: app.screen.query(Input))
        await pilot.press("enter")
        await until(pilot, lambda: "Enter again replaces it" in screen_text(app))
        assert target.read_text() == "mine"
        await pilot.press("ctrl+f", "ctrl+f", "ctrl+y", "ctrl+y")
        await until(pilot, lambda: "Ctrl+f  pandoc" in screen_text(app))
        assert "after APA" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: "Enter again replaces it" in screen_text(app))
        await pilot.press("enter")
        beside = tmp_path / "work" / "dossier.references.json"
        await until(pilot, lambda: app.screen is screen and beside.exists())
        assert target.read_text("utf-8").startswith("---\n")
        assert len(json.loads(beside.read_text("utf-8"))) == 3
        await pilot.press("w")
        await until(pilot, lambda: app.screen.query(Input))
        app.screen.query_one(Input).value = str(tmp_path / "library" / "x.md")
        await pilot.press("enter")
        await until(pilot, lambda: "in the library itself" in screen_text(app))
        assert not (tmp_path / "library" / "x.md").exists()


async def test_on_a_small_screen_tab_shows_the_entry_at_hand(app: Gulagreader) -> None:
    async with reading(app, size=(60, 18)) as pilot:
        screen = await with_three(pilot, app)
        await pilot.press("j")
        assert "▌ Answer number" not in screen_text(app)
        await pilot.press("tab")
        await until(pilot, lambda: "▌ Answer number 1" in screen_text(app))
        await pilot.press("j", "escape")
        await until(pilot, lambda: "Dossier: 3 entries" in screen_text(app))
        assert app.screen is screen
        assert screen.entries.cursor == 1


async def test_until_an_entry_is_found_the_preview_says_that_it_is_looked_for(
    app: Gulagreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Event()
    shelf = type(app._services.dossiers)
    places = shelf.places

    def slow(self: Any, entries: Any) -> Any:
        found.wait(60)
        return places(self, entries)

    monkeypatch.setattr(shelf, "places", slow)
    async with reading(app, size=(80, 24)) as pilot:
        await with_three(pilot, app)
        await until(pilot, lambda: "is being looked for" in screen_text(app))
        found.set()
        await until(pilot, lambda: "is being looked for" not in screen_text(app))


async def test_what_cannot_be_looked_for_is_shown_as_it_was_kept(
    app: Gulagreader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Any, entries: Any) -> Any:
        raise GulagreaderError("the library is away")

    monkeypatch.setattr(type(app._services.dossiers), "places", failing)
    async with reading(app, size=(80, 24)) as pilot:
        await with_three(pilot, app)
        await pilot.press("G")
        await until(pilot, lambda: "▌ Answer number 2, which" in screen_text(app))
        await until(pilot, lambda: "is being looked for" not in screen_text(app))


async def test_an_empty_dossier_offers_what_fills_it(app: Gulagreader) -> None:
    async with reading(app, (60, 18)) as pilot:
        await opened(pilot, app)
        await until(pilot, lambda: "d gathers" in screen_text(app))
        footer = screen_text(app).splitlines()[-1]
        assert "i Heading" in footer
        assert not {"Go", "Move", "Remark", "Remove"} & set(footer.split())
        await pilot.press("i")
        await until(pilot, lambda: app.screen.query(Input))
        await type_text(pilot, "Winter")
        await pilot.press("enter")
        await until(pilot, lambda: "a Remark" in screen_text(app).splitlines()[-1])
