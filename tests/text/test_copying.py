"""What is copied reads as the text reads, however it was wrapped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import marked

from gulagreader.text.copying import copied_text
from gulagreader.text.markdown import parse_blocks

SOURCE = """\
He *wrote*
it down:

> We were told on a Monday.
>
> Nobody believed it.

- by rail
- on foot,
  along the river

1. in March
2. in April

```
a  b
  c
```
"""


def whole(source: str) -> str:
    return copied_text([(b, 0, len(b.text)) for b in parse_blocks(source)])


def test_several_blocks_keep_what_tells_them_apart() -> None:
    assert whole(SOURCE) == (
        "He wrote it down:\n\n"
        "> We were told on a Monday.\n>\n> Nobody believed it.\n\n"
        "- by rail\n- on foot, along the river\n\n"
        "1. in March\n2. in April\n\n"
        "a  b\n  c"
    )


def test_a_stretch_of_one_block_is_bare() -> None:
    quote = parse_blocks(SOURCE)[1]
    assert copied_text([(quote, 3, 11)]) == "were tol"
    item = parse_blocks(SOURCE)[3]
    assert copied_text([(item, 0, 100)]) == "by rail"


def test_what_stands_in_one_quotation_needs_no_mark_of_it() -> None:
    one, other = parse_blocks(SOURCE)[1:3]
    assert copied_text([(one, 3, 100), (other, 0, 6)]) == (
        "were told on a Monday.\n\nNobody"
    )


def test_an_item_without_its_beginning_has_no_marker() -> None:
    blocks = parse_blocks("- by rail\n- on foot")
    assert copied_text([(blocks[0], 3, 99), (blocks[1], 0, 99)]) == "  rail\n- on foot"


@pytest.mark.parametrize("taken", [[], [(parse_blocks("a")[0], 1, 1)]])
def test_nothing_gives_nothing(taken: list[tuple[object, int, int]]) -> None:
    assert copied_text(taken) == ""  # type: ignore[arg-type]


@given(marked)
def test_every_word_is_copied(source: str) -> None:
    blocks = [b for b in parse_blocks(source) if b.text.strip()]
    copied = copied_text([(b, 0, len(b.text)) for b in blocks])
    words = "\n".join(" ".join(line.split()) for line in copied.split("\n"))
    for block in blocks:
        for line in block.text.split("\n"):
            # Spaces may stand for a tab.
            assert " ".join(line.split()) in words


TABBED = "```\nname\tdate\n\t\tBe\N{COMBINING ACUTE ACCENT}r\tx\n```"


def test_tabs_of_code_are_copied_as_they_stand() -> None:
    (code,) = parse_blocks(TABBED)
    assert code.text == "name    date\n        Be\N{COMBINING ACUTE ACCENT}r    x"
    assert whole(TABBED) == "name\tdate\n\t\tBe\N{COMBINING ACUTE ACCENT}r\tx"
    assert whole(f"Said:\n\n{TABBED}").endswith("name\tdate\n\t\tBe\u0301r\tx")


@pytest.mark.parametrize(
    ("start", "end", "copied"),
    [
        (0, 4, "name"),
        (2, 6, "me\t"),
        (5, 6, "\t"),
        (6, 10, "\tda"),
        (8, 12, "date"),
        (8, 17, "date\n\t"),
        (8, 18, "date\n\t\t"),
    ],
)
def test_a_tab_of_which_a_part_is_taken_is_a_tab(
    start: int, end: int, copied: str
) -> None:
    (code,) = parse_blocks(TABBED)
    assert copied_text([(code, start, end)]) == copied


@given(st.text("\tab й水", max_size=30).filter(str.strip))
def test_code_is_copied_as_its_source_reads(line: str) -> None:
    assert whole(f"```\nx{line}\n```") == f"x{line}"
