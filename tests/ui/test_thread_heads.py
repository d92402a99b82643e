"""What a comment's first line says of it."""

import pytest

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.ui.thread_heads import HeadState, Speakers, first_words, head_words

THREAD = thread_of(
    (
        Comment("c1", "Where was it?", author="Ann", date="2014-03-04"),
        Comment("c2", "In the east.", parent="c1", author="Olga", date="2014-03-05"),
    )
)
SPEAKERS = Speakers(THREAD, "Olga")


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


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (60, "author of the post · level 2 · 5 March 2014"),
        (30, "author · level 2 · 5 March 2014"),
    ],
)
def test_a_long_role_does_not_push_out_the_level(room: int, said: str) -> None:
    assert head_words(SPEAKERS, 1, HeadState(capped=True), room) == said


def test_a_folded_branch_says_that_something_new_is_in_it() -> None:
    state = HeadState(folded=True, hidden=1, hidden_new=1)
    assert head_words(SPEAKERS, 0, state, 60) == (
        "4 March 2014 · +1 reply, 1 new · Where was it?"
    )
