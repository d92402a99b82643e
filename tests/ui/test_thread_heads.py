"""What a comment's first line says of it."""

import pytest

from gulagreader.ui.thread_heads import first_words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is *ten* of **them**.", "It is ten of them."),
        ("> They said so.\n\nSee [the list](https://example.org).", "See the list."),
        ("One\nline\n\nand more", "One line and more"),
        ("> Nothing but this", ""),
    ],
)
def test_a_folded_comment_begins_with_what_would_be_read(text: str, said: str) -> None:
    assert first_words(text) == said


def test_a_long_folded_comment_is_cut() -> None:
    assert len(first_words("many words " * 10_000)) <= 200
