"""Cleaning: nothing that acts on a terminal is left, nothing needed is lost."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import paragraphs

from gulagreader.text.clean import clean, clean_line, cleaned

# Written from the Unicode standard and independently of the module's pattern.
BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
DIRECTION_MARKS = "\u200e\u200f\u061c"
JOINERS = "\u200c\u200d"
# Format characters that are seen, as signs over or around numbers and words.
VISIBLE_FORMATS = {
    *(chr(code) for code in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2)),
    *map(chr, (0x110BD, 0x110CD)),
}
# They change how the signs of Egyptian, shorthand and music stand to each other.
SCRIPT_FORMATS = {
    chr(code)
    for first, last in ((0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A))
    for code in range(first, last + 1)
}


def dangerous(char: str) -> bool:
    if char in "\t\n" or char in VISIBLE_FORMATS or char in SCRIPT_FORMATS:
        return False
    if char in JOINERS:
        return False
    return (
        unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        or unicodedata.bidirectional(char) in BIDI
        or char in DIRECTION_MARKS
    )


hostile = st.lists(
    st.one_of(
        st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Mn")),
        st.sampled_from(("\x1b", "[", "]", "0;", "\x07", "\\", "P", "\x9b", "\x9d")),
        st.sampled_from(("a", "é", "👩", "م", "क", "m", "31", "\r", "\n")),
    ),
    max_size=30,
).map("".join)


def test_no_dangerous_character_passes() -> None:
    everything = map(chr, range(0x110000))
    left = [
        ascii(c) for c in everything if dangerous(c) and clean(f"a{c}\nb") != "a\nb"
    ]
    # Line ends become newlines.
    assert left == ["'\\x85'", "'\\u2028'", "'\\u2029'"]
    assert clean("a\rb\x85c\u2028d\u2029e\r\nf") == "a\nb\nc\nd\n\ne\nf"


@given(hostile)
def test_nothing_dangerous_is_left_of_a_hostile_text(text: str) -> None:
    assert [char for char in clean(text) if dangerous(char)] == []


@given(st.one_of(hostile, st.text(), paragraphs))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert cleaned(once).removed == 0


@given(paragraphs)
def test_a_text_of_many_scripts_stays_as_it_is(text: str) -> None:
    assert cleaned(text) == cleaned(clean(text))
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("red \x1b[31mred\x1b[0m", "red red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]52;c;ZXZpbA==\x1b\\text", "text"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bP1$r0m\x1b\\text", "text"),
        ("\x9b31mred \x9d0;title\x9ctext", "red text"),
        ("\x1b\x1b[31m[31mtext", "[31mtext"),
        ("\x1b(Btext", "text"),
        ("safe\u202etxt.exe", "safetxt.exe"),
        ("one\u200btwo\ufeff", "onetwo"),
        ("\ud83d lone", " lone"),
        ("the\xa0gulag", "the gulag"),
        ("a\U000e0041b", "ab"),
    ],
)
def test_a_sequence_goes_as_a_whole(text: str, left: str) -> None:
    assert clean(text) == left


@pytest.mark.parametrize("opening", ["\x1b]0;", "\x1bP", "\x9d", "\x1b_", "\x1b["])
def test_an_unclosed_sequence_does_not_eat_the_text(opening: str) -> None:
    text = clean(f"before {opening}all of this\nand the rest of the comment")
    assert text.startswith("before ")
    assert text.endswith("\nand the rest of the comment")
    assert "ll of this" in text


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧 ❤️ 🇷🇺",
        "می\u200cخواهم",
        "क्\u200dष",
        "за\u0301мок",
        "e\u0301\u0327",
        "a\tb\n c",
        "“«…»” — № 5",
    ],
)
def test_joiners_marks_and_signs_that_are_needed_stay(text: str) -> None:
    assert cleaned(text).text == text


@pytest.mark.parametrize("text", ["a\u200db", "\u200d", "a\u200c"])
def test_joiners_that_join_nothing_go(text: str) -> None:
    assert "\u200d" not in clean(text)
    assert "\u200c" not in clean(text)


def test_a_tower_of_marks_is_cut_to_four() -> None:
    assert clean("z" + "\u0301" * 50) == "z" + "\u0301" * 4


def test_what_is_removed_is_counted() -> None:
    assert cleaned("a\x00b\u202ec").removed == 2
    assert cleaned("\x1b[31mred").removed == 5
    assert cleaned("plain\r\ntext").removed == 0


def test_a_line_is_one_line() -> None:
    assert clean_line("  a\n\tb\x1b[31m  c ") == "a b c"


def tags(words: str) -> str:
    """Tag characters, which are not seen; a full stop stands for their end."""
    shifted = (chr(0xE0000 + ord(char)) for char in words)
    return "".join(shifted).replace("\U000e002e", "\U000e007f")


@pytest.mark.parametrize("place", ["gbeng.", "gbsct.", "gbwls.", "ustx.", "fr75c."])
def test_the_flag_of_a_part_of_a_country_stays(place: str) -> None:
    text = f"in 🏴{tags(place)}🏴{tags(place)}, 🏴 there"
    assert cleaned(text) == cleaned(clean(text))
    assert clean(text) == text


@pytest.mark.parametrize(
    ("hidden", "left"),
    [
        (f"🏴{tags('gbeng')}", "🏴"),  # no end
        (f"🏴{tags('.')}", "🏴"),
        (f"🏴{tags('GBENG.')}", "🏴"),
        (f"🏴{tags('gb eng.')}", "🏴"),
        (f"🏴{tags('ignoreall.')}", "🏴"),
        (f"👩{tags('gbeng.')}", "👩"),
        (f"a{tags('gbeng.')}", "a"),
        (tags("gbeng."), ""),
        (f"🏴{tags('gbeng.and more')}", f"🏴{tags('gbeng.')}"),
        (f"🏴{tags('gb')}\u202e{tags('eng.')}", f"🏴{tags('gbeng.')}"),
        (f"🏴\u200d{tags('gbeng.')}", "🏴\u200d"),
        (f"\U000e0001🏴\U000e0100{tags('gbeng.')}", "🏴"),
    ],
)
def test_tags_that_make_no_flag_go(hidden: str, left: str) -> None:
    assert clean(f"x{hidden}y") == f"x{left}y"


flags = st.lists(
    st.sampled_from((*map(tags, "gben1."), "🏴", "\u200d", "\u202e", "a", "\x1b[0m")),
    max_size=14,
).map("".join)


@given(flags)
def test_no_tag_stands_elsewhere_than_in_a_flag(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    for run in re.finditer("[\U000e0000-\U000e0fff]+", once):
        assert once[run.start() - 1] == "🏴"
        assert run[0].endswith("\U000e007f")
        assert 4 <= len(run[0]) <= 7
