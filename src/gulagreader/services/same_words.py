"""Where else the words of a quotation stand: in other quotations, or without marks.

Where the passages of a library were compared, that is what tells; quotations too short
for it, and those of a library where it was not done yet, are compared by their words.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from gulagreader.domain.uptake import Link, LinkKind, PassagePlace
from gulagreader.services.repeats import Repeats, Standing
from gulagreader.services.uptake.crowds import CROWD
from gulagreader.text.words import words

MOST_TOLD = 200
"""Places that are told of one quotation, so that of very many who share a passage not
each is told of each."""
_SHORT = 8
"""Words from which passages are compared across posts."""

_Text = tuple[str, str | None]


class SameWords:
    """The quotations of a library, ready to be asked where else their words stand."""

    def __init__(
        self, every: Sequence[Standing], links: Iterable[Link] | None = None
    ) -> None:
        """Take all quotations, and the links of the library where it was compared."""
        self._repeats = Repeats(every)
        self._compared = links is not None
        self._in: dict[_Text, list[Standing]] = defaultdict(list)
        for one in every:
            self._in[one.post, one.comment].append(one)
        self._order = {text: number for number, text in enumerate(self._in)}
        self._others: dict[_Text, list[tuple[PassagePlace, PassagePlace]]]
        self._others = defaultdict(list)
        self._taken: dict[_Text, list[tuple[PassagePlace, PassagePlace]]]
        self._taken = defaultdict(list)
        for link in links or ():
            self._take(link)
        self._crowds = {
            text: _Crowd(found)
            for text, found in self._others.items()
            if len(found) >= CROWD
        }
        """Whom very many have a passage from, each of them linked with that only."""

    def _take(self, link: Link) -> None:
        source, target = link.source, link.target
        self._others[source.post, source.comment].append((source, target))
        self._others[target.post, target.comment].append((target, source))
        self._taken[target.post, target.comment].append((target, source))
        if link.kind is LinkKind.SHARED:
            self._taken[source.post, source.comment].append((source, target))

    def of(self, one: Standing) -> tuple[PassagePlace, ...]:
        """The other places, in the order of the library; of a quotation, all of it."""
        own = _place(one)
        found = []
        for there in self._beside(own):
            found.append(self._whole(there))
            crowd = self._crowds.get((there.post, there.comment))
            if crowd is not None and len(found) < MOST_TOLD:
                most = MOST_TOLD - len(found)
                found += map(self._whole, islice(crowd.around(there, own), most))
        if not self._compared or len(words(one.quotation.text)) < _SHORT:
            found += [_place(other) for other in self._repeats.of(one)]
        last = len(self._order)
        found.sort(
            key=lambda place: (
                self._order.get((place.post, place.comment), last),
                place.post,
                place.start,
            )
        )
        return tuple(dict.fromkeys(found))[:MOST_TOLD]

    def _beside(self, own: PassagePlace) -> Iterator[PassagePlace]:
        for here, there in self._others.get((own.post, own.comment), ()):
            if here.meets(own):
                yield there

    def taken_up(self, one: Standing) -> int | None:
        """How many others took it up or share it; None where that is not known."""
        if not self._compared:
            return None
        own = _place(one)
        count = sum(
            here.meets(own) for here, _ in self._taken.get((one.post, one.comment), ())
        )
        # Where very many share it, those are counted who have it from the first, too.
        crowds = (
            self._crowds[there.post, there.comment].count(there)
            for there in self._beside(own)
            if (there.post, there.comment) in self._crowds
        )
        return max(count, max(crowds, default=0) if count else 0)

    def _whole(self, place: PassagePlace) -> PassagePlace:
        """The quotation that most of a place stands in; else the place itself."""
        for one in self._in.get((place.post, place.comment), ()):
            whole = _place(one)
            common = min(whole.end, place.end) - max(whole.start, place.start)
            if 2 * common > place.end - place.start:
                return whole
        return place


class _Crowd:
    """The stretches of a text that very many others have, and who these are."""

    def __init__(self, found: Sequence[tuple[PassagePlace, PassagePlace]]) -> None:
        self._found = sorted(found, key=lambda pair: pair[0].start)
        self._starts = [here.start for here, _ in self._found]
        self._ends = sorted(here.end for here, _ in self._found)

    def count(self, place: PassagePlace) -> int:
        """How many have words of a stretch."""
        begun = bisect_left(self._starts, place.end)
        return begun - bisect_right(self._ends, place.start)

    def around(self, place: PassagePlace, own: PassagePlace) -> Iterator[PassagePlace]:
        """Who have most of a stretch, in other texts than ``own``."""
        if self.count(place) < CROWD:
            return
        for here, there in self._found[: bisect_left(self._starts, place.end)]:
            common = min(here.end, place.end) - max(here.start, place.start)
            shorter = min(here.end - here.start, place.end - place.start)
            same = (there.post, there.comment) == (own.post, own.comment)
            if 2 * common >= shorter and not same and there.post != place.post:
                yield there


def _place(one: Standing) -> PassagePlace:
    quotation = one.quotation
    return PassagePlace(one.post, one.comment, quotation.start, quotation.end)
