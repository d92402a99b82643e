"""The concordance from the reader: typed, sorted, followed to its place and back."""

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

from gulagreader.ui.app import Gulagreader


def reader(folder: Path) -> Gulagreader:
    return reader_on(make_library(folder / "library"), folder / "own")


async def asked(app: Gulagreader, pilot: Pilot[None], query: str) -> None:
    """Type a query into the concordance, and wait for its lines."""
    if app.screen is not app.concordance:
        await pilot.press("C")
        await until(pilot, lambda: app.screen is app.concordance)
    await pilot.press("end", "ctrl+u")
    await type_text(pilot, query)

    def is_answered() -> bool:
        head = app.concordance.head
        return head is not None and head.query == query

    await until(pilot, is_answered)
    await pilot.pause()


def shown(app: Gulagreader) -> list[str]:
    pane = app.concordance.lines
    return [pane.lines[at].keyword for at in range(pane.total) if at in pane.lines]


async def test_keywords_stand_under_one_another_while_typing(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await asked(app, pilot, "bread")
        assert set(shown(app)) == {"bread"}
        text = screen_text(app)
        lines = [
            line for line in text.splitlines() if "2014" in line and "bread" in line
        ]
        assert len({line.index("bread", 40) for line in lines}) == 1
        assert f"{len(shown(app))} lines" in text


async def test_a_line_is_followed_to_its_place_and_back(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await asked(app, pilot, "disagree")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.screen is app.reader)
        assert app.reader.thread_pane.focused_comment == "c21"
        await pilot.press("backspace")
        await until(pilot, lambda: app.screen is app.concordance)
        assert app.focused is app.concordance.lines
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.reader)


async def test_keys_behind_enter_go_to_the_lines(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await asked(app, pilot, "bread")
        await pilot.press("enter", "j", "j")
        assert app.concordance.line.value == "bread"
        assert app.concordance.lines.cursor == 2
        await pilot.press("s")
        assert app.focused is app.concordance.line


async def test_every_order_can_be_had(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await asked(app, pilot, "bread")
        await pilot.press("enter")
        seen = []
        for _ in range(6):
            head = app.concordance.head
            assert head is not None
            seen.append(head.order)
            await pilot.press("o")
            await until(
                pilot,
                lambda: app.concordance.head and app.concordance.head.order != seen[-1],
            )
        assert len(set(seen)) == 6


async def test_what_gives_no_line_is_explained(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        await asked(app, pilot, "author:kettle")
        await until(pilot, lambda: "no word" in screen_text(app))


async def test_lines_further_down_are_got_when_they_come_into_view(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path)
    async with reading(app, size=(80, 12)) as pilot:
        await asked(app, pilot, "a* OR t* OR s* OR i*")
        pane = app.concordance.lines
        assert pane.total > 200
        assert pane.total - 1 not in pane.lines
        await pilot.press("enter", "G")
        await until(pilot, lambda: pane.at_hand is not None)
        assert pane.cursor == pane.total - 1


async def test_the_words_searched_for_last_are_asked_first(tmp_path: Path) -> None:
    app = reader(tmp_path)
    async with reading(app) as pilot:
        app._services.memory.keep_query("snow")
        await pilot.press("C")
        await until(pilot, lambda: shown(app))
        assert set(shown(app)) == {"snow"}
