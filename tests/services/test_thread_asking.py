"""A thread asked with the language of the search, comment by comment."""

import pytest

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.services.thread_asking import ThreadAsker

THREAD = thread_of(
    (
        Comment(
            "a", "The stove drew badly all winter.", None, "map_room", "2014-03-03"
        ),
        Comment("b", "Stoves! We had two.", "a", "reader 2", "2014-03-04"),
        Comment(
            "c", "Snow lay on the *camp* until May.", "b", "reader 7", "2014-05-01"
        ),
        Comment("d", "Печь топили дровами.", None, "Анна", "2015"),
        Comment("e", "See [here](http://example.org/stove).", None, "reader 7", None),
        Comment("f", "A link to this", None, None, "2015-02", kind="pingback"),
    )
)
POST = Post("1" * 16, "Stoves and winters", "Cold.", tags=("letters",))
INFO = LibraryInfo("library", "A library", aliases=(("Anna", "Анна"),))


@pytest.fixture(scope="module")
def asker() -> ThreadAsker:
    return ThreadAsker(POST, THREAD, INFO)


def found(asker: ThreadAsker, query: str, *, typing: bool = False) -> str:
    rows = sorted(asker.ask(query, typing=typing, new=frozenset({1, 3})).rows)
    return "".join(THREAD.rows[row].comment.id for row in rows)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("stove", "ab"),
        ("=stove", "a"),
        ("stov*", "ab"),
        ("stove OR snow", "abc"),
        ("stove -winter", "b"),
        ('"all winter"', "a"),
        ('"winter all"', ""),
        ("near/3(snow camp)", "c"),
        ("near/1(snow camp)", ""),
        ("author:reader", "bce"),
        ('author:"reader 7"', "ce"),
        ("date:2014-03", "ab"),
        ("date:>=2015", "df"),
        ("kind:pingback", "f"),
        ("has:reply", "ab"),
        ("is:new", "bd"),
        ("-is:new", "acef"),
        ("title:stoves snow", "c"),
        ("title:elsewhere snow", ""),
        ("tag:letters", "abcdef"),
        ("thread:{stove snow}", "abcdef"),
        ("thread:{stove rain}", ""),
        ("дрова", "d"),
        ("here", "e"),
        ("example", ""),
        ("nothing", ""),
    ],
)
def test_a_query_finds_its_comments(asker: ThreadAsker, query: str, rows: str) -> None:
    assert found(asker, query) == rows


def test_while_typing_the_last_word_goes_on(asker: ThreadAsker) -> None:
    assert found(asker, "sto", typing=True) == "ab"
    assert found(asker, "sto") == ""
    assert found(asker, '"all win', typing=True) == "a"
    assert found(asker, "author:rea", typing=True) == "bce"


def test_what_says_nothing_of_a_comment_is_left_out_and_told(
    asker: ThreadAsker,
) -> None:
    answer = asker.ask("is:unread stove", typing=False)
    assert sorted(answer.rows) == [0, 1]
    assert "is:unread" in answer.told[0]
    assert not asker.ask("is:unread").asks
    assert not asker.ask("  ").asks


def test_what_was_found_is_marked(asker: ThreadAsker) -> None:
    answer = asker.ask('stove "all winter"', typing=False)
    assert {"stove", "stoves"} <= set(answer.words)
    assert answer.phrases == (("all", "winter"),)
