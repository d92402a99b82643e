"""The terminal is called by what is read, with nothing in it that acts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text.cells import cell_len
from gulagreader.ui.program.terminal_title import TerminalTitle, takes_title, title_of

ATTACK = "A\x1b]0;PWNED\x07B\x9d2;PWNED\x9cC\u202eD\u2066E\x1b\\F\nG\x7fH"


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=100)
def test_a_title_holds_nothing_that_is_not_drawn(post: str, library: str) -> None:
    title = title_of(post, library)
    assert title
    assert title.replace("\u200d", "").isprintable()
    assert cell_len(title) <= 100


def test_an_attack_leaves_its_letters_only() -> None:
    title = title_of(ATTACK, ATTACK)
    assert "PWNED" not in title
    assert title.isprintable()
    for char in "\u202e\u2066":
        assert char not in title


def test_a_family_is_not_parted_and_a_joiner_of_nothing_is_not_written() -> None:
    family = "👩\u200d👩\u200d👧\u200d👦"
    assert title_of(f"They {family}", "🏳️\u200d🌈") == f"They {family} — 🏳️\u200d🌈"
    assert title_of("a\u200db 👩\u200dx क्\u200dष", "") == "ab 👩x क्ष"


def test_a_post_stands_before_its_library_and_the_list_is_the_library() -> None:
    assert title_of("A letter", "The course") == "A letter — The course"
    assert title_of(None, "The course") == "The course — GulagReader"
    assert title_of("", "The course") == "Untitled — The course"
    assert title_of(None, "") == "GulagReader"
    assert title_of("A letter", "The course", plain=True).isascii()


def test_a_title_is_written_once_and_given_back_once() -> None:
    written: list[str] = []
    title = TerminalTitle(written.append)
    title.give_back()
    assert written == []
    title.show("One")
    title.show("One")
    assert written == ["\x1b[22;2t", "\x1b]2;One\x1b\\"]
    written.clear()
    title.give_back()
    title.give_back()
    assert written == ["\x1b]2;\x1b\\\x1b[23;2t"]
    written.clear()
    title.take_again()
    assert written == ["\x1b[22;2t", "\x1b]2;One\x1b\\"]


@pytest.mark.parametrize(
    ("name", "takes"),
    [
        ("xterm-256color", True),
        ("tmux-256color", True),
        ("screen", True),
        ("linux", False),
        ("dumb", False),
        ("", False),
    ],
)
def test_a_title_is_for_terminals_that_are_known_to_take_one(
    name: str, takes: bool
) -> None:
    assert takes_title({"TERM": name}) is takes
