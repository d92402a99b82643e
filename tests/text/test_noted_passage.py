"""A noted passage is listed as it was read: on one line, without markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text.clean import clean
from gulagreader.text.noted_passage import as_read


@pytest.mark.parametrize(
    ("exact", "prefix", "shown"),
    [
        ("a **bold** word", "", "a bold word"),
        ("quoted\n> more\n>\n> other", "> ", "quoted more other"),
        ("> a quotation\n>\n> two", "Text\n\n", "a quotation two"),
        ("bold** and *on", "is **", "bold and on"),
        ("end.** So", "the **", "end. So"),
        ("see [the page](http://example.org/) there", "", "see the page there"),
        ("said so[^2]", "", "said so[2]"),
        ("one\n- two", "- ", "one two"),
        ("1953. Then came", "It was in ", "1953. Then came"),
        ("1953. Then came", "Text\n\n", "1953. Then came"),
        ("two * three, snake_case", "a ", "two * three, snake_case"),
        ("\\*starred\\*", "a ", "*starred*"),
        ("## Head\n\nText", "\n", "Head Text"),
    ],
)
def test_a_passage_stands_without_its_markup(
    exact: str, prefix: str, shown: str
) -> None:
    assert as_read(exact, prefix) == shown


def test_what_is_nothing_but_markup_is_still_shown() -> None:
    assert as_read("**", "a ") == "**"


@given(st.text(alphabet="ab .,*_>-1[]()^#`\\\n«»", min_size=1, max_size=40))
@settings(max_examples=150)
def test_no_word_of_a_passage_is_lost_and_it_stays_on_one_line(exact: str) -> None:
    shown = as_read(exact, "before ")
    assert "\n" not in shown
    assert bool(shown) == bool(clean(exact).strip())
