"""Go back through the queries asked before, and return to what was being typed."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PastQueries:
    """The queries asked before, newest first, and which of them is in the line."""

    past: Sequence[str] = ()
    draft: str = ""
    """What stood in the line before."""
    number: int = -1
    """-1: the draft."""

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.past[self.number] if self.number >= 0 else self.draft

    def stepped(self, step: int) -> "PastQueries":
        """An older query (1), or a newer one (-1), as far as there are any.

        What stands in the line already is passed over.
        """
        number = self.number + step
        if step > 0 and number < len(self.past) and self.past[number] == self.text:
            number += 1
        kept = self.number if number >= len(self.past) else max(-1, number)
        return PastQueries(self.past, self.draft, kept)
