"""Quotes, addresses and citations on the reader's screen."""

from dataclasses import replace
from typing import TYPE_CHECKING

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.session import Leading
from gulagreader.services.quoting import QuotedReading
from gulagreader.ui.screens.picking import PickingScreen

if TYPE_CHECKING:
    # Nothing of it is needed before somebody copies.
    from gulagreader.domain.citing import ReferenceStyle
    from gulagreader.ui.passages.citing import Copied
    from gulagreader.ui.passages.passage import Passage


class CitingScreen(PickingScreen):
    """An open post that can be quoted and cited."""

    _cited = ""
    """What was said of the last citation."""

    def passage_at_hand(self) -> "Passage | None":
        """What is selected, or else what is read; see ``ui.passage``."""
        from gulagreader.ui.passages.passage import passage_at_hand  # noqa: PLC0415 - start-up

        if self._reading is None:
            return None
        return passage_at_hand(self, self._reading.post.id)

    def _copy_out(self, copied: "Copied") -> None:
        self.app.copy_to_clipboard(copied.text)
        self.status.say(copied.said)

    def action_copy_quote(self) -> None:
        """Copy the passage as a Markdown quote with its attribution."""
        from gulagreader.ui.passages.citing import quote  # noqa: PLC0415 - start-up

        passage = self.passage_at_hand()
        if self._reading is None or passage is None:
            self.status.say("There is no passage here to quote")
            return
        self._copy_out(quote(self._reading, self._services.info, passage))

    def action_pick_quote(self) -> None:
        """Copy what is selected as a quote."""
        self.action_copy_quote()

    def action_copy_address(self) -> None:
        """Copy the address of the post or comment, or else the stable id."""
        from gulagreader.ui.passages.citing import address  # noqa: PLC0415 - start-up

        reading = self._reading_at_hand()
        if reading is not None:
            self._copy_out(address(reading, self._comment_at_hand()))

    def _reading_at_hand(self) -> QuotedReading | None:
        """The open post; in the list the one under the cursor."""
        card = self.posts.under_cursor
        if self.session.leading is not Leading.POSTS or card is None:
            if self._reading is None:
                self.status.say("No post is open")
            return self._reading
        try:
            return self._services.read(card.id)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return None

    def _comment_at_hand(self) -> str | None:
        """The comment that is cited as a whole: the focused one, in the thread."""
        in_thread = self.session.leading is Leading.THREAD
        return self.thread_pane.focused_comment if in_thread else None

    def action_cite(self) -> None:
        """Copy a citation; the first time, and when asked again, choose its style."""
        from gulagreader.domain.citing import ReferenceStyle  # noqa: PLC0415 - start-up
        from gulagreader.ui.passages.citing import STYLE, STYLES  # noqa: PLC0415 - start-up
        from gulagreader.ui.screens.choice import ChoiceScreen  # noqa: PLC0415 - start-up

        reading = self._reading_at_hand()
        if reading is None:
            return
        kept = self._services.memory.setting(STYLE)
        styles = [style for style, _ in STYLES]
        known = [style for style in styles if style.value == kept]
        again = bool(self._cited) and self._cited in self.status.words
        if known and not again:
            self._cite(reading, known[0])
            return

        def take(number: int | None) -> None:
            if number is not None:
                style: ReferenceStyle = styles[number]
                self._services.memory.keep_setting(STYLE, style.value)
                self._cite(reading, style)

        first = styles.index(known[0]) if known else 0
        names = [name for _, name in STYLES]
        self.app.push_screen(ChoiceScreen("Cite in which style?", names, first), take)

    def _cite(self, reading: QuotedReading, style: "ReferenceStyle") -> None:
        from gulagreader.ui.passages.citing import citation  # noqa: PLC0415 - start-up

        of: Passage | str | None = None
        if self.session.leading is not Leading.POSTS:
            passage = self.passage_at_hand()
            chosen = passage is not None and passage.chosen
            of = passage if chosen else self._comment_at_hand()
        copied = citation(reading, self._services.info, of, style)
        self._cited = f"c: another style. {copied.said}"
        self._copy_out(replace(copied, said=self._cited))

    def action_browse_comment(self) -> None:
        """Open the focused comment's address in the browser."""
        from gulagreader.ui.program.editor import browse  # noqa: PLC0415 - start-up

        rows = self.thread_pane.thread.rows
        url = rows[self.thread_pane.focused_row].comment.url if rows else None
        words, problem = browse(self.app, url, "comment")
        self.status.say(words, problem=problem)
