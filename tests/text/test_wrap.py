"""Wrapping: nothing is lost, nothing is too wide, and lines end where they may."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import paragraphs

from gulagreader.text.cells import cell_len, char_widths
from gulagreader.text.wrap import wrap


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(paragraphs, st.integers(1, 60))
def test_no_character_but_white_space_is_lost_or_repeated(
    text: str, width: int
) -> None:
    at = 0
    for start, end in wrap(text, width):
        assert at <= start <= end
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


@given(paragraphs, st.integers(1, 60))
def test_no_line_is_wider_than_the_page(text: str, width: int) -> None:
    for line in lines(text, width):
        whole = sum(1 for cells in char_widths(line) if cells) <= 1
        assert cell_len(line) <= width or whole


@given(paragraphs, st.integers(1, 60))
def test_lines_are_filled(text: str, width: int) -> None:
    """The first word of a line does not fit the line above, unless it must not."""
    found = wrap(text, width)
    for (start, end), (following, _) in pairwise(found):
        gap = text[end:following]
        if "\n" in gap or not gap:
            continue
        rest = text[following:].split(maxsplit=2)[:2]
        clings = not rest[0].isalnum() or (len(rest) > 1 and not rest[1][0].isalnum())
        if not clings:
            assert cell_len(text[start:following] + rest[0]) > width


@given(paragraphs)
def test_a_wide_page_breaks_only_at_newlines(text: str) -> None:
    assert lines(text, 100_000) == [line.rstrip(" ") for line in text.split("\n")]


@given(st.text(alphabet="ab -—(!", max_size=40), st.integers(1, 12))
def test_the_fast_path_breaks_as_the_measured_one(text: str, width: int) -> None:
    marked = text.replace("a", "a\u0301")  # the same cells, by the other path
    fast = lines(text, width)
    assert [line.replace("\u0301", "") for line in lines(marked, width)] == fast


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("the camps were opened", 10, ["the camps", "were", "opened"]),
        ("сказал — и ушёл", 8, ["сказал —", "и ушёл"]),
        ("он пришёл — и ушёл", 9, ["он", "пришёл —", "и ушёл"]),
        ("c’est la vie !", 12, ["c’est la", "vie !"]),
        ("voir « vie »", 8, ["voir", "« vie »"]),
        ("the de-Stalinization", 8, ["the de-", "Staliniz", "ation"]),
        ("at −5 or -5", 9, ["at −5 or", "-5"]),
        ("1953-1956 was", 6, ["1953-1", "956", "was"]),
        ("word—another", 8, ["word—", "another"]),
        ("endless!", 7, ["endles", "s!"]),
        ("大赦令。然后", 6, ["大赦", "令。然", "后"]),
        ("他说「好」吗", 6, ["他说", "「好」", "吗"]),
        ("👩‍👩‍👧👩‍👩‍👧", 3, ["👩‍👩‍👧", "👩‍👩‍👧"]),
        ("中文", 1, ["中", "文"]),
        ("a\n\nb  \nc", 5, ["a", "", "b", "c"]),
        ("", 5, [""]),
        ("ab", 0, ["a", "b"]),
    ],
)
def test_lines_end_where_a_printer_would_end_them(
    text: str, width: int, expected: list[str]
) -> None:
    assert lines(text, width) == expected


def test_an_address_is_not_broken_at_its_hyphens() -> None:
    text = "see https://example.org/de-stalinization-and-after for more"
    found = lines(text, 50)
    assert found[0] == "see https://example.org/de-stalinization-and-after"
    assert lines(text, 45)[:2] == [
        "see",
        "https://example.org/de-stalinization-and-afte",
    ]
