"""Words parted at the ends of lines: switched on and off, and what is copied then."""

from pathlib import Path

from textual.pilot import Pilot
from ui.reading_room import reader_on, reading, screen_text, type_text, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader

BODY = (
    "Correspondence about rehabilitation and imprisonment was administration. He wrote"
    " of “unconstitutional imprisonment and the responsibility of correspondents” then,"
    " and commemoration was understanding between administrations and correspondents."
)


def library(folder: Path) -> Path:
    create_library(folder, "Long words", library_id="long-words")
    comment = Comment(
        "c1", BODY.replace("He wrote", "She answered"), author="kettle_on"
    )
    LibraryFolder.open(folder).write_post(
        Post("1111111111111111", "Parted", BODY, date="2014-03-03"), (comment,)
    )
    return folder


def parted_in_post(app: Gulagreader) -> int:
    return sum(line.hyphen for line in app.reader.post_pane.page.lines)


async def choose(app: Gulagreader, pilot: Pilot[None], words: str) -> None:
    await pilot.press("ctrl+p")
    await type_text(pilot, words)
    await until(pilot, lambda: f"{words} at the ends" in screen_text(app))
    await pilot.press("down", "enter")
    await until(pilot, lambda: app.screen is app.reader)


async def test_the_palette_parts_words_and_keeps_them_whole_again(
    tmp_path: Path,
) -> None:
    app = reader_on(library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 30)) as pilot:
        await pilot.press("enter")
        assert parted_in_post(app) == 0
        whole = screen_text(app)
        await choose(app, pilot, "Hyphenate words")
        await until(pilot, lambda: parted_in_post(app))
        assert "-\n" in screen_text(app).replace(" ", "")
        row = app.reader.thread_pane.page_of(0)
        assert any(line.hyphen for line in row.lines)
        await choose(app, pilot, "Keep words whole")
        await until(pilot, lambda: not parted_in_post(app))
        assert screen_text(app).splitlines()[:20] == whole.splitlines()[:20]
    again = reader_on(tmp_path / "library", tmp_path)
    async with reading(again, size=(60, 30)):
        assert parted_in_post(again) == 0


async def test_what_is_copied_has_no_hyphen_that_the_source_has_not(
    tmp_path: Path,
) -> None:
    app = reader_on(library(tmp_path / "library"), tmp_path)
    app._services.memory.keep_setting("hyphenation", "yes")
    async with reading(app, size=(60, 30)) as pilot:
        await pilot.press("enter")
        assert parted_in_post(app)
        await pilot.press("v", "p")
        assert app.reader.get_selected_text() == BODY
        await pilot.press("escape", "escape", "slash", *"unconstitutional")
        await until(pilot, lambda: "1/2" in screen_text(app))
        [quotation] = app.reader._reading.quotations  # type: ignore[union-attr]
        assert BODY[quotation.start : quotation.end].startswith("“unconstitutional")


async def test_a_drag_over_a_parted_word_selects_it_as_it_is_written(
    tmp_path: Path,
) -> None:
    app = reader_on(library(tmp_path / "library"), tmp_path)
    app._services.memory.keep_setting("hyphenation", "yes")
    async with reading(app, size=(60, 30)) as pilot:
        await pilot.press("enter")
        pane = app.reader.post_pane
        line = next(n for n, one in enumerate(pane.page.lines) if one.hyphen)
        y = pane.content_region.y + line - pane.top
        x = pane.content_region.x + pane.margin
        end = pane.page.lines[line].end
        await pilot.mouse_down(offset=(x + pane.page.width, y))
        await pilot.hover(offset=(x + 3, y + 1))
        await pilot.mouse_up(offset=(x + 3, y + 1))
        assert BODY.startswith(app.reader.get_selected_text() or "-", end)
        await pilot.mouse_down(offset=(x, y))
        await pilot.hover(offset=(x + 3, y + 1))
        await pilot.mouse_up(offset=(x + 3, y + 1))
        selected = app.reader.get_selected_text() or "-"
        assert selected in BODY
        assert len(selected) > end - pane.page.lines[line].start
