"""What a reader settled holds on the screen."""

from pathlib import Path

from textual.widgets import Input
from ui.reading_room import (
    NOW,
    make_library,
    open_services,
    reading,
    screen_text,
    until,
)

from gulagreader.domain.config import Config, Motion
from gulagreader.domain.errors import Damage
from gulagreader.domain.progress import finish
from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.storage.folders import Folders
from gulagreader.text.lines import page_text
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.page import lay_out_page
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.looks.plain_signs import PLAIN
from gulagreader.ui.program.settled import Settled


def reader(tmp_path: Path, settled: Settled) -> Gulagreader:
    folder = make_library(tmp_path / "library")
    own = tmp_path / "own"
    return Gulagreader(
        open_services(folder, own),
        lambda other: open_services(other, own),
        settled=settled,
    )


def with_keys(**keys: str) -> Settled:
    named = {name.replace("__", ".").replace("_", "-"): k for name, k in keys.items()}
    return Settled(Config(keys={name: (key,) for name, key in named.items()}))


def leading(app: Gulagreader) -> Leading:
    return app.reader.session.leading


async def test_another_key_does_what_the_usual_one_did(tmp_path: Path) -> None:
    app = reader(tmp_path, with_keys(anywhere__lead_thread="f8"))
    async with reading(app) as pilot:
        await pilot.press("3")
        assert leading(app) is Leading.POSTS
        await pilot.press("f8")
        assert leading(app) is Leading.THREAD


async def test_the_footer_and_the_help_show_it(tmp_path: Path) -> None:
    app = reader(tmp_path, with_keys(anywhere__show_keys="f9"))
    async with reading(app, size=(120, 60)) as pilot:
        assert "F9 Help" in screen_text(app)
        await pilot.press("f9")
        await until(pilot, lambda: "F9  " in screen_text(app))


async def test_a_greek_layout_moves_as_a_latin_one(tmp_path: Path) -> None:
    app = reader(tmp_path, Settled(Config(layouts=("greek",))))
    async with reading(app) as pilot:
        before = app.reader.posts.under_cursor
        await pilot.press("ξ")
        await until(pilot, lambda: app.reader.posts.under_cursor != before)


async def test_a_letter_that_was_given_a_command_does_that(tmp_path: Path) -> None:
    app = reader(tmp_path, Settled(Config(keys={"anywhere.lead-thread": ("о",)})))
    async with reading(app) as pilot:
        await pilot.press("о")
        assert app.reader.session.leading is Leading.THREAD


async def test_plain_signs_leave_no_others_on_the_screen(tmp_path: Path) -> None:
    app = reader(tmp_path, Settled(plain_signs=True))
    async with reading(app, size=(120, 40)) as pilot:
        await pilot.press("enter", "3")
        written = screen_text(app)
        assert written.isascii()
        assert '"We are well' in written


async def test_plain_signs_reach_into_the_palette(tmp_path: Path) -> None:
    app = reader(tmp_path, Settled(plain_signs=True))
    async with reading(app, size=(80, 24)) as pilot:
        await pilot.press("ctrl+p")
        await until(pilot, lambda: "type to narrow" in screen_text(app))
        assert screen_text(app).isascii()


def test_what_stands_before_a_caption_has_a_plain_sign() -> None:
    page = lay_out_page(parse_blocks("![A map](map.png)"), 40)
    assert page_text(page).translate(PLAIN) == "# A map"


def test_plain_bars_tell_low_from_high() -> None:
    assert "▂▄█".translate(PLAIN) == "_=#"


async def test_nothing_blinks_where_nothing_is_to_move(tmp_path: Path) -> None:
    still = Settled(Config(motion=Motion.REDUCED))
    app = reader(tmp_path, still)
    async with reading(app) as pilot:
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.focused, Input))
        assert isinstance(app.focused, Input)
        assert not app.focused.cursor_blink


async def test_the_page_and_the_thread_are_as_the_config_says(tmp_path: Path) -> None:
    folder, own = make_library(tmp_path / "library"), Folders(tmp_path, tmp_path / "c")
    settled = {"measure": "44", "paragraph-numbers": "yes", "comments": "time"}

    def opened() -> Services:
        services = Services.open(folder, own, lambda: NOW, settled)
        finish(services.refresh())
        return services

    app = Gulagreader(opened(), lambda _: opened())
    async with reading(app) as pilot:
        assert app.reader.post_pane.measure == 44
        assert app.reader.post_pane.shows_numbers
        assert opened().memory.threads.flat
        await pilot.press("enter", "2", "right_parenthesis")
        await until(pilot, lambda: app.reader.post_pane.measure == 48)
    again = opened()
    assert again.memory.setting("measure") == "44"


async def test_a_mistake_is_told_and_the_reader_opens(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    problem = Damage(path, 3, "there is no colour", fatal=False)
    app = reader(tmp_path, Settled(Config(), path, (problem,)))
    async with reading(app) as pilot:
        await until(pilot, lambda: "there is no colour" in app.reader.status.words)
        assert app.reader.status.words.startswith(
            "1 mistake in the config (gulagreader config --check): line "
        )


async def test_many_mistakes_are_counted_and_a_cut_message_ends_in_dots(
    tmp_path: Path,
) -> None:
    path = tmp_path / "config.yaml"
    long = f"there is no theme lampp; there is {', '.join(['lamp and paper'] * 12)}"
    problems = (
        Damage(path, 1, long, fatal=False),
        *(Damage(path, line, "there is no colour", fatal=False) for line in (3, 4)),
    )
    app = reader(tmp_path, Settled(Config(), path, problems))
    async with reading(app, size=(80, 24)) as pilot:
        await until(pilot, lambda: "3 mistakes in the config" in screen_text(app))
        await until(pilot, lambda: app.reader.status.region.height == 2)
        first, second = screen_text(app).splitlines()[-3:-1]
        assert "gulagreader config --check" in first
        assert second.endswith("…")


async def test_the_footer_keeps_the_order_of_commands_whatever_their_keys(
    tmp_path: Path,
) -> None:
    usual = reader(tmp_path / "usual", Settled())
    own = reader(
        tmp_path / "own", with_keys(thread__toggle_fold="f5", thread__parent="f6")
    )
    for app, keys in ((usual, "Enter Fold  p Parent"), (own, "F5 Fold  F6 Parent")):
        async with reading(app, size=(80, 24)) as pilot:
            await pilot.press("3", "j")
            await pilot.pause()
            assert screen_text(app).splitlines()[-1].startswith(f" {keys}  - Fold all")
