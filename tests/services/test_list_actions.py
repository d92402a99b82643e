"""What is done with the posts of a list, and undone step by step."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gulagreader.domain.listing import ListOrder, SmartList
from gulagreader.domain.posts import LibraryInfo
from gulagreader.services.list_actions import ListActions
from gulagreader.services.remembering import Remembering
from gulagreader.storage.memory import ReaderMemory

POSTS = ("a", "b", "c")
State = tuple[object, ...]


class Minutes:
    """A clock that goes on by a minute each time it is looked at."""

    def __init__(self) -> None:
        self._now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now


def _remembering(file: Path) -> Remembering:
    memory = ReaderMemory.open(file)
    return Remembering(memory, LibraryInfo("lib", "Lib"), file.parent, Minutes())


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Remembering]:
    remembering = _remembering(tmp_path / "memory.sqlite")
    yield remembering
    remembering.close()


def _state(memory: Remembering) -> State:
    """All that an action may change, with the times of marks."""
    library = memory._library
    return (
        dict(library.read_posts()),
        dict(library.starred_posts()),
        memory.read_posts(),
        memory.starred(),
        memory.saved_searches(),
        memory.listing.own,
    )


STEPS = st.one_of(
    st.tuples(st.just("read"), st.sets(st.sampled_from(POSTS)), st.booleans()),
    st.tuples(st.just("star"), st.sets(st.sampled_from(POSTS)), st.booleans()),
    st.tuples(st.just("list"), st.sampled_from(POSTS), st.booleans()),
    st.tuples(st.just("search"), st.sampled_from(POSTS), st.booleans()),
)


def _carry_out(
    actions: ListActions, memory: Remembering, step: tuple[object, ...]
) -> None:
    match step:
        case "read", set() as posts, bool() as value:
            actions.mark_read(sorted(posts), read=value)
        case "star", set() as posts, bool() as value:
            actions.star(sorted(posts), starred=value)
        case "list", str() as name, True:
            actions.keep_list(SmartList(name, f"tag:{len(memory.listing.own)}"))
        case "list", str() as name, False:
            for one in memory.listing.own:
                if one.name == name:
                    actions.drop_list(one)
        case "search", str() as name, True:
            # Only what is there can be dropped: to save it anew is no step of
            # the list's, and undoing would not take it back.
            for search in memory.saved_searches():
                if search.name == name:
                    actions.drop_search(search)
        case _:
            pass


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(STEPS, max_size=6))
def test_undoing_restores_each_state_before_exactly(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[object, ...]]
) -> None:
    memory = _remembering(tmp_path_factory.mktemp("own") / "memory.sqlite")
    memory.mark_read("a")
    for post in POSTS:
        # What is removed and comes back by undoing was there before.
        memory.save_search(post, "camp", "date")
    actions = ListActions(memory)
    states = [_state(memory)]
    for step in steps:
        _carry_out(actions, memory, step)
        if _state(memory) != states[-1]:
            states.append(_state(memory))
    while len(states) > 1:
        states.pop()
        assert actions.undo() is not None
        assert _state(memory) == states[-1]
    memory.close()


def test_it_is_said_what_was_done_and_what_was_undone(memory: Remembering) -> None:
    actions = ListActions(memory)
    assert actions.undo() is None
    assert actions.mark_read(("a", "b"), read=True) == (
        "2 posts marked as read; {list.undo} undoes it"
    )
    assert (
        actions.star(("a",), starred=True) == "1 post got a star; {list.undo} undoes it"
    )
    assert "nothing to change" in actions.star(("a",), starred=True)
    assert actions.undo() == "Undone: 1 post got a star (1 more to undo)"
    assert actions.undo() == "Undone: 2 posts marked as read"
    assert actions.undo() is None


def test_a_list_kept_as_it_was_leaves_nothing_to_undo(memory: Remembering) -> None:
    actions = ListActions(memory)
    actions.keep_list(SmartList("Camps", "tag:camps"))
    assert "nothing to change" in actions.keep_list(SmartList("Camps", "tag:camps"))
    assert actions.undo() == "Undone: kept the list “Camps”"
    assert memory.listing.own == ()


def test_many_posts_are_marked_in_one_step(memory: Remembering) -> None:
    posts = [f"p{number}" for number in range(5000)]
    actions = ListActions(memory)
    actions.mark_read(posts, read=True)
    assert memory.read_posts() == frozenset(posts)
    actions.undo()
    assert memory.read_posts() == frozenset()


def test_how_the_list_is_shown_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "memory.sqlite"
    first = _remembering(file)
    assert first.listing.order is ListOrder.NEWEST
    first.listing.keep_order(ListOrder.TITLE)
    first.listing.keep_filter("tag:camps")
    first.listing.keep_built_in(shown=False)
    first.listing.keep_list(SmartList("b", "is:new"))
    first.listing.keep_list(SmartList("A", "is:unread"))
    first.close()
    again = _remembering(file)
    kept = again.listing
    assert (kept.order, kept.filter) == (ListOrder.TITLE, "tag:camps")
    assert not kept.shows_built_in
    assert [one.name for one in kept.own] == ["A", "b"]
    again.close()
