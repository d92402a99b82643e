"""Which short quotations are led anew after a change, so that all is as if made anew.

A quotation is where its seeds are, and what its words tell decides. So it is one that
has a seed in what is new or gone, or a word that tells something else now, or that
stands in a text of which other links changed.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from gulagreader.services.uptake.kept_counts import count_change
from gulagreader.storage.passage_file import PassageFile
from gulagreader.text.short_quotations import counted_as, every_seed


def short_to_lead(
    kept: PassageFile, gone: Sequence[bytes], new: Sequence[bytes], texts: Iterable[int]
) -> list[int] | None:
    """The numbers of quotations that are led anew; None for all.

    ``gone`` and ``new`` are the words of texts; ``texts`` those of which all quotations
    are led anew. Counts the words that are gone or new.
    """
    changed = count_change(kept, gone, new)
    if changed is None:
        return None
    chosen = set(kept.short.of_texts(texts))
    known = list(kept.short.every_key())
    numbers = np.array([number for number, *_ in known], np.int64)
    every = np.frombuffer(bytes(4).join([*gone, *new]), "<u4")
    seeds = np.frombuffer(b"".join(seeds for _, seeds, _ in known), "<i8")
    words = np.frombuffer(b"".join(words for *_, words in known), "<u4")
    for values, wanted, sizes in (
        (seeds, every_seed(every), [len(seeds) // 8 for _, seeds, _ in known]),
        (counted_as(words), changed, [len(words) // 4 for *_, words in known]),
    ):
        owners = np.repeat(numbers, sizes)
        chosen.update(owners[np.isin(values, wanted)].tolist())
    return sorted(chosen)
