"""Messages name the keys that the reader has."""

import ast
import re
from pathlib import Path

from ui.reading_room import make_library, open_services, reading, screen_text, until

import gulagreader.ui
from gulagreader.domain.config import Config
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.command import display_of
from gulagreader.ui.keys.commands import COMMANDS
from gulagreader.ui.keys.key_map import key_map
from gulagreader.ui.keys.keys_in_words import with_keys
from gulagreader.ui.program.settled import Settled
from gulagreader.ui.screens.page import keys_of
from gulagreader.ui.tour import STEPS, Tour

NAMED = re.compile(r"\{([a-z_]+\.[a-z0-9-]+)\}")


def test_a_command_in_braces_stands_for_its_key() -> None:
    words = "Removed; {dossier.restore} brings it back"
    assert with_keys(words, COMMANDS) == "Removed; U brings it back"
    mine = key_map(COMMANDS, {"dossier.restore": ["f7"]}).commands
    assert with_keys(words, mine) == "Removed; F7 brings it back"


def test_a_command_without_a_key_is_in_the_palette() -> None:
    mine = key_map(COMMANDS, {"anywhere.back": ["none"]}).commands
    said = with_keys("{anywhere.back} goes back", mine)
    assert said == "“Back” in the palette goes back"


def test_what_names_no_command_stays() -> None:
    words = "“{thread} and {no.such} in braces” is open"
    assert with_keys(words, COMMANDS) == words


def test_every_message_names_commands_that_there_are() -> None:
    known = {command.id for command in COMMANDS}
    folder = Path(gulagreader.ui.__file__).parent
    named = {
        one
        for file in folder.rglob("*.py")
        if file.name != "keys_in_words.py"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for one in NAMED.findall(node.value)
    }
    assert len(named) > 20
    assert named <= known


def test_the_tour_names_every_key_also_where_all_have_changed() -> None:
    for at in range(len(STEPS)):
        for commands in (COMMANDS, key_map(COMMANDS, {"list.open": ["none"]}).commands):
            said = Tour(at).words(commands, plain=True)
            assert not NAMED.search(said)
            assert not set("↑↓←→") & set(said)


async def test_a_message_on_the_screen_names_the_key_that_was_given(
    tmp_path: Path,
) -> None:
    folder, own = make_library(tmp_path / "library"), tmp_path / "own"
    settled = Settled(Config(keys={"list.undo": ("f7",)}))
    app = Gulagreader(
        open_services(folder, own),
        lambda other: open_services(other, own),
        settled=settled,
    )
    async with reading(app) as pilot:
        await pilot.press("1", "A")
        await until(pilot, lambda: "F7 undoes it" in app.reader.status.words)


async def test_arrows_are_named_where_signs_are_plain(tmp_path: Path) -> None:
    folder, own = make_library(tmp_path / "library"), tmp_path / "own"
    app = Gulagreader(
        open_services(folder, own),
        lambda other: open_services(other, own),
        settled=Settled(plain_signs=True),
    )
    async with reading(app, size=(120, 40)) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: "j Down" in screen_text(app))


def test_a_key_is_written_as_the_sign_on_it() -> None:
    written = {key for c in COMMANDS for key in keys_of(c).split()}
    assert not [key for key in written if "_" in key]
    assert {"(", ")", "#", "+", "`", '"'} <= written
    assert display_of("ctrl+cyrillic_small_letter_short_i") == "Ctrl+й"
    assert display_of("ctrl+page") == "Ctrl+page"


async def test_what_is_written_in_panes_names_the_key_that_was_given(
    tmp_path: Path,
) -> None:
    folder, own = make_library(tmp_path / "library"), tmp_path / "own"
    keys = {"anywhere.gather": ("f7",), "peek.go-there": ("f8",)}
    app = Gulagreader(
        open_services(folder, own),
        lambda other: open_services(other, own),
        settled=Settled(Config(keys=keys)),
    )
    async with reading(app) as pilot:
        await pilot.press("E")
        await until(pilot, lambda: "In the reader, F7 gathers" in screen_text(app))
        await pilot.press("escape", "enter", "3", "j", "i")
        await until(pilot, lambda: "F8 goes there" in screen_text(app))


async def test_a_dialog_shows_its_own_keys_and_not_those_below_it(
    tmp_path: Path,
) -> None:
    app = Gulagreader(
        open_services(make_library(tmp_path / "library"), tmp_path / "own"),
        lambda other: open_services(other, tmp_path / "own"),
    )
    shown = {
        ("question_mark",): "/ Filter",
        ("S",): "Enter Take",
        ("t",): "Tab Take several",
        ("R",): "Enter Done",
        ("E", "n"): "Enter Done",
    }
    async with reading(app, size=(60, 18)) as pilot:
        for keys, words in shown.items():
            await pilot.press(*keys)
            await until(pilot, lambda: words in screen_text(app).splitlines()[-1])  # noqa: B023 - waited for here
            last = screen_text(app).splitlines()[-1]
            assert "Esc Close" in last
            assert "Search" not in last
            await pilot.press("escape")


async def test_the_footer_of_a_small_screen_leads_on_and_out(tmp_path: Path) -> None:
    app = Gulagreader(
        open_services(make_library(tmp_path / "library"), tmp_path / "own"),
        lambda other: open_services(other, tmp_path / "own"),
    )
    shown = {
        ("s",): ("Enter Go there", "F1 Help", "Tab Parts", "Esc Close"),
        ("s", *"bread", "tab"): ("Enter Open", "? Help", "Tab Parts", "Esc Close"),
        ("s", *"bread", "tab", "tab"): ("Enter Narrow", "Tab Parts", "Esc Back"),
        ("w",): ("Enter Open", "? Help", "Esc Close"),
        ("C",): ("Enter Go there", "F1 Help", "Tab Parts", "Esc Close"),
        ("E",): ("? Help", "Tab Preview", "Esc Back"),
        ("enter", "2", "v"): ("a Note", "y Quote", "Esc Leave"),
        ("slash", "b"): ("Enter Done", "Esc Close"),
    }
    async with reading(app, size=(60, 18)) as pilot:
        for keys, words in shown.items():
            await pilot.press(*keys)
            for one in words:
                await until(pilot, lambda: one in screen_text(app).splitlines()[-1])  # noqa: B023 - waited for here
            await pilot.press("escape", "escape")
            while app.screen is not app.reader:
                await pilot.press("escape")
