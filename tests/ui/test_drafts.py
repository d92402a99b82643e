"""What is half typed is not lost: the field is closed, or the program ends over it."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import TextArea
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.drafts import Draft
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.note_bar import NoteField
from gulagreader.ui.screens.dossier import DossierScreen
from gulagreader.ui.screens.notes import NotesScreen
from gulagreader.ui.screens.words import WordsScreen


def a_reader(tmp_path: Path) -> Gulagreader:
    """A reader of one library, as often as a test begins one."""
    folder = tmp_path / "library"
    if not folder.exists():
        make_library(folder)
    return reader_on(folder, tmp_path)


def typed(app: Gulagreader) -> str:
    """What stands in the note that is written."""
    return app.screen.query_one(NoteField).text


def drafted(app: Gulagreader) -> Draft | None:
    return app._services.memory.drafts.interrupted()


async def half_a_note(app: Gulagreader, pilot: Pilot[None], text: str) -> None:
    """Select the first sentence, begin a note on it, and wait until it is kept."""
    await pilot.press("2", "v", "a")
    await type_text(pilot, text)
    await until(pilot, lambda: (found := drafted(app)) and found.text == text)


async def test_a_note_over_which_the_program_was_killed_is_gone_on_with(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await half_a_note(app, pilot, "Half a")
    app = a_reader(tmp_path)
    async with reading(app, (60, 18)) as pilot:
        await until(pilot, lambda: "Not finished: “Half a”; a" in screen_text(app))
        await pilot.press("2", "a")
        assert typed(app) == "Half a"
        assert "Ctrl+r goes without it" in screen_text(app)
        await type_text(pilot, " thought")
        await pilot.press("enter")
        note = app.reader.shelf.notes()[0]
        # It is on the sentence that was selected, and not on what is in view now.
        assert note.passage == "The letter came in autumn and said little."
        assert note.text == "Half a thought"
        assert drafted(app) is None
        await pilot.press("G", "a")
        assert typed(app) == ""


async def test_what_was_typed_last_is_kept_when_the_program_is_told_to_end(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app) as pilot:
        await pilot.press("2", "v", "a")
        await type_text(pilot, "All of it")
        app.exit()
        found = drafted(app)
        assert found is not None
        assert found.text == "All of it"


async def test_esc_keeps_what_was_typed_and_says_so(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("2", "v", "a")
        await type_text(pilot, "Half")
        await pilot.press("alt+3", "escape")
        assert "What you typed is kept; a goes on with it" in screen_text(app)
        assert drafted(app) is None
        await pilot.press("a")
        assert typed(app) == "Half"
        assert "[3 blue]" in screen_text(app)
        assert (
            app.screen.get_selected_text()
            == "The letter came in autumn and said little."
        )
        await pilot.press("escape", "escape", "]")
        await pilot.press("2", "v", "a")
        assert typed(app) == ""


async def test_a_draft_is_gone_without_and_had_back_by_one_key(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("2", "v", "a")
        await type_text(pilot, "Kept #tag")
        await pilot.press("enter", "a")
        await type_text(pilot, " more")
        await pilot.press("escape", "a")
        assert typed(app) == "Kept more\n#tag"
        await pilot.press("ctrl+r")
        assert typed(app) == "Kept\n#tag"
        await pilot.press("ctrl+r")
        assert typed(app) == "Kept more\n#tag"
        await pilot.press("ctrl+r", "escape", "a")
        # Who goes without it has thrown it away.
        assert "Here is your draft" not in screen_text(app)
        assert typed(app) == "Kept\n#tag"


async def test_closing_a_note_with_nothing_typed_leaves_no_draft(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("2", "v", "a", "escape")
        assert "What you typed" not in screen_text(app)
        await pilot.press("a")
        await type_text(pilot, "x")
        await pilot.press("backspace", "escape")
        assert app._services.memory.drafts._drafts() == ()


async def test_a_note_that_is_removed_takes_its_draft_along(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("2", "v", "a")
        await type_text(pilot, "Kept")
        await pilot.press("enter", "a")
        await type_text(pilot, " more")
        await pilot.press("escape", "a", "ctrl+d")
        assert app._services.memory.drafts._drafts() == ()


async def test_a_draft_whose_passage_has_changed_is_offered_on_what_is_read(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await half_a_note(app, pilot, "Half a")
        path = app.reader.reading.path if app.reader.reading else None
    assert path is not None
    path.write_text(path.read_text().replace("in autumn", "in the autumn of 1957"))
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("2", "a")
        assert typed(app) == "Half a"


async def test_a_note_changed_in_the_list_is_kept_as_a_draft(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("2", "v", "a", "enter", "H")
        await until(pilot, lambda: isinstance(app.screen, NotesScreen))
        await until(pilot, lambda: "Notes 1" in screen_text(app))
        await pilot.press("a")
        await until(pilot, lambda: app.screen.query(NoteField))
        await type_text(pilot, "Half")
        await pilot.press("escape")
        assert "What you typed is kept; a goes on with it" in screen_text(app)
        await pilot.press("a")
        await until(pilot, lambda: app.screen.query(NoteField))
        assert typed(app) == "Half"


async def test_a_remark_over_which_the_program_was_killed_is_found_again(
    tmp_path: Path,
) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("d", "3", "d", "E")
        await until(pilot, lambda: isinstance(app.screen, DossierScreen))
        await pilot.press("j", "a")
        await until(pilot, lambda: app.screen.query(TextArea))
        await type_text(pilot, "Who said")
        await until(pilot, lambda: (one := drafted(app)) and one.text == "Who said")
    app = a_reader(tmp_path)
    async with reading(app, (60, 18)) as pilot:
        await until(pilot, lambda: "Not finished: “Who said”; E" in screen_text(app))
        await pilot.press("E")
        await until(pilot, lambda: "“Who said”; a goes on" in screen_text(app))
        await pilot.press("a")
        await until(pilot, lambda: app.screen.query(TextArea))
        assert "Here is your draft of" in screen_text(app)
        await type_text(pilot, " so")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, DossierScreen))
        dossier = app._services.dossiers.current()
        assert dossier is not None
        assert [one.remark for one in dossier.entries] == ["", "Who said so"]
        assert drafted(app) is None


async def test_a_paragraph_that_was_given_up_comes_back(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("d", "E")
        await until(pilot, lambda: isinstance(app.screen, DossierScreen))
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, WordsScreen))
        await type_text(pilot, "Mine")
        await pilot.press("escape")
        await until(pilot, lambda: "kept; p goes on with it" in screen_text(app))
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, WordsScreen))
        assert app.screen.query_one(TextArea).text == "Mine"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, DossierScreen))
        assert app._services.memory.drafts._drafts() == ()


async def test_what_comes_in_one_burst_with_esc_is_kept_too(tmp_path: Path) -> None:
    app = a_reader(tmp_path)
    async with reading(app, (80, 24)) as pilot:
        await pilot.press("2", "v", "a")
        for key in ("H", "a", "l", "f", "escape"):
            app.simulate_key(key)
        await until(pilot, lambda: "What you typed is kept" in screen_text(app))
        await pilot.press("a")
        assert typed(app) == "Half"
