"""How often words stand in a library, as the file of its passages has it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from gulagreader.storage.passage_file import PassageFile
from gulagreader.text.passage_matching import Numbers
from gulagreader.text.short_quotations import (
    ALL_WORDS,
    bits_told,
    counted_as,
    is_as_large,
)


@dataclass
class KeptCounts:
    """What words tell, by the counts of a file; read when they are asked for."""

    kept: PassageFile
    _known: dict[int, int] = field(default_factory=dict)

    def told_by(self, words: Sequence[int]) -> float:
        """How many bits some words tell together, beyond those of common ones."""
        keys = counted_as(np.array(words, np.uint32)).tolist()
        new = [key for key in (ALL_WORDS, *keys) if key not in self._known]
        if new:
            self._known.update(dict.fromkeys(new, 0))
            self._known.update(self.kept.short.counts(new))
        counts = np.array([self._known[key] for key in keys], np.int64)
        return float(bits_told(counts, self._known[ALL_WORDS]).sum())


def count_change(
    kept: PassageFile, gone: Sequence[bytes], new: Sequence[bytes]
) -> Numbers | None:
    """Count the words of texts that are gone, and of new ones.

    Gives what is counted of the words that tell something else now; None where all
    may.
    """
    before, after = (
        counted_as(np.frombuffer(b"".join(part), "<u4")) for part in (gone, new)
    )
    keys, rank = np.unique(np.concatenate([before, after]), return_inverse=True)
    signs = np.repeat(np.array([-1, 1]), [len(before), len(after)])
    more = np.bincount(rank, signs, len(keys)).astype(np.int64)
    keys, more = keys[more != 0], more[more != 0]
    known = kept.short.counts([ALL_WORDS, *keys.tolist()])
    total = known.get(ALL_WORDS, 0)
    now = total + len(after) - len(before)
    rows = [(ALL_WORDS, now - total), *zip(keys.tolist(), more.tolist(), strict=True)]
    kept.short.change_counts(rows)
    if not is_as_large(total, now):
        return None
    counts = np.array([known.get(key, 0) for key in keys.tolist()], np.int64)
    changed: Numbers = keys[bits_told(counts, total) != bits_told(counts + more, now)]
    return changed
