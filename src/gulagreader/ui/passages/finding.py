"""Find in the open post and its thread: what is typed, marked and gone to."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.panes.status import StatusLine
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.views.searched_text import (
    NOTHING_SOUGHT,
    Finding,
    Match,
    SearchedText,
)


class FindDesk:
    """Finds for the reader: what is typed in, what is marked and where it leads."""

    def __init__(
        self, post: PostPane, thread: ThreadPane, bar: FindBar, status: StatusLine
    ) -> None:
        self._post, self._thread = post, thread
        self._bar, self._status = bar, status
        self._searched: SearchedText | None = None
        self.finding = NOTHING_SOUGHT
        """What was found last."""
        self.typed = ""
        """What was typed for it; empty where a search had found it."""

    @property
    def in_thread(self) -> bool:
        """Whether the match at hand stands in a comment."""
        at_hand = self.finding.at_hand
        return at_hand is not None and at_hand.row is not None

    def seek(self, typed: str, *, in_thread: bool) -> None:
        """Find what was typed, from where the reader is."""
        self.typed = typed
        self._begin(self._text().find(typed), in_thread=in_thread)

    def recall(self, typed: str, at: int) -> None:
        """Mark what had been found before, and go nowhere.

        ``at`` is the number of the match that was at hand.
        """
        found = self._text().find(typed)
        if len(found):
            self.typed = typed
            self.finding = replace(found, current=max(0, min(at, len(found) - 1)))
            self._bar.recall(typed)
            self._mark()
            self.show_counter()

    def seek_marks(
        self,
        words: Sequence[str],
        phrases: Sequence[Sequence[str]],
        *,
        in_thread: bool,
    ) -> None:
        """Find what a search had found, from where the reader is."""
        self.typed = ""
        found = self._text().find_marks(words, phrases)
        self._begin(found, in_thread=in_thread)

    def _text(self) -> SearchedText:
        if self._searched is None:
            thread = self._thread
            comments = (thread.blocks(row) for row in range(len(thread.thread)))
            self._searched = SearchedText((self._post.blocks, *comments))
        return self._searched

    def _begin(self, found: Finding, *, in_thread: bool) -> None:
        line = self._post.page.lines[self._post.top : self._post.top + 1]
        place = line[0] if line and not in_thread else None
        in_thread = in_thread and bool(self._thread.thread.rows)
        self.finding = found.first_from(
            self._thread.focused_row if in_thread else None,
            place.block if place else 0,
            place.start if place else 0,
        )
        self._mark()
        self._go_to_match()

    def step(self, step: int) -> bool:
        """Go to the next match, or the one before; False where there is none."""
        if not len(self.finding):
            return False
        before = self.finding.at_hand
        self.finding = self.finding.stepped(step)
        self._mark((before, self.finding.at_hand))
        self._go_to_match()
        return True

    def clear(self) -> None:
        """Mark nothing any more."""
        self.typed = ""
        self.finding = NOTHING_SOUGHT
        self._status.show_counter("")
        self._mark()

    def forget(self) -> None:
        """Forget what was found, because another text is shown."""
        self._searched = None
        self.finding, self.typed = NOTHING_SOUGHT, ""
        self._status.show_counter("")

    def _mark(self, changed: Iterable[Match | None] | None = None) -> None:
        """Mark every match, and the one at hand more than the others.

        Where only ``changed`` ones look different from before, only these are drawn.
        """
        if changed is None:
            self._post.lay_over(self.finding.overlays(None))
            self._thread.overlay_with(self.finding.overlays)
            return
        rows = {match.row for match in changed if match is not None}
        if None in rows:
            self._post.lay_over(self.finding.overlays(None))
        in_thread = [row for row in rows if row is not None]
        self._thread.overlay_with(self.finding.overlays, in_thread)

    def show_counter(self) -> None:
        """Show which match of how many, in the bar while it is open."""
        self._bar.say(self.finding.counter)
        counter = self.finding.counter.replace("/", " of ")
        if len(self.finding) > 1:
            counter = told(self._status.app, f"{counter}; {{anywhere.find-next}} next")
        self._status.show_counter("" if self._bar.display else counter)

    def _go_to_match(self) -> None:
        self.show_counter()
        match = self.finding.at_hand
        if match is None:
            return
        if match.row is None:
            self._post.show_stretch(match.stretch)
        else:
            comment = self._thread.thread.rows[match.row].comment.id
            stretch = match.stretch
            self._thread.land_on(comment, stretch.block, stretch.start)
