"""A text is spoken with its structure in words."""

from hypothesis import given
from hypothesis import strategies as st

from gulagreader.text.markdown import parse_blocks
from gulagreader.text.spoken import spoken


def said(source: str) -> list[str]:
    return spoken(parse_blocks(source))


def test_prose_is_left_as_it_is() -> None:
    assert said("One *two*.\n\nThree.") == ["One two.", "Three."]


def test_a_heading_says_its_level() -> None:
    assert said("## Bread") == ["Heading level 2: Bread"]


def test_a_quote_is_opened_and_closed_once() -> None:
    assert said("> One.\n>\n> Two.\n\nAfter.") == [
        "Quote:\nOne.",
        "Two.\nEnd of quote.",
        "After.",
    ]


def test_a_quote_in_a_quote_says_its_level() -> None:
    assert said("> One.\n>\n> > Two.") == [
        "Quote:\nOne.",
        "Quote, level 2:\nTwo.\nEnd of quote.",
    ]


def test_the_items_of_a_list_say_their_number_and_level() -> None:
    assert said("- stove\n- bread\n  1. white\n  2. black") == [
        "Item: stove",
        "Item: bread",
        "Item 1, level 2: white",
        "Item 2, level 2: black",
    ]


def test_a_table_says_the_column_of_each_cell() -> None:
    table = "| total | who |\n|---|---|\n| 12 | Getty |\n| 7 | |"
    assert said(table) == [
        "Table, 2 columns, 2 rows.\nRow 1. total: 12; who: Getty\n"
        "Row 2. total: 7; who: \nEnd of table."
    ]


def test_code_pictures_and_separators_are_announced() -> None:
    assert said("```\na\nb\n```\n\n---\n\n![The gate](gate.png)") == [
        "Code, 2 lines:\na\nb\nEnd of code.",
        "Separator.",
        "Picture: The gate",
    ]


@given(st.text(alphabet="ab*>-#|`[]()!1. \n", max_size=120))
def test_every_word_of_any_text_is_spoken(source: str) -> None:
    blocks = parse_blocks(source)
    parts = spoken(blocks)
    assert len(parts) == len(blocks)
    for block, part in zip(blocks, parts, strict=True):
        if not block.cells:
            assert block.text in part
