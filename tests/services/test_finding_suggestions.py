"""Did you mean: what is offered where nothing is found."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.shelf import Shelf
from services.small_course import ids, indexed, opened, small_course

from gulagreader.domain.comments import Comment
from gulagreader.domain.hits import Answer
from gulagreader.domain.posts import Post
from gulagreader.search.spelling import closest
from gulagreader.services.finding import Finder

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    folder = tmp_path_factory.mktemp("suggestions")
    shelf = small_course(folder / "library")
    indexed(shelf, folder / "cache")
    finder = opened(shelf, folder / "cache")
    yield finder
    finder.close()


@pytest.fixture
def ask(finder: Finder) -> Ask:
    return lambda query: finder.answer(query, typing=False)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("amnisty", "amnesty"),
        ("freid amnisty", "freed amnesty"),  # both at once
        ("fred thw amnisty", "freed the amnesty"),
        ("zzzz amnisty", "amnesty"),  # nothing is like zzzz
        ('"kult of persomality"', '"cult of personality"'),
        ("near/3(cult persomality)", "near/3(cult personality)"),
        ("thread:{amnisty thieves}", "thread:{amnesty thieves}"),
        ("amnisty -thieves", "amnesty -thieves"),
        ("amnisty in:posts", "amnesty in:posts"),
        ("persom*", "personality"),
        ("cult-persomality", "cult personality"),  # no hyphenated row
        ("freed author:teecher", "freed author:teacher"),
        ("camp author:nobody", "camp"),
        ("camp date:1850", "camp"),
        ("freed kind:trackback", "freed"),
        ("camp tag:nothing author:nobody", "camp"),
        ('"personality cult"', "personality cult"),
        ('"freed camps" is:unread', "freed camps is:unread"),
        ("novel personality", "personality"),  # the rarer word is left out
        ("Solzenitsyn", "solzhenitsyn"),  # a name of the library, in no text
        ("Solzhenitsyn novel", "novel"),  # its other names are not what was written
    ],
)
def test_what_was_meant_is_offered_first(ask: Ask, query: str, first: str) -> None:
    answer = ask(query)
    assert answer.total == 0
    assert answer.suggestions[0] == first


def test_any_of_the_words_is_offered(ask: Ask) -> None:
    assert "novel OR personality OR thieves" in (
        ask("novel personality thieves").suggestions
    )


def test_of_a_pasted_text_any_of_its_rarest_words_is_offered(ask: Ask) -> None:
    text = "once upon a time the thieves who were freed said not much of it all again"
    (suggestion,) = ask(f"{text} and then nobody else had a word to say").suggestions
    known = {"a", "again", "freed", "not", "of", "the", "thieves", "who"}
    assert set(suggestion.split(" OR ")) == known


@pytest.mark.parametrize("query", ["zzzz", "author:nobody", "", "date:1850", "camp"])
def test_where_there_is_nothing_to_offer_nothing_is(ask: Ask, query: str) -> None:
    assert ask(query).suggestions == ()


def test_a_known_word_of_which_a_longer_one_is_more_frequent_is_known(
    tmp_path: Path,
) -> None:
    shelf = small_course(tmp_path / "library")
    shelf.put(Post("p4", "Camps", "camps"), Comment("c1", "camps"))
    indexed(shelf, tmp_path / "cache")
    finder = opened(shelf, tmp_path / "cache")
    assert finder.complete("camp")[0] == "camps"
    assert finder.answer("camp zzzz", typing=False).suggestions == ("camp",)
    assert finder.answer("cmp", typing=False).suggestions[0] == "camp"
    finder.close()


def test_a_word_that_somebody_misspelt_is_no_end(tmp_path: Path) -> None:
    shelf = small_course(tmp_path / "library")
    for number in range(12):
        shelf.put(Post(f"x{number}", "T", "thieves and amnesties, the amnesty"))
    shelf.put(Post("y", "T", "the amnestty"))
    indexed(shelf, tmp_path / "cache")
    finder = opened(shelf, tmp_path / "cache")
    answer = finder.answer("amnestty thieves", typing=False)
    assert answer.total == 0
    assert answer.suggestions[0] == "amnesty thieves"
    finder.close()


def test_a_quotation_that_is_not_there_is_looked_for_among_quotations(
    tmp_path: Path,
) -> None:
    shelf = Shelf(tmp_path / "library")
    shelf.put(Post("p1", "T", 'He said "the amnesty was for thieves alone, not us".'))
    indexed(shelf, tmp_path / "cache")
    finder = opened(shelf, tmp_path / "cache")
    answer = finder.answer("amnisty in:quotations", typing=False)
    assert answer.suggestions == ("amnesty in:quotations",)
    again = finder.answer(answer.suggestions[0], typing=False)
    assert [hit.kind for hit in again.hits] == ["quotation"]
    finder.close()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("amnisty", "cult", "zzzz", "thieves", '"cult of camps"', "novel"),
                *("-freed", "author:nobody", "in:comments", "date:1850", "camp*"),
                *("is:starred", "thread:{novel amnisty}", "near/2(camps freed)", "OR"),
                *("=camps", "thieffs~", "title:camp", "-(a OR b)", "has:reply", "("),
            ]
        ),
        max_size=6,
    )
)
def test_every_suggestion_finds_something(finder: Finder, parts: list[str]) -> None:
    answer = finder.answer(" ".join(parts), typing=False)
    assert len(answer.suggestions) <= 5
    assert len(set(answer.suggestions)) == len(answer.suggestions)
    for suggestion in answer.suggestions:
        again = finder.answer(suggestion, typing=False)
        assert ids(again), (answer.query, suggestion)


def test_what_was_looked_for_is_told_where_nothing_was_found(ask: Ask) -> None:
    assert ask("camp").tried == ()
    tried = ask("camps novels author:nobody is:starred").tried
    assert len(tried) == 4
    assert "camp" in tried[0]
    assert tried[3] == "only what is starred"


def test_of_many_words_of_authors_none_is_held_against_all_names(
    finder: Finder, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def counting(word: str, others: Sequence[str], limit: int) -> list[str]:
        compared.append(word)
        return closest(word, others, limit)

    monkeypatch.setattr("gulagreader.services.suggesting.closest", counting)
    answer = finder.answer(f'freed author:"{"teecher " * 400}"', typing=True)
    assert answer.suggestions == ("freed",)
    finder.answer(f"freed {'author:teecher ' * 300}", typing=True)
    assert "teecher" not in compared
    finder.answer("freed author:teecher", typing=True)
    assert "teecher" in compared
