"""Where else the words of a quotation stand: in other quotations, or without marks.

Where the passages of a library were compared, that is what tells; quotations too short
for it, and those of a library where it was not done yet, are compared by their words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from gulagreader.domain.uptake import Link, LinkKind, PassagePlace
from gulagreader.services.repeats import Repeats, Standing
from gulagreader.text.words import words

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

    def _take(self, link: Link) -> None:
        source, target = link.source, link.target
        self._others[source.post, source.comment].append((source, target))
        self._others[target.post, target.comment].append((target, source))
        self._taken[target.post, target.comment].append((target, source))
        if link.kind is LinkKind.SHARED:
            self._taken[source.post, source.comment].append((source, target))

    def of(self, one: Standing) -> tuple[PassagePlace, ...]:
        """The other places, in the order of the library; of a quotation, all of it."""
        found = [
            self._whole(there)
            for here, there in self._others.get((one.post, one.comment), ())
            if here.meets(_place(one))
        ]
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
        return tuple(dict.fromkeys(found))

    def taken_up(self, one: Standing) -> int | None:
        """How many others took it up or share it; None where that is not known."""
        if not self._compared:
            return None
        return sum(
            here.meets(_place(one))
            for here, _ in self._taken.get((one.post, one.comment), ())
        )

    def _whole(self, place: PassagePlace) -> PassagePlace:
        """The quotation that most of a place stands in; else the place itself."""
        for one in self._in.get((place.post, place.comment), ()):
            whole = _place(one)
            common = min(whole.end, place.end) - max(whole.start, place.start)
            if 2 * common > place.end - place.start:
                return whole
        return place


def _place(one: Standing) -> PassagePlace:
    quotation = one.quotation
    return PassagePlace(one.post, one.comment, quotation.start, quotation.end)
