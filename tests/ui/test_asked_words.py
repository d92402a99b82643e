"""What was looked for in the open post outlasts the program."""

from pathlib import Path

from ui.reading_room import (
    make_library,
    open_services,
    reader_on,
    reading,
    screen_text,
    type_text,
    until,
)


async def test_a_narrowed_thread_is_narrowed_again_at_the_next_start(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3", "F")
        await type_text(pilot, "bread")
        await pilot.press("enter")
        thread = app.reader.thread_pane
        await until(pilot, lambda: "2 match bread" in str(thread.border_title))
        await pilot.press("j")
        await until(pilot, lambda: thread.focused_comment == "c21")
        await pilot.press("Q")
    again = reader_on(library, tmp_path)
    async with reading(again, size=(150, 44)) as pilot:
        thread = again.reader.thread_pane
        await until(pilot, lambda: "2 match bread" in str(thread.border_title))
        assert thread.focused_comment == "c21"
        await pilot.press("F")
        await until(pilot, lambda: "2 of 9" in screen_text(again))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: thread.narrowing is None)
        await pilot.press("Q")
    third = reader_on(library, tmp_path)
    async with reading(third, size=(150, 44)):
        assert third.reader.thread_pane.narrowing is None


async def test_the_comments_of_an_author_are_shown_alone_again_at_the_next_start(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("3", "j", "A")
        assert "2 by reader 2" in str(app.reader.thread_pane.border_title)
        await pilot.press("Q")
    again = reader_on(library, tmp_path)
    async with reading(again, size=(150, 44)) as pilot:
        thread = again.reader.thread_pane
        await until(pilot, lambda: "2 by reader 2" in str(thread.border_title))


async def test_what_was_found_is_gone_through_further_at_the_next_start(
    tmp_path: Path,
) -> None:
    library = make_library(tmp_path / "library")
    app = reader_on(library, tmp_path)
    async with reading(app, size=(150, 44)) as pilot:
        await pilot.press("2", "slash")
        await type_text(pilot, "bread")
        await pilot.press("enter", "n")
        await until(pilot, lambda: app.reader._desk.finding.current == 1)
        many = len(app.reader._desk.finding)
        # What a kill would leave: a little later it is kept, without a word of leaving.
        app.reader.keep_place()
        services = open_services(library, tmp_path)
        asked = services.memory.threads.asked("1" * 16)
        services.close()
        assert (asked.find, asked.at) == ("bread", 1)
        await pilot.press("Q")
    again = reader_on(library, tmp_path)
    async with reading(again, size=(150, 44)) as pilot:
        await until(pilot, lambda: f"2 of {many}" in screen_text(again))
        await pilot.press("n")
        await until(pilot, lambda: f"3 of {many}" in screen_text(again))
        await pilot.press("slash", "escape")
        await until(pilot, lambda: f" of {many};" not in screen_text(again))
        await pilot.press("Q")
    third = reader_on(library, tmp_path)
    async with reading(third, size=(150, 44)) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: "Nothing to find" in screen_text(third))
