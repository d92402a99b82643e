"""A library's passages taken in as a whole: all texts are compared at once.

What is large is on the disk meanwhile: sorted in batches, and read again in order. So
the memory that is needed grows with the number of texts, and not with their words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gulagreader.domain.progress import Job, Progress
from gulagreader.services.uptake.gathered import GatheredTexts
from gulagreader.services.uptake.linking import link_rows
from gulagreader.services.uptake.quoted_elsewhere import QuotedElsewhere, lead_short
from gulagreader.services.uptake.state import PassagesState
from gulagreader.services.uptake.taking import Taker, add_post
from gulagreader.storage.passage_file import PassageFile
from gulagreader.storage.spilled import SpilledColumns
from gulagreader.text.shared_passages import Batch, in_order, matched, paired, printed

_COMPARING = "Comparing passages"
_KEPT = 64
"""Texts whose words are kept while they are compared with others."""


def build_passages(taker: Taker, path: Path) -> Job[PassagesState]:
    """Take in the whole library; the file of before stays until it is done."""
    total = sum(1 for _ in taker.library.post_files())
    taker.notes.clear()
    links = 0
    with PassageFile.make(path) as kept, GatheredTexts(path.parent) as texts:
        for done, file in enumerate(taker.library.post_files()):
            share = 0.75 * min(done / total, 1.0)
            yield Progress("Reading for passages", done, total, share)
            one = taker.take(file)
            if one is not None:
                texts.add(one, add_post(kept, one))
                links += len(one.links)
        found = yield from _Comparison(kept, texts).compare(path.parent)
        kept.links.make_quick()
        elsewhere = QuotedElsewhere(kept, taker, texts.by_number)
        found += yield from lead_short(elsewhere, kept, None)
        return PassagesState(len(texts), links + found, total, True, tuple(taker.notes))


@dataclass
class _Comparison:
    kept: PassageFile
    texts: GatheredTexts

    def compare(self, folder: Path) -> Job[int]:
        """Write the fingerprints of all texts and the links between them.

        Gives how many links there are. ``folder`` is where large columns are kept.
        """
        corpus = self.texts.corpus()
        numbers = self.texts.numbers()
        with SpilledColumns(folder) as prints, SpilledColumns(folder) as pairs:
            done = 0
            for batch in printed(corpus):
                prints.add(*batch)
                done += len(batch[0])
                at = int(batch[1][-1]) if len(batch[1]) else 0
                yield self._progress(at, 0.75, 0.05)
                self.texts.release()
            size, done = done, 0
            for batch in in_order(prints.batches()):
                self.kept.add_prints(_rows_of(batch, numbers))
                for part in paired(corpus, batch):
                    pairs.add(*part)
                    yield self._progress(done * len(self.texts) // size, 0.8, 0.1)
                done += len(batch[0])
                prints.release()
                self.texts.release()
            return (yield from self._match(pairs))

    def _match(self, pairs: SpilledColumns) -> Job[int]:
        links = 0
        texts = self.texts
        words = lru_cache(_KEPT)(lambda at: texts.side(at).text.numbers.tolist())
        for batch in in_order(pairs.batches()):
            at = int(batch[0][0]) if len(batch[0]) else 0
            for shared in matched(words, batch):
                yield self._progress(at, 0.9, 0.1)
                for later, earlier, found in shared:
                    rows = link_rows(texts.side(later), texts.side(earlier), found)
                    links += len(rows)
                    self.kept.links.add(rows)
            pairs.release()
            texts.release()
        return links

    def _progress(self, done: int, before: float, share: float) -> Progress:
        total = len(self.texts)
        return Progress(_COMPARING, done, total, before + share * done / max(total, 1))


def _rows_of(
    batch: Batch, numbers: NDArray[np.int64]
) -> Iterator[tuple[int, int, int]]:
    """Fingerprints as the file has them."""
    prints, texts, places = batch
    parts = prints.view(np.int64), numbers[texts], places
    yield from zip(*(part.tolist() for part in parts), strict=True)
