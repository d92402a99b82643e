"""How threads are shown, what is new in them and marked places, remembered."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from services.opened_memory import SetClock, opened

from gulagreader.domain.newness import Reach, Since
from gulagreader.domain.places import Place
from gulagreader.domain.posts import PostCard
from gulagreader.services.remembering import Remembering


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def memory(tmp_path: Path, clock: SetClock) -> Iterator[Remembering]:
    remembering = opened(tmp_path, clock)
    yield remembering
    remembering.close()


def test_what_was_chosen_and_marked_comes_back(
    tmp_path: Path, memory: Remembering, clock: SetClock
) -> None:
    memory.threads.keep_flat(flat=True)
    memory.threads.keep_since(Since(Reach.DATE, "2014-03"))
    memory.threads.set_mark("b", Place("p", "c7", 12))
    memory.threads.set_mark("a", Place("q"))
    memory.threads.set_mark("b", Place("p", "c8", 3))
    again = opened(tmp_path, clock)
    assert again.threads.flat
    assert again.threads.since == Since(Reach.DATE, "2014-03")
    assert again.threads.marks() == {"a": Place("q"), "b": Place("p", "c8", 3)}
    assert list(again.threads.marks()) == ["a", "b"]
    again.close()


def test_at_first_threads_are_trees_and_new_since_the_last_visit(
    memory: Remembering,
) -> None:
    assert not memory.threads.flat
    assert memory.threads.since == Since()
    assert not memory.threads.marks()


def test_what_is_new_stays_so_for_the_whole_stay(
    memory: Remembering, clock: SetClock
) -> None:
    memory.keep_seen("p", {"a"})
    assert memory.threads.begin_stay("p") == frozenset({"a"})
    memory.keep_seen("p", {"a", "b"})
    assert memory.threads.begin_stay("p") == frozenset({"a"})
    memory.threads.begin_stay("q")
    clock.now += timedelta(minutes=5)
    assert memory.threads.begin_stay("p") == frozenset({"a"})


def test_who_comes_back_much_later_comes_anew(
    memory: Remembering, clock: SetClock
) -> None:
    memory.keep_seen("p", {"a"})
    memory.threads.begin_stay("p")
    memory.keep_seen("p", {"a", "b"})
    memory.threads.begin_stay("q")
    clock.now += timedelta(hours=1)
    assert memory.threads.begin_stay("p") == frozenset({"a", "b"})


def test_what_is_new_stays_so_when_the_reader_is_begun_again_soon(
    tmp_path: Path, memory: Remembering, clock: SetClock
) -> None:
    memory.keep_seen("p", {"a"})
    memory.threads.begin_stay("p")
    memory.keep_seen("p", {"a", "b"})
    clock.now += timedelta(minutes=5)
    again = opened(tmp_path, clock)
    assert again.threads.begin_stay("p") == frozenset({"a"})
    again.keep_seen("p", {"a", "b"})
    again.close()
    clock.now += timedelta(minutes=29)
    third = opened(tmp_path, clock)
    assert third.threads.begin_stay("p") == frozenset({"a"})
    third.keep_seen("p", {"a", "b"})
    third.close()
    clock.now += timedelta(minutes=31)
    much_later = opened(tmp_path, clock)
    assert much_later.threads.begin_stay("p") == frozenset({"a", "b"})
    much_later.close()


def test_comments_that_come_between_two_visits_are_new_beside_those_of_the_first(
    tmp_path: Path, memory: Remembering, clock: SetClock
) -> None:
    memory.keep_seen("p", {"a", "b"})
    memory.threads.begin_stay("p")
    memory.keep_seen("p", {"a", "b"})
    clock.now += timedelta(minutes=5)
    again = opened(tmp_path, clock)
    assert again.threads.begin_stay("p") == frozenset({"a", "b"})
    again.close()


def test_a_post_that_was_never_left_has_nothing_seen(memory: Remembering) -> None:
    assert memory.threads.begin_stay("p") is None


def test_new_comments_are_counted_for_posts_that_were_read(
    memory: Remembering,
) -> None:
    card = PostCard("p", "Title", None, None, (), 3, "p.md")
    assert memory.threads.new_comments(card) == 0
    memory.keep_seen("p", {"a"})
    assert memory.threads.new_comments(card) == 0
    memory.mark_read("p")
    assert memory.threads.new_comments(card) == 2
    memory.keep_seen("p", {"a", "b", "c"})
    assert memory.threads.new_comments(card) == 0


def test_the_middle_of_a_comment_is_kept_until_the_reader_is_elsewhere(
    tmp_path: Path, memory: Remembering, clock: SetClock
) -> None:
    memory.threads.keep_part("p", "c7", 812)
    memory.threads.keep_part("q", "c1", 90)
    memory.threads.keep_part("q", "c2", 0)
    again = opened(tmp_path, clock)
    assert again.threads.part("p") == ("c7", 812)
    assert again.threads.part("q") is None
    again.threads.keep_part("p", None, 0)
    again.close()
    last = opened(tmp_path, clock)
    assert last.threads.part("p") is None
    last.close()


def test_the_middles_of_the_last_two_hundred_posts_are_kept(
    tmp_path: Path, memory: Remembering, clock: SetClock
) -> None:
    for number in range(202):
        clock.now += timedelta(minutes=1)
        memory.threads.keep_part(f"p{number}", "c1", 5)
    again = opened(tmp_path, clock)
    kept = [number for number in range(202) if again.threads.part(f"p{number}")]
    assert kept == list(range(2, 202))
    again.close()


def test_what_stands_there_at_the_first_visit_is_seen_and_what_comes_is_new(
    tmp_path: Path, memory: Remembering, clock: SetClock
) -> None:
    assert memory.threads.begin_stay("p") is None  # its comments could not be read
    assert memory.threads.begin_stay("p", {"a"}) == frozenset({"a"})
    assert memory.threads.begin_stay("p", {"a", "b"}) == frozenset({"a"})
    memory.keep_seen("p", {"a", "b"})
    clock.now += timedelta(minutes=5)
    again = opened(tmp_path, clock)
    assert again.threads.begin_stay("p", {"a", "b"}) == frozenset({"a"})
    again.close()
