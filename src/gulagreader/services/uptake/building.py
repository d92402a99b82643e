"""A library's passages taken in as a whole: all texts are compared at once."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gulagreader.domain.progress import Job, Progress
from gulagreader.services.uptake.linking import Side, link_rows
from gulagreader.services.uptake.state import PassagesState
from gulagreader.services.uptake.taking import Taken, Taker, add_post
from gulagreader.storage.passage_file import PassageFile
from gulagreader.text.shared_passages import (
    Corpus,
    Printed,
    corpus_of,
    printed,
    shared_passages,
)

_STEP = 8
_WRITTEN = 1 << 15
"""Fingerprints that are written at once."""


def build_passages(taker: Taker, path: Path) -> Job[PassagesState]:
    """Take in the whole library; the file of before stays until it is done."""
    files = list(taker.library.post_files())
    taker.notes.clear()
    taken: list[Taken] = []
    for done, file in enumerate(files):
        share = 0.7 * done / len(files)
        yield Progress("Reading for passages", done, len(files), share)
        one = taker.take(file)
        if one is not None:
            taken.append(one)
    # Where very many texts share a passage, they are linked with the first one.
    taken.sort(key=lambda one: one.order)
    with PassageFile.make(path) as kept:
        texts, links = yield from _compare(kept, taken)
    return PassagesState(texts, links, len(files), True, tuple(taker.notes))


def _compare(kept: PassageFile, taken: Sequence[Taken]) -> Job[tuple[int, int]]:
    """Write all posts and what they share; gives how many texts and links there are."""
    texts = [text for one in taken for text in one.texts]
    owners = [one for one in taken for _ in one.texts]
    numbers: list[int] = []
    for done, one in enumerate(taken):
        if done % _STEP == 0:
            yield Progress("Comparing passages", done, len(taken), 0.7)
        numbers += add_post(kept, one)
    links = sum(len(one.links) for one in taken)
    yield Progress("Comparing passages", 0, len(texts), 0.75)
    corpus = corpus_of([text.numbers for text in texts])
    prints, own, places = yield from _printed(corpus, len(texts))
    later = 0
    for shared in shared_passages(corpus, prints, own, places):
        share = 0.8 + 0.1 * later / max(len(texts), 1)
        yield Progress("Comparing passages", later, len(texts), share)
        for later, earlier, found in shared:
            rows = link_rows(
                Side(numbers[later], texts[later], owners[later]),
                Side(numbers[earlier], texts[earlier], owners[earlier]),
                found,
            )
            links += len(rows)
            kept.add_links(rows)
    every = np.array(numbers, np.int64)
    parts = prints.view(np.int64), every[own] if len(own) else own, places
    for at in range(0, len(prints), _WRITTEN):
        share = 0.9 + 0.1 * at / len(prints)
        yield Progress("Writing passages", at, len(prints), share)
        kept.add_prints(_rows_of(*(part[at : at + _WRITTEN] for part in parts)))
    return len(texts), links


def _printed(corpus: Corpus, count: int) -> Job[Printed]:
    """The fingerprints of all texts, of which there are ``count``."""
    printing = printed(corpus)
    while True:
        try:
            share = next(printing)
        except StopIteration as end:
            found: Printed = end.value
            return found
        done = int(share * count) // 2
        yield Progress("Comparing passages", done, count, 0.75 + 0.05 * share)


def _rows_of(*parts: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    one, two, three = (part.tolist() for part in parts)
    yield from zip(one, two, three, strict=True)
