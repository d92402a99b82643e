"""Quotations in a thread, led to the post or the comment above that they come from."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from gulagreader.domain.comments import Thread
from gulagreader.domain.quotations import Quotation, QuotationKind
from gulagreader.domain.uptake import Link, LinkKind, PassagePlace
from gulagreader.services.uptake.misspelt import Misspelt
from gulagreader.services.uptake.thread_texts import Text, ThreadTexts, together
from gulagreader.text.passage_matching import Numbers
from gulagreader.text.quoted_pieces import (
    LEAST_QUOTED,
    Found,
    find_pieces,
    length_of,
    pieces_of,
    seeds_of,
)

_NEAREST = 300
"""Places above a comment, nearest first, that are looked at for one quotation."""
_MOST_ABOVE = 100
"""Comments above in the same branch that come before all others."""
_MOST_TRIED = 20
"""Texts above, nearest first, in which one quotation is tried, beside the post."""
_Seed = tuple[int, ...]
_Wanted = tuple[Quotation, tuple[tuple[int, ...], ...], list[tuple[int, _Seed]]]


def quoted_above(post: str, thread: Thread, read: ThreadTexts) -> Iterator[Link]:
    """A link for each quotation in a comment whose words stand above it."""
    texts = read.texts
    wanted = dict(_wanted(read))
    if not wanted:
        return
    numbers, starts = together(texts)
    misspelt = Misspelt(read, numbers, starts)
    known = {
        seed for each in wanted.values() for _, _, seeds in each for _, seed in seeds
    }
    places = _places(numbers, known)
    words: dict[int, list[int]] = {}
    for number, quotations in wanted.items():
        order = _order_above(thread, number - 1)
        led = -1
        for quotation, pieces, seeds in quotations:
            if quotation.end <= led:
                continue  # inside one that was led already
            near = _near(seeds, places, starts, number)
            found = _best(pieces, near, order, texts, words)
            if found is None:
                found = misspelt.find(number, quotation, order)
            if found is not None:
                led = quotation.end
                yield _link(post, texts, number, quotation, *found)


def _wanted(read: ThreadTexts) -> Iterator[tuple[int, list[_Wanted]]]:
    """The quotations of the comments that can be looked for."""
    for number, quotations in read.quotations.items():
        if number == 0:
            continue
        found: list[_Wanted] = []
        for one in quotations:
            if one.kind is QuotationKind.TITLE:
                continue  # both name the same work
            pieces = pieces_of(one)
            if pieces and length_of(pieces) >= LEAST_QUOTED and seeds_of(pieces):
                found.append((one, pieces, seeds_of(pieces)))
        if found:
            yield number, found


def _places(numbers: Numbers, wanted: set[_Seed]) -> dict[_Seed, list[int]]:
    """Where each seed stands in the words of the thread."""
    places: dict[_Seed, list[int]] = defaultdict(list)
    if len(numbers) < LEAST_QUOTED:
        return places
    # Each of the three words first, as arrays; what is left is looked at one by one.
    first = np.fromiter({seed[0] for seed in wanted}, np.uint32)
    second = np.fromiter({seed[1] for seed in wanted}, np.uint32)
    third = np.fromiter({seed[2] for seed in wanted}, np.uint32)
    fits = np.isin(numbers[:-2], first)
    at = np.flatnonzero(fits)
    at = at[np.isin(numbers[at + 1], second) & np.isin(numbers[at + 2], third)]
    triples = zip(
        numbers[at].tolist(),
        numbers[at + 1].tolist(),
        numbers[at + 2].tolist(),
        at.tolist(),
        strict=True,
    )
    for one, two, three, place in triples:
        if (one, two, three) in wanted:
            places[one, two, three].append(place)
    return places


def _order_above(thread: Thread, row: int) -> dict[int, int]:
    """How near the texts of a branch are: the comment answered first, then those above.

    Keys are numbers of texts, which are one more than rows; the post is 0.
    """
    order: dict[int, int] = {}
    above = thread.rows[row].parent
    while above is not None and len(order) < _MOST_ABOVE:
        order[above + 1] = len(order)
        above = thread.rows[above].parent
    order[0] = len(order)
    return order


def _near(
    seeds: Sequence[tuple[int, _Seed]],
    places: dict[_Seed, list[int]],
    starts: Sequence[int],
    number: int,
) -> dict[int, list[tuple[int, int]]]:
    """Where the seeds of a quotation stand above its comment, by text."""
    near: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for offset, seed in seeds:
        known = places.get(seed, [])
        end = bisect_left(known, starts[number])
        in_post = bisect_left(known, starts[1])
        chosen = (
            *known[: min(in_post, _NEAREST)],
            *known[max(in_post, end - _NEAREST) : end],
        )
        for place in chosen:
            text = bisect_right(starts, place) - 1
            near[text].append((place - starts[text], offset))
    return near


def _best(
    pieces: Sequence[Sequence[int]],
    near: dict[int, list[tuple[int, int]]],
    order: dict[int, int],
    texts: Sequence[Text],
    words: dict[int, list[int]],
) -> tuple[int, Found] | None:
    """The text that a quotation fits best; of equals the one nearest above."""
    best: tuple[int, Found] | None = None
    worth = (0.0, False)
    ranked = sorted(near, key=lambda one: (order.get(one, len(order)), -one))
    chosen = ranked[:_MOST_TRIED]
    for text in chosen if 0 in chosen or 0 not in near else (*chosen, 0):
        if text not in words:
            words[text] = texts[text].numbers.tolist()
        found = find_pieces(pieces, words[text], near[text])
        if found is None:
            continue
        # Where a text quotes the words itself, they come from farther above.
        own = not texts[text].is_marked(*texts[text].span(found.start, found.end))
        if best is None or (found.score, own) > worth:
            best, worth = (text, found), (found.score, own)
        if worth == (1.0, True):
            break
    return best


def _link(
    post: str,
    texts: Sequence[Text],
    number: int,
    quotation: Quotation,
    target: int,
    found: Found,
) -> Link:
    source = PassagePlace(post, texts[number].comment, quotation.start, quotation.end)
    place = PassagePlace(
        post, texts[target].comment, *texts[target].span(found.start, found.end)
    )
    return Link(source, place, LinkKind.QUOTED, found.score)
