"""A look at sources before they are imported: decide about guesses, then import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textual import on
from textual.content import Content
from textual.message import Message

from gulagreader.services.import_deciding import (
    AS_GUESSED,
    ImportReview,
    Question,
    wants_line,
    wants_words,
    with_line,
    with_words,
)
from gulagreader.services.import_look import ImportLook
from gulagreader.services.import_review import NOTHING_TAKEN, UNSURE, GuessKey
from gulagreader.services.wiring import Services
from gulagreader.ui.panes.guess_rows import GuessFilter, PostRow, RowOrder
from gulagreader.ui.panes.guesses import GuessesPane
from gulagreader.ui.panes.status import in_words
from gulagreader.ui.program.jobs import JobEnded, JobFailed, JobProgressed, run_job
from gulagreader.ui.screens.import_review_preview import PreviewingReview
from gulagreader.ui.screens.name import NameScreen

_LOOK = "look"
Takes = Mapping[GuessKey, str]


class ImportReviewScreen(PreviewingReview):
    """Shows what importing would bring; nothing is written before it is asked for."""

    @dataclass
    class ImportWanted(Message):
        """The reader wants all of it imported, as it is decided."""

        screen: "ImportReviewScreen"
        review: ImportReview

    def __init__(
        self, services: Services, paths: Sequence[Path], before: Takes = NOTHING_TAKEN
    ) -> None:
        """Take the library's services and the sources to look at.

        ``before`` is what was decided in a look that came to no import.
        """
        super().__init__()
        self._services, self._paths, self._before = services, tuple(paths), before
        self._order = RowOrder()
        self._counts = ""

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

    def _changed(self, review: ImportReview) -> None:
        """Show what has become of the guesses: reading a post brought others."""
        self._count(review)
        self._show()

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
            elif wants_words(take):
                self._ask_words(question, take)
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
        proposed = str(min(later, default=line))
        self.app.push_screen(NameScreen(prompt, proposed, may_be_empty=True), take)

    def _ask_words(self, question: Question, choice: str, again: str = "") -> None:
        """Ask for what is right; without an answer it is taken as guessed.

        ``again`` is what was typed before and cannot be taken.
        """

        def take(typed: str | None) -> None:
            words = AS_GUESSED if typed is None else with_words(choice, typed)
            why = question.why_not(words)
            if why is None:
                self._take(question, words)
            else:
                self.say(f"{why[:1].upper()}{why[1:]}")
                self._ask_words(question, choice, typed or "")

        prompt = f"{question.guess.what.partition(':')[0].capitalize()}:"
        value = again or question.guess.value
        self.app.push_screen(NameScreen(prompt, value, may_be_empty=True), take)

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


def _many(number: int, one: str, several: str = "") -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
