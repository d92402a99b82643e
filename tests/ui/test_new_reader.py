"""What a reader met on the first day, and should not meet again."""

from functools import partial
from pathlib import Path

from terminal.terminal import terminal
from textual.pilot import Pilot
from ui.reading_room import make_library, reader_on, reading, screen_text, until

from gulagreader.domain.session import Leading
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.page import PageScreen


async def test_letters_typed_after_a_slash_in_one_burst_are_all_typed(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        for key in ("slash", *"bread"):
            app.simulate_key(key)
        await until(pilot, lambda: "1/4" in screen_text(app))
        assert app.reader.session.post == "1" * 16


async def test_letters_typed_after_s_in_one_burst_are_all_typed(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        for key in ("s", *"disagree"):
            app.simulate_key(key)
        await until(pilot, lambda: app.search.answer.query == "disagree")


async def test_the_letters_that_begin_typing_can_be_typed(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press("f", *"sfs", "slash")
        assert app.reader.posts.filter == "sfs/"


async def test_n_goes_on_from_a_hit(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 40)) as pilot:
        await pilot.press("s", *"in:comments", "space", *"bread", "enter")
        await until(pilot, lambda: app.screen_stack[-1] is app.reader)
        landed = app.reader.thread_pane.focused_comment
        assert landed in {"c20", "c21"}
        await pilot.press("n")
        assert "of 4" in app.reader.status.words


async def test_fold_all_and_unfold_all_return_to_what_was_read(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3", "j", "j", "minus")
        assert app.reader.thread_pane.focused_comment == "c1"
        await pilot.press("equals_sign")
        assert app.reader.thread_pane.focused_comment == "c3"


async def test_folding_by_level_says_how_many_are_shown(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3", "less_than_sign")
        await until(pilot, lambda: "5 levels shown" in app.reader.status.words)


async def test_the_pane_that_led_leads_again(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "3", "Q")
    again = reader_on(library, tmp_path)
    async with reading(again):
        assert again.reader.session.leading is Leading.THREAD


async def test_a_filter_is_told_in_the_title_of_the_list(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press("f", *"stov", "enter")
        assert "Posts 1 with “stov”" in screen_text(app)


async def test_a_folded_comment_shows_its_first_words(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(160, 44)) as pilot:
        await pilot.press("3", "minus")
        assert "The last word, on snow." in screen_text(app)


async def test_a_half_saved_comments_file_does_not_take_the_thread_away(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    [file] = library.rglob("*a-letter-in-a-tin.comments.yaml")
    whole = file.read_text(encoding="utf-8")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        await pilot.press("enter", "3", "J")
        file.write_text(whole[:200] + "\n  : [", encoding="utf-8")
        await until(pilot, lambda: "Not taken in" in app.reader.status.words)
        assert app.reader.thread_pane.focused_comment == "c20"
        file.write_text(whole.replace("kettle_on", "kettle_off"), encoding="utf-8")
        await until(pilot, lambda: "kettle_off" in screen_text(app))
        assert app.reader.thread_pane.focused_comment == "c20"


async def test_damage_is_listed_with_file_and_line(tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    (library / "posts" / "2014" / "broken.md").write_text("---\ntitle: [\n---\n")
    [file] = library.rglob("*a-letter-in-a-tin.comments.yaml")
    file.write_text("- id: c1\n  text: [\n", encoding="utf-8")
    app = reader_on(library, tmp_path)
    async with reading(app) as pilot:
        assert "Comments cannot be read" in screen_text(app)
        await pilot.press("exclamation_mark")
        assert isinstance(app.screen, PageScreen)
        shown = screen_text(app)
        assert "posts/2014/broken.md, line 2" in shown
        assert "comments.yaml, line" in shown


async def test_the_footer_keeps_its_words_whole_at_eighty_columns(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(80, 24)) as pilot:
        for pane, leave in (("1", "q Quit"), ("2", "q Back"), ("3", "q Back")):
            await pilot.press(pane)
            footer = screen_text(app).splitlines()[-1]
            assert "? Help" in footer
            assert leave in footer


async def test_an_imported_post_is_shown(tmp_path: Path) -> None:
    dump = tmp_path / "page.txt"
    dump.write_text("A new page\n\nIt says something, and that is all it says.\n")
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        app.upkeep.import_sources(dump)
        await until(pilot, lambda: app.reader.session.post not in {"1" * 16, None})
        assert "It says something" in screen_text(app)


async def _drag(
    pilot: Pilot[None], start: tuple[int, int], end: tuple[int, int]
) -> None:
    await pilot.mouse_down(offset=start)
    await pilot.hover(offset=end)
    await pilot.mouse_up(offset=end)


def _find(app: Gulagreader, text: str) -> tuple[int, int]:
    lines = screen_text(app).splitlines()
    y = next(n for n, line in enumerate(lines) if text in line)
    return lines[y].index(text), y


async def test_a_drag_from_a_comments_head_to_a_blank_line_takes_the_comment(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3", "minus", "J", "enter")
        x, y = _find(app, "kettle_on")
        await _drag(pilot, (x, y), (x, y + 2))
        await pilot.press("ctrl+c")
        assert app.clipboard == "A second branch about bread."
        await until(pilot, lambda: "Copied 28 characters" in app.reader.status.words)


async def test_a_drag_that_ends_on_the_next_head_takes_nothing_of_that_comment(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3", "minus", "J", "enter")
        x, y = _find(app, "A second branch")
        await _drag(pilot, (x, y), _find(app, "reader 2"))
        await pilot.press("ctrl+c")
        assert app.clipboard == "A second branch about bread."


async def test_a_drag_out_of_the_pane_ends_at_its_edge(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(70, 24)) as pilot:
        await pilot.press("2")
        x, y = _find(app, "The letter came")
        await _drag(pilot, (x, y), (40, 23))
        await pilot.press("ctrl+c")
        assert app.clipboard.startswith("The letter came in autumn")
        assert "Paragraph 8" not in app.clipboard


async def test_a_drag_from_the_left_margin_takes_the_line_from_its_start(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(70, 24)) as pilot:
        await pilot.press("2")
        x, y = _find(app, "The letter came")
        await _drag(pilot, (0, y), (x + 9, y))
        await pilot.press("ctrl+c")
        assert app.clipboard == "The letter"


async def test_a_double_click_takes_a_word(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(70, 24)) as pilot:
        await pilot.press("2")
        x, y = _find(app, "autumn")
        pane = app.reader.post_pane
        place = (x + 2 - pane.region.x, y - pane.region.y)
        await pilot.click(pane, offset=place, times=2)
        await pilot.press("ctrl+c")
        assert app.clipboard == "autumn"


async def test_a_third_click_takes_the_paragraph(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(70, 24)) as pilot:
        await pilot.press("2")
        x, y = _find(app, "autumn")
        pane = app.reader.post_pane
        place = (x + 2 - pane.region.x, y - pane.region.y)
        await pilot.click(pane, offset=place, times=3)
        await pilot.press("ctrl+c")
        assert app.clipboard.startswith("The letter came in autumn and said little.")
        assert app.clipboard.endswith("it read (Orlova 1957).")
        assert "\n" not in app.clipboard


async def test_copying_nothing_leaves_the_clipboard_alone(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        app.copy_to_clipboard("kept")
        await _drag(pilot, (4, 2), (10, 4))
        await pilot.press("ctrl+c")
        assert app.clipboard == "kept"
        assert "Nothing is selected" in app.reader.status.words


async def test_an_editor_that_does_not_exist_gives_the_screen_back(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    with terminal(
        [str(library)], tmp_path, environ={"EDITOR": "/nowhere/editor"}
    ) as screen:
        screen.shows("A letter in a tin")
        screen.press("e")
        screen.shows("could not be started")
        screen.press("Q")
        assert screen.ended() == 0


async def test_no_key_in_the_footer_is_cut_in_its_word(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        footer = screen_text(app).splitlines()[-1]
        assert footer == " Enter Fold  Tab Pane  s Search  ? Help  / Find  q Back"


def _offers_to_fold_all(app: Gulagreader, *, shown: bool) -> bool:
    return ("- Fold all" in screen_text(app).splitlines()[-1]) is shown


async def test_a_footer_made_wider_shows_the_keys_it_had_no_room_for(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        await pilot.press("3")
        for width, shown in ((160, True), (60, False)):
            await pilot.resize_terminal(width, 40)
            await until(pilot, partial(_offers_to_fold_all, app, shown=shown))


async def test_a_post_without_comments_has_no_third_pane(tmp_path: Path) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app) as pilot:
        await pilot.press("j", "j", "enter", "3")
        assert app.reader.session.leading is Leading.POST
        assert "no comments" in app.reader.status.words
        await pilot.press("tab")
        assert app.focused is app.reader.posts
