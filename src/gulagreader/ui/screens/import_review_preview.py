"""The look at sources shows the post at hand as it is decided, or its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message
from textual.timer import Timer

from gulagreader.domain.errors import GulagreaderError
from gulagreader.importing.archive import Decision
from gulagreader.services.import_deciding import ImportReview
from gulagreader.services.import_look import (
    LookedPost,
    Version,
    source_lines,
    version_of,
)
from gulagreader.text.blocks import Block
from gulagreader.ui.panes.guess_rows import NoteRow
from gulagreader.ui.panes.guesses import GuessesPane
from gulagreader.ui.panes.reviewed_post import comment_blocks
from gulagreader.ui.screens.import_review_layout import ReviewLayout

_PREVIEW_SECONDS = 0.06
_NO_LINES = "Its lines cannot be shown: nothing in it can be decided here."
_Decisions = tuple[Decision, ...]


class PreviewingReview(ReviewLayout):
    """A look at sources whose post at hand is shown, read in a thread."""

    @dataclass
    class Read(Message):
        """A post was read with some decisions, or cannot be."""

        post: LookedPost
        decisions: _Decisions
        version: Version | None
        comments: Sequence[Block] = ()
        problem: str = ""

    @dataclass
    class SourceRead(Message):
        """The lines of a post's source were read, or cannot be."""

        post: LookedPost
        lines: Sequence[str]
        problem: str = ""

    def __init__(self) -> None:
        super().__init__(classes="-looking")
        self.review: ImportReview | None = None
        """What is decided; None while the sources are looked at."""
        self._shown: tuple[object, ...] = ()
        self._of_source = False
        self._lines: Sequence[str] = ()
        self._wait: Timer | None = None

    def _changed(self, review: ImportReview) -> None:
        """Show what has become of the guesses: reading a post brought others."""

    @on(GuessesPane.Highlighted)
    def _highlighted(self) -> None:
        if self._wait is not None:
            self._wait.stop()
        self._wait = self.set_timer(_PREVIEW_SECONDS, self._preview)

    def _preview(self) -> None:
        """Show what is under the cursor, read in a thread where it must be."""
        review = self.review
        if review is None or not self.query("#guesses"):
            return
        post = self.guesses.post_at_hand
        if post is None:
            row = self.guesses.at_hand
            self._shown = ()
            words = f"{row.file}: {row.words}" if isinstance(row, NoteRow) else ""
            self.preview.show_words(words)
        elif self._of_source:
            if self._shown == ("source", post):
                self._show_place()
            else:
                self._in_thread("source", partial(self._read_source, post))
        elif self._shown == (post, review.decisions(post)):
            self._show_place()
        else:
            self._read(review, post)

    def _read(self, review: ImportReview, post: LookedPost) -> None:
        decisions = review.decisions(post)
        self._in_thread("preview", partial(self._read_version, post, decisions))

    def _in_thread(self, group: str, work: partial[None]) -> None:
        self.run_worker(work, group=group, thread=True, exclusive=True)

    def _read_version(self, post: LookedPost, decisions: _Decisions) -> None:
        try:
            version = version_of(post, decisions)
        except GulagreaderError as error:
            self.post_message(self.Read(post, decisions, None, (), str(error)))
        else:
            comments = comment_blocks(version.thread)
            self.post_message(self.Read(post, decisions, version, comments))

    def _read_source(self, post: LookedPost) -> None:
        try:
            self.post_message(self.SourceRead(post, source_lines(post)))
        except GulagreaderError as error:
            self.post_message(self.SourceRead(post, (), str(error)))

    @on(Read)
    def _show_version(self, message: Read) -> None:
        review, post = self.review, message.post
        if review is None or not self.query("#guesses"):
            return
        if message.decisions != review.decisions(post):
            return  # decided otherwise meanwhile; that is being read
        version = message.version
        if version is not None and review.take_in(post, version):
            self._changed(review)
        if post != self.guesses.post_at_hand or self._of_source:
            return
        if version is None:
            self._shown = ()
            self.preview.show_words(message.problem)
            return
        self._shown = (post, review.decisions(post))
        self.preview.show_version(version, message.comments, self._line_at_hand())

    @on(SourceRead)
    def _show_source(self, message: SourceRead) -> None:
        if not self.query("#guesses") or not self._of_source:
            return
        if message.post != self.guesses.post_at_hand:
            return
        if not message.lines:
            self._shown = ()
            self.preview.show_words(message.problem or _NO_LINES)
            return
        self._shown = ("source", message.post)
        self.preview.show_source(message.lines, self._number_at_hand())
        self._lines = message.lines

    def _show_place(self) -> None:
        """Go to the place of the guess at hand in what is shown already."""
        if self._of_source:
            self.preview.show_source(self._lines, self._number_at_hand())
        else:
            self.preview.show_line(self._line_at_hand())

    def _number_at_hand(self) -> int | None:
        question = self.guesses.question_at_hand
        return question.guess.line if question is not None else None

    def _line_at_hand(self) -> str:
        question = self.guesses.question_at_hand
        if question is None:
            return ""
        lines = dict(question.context)
        return lines.get(question.guess.line or 0, "")

    def action_show_source(self) -> None:
        """Show the lines of the source, or the post."""
        self._of_source = not self._of_source
        self._preview()
