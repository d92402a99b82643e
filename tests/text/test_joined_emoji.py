"""Emoji of several characters are counted alike by all, once they are parted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text.cells import cell_len, may_hold_joined
from gulagreader.text.joined_emoji import (
    ALL_JOINTS,
    SAMPLES,
    Joint,
    has_joints,
    parted,
)

_NO_CELLS = ("\u200d", "\ufe0f", "\u20e3", "\u0301")
PIECES = (
    *(
        "👩",
        "👧",
        "🚒",
        "❤",
        "☝",
        "🏳",
        "🌈",
        "1",
        "#",
        "©",
        "⌚",
        "a",
        " ",
        "слово",
        "水",
    ),
    *("🏽", "🏿", "🇷", "🇺", "\u200d", "\ufe0f", "\u20e3", "\u0301"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def counted_one_by_one(text: str) -> int:
    """What a terminal counts that knows of no joints (the table of xterm.js, v11)."""
    cells = 0
    for char in text:
        if char in _NO_CELLS or 0xE0020 <= ord(char) <= 0xE007F:
            continue
        is_narrow = ord(char) < 0x1F300 or char == "🏳"
        cells += cell_len(char) if is_narrow else 2
    return cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a family 👩‍👩‍👧‍👦 of four", "a family 👩 of four"),
        ("👩🏽‍🚒", "👩"),
        ("👍🏽👍", "👍👍"),
        ("🇷🇺🇵🇱", "RUPL"),
        ("I ❤️ it", "I ❤  it"),
        ("🏳️‍🌈.", "🏳 ."),
        ("1️⃣ 2️⃣", "1⃣  2⃣ "),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🏴"),
        ("☝🏽", "☝"),
    ],
)
def test_what_is_shown_takes_the_same_cells_by_both_ways(text: str, shown: str) -> None:
    assert parted(text) == shown
    assert cell_len(shown) == cell_len(text) == counted_one_by_one(shown)
    assert has_joints(text)
    assert may_hold_joined(text)


@given(texts)
@settings(max_examples=150)
def test_parting_moves_nothing(text: str) -> None:
    for drawn in (
        frozenset[Joint](),
        frozenset({Joint.JOINED, Joint.FLAG}),
        ALL_JOINTS,
    ):
        assert cell_len(parted(text, drawn)) == cell_len(text)


@given(st.lists(st.sampled_from((*SAMPLES.values(), "a", " ", "о́", "🏳️‍🌈", "👩🏽‍🚒"))))
@settings(max_examples=100)
def test_a_terminal_without_joints_counts_what_is_shown_as_the_reader_does(
    words: list[str],
) -> None:
    text = " ".join(words)
    shown = parted(text)
    assert counted_one_by_one(shown) == cell_len(shown) == cell_len(text)


@pytest.mark.parametrize("joint", list(Joint))
def test_what_a_terminal_draws_as_one_stays(joint: Joint) -> None:
    sample = SAMPLES[joint]
    assert parted(sample, {joint}) == sample
    assert parted(sample, ALL_JOINTS - {joint}) != sample
    assert cell_len(sample) == 2


@pytest.mark.parametrize(
    "text", ["ක්‍රි", "می‌خواهم", "за́мок", "😀 🫠", "№ 7 #1 ©", "한국", "—«»"]
)
def test_other_joiners_and_marks_are_left_alone(text: str) -> None:
    assert parted(text) == text
    assert not has_joints(text)
