"""Paragraphs as they are counted for a citation, and passages found by their words."""

from gulagreader.text.markdown import parse_blocks
from gulagreader.text.paragraph_numbers import (
    find_passage,
    paragraph_at,
    paragraph_span,
)

SOURCE = """\
# A heading

The *first* paragraph, with a [link](https://a.example/b).

- one item
- another item

> A quoted one.

The last: nobody knew, and nobody asked."""


def at(words: str) -> int | None:
    return paragraph_at(parse_blocks(SOURCE), SOURCE.index(words))


def test_what_stands_apart_as_text_is_counted() -> None:
    assert [
        at(x) for x in ("# A", "first", "one item", "another", "quoted", "asked")
    ] == [
        None,
        1,
        2,
        2,
        3,
        4,
    ]


def test_a_paragraph_is_found_by_its_number() -> None:
    found = paragraph_span(SOURCE, 2)
    assert found is not None
    assert SOURCE[slice(*found)] == "- one item\n- another item"
    assert paragraph_span(SOURCE, 5) is None


def test_a_passage_is_found_without_its_markup() -> None:
    found = find_passage(SOURCE, "the FIRST paragraph with a link")
    assert found is not None
    assert SOURCE[slice(*found)].startswith("The *first* paragraph")


def test_an_ellipsis_stands_for_what_is_left_out() -> None:
    found = find_passage(SOURCE, "The last … nobody asked")
    assert found is not None
    assert SOURCE[slice(*found)] == "The last: nobody knew, and nobody asked"
    assert find_passage(SOURCE, "nobody asked … the last") is None
    assert find_passage(SOURCE, "…") is None
