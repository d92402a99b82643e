"""Which quotations quote the same passage, whole or in part.

Two quotations are joined where they share a run of words that is too long to be the
same by chance: one often quotes a sentence of which the other gives the second half.
Short quotations are joined only where all their words are the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gulagreader.domain.quotations import Quotation
from gulagreader.text.words import words

_LEAST = 5
"""Quotations of fewer words are the same by chance."""
_RUN = 8
"""A common run of so many words is one passage."""

_Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A quotation and where it stands."""

    post: str
    comment: str | None
    quotation: Quotation


class Repeats:
    """The quotations of a library, ready to be asked where else they are quoted."""

    def __init__(self, every: Iterable[Standing]) -> None:
        self._every = tuple(every)
        self._with_run: dict[_Run, list[int]] = defaultdict(list)
        for number, one in enumerate(self._every):
            for run in set(_runs(one.quotation)):
                self._with_run[run].append(number)

    def of(self, one: Standing) -> list[Standing]:
        """The other quotations of the same passage, in the order they were given.

        A block quote and the marks in it count once.
        """
        numbers = {
            number
            for run in _runs(one.quotation)
            for number in self._with_run.get(run, ())
        }
        found: list[Standing] = []
        for number in sorted(numbers):
            other = self._every[number]
            if not any(_overlap(other, known) for known in (one, *found)):
                found.append(other)
        return found


def _runs(quotation: Quotation) -> Iterator[_Run]:
    """The runs of words by which a quotation is known: all of a short one's."""
    quoted = _quoted_words(quotation)
    if _LEAST <= len(quoted) < _RUN:
        yield tuple(quoted)
    for start in range(len(quoted) - _RUN + 1):
        yield tuple(quoted[start : start + _RUN])


def _quoted_words(quotation: Quotation) -> Sequence[str]:
    """The words quoted, without a citation that stands inside the marks."""
    text, citation = quotation.text, quotation.citation
    if citation is not None and citation.end <= quotation.end:
        start, end = (
            place - quotation.start for place in (citation.start, citation.end)
        )
        text = f"{text[:start]} {text[end:]}"
    return words(text)


def _overlap(one: Standing, other: Standing) -> bool:
    """Whether they stand in one place."""
    return (
        (one.post, one.comment) == (other.post, other.comment)
        and one.quotation.start < other.quotation.end
        and other.quotation.start < one.quotation.end
    )
