"""What is new in a thread, and since when."""

import pytest

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.newness import (
    NO_NEWS,
    SINCE_LAST_VISIT,
    Reach,
    Since,
    news_of,
    read_since,
)

THREAD = thread_of(
    (
        Comment("a", "", date="2014-01-01"),
        Comment("b", "", date="2014-03"),
        Comment("c", ""),
        Comment("d", "", date="2014-03-25T12:00"),
        Comment("e", "", date="2014-03-31T11:00"),
        Comment("f", "", date="2014-03-31T23:00"),
    )
)


def new(since: Since, seen: frozenset[str] | None = None) -> str:
    rows = sorted(news_of(THREAD, since, seen).rows)
    return "".join(THREAD.rows[row].comment.id for row in rows)


def test_what_was_not_there_at_the_last_visit_is_new() -> None:
    assert new(SINCE_LAST_VISIT, frozenset("abd")) == "cef"


def test_of_a_post_that_was_never_left_nothing_is_new() -> None:
    assert news_of(THREAD, SINCE_LAST_VISIT, None) == NO_NEWS


@pytest.mark.parametrize(
    ("since", "found"),
    [
        (Since(Reach.DAY), "bef"),
        (Since(Reach.WEEK), "bdef"),
        (Since(Reach.MONTH), "bdef"),
        (Since(Reach.ALL), "abcdef"),
        (Since(Reach.DATE, "2014-03-31"), "bef"),
        (Since(Reach.DATE, "2014-04"), ""),
    ],
)
def test_new_reaches_as_far_back_as_is_wanted(since: Since, found: str) -> None:
    assert new(since) == found


def test_the_title_says_since_when() -> None:
    assert news_of(THREAD, Since(Reach.WEEK), None).words == "4 new since 2014-03-24"
    assert news_of(THREAD, SINCE_LAST_VISIT, frozenset("abcde")).words == "1 new"
    assert news_of(THREAD, SINCE_LAST_VISIT, frozenset("abcdef")).words == ""


def test_a_thread_without_dates_has_nothing_newer_than_a_date() -> None:
    undated = thread_of((Comment("a", ""),))
    assert news_of(undated, Since(Reach.WEEK), None) == NO_NEWS


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("visit", SINCE_LAST_VISIT),
        ("last visit", SINCE_LAST_VISIT),
        (" Week ", Since(Reach.WEEK)),
        ("mon", Since(Reach.MONTH)),
        ("2014-03-03", Since(Reach.DATE, "2014-03-03")),
        ("since 2014", Since(Reach.DATE, "2014")),
        ("2014-13", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_since_is_a_word_or_a_date(typed: str, meant: Since | None) -> None:
    assert read_since(typed) == meant
    assert meant is None or read_since(meant.text) == meant
