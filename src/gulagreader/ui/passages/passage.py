"""The passage at hand: what a command on a passage acts on, wherever the reader is.

It is what is selected, by keys or by mouse; else the passage that the reader was led to
and that is marked; else, in the thread, the focused comment, and in the post the first
paragraph in view.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.geometry import Offset
from textual.selection import Selection

from gulagreader.domain.session import Leading
from gulagreader.text.blocks import Block, stretches
from gulagreader.text.picking import (
    PickableText,
    Place,
    Reach,
    Unit,
    shown_words,
    source_span,
)
from gulagreader.ui.screens.reader_layout import ReaderLayout
from gulagreader.ui.views.lines_view import LinesView
from gulagreader.ui.views.page_view import PageView
from gulagreader.ui.views.thread_view import ThreadView


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a post's body, or of a comment's text."""

    post: str
    comment: str | None
    """None: the post's body."""
    start: int
    """Code points of the source (``post.body``, ``comment.text``), end exclusive."""
    end: int
    text: str
    """Its words as they are read, paragraphs parted by blank lines."""
    selected: bool
    """Whether the reader selected it; else it is what stands under the eye."""
    whole: bool = False
    """Whether it is all of the comment."""
    cut: bool = False
    """Whether more was selected, in other texts, that is no part of it."""
    marked: bool = False
    """Whether the reader was led to it: along a link, or from a list."""

    @property
    def chosen(self) -> bool:
        """Whether it is just this passage that is meant, and not its whole text."""
        return self.selected or self.marked


@dataclass(frozen=True, slots=True)
class TextAtHand:
    """A text that a passage may be of: the post's, or a comment's."""

    pane: LinesView
    comment: str | None
    blocks: Sequence[Block]
    first_unit: int
    """The number of its first block in the pane."""
    row: int = 0
    """Of a comment, its row in the thread."""

    def selection(self, reach: Reach) -> Selection:
        """A stretch of it as the pane selects it."""
        (first, start), (last, end) = reach
        return Selection(
            Offset(start, self.first_unit + first), Offset(end, self.first_unit + last)
        )

    def reach(self, selection: Selection) -> Reach | None:
        """What of a selection stands in this text, in places of it."""
        text = PickableText(self.blocks)
        if not text:
            return None
        low, high = text.whole
        start, end = selection
        return text.clipped((self._place(start) or low, self._place(end) or high))

    def _place(self, offset: Offset | None) -> Place | None:
        if offset is None:
            return None
        return offset.y - self.first_unit, max(0, offset.x)


def text_of_post(pane: PageView) -> TextAtHand:
    """The post's body."""
    return TextAtHand(pane, None, pane.blocks, 0)


def text_of_comment(pane: ThreadView, row: int) -> TextAtHand:
    """The text of the comment in a row."""
    comment = pane.thread.rows[row].comment.id
    return TextAtHand(pane, comment, pane.blocks(row), pane.unit_of(row), row)


def text_of(screen: ReaderLayout, comment: str | None) -> TextAtHand | None:
    """The post's body (None), or the text of a comment that is there."""
    if comment is None:
        return text_of_post(screen.post_pane)
    row = screen.thread_pane.thread.index.get(comment)
    return None if row is None else text_of_comment(screen.thread_pane, row)


def passage_at_hand(screen: ReaderLayout, post: str) -> Passage | None:
    """The passage at hand of the open post or of its thread; None where there is none.

    ``post`` is the open post's id.
    """
    found = selected_reach(screen)
    if found is not None:
        text, reach, cut = found
        return _passage(post, text, reach, selected=True, cut=cut)
    led_to = marked_reach(screen)
    if led_to is not None:
        return _passage(post, *led_to, selected=False, marked=True)
    text_here = text_at_hand(screen)
    if text_here is None:
        return None
    pickable = PickableText(text_here.blocks)
    if not pickable:
        return None
    reach_here = pickable.whole
    if text_here.comment is None:
        place = place_at_hand(text_here)
        reach_here = pickable.unit_at(place, Unit.PARAGRAPH)
    return _passage(post, text_here, reach_here, selected=False)


def text_at_hand(screen: ReaderLayout) -> TextAtHand | None:
    """The text that is read: the focused comment's, or the post's."""
    if screen.session.leading is Leading.THREAD:
        thread = screen.thread_pane
        if not thread.thread.rows:
            return None
        return text_of_comment(thread, thread.focused_row)
    return text_of_post(screen.post_pane)


def place_at_hand(text: TextAtHand) -> Place:
    """Where the reader's eye is in a text: the first line in view that begins there."""
    if not isinstance(text.pane, PageView):
        return 0, 0
    page, top = text.pane.page, text.pane.top
    in_view = range(top, min(top + text.pane.text_height, len(page.lines)))
    for number in in_view:
        line = page.lines[number]
        block = page.blocks[line.block]
        if block.runs and not line.blank and page.first[line.block] == number:
            return line.block, line.start
    # A paragraph that is taller than the window.
    shown = (page.lines[n] for n in in_view if not page.lines[n].blank)
    return next(((line.block, line.start) for line in shown), (0, 0))


def marked_reach(screen: ReaderLayout) -> tuple[TextAtHand, Reach] | None:
    """The passage that the reader was led to: in which text, from where to where."""
    place = screen.marked_place
    text = text_of(screen, place[0]) if place is not None else None
    if place is None or text is None:
        return None
    parts = stretches(text.blocks, *place[1:])
    if not parts:
        return None
    first, last = parts[0], parts[-1]
    return text, ((first.block, first.start), (last.block, last.end))


def passage_of_span(
    screen: ReaderLayout,
    post: str,
    comment: str | None,
    span: tuple[int, int],
    *,
    selected: bool,
) -> Passage | None:
    """A stretch of the source of the open post, or of a comment that is there."""
    text = text_of(screen, comment)
    parts = stretches(text.blocks, *span) if text is not None else ()
    if text is None or not parts:
        return None
    reach = (parts[0].block, parts[0].start), (parts[-1].block, parts[-1].end)
    return _passage(post, text, reach, selected=selected)


def selected_reach(screen: ReaderLayout) -> tuple[TextAtHand, Reach, bool] | None:
    """What is selected: in which text, from where to where, and whether more was.

    A selection over several comments counts in the first of them.
    """
    for pane, selection in screen.selections.items():
        if isinstance(pane, PageView) and pane is screen.post_pane:
            text = text_of_post(pane)
            reach = text.reach(selection)
            if reach is not None:
                return text, reach, False
        if isinstance(pane, ThreadView) and pane.thread.rows:
            found = _selected_in_thread(pane, selection)
            if found is not None:
                return found
    return None


def _selected_in_thread(
    pane: ThreadView, selection: Selection
) -> tuple[TextAtHand, Reach, bool] | None:
    start, end = selection
    unit: int | None = start.y if start is not None else 0
    while unit is not None and (end is None or unit <= end.y):
        row, _ = pane.place_of_unit(unit)
        if row < 0:
            return None
        text = text_of_comment(pane, row)
        unit = pane.next_unit(text.first_unit + max(0, len(text.blocks) - 1))
        reach = text.reach(selection)
        if reach is not None:
            more = unit is not None and (end is None or end.y >= unit)
            # A drag that ends before the next comment's text took nothing of it.
            return text, reach, more and not (end and end.y == unit and end.x <= 0)
    return None


def _passage(
    post: str,
    text: TextAtHand,
    reach: Reach,
    *,
    selected: bool,
    cut: bool = False,
    marked: bool = False,
) -> Passage:
    start, end = source_span(text.blocks, reach)
    return Passage(
        post,
        text.comment,
        start,
        end,
        shown_words(text.blocks, reach),
        selected,
        whole=text.comment is not None and reach == PickableText(text.blocks).whole,
        cut=cut,
        marked=marked,
    )
