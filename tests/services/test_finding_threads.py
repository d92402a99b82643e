"""Hits gathered by the thread that they stand in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from services.shelf import Shelf
from services.small_course import indexed, name, opened

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.services.finding import Finder


def talk(*texts: str) -> list[Comment]:
    return [
        Comment(f"c{number}", text, date=f"2014-03-{number:02}")
        for number, text in enumerate(texts, 1)
    ]


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    folder = tmp_path_factory.mktemp("threads")
    shelf = Shelf(folder / "library")
    long = "camp " + "and much else besides " * 20
    late = Comment("c9", long, date="2020")
    shelf.put(Post("much", "Long", long, date="2010"), *talk(*[long] * 8))
    shelf.put(Post("best", "Camp", "camp", date="2011"), *talk("camp", "none", "camp"))
    shelf.put(Post("new", "Late", "guards", date="2012"), late)
    shelf.put(Post("none", "Other", "nothing of it"), *talk("nothing"))
    indexed(shelf, folder / "cache")
    finder = opened(shelf, folder / "cache")
    yield finder
    finder.close()


def test_threads_come_in_the_order_of_their_best_hit(finder: Finder) -> None:
    answer = finder.answer("camp", typing=False, grouped=True)
    assert [thread.post for thread in answer.threads] == ["best", "new", "much"]
    assert [thread.title for thread in answer.threads] == ["Camp", "Late", "Long"]
    assert [thread.count for thread in answer.threads] == [3, 1, 9]
    assert answer.total == 13
    assert name(answer.threads[0].hits[0]) == "best"


def test_threads_come_newest_first_where_that_is_asked(finder: Finder) -> None:
    answer = finder.answer("camp", typing=False, grouped=True, sort="date")
    assert [name(thread.hits[0]) for thread in answer.threads] == [
        *("new#c9", "much#c8", "best#c3"),
    ]


def test_a_thread_has_its_first_few_hits_in_their_order(finder: Finder) -> None:
    answer = finder.answer("camp", typing=False, grouped=True)
    flat = finder.answer("camp", typing=False, limit=100)
    for thread in answer.threads:
        own = [hit for hit in flat.hits if hit.post == thread.post]
        assert list(thread.hits) == own[:3]
        assert thread.count == len(own)
    hits = [hit for thread in answer.threads for hit in thread.hits]
    assert list(answer.hits) == hits
    assert flat.threads == ()


def test_limit_and_offset_count_threads(finder: Finder) -> None:
    whole = finder.answer("camp", typing=False, grouped=True)
    for offset in range(4):
        page = finder.answer("camp", typing=False, grouped=True, limit=1, offset=offset)
        assert page.threads == whole.threads[offset : offset + 1]
        assert page.total == whole.total
        assert page.facets == whole.facets
    assert whole.facets is not None
    assert len(whole.facets.post) == 3


@pytest.mark.parametrize("query", ["camp", "cam", "c"])
def test_threads_grow_with_every_key(finder: Finder, query: str) -> None:
    answer = finder.answer(query, typing=True, grouped=True)
    assert answer.exact
    assert {thread.post: thread.count for thread in answer.threads} == {
        "best": 3,
        "new": 1,
        "much": 9,
    }


def test_nothing_found_has_no_threads(finder: Finder) -> None:
    for query in ("zzzz", "", "is:starred"):
        answer = finder.answer(query, typing=False, grouped=True)
        assert (answer.threads, answer.hits, answer.total) == ((), (), 0)


def test_a_post_whose_title_changed_is_one_thread_still(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "library")
    for number in range(8):
        shelf.put(Post(f"p{number}", "Old", "camp"))
    indexed(shelf, tmp_path / "cache")
    for title in ("New", "Old"):
        shelf.put(Post("p1", title, "camp"), *talk("camp"))
        indexed(shelf, tmp_path / "cache")
    finder = opened(shelf, tmp_path / "cache")
    answer = finder.answer("camp author:x OR camp", typing=False, grouped=True)
    assert len(answer.threads) == 8
    assert answer.facets is not None
    assert answer.facets.post["p1"] == 2
    assert [t.count for t in answer.threads if t.post == "p1"] == [2]
    finder.close()
