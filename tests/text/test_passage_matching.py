"""Passages that two texts share, found by fingerprints and measured by alignment."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text import shared_passages as shared_passages_module
from gulagreader.text.passage_matching import (
    LEAST,
    Match,
    fingerprints,
    matches,
    numbered,
)
from gulagreader.text.shared_passages import (
    EDGE,
    Batch,
    Corpus,
    in_order,
    matched,
    paired,
    printed,
    starts_of,
)

_DECREE = (
    "convicted of economic and military crimes of pregnant women of women with "
    "children under ten and of persons with incurable diseases"
)
DECREE = _DECREE.split()


def made_up(seed: int, count: int) -> list[str]:
    chance = random.Random(seed)
    return [f"w{seed}x{chance.randrange(10**6)}" for _ in range(count)]


def corpus_of(texts: list[list[str]]) -> Corpus:
    """Texts one behind the other, as the library's are."""
    edge = [0] * EDGE
    numbers = [number for text in texts for number in (*numbered(text).tolist(), 0)]
    return Corpus(
        np.array([*edge, *numbers, *edge], np.uint32), starts_of(map(len, texts))
    )


def all_printed(corpus: Corpus) -> list[Batch]:
    return list(in_order(list(printed(corpus))))


def matched_pieces(corpus: Corpus) -> list[list[tuple[int, int, list[Match]]]]:
    """What texts share, in the pieces that it is found in."""
    pairs = [pair for batch in all_printed(corpus) for pair in paired(corpus, batch)]
    return [piece for batch in in_order(pairs) for piece in matched(corpus.text, batch)]


def shared(*texts: list[str]) -> list[tuple[int, int, list[Match]]]:
    pieces = matched_pieces(corpus_of(list(texts)))
    return [found for piece in pieces for found in piece]


def between(one: list[str], other: list[str]) -> list[tuple[list[str], list[str]]]:
    """The words of each passage that two texts share, in both."""
    found = shared(other, one)
    return [
        (one[m.start : m.end], other[m.other_start : m.other_end])
        for _, _, each in found
        for m in each
    ]


def test_a_passage_is_found_whole_wherever_it_stands() -> None:
    one = made_up(1, 40) + DECREE + made_up(2, 9)
    other = DECREE + made_up(3, 50)
    assert between(one, other) == [(DECREE, DECREE)]
    assert between(other, one) == [(DECREE, DECREE)]


@pytest.mark.parametrize(
    "changed",
    [
        [*DECREE[:9], "expecting", *DECREE[10:]],
        DECREE[:9] + DECREE[11:],
        [*DECREE[:9], "all", "those", *DECREE[9:]],
        [*DECREE[:4], "x", *DECREE[5:13], "y", *DECREE[14:]],
    ],
)
def test_a_passage_is_found_whole_although_words_differ(changed: list[str]) -> None:
    one = made_up(1, 20) + changed + made_up(2, 20)
    assert between(one, made_up(3, 5) + DECREE + made_up(4, 5)) == [(changed, DECREE)]


def test_a_few_words_in_common_are_no_passage() -> None:
    few = DECREE[: LEAST - 1]
    assert between(made_up(1, 9) + few, few + made_up(2, 9)) == []


def test_two_passages_of_one_text_are_two() -> None:
    first, second = DECREE[:10], DECREE[10:]
    one = made_up(1, 5) + second + made_up(2, 30) + first
    other = first + made_up(3, 30) + second
    assert between(one, other) == [(second, second), (first, first)]


@settings(max_examples=60)
@given(st.data())
def test_so_many_words_in_a_row_are_always_found(data: st.DataObject) -> None:
    few_words = st.sampled_from(["a", "b", "c", "d", "e", "f", "g"])
    texts = st.lists(few_words, max_size=30)
    passage = data.draw(st.lists(few_words, min_size=LEAST, max_size=20))
    one = [*data.draw(texts), *passage, *data.draw(texts)]
    other = [*data.draw(texts), *passage, *data.draw(texts)]
    found = between(one, other)
    assert found
    assert all(mine and its for mine, its in found)


@settings(max_examples=60)
@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=40), max_size=5))
def test_what_is_found_is_there(texts: list[list[str]]) -> None:
    for later, earlier, found in shared(*texts):
        assert later > earlier
        for one in found:
            assert 0 <= one.start < one.end <= len(texts[later])
            assert 0 <= one.other_start < one.other_end <= len(texts[earlier])
            assert texts[later][one.start] == texts[earlier][one.other_start]
            assert texts[later][one.end - 1] == texts[earlier][one.other_end - 1]
            assert 0 < one.score <= 1
            assert one.turned().turned() == one


def test_what_is_compared_in_small_pieces_is_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = [made_up(seed, 90) for seed in range(12)]
    mixed = [
        made[at][:20] + DECREE * (at % 3) + made[(at * 5 + 1) % 12][10:60]
        for at in range(12)
    ]
    texts = made + mixed + [DECREE] * 20
    corpus = corpus_of(texts)
    at_once = shared(*texts)
    whole = [np.concatenate(part) for part in zip(*all_printed(corpus), strict=True)]
    for name, size in (("_BATCH", 70), ("_SORTED", 16), ("_PAIRED", 9)):
        monkeypatch.setattr(shared_passages_module, name, size)
    monkeypatch.setattr(shared_passages_module, "_SAMPLES", 2)
    monkeypatch.setattr(shared_passages_module, "_COMPARED", 30)
    pieces = all_printed(corpus)
    assert len(pieces) > 4
    for one, other in zip(whole, zip(*pieces, strict=True), strict=True):
        assert one.tolist() == np.concatenate(other).tolist()
    assert len({later for later, _, _ in at_once}) > 20
    assert shared(*texts) == at_once
    assert len(matched_pieces(corpus)) > len(texts)


def test_no_shingle_crosses_from_text_to_text() -> None:
    assert all_printed(corpus_of([DECREE[:4], DECREE[4:8]])) == []
    assert len(fingerprints(numbered(DECREE[:4]))[0]) == 0


def test_of_very_many_with_some_words_each_finds_those_with_whom_it_shares_more() -> (
    None
):
    only_five = [[*made_up(seed, 20), *DECREE[4:9]] for seed in range(30)]
    whole = [[*made_up(100 + seed, 20), *DECREE[:12]] for seed in range(30)]
    found = shared(*only_five, *whole)
    first = len(only_five)
    pairs = {(later, earlier) for later, earlier, _ in found}
    assert {(later, first) for later in range(first + 1, first + len(whole))} <= pairs
    assert min(earlier for _, earlier in pairs) == first


def test_very_many_equal_texts_are_each_linked_with_the_first() -> None:
    found = shared(*[DECREE] * 300)
    assert [(later, earlier) for later, earlier, _ in found] == [
        (number, 0) for number in range(1, 300)
    ]


@pytest.mark.parametrize("period", [1, 2, 7])
def test_a_text_of_one_word_is_gone_through_once(period: int) -> None:
    long = [f"w{number % period}" for number in range(50_000)]
    seen = 0

    class Counted(list[int]):
        def __getitem__(self, place):  # type: ignore[no-untyped-def]
            nonlocal seen
            seen += 1
            return super().__getitem__(place)

    numbers = Counted(numbered(long).tolist())
    seeds = [(at, other) for at in range(20) for other in range(20)]
    found = matches(numbers, numbers, seeds)
    assert len(found) >= 1
    assert seen < 100 * len(long)
