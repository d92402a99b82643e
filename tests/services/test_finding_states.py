"""What was read, starred, seen, answered and quoted, as filters of a search."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from services.reader_states import Done
from services.shelf import Shelf
from services.small_course import ids, indexed, opened, small_course

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.services.finding import Finder

P1 = {"p1", "p1#c1", "p1#c2", "p1#c3", "p1#c4"}
Found = Callable[[str], set[str]]


@pytest.fixture
def memory() -> Done:
    return Done()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return small_course(tmp_path / "library")


@pytest.fixture
def finder(shelf: Shelf, tmp_path: Path, memory: Done) -> Iterator[Finder]:
    indexed(shelf, tmp_path / "cache", quotations=False)
    finder = opened(shelf, tmp_path / "cache", memory)
    yield finder
    finder.close()


@pytest.fixture
def found(finder: Finder) -> Found:
    return lambda query: set(ids(finder.answer(query, typing=False)))


def test_a_text_is_read_or_unread_with_its_post(found: Found, memory: Done) -> None:
    assert found("is:unread") == {*P1, "p2"}
    assert found("is:read") == set()
    memory.read = frozenset({"p1", "gone"})
    assert found("is:unread") == {"p2"}
    assert found("is:read") == P1
    assert found("-is:unread in:comments") == P1 - {"p1"}
    assert found("thread:{is:read} personality") == {"p1", "p1#c3"}
    memory.read = frozenset({"p2"})
    assert found("is:unread camp") == {"p1#c1"}


def test_a_star_is_on_the_post_and_its_comments(found: Found, memory: Done) -> None:
    assert found("is:starred") == set()
    memory.stars = frozenset({"p2"})
    assert found("is:starred") == {"p2"}
    assert found("camp is:starred") == {"p2"}
    assert found("camp OR is:starred -author:reader") == {"p2"}


def test_a_comment_is_new_where_the_post_was_left_without_it(
    found: Found, memory: Done
) -> None:
    memory.seen = {"p1": frozenset({"c1", "c2"}), "gone": frozenset()}
    assert found("is:new") == set()  # unread altogether
    memory.read = frozenset({"p1"})
    assert found("is:new") == {"p1#c3", "p1#c4"}
    memory.seen = {"p1": frozenset({"c1", "c2", "c4"})}
    assert found("is:new") == {"p1#c3"}
    memory.seen = {}
    assert found("is:new") == set()  # read, but never left: nothing to compare with


def test_a_post_is_new_until_the_visit_ends_or_it_is_read(
    found: Found, memory: Done
) -> None:
    assert found("is:new") == set()  # everything is, on the first visit
    memory.known = frozenset({"p2"})
    assert found("is:new") == {"p1"}
    memory.read = frozenset({"p1"})
    assert found("is:new") == set()
    memory.known = frozenset({"p1", "p2"})
    memory.read = frozenset()
    assert found("is:new") == set()


def test_what_is_new_is_new_in_a_changed_library(
    found: Found, finder: Finder, memory: Done, shelf: Shelf, tmp_path: Path
) -> None:
    memory.known, memory.read = frozenset({"p1", "p2"}), frozenset({"p2"})
    memory.seen = {"p2": frozenset()}
    assert found("is:new") == set()
    shelf.put(Post("p2", "A novel", "One day."), Comment("c1", "Late word."))
    shelf.put(Post("p3", "Another", "Day."))
    indexed(shelf, tmp_path / "cache", quotations=False)
    assert finder.reopen_if_changed()
    assert found("is:new") == {"p2#c1", "p3"}


def test_what_was_answered_has_a_reply(found: Found) -> None:
    assert found("has:reply") == {"p1", "p1#c1", "p1#c2"}
    assert found("-has:reply in:posts") == {"p2"}


def test_a_memory_that_cannot_be_read_is_told_and_drops_no_index(
    finder: Finder, memory: Done
) -> None:
    memory.broken = True
    answer = finder.answer("camp is:unread", typing=False)
    assert answer.notes == ("The memory is held by another program.",)
    assert not answer.exact
    memory.broken = False
    assert finder.answer("camp is:unread", typing=False).exact


def test_without_a_memory_all_is_unread(shelf: Shelf, tmp_path: Path) -> None:
    indexed(shelf, tmp_path / "cache", quotations=False)
    finder = opened(shelf, tmp_path / "cache")
    assert len(finder.answer("is:unread", typing=False).hits) == 6
    for state in ("read", "starred", "new"):
        assert finder.answer(f"is:{state}", typing=False).total == 0
    finder.close()


@pytest.mark.parametrize("query", ["has:note", "camp has:note", "in:notes camp"])
def test_without_notes_none_is_found(finder: Finder, query: str) -> None:
    answer = finder.answer(query, typing=False)
    assert answer.total == 0
    assert "There are no notes on this library yet" in answer.notes[0]
    assert answer.collection == ("notes" if "in:" in query else "texts")


SAID = 'He wrote: "all political prisoners remain in the camps for now".'


def test_texts_with_quotations_are_found_once_these_are_indexed(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.put(Post("p3", "Source", "A text."), Comment("c1", SAID), Comment("c2", "No"))
    shelf.put(Post("p4", "Quoting", SAID))
    cache = tmp_path / "cache"
    indexed(shelf, cache, quotations=False)
    finder = opened(shelf, cache)
    answer = finder.answer("has:quotation", typing=False)
    assert (answer.total, answer.exact) == (0, False)
    assert "not indexed yet" in answer.notes[0]
    indexed(shelf, cache)
    answer = finder.answer("has:quotation", typing=False)
    assert set(ids(answer)) == {"p3#c1", "p4"}
    assert (answer.exact, answer.notes) == (True, ())
    assert set(ids(finder.answer("-has:quotation in:posts", typing=False))) == {
        *("p1", "p2", "p3"),
    }
    shelf.put(Post("p4", "Quoting", "Nothing any more."))
    shelf.put(Post("p5", "More", SAID))
    indexed(shelf, cache, quotations=False)
    assert finder.reopen_if_changed()
    answer = finder.answer("has:quotation", typing=False)
    assert not answer.exact
    assert answer.notes == (
        "The quotations of 2 posts are not indexed as they are now.",
    )
    indexed(shelf, cache)
    assert finder.reopen_if_changed()
    assert set(ids(finder.answer("has:quotation", typing=False))) == {"p3#c1", "p5"}
    finder.close()


def test_quotations_are_found_where_they_stand(shelf: Shelf, tmp_path: Path) -> None:
    comment = Comment("c1", f"Look. {SAID}", author="reader 9", date="2014-03-09")
    shelf.put(Post("p3", "Source", "political prisoners"), comment)
    cache = tmp_path / "cache"
    indexed(shelf, cache, quotations=False)
    finder = opened(shelf, cache)
    answer = finder.answer("political in:quotations", typing=False)
    assert (answer.hits, answer.exact, answer.collection) == ((), False, "quotations")
    assert "not indexed yet" in answer.notes[0]
    indexed(shelf, cache)
    for grouped in (False, True):
        answer = finder.answer("political in:quotations", typing=False, grouped=grouped)
        (hit,) = answer.hits
        assert (hit.kind, hit.post, hit.comment) == ("quotation", "p3", "c1")
        assert hit.span is not None
        quoted = comment.text[slice(*hit.span)]
        assert quoted == '"all political prisoners remain in the camps for now"'
        assert [hit.snippet[a:b] for a, b in hit.matches] == ["political"]
        assert (answer.total, answer.exact, answer.notes) == (1, True, ())
        assert answer.collection == "quotations"
        assert answer.facets is not None
        assert answer.facets.post == {"p3": 1}
    assert finder.answer("in:quotations", typing=False).total == 1
    assert finder.answer("in:quotations is:read", typing=False).total == 0
    assert finder.answer("in:quotations date:2014", typing=True).total == 1
    finder.close()


def test_a_filter_by_state_stays_right_from_key_to_key(
    finder: Finder, memory: Done
) -> None:
    for key in ("c", "ca", "cam", "camp"):
        answer = finder.answer(f"is:unread {key}", typing=True)
        assert {"p2", "p1#c1"} <= set(ids(answer))
    memory.read = frozenset({"p2"})
    assert ids(finder.answer("is:unread camp", typing=True)) == ["p1#c1"]
