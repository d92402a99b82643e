"""Anchors: the passage of a note, found again in a text that may have changed.

A passage is looked for in this order, and taken as soon as what stands around it
agrees:

1. at its place, or as far from it as its neighbours moved, with all that stood around
   it;
2. its very words with all that stood around them, nearest to its place;
3. its very words anywhere;
4. the same with other marks: quotation marks, dashes, blanks, emphasis, capitals;
5. what stands between what stood around it, and what is most like it.

How sure an anchor is, is ``likeness * (0.6 + 0.4 * agreement)``: the likeness of the
passage (1 less the edits for each of its characters), and how far what stands before
and after it agrees. What is less sure than 0.5 is no anchor: a passage whose
surroundings are as they were may change by half, one whose surroundings are gone by a
sixth, and a short one then not at all. The weights follow Hypothesis (its
``match-quote``), which gives the passage a little more than both surroundings.

Time grows with the text: words are found by Python's own search, and edit distances
are worked out in windows, of which there are a handful.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

from gulagreader.domain.notes import Anchor, Change, Selector
from gulagreader.text.mark_folding import Folded, fold_marks
from gulagreader.text.passages import Candidate, PassageFinder, nearest

AROUND = 32
"""Characters before and after a passage that are kept with it."""
_FARTHEST = 256
"""So many where the passage stands several times with fewer."""
LEAST_SURE = 0.5
_AGREEING = 0.8
Span = tuple[int, int]


def select(text: str, start: int, end: int) -> Selector:
    """Take a passage of a text, without the blanks at its ends.

    More than the usual 32 characters around it are kept where it would else not be
    told from another place with the same words.

    Raises:
        ValueError: the text has no such passage, or it is blank.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError("the text has no such passage")
    exact = text[start:end].strip()
    if not exact:
        raise ValueError("the passage is blank")
    start = text.index(exact, start)
    end = start + len(exact)
    around = AROUND
    while around < _FARTHEST:
        whole = text[max(0, start - around) : end + around]
        if text.find(whole, text.find(whole) + 1) < 0:
            break
        around *= 2
    prefix, suffix = text[max(0, start - around) : start], text[end : end + around]
    return Selector(exact, prefix, suffix, start, end)


def find_passages(text: str, passage: str) -> list[Span]:
    """Where words stand in a text, by their letters, else with other marks."""
    passage = passage.strip()
    if not passage:
        return []
    found = list(_occurrences(text, passage))
    if found:
        return [(at, at + len(passage)) for at in found]
    folded, sought = fold_marks(text), fold_marks(passage).text.strip()
    if not sought:
        return []
    size = len(sought)
    return [
        folded.source_span(at, at + size) for at in _occurrences(folded.text, sought)
    ]


def _occurrences(text: str, passage: str) -> Iterator[int]:
    at = text.find(passage)
    while at >= 0:
        yield at
        at = text.find(passage, at + 1)


class AnchoredText:
    """One text in which passages are found again."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _folded(self) -> Folded:
        return fold_marks(self.text)

    def place(self, selector: Selector) -> Anchor | None:
        """Find a passage again; None where nothing is like it enough."""
        return self._place(selector, 0)

    def place_all(self, selectors: Iterable[Selector]) -> list[Anchor | None]:
        """Find passages again, each knowing how far its neighbours moved."""
        given = list(selectors)
        found: list[Anchor | None] = [None] * len(given)
        moved = 0
        for number in sorted(range(len(given)), key=lambda at: given[at].start):
            anchor = found[number] = self._place(given[number], moved)
            if anchor is not None and anchor.sure == 1.0:
                moved = anchor.start - given[number].start
        return found

    def _place(self, selector: Selector, moved: int) -> Anchor | None:
        exact = selector.exact
        if not exact.strip():
            return None
        for place in dict.fromkeys((selector.start + moved, selector.start)):
            if self._stands(selector, place):
                return Anchor(place, place + len(exact), 1.0)
        at = self._with_surroundings(selector)
        if at is not None:
            return Anchor(at, at + len(exact), 1.0)
        best = self._best(selector)
        if best is None or best.sure < LEAST_SURE:
            return None
        change = self._change(best, selector)
        return Anchor(best.start, best.end, round(best.sure, 3), change)

    def _stands(self, selector: Selector, start: int) -> bool:
        """Whether a passage stands at a place with what was around it."""
        exact, prefix, suffix = selector.exact, selector.prefix, selector.suffix
        if start < 0 or not self.text.startswith(exact, start):
            return False
        if not prefix and not suffix:
            return selector.end - selector.start == len(exact)
        end = start + len(exact)
        before = start - len(prefix)
        return (
            before >= 0
            and self.text.startswith(prefix, before)
            and self.text.startswith(suffix, end)
        )

    def _with_surroundings(self, selector: Selector) -> int | None:
        prefix, suffix = selector.prefix, selector.suffix
        if not prefix and not suffix:
            return None
        whole = prefix + selector.exact + suffix
        place = selector.start - len(prefix)
        found = nearest(self.text, whole, place, 1)
        return found[0] + len(prefix) if found else None

    def _best(self, selector: Selector) -> Candidate | None:
        """The best of all that is like a passage, the more exact ways first."""
        finder = PassageFinder(self.text, self._folded, selector)
        found: list[Candidate] = []
        for way in (
            finder.by_letters,
            finder.by_folded_letters,
            finder.by_surroundings,
            finder.by_likeness,
        ):
            found += way()
            best = finder.best(found)
            if best is None or best.sure < LEAST_SURE:
                continue
            if best.agreement >= _AGREEING:
                return best
        best = finder.best(found)
        return None if best is None or finder.is_doubtful(best, found) else best

    def _change(self, found: Candidate, selector: Selector) -> Change:
        passage = self.text[found.start : found.end]
        if passage == selector.exact:
            return "none"
        same = (
            fold_marks(passage).text.strip() == fold_marks(selector.exact).text.strip()
        )
        return "marks" if same else "words"
