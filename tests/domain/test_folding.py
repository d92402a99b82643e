"""Folding: what it hides, and how levels come and go."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import comments

from gulagreader.domain import folding
from gulagreader.domain.comments import Comment, Thread, thread_of

PAIRS = (("a", None), ("a1", "a"), ("a11", "a1"), ("a2", "a"), ("b", None))
THREAD = thread_of(Comment(name, "", parent) for name, parent in PAIRS)


def shown(folded: folding.Folded, thread: Thread = THREAD) -> list[str]:
    return [thread.rows[n].comment.id for n in folding.visible(thread, folded)]


def test_a_folded_comment_stays_and_its_replies_go() -> None:
    assert shown(frozenset({"a1"})) == ["a", "a1", "a2", "b"]
    assert shown(frozenset({"a"})) == ["a", "b"]


def test_what_is_folded_inside_stays_folded_when_its_parent_opens() -> None:
    both = folding.toggled(frozenset({"a1"}), "a")
    assert shown(both) == ["a", "b"]
    assert shown(folding.toggled(both, "a")) == ["a", "a1", "a2", "b"]


def test_a_hidden_comment_is_found_at_what_hides_it() -> None:
    rows = folding.visible(THREAD, frozenset({"a"}))
    assert folding.nearest_visible(rows, 2) == 0
    assert folding.nearest_visible(rows, 4) == 1


def test_opening_a_branch_shows_the_comment_and_leaves_the_rest() -> None:
    folded = frozenset({"a", "a1", "b"})
    opened = folding.with_branch_open(THREAD, folded, 2)
    assert opened == {"b"}
    assert "a11" in shown(opened)


def test_levels_close_one_by_one_and_open_again() -> None:
    folded = folding.NOTHING_FOLDED
    seen = []
    for _ in range(4):
        seen.append(shown(folded))
        folded = folding.one_level_more(THREAD, folded)
    assert seen == [
        ["a", "a1", "a11", "a2", "b"],
        ["a", "a1", "a2", "b"],
        ["a", "b"],
        ["a", "b"],
    ]
    assert folded == folding.all_folded(THREAD)
    for depth in (0, 1, 2, 2):
        folded = folding.one_level_less(THREAD, folded)
        assert folding.shown_depth(THREAD, folded) == depth
    assert folded == folding.NOTHING_FOLDED


def test_an_empty_thread_folds_to_nothing() -> None:
    empty = thread_of(())
    assert folding.visible(empty, frozenset({"a"})) == ()
    assert folding.shown_depth(empty, frozenset()) == -1
    assert folding.one_level_more(empty, frozenset()) == frozenset()
    assert folding.one_level_less(empty, frozenset()) == frozenset()


@given(comments(), st.data())
def test_folding_hides_exactly_the_descendants(
    given_comments: list[Comment], data: st.DataObject
) -> None:
    thread = thread_of(given_comments)
    ids = [comment.id for comment in given_comments]
    folded = frozenset(data.draw(st.sets(st.sampled_from(ids))) if ids else ())
    expected = [
        number
        for number in range(len(thread.rows))
        if not any(
            thread.rows[up].comment.id in folded for up in thread.ancestors(number)
        )
    ]
    assert list(folding.visible(thread, folded)) == expected


@given(comments(), st.data())
def test_folding_twice_is_as_not_folding(
    given_comments: list[Comment], data: st.DataObject
) -> None:
    ids = [comment.id for comment in given_comments] or ["none"]
    folded = frozenset(data.draw(st.sets(st.sampled_from(ids))))
    one = data.draw(st.sampled_from(ids))
    assert folding.toggled(folding.toggled(folded, one), one) == folded


@given(comments())
def test_one_level_less_always_ends_with_all_shown(
    given_comments: list[Comment],
) -> None:
    thread = thread_of(given_comments)
    folded = folding.all_folded(thread)
    for _ in range(len(thread) + 2):
        folded = folding.one_level_less(thread, folded)
    assert len(folding.visible(thread, folded)) == len(thread)
