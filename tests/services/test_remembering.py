"""The reader's memory of one library, as the screen and the search use it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gulagreader.domain.posts import LibraryInfo
from gulagreader.domain.searches import SavedSearch
from gulagreader.services.remembering import Remembering
from gulagreader.storage.memory import ReaderMemory

INFO = LibraryInfo("course", "The course")
Open = Callable[[], Remembering]


@pytest.fixture
def reopen(tmp_path: Path) -> Iterator[Open]:
    """Open the memory anew, as the next run of the program does."""
    opened: list[Remembering] = []

    def open_again() -> Remembering:
        if opened:
            opened[-1].close()
        memory = ReaderMemory.open(tmp_path / "memory.sqlite")
        now = datetime(2014, 3, 3, len(opened), tzinfo=UTC)
        opened.append(Remembering(memory, INFO, tmp_path, lambda: now))
        return opened[-1]

    yield open_again
    opened[-1].close()


def test_what_stood_under_a_post_is_known_when_it_was_left(reopen: Open) -> None:
    memory = reopen()
    assert memory.seen("p1") is None
    memory.keep_seen("p1", ["c1", "c2"])
    memory.keep_seen("p2", [])
    assert memory.seen("p1") == frozenset({"c1", "c2"})
    memory = reopen()
    memory.keep_seen("p1", ["c1"])
    assert reopen().seen_threads() == {"p1": {"c1"}, "p2": frozenset()}


def _known(memory: Remembering) -> list[str]:
    known = memory.known_posts()
    assert known is not None
    return [post for post in ("p1", "p2", "p3", "p4") if post in known]


def test_posts_are_known_from_the_end_of_the_visit_on(reopen: Open) -> None:
    memory = reopen()
    assert memory.known_posts() is None
    memory.end_visit(["p1", "p2"])
    assert memory.known_posts() is None  # all through the visit
    memory = reopen()
    assert _known(memory) == ["p1", "p2"]
    memory.end_visit(["p2", "p3"])
    assert _known(reopen()) == ["p1", "p2", "p3"]


def test_a_visit_that_was_cut_off_has_made_nothing_known(reopen: Open) -> None:
    reopen().end_visit(["p1"])
    reopen()
    assert _known(reopen()) == ["p1"]


def test_searches_and_past_queries_are_kept(reopen: Open) -> None:
    memory = reopen()
    memory.save_search("Decree", "amnesty decree", "date")
    memory.save_search("old", "camp")
    memory.drop_search("old")
    for text in ("camp", " amnesty ", "camp", "  "):
        memory.keep_query(text)
    memory = reopen()
    assert memory.saved_searches() == (SavedSearch("Decree", "amnesty decree", "date"),)
    assert memory.past_queries() == ("camp", "amnesty")


def test_what_cannot_be_written_is_known_while_the_program_runs(
    reopen: Open,
) -> None:
    memory = reopen()
    assert memory.seen_threads() == {}
    memory.close()
    memory.keep_seen("p1", ["c1"])
    assert memory.seen("p1") == frozenset({"c1"})
    assert "cannot be used" in (memory.take_problem() or "")
    memory.end_visit(["p1"])
    assert memory.take_problem()
    memory.keep_query("camp")
    assert memory.take_problem()
