"""The brackets of a query while they are read: what stands in them, joined how."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gulagreader.domain.query_fields import Searched
from gulagreader.domain.query_parts import (
    Collection,
    Either,
    Every,
    InThread,
    Near,
    Not,
    Part,
    Phrase,
    Term,
)
from gulagreader.domain.query_words import shortened

MOST_NEAR = 16
"""Words and phrases of one ``near``: each pair more has to be compared in the text."""
_NEAR = "10"
"""How near is ``near(…)`` without a number."""
_FARTHEST = 1000
"""Words between the parts of a ``near``: farther apart is no nearness."""


@dataclass(slots=True)
class Group:
    """A bracket that is being read; the whole query is one without a sign."""

    closes: str = ""
    """The sign that ends it: ``)``, ``}``, or none of the whole query."""
    negated: bool = False
    thread: bool = False
    distance: int | None = None
    """Of ``near/5(``."""
    choices: list[list[Part | Searched]] = field(default_factory=list)
    """What stands side by side; each is a list of alternatives, joined by OR."""
    joined: bool = False
    """Whether the next part is an alternative to the last one."""
    negate_next: bool = False
    passed_over: str = ""
    """The signs that end brackets which were opened inside and not taken."""

    def add(self, part: Part | Searched | None) -> None:
        """Put a part beside the others, or as an alternative to the last."""
        if part is not None:
            if self.joined and self.choices:
                self.choices[-1].append(part)
            else:
                self.choices.append([part])
        self.joined = False

    def part(self) -> Part | None:
        """The group as one part; None where it is empty."""
        parts = [
            [part for part in choices if not isinstance(part, Searched)]
            for choices in self.choices
        ]
        if self.distance is not None:
            whole = _near(self.distance, [part for one in parts for part in one])
        else:
            whole = _one(Every, [_one(Either, choices) for choices in parts])
        if whole is not None and self.thread:
            # What stands in brackets of its own is to hold in one text of the thread.
            alone = len(self.choices) == 1 and isinstance(whole, Every)
            whole = InThread(Every((whole,)) if alone else whole)
        return Not(whole) if whole is not None and self.negated else whole

    def collection(self) -> tuple[Collection, tuple[str, ...]]:
        """What the whole query searches, and which ``in:`` had to be left out."""
        alone = [
            choices[0].collection
            for choices in self.choices
            if len(choices) == 1 and isinstance(choices[0], Searched)
        ]
        every = [
            part.collection
            for choices in self.choices
            for part in choices
            if isinstance(part, Searched)
        ]
        chosen: Collection = alone[0] if alone else "texts"
        for one in alone:
            if one == chosen:
                every.remove(one)
        return chosen, tuple(dict.fromkeys(every))


def read_distance(digits: str | None, *, loose: bool) -> tuple[int, tuple[str, ...]]:
    """How near is near, and what is to be said of how that was written.

    ``loose`` where it was written ``near(`` or ``near5(`` and that is to be told.
    """
    digits = digits or _NEAR
    shown = shortened(digits)
    told = (f"near(…) was read as near/{shown}(…)",) if loose else ()
    significant = digits.lstrip("0")
    distance = int(significant[:5] or 0)
    if len(significant) > 4 or distance > _FARTHEST:
        return _FARTHEST, (*told, f"near/{shown}(…): at most {_FARTHEST} is near")
    return distance, told


def _near(distance: int, parts: Sequence[Part]) -> Part | None:
    told = tuple(part for part in parts if isinstance(part, Term | Phrase))
    if len(told) < 2:
        return told[0] if told else None
    return Near(distance, told[:MOST_NEAR])


def _one(
    kind: "type[Every] | type[Either]", parts: Sequence[Part | None]
) -> Part | None:
    told = tuple(part for part in parts if part is not None)
    if len(told) < 2:
        return told[0] if told else None
    return kind(told)
