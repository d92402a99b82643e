"""What is done from within: copying, editing, importing, other libraries, themes."""

import stat
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import (
    NOW,
    make_library,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)

from gulagreader.domain.progress import finish
from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.storage.folders import Folders
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.path import PathScreen

DUMP = """\
A dump of a page

The first paragraph of the page has some words, so that it is one. “It was cold,” \
he wrote, and nothing more was said about it by anybody.


  1. A first comment, which is long enough to be taken for one, as comments are.


  2. A second comment, which disagrees with the first one and says why it does so.


Leave a Reply

Fill in your details below or click an icon to log in:
"""


async def test_a_dragged_selection_is_copied_as_the_text_reads(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(70, 40)) as pilot:
        await pilot.press("2")
        lines = screen_text(app).splitlines()
        y = next(n for n, line in enumerate(lines) if "The letter came" in line)
        x = lines[y].index("The letter came")
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 10, y + 1))
        await pilot.mouse_up(offset=(x + 10, y + 1))
        await pilot.press("ctrl+c")
        assert app.clipboard.startswith(
            "The letter came in autumn and said little. “We"
        )
        assert "\n" not in app.clipboard
        assert "  " not in app.clipboard


async def test_a_selection_over_two_comments_holds_both(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3", "minus", "J", "enter")
        lines = screen_text(app).splitlines()
        y = next(n for n, line in enumerate(lines) if "A second branch" in line)
        x = lines[y].index("A second branch")
        end = next(n for n, line in enumerate(lines) if "I disagree" in line)
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(lines[end].index("I disagree") + 10, end))
        await pilot.mouse_up(offset=(lines[end].index("I disagree") + 10, end))
        await pilot.press("ctrl+c")
        assert app.clipboard.startswith("A second branch about bread.\n\nI disagree")


def _editor(folder: Path, line: str) -> str:
    script = folder / "editor.sh"
    script.write_text(f'#!/bin/sh\nprintf "\\n{line}\\n" >> "$1"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


async def test_what_the_editor_changed_is_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = _editor(tmp_path, "Written in the editor.")
    app = reader_on(make_library(tmp_path / "library"), tmp_path, editor=editor)
    async with reading(app) as pilot:
        # A test's terminal cannot be left, so the file is edited without leaving it.
        from contextlib import nullcontext

        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("e")
        reading_now = app.reader.reading
        assert reading_now is not None
        assert reading_now.post.body.endswith("Written in the editor.")


async def test_an_editor_that_is_not_there_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path, editor="no-such-one")
    async with reading(app) as pilot:
        from contextlib import nullcontext

        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("e")
        assert "no-such-one could not be started" in app.reader.status.words


async def test_a_file_that_may_not_be_changed_is_said_where_the_editor_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path, editor="false")
    async with reading(app) as pilot:
        from contextlib import nullcontext

        monkeypatch.setattr(app, "suspend", nullcontext)
        await pilot.press("e")
        assert app.reader.status.words.startswith("false ended with 1")
        # Whoever runs the tests may be allowed to write everywhere.
        monkeypatch.setattr("gulagreader.ui.program.editor.os.access", lambda *_: False)
        await pilot.press("e")
        assert "may not be changed by you; false ended" in app.reader.status.words


async def test_damage_that_is_told_does_not_hide_that_an_import_was_refused(
    tmp_path: Path,
) -> None:
    dump = tmp_path / "note.md"
    dump.write_text("# A new post\n\nSome words.\n", encoding="utf-8")
    library = make_library(tmp_path / "library")
    next(library.glob("posts/*/*.comments.yaml")).write_text("no: list", "utf-8")
    (library / "posts" / "undated").write_text("a file where a folder is to be")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        app.upkeep.import_sources(dump)
        await until(pilot, lambda: "Refused: note.md" in app.reader.status.words)
        app.reader.library_refreshed()
        assert "Refused: note.md" in app.reader.status.words


async def test_damage_of_a_post_is_told_without_the_folders_before_its_name(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    damaged = next(library.glob("posts/*/*letter*.comments.yaml"))
    damaged.write_text("no: list", "utf-8")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter")
        await until(
            pilot, lambda: app.reader.status.words.startswith(f"{damaged.name}:1: this")
        )


async def _offer(pilot: Pilot[None], app: Gulagreader, words: str) -> None:
    await pilot.press("ctrl+p")
    await type_text(pilot, words)
    await until(pilot, lambda: words.lower() in screen_text(app).lower())
    await pilot.press("enter")


async def test_a_file_is_imported_from_within_and_found(tmp_path: Path) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_text(DUMP, encoding="utf-8")
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await _offer(pilot, app, "import files")
        await until(pilot, lambda: isinstance(app.screen, PathScreen))
        await pilot.press(*"/nowhere", "enter")
        assert "does not exist" in screen_text(app)
        app.screen.query_one("Input").value = str(dump)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: len(app.reader.posts.cards) == 4)
        titles = [card.title for card in app.reader.posts.cards]
        assert "A dump of a page" in titles
        await until(pilot, lambda: not app.upkeep.is_busy)
        await pilot.press("s", *"disagrees")
        await until(pilot, lambda: app.search.answer.query == "disagrees")
        await until(pilot, lambda: app.search.answer.hits)
        assert app.search.answer.hits[0].comment == "c2"


async def test_another_library_is_opened_and_the_first_is_remembered(
    tmp_path: Path,
) -> None:
    first = make_library(tmp_path / "first", "A [/b] library for tests")
    second = make_library(tmp_path / "second")
    [extra] = second.rglob("*an-unread-note.md")
    extra.unlink()
    app = reader_on(first, tmp_path)
    async with reading(app) as pilot:
        await _offer(pilot, app, "open another library")
        await until(pilot, lambda: isinstance(app.screen, PathScreen))
        app.screen.query_one("Input").value = str(second)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: len(app.reader.posts.cards) == 2)
        await pilot.press("s", *"disagree")
        await until(pilot, lambda: app.search.answer.query == "disagree")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen_stack[-1] is app.reader)
        await pilot.press("ctrl+p", *"tests")
        await until(pilot, lambda: "Open A [/b] library for tests" in screen_text(app))


async def test_a_theme_is_taken_and_remembered(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        assert app.current_theme.dark
        await _offer(pilot, app, "light colours")
        await until(pilot, lambda: not app.current_theme.dark)
    again = reader_on(library, tmp_path)
    async with reading(again):
        assert again.theme == "paper"


async def test_the_index_is_built_while_reading_goes_on(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    own = Folders(tmp_path / "data", tmp_path / "cache")

    def open_cold(folder: Path) -> Services:
        return Services.open(folder, own, lambda: NOW)

    app = Gulagreader(open_cold(library), open_cold)
    async with reading(app) as pilot:
        await until(pilot, lambda: app.reader.session.post == "1" * 16)
        await pilot.press("3")
        assert app.reader.session.leading is Leading.THREAD
        await pilot.press("s", *"disagree")
        await until(pilot, lambda: app.search.answer.hits)
        assert app.search.answer.hits[0].comment == "c21"


async def test_quotations_are_indexed_behind_the_texts_and_kept_up(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await until(pilot, lambda: not app.upkeep.is_busy)
        await pilot.press("s")
        await type_text(pilot, "in:quotations thawing")
        await until(pilot, lambda: app.search.answer.query == "in:quotations thawing")
        assert app.search.answer.notes == ()
        assert not app.search.answer.hits
        [path] = library.rglob("*an-unread-note.md")
        path.write_text(
            f"{path.read_text()}\nHe wrote: “The thawing of the river came late.”\n",
            encoding="utf-8",
        )
        app.upkeep.refresh_library()
        await until(pilot, lambda: app.search.answer.hits)
        assert app.search.answer.hits[0].kind == "quotation"


async def test_an_index_that_is_kept_elsewhere_is_told(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    own = Folders(
        tmp_path / "data", tmp_path / "file" / "cache", tmp_path / "temporary"
    )

    def open_there(folder: Path) -> Services:
        return Services.open(folder, own, lambda: NOW)

    app = Gulagreader(open_there(library), open_there)
    async with reading(app) as pilot:
        await until(pilot, lambda: "cannot be written" in app.reader.status.words)
        await pilot.press("s", *"disagree")
        await until(pilot, lambda: app.search.answer.hits)


async def test_damage_is_named_and_everything_else_opens(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    [thread] = library.rglob("*a-letter-in-a-tin.comments.yaml")
    thread.write_text("[" * 10_000, encoding="utf-8")
    (library / "posts" / "2014" / "broken.md").write_bytes(b"---\ntitle: \xff\n---\n")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await until(pilot, lambda: ".comments.yaml" in app.reader.status.words)
        assert "A letter in a tin" in screen_text(app)
        await pilot.press("exclamation_mark")
        assert "broken.md" in screen_text(app)
        await pilot.press("escape")
        await pilot.press("j", "enter")
        assert app.reader.session.post == "2" * 16
        assert len(app.reader.thread_pane.thread) == 1


async def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    (tmp_path / "library" / "posts").mkdir(parents=True)
    services = Services.open(
        tmp_path / "library",
        Folders(tmp_path / "data", tmp_path / "cache"),
        lambda: NOW,
    )
    finish(services.refresh())
    app = Gulagreader(services, lambda _: services)
    async with reading(app) as pilot:
        assert "gulagreader import" in screen_text(app)
        await pilot.press("j", "enter", "3", "j", "enter", "slash", "n", "J", "minus")
        assert app.is_running
