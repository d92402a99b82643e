"""Commands take other keys, and what cannot be is named."""

import pytest

from gulagreader.ui.keys.commands import COMMANDS
from gulagreader.ui.keys.key_map import NO_KEY, KeyMap, KeyProblem, key_map, key_name
from gulagreader.ui.keys.layouts import ROWS, is_layout, latin_of


def keys_of(made: KeyMap, name: str) -> str:
    return next(command.keys for command in made.commands if command.id == name)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("j", "j"),
        ("J", "J"),
        ("?", "question_mark"),
        ("+", "plus"),
        ("Enter", "enter"),
        ("Esc", "escape"),
        ("ctrl+d", "ctrl+d"),
        ("Alt+Left", "alt+left"),
        ("F5", "f5"),
        ("space", "space"),
        ("question_mark", "question_mark"),
        ("ш", "ш"),
        ("none", ""),
    ],
)
def test_keys_are_written_as_a_reader_would(written: str, name: str) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize("written", ["frob", "hyper-x", "ctrl+", "up down"])
def test_what_is_no_key_is_refused(written: str) -> None:
    found = key_name(written)
    assert isinstance(found, KeyProblem)
    assert "is no key" in found.reason


@pytest.mark.parametrize("written", ["ctrl+m", "Ctrl+I", "ctrl+h", "ctrl+["])
def test_what_a_terminal_cannot_send_is_refused(written: str) -> None:
    found = key_name(written)
    assert isinstance(found, KeyProblem)
    assert "a terminal cannot tell" in found.reason


def test_a_command_takes_other_keys() -> None:
    made = key_map(COMMANDS, {"thread.fold-all": ["Z", "F5"]})
    assert made.problems == ()
    assert keys_of(made, "thread.fold-all") == "Z,f5"
    assert made.overlay == {"thread.fold-all": "Z,f5"}


def test_a_command_can_do_without_a_key() -> None:
    made = key_map(COMMANDS, {"anywhere.quit-now": []})
    assert made.overlay == {"anywhere.quit-now": NO_KEY}


def test_two_commands_may_change_places() -> None:
    swap = {"list.move-next": ["k"], "list.move-previous": ["j"]}
    made = key_map(COMMANDS, swap)
    assert made.problems == ()
    assert keys_of(made, "list.move-next") == "k"


def test_a_key_that_is_taken_changes_nothing_and_is_named() -> None:
    made = key_map(COMMANDS, {"thread.fold-all": ["p"]})
    assert "thread.parent" in made.problems[0].reason
    assert made.overlay == {}


def test_the_post_and_the_thread_share_their_keys() -> None:
    made = key_map(COMMANDS, {"thread.fold-all": ["b"]})
    assert "text.page-previous" in made.problems[0].reason


def test_an_unknown_command_is_named_with_the_nearest() -> None:
    made = key_map(COMMANDS, {"thread.fold-al": ["Z"]})
    assert "did you mean thread.fold-all?" in made.problems[0].reason


def test_letters_of_a_layout_are_the_latin_ones_in_their_place() -> None:
    russian = latin_of(("russian",))
    assert (russian["о"], russian["П"], russian["ю"]) == ("j", "G", "full_stop")
    assert latin_of(("greek",))["ξ"] == "j"
    assert (russian["numero_sign"], "numero_sign" in latin_of(("greek",))) == (
        "number_sign",
        False,
    )


@pytest.mark.parametrize("layout", ROWS)
def test_only_letters_that_no_latin_layout_sends_are_taken(layout: str) -> None:
    found = latin_of((layout,))
    assert found
    letters = found.keys() - {"numero_sign"}
    assert all(not key.isascii() and key.isalpha() for key in letters)


def test_several_layouts_answer_together_and_the_first_decides() -> None:
    both = latin_of(("russian", "ukrainian"))
    assert (both["о"], both["ы"], both["і"]) == ("j", "s", "s")


def test_an_own_layout_is_the_letters_in_their_places() -> None:
    # Bulgarian, by sounds.
    row = "чшертъуиопасдфгхйклзжцвбнм"
    assert is_layout(row)
    found = latin_of((row,))
    assert (found["й"], found["Й"]) == ("j", "J")
