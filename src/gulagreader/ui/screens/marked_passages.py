"""Passages of the open post and its thread that others took up, marked and stepped."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.worker import Worker

from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.text.blocks import stretches
from gulagreader.ui.looks.layers import BlockOverlays, Layer
from gulagreader.ui.looks.paint import Overlay
from gulagreader.ui.screens.listed_posts import ListedPostsScreen
from gulagreader.ui.screens.open_post import Opening
from gulagreader.ui.views.uptake_margin import PASSAGE, TAKEN_UP

if TYPE_CHECKING:
    # A post is on the screen before anything is known of its passages.
    from gulagreader.domain.uptake import PassagePlace
    from gulagreader.services.uptake.open_links import OpenLinks, TakenUp

NOTHING_KNOWN = "Passages are not compared yet; try again in a moment"


class MarkedPassagesScreen(ListedPostsScreen):
    """The open post with the passages marked that others took up."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._links: OpenLinks | None = None
        """None while it is not known."""
        self._passage: PassagePlace | None = None
        """The passage at hand, where the reader chose one."""

    # What is known of the open post

    def _show(self, opening: Opening) -> None:
        super()._show(opening)
        if self._passage is not None and self._passage.post != opening.reading.post.id:
            self._passage = None
        self._links = None
        self.post_pane.show_taken_up(())
        if not opening.plain:
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

        # To lay nothing over nothing costs no repaint.
        texts = {*links.taken_up} if links is not None else set()
        if at_hand is not None:
            texts.add(at_hand.comment)
        self.thread_pane.lay(Layer.TAKEN_UP, overlays if texts - {None} else None)

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
            self.status.say(NOTHING_KNOWN)
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

    @property
    def marked_place(self) -> tuple[str | None, int, int] | None:
        """The passage that the reader was led to, while it is read."""
        place = self._passage
        if place is None or place.start >= place.end:
            return None
        if place.comment is not None:
            here = self.session.leading is Leading.THREAD
            if not here or self.thread_pane.focused_comment != place.comment:
                return None
        elif self.session.leading is not Leading.POST or not self.post_pane.is_in_view(
            place.start, place.end
        ):
            return None
        return place.comment, place.start, place.end

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
            " {post.show-uptake} shows who, {text.cross} goes there"
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
        self._passage = None
        self._lay_passages()
        return True


def _links_of(services: Services, post: str) -> "OpenLinks | None":
    from gulagreader.services.uptake.open_links import OpenLinks  # noqa: PLC0415 - start-up

    graph = services.passage_graph
    return None if graph is None else OpenLinks.of(post, graph.links_of(post))
