"""The thread laid out lazily is the thread laid out at once, and nothing jumps."""

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import trees

from gulagreader.domain.comments import Comment, Thread, thread_of
from gulagreader.domain.folding import visible
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import line_text
from gulagreader.text.thread_page import Part, ThreadPage


def exact(page: ThreadPage) -> ThreadPage:
    while page.measure(1000):
        pass
    page.settle(0, 1)
    return page


def picture(page: ThreadPage) -> list[str]:
    shown = []
    for y in range(page.height):
        at = page.at(y)
        row = page.thread.rows[at.row]
        left = " " * page.indent(row.depth)
        if at.part is Part.HEAD:
            shown.append(left + "@" + row.comment.id)
        elif at.line is not None:
            shown.append(left + line_text(page.blocks(at.row), at.line))
        else:
            shown.append("")
    return shown


def long_thread(count: int) -> Thread:
    text = "one two three four five six seven eight nine ten\n\neleven"
    return thread_of(
        Comment(f"c{n}", text * (n % 4), f"c{n - 1}" if n % 3 else None)
        for n in range(count)
    )


SMALL = thread_of(
    (
        Comment("a", "The first comment, in two lines."),
        Comment("a1", "- one\n- two", "a"),
        Comment("b", ""),
        Comment("c", "last"),
    )
)


def test_a_comment_is_its_head_its_text_and_a_blank_line() -> None:
    assert picture(exact(ThreadPage(SMALL, 24, least_text=10))) == [
        "@a",
        "The first comment, in",
        "two lines.",
        "",
        "  @a1",
        "  • one",
        "  • two",
        "",
        "@b",
        "",
        "@c",
        "last",
        "",
    ]


def test_folded_heads_that_follow_each_other_stand_together() -> None:
    page = ThreadPage(SMALL, 24, frozenset({"a", "b"}))
    assert picture(exact(page)) == ["@a", "@b", "", "@c", "last", ""]
    assert page.is_folded(0)
    assert not page.is_folded(3)


def test_indentation_ends_where_the_text_would_get_too_narrow() -> None:
    page = ThreadPage(SMALL, 40, least_text=30)
    assert [page.indent(depth) for depth in (0, 1, 5, 6, 100)] == [0, 2, 10, 10, 10]
    narrow = ThreadPage(SMALL, 20, least_text=30)
    assert [narrow.indent(depth) for depth in (0, 1, 2, 3)] == [0, 2, 4, 4]
    assert ThreadPage(SMALL, 1).indent(9) == 0
    assert ThreadPage(SMALL, 40, gutter=0).indent(9) == 0


def test_an_empty_thread_has_no_lines() -> None:
    page = ThreadPage(thread_of(()), 40)
    assert page.height == 0
    assert page.settle(5, 10) == 0
    assert not page.measure(5)


def test_only_what_is_seen_is_laid_out() -> None:
    page = ThreadPage(long_thread(3000), 40)
    page.settle(0, 30)
    left = 0
    while page.measure(1):
        left += 1
    assert left > 2900


def test_the_end_of_a_thread_is_exact_when_seen() -> None:
    page = ThreadPage(long_thread(200), 40)
    page.settle(page.height - 1, 30)
    whole = exact(ThreadPage(long_thread(200), 40))
    assert picture(page)[-30:] == picture(whole)[-30:]


def test_measuring_moves_nothing_until_the_view_settles() -> None:
    page = ThreadPage(long_thread(300), 33)
    y = page.settle(page.height // 2, 20)
    before = [page.at(y + line) for line in range(20)]
    height = page.height
    while page.measure(50):
        assert page.height == height
        assert page.at(y) == before[0]
    after = page.settle(y, 20)
    assert page.height != height
    assert [page.at(after + line) for line in range(20)] == before


def test_a_new_width_keeps_the_folding_and_fits() -> None:
    page = exact(ThreadPage(SMALL, 60, frozenset({"b"})).with_width(24))
    assert page.folded == {"b"}
    assert max(map(cell_len, picture(page))) <= 24


def test_a_hidden_comment_is_found_at_the_head_that_hides_it() -> None:
    page = exact(ThreadPage(SMALL, 24, frozenset({"a"})))
    assert page.top_of(1) == page.top_of(0) == 0


@settings(max_examples=60, deadline=None)
@given(trees(), st.data(), st.integers(8, 50))
def test_lazy_and_folded_pages_show_what_a_whole_one_does(
    comments: list[Comment], data: st.DataObject, width: int
) -> None:
    thread = thread_of(comments)
    ids = st.sets(st.sampled_from([comment.id for comment in comments]))
    folded = frozenset(data.draw(ids))
    page = ThreadPage(thread, width, frozenset(data.draw(ids)))
    for _ in range(3):
        y = data.draw(st.integers(0, page.height))
        page.settle(y, data.draw(st.integers(1, 30)))
    lazy = exact(page.with_folded(folded))
    assert picture(lazy) == picture(exact(ThreadPage(thread, width, folded)))
    assert lazy.shown == visible(thread, folded)
    for row in lazy.shown:
        top = lazy.top_of(row)
        rows = [lazy.row_at(y) for y in range(top, top + lazy.height_of(row))]
        assert set(rows) == {row}
        assert lazy.at(top).part is Part.HEAD


@settings(max_examples=60, deadline=None)
@given(trees(), st.data(), st.integers(8, 50), st.integers(1, 15))
def test_a_settled_view_is_exact_and_keeps_its_first_row(
    comments: list[Comment], data: st.DataObject, width: int, height: int
) -> None:
    thread = thread_of(comments)
    page = ThreadPage(thread, width)
    y = data.draw(st.integers(0, page.height - 1))
    row = page.row_at(y)
    y = page.settle(y, height)
    assert page.row_at(y) == row
    seen = [page.at(line) for line in range(y, min(y + height, page.height))]
    whole = exact(page.with_folded(frozenset()))
    y = whole.top_of(row) + y - page.top_of(row)
    assert seen == [whole.at(y + line) for line in range(len(seen))]
