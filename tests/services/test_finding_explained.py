"""Why a hit was found, and what each word gave to its score."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.shelf import Shelf
from services.small_course import INFO, indexed, name, opened, small_course

from gulagreader.domain.comments import Comment
from gulagreader.domain.hits import Explanation, MatchedTerm
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.services.finding import Finder

Why = Callable[[str, str], Explanation]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("explained")
    shelf = small_course(folder / "library")
    text = 'He wrote: "the camps were full, and the prisoners of the camps were many".'
    shelf.put(
        Post("p5", "Camp and camps", text, "Teacher B", "2014"),
        Comment("c1", "A camp, campers, the camps of the camp."),
        Comment("c2", "Лагерь и лагеря.", "c1"),
    )
    return shelf


@pytest.fixture(scope="module")
def finder(shelf: Shelf) -> Iterator[Finder]:
    cache = shelf.folder.parent / "cache"
    indexed(shelf, cache)
    finder = opened(shelf, cache)
    yield finder
    finder.close()


@pytest.fixture
def why(finder: Finder) -> Why:
    def explained(query: str, wanted: str) -> Explanation:
        hits = finder.answer(query, typing=False).hits
        (hit,) = (hit for hit in hits if name(hit) == wanted)
        return finder.explain(query, hit)

    return explained


def only(told: Explanation) -> MatchedTerm:
    (term,) = told.terms
    return term


def test_a_word_is_explained_as_it_stands(why: Why) -> None:
    told = why("=personality", "p1")
    term = only(told)
    assert (term.asked, term.found, term.why, term.field) == (
        *("personality", ("personality",), "exact", "text"),
    )
    assert (term.count, term.documents) == (1, 2)
    assert term.score == pytest.approx(told.hit.score, abs=1e-3)
    assert told.length == 3 * 4 + 19
    assert told.mean_length > 5


def test_other_forms_count_half_and_a_title_three_times(why: Why) -> None:
    told = why("camp", "p5")
    term = only(told)
    assert term.found == ("camp", "camps")
    assert (term.why, term.field) == ("inflected", "text")
    assert term.count == 3 * 1 + 0.5 * (3 * 1 + 2)
    told = why("novel", "p2")
    assert (only(told).field, only(told).count) == ("title", 3)


@pytest.mark.parametrize(
    ("query", "hit", "asked", "found", "reason"),
    [
        ("camp*", "p5#c1", "camp*", ("camp", "campers", "camps"), "prefix"),
        (
            *('"cult of personality"', "p1#c3", '"cult of personality"'),
            *(("cult", "of", "personality"), "phrase"),
        ),
        ('"camps of th*"', "p5#c1", '"camps of th*"', ("camps", "of", "the"), "phrase"),
        (
            "near/4(again cult)",
            "p1#c3",
            "near/4(again cult)",
            ("again", "cult"),
            "near",
        ),
        ("Solzhenitsyn", "p1#c2", "солженицын", ("солженицын",), "alias"),
        ("personallity~", "p1", "personallity", ("personality",), "similar"),
        ("thieves OR novel", "p1#c2", "thieves", ("thieves",), "exact"),
        ("thread:{thieves}", "p1#c2", "thieves", ("thieves",), "exact"),
    ],
)
def test_it_says_how_words_belong_together(
    why: Why, query: str, hit: str, asked: str, found: tuple[str, ...], reason: str
) -> None:
    term = only(why(query, hit))
    assert (term.asked, term.found, term.why) == (asked, found, reason)
    assert term.count >= 0.5
    assert term.documents >= 1


def test_a_word_in_another_alphabet_is_explained(finder: Finder) -> None:
    answer = finder.answer("lager", typing=False, transliterate=True)
    (hit,) = answer.hits
    told = finder.explain("lager", hit, transliterate=True)
    term = only(told)
    assert term.why == "transliterated"
    assert "лагерь" in term.found
    assert told.score == pytest.approx(hit.score, abs=1e-3)
    latin = finder.answer("lager", typing=False)
    assert latin.total == 0
    assert set(latin.suggestions) & set(term.found)


def test_filters_are_told_in_words(why: Why) -> None:
    told = why("in:comments date:2014 (author:reader OR tag:nothing) -camp", "p1#c3")
    assert told.terms == ()
    assert told.score == 0
    assert told.filters[:3] == (
        "only comments",
        "dated 2014",
        "by an author named reader",
    )
    assert told.filters[3].startswith("without camp")
    assert why("is:unread novel", "p2").filters == ("only what is unread",)


def test_a_thread_says_which_of_its_words_stand_in_the_hit(why: Why) -> None:
    told = why("thread:{thieves personality}", "p1#c3")
    assert [term.asked for term in told.terms] == ["personality"]
    assert len(told.filters) == 1


def test_a_quotation_is_explained_from_its_own_index(finder: Finder) -> None:
    query = "prisoners in:quotations"
    (hit,) = finder.answer(query, typing=False).hits
    told = finder.explain(query, hit)
    assert (only(told).asked, only(told).documents) == ("prisoners", 1)
    assert told.score == pytest.approx(hit.score, abs=1e-3)


def test_of_a_hit_that_is_not_found_nothing_is_said(finder: Finder) -> None:
    (hit,) = finder.answer("thieves", typing=False).hits
    for query in ("personality", "zzzz", "", "in:notes", "prisoners in:quotations"):
        told = finder.explain(query, hit)
        assert (told.hit, told.terms, told.filters, told.score) == (hit, (), (), 0)


WORDS = ("camp", "camps", "the", "cult", "=camp", "camp*", "c*", '"the cult"')
QUERIES = st.lists(
    st.sampled_from(
        [
            *WORDS,
            *("near/5(the cult)", "title:camp", "in:comments", "-thieves", "OR", "("),
            *("Solzhenitsyn", "thread:{camp cult}", "prisoner~", '"the camp*"', ")"),
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(QUERIES)
def test_the_shares_sum_up_to_the_score(finder: Finder, parts: list[str]) -> None:
    query = " ".join(parts)
    for hit in finder.answer(query, typing=False).hits:
        told = finder.explain(query, hit)
        assert sum(term.score for term in told.terms) == pytest.approx(
            hit.score, abs=1e-3
        )
        assert all(term.found and term.count > 0 for term in told.terms)


def test_a_changed_library_is_explained_as_it_is_now(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("changed")
    shelf = Shelf(folder / "library", LibraryInfo(INFO.id, "A shelf"))
    for number in range(8):
        shelf.put(Post(f"p{number}", "T", "camp"))
    indexed(shelf, folder / "cache")
    finder = opened(shelf, folder / "cache")
    old = next(h for h in finder.answer("camp", typing=False).hits if h.post == "p1")
    shelf.put(Post("p1", "T", "camp camp camp"))
    indexed(shelf, folder / "cache")
    assert finder.reopen_if_changed()
    assert only(finder.explain("camp", old)).count == 3
    shelf.take("p1")
    indexed(shelf, folder / "cache")
    assert finder.reopen_if_changed()
    assert finder.explain("camp", old).terms == ()
    finder.close()
