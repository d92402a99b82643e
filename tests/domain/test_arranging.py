"""Arranging a thread: by time or as a tree, narrowed or folded, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st
from strategies import comments

from gulagreader.domain.arranging import arranged, by_time
from gulagreader.domain.comments import Comment, Thread, thread_of
from gulagreader.domain.folding import NOTHING_FOLDED, visible
from gulagreader.domain.narrowing import narrowed, rows_by

DATES = ("2014", "2014-03", "2014-03-05", "2014-03-05T10:00", "soon", None)


@st.composite
def threads(draw: st.DrawFn) -> Thread:
    dates = st.sampled_from(DATES)
    return thread_of(
        Comment(one.id, one.text, one.parent, "Ann" if draw(st.booleans()) else None,
                draw(dates))
        for one in draw(comments())
    )  # fmt: skip


def ids(thread: Thread, rows: tuple[int, ...]) -> list[str]:
    return [thread.rows[row].comment.id for row in rows]


def test_the_oldest_comment_comes_first_whatever_it_answers() -> None:
    thread = thread_of(
        (
            Comment("a", "", None, date="2014-03-02"),
            Comment("a1", "", "a", date="2014-03-09"),
            Comment("b", "", None, date="2014-03-01"),
        )
    )
    assert ids(thread, by_time(thread).rows) == ["b", "a", "a1"]


def test_an_undated_comment_stays_behind_its_neighbour_in_the_tree() -> None:
    thread = thread_of(
        (
            Comment("first", ""),
            Comment("late", "", None, date="2014-05"),
            Comment("undated", "", "late"),
            Comment("early", "", None, date="2014-01"),
            Comment("unreadable", "", None, date="a week ago"),
        )
    )
    assert ids(thread, by_time(thread).rows) == [
        "first", "early", "unreadable", "late", "undated",
    ]  # fmt: skip


@given(threads(), st.data())
def test_both_orders_show_the_same_comments(
    thread: Thread, data: st.DataObject
) -> None:
    every = [row.comment.id for row in thread.rows]
    folded = frozenset(data.draw(st.sets(st.sampled_from(every))) if every else ())
    tree = arranged(thread, folded)
    flat = arranged(thread, folded, by_time(thread))
    assert tree.shown == visible(thread, folded)
    assert sorted(flat.shown) == list(tree.shown)
    for row in range(len(thread)):
        assert flat.shown[flat.place_of(row)] == tree.shown[tree.place_of(row)]
        assert flat.holds(row) == tree.holds(row) == (row in tree.shown)


@given(threads(), st.data())
def test_a_narrowed_thread_keeps_what_stands_above(
    thread: Thread, data: st.DataObject
) -> None:
    rows = frozenset(
        data.draw(st.sets(st.sampled_from(range(len(thread))))) if thread.rows else ()
    )
    narrowing = narrowed(thread, rows)
    above = {up for row in rows for up in thread.ancestors(row)}
    assert narrowing.rows == rows
    assert narrowing.context == narrowing.closed == above - rows
    folded = frozenset(row.comment.id for row in thread.rows)
    shown = arranged(thread, folded, None, narrowing)
    assert set(shown.shown) == rows | above
    for place, row in enumerate(shown.shown):
        assert shown.closed[place] == (row not in rows)
        parent = thread.rows[row].parent
        assert parent is None or shown.holds(parent)
    assert set(arranged(thread, folded, by_time(thread), narrowing).shown) == rows


@given(threads())
def test_the_context_opens_and_closes_and_the_folds_are_left_alone(
    thread: Thread,
) -> None:
    narrowing = narrowed(thread, rows_by(thread, "Ann"))
    for row in narrowing.context:
        assert row not in narrowing.toggled(row).closed
        assert narrowing.toggled(row).toggled(row) == narrowing
    assert not any(arranged(thread, NOTHING_FOLDED, None, narrowing.all_open()).closed)
    closed = arranged(thread, NOTHING_FOLDED, None, narrowing.all_closed())
    assert list(closed.closed) == [*([True] * len(closed.shown)), False]
