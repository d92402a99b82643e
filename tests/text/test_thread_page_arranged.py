"""A thread laid out by time or narrowed shows each comment as it does in the tree."""

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import trees

from gulagreader.domain.arranging import by_time
from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.narrowing import narrowed
from gulagreader.text.lines import line_text
from gulagreader.text.thread_page import Part, ThreadPage


def lines(page: ThreadPage) -> list[str]:
    while page.measure(1000):
        pass
    page.settle(0, 1)
    found = []
    for y in range(page.height):
        at = page.at(y)
        head = "@" + page.thread.rows[at.row].comment.id
        text = line_text(page.blocks(at.row), at.line) if at.line is not None else ""
        found.append(head if at.part is Part.HEAD else text)
    return found


THREAD = thread_of(
    (
        Comment("a", "one", date="2014-02"),
        Comment("a1", "two", "a", date="2014-03"),
        Comment("a2", "three", "a1", date="2014-04"),
        Comment("b", "four", date="2014-01"),
    )
)


def test_by_time_nothing_is_indented() -> None:
    page = ThreadPage(THREAD, 40, order=by_time(THREAD))
    assert lines(page) == [
        *("@b", "four", "", "@a", "one", ""),
        *("@a1", "two", "", "@a2", "three", ""),
    ]
    assert {page.depth(row) for row in range(4)} == {0}
    assert page.text_width(2) == 40


def test_what_stands_above_is_one_line_close_to_what_was_asked_for() -> None:
    page = ThreadPage(THREAD, 40, narrowing=narrowed(THREAD, {2}))
    assert lines(page) == ["@a", "@a1", "@a2", "three", ""]
    assert page.is_folded(0)
    assert not page.is_folded(2)


@settings(max_examples=40, deadline=None)
@given(trees(), st.data(), st.integers(8, 50))
def test_an_arranged_page_is_one_laid_out_so_at_once(
    comments: list[Comment], data: st.DataObject, width: int
) -> None:
    thread = thread_of(comments)
    rows = data.draw(st.sets(st.sampled_from(range(len(thread))), min_size=1))
    order = data.draw(st.sampled_from([None, by_time(thread)]))
    narrowing = data.draw(st.sampled_from([None, narrowed(thread, rows)]))
    page = ThreadPage(thread, width)
    page.settle(data.draw(st.integers(0, page.height)), 10)
    turned = page.with_order(order).with_narrowing(narrowing)
    whole = ThreadPage(thread, width, order=order, narrowing=narrowing)
    assert lines(turned) == lines(whole)
    for row in turned.shown:
        top = turned.top_of(row)
        assert turned.at(top).row == row
        assert turned.at(top).part is Part.HEAD
    back = turned.with_narrowing(None).with_order(None)
    assert lines(back) == lines(ThreadPage(thread, width))
