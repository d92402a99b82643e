"""Threads: the order of reading, and that no comment is ever lost."""

from hypothesis import given
from strategies import comments

from gulagreader.domain.comments import Comment, Thread, thread_of


def shape(thread: Thread) -> list[tuple[str, int]]:
    return [(row.comment.id, row.depth) for row in thread.rows]


def thread(*pairs: tuple[str, str | None]) -> Thread:
    return thread_of(Comment(name, "", parent) for name, parent in pairs)


def test_replies_stand_under_what_they_answer_in_the_order_given() -> None:
    found = thread(("a", None), ("b", None), ("a1", "a"), ("a2", "a"), ("a11", "a1"))
    assert shape(found) == [("a", 0), ("a1", 1), ("a11", 2), ("a2", 1), ("b", 0)]
    assert [row.descendants for row in found.rows] == [3, 1, 0, 0, 0]


def test_a_reply_given_before_its_parent_stands_under_it() -> None:
    assert shape(thread(("b", "a"), ("a", None))) == [("a", 0), ("b", 1)]


def test_a_reply_to_nobody_stands_at_the_top_and_says_why() -> None:
    found = thread(("a", None), ("b", "gone"))
    assert shape(found) == [("a", 0), ("b", 0)]
    assert "gone" in (found.rows[1].note or "")


def test_a_comment_that_answers_itself_is_shown_at_the_top() -> None:
    found = thread(("a", "a"))
    assert shape(found) == [("a", 0)]
    assert found.rows[0].note == "is marked as an answer to itself"


def test_a_ring_of_comments_is_cut_at_its_first() -> None:
    found = thread(("a", "c"), ("b", "a"), ("c", "b"), ("d", "c"))
    assert shape(found) == [("a", 0), ("b", 1), ("c", 2), ("d", 3)]
    assert [row.note is not None for row in found.rows] == [True, False, False, False]


def test_a_repeated_id_keeps_both_comments_and_answers_go_to_the_first() -> None:
    found = thread_of(
        (Comment("a", "one"), Comment("a", "two"), Comment("b", "", parent="a"))
    )
    texts = [(row.comment.text, row.depth) for row in found.rows]
    assert texts == [("one", 0), ("", 1), ("two", 0)]
    assert found.index["a"] == 0


def test_a_chain_of_thousands_needs_no_recursion() -> None:
    chain = thread(("c0", None), *((f"c{n}", f"c{n - 1}") for n in range(1, 5000)))
    assert chain.rows[-1].depth == 4999
    assert len(chain.ancestors(4999)) == 4999


def test_moving_in_a_thread_stays_among_siblings() -> None:
    found = thread(("a", None), ("a1", "a"), ("a2", "a"), ("b", None))
    assert found.sibling(0, 1) == 3
    assert found.sibling(1, 1) == 2
    assert found.sibling(2, 1) is None
    assert found.sibling(2, -1) == 1
    assert found.sibling(1, -1) is None
    assert found.sibling(3, -1) == 0
    assert found.root(2) == 0
    assert found.ancestors(2) == (0,)


@given(comments())
def test_each_comment_is_shown_exactly_once(given_comments: list[Comment]) -> None:
    found = thread_of(given_comments)
    assert sorted(row.comment.id for row in found.rows) == sorted(
        comment.id for comment in given_comments
    )


@given(comments())
def test_depth_parent_and_descendants_agree(given_comments: list[Comment]) -> None:
    rows = thread_of(given_comments).rows
    for number, row in enumerate(rows):
        if row.parent is None:
            assert row.depth == 0
        else:
            above = rows[row.parent]
            assert row.parent < number <= row.parent + above.descendants
            assert row.depth == above.depth + 1
            assert row.comment.parent == above.comment.id
        below = rows[number + 1 : number + 1 + row.descendants]
        assert all(other.depth > row.depth for other in below)
        after = rows[number + 1 + row.descendants : number + 2 + row.descendants]
        assert all(other.depth <= row.depth for other in after)


@given(comments())
def test_the_order_given_is_kept_among_siblings(given_comments: list[Comment]) -> None:
    place = {comment.id: number for number, comment in enumerate(given_comments)}
    last: dict[int | None, int] = {}
    for row in thread_of(given_comments).rows:
        assert last.get(row.parent, -1) < place[row.comment.id]
        last[row.parent] = place[row.comment.id]


@given(comments())
def test_only_comments_that_could_not_stay_in_place_have_a_note(
    given_comments: list[Comment],
) -> None:
    for row in thread_of(given_comments).rows:
        moved = row.parent is None and row.comment.parent is not None
        assert (row.note is not None) == moved
