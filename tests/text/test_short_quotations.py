"""Short quotations as they are looked for: their seeds, and what their words tell."""

import numpy as np
import pytest

from gulagreader.text.passage_matching import numbered, word_number
from gulagreader.text.short_quotations import (
    Sieve,
    WordCounts,
    every_seed,
    seeds_of_short,
)

WORDS = ["they", "slept", "beside", "a", "warm", "stove", "all", "winter"]


def found_in(
    quoted: list[str], text: list[str], *, by_words: bool = False
) -> list[int]:
    """Where a text has seeds of a quotation, as words of it."""
    seeds = dict(seeds_of_short([quoted]))
    sieve = Sieve(list(seeds), numbered(quoted) if by_words else None)
    which, places = sieve.places(numbered(text))
    pairs = zip(which.tolist(), places.tolist(), strict=True)
    return [place - seeds[int(sieve.seeds[one])] for one, place in pairs]


@pytest.mark.parametrize("by_words", [False, True])
@pytest.mark.parametrize("length", [4, 5, 6, 7])
def test_with_any_word_misspelt_a_quotation_keeps_a_seed(
    length: int, *, by_words: bool
) -> None:
    quoted = WORDS[:length]
    text = ["once", *WORDS, "long"]
    assert set(found_in(quoted, text, by_words=by_words)) == {1}
    for number in range(length):
        slip = [*quoted[:number], "wrogn", *quoted[number + 1 :]]
        assert set(found_in(slip, text, by_words=by_words)) == {1}


def test_what_is_too_short_or_too_long_or_in_small_pieces_has_none() -> None:
    assert seeds_of_short([WORDS[:3]]) == ()
    assert seeds_of_short([WORDS]) == ()
    assert seeds_of_short([WORDS[:2], WORDS[3:5]]) == ()
    assert len(seeds_of_short([WORDS[:2], WORDS[3:6]])) == 1


def test_the_seeds_of_a_text_are_those_that_its_quotations_have() -> None:
    every = set(every_seed(numbered(WORDS)).tolist())
    for first in range(4):
        seeds = dict(seeds_of_short([WORDS[first : first + 5]]))
        assert set(seeds) <= every


def test_rare_words_tell_something_and_common_ones_nothing() -> None:
    counts = WordCounts()
    counts.add(numbered(["the", "of"] * 2000))
    counts.add(numbered(["stove", "orchard"]))
    assert counts.told_by([word_number("the"), word_number("of")]) == 0
    one, two = word_number("stove"), word_number("orchard")
    assert 4 < counts.told_by([one]) < 6
    assert np.isclose(counts.told_by([one, two]), 2 * counts.told_by([one]))
