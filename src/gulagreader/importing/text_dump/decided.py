"""What a person decided about the guesses of an earlier reading of a dump."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gulagreader.importing.archive import DECIDED, Decision, Guess
from gulagreader.importing.text_dump.finding import Placed

_FROM_LINE = re.compile(r"from line (\d{1,9})")
PARTS = ("heading", "caption", "paragraph")
"""What a line of the body may be decided to be."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions about one dump."""

    decisions: Sequence[Decision] = ()

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
                (one.what == what and one.take == "no")
                or (one.what == f"no {what}" and one.take == "yes")
            )
            for one in self.decisions
        )

    def comments(self, placed: Placed | None) -> Placed | None:
        """The comments as decided: all, none, or those from a line on."""
        if placed is None:
            return None
        run = placed.run
        if self.refuses(run.starts[0] + 1, "comments"):
            return None
        for one in self.decisions:
            if one.what != "comments":
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
        if any(one.what == "comments" for one in self.decisions):
            return replace(guess, reason=DECIDED, confidence=1.0)
        return guess


NOTHING_DECIDED = Decided()
