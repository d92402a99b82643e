"""Whom a comment of a flat thread answers, as its words say: only what stands above."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.comments import Comment
from gulagreader.importing.text_dump.answering import with_answers
from gulagreader.importing.text_dump.decided import Decided

NAMES = ("Ann", "Ann Roe", "ann lee", "Jo", "Max Orr", "@Ann", "Jo replied to Ann", "")


def _parents(*said: tuple[str, str]) -> list[str | None]:
    comments = [
        Comment(id=f"c{n}", text=text, author=name or None)
        for n, (name, text) in enumerate(said, 1)
    ]
    told, _ = with_answers(comments, range(len(comments)), Decided(()))
    return [one.parent for one in told]


_SAID = st.tuples(
    st.sampled_from(NAMES),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(("@", "@ ", "In reply to ", "In reply to @", "")),
        st.sampled_from(NAMES) | st.text(max_size=6),
        st.sampled_from(("", ": yes", " I think", ".", "\nYes")),
    ),
)


@settings(max_examples=60)
@given(said=st.lists(_SAID, max_size=12))
def test_an_answer_is_always_to_a_comment_above(said: list[tuple[str, str]]) -> None:
    for at, parent in enumerate(_parents(*said)):
        assert parent is None or parent in {f"c{n}" for n in range(1, at + 1)}


@pytest.mark.parametrize(
    "text",
    [
        "@ann@archive.example is where I read it.",
        "@Ann_K wrote so.",
        "@ann.example has the list.",
        "@Ann-Marie I think so.",
        "@Anna I think so.",
        "Write to ann@x.example about it.",
        "ann@x.example has the list.",
        "I read it first from @Ann",
        "In reply to Ann Lee. I think so.",
        "In reply to Ann-Marie: I think so.",
        "@",
        "@@Ann I think so.",
    ],
)
@pytest.mark.parametrize("name", ["Ann", "Ann Roe"])
def test_addresses_handles_and_other_names_are_no_answers(name: str, text: str) -> None:
    assert _parents((name, "First."), ("Jo", text)) == [None, None]


def test_a_name_that_only_comes_below_is_not_taken_for_a_shorter_one_above() -> None:
    said = [("Ann", "First."), ("Jo", "@Ann Lee I think so."), ("Ann Lee", "Last.")]
    assert _parents(*said) == [None, None, None]


def test_the_longest_name_above_is_answered_by_its_last_comment() -> None:
    said = [
        ("Ann", "One."),
        ("Ann Roe", "Two."),
        ("Ann Roe", "Three."),
        ("Jo", "@Ann Roe, yes."),
        ("Jo", "@Ann: yes."),
    ]
    assert _parents(*said) == [None, None, None, "c3", "c1"]


def test_somebody_who_calls_an_own_earlier_comment_does_not_answer_the_same() -> None:
    said = [("Ann", "@Ann first."), ("Ann", "In reply to Ann, once more.")]
    assert _parents(*said) == [None, "c1"]


def test_many_names_and_many_answers_take_no_longer_each() -> None:
    said = [(f"Name{n} Roe", f"@Name{n - 1} Roe, yes.") for n in range(20_000)]
    begun = time.process_time()
    parents = _parents(*said)
    assert parents[0] is None
    assert parents[-1] == "c19999"
    # Looked through one by one, the names of this thread took a minute.
    assert time.process_time() - begun < 15
