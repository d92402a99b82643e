"""The query language: what is written and how it is understood."""

import pytest

from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import (
    COMMENTS,
    POSTS,
    Author,
    Either,
    Every,
    Has,
    InThread,
    Is,
    Kind,
    Near,
    Not,
    Part,
    Phrase,
    Tag,
    Term,
    Title,
)


def finished(text: str) -> Part | None:
    query = parse_query(text, typing=False)
    assert query.notes == ()
    return query.part


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("gulag amnesty", Every((Term("gulag"), Term("amnesty")))),
        ("gulag AND amnesty", Every((Term("gulag"), Term("amnesty")))),
        ('"cult of personality"', Phrase("cult of personality")),
        ("“cult of personality”", Phrase("cult of personality")),
        ("«культ личности»", Phrase("культ личности")),
        ("amnest*", Term("amnest", prefix=True)),
        ('"cult of person*"', Phrase("cult of person*", prefix=True)),
        ("camp OR colony", Either((Term("camp"), Term("colony")))),
        ("-stalin", Not(Term("stalin"))),
        ("NOT stalin", Not(Term("stalin"))),
        ('-"old man"', Not(Phrase("old man"))),
        ("-author:x", Not(Author("x"))),
        ("author:reader", Author("reader")),
        ('author:"reader 3"', Author("reader 3")),
        ("AUTHOR: reader", Author("reader")),
        ("title:amnesty", Title("amnesty")),
        ("tag:camps", Tag("camps")),
        ("in:comments", Kind(COMMENTS)),
        ("in:posts", Kind(POSTS)),
        ("in: comments", Kind(COMMENTS)),
        ('in:"comments"', Kind(COMMENTS)),
        ("kind:pingback", Kind(frozenset({"pingback"}))),
        ("is:unread", Is("unread")),
        ('is:"new"', Is("new")),
        ("-is:starred", Not(Is("starred"))),
        ("IS:Read", Is("read")),
        ("has:quotation", Has("quotation")),
        ("has:replies", Has("reply")),
        ("has:note", Has("note")),
        ("=camp", Term("camp", exact=True)),
        ("-=camp", Not(Term("camp", exact=True))),
        ("=camp*", Term("camp", prefix=True, exact=True)),
        ('="old man"', Phrase("old man")),
        ("camp~", Term("camp", similar=True)),
        ("camp~12", Term("camp", similar=True)),
        ("o'brien~", Term("o'brien", similar=True)),
        ("near/5(novel published)", Near(5, (Term("novel"), Term("published")))),
        ("NEAR/5 (a b)", Near(5, (Term("a"), Term("b")))),
        ("near/05(a b)", Near(5, (Term("a"), Term("b")))),
        ("-near/0(a b)", Not(Near(0, (Term("a"), Term("b"))))),
        ("near/3(a)", Term("a")),
        ("near/3(a AND b)", Near(3, (Term("a"), Term("b")))),
        (
            'near/3(novel* =camp "old man" gulg~)',
            Near(
                3,
                (
                    Term("novel", prefix=True),
                    Term("camp", exact=True),
                    Phrase("old man"),
                    Term("gulg", similar=True),
                ),
            ),
        ),
        ("thread:{(a b)}", InThread(Every((Every((Term("a"), Term("b"))),)))),
        ("thread:{camp}", InThread(Term("camp"))),
        ("-thread:{camp}", Not(InThread(Term("camp")))),
        ("NOT thread: {a b}", Not(InThread(Every((Term("a"), Term("b")))))),
        (
            "thread:{a thread:{b} OR c} d",
            Every(
                (
                    InThread(
                        Every((Term("a"), Either((InThread(Term("b")), Term("c")))))
                    ),
                    Term("d"),
                )
            ),
        ),
        (
            "thread:{x (a b} c",
            Every(
                (
                    InThread(Every((Term("x"), Every((Term("a"), Term("b")))))),
                    Term("c"),
                )
            ),
        ),
        ("{a b} OR c", Either((Every((Term("a"), Term("b"))), Term("c")))),
        ("state-of-the-art", Term("state-of-the-art")),
        ("http://x.y/z", Term("http://x.y/z")),
        ("near (a)", Every((Term("near"), Term("a")))),
        ("12:30", Term("12:30")),
        ("don't", Term("don't")),
    ],
)
def test_the_language_is_read_as_it_is_written(text: str, part: Part) -> None:
    assert finished(text) == part


def test_alternatives_bind_closer_than_words_side_by_side() -> None:
    camps = Either((Term("camp"), Term("colony")))
    assert finished("gulag camp OR colony") == Every((Term("gulag"), camps))
    assert finished("gulag (camp | colony)") == Every((Term("gulag"), camps))
    both = Every((Term("gulag"), Term("camp")))
    assert finished("(gulag camp) OR colony") == Either((both, Term("colony")))
    assert finished("-(gulag camp)") == Not(both)


def test_a_minus_or_not_excludes_what_follows_it_and_no_more() -> None:
    assert finished("a -b c") == Every((Term("a"), Not(Term("b")), Term("c")))
    assert finished("a OR NOT b") == Either((Term("a"), Not(Term("b"))))
    assert finished("(a NOT) b") == Every((Term("a"), Term("b")))
    assert finished("--a") == finished("NOT -a") == Not(Term("a"))


def test_what_is_left_open_is_closed_at_the_end() -> None:
    assert finished('"old man') == Phrase("old man")
    assert finished("(a OR b") == Either((Term("a"), Term("b")))
    assert finished("thread:{a") == InThread(Term("a"))
    assert finished("near/2(a b") == Near(2, (Term("a"), Term("b")))


@pytest.mark.parametrize("query", ["a)", "a}", "a -)", "a & b", "- a", "a OR"])
def test_signs_without_a_meaning_are_passed_over(query: str) -> None:
    words = [Term(word) for word in "ab" if word in query]
    assert finished(query) == (Every(tuple(words)) if len(words) > 1 else words[0])


@pytest.mark.parametrize(
    ("text", "collection", "part"),
    [
        ("in:quotations camp", "quotations", Term("camp")),
        ("camp in:notes", "notes", Term("camp")),
        ("in:quotations", "quotations", None),
        ("in:quotation in:quotations a", "quotations", Term("a")),
        ("in:quotations in:posts", "quotations", Kind(POSTS)),
        ("camp", "texts", Term("camp")),
    ],
)
def test_quotations_and_notes_are_searched_in_place_of_texts(
    text: str, collection: str, part: Part | None
) -> None:
    query = parse_query(text, typing=False)
    assert (query.collection, query.part, query.notes) == (collection, part, ())


@pytest.mark.parametrize(
    ("text", "collection", "part"),
    [
        ("(in:quotations a)", "texts", Term("a")),
        ("in:quotations OR a", "texts", Term("a")),
        ("-in:quotations a", "texts", Term("a")),
        ("NOT in:quotations a", "texts", Term("a")),
        ("thread:{in:notes a}", "texts", InThread(Term("a"))),
        ("near/3(in:notes a)", "texts", Term("a")),
        ("in:quotations in:notes a", "quotations", Term("a")),
    ],
)
def test_what_is_searched_is_named_once_and_outside_of_brackets(
    text: str, collection: str, part: Part
) -> None:
    query = parse_query(text, typing=False)
    assert (query.collection, query.part) == (collection, part)
    (note,) = query.notes
    assert "was left out: what is searched is named once" in note


@pytest.mark.parametrize(
    ("text", "part", "note"),
    [
        ("foo:bar", Term("foo:bar"), "foo: is no field"),
        ("date>2014", Term("date>2014"), "a field has a colon: date:>2014"),
        ("Date=2014", Term("Date=2014"), "a field has a colon: date:2014"),
        ("date:soon x", Term("x"), "date:soon was left out"),
        ("in:letters x", Term("x"), "known are posts, comments, quotations, notes"),
        ("kind:letter x", Term("x"), "known are comment, pingback, post, trackback"),
        ("is:red x", Term("x"), "known are unread, read, new, starred"),
        ("has:it x", Term("x"), "known are quotation, reply, note"),
        ("author:", None, "author: names nothing"),
        ("author:??", None, "author: names nothing"),
        ("author:(a b)", Every((Term("a"), Term("b"))), "author: names nothing"),
        ("c*mp", Term("c-mp"), "* stands at the end"),
        ("*in:posts*", Term("_in:posts", prefix=True), "* stands at the end"),
        ('"a * b"', Phrase("a * b"), "* stands at the end of a phrase only"),
        ("=camp~", Term("camp", exact=True), "~ goes with one whole word"),
        ("camp*~", Term("camp", prefix=True), "~ goes with one whole word"),
        ("old-man~", Term("old-man"), "~ goes with one whole word"),
        ('"a b"~5', Phrase("a b"), "write near/5(two words)"),
        ("near/5 a", Term("a"), "near/5 was left out; it is written near/5(novel"),
        ("near(a b)", Near(10, (Term("a"), Term("b"))), "near(…) was read as near/10"),
        ("near/(a b)", Near(10, (Term("a"), Term("b"))), "was read as near/10"),
        ("NEAR3(a b)", Near(3, (Term("a"), Term("b"))), "was read as near/3"),
        ("near/5() a", Term("a"), "near/5(…) has no words in it"),
        ("near/5(a -b)", Term("a"), "b was left out: near/N(…) takes words"),
        ("near/5(a author:x)", Term("a"), "author:x was left out: near/N(…)"),
        ("near/5(a OR b)", Near(5, (Term("a"), Term("b"))), "OR inside near/N"),
        ("near/5(a (b))", Near(5, (Term("a"), Term("b"))), "brackets inside near/N"),
        ("near/5(a near/2(b))", Near(5, (Term("a"), Term("b"))), "brackets inside"),
        ("near/9999(a b)", Near(1000, (Term("a"), Term("b"))), "at most 1000 is near"),
        ("thread:{} a", Term("a"), "thread:{…} asks for nothing"),
        ("thread:camp", Term("camp"), "thread: is written thread:{"),
    ],
)
def test_what_is_not_understood_is_said(
    text: str, part: Part | None, note: str
) -> None:
    query = parse_query(text, typing=False)
    assert query.part == part
    assert len(query.notes) == 1
    assert note in query.notes[0]


def test_what_was_left_out_is_no_alternative() -> None:
    query = parse_query("a OR date:soon b", typing=False)
    assert query.part == Every((Term("a"), Term("b")))
