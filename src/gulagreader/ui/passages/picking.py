"""Selecting a passage by keys: what the mouse selects by dragging.

What is picked is the screen's selection, so that copying, noting and closing act on
it as on any other, and a click of the mouse takes its place.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.selection import Selection

from gulagreader.text.blocks import stretches
from gulagreader.text.cells import cell_len
from gulagreader.text.lines import Page
from gulagreader.text.picking import PickableText, Picked, Place, Unit
from gulagreader.ui.looks.paint import offset_at
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.passages.passage import (
    Passage,
    TextAtHand,
    marked_reach,
    place_at_hand,
    selected_reach,
    text_at_hand,
    text_of,
)
from gulagreader.ui.views.page_view import PageView
from gulagreader.ui.views.thread_view import ThreadView

if TYPE_CHECKING:
    from gulagreader.ui.screens.reader_layout import ReaderLayout


class Picker:
    """Moves the selection of a screen by keys, within one text."""

    def __init__(self, screen: "ReaderLayout") -> None:
        """Take the screen whose texts are selected in."""
        self._screen = screen
        self._text: TextAtHand | None = None
        self._picked: Picked | None = None
        self._shown: Selection | None = None
        self._last: tuple[object, str | None, Place] | None = None

    @property
    def is_active(self) -> bool:
        """Whether what is selected was picked, and keys still go to its pane."""
        text = self._text
        return (
            text is not None
            and self._screen.focused is text.pane
            and self._screen.selections.get(text.pane) == self._shown
            and self._shown is not None
        )

    def begin(self) -> bool:
        """Pick the sentence at hand, or go on with what is selected or marked."""
        selected = selected_reach(self._screen) or marked_reach(self._screen)
        text = selected[0] if selected is not None else text_at_hand(self._screen)
        if text is None or not PickableText(text.blocks):
            return False
        self._text = text
        if isinstance(text.pane, ThreadPane) and text.comment is not None:
            if text.row != text.pane.focused_row:
                text.pane.land_on(text.comment)
            if text.comment in text.pane.folded:
                text.pane.action_unfold()
        if selected is not None:
            start, end = selected[1]
            self._take(Picked(start, end))
        else:
            self._take(self._pickable.pick(self._first_place(text)))
        self._screen.set_focus(text.pane, scroll_visible=False)
        return True

    def _first_place(self, text: TextAtHand) -> Place:
        """Where the last passage was picked, if that is in view; else what is read."""
        pickable = PickableText(text.blocks)
        if self._last is not None:
            blocks, comment, place = self._last
            if blocks is text.blocks and comment == text.comment:
                y = self._line_on_screen(text, place)
                if y is None or 0 <= y < text.pane.text_height:
                    return place
        at = place_at_hand(text)
        found = pickable.first_from(at, Unit.SENTENCE)
        y = self._line_on_screen(text, found) if found is not None else None
        if found is not None and (y is None or y < text.pane.text_height):
            return found
        return at

    def _line_on_screen(self, text: TextAtHand, place: Place) -> int | None:
        """The line of the window that shows a place of the post."""
        if not isinstance(text.pane, PageView):
            return None
        return text.pane.page.line_of(*place) - text.pane.top

    # --- moves

    def go(self, direction: int) -> None:
        """Go to the next unit, or the one before."""
        self._take(self._pickable.gone(self._at, direction))

    def go_line(self, direction: int) -> None:
        """Go to the unit on the next line, or on the line above."""
        picked = self._at
        place = self._a_line_from(picked.start, direction)
        if place is None:
            self._take(self._pickable.gone(picked, direction))
        else:
            self._take(self._pickable.gone_to(picked, place, direction))

    def stretch(self, direction: int) -> None:
        """Move the moving end by a unit, forward (1) or back (-1)."""
        picked = self._at
        self._take(self._pickable.stretched(picked, picked.unit, direction))

    def take_in(self, unit: Unit) -> None:
        """Take in a unit more at the moving end."""
        self._take(self._pickable.grown(self._at, unit))

    def leave_out(self, unit: Unit) -> None:
        """Leave a unit out at the moving end."""
        self._take(self._pickable.shrunk(self._at, unit))

    def stretch_line(self, direction: int) -> None:
        """Move the moving end by a line."""
        picked = self._at
        end = picked.start if picked.at_start else picked.end
        place = self._a_line_from(end, direction)
        if place is None:
            low, high = self._pickable.whole
            place = high if direction > 0 else low
        self._take(self._pickable.stretched_to(picked, place))

    def to_edge(self, direction: int) -> None:
        """Take in all up to the beginning or the end of the text."""
        self._take(self._pickable.to_edge(self._at, direction))

    def other_end(self) -> None:
        """Let the next moves change the other end."""
        picked = self._at
        self._take(
            Picked(picked.start, picked.end, picked.unit, at_start=not picked.at_start)
        )

    def next_unit(self) -> None:
        """Pick by words, by sentences, by paragraphs."""
        self._take(self._pickable.by_next_unit(self._at))

    def leave(self) -> None:
        """Select nothing."""
        self._shown = None
        self._screen.clear_selection()

    @property
    def said(self) -> str:
        """What is picked, in words."""
        if self._text is None or self._picked is None:
            return ""
        (first, start), (last, end) = self._picked.reach
        count = 0
        for number in range(first, last + 1):
            text = self._text.blocks[number].text
            low = start if number == first else 0
            high = end if number == last else len(text)
            # Those between blanks: a whole book is counted at each key.
            count += len(text[low:high].split())
        moving = "beginning" if self._picked.at_start else "end"
        many = "1 word" if count == 1 else f"{count} words"
        return f"Selected {many}; by {self._picked.unit}, {moving} moves"

    # --- the screen's selection

    @property
    def _at(self) -> Picked:
        assert self._picked is not None
        return self._picked

    @property
    def _pickable(self) -> PickableText:
        assert self._text is not None
        if self._known is None or self._known[0] is not self._text.blocks:
            self._known = self._text.blocks, PickableText(self._text.blocks)
        return self._known[1]

    _known: tuple[object, PickableText] | None = None

    def _take(self, picked: Picked) -> None:
        text = self._text
        assert text is not None
        self._picked = picked
        self._last = text.blocks, text.comment, picked.start
        self._shown = text.selection(picked.reach)
        self._screen.selections = {text.pane: self._shown}
        self._bring_into_view(text, picked)

    def _bring_into_view(self, text: TextAtHand, picked: Picked) -> None:
        last = (picked.end[0], picked.end[1] - 1)
        ends = (last, picked.start) if picked.at_start else (picked.start, last)
        bring_into_view(text, ends)

    def _a_line_from(self, place: Place, direction: int) -> Place | None:
        """The place a line below or above another; None beyond the text."""
        page = self._page()
        number = page.line_of(*place)
        line = page.lines[number]
        block = page.blocks[line.block]
        column = cell_len(line.prefix) + cell_len(block.text[line.start : place[1]])
        number += direction
        while 0 <= number < len(page.lines):
            line = page.lines[number]
            block = page.blocks[line.block]
            if not line.blank and not line.rule and block.runs:
                inner = max(0, column - cell_len(line.prefix))
                return line.block, offset_at(block, line, inner)
            number += direction
        return None

    def _page(self) -> Page:
        text = self._text
        assert text is not None
        if isinstance(text.pane, ThreadView):
            return text.pane.page_of(text.row)
        assert isinstance(text.pane, PageView)
        return text.pane.page


def bring_into_view(text: TextAtHand, places: Iterable[Place]) -> None:
    """Scroll as little as shows places of a text, the last one at the least."""
    pane = text.pane
    for place in places:
        if isinstance(pane, PageView):
            line = pane.page.line_of(*place)
            pane.bring_into_view(line, line)
        elif isinstance(pane, ThreadView):
            pane.bring_place_into_view(text.row, *place)


def show_passage(screen: "ReaderLayout", passage: Passage) -> None:
    """Select a passage of the open post or its thread, and bring it into view."""
    show_span(screen, passage.comment, (passage.start, passage.end))


def show_span(
    screen: "ReaderLayout", comment: str | None, span: tuple[int, int]
) -> None:
    """Select a place of the source of the post, or of a comment, and show it."""
    text = text_of(screen, comment)
    parts = stretches(text.blocks, *span) if text is not None else ()
    if text is None or not parts:
        return
    start, end = (parts[0].block, parts[0].start), (parts[-1].block, parts[-1].end)
    screen.selections = {text.pane: text.selection((start, end))}
    bring_into_view(text, ((end[0], max(start[1], end[1] - 1)), start))
