"""Pages: how each kind of text looks at four widths, and places on a page.

The golden texts are in ``golden/<construct>-<width>.txt``. To write them anew
after a wanted change: ``pytest tests/text/test_page.py --rewrite-golden``, then
read the difference that git shows.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import marked

from gulagreader.text.blocks import stretches
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import Page, line_text, page_text
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.page import lay_out_page

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (20, 40, 72, 120)
CONSTRUCTS = {
    "paragraph": (
        "In the spring of 1953 an amnesty opened the camps for those whose terms were "
        "short.\nThey came home — thin, silent, with a paper in the pocket — and were "
        "asked by nobody what they had seen; “the thaw” had no name yet.\n\n"
        "A line ends here,  \nand another (short one) there."
    ),
    "heading": (
        "# The spring of 1953\n\nA line.\n\n## Returning, and what "
        "came of it for those "
        "who had waited\n\n### A small *one*\n\nAnother line."
    ),
    "list": (
        "Three ways:\n\n- by rail\n- on foot, along the river, as far as the ice would "
        "carry them\n  1. in March\n  2. in April\n- not at all\n\n"
        "9. nine\n10. ten, which is wider\n\n- loose\n\n- items\n\n  "
        "with two paragraphs"
    ),
    "quote": (
        "He wrote:\n\n> We were told on a Monday. Nobody believed it.\n>\n"
        "> > “You may go,” said the clerk, “but not to the city.”\n>\n"
        "> — a letter of 1954\n\nThat is all we have."
    ),
    "code": (
        "The record:\n\n```\nname:\tIvanov\n    term: 5 years, counted from the day "
        "of arrest and not from the day of the sentence\n```\n\n    indented\n\nEnd."
    ),
    "table": (
        "| Year | What happened | Source |\n|---:|---|---|\n| 1953 | "
        "The amnesty decree "
        "of 27 March | *Izvestiya* |\n| 1956 | The speech | 大赦令 |\n| "
        "1962 | `Ivan` |  |"
    ),
    "footnote": (
        "A decree[^1] and a commentary[^geldern].\n\n"
        "[^1]: Of 27 March 1953, printed on the day after in all the newspapers.\n\n"
        "    A second paragraph of the note.\n[^geldern]: von Geldern."
    ),
    "caption": (
        "![A barrack near the river, photographed from the east in a later year]"
        "(https://example.org/p.jpg)\n\nText with ![a "
        "*picture*](p.jpg) inside.\n\n---\n\nEnd."
    ),
    "cyrillic": (
        "Весной 1953 года вышел указ «Об амнистии» — и лагеря открылись для тех, чей "
        "срок был мал… № 27, „так“ и не иначе; кто-нибудь да вернётся."
    ),
    "cjk": (
        "一九五三年春天，大赦令公布了。「回家吧」，他们说。"
        "很多人不相信，也没有人问他们看见了什么。"
        "한국어 문장도 여기에 있다."
    ),
    "emoji": (
        "Back home 👩‍👩‍👧 at last ❤️ and 🇷🇺🇩🇪 flags 👍🏽 in one row "
        "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧."
    ),
    "stress": (
        "За\u0301мок и замо\u0301к, му\u0301ка и мука\u0301 — всё "
        "дело в ударе\u0301нии, когда слова\u0301 схо\u0301дны."
    ),
    "address": (
        "See "
        "https://example.org/archive/1953/03/27/the-decree-on-amnesty?page=1&part=2 "
        "and [the letter](https://example.org/letter); <mailto:reader@example.org>."
    ),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_a_page_looks_as_its_golden_text(
    construct: str, width: int, rewrite_golden: bool
) -> None:
    shown = page_text(lay_out_page(parse_blocks(CONSTRUCTS[construct]), width)) + "\n"
    path = GOLDEN / f"{construct}-{width}.txt"
    if rewrite_golden:
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_every_golden_text_belongs_to_a_construct() -> None:
    names = {f"{construct}-{width}.txt" for construct in CONSTRUCTS for width in WIDTHS}
    hyphenated = {f"hyphens-{width}.txt" for width in (30, 48, 72)}
    assert {path.name for path in GOLDEN.iterdir()} == names | hyphenated


def test_ascii_draws_without_other_signs() -> None:
    source = "## Head\n\n> said\n>\n> - one\n\n![A barrack](http://example.org/p)"
    page = lay_out_page(parse_blocks(source), 40, ascii_only=True)
    assert page_text(page, rule="-").splitlines() == [
        "## Head",
        "",
        "| said",
        "|",
        "| * one",
        "",
        "[image] A barrack",
    ]


def test_containers_give_way_before_the_text_does() -> None:
    source = "> " * 30 + "deep"
    page = lay_out_page(parse_blocks(source), 20)
    assert page_text(page) == "▌ " * 6 + "deep"


def pages(source: str, width: int) -> Page:
    return lay_out_page(parse_blocks(source), width)


@settings(max_examples=150)
@given(marked, st.integers(10, 60))
def test_no_line_of_a_page_is_too_wide(source: str, width: int) -> None:
    page = pages(source, width)
    for line in page.lines:
        assert cell_len(line_text(page.blocks, line)) <= width
        assert cell_len(line.prefix) == len(line.prefix)


@settings(max_examples=150)
@given(marked, st.integers(1, 60))
def test_every_word_of_every_block_is_on_the_page(source: str, width: int) -> None:
    page = pages(source, width)
    shown: dict[int, set[int]] = {}
    for line in page.lines:
        places = shown.setdefault(line.block, set())
        for start, end in [c[:2] for c in line.cells] or [(line.start, line.end)]:
            places.update(range(start, end))
    for number, block in enumerate(page.blocks):
        wanted = {at for at, char in enumerate(block.text) if not char.isspace()}
        assert wanted <= shown.get(number, set())


@settings(max_examples=150)
@given(marked, st.integers(1, 60))
def test_each_block_has_its_first_line(source: str, width: int) -> None:
    page = pages(source, width)
    assert len(page.first) == len(page.blocks)
    for number, first in enumerate(page.first):
        assert page.lines[first].block == number
        assert not page.lines[first].blank


@settings(max_examples=100)
@given(st.lists(st.sampled_from(("word ", "слово ", "—\n", "\n\n")), max_size=40))
def test_a_place_in_the_source_is_found_again_on_its_line(parts: list[str]) -> None:
    source = "".join(parts)
    page = pages(source, 13)
    for number, line in enumerate(page.lines):
        if not line.blank and line.end > line.start:
            assert page.line_at_source(page.source_of(number)) == number


def test_a_range_of_the_source_is_shown_in_each_block_it_meets() -> None:
    source = "One **two** three.\n\n> four\n> five\n\nsix"
    blocks = parse_blocks(source)
    start, end = source.index("two"), source.index("five") + 4
    found = stretches(blocks, start, end)
    shown = [blocks[s.block].text[s.start : s.end] for s in found]
    assert shown == ["two three.", "four five"]


TABLE = """\
| Year | What happened | What is said of it |
|---|---|---|
| 1953 | The decree lets go all who had up to five years | Most of the others \
stayed, and the papers said nothing of them |
| 1956 | The secret speech | Read aloud behind closed doors |
"""


def test_a_table_too_wide_for_its_lines_keeps_its_columns_while_they_can_be_read() -> (
    None
):
    shown = page_text(lay_out_page(parse_blocks(TABLE), 50)).splitlines()
    assert shown[2:6] == [
        "1953  The decree lets go     Most of the others",
        "      all who had up to      stayed, and the",
        "      five years             papers said nothing",
        "                             of them",
    ]
    assert "What happened\n" in page_text(lay_out_page(parse_blocks(TABLE), 34))


@settings(max_examples=50)
@given(st.integers(1, 80))
def test_each_character_of_a_table_is_found_on_the_line_that_shows_it(
    width: int,
) -> None:
    page = lay_out_page(parse_blocks(TABLE), width)
    cells = page.blocks[0].cells
    for start, end in (cell for row in cells[1:] for cell in row):
        for offset in range(start, end):
            line = page.lines[page.line_of(0, offset)]
            assert page.blocks[0].text[offset] == " " or any(
                first <= offset < last for first, last, _ in line.cells
            )


def test_numbers_stand_with_their_last_digits_below_one_another() -> None:
    table = "| Year | Freed | Who |\n|---|---|---|\n"
    table += "| 1953 | 1,200,000 | all |\n| 1954 | 89 | some |\n| 1955 | — | few |"
    assert page_text(lay_out_page(parse_blocks(table), 60)).splitlines() == [
        "Year      Freed  Who",
        "─" * 21,
        "1953  1,200,000  all",
        "1954         89  some",
        "1955          —  few",
    ]


def test_a_column_stands_as_its_source_says() -> None:
    table = "| total | who | of whom |\n|:---|---:|:---:|\n"
    table += "| 7 | Getty | 1 |\n| 12 | I | 2 |"
    assert page_text(lay_out_page(parse_blocks(table), 60)).splitlines() == [
        "total    who  of whom",
        "─" * 21,
        "7      Getty     1",
        "12         I     2",
    ]
