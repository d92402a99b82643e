"""What a person decided about the guesses of an earlier reading of a dump."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gulagreader.importing.archive import DECIDED, Decision, Guess
from gulagreader.importing.text_dump.finding import Placed
from gulagreader.importing.text_dump.headed import HeadedThread
from gulagreader.importing.text_dump.speakers import Speaker, Speakers, decided_as

_FROM_LINE = re.compile(r"from line (\d{1,9})")
AS_A_LIST = "as a list"
BY_HEADS = "by who and when"
_COMMENTS = "comments"
PARTS = ("heading", "caption", "paragraph")
"""What a line of the body may be decided to be."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions about one dump."""

    decisions: Sequence[Decision] = ()

    def speakers(self) -> Speakers:
        """What was decided about who wrote each comment, and when."""
        return Speakers(self.decisions)

    def writer(self, line: int, what: str) -> Speaker | None:
        """What was decided about who wrote the post and when, as a line says it."""
        return Speakers(self.decisions, what).of(line)

    def _take(self, line: int, *whats: str) -> str | None:
        for one in self.decisions:
            if one.line == line and one.what in whats:
                return one.what if one.take == "yes" else one.take
        return None

    def part(self, line: int) -> str | None:
        """What a line of the body was decided to be; None where nobody decided."""
        taken = self._take(line, *PARTS)
        taken = "paragraph" if taken == "no" else taken
        return taken if taken in PARTS else None

    def refuses(self, line: int, what: str) -> bool:
        """Whether a person said no to a guess, now or in an earlier review."""
        return any(
            one.line == line
            and (
                (one.take == "no" and one.what == what)
                or (one.take == "no" and one.what.startswith(decided_as(what, "")))
                or (one.what == f"no {what}" and one.take == "yes")
            )
            for one in self.decisions
        )

    def form(self) -> tuple[int | None, str] | None:
        """How comments are to be told apart, and the line it was decided at."""
        for one in reversed(self.decisions):
            told = one.what.removeprefix(f"{_COMMENTS} ")
            if one.what == _COMMENTS or told in (AS_A_LIST, BY_HEADS):
                taken = told if one.take == "yes" else one.take
                if taken in (AS_A_LIST, BY_HEADS):
                    return one.line, taken
        return None

    def refuses_comments(self, line: int) -> bool:
        """Whether a person said that the comments found at a line are none."""
        return self.refuses(line, _COMMENTS) or any(
            one.line == line
            and one.take == "no"
            and one.what in (f"{_COMMENTS} {AS_A_LIST}", f"{_COMMENTS} {BY_HEADS}")
            for one in self.decisions
        )

    def _first(self) -> int | None:
        """The line that comments begin at, where somebody decided it."""
        for one in self.decisions:
            if one.what == _COMMENTS and _FROM_LINE.fullmatch(one.take):
                return int(one.take.split()[-1]) - 1
        return None

    def headed(self, thread: HeadedThread) -> HeadedThread | None:
        """Comments told by their heads, from the line that was decided."""
        first = self._first()
        if first is None:
            return thread
        kept = [
            (at, one)
            for at, one in zip(thread.starts, thread.comments, strict=True)
            if at >= first
        ]
        if not kept:
            return None
        if len(kept) == len(thread.comments):
            return thread
        ids = {one.id for _, one in kept}
        told = tuple(
            one if one.parent in ids else replace(one, parent=None) for _, one in kept
        )
        return replace(
            thread,
            start=kept[0][0],
            starts=tuple(at for at, _ in kept),
            comments=told,
        )

    def comments(self, placed: Placed | None) -> Placed | None:
        """The comments as decided: all, none, or those from a line on."""
        if placed is None:
            return None
        run = placed.run
        if self.refuses_comments(run.starts[0] + 1):
            return None
        for one in self.decisions:
            if one.what != _COMMENTS or one.take in (AS_A_LIST, BY_HEADS):
                continue
            later = _FROM_LINE.fullmatch(one.take)
            # “yes” to what was decided earlier means the line that was decided.
            line = int(later[1]) if later is not None else one.line or 0
            first = line - 1
            kept = tuple(at for at in run.starts if at >= first)
            if not kept:
                return None
            if len(kept) < len(run.starts):
                numbers = run.numbers[-len(kept) :] if run.numbers else run.numbers
                shorter = replace(run, starts=kept, numbers=numbers)
                return replace(placed, run=shorter, header=None)
        return placed

    def about_comments(self, guess: Guess) -> Guess:
        """The guess at the comments, or that a person decided about them."""
        form = self.form()
        if form is not None:
            other = BY_HEADS if form[1] == AS_A_LIST else AS_A_LIST
            what = f"{_COMMENTS} {form[1]}"
            return Guess(form[0] or guess.line, what, DECIDED, 1.0, ("no", other))
        if any(one.what == _COMMENTS for one in self.decisions):
            return replace(guess, reason=DECIDED, confidence=1.0)
        return guess


NOTHING_DECIDED = Decided()
