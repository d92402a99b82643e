"""Passages in the open post and its thread: who took them up, and ways across."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.text.clean import clean_line
from gulagreader.ui.looks.paint import shortened
from gulagreader.ui.screens.marked_passages import NOTHING_KNOWN, MarkedPassagesScreen

if TYPE_CHECKING:
    # A post is on the screen before anything is known of its passages.
    from gulagreader.domain.uptake import Link, PassagePlace, Uptake
    from gulagreader.services.uptake.open_links import Way


_TITLE = 36
"""Cells of a title in what is said, so that what to do next is seen, too."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """The way that the reader went across last."""

    way: "Way"
    number: int
    """Which of the ways from there."""
    count: int
    """How many there are."""
    returned: bool = False


class PassagesScreen(MarkedPassagesScreen):
    """The open post with its passages tied to where else they stand."""

    _crossing: Crossing | None = None

    def unmark_passage(self) -> bool:
        """Mark the passage at hand no more, and forget the way that led there."""
        self._crossing = None
        return super().unmark_passage()

    # Across

    def go_to_place(self, place: "PassagePlace") -> bool:
        """Jump to a passage anywhere in the library; False where it is gone."""
        origin = self.origin()
        if place.post != self.session.post and not self._open(place.post):
            return False
        # Else what follows would act on what was selected, out of sight.
        self.clear_selection()
        if place.comment is not None and (
            place.comment not in self.thread_pane.thread.index
        ):
            self.status.say(f"Comment {place.comment} is not here any more")
            return False
        self.session = self.session.jumped(origin)
        self._came_from_hits = False
        self._go_to_passage(place)
        # The panes lie otherwise where the thread of the post before had no comments.
        self.call_after_refresh(self._show_again, place)
        return True

    def come_from(self, screen: str, place: "PassagePlace") -> None:
        """Show a passage that another screen led to; Backspace goes back there."""
        if self.go_to_place(place):
            self._came_from_hits, self._came_from = True, screen
            self._landed_at = len(self.session.history.behind)
            self._mark_read(place.post)

    def _show_again(self, place: "PassagePlace") -> None:
        if place is self._passage and place.post == self.session.post:
            self._go_to_passage(place)

    def _stands_at(self, place: "PassagePlace") -> bool:
        """Whether the reader is still where a way across had led."""
        if place.post != self.session.post:
            return False
        if place.comment is not None:
            here = self.session.leading is Leading.THREAD
            return here and self.thread_pane.focused_comment == place.comment
        in_view = self.post_pane.is_in_view(place.start, place.end)
        return in_view and self.session.leading is Leading.POST

    def action_cross(self) -> None:
        """Go from a quotation to where it comes from, from a passage to who has it.

        Right there it goes back; from there again to the next.
        """
        last = self._crossing
        if last is not None and not last.returned and self._stands_at(last.way.there):
            self._crossing = replace(last, returned=True)
            if self.go_to_place(last.way.here):
                self.status.say(_back(last))
            return
        if self._reading is None:
            return
        if self._links is None:
            self.status.say(NOTHING_KNOWN)
            return
        ways = self._ways()
        if not ways:
            self.status.say(self._no_way)
            return
        number = 0
        if last is not None and last.returned and last.way.here in _origins(ways):
            number = (last.number + 1) % len(ways)
        way = ways[number]
        from_whom = self._author_of(way.here)
        if self.go_to_place(way.there):
            self._crossing = Crossing(way, number, len(ways))
            self.status.say(
                f"{self._words_of(way, from_whom)}; {{text.cross}} goes back"
            )

    def _ways(self) -> "Sequence[Way]":
        """The ways from the focused comment, or from the passage at hand."""
        links = self._links
        if links is None:
            return ()
        if self.session.leading is Leading.THREAD:
            comment = self.thread_pane.focused_comment
            return links.ways(comment) if comment is not None else ()
        ways = links.ways(None)
        passages = links.passages(None)
        number = self._at_hand(passages)
        if number is not None:
            one = passages[number]
            here = [
                w for w in ways if one.start < w.here.end and w.here.start < one.end
            ]
            if here:
                return here
        in_view = self.post_pane.is_in_view
        return [way for way in ways if in_view(way.here.start, way.here.end)]

    @property
    def _no_way(self) -> str:
        if self.session.leading is Leading.THREAD:
            return "Nothing that this comment quotes was found elsewhere"
        return "Nothing in view was taken up; the key ; goes to the next that was"

    def _words_of(self, way: "Way", from_whom: str) -> str:
        """Say what was crossed, from where the reader has come to."""
        perhaps = "probably " if way.probable else ""
        if not way.taken:
            return (
                f"{'Probably from' if way.probable else 'From'} {from_whom}'s quotation"
            )
        who = self._author_of(way.there, "This post")
        shared = way.kind == "shared"
        took = "has" if shared else f"{perhaps}took up"
        return f"{who} {took} the passage of {from_whom}"

    def _author_of(self, place: "PassagePlace", post: str = "") -> str:
        """Who wrote a text of the open post or its thread.

        ``post`` stands for a post of which that is not known, else its title does.
        """
        reading = self._reading
        if reading is None:
            return ""
        if place.comment is None:
            title = shortened(clean_line(reading.post.title) or "Untitled", _TITLE)
            return reading.post.author or post or f"“{title}”"
        row = reading.thread.index.get(place.comment)
        author = reading.thread.rows[row].comment.author if row is not None else None
        return author or f"comment {place.comment}"

    # Who took it up

    def action_show_uptake(self) -> None:
        """List who took up the passage at hand, and what they answered."""
        passages = self._passages_here()
        if not passages:
            return
        number = self._at_hand(passages)
        if number is None:
            self.status.say(self._no_way)
            return
        self._list_takings(self._post_id, passages[number].start)

    @work(group="takings", exclusive=True)
    async def _list_takings(self, post: str, start: int) -> None:
        from gulagreader.ui.screens.takings import (  # noqa: PLC0415 - start-up
            MOST_AT_ONCE,
            TakingsScreen,
        )

        most, graph = MOST_AT_ONCE, self._services.passage_graph
        uptake = await asyncio.to_thread(_uptake_of, self._services, post, most)
        if uptake is None or not uptake.passages or post != self.session.post:
            return

        if graph is None:
            return
        screen = TakingsScreen(uptake, start, graph.takings)
        link = await self.app.push_screen_wait(screen)
        if link is not None:
            # The reader is on the screen again then, and its panes lie as they will.
            self.call_after_refresh(self._go_to_taking, link)

    def _go_to_taking(self, link: "Link") -> None:
        """Go to where somebody took a passage up, and say so."""
        if self.go_to_place(link.source):
            here = "It stands here, too" if link.kind == "shared" else "Taken up here"
            self.status.say(f"{here}; {{anywhere.back}} goes back")


def _back(last: Crossing) -> str:
    if last.count < 2:
        return "Back; {text.cross} goes there again"
    return (
        f"Back; {{text.cross}} goes to {(last.number + 1) % last.count + 1} of"
        f" {last.count}"
    )


def _origins(ways: "Sequence[Way]") -> "list[PassagePlace]":
    return [way.here for way in ways]


def _uptake_of(services: Services, post: str, most: int) -> "Uptake | None":
    from gulagreader.domain.errors import GulagreaderError  # noqa: PLC0415 - start-up

    graph = services.passage_graph
    try:
        return None if graph is None else graph.uptake_of(post, most=most)
    except GulagreaderError:
        return None  # the post was damaged meanwhile; the reader is told of that
