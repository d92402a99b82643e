"""What every engine must do, and that the real one answers as a plain look does."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from search.brute_force import BruteForce

from gulagreader.domain.progress import finish
from gulagreader.domain.queries import parse_query
from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import Document, Documents
from gulagreader.search.engine import CancelledError, Engine, Found, Question
from gulagreader.search.plan import (
    All,
    Any,
    InThread,
    Near,
    Numbered,
    Plan,
    Prefix,
    Run,
    Without,
    Word,
    plan_of,
)
from gulagreader.search.tantivy_engine import TantivyEngine
from gulagreader.search.whoosh_engine import WhooshEngine

Posts = Sequence[Sequence[Document]]
REAL: list[type[Engine]] = [WhooshEngine, TantivyEngine]
ENGINES: list[type[Engine]] = [*REAL, BruteForce]

POSTS: Posts = [
    [
        Document("post", "p1", "Amnesty", "the camps of the north", date="2014-03-03"),
        Document("comment", "p1", "Amnesty", "camp and camps", "c1", "reader 3"),
        Document("comment", "p1", "Amnesty", "no such camp", "c2", "reader 7", "2014"),
    ],
    [Document("post", "p2", "Novels", "camp camp camp", date="1962", tags=("books",))],
]


@contextmanager
def opened(engine: type[Engine], folder: Path, posts: Posts) -> Iterator[Engine]:
    writer = DocumentWriter(folder)
    for post in posts:
        writer.add_post(post)
    writer.finish()
    documents = Documents(folder, writer.count)
    finish(engine.build(folder / "engine", documents))
    made = engine.open(folder / "engine", documents)
    yield made
    made.close()
    documents.close()


@contextmanager
def changed(
    engine: Engine, folder: Path, posts: Posts, count: int, deletes: Sequence[int]
) -> Iterator[None]:
    writer = DocumentWriter(folder, after=count)
    for post in posts:
        writer.add_post(post)
    writer.finish()
    documents = Documents(folder, writer.count)
    engine.apply(documents, count, deletes)
    yield
    documents.close()


def plan(query: str) -> Plan:
    made = plan_of(parse_query(query, typing=False).part)
    assert made is not None
    return made


def ask(engine: Engine, query: str) -> Found:
    return engine.search(Question(plan(query)))


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    with opened(request.param, tmp_path, POSTS) as made:
        yield made


def test_the_best_come_first(engine: Engine) -> None:
    assert list(ask(engine, "camp").numbers) == [3, 2, 1]


def test_equal_scores_are_ordered_newest_first_and_undated_last(engine: Engine) -> None:
    assert list(ask(engine, "-nothing").numbers) == [0, 2, 3, 1]


def test_order_by_date_takes_no_heed_of_the_score(engine: Engine) -> None:
    found = engine.search(Question(plan("camp"), sort="date"))
    assert list(found.numbers) == [2, 3, 1]


def test_a_limit_bounds_the_list_and_not_the_count(engine: Engine) -> None:
    found = engine.search(Question(plan("camp*"), limit=1))
    assert (len(found.numbers), found.total, len(found.everything)) == (1, 4, 4)
    assert engine.search(Question(plan("camp*"), limit=0)).total == 4


def test_unknown_words_find_nothing(engine: Engine) -> None:
    for query in ("zebra", "zebra*", '"zebra camp"', "camp zebra", "author:zebra"):
        assert ask(engine, query).total == 0


def test_a_cancelled_question_is_not_answered(engine: Engine) -> None:
    with pytest.raises(CancelledError):
        engine.search(Question(plan("camp* -the")), lambda: True)


@pytest.mark.parametrize("kind", ENGINES, ids=lambda engine: engine.__name__)
def test_names_that_no_file_can_hold_do_no_harm(
    kind: type[Engine], tmp_path: Path
) -> None:
    odd = ["p\ud800", "p\ud801", "p" * 70_000]
    posts = [
        [Document("post", name, name, f"camp {name}", author=name)] for name in odd
    ]
    with opened(kind, tmp_path, posts) as engine:
        assert ask(engine, "camp").total == 3
        assert ask(engine, f"camp {odd[0]}").total == 2


@pytest.mark.parametrize("kind", ENGINES, ids=lambda engine: engine.__name__)
def test_changes_are_found_at_once(kind: type[Engine], tmp_path: Path) -> None:
    fresh = [[Document("post", "p3", "Zebra", "the camp")]]
    with (
        opened(kind, tmp_path, POSTS) as engine,
        changed(engine, tmp_path, fresh, 4, [1, 3]),
    ):
        assert engine.live == 3
        assert set(ask(engine, "camp").numbers) == {2, 4}
        assert set(ask(engine, "-the").numbers) == {2}
        assert list(ask(engine, "title:zebra").numbers) == [4]
        assert ask(engine, "author:3").total == 0


@pytest.mark.parametrize("bounded", [True, False])
@pytest.mark.parametrize("query", ["rare ca*", '"rare camps" ca*', "title:rare ca*"])
def test_a_rare_word_is_found_with_the_beginning_of_a_frequent_one(
    tmp_path: Path, query: str, bounded: bool
) -> None:
    posts = [
        [Document("post", f"p{n}", "", word)]
        for n, word in enumerate(["camps", "camp", "cart"] * 30)
    ]
    posts.insert(45, [Document("post", "found", "Rare", "a rare camps")])
    with opened(WhooshEngine, tmp_path, posts) as engine:
        found = engine.search(Question(plan(query), bounded=bounded))
    assert (found.numbers, found.total) == ([45], 1)


@pytest.mark.parametrize("bounded", [True, False])
@pytest.mark.parametrize("query", ['c* "camp camp"', '"camp camp" c*', "title:z ca*"])
def test_a_new_post_is_found_by_what_many_old_ones_share(
    tmp_path: Path, query: str, bounded: bool
) -> None:
    old = ["camp"] * 11 + ["camps"] * 9
    posts = [[Document("post", f"p{n}", "", word)] for n, word in enumerate(old)]
    fresh = [[Document("post", "fresh", "Z", "camp camp camp")]]
    with (
        opened(WhooshEngine, tmp_path, posts) as engine,
        changed(engine, tmp_path, fresh, len(old), []),
    ):
        found = engine.search(Question(plan(query), bounded=bounded))
    assert (found.numbers, found.total, found.exact) == ([20], 1, True)


def test_a_bounded_answer_is_part_of_the_whole(tmp_path: Path) -> None:
    text = " ".join(f"ca{number}" for number in range(200))
    posts = [[Document("post", f"p{n}", "T", text[n * 4 :])] for n in range(30)]
    with opened(WhooshEngine, tmp_path, posts) as engine:
        whole = engine.search(Question(plan("ca*")))
        bounded = engine.search(Question(plan("ca*"), limit=100, bounded=True))
        assert whole.exact
        assert not bounded.exact
        assert set(bounded.numbers) <= set(whole.everything)
        assert bounded.total == len(bounded.numbers) <= whole.total
        # Behind another word the few candidates are looked through in the text.
        looked = engine.search(Question(plan("t ca*"), limit=100, bounded=True))
        assert looked.exact
        assert set(looked.numbers) == set(whole.everything)


WORDS = ("camp", "camps", "can", "gulag", "the", "т", "тюрьма", "O’Brien")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
COMMENTS = st.builds(
    Document,
    kind=st.sampled_from(["comment", "pingback"]),
    post=st.just(""),
    title=st.just(""),
    text=TEXTS,
    comment=st.just("c"),
    author=st.sampled_from([None, "reader 3", "Reader 7", "Ann"]),
    date=st.sampled_from([None, "1953", "2014-03-03", "2014-03-03T17:04:00-05:00"]),
)
POST = st.builds(
    Document,
    kind=st.just("post"),
    post=st.sampled_from(["p1", "p2"]),
    title=TEXTS,
    text=TEXTS,
    author=st.sampled_from([None, "Ann Lee"]),
    date=st.sampled_from([None, "1953-03", "2014"]),
    tags=st.sampled_from([(), ("camps",), ("the camps", "т")]),
)


def shelved(post: Document, comments: list[Document]) -> list[Document]:
    return [
        post,
        *(
            replace(c, post=post.post, title=post.title, tags=post.tags)
            for c in comments
        ),
    ]


LIBRARIES = st.lists(
    st.builds(shelved, POST, st.lists(COMMENTS, max_size=4)), max_size=4
)
SIMPLE = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(["c*", "cam*", "т*", "th*"]),
    st.sampled_from(["author:reader", 'author:"reader 3"', "author:an*", "author:lee"]),
    st.sampled_from(["date:2014", "date:1953..2014-03-02", "date:>=1953-03"]),
    st.sampled_from(["in:posts", "kind:pingback", "title:camp", "tag:camps", "tag:t*"]),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(
        lambda run: f'"{" ".join(run)}"'
    ),
    st.sampled_from(['"camp ca*"', '"the *"', "camp-camps"]),
)

RUNS = st.builds(
    Run,
    st.lists(
        st.sampled_from(["camp", "camps", "the", "т"]), min_size=2, max_size=3
    ).map(tuple),
    st.booleans(),
)
FORMED = st.sampled_from(
    [Word("camp", ("camps",)), Word("zebra", ("camp", "can")), Word("the")]
)
NEAR = st.builds(
    Near,
    st.integers(0, 4),
    st.lists(
        st.one_of(FORMED, RUNS, st.sampled_from([Prefix("ca"), Prefix("т")])),
        min_size=2,
        max_size=3,
    ).map(tuple),
)
PLANS: st.SearchStrategy[Plan] = st.recursive(
    st.one_of(
        SIMPLE.map(plan),
        FORMED,
        NEAR,
        st.frozensets(st.integers(0, 12)).map(Numbered),
    ),
    lambda inner: st.one_of(
        inner.map(Without),
        inner.map(InThread),
        st.lists(inner, min_size=2, max_size=3).map(lambda plans: All(tuple(plans))),
        st.lists(inner, min_size=2, max_size=3).map(lambda plans: Any(tuple(plans))),
    ),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(
    library=LIBRARIES,
    more=LIBRARIES,
    gone=st.sets(st.integers(0, 20)),
    plans=st.lists(PLANS, min_size=1, max_size=12),
    sort=st.sampled_from(["relevance", "date"]),
    kind=st.sampled_from(REAL),
)
def test_the_real_engines_answer_as_a_plain_look_does(
    library: Posts,
    more: Posts,
    gone: set[int],
    plans: list[Plan],
    sort: str,
    kind: type[Engine],
) -> None:
    answer_alike(kind, library, more, gone, plans, sort)


BOUNDS = (
    *("vocabulary.MOST_WORDS", "vocabulary.MOST_POSTINGS", "vocabulary.TOO_COMMON"),
    *("evaluate._CHECKED_IN_TEXT", "whoosh_lists._MOST_LISTS", "matches._SPARSE"),
    *("token_checks._AT_ONCE", "token_checks._MOST", "whoosh_writing.INLINED"),
    *("inverting._TOKENS_AT_ONCE", "inverting._POSTINGS_AT_ONCE"),
    "document_writer._COUNTED_AT_ONCE",
)


@settings(max_examples=60, deadline=None)
@given(
    library=LIBRARIES,
    more=LIBRARIES,
    gone=st.sets(st.integers(0, 20)),
    plans=st.lists(PLANS, min_size=1, max_size=12),
    bounds=st.tuples(*(st.integers(1, 6) for _ in BOUNDS)),
)
def test_it_answers_so_where_every_bound_is_met(
    library: Posts,
    more: Posts,
    gone: set[int],
    plans: list[Plan],
    bounds: tuple[int, ...],
) -> None:
    # With the real bounds it takes thousands of texts to meet one.
    with pytest.MonkeyPatch.context() as patch:
        for name, bound in zip(BOUNDS, bounds, strict=True):
            patch.setattr(f"gulagreader.search.{name}", bound)
        answer_alike(WhooshEngine, library, more, gone, plans, "relevance")


@settings(max_examples=25, deadline=None)
@given(
    texts=st.lists(st.lists(st.sampled_from(WORDS), max_size=9), max_size=40),
    dates=st.lists(st.sampled_from([None, "1953", "2014-03-03"]), min_size=1),
)
def test_the_first_hits_of_a_word_are_those_of_bm25_newest_first_where_equal(
    texts: list[list[str]], dates: list[str | None]
) -> None:
    library = [
        [Document("comment", f"p{n}", "", " ".join(t), "c", date=dates[n % len(dates)])]
        for n, t in enumerate(texts)
    ]
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        both = (
            opened(WhooshEngine, Path(one), library),
            opened(BruteForce, Path(two), library),
        )
        with both[0] as real, both[1] as plain:
            for word in ("camp", "the", "gulag", "т"):
                question = Question(Word(word))
                expected = plain.search(question).numbers
                assert list(real.search(question).numbers) == list(expected)


def answer_alike(
    kind: type[Engine],
    library: Posts,
    more: Posts,
    gone: set[int],
    plans: list[Plan],
    sort: str,
) -> None:
    count = sum(len(post) for post in library)
    deletes = sorted(number for number in gone if number < count)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        folders = Path(one), Path(two)
        with (
            opened(kind, folders[0], library) as real,
            opened(BruteForce, folders[1], library) as plain,
        ):
            compare(real, plain, plans, sort)
            with (
                changed(real, folders[0], more, count, deletes),
                changed(plain, folders[1], more, count, deletes),
            ):
                assert real.live == plain.live
                compare(real, plain, plans, sort)


def compare(real: Engine, plain: Engine, plans: list[Plan], sort: str) -> None:
    for query in plans:
        order = "date" if sort == "date" else "relevance"
        question = Question(query, limit=100, sort=order)  # type: ignore[arg-type]
        found, expected = real.search(question), plain.search(question)
        assert found.exact
        assert set(found.everything) == set(expected.everything), query
        assert found.total == expected.total
        scores = dict(zip(found.numbers, found.scores, strict=True))
        wanted = dict(zip(expected.numbers, expected.scores, strict=True))
        assert scores == pytest.approx(wanted), query
        if sort == "date":
            assert list(found.numbers) == list(expected.numbers), query
        else:
            assert list(found.scores) == sorted(found.scores, reverse=True)
        quick = real.search(replace(question, bounded=True))
        assert set(quick.numbers) <= set(expected.everything), query
        assert quick.total == len(quick.numbers) <= expected.total, query
        assert not quick.exact or quick.total == expected.total, query
