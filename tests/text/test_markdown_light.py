"""The short way for simple Markdown: taken often, with the same result."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import marked

from gulagreader.text.markdown import parse_fully
from gulagreader.text.markdown_light import light_blocks

SIMPLE = """\
A first *paragraph* with [a link](http://example.org/x)
over two lines,\x20\x20
one hard.

## A heading, and `code`
- by rail
- on **foot**

> “Quoted,” she said,
> on a Monday.
>
> Nobody *believed* it.

3. third
4. fourth
"""
_LINES = st.sampled_from(
    (
        *(
            "word",
            "*em* and",
            "**b** c",
            "“x” — y",
            "a  ",
            "1953 was",
            "a | b",
            "_a_ b",
        ),
        *("# Head", "## Head *two*", "### three ", "#hash", "#", "# a #"),
        *("- item", "- *em* item", "* star", "-dash", "- - a", "- # a", "-"),
        *("1. one", "2. two", "10) ten", "1.", "7.no", "1. 2. a", "9. nine"),
        *("> q", "> *q* r", ">", ">q", "> > q", "> - a", "> # h", ">  q", "> "),
        *("", "", "", " ", "---", "***", "===", "```", "    code", "[a]: x", "[^1]: n"),
        *("[a]", "![p](x.png)", "<b>", "\\* a", "&amp; b", "http://a.b/c", "word[^1]"),
    )
)


def test_a_simple_text_takes_the_short_way() -> None:
    blocks = light_blocks(SIMPLE.replace("`code`\n", "`code`\n\n"))
    assert blocks is not None
    assert blocks == parse_fully(SIMPLE.replace("`code`\n", "`code`\n\n"))


@settings(max_examples=300)
@given(st.lists(_LINES, max_size=9).map("\n".join))
def test_simple_lines_are_read_as_by_the_parser(source: str) -> None:
    blocks = light_blocks(source)
    assert blocks is None or blocks == parse_fully(source)


@settings(max_examples=300)
@given(marked)
def test_markup_of_any_kind_is_read_as_by_the_parser(source: str) -> None:
    blocks = light_blocks(source)
    assert blocks is None or blocks == parse_fully(source)


@pytest.mark.parametrize("char", ["\t", "\r", "\x85", "\u2028", "\xa0"])
def test_what_may_count_as_a_space_is_left_to_the_parser(char: str) -> None:
    assert light_blocks(f"a{char}b\n\n> c") is None


def test_most_posts_that_ship_take_the_short_way() -> None:
    library = Path(__file__).parents[2] / "library" / "posts"
    bodies = [
        path.read_text(encoding="utf-8").split("---\n", 2)[2].strip("\n")
        for path in sorted(library.glob("*/*.md"))
    ]
    taken = [light_blocks(body) is not None for body in bodies]
    # The others have tables or footnotes.
    assert sum(taken) * 4 > 3 * len(taken)
