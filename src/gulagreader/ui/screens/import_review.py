"""A look at sources before they are imported: decide about guesses, then import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from textual import on
from textual.content import Content
from textual.message import Message
from textual.timer import Timer

from gulagreader.domain.errors import GulagreaderError
from gulagreader.importing.archive import Decision
from gulagreader.services.import_deciding import (
    AS_GUESSED,
    ImportReview,
    Question,
    wants_line,
    with_line,
)
from gulagreader.services.import_look import (
    ImportLook,
    LookedPost,
    Version,
    source_lines,
    version_of,
)
from gulagreader.services.import_review import NOTHING_TAKEN, UNSURE, GuessKey
from gulagreader.services.wiring import Services
from gulagreader.text.blocks import Block
from gulagreader.ui.jobs import JobEnded, JobFailed, JobProgressed, run_job
from gulagreader.ui.panes.guess_rows import GuessFilter, NoteRow, PostRow, RowOrder
from gulagreader.ui.panes.guesses import GuessesPane
from gulagreader.ui.panes.reviewed_post import comment_blocks
from gulagreader.ui.panes.status import in_words
from gulagreader.ui.screens.import_review_layout import ReviewLayout
from gulagreader.ui.screens.name import NameScreen

_PREVIEW_SECONDS = 0.06
_LOOK = "look"
Takes = Mapping[GuessKey, str]
_Decisions = tuple[Decision, ...]


class ImportReviewScreen(ReviewLayout):
    """Shows what importing would bring; nothing is written before it is asked for."""

    @dataclass
    class ImportWanted(Message):
        """The reader wants all of it imported, as it is decided."""

        screen: "ImportReviewScreen"
        review: ImportReview

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

    def __init__(
        self, services: Services, paths: Sequence[Path], before: Takes = NOTHING_TAKEN
    ) -> None:
        """Take the library's services and the sources to look at.

        ``before`` is what was decided in a look that came to no import.
        """
        super().__init__(classes="-looking")
        self._services, self._paths, self._before = services, tuple(paths), before
        self.review: ImportReview | None = None
        """What is decided; None while the sources are looked at."""
        self._order = RowOrder()
        self._shown: tuple[object, ...] = ()
        self._of_source = False
        self._lines: Sequence[str] = ()
        self._counts = ""
        self._wait: Timer | None = None

    def on_mount(self) -> None:
        """Look at the sources."""
        self.preview.show_words("")
        self.say("Looking at the sources …")
        paths = self._paths
        run_job(self, _LOOK, lambda: self._services.look_at_sources(paths))

    # The look

    @on(JobProgressed)
    def _progressed(self, message: JobProgressed) -> None:
        if self.review is None:
            self.say(f"Looking at the sources: {in_words(message.progress)}")

    @on(JobFailed)
    def _failed(self, message: JobFailed) -> None:
        self.say(message.reason)

    @on(JobEnded)
    def _ended(self, message: JobEnded[object]) -> None:
        if isinstance(message.outcome, ImportLook) and self.query("#guesses"):
            there = {post.sha256 for post in message.outcome.posts}
            takes = {key: take for key, take in self._before.items() if key[0] in there}
            self.review = ImportReview(message.outcome, takes)
            self._count(self.review)
            self._show(keep=False)
            gone = len(self._before) - len(takes)
            if gone:
                self.say(f"{_many(gone, 'decision')} fell away: a source has changed")

    def _show(self, *, keep: bool = True) -> None:
        """Show the guesses as they are decided, and how many there are."""
        review = self.review
        if review is None:
            return
        self.guesses.show_review(review, self._order, keep=keep)
        order = "least sure first" if self._order.least_sure_first else "in order"
        self.guesses.border_title = Content(
            f"Guesses: {self._order.filter.value}, {order}"
        )
        self._tell(review)

    def _count(self, review: ImportReview) -> None:
        """Count what there is; it changes by decisions alone."""
        report = review.look.report
        guesses = [one.guess for one in review.guesses()]
        unsure = sum(one.confidence <= UNSURE for one in guesses)
        words = [
            f"{_many(len(guesses), 'guess', 'guesses')} ({unsure} unsure)",
            _many(len(review.look.posts), "post"),
            _many(self._comments(review), "comment"),
        ]
        if report.refused:
            words.insert(1, f"{len(report.refused)} refused")
        self._counts = " · ".join(words)

    def _tell(self, review: ImportReview) -> None:
        self.say(f"{len(review.takes)} decided of {self._counts}")

    def _comments(self, review: ImportReview) -> int:
        """How many comments would come in, those without a post among them."""
        posts = review.look.posts
        changed = sum(review.now(post)[1] - post.comments for post in posts)
        return review.look.report.comments + changed

    # The preview

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
            self._count(review)
            self._show()
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

    # Deciding

    @on(GuessesPane.Flipped)
    def action_flip(self) -> None:
        """Take the guess at hand for its next choice; fold a post at its heading."""
        row, question = self.guesses.at_hand, self.guesses.question_at_hand
        if isinstance(row, PostRow):
            self.action_fold(not row.folded)
        elif question is not None and not question.can_be_decided:
            self.say(f"This {question.guess.what} cannot be changed here")
        elif question is not None:
            take = question.next_take()
            if wants_line(take):
                self._ask_line(question, take)
            else:
                self._take(question, take)

    def _ask_line(self, question: Question, choice: str) -> None:
        """Ask from which line on; without an answer it is taken as guessed."""
        line = question.guess.line or 0
        later = [number for number, _ in question.context if number > line]

        def take(typed: str | None) -> None:
            if typed is not None and not (typed.isdecimal() and 0 < int(typed) < 10**9):
                self.say(f"“{typed}” is no number of a line")
            elif typed is None:
                self._take(question, AS_GUESSED)
            else:
                self._take(question, with_line(choice, int(typed)))

        prompt = f"{question.guess.what.capitalize()} {choice.removesuffix(' N')}"
        self.app.push_screen(NameScreen(prompt, str(min(later, default=line))), take)

    def _take(self, question: Question, take: str) -> None:
        review, post = self.review, self.guesses.post_at_hand
        if review is None or post is None:
            return
        self.guesses.show_taken(review.take(question, take))
        if self._order.filter is GuessFilter.DECIDED:
            self._show()
        self._tell(review)
        # At once: what is decided here may bring other guesses.
        self._read(review, post)

    def action_take_back(self) -> None:
        """Take the guess at hand for what it was guessed to be."""
        question = self.guesses.question_at_hand
        if question is not None and question.is_changed:
            self._take(question, AS_GUESSED)

    # What is shown

    def action_filter(self) -> None:
        """Show other guesses: all, the unsure ones, and so on."""
        self._order = replace(self._order, filter=self._order.filter.next())
        self._show()

    def action_sort(self) -> None:
        """Order by doubt, or as in the sources."""
        order = self._order
        self._order = replace(order, least_sure_first=not order.least_sure_first)
        self._show()

    def action_show_source(self) -> None:
        """Show the lines of the source, or the post."""
        self._of_source = not self._of_source
        self._preview()

    def action_fold(self, folded: bool) -> None:
        """Hide the guesses of the post at hand, or show them."""
        review, post = self.review, self.guesses.post_at_hand
        if review is None or post is None:
            return
        numbers = {
            number for number, one in enumerate(review.look.posts) if one is post
        }
        before = frozenset(self._order.folded)
        after = before | numbers if folded else before - numbers
        self._order = replace(self._order, folded=after)
        if folded and not isinstance(self.guesses.at_hand, PostRow):
            self.guesses.step_post(-1)
        self._show()

    def action_fold_all(self, folded: bool) -> None:
        """Hide the guesses of all posts, or show them."""
        if self.review is None:
            return
        every = frozenset(range(len(self.review.look.posts)))
        self._order = replace(self._order, folded=every if folded else frozenset())
        if folded and self.guesses.question_at_hand is not None:
            self.guesses.step_post(-1)
        self._show()

    # The end

    def action_import_all(self) -> None:
        """Import all of it as it is decided."""
        if self.review is None:
            self.say("The sources are still being looked at")
        elif not self.review.look.posts and not self.review.look.report.comments:
            self.say("There is nothing to import in it")
        else:
            self.post_message(self.ImportWanted(self, self.review))

    def action_leave(self) -> None:
        """Close one thing: the source, the post; at last the look itself."""
        if self._of_source:
            self.action_show_source()
        elif self.focused is self.preview:
            self.action_next_part(1)
        else:
            self.dismiss(None)


_NO_LINES = "Its lines cannot be shown: nothing in it can be decided here."


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
