"""What a comment's first line says of it."""

from dataclasses import replace

import pytest

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.ui.views.thread_heads import (
    HeadState,
    Speakers,
    first_words,
    head_words,
)

COMMENTS = (
    Comment("c1", "Where was it?", author="Ann", date="2014-03-04"),
    Comment("c2", "In the east.", parent="c1", author="Olga", date="2014-03-05"),
)
SPEAKERS = Speakers(thread_of(COMMENTS), "Olga")


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
        (32, "author · level 2 · 5 March 2014"),
        (30, "author · level 2 · 5 Mar 2014"),
    ],
)
def test_a_long_role_does_not_push_out_the_level(room: int, said: str) -> None:
    assert head_words(SPEAKERS, 1, HeadState(capped=True), room) == said


@pytest.mark.parametrize(
    ("room", "flat", "said"),
    [
        (60, False, "author of the post · 5 March 2014, 19:02"),
        (39, False, "author · 5 March 2014, 19:02"),
        (27, False, "author · 5 Mar 2014, 19:02"),
        (25, False, "author · 5 March 2014"),
        (20, False, "author · 5 Mar 2014"),
        (60, True, "↳ Ann · author of the post · 5 March 2014, 19:02"),
        (39, True, "↳ Ann · author · 5 March 2014, 19:02"),
        (35, True, "↳ Ann · author · 5 Mar 2014, 19:02"),
        (32, True, "↳ Ann · author · 5 March 2014"),
        (26, True, "↳ Ann · 5 Mar 2014"),
        (17, True, "↳ Ann · author"),
        (12, True, "↳ Ann"),
        (4, True, "↳ Ann"),
        (17, False, "5 Mar 2014"),
        (8, False, "author"),
    ],
)
def test_words_get_shorter_before_the_hour_goes(
    room: int, flat: bool, said: str
) -> None:
    timed = replace(COMMENTS[1], date="2014-03-05T19:02:11-05:00")
    speakers = Speakers(thread_of((COMMENTS[0], timed)), "Olga")
    assert head_words(speakers, 1, HeadState(flat=flat), room) == said


def test_midnight_from_a_date_without_an_hour_is_no_hour() -> None:
    day = replace(COMMENTS[0], date="2014-03-05T00:00:00Z")
    speakers = Speakers(thread_of((day,)))
    assert head_words(speakers, 0, HeadState(), 60) == "5 March 2014"


def test_a_folded_branch_says_that_something_new_is_in_it() -> None:
    state = HeadState(folded=True, hidden=1, hidden_new=1)
    assert head_words(SPEAKERS, 0, state, 60) == (
        "4 March 2014 · +1 reply, 1 new · Where was it?"
    )


@pytest.mark.parametrize("room", range(20, 60))
def test_the_first_words_of_a_folded_comment_cut_nothing_before_them(room: int) -> None:
    timed = replace(COMMENTS[1], date="2014-03-05T19:02:11-05:00")
    speakers = Speakers(thread_of((COMMENTS[0], timed)), "Olga")
    state = HeadState(folded=True, flat=True)
    words = head_words(speakers, 1, state, room)
    before, between, _ = words.partition(" · In the")
    assert not between or len(before) + 10 <= room


@pytest.mark.parametrize(
    ("room", "said"),
    [(24, "4 Mar 2014 · +1, 1 new"), (13, "+1, 1 new")],
)
def test_replies_that_are_not_seen_are_told_before_the_date(
    room: int, said: str
) -> None:
    state = HeadState(folded=True, hidden=1, hidden_new=1)
    assert head_words(SPEAKERS, 0, state, room) == said


@pytest.mark.parametrize("room", range(6, 60))
@pytest.mark.parametrize("flat", [False, True])
def test_no_word_of_a_head_is_cut(room: int, flat: bool) -> None:
    words = head_words(SPEAKERS, 1, HeadState(capped=True, flat=flat), room)
    assert len(words) <= room
    whole = {"↳ Ann", "author", "author of the post", "level 2"}
    assert {*words.split(" · ")} <= whole | {"5 March 2014", "5 Mar 2014"}
