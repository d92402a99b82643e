"""What a person decided about the guesses of an earlier reading of a saved page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gulagreader.importing.archive import DECIDED, Decision, Guess


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """The decisions about one page; none of its guesses has a line."""

    decisions: Sequence[Decision] | None = ()
    """None where the page is one of many of a site, about which nobody can decide."""

    def take(self, what: str, choices: Collection[str]) -> str | None:
        """What a guess was decided to be; None where nobody decided."""
        for one in self.decisions or ():
            if one.what == what and one.take in choices:
                return one.take
        return None

    def refuses(self, what: str) -> bool:
        """Whether a person said no to a guess."""
        return self.take(what, ("no",)) is not None

    def guess(self, what: str, reason: str, sure: float, *choices: str) -> Guess:
        """A guess, with its choices where a person can decide about it."""
        offered = choices if self.decisions is not None else ()
        return Guess(None, what, reason, sure, offered)

    def made(self, what: str, *choices: str) -> Guess:
        """The decision that took the place of a guess."""
        return Guess(None, what, DECIDED, 1.0, choices)
