"""The first lines of comments as they stand on the screen, in wide and narrow panes.

The golden texts are in ``golden/heads-<order>-<width>.txt``. To write them anew after a
wanted change: ``pytest tests/ui/test_heads_at_widths.py --rewrite-golden``, then read
the difference that git shows.
"""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.newness import News
from gulagreader.ui.panes.thread import ThreadPane

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (30, 40, 60, 100)
ORDERS = ("tree", "time")
_DAY = "2014-03-04"
COMMENTS = (
    Comment("c1", "Was he dead by then?", author="reader 12", date=f"{_DAY}T18:10"),
    Comment(
        "c2",
        "For three weeks.",
        parent="c1",
        author="chalk",
        date=f"{_DAY}T19:02:11-05:00",
    ),
    Comment("c3", "Thank you.", parent="c2", author="reader 12", date="2014-03-05"),
    Comment(
        "c4",
        "The day alone is known: midnight is what a program wrote for it.",
        parent="c2",
        author="Василий Семёнович Гроссман",
        date="2014-03-05T00:00:00Z",
    ),
    Comment("c5", "In a folded one. " * 9, author="graph_paper", date=f"{_DAY}T18:30"),
    Comment("c6", "Nobody sees this.", parent="c5", author="x", date=f"{_DAY}T18:31"),
    Comment("c7", "Of some month.", author="corridor_notes", date="2014-03"),
    Comment("c8", "Of no date."),
)


class _OnlyThread(App[None]):
    """A program with nothing but a thread."""

    def compose(self) -> ComposeResult:
        yield ThreadPane(id="thread")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("order", ORDERS)
async def test_the_heads_look_as_their_golden_text(
    order: str, width: int, rewrite_golden: bool
) -> None:
    async with _OnlyThread().run_test(size=(width, 60)) as pilot:
        pane = pilot.app.query_one(ThreadPane)
        pane.order_by_time(flat=order == "time")
        pane.show_thread(
            thread_of(COMMENTS),
            folded=frozenset({"c5"}),
            post_author="chalk",
            news=News(frozenset({3, 5})),
        )
        await pilot.pause()
        lines = range(pane._page.height)
        texts = ["".join(s.text for s in pane.segments_of(y)) for y in lines]
    shown = "".join(f"{line.rstrip()}\n" for line in texts)
    path = GOLDEN / f"heads-{order}-{width}.txt"
    if rewrite_golden:
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_every_golden_text_belongs_to_a_width() -> None:
    names = {f"heads-{order}-{width}.txt" for order in ORDERS for width in WIDTHS}
    assert {path.name for path in GOLDEN.iterdir()} == names
