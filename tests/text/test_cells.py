"""Widths in cells: the same as those the screen is painted by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as painted
from strategies import prose

from gulagreader.text.cells import all_single, cell_len, char_widths, cut, fitted


def test_every_character_is_as_wide_as_it_is_painted() -> None:
    characters = map(chr, range(0x110000))
    assert [ascii(c) for c in characters if painted(c) != cell_len(c)] == []


@given(prose)
def test_text_is_as_wide_as_it_is_painted(text: str) -> None:
    assert cell_len(text) == painted(text)


@given(
    st.text(alphabet="a e\u0301\u200d\ufe0f❤👩👧🇷🇺🇩中☝👍🏽\u20e3" + "1", max_size=12)
)
def test_clusters_in_any_order_are_as_wide_as_they_are_painted(text: str) -> None:
    assert cell_len(text) == painted(text) == sum(char_widths(text))


def test_typographic_prose_takes_the_fast_path() -> None:
    assert all_single("„Да“ — «нет»… “it’s” № 5 – Łódź €")
    assert not all_single("за\u0301мок")


@pytest.mark.parametrize(
    ("text", "width", "kept"),
    [
        ("amnesty", 3, "amn"),
        ("大赦令", 5, "大赦"),
        ("за\u0301мок", 2, "за\u0301"),
        ("👩‍👩‍👧x", 2, "👩‍👩‍👧"),
        ("👩‍👩‍👧x", 1, ""),
        ("🇷🇺🇩🇪", 3, "🇷🇺"),
        ("abc", 0, ""),
        ("abc", -1, ""),
    ],
)
def test_text_is_cut_between_what_is_shown_as_one(
    text: str, width: int, kept: str
) -> None:
    assert cut(text, width) == kept


def test_a_text_too_long_ends_with_a_mark_and_a_short_one_is_padded() -> None:
    assert fitted("Solzhenitsyn", 8) == "Solzhen…"
    assert fitted("a word", 4) == "a w…"
    assert fitted("a word", 3) == "a… "
    assert fitted("大赦令", 4) == "大… "
    assert fitted("abc", 5) == "abc  "
    assert fitted("abc", 0) == ""


@given(prose, st.integers(0, 40))
def test_fitted_text_has_exactly_the_width_asked_for(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) == width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("лагерь", 6),
        ("за\u0301мок", 5),
        ("й", 1),
        ("и\u0306", 1),
        ("e\u0301\u0323", 1),
        ("大赦令", 6),
        ("ﾊﾝｶｸ", 4),
        ("Ａ", 2),
        ("한국", 4),
        ("❤", 1),
        ("❤\ufe0f", 2),
        ("👍🏽", 2),
        ("👩\u200d👩\u200d👧", 2),
        ("🏴\u200d☠\ufe0f", 2),
        ("🇷🇺", 2),
        ("🇷🇺🇩🇪", 4),
        ("1\ufe0f\u20e3", 2),
        ("★ № § …", 7),
    ],
)
def test_signs_take_the_cells_that_terminals_give_them(text: str, cells: int) -> None:
    assert cell_len(text) == painted(text) == sum(char_widths(text)) == cells
