"""Finding: what a reader gets for what is typed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.shelf import Shelf
from services.small_course import INFO, ids, indexed, opened, small_course

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.hits import Answer, Facets
from gulagreader.domain.posts import Post
from gulagreader.services.finding import Finder
from gulagreader.text.marks import mark_spans


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return small_course(tmp_path / "library")


@pytest.fixture
def finder(shelf: Shelf, tmp_path: Path) -> Iterator[Finder]:
    indexed(shelf, tmp_path / "cache")
    finder = opened(shelf, tmp_path / "cache")
    yield finder
    finder.close()


@pytest.fixture(scope="module")
def any_finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    folder = tmp_path_factory.mktemp("any")
    shelf = small_course(folder / "library")
    indexed(shelf, folder / "cache")
    finder = opened(shelf, folder / "cache")
    yield finder
    finder.close()


@pytest.fixture
def ask(finder: Finder) -> Callable[[str], Answer]:
    return lambda query: finder.answer(query, typing=False)


Ask = Callable[[str], Answer]


def test_each_comment_is_a_hit_of_its_own_with_its_chain(ask: Ask) -> None:
    (hit,) = ask("personality again").hits
    assert (hit.kind, hit.post, hit.comment, hit.depth) == ("comment", "p1", "c3", 2)
    assert hit.title == "The amnesty of 1953"
    assert [above.comment for above in hit.ancestors] == ["c1", "c2"]
    assert hit.ancestors[0].author == "reader 3"
    assert hit.ancestors[0].text == "Who was freed from the camps?"
    assert hit.snippet == "The cult of personality again!"
    marked = [hit.snippet[start:end] for start, end in hit.matches]
    assert marked == ["personality", "again"]


def test_a_post_is_found_by_its_title(ask: Ask) -> None:
    (hit,) = ask("novel").hits
    assert (hit.kind, hit.post, hit.comment, hit.matches) == ("post", "p2", None, ())
    assert hit.snippet.startswith("One day")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"cult of personality"', {"p1", "p1#c3"}),
        ("amnest*", {"p1"}),
        ("camp OR camps", {"p2", "p1#c1"}),
        ("freed -stalin", {"p1#c1"}),
        ('author:"reader 3"', {"p1#c1", "p1#c3"}),
        ("author:READER in:comments", {"p1#c1", "p1#c2", "p1#c3"}),
        ("tag:camps in:posts", {"p1"}),
        ("title:novel", {"p2"}),
        ("kind:pingback", {"p1#c4"}),
        ("date:1962", {"p2"}),
        ("date:2014-03-04..2014-03-05", {"p1#c1", "p1#c2"}),
        ("date:>2014", {"p1#c4"}),
        ("personality -author:reader", {"p1"}),
        ("-author:reader -in:posts", {"p1#c4"}),
    ],
)
def test_the_language_finds_what_it_says(ask: Ask, query: str, found: set[str]) -> None:
    answer = ask(query)
    assert set(ids(answer)) == found
    assert answer.total == len(found)
    assert answer.exact


def test_names_of_one_alias_group_find_each_other(ask: Ask) -> None:
    assert ids(ask("Solzhenitsyn")) == ["p1#c2"]
    answer = ask('"the chronicler"')
    assert ids(answer) == ["p1#c2"]
    (hit,) = answer.hits
    assert [hit.snippet[a:b] for a, b in hit.matches] == ["Солженицын"]


def test_filters_alone_answer_newest_first(ask: Ask) -> None:
    assert ids(ask("author:reader")) == ["p1#c3", "p1#c2", "p1#c1"]


def test_the_order_is_by_date_on_request(finder: Finder) -> None:
    answer = finder.answer("the OR camp", typing=False, sort="date")
    dates = [hit.date for hit in answer.hits if hit.date]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) > 2


def test_an_answer_is_given_in_pages(finder: Finder) -> None:
    whole = ids(finder.answer("author:reader", typing=False))
    pages = [
        ids(finder.answer("author:reader", typing=False, limit=2, offset=offset))
        for offset in (0, 2, 4)
    ]
    assert [one for page in pages for one in page] == whole


def test_facets_count_the_whole_answer(finder: Finder) -> None:
    answer = finder.answer("date:1900..", typing=False, limit=1)
    assert len(answer.hits) == 1
    assert answer.facets == Facets(
        author={"reader 3": 2, "Teacher A": 1, "reader 7": 1},
        post={"p1": 5, "p2": 1},
        year={"1962": 1, "2014": 4, "2015": 1},
    )
    assert finder.answer("date:1900..", typing=True).facets is None


def test_the_last_word_is_a_prefix_while_typing_only(finder: Finder) -> None:
    assert ids(finder.answer("perso", typing=True))
    assert not ids(finder.answer("perso", typing=False))
    assert not ids(finder.answer("perso ", typing=True))


def test_nothing_typed_finds_nothing(ask: Ask) -> None:
    answer = ask("   ")
    assert (answer.hits, answer.total, answer.exact) == ((), 0, True)
    assert (answer.facets, answer.notes, answer.suggestions) == (Facets(), (), ())


def test_a_filter_without_its_value_changes_no_answer_while_typing(
    finder: Finder,
) -> None:
    camp = finder.answer("camp ", typing=True)
    assert camp.total == 2
    for half in ("author:", "-tag:", "is:", "thread:", "thread:{", "foo:", 'foo:"'):
        answer = finder.answer(f"camp {half}", typing=True)
        assert (ids(answer), answer.notes) == (ids(camp), ()), half


def test_what_was_not_understood_is_said(ask: Ask) -> None:
    assert "foo:" in ask("foo:bar").notes[0]


def test_the_words_of_an_answer_mark_any_text(ask: Ask) -> None:
    answer = ask('camp* "cult of personality" -guard')
    text = "The camps and the Cult of Personality; a guard"
    marks = mark_spans(text, answer.words, answer.phrases)
    assert [text[a:b] for a, b in marks] == ["camps", "Cult of Personality"]


def test_a_cancelled_question_is_dropped(finder: Finder) -> None:
    answer = finder.answer("the camp*", typing=True, cancel=lambda: True)
    assert answer.hits == ()
    assert not answer.exact


def test_changes_are_taken_in_when_told(
    finder: Finder, shelf: Shelf, tmp_path: Path
) -> None:
    assert not finder.reopen_if_changed()
    shelf.put(Post("p3", "Fresh", "unheard words"))
    shelf.take("p2")
    indexed(shelf, tmp_path / "cache")
    assert ids(finder.answer("novel", typing=False)) == ["p2"]
    assert finder.reopen_if_changed()
    assert ids(finder.answer("unheard", typing=False)) == ["p3"]
    assert not ids(finder.answer("novel", typing=False))


def test_words_are_completed_from_the_library(finder: Finder) -> None:
    assert finder.complete("Pers") == ("personality",)
    assert finder.complete("") == ()


def test_without_an_index_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailableError, match="gulagreader index"):
        Finder.open(INFO, tmp_path)


def test_damage_drops_the_index_and_says_what_to_do(
    finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(*_: object) -> None:
        raise ValueError("a torn file")

    monkeypatch.setattr("gulagreader.search.documents.Documents.document", torn)
    with pytest.raises(IndexUnavailableError, match="gulagreader index"):
        finder.answer("camp", typing=False)


def test_a_mistake_above_the_index_is_not_taken_for_damage(
    finder: Finder, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("gulagreader.services.shown_hits.snippet", mistaken)
        with pytest.raises(ZeroDivisionError):
            finder.answer("camp", typing=False)
    assert finder.answer("camp", typing=False).total == 2
    opened(shelf, tmp_path / "cache").close()  # it is still there


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("camp", "the", "cult*", '"cult of', "-", "(", ")", "OR", "}"),
                *("near/3(", "thread:{", "is:new", "has:quotation", "in:quotations"),
                *("in:notes", "author:", "date:2014", "kind:", "=", "~", "*", "…"),
            ]
        )
        | st.text(max_size=4),
        max_size=6,
    ),
    st.booleans(),
    st.booleans(),
    st.integers(0, 4),
    st.integers(0, 3),
)
def test_any_text_is_answered_and_its_numbers_fit(
    any_finder: Finder,
    parts: list[str],
    typing: bool,
    grouped: bool,
    limit: int,
    offset: int,
) -> None:
    answer = any_finder.answer(
        " ".join(parts),
        typing=typing,
        grouped=grouped,
        limit=limit,
        offset=offset,
    )
    assert answer.total >= len(answer.hits)
    assert len(answer.threads if grouped else answer.hits) <= limit
    assert (answer.facets is None) == typing
    if answer.facets is not None:
        assert sum(answer.facets.post.values()) == answer.total
    for thread in answer.threads:
        assert 1 <= len(thread.hits) <= thread.count
        assert all(hit.post == thread.post for hit in thread.hits)
    for hit in answer.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.matches)


def test_a_german_post_is_inflected_as_german_in_an_english_library(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.put(Post("de", "Brief", "Viele Häftlingen schrieben.", lang="de"))
    indexed(shelf, tmp_path / "cache")
    finder = opened(shelf, tmp_path / "cache")
    assert finder.answer("häftlinge", typing=False).total == 1
    finder.close()
