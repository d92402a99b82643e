"""Passages in the open post and its thread: who took them up, and ways across."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker

from gulagreader.domain.session import Leading
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services
from gulagreader.text.blocks import stretches
from gulagreader.ui.layers import BlockOverlays, Layer
from gulagreader.ui.paint import Overlay
from gulagreader.ui.screens.listed_posts import ListedPostsScreen
from gulagreader.ui.uptake_margin import PASSAGE, TAKEN_UP

if TYPE_CHECKING:
    # A post is on the screen before anything is known of its passages.
    from gulagreader.domain.uptake import PassagePlace, Uptake
    from gulagreader.services.uptake.open_links import OpenLinks, TakenUp, Way

_NOTHING_KNOWN = "The passages of this library are not compared yet; that goes on"


@dataclass(frozen=True, slots=True)
class Crossing:
    """The way that the reader went across last."""

    way: "Way"
    number: int
    """Which of the ways from there."""
    count: int
    """How many there are."""
    returned: bool = False


class PassagesScreen(ListedPostsScreen):
    """The open post with its passages tied to where else they stand."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._links: OpenLinks | None = None
        """None while it is not known."""
        self._crossing: Crossing | None = None
        self._passage: PassagePlace | None = None
        """The passage at hand, where the reader chose one."""

    # What is known of the open post

    def _show(
        self,
        reading: QuotedReading,
        offset: int,
        comment: str | None,
        *,
        plain: bool = False,
    ) -> None:
        super()._show(reading, offset, comment, plain=plain)
        if self._passage is not None and self._passage.post != reading.post.id:
            self._passage = None
        self._links = None
        self.post_pane.show_taken_up(())
        if not plain:
            self.passages_updated()

    def find_quoted(self) -> Worker[None]:
        """Mark what the open post quotes, and what was taken up of it."""
        self.passages_updated()
        return super().find_quoted()

    @work(group="passages", exclusive=True)
    async def passages_updated(self) -> None:
        """Show which passages of the open post were taken up, as it is known now."""
        reading = self._reading
        if reading is None:
            return
        post = reading.post.id
        known = await asyncio.to_thread(_links_of, self._services, post)
        if reading is self._reading and self.query("#post"):
            self._links = known
            self._lay_passages()

    def _lay_passages(self) -> None:
        """Mark the passages that were taken up, and the one at hand the most."""
        links, at_hand = self._links, self._passage
        in_post = links.passages(None) if links is not None else ()
        own = at_hand is not None and at_hand.comment is None
        stretch = (at_hand.start, at_hand.end) if at_hand and own else None
        self.post_pane.show_taken_up(in_post, stretch)
        rows = self.thread_pane.thread.rows

        def overlays(row: int) -> BlockOverlays:
            comment = rows[row].comment.id
            taken = links.passages(comment) if links is not None else ()
            places = [(one.start, one.end, TAKEN_UP) for one in taken]
            if at_hand is not None and at_hand.comment == comment:
                places.append((at_hand.start, at_hand.end, PASSAGE))
            found: dict[int, list[Overlay]] = {}
            blocks = self.thread_pane.blocks(row) if places else ()
            for start, end, look in places:
                for part in stretches(blocks, start, end):
                    overlay = (part.start, part.end, look)
                    found.setdefault(part.block, []).append(overlay)
            return found

        self.thread_pane.lay(Layer.TAKEN_UP, overlays)

    @property
    def links(self) -> "OpenLinks | None":
        """The links of the open post; None while they are not known."""
        return self._links

    # The passage at hand

    def _passages_here(self) -> "Sequence[TakenUp]":
        """The passages of the post that were taken up; says where there are none."""
        if self._reading is None:
            return ()
        if self._links is None:
            self.status.say(_NOTHING_KNOWN)
            return ()
        found = self._links.passages(None)
        if not found:
            self.status.say("Nobody took up a passage of this post")
        return found

    def _at_hand(self, passages: "Sequence[TakenUp]") -> int | None:
        """The number of the passage that was chosen, or else of the first in view."""
        chosen, in_view = self._passage, self.post_pane.is_in_view
        for number, one in enumerate(passages):
            if chosen is not None and chosen.comment is None:
                mine = one.start < chosen.end and chosen.start < one.end
                if mine and in_view(one.start, one.end):
                    return number
        return next(
            (n for n, one in enumerate(passages) if in_view(one.start, one.end)), None
        )

    def action_step_passage(self, step: int) -> None:
        """Go to the next passage of the post that others took up, or to the last."""
        passages = self._passages_here()
        if not passages:
            return
        number = self._at_hand(passages)
        chosen = self._passage is not None and self._passage.comment is None
        if number is not None and (chosen or step < 0):
            number += step
        elif number is None:
            top = self.post_pane.source_offset
            after = [n for n, one in enumerate(passages) if one.start >= top]
            number = after[0] if after else len(passages)
            number += min(step, 0)
        if not 0 <= number < len(passages):
            self.status.say(
                f"No further passage {'below' if step > 0 else 'above'} was taken up"
            )
            return
        from gulagreader.domain.uptake import PassagePlace  # noqa: PLC0415 - start-up

        one = passages[number]
        self._go_to_passage(PassagePlace(self._post_id, None, one.start, one.end))
        self.status.say(
            f"Passage {number + 1} of {len(passages)}, taken up by {one.count};"
            " Enter shows who, x goes there"
        )

    @property
    def _post_id(self) -> str:
        return self._reading.post.id if self._reading is not None else ""

    def _go_to_passage(self, place: "PassagePlace") -> None:
        """Show a passage of the open post or of a comment under it, and mark it."""
        self._passage = place
        self._lay_passages()
        if place.comment is None:
            parts = self.post_pane.stretches_of(place.start, place.end)
            if parts:
                self.post_pane.show_stretch(parts[0])
            self.lead(Leading.POST)
            return
        row = self.thread_pane.thread.index.get(place.comment)
        blocks = self.thread_pane.blocks(row) if row is not None else ()
        parts = stretches(blocks, place.start, place.end)
        at = (parts[0].block, parts[0].start) if parts else (0, 0)
        self.thread_pane.land_on(place.comment, *at)
        self.lead(Leading.THREAD)

    def unmark_passage(self) -> bool:
        """Mark the passage at hand no more; False where there was none."""
        if self._passage is None:
            return False
        self._passage = self._crossing = None
        self._lay_passages()
        return True

    # Across

    def go_to_place(self, place: "PassagePlace") -> bool:
        """Jump to a passage anywhere in the library; False where it is gone."""
        origin = self.here()
        if place.post != self.session.post and not self._open(place.post):
            return False
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
            self.status.say(_NOTHING_KNOWN)
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
            self.status.say(f"{self._words_of(way, from_whom)}; x goes back")

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
        return "Nothing in view was taken up; ; goes to the next passage that was"

    def _words_of(self, way: "Way", from_whom: str) -> str:
        """Say what was crossed, from where the reader has come to."""
        if not way.taken:
            return f"From {from_whom}'s quotation"
        who = self._author_of(way.there)
        shared = way.kind == "shared"
        return f"{who} {'has' if shared else 'took up'} the passage of {from_whom}"

    def _author_of(self, place: "PassagePlace") -> str:
        """Who wrote a text of the open post or its thread."""
        reading = self._reading
        if reading is None:
            return ""
        if place.comment is None:
            return reading.post.author or f"“{reading.post.title or 'Untitled'}”"
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
        uptake = await asyncio.to_thread(_uptake_of, self._services, post)
        if uptake is None or not uptake.passages or post != self.session.post:
            return
        from gulagreader.ui.screens.takings import TakingsScreen  # noqa: PLC0415 - start-up

        def go(place: "PassagePlace | None") -> None:
            if place is not None:
                self.go_to_place(place)

        self.app.push_screen(TakingsScreen(uptake, start), go)


def _back(last: Crossing) -> str:
    if last.count < 2:
        return "Back; x goes there again"
    return f"Back; x goes to {(last.number + 1) % last.count + 1} of {last.count}"


def _origins(ways: "Sequence[Way]") -> "list[PassagePlace]":
    return [way.here for way in ways]


def _links_of(services: Services, post: str) -> "OpenLinks | None":
    from gulagreader.services.uptake.open_links import OpenLinks  # noqa: PLC0415 - start-up

    graph = services.passage_graph
    return None if graph is None else OpenLinks.of(post, graph.links_of(post))


def _uptake_of(services: Services, post: str) -> "Uptake | None":
    from gulagreader.domain.errors import GulagreaderError  # noqa: PLC0415 - start-up

    graph = services.passage_graph
    try:
        return None if graph is None else graph.uptake_of(post)
    except GulagreaderError:
        return None  # the post was damaged meanwhile; the reader is told of that
