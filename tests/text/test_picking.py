"""Selecting by moves: never outside the text, and each move can be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.text.markdown import parse_blocks
from gulagreader.text.picking import (
    PickableText,
    Picked,
    Unit,
    shown_words,
    source_span,
)

SOURCE = """\
The letter came in autumn. It said *little*, and that was “enough”.

> The stove draws.

- first thing
- second thing. It goes on.

---

The end &amp; no more."""
BLOCKS = parse_blocks(SOURCE)
TEXT = PickableText(BLOCKS)
DIRECTIONS = st.sampled_from([1, -1])
UNITS = st.sampled_from(Unit)
MOVES = st.one_of(
    st.tuples(st.just("go"), DIRECTIONS),
    st.tuples(st.just("stretch"), UNITS, DIRECTIONS),
    st.tuples(st.just("edge"), DIRECTIONS),
    st.tuples(st.just("turn")),
    st.tuples(st.just("unit")),
    st.tuples(
        st.just("place"), st.integers(0, len(BLOCKS)), st.integers(0, 80), DIRECTIONS
    ),
)


def moved(text: PickableText, picked: Picked, move: tuple[object, ...]) -> Picked:
    match move:
        case ("go", int(direction)):
            return text.gone(picked, direction)
        case ("stretch", Unit() as unit, int(direction)):
            if direction > 0:
                picked = TEXT.shrunk(TEXT.grown(picked, unit), unit)
            return text.stretched(picked, unit, direction)
        case ("edge", int(direction)):
            return text.to_edge(picked, direction)
        case ("turn",):
            at_start = not picked.at_start
            return Picked(picked.start, picked.end, picked.unit, at_start=at_start)
        case ("unit",):
            return text.by_next_unit(picked)
        case ("place", int(block), int(offset), int(direction)):
            went = text.gone_to(picked, (block, offset), direction)
            return text.stretched_to(went, (block, offset))
        case _:
            raise AssertionError(move)


@given(st.lists(MOVES, max_size=12))
def test_what_is_picked_stays_in_the_text_and_is_never_empty(
    moves: list[tuple[object, ...]],
) -> None:
    picked = TEXT.pick((0, 0))
    low, high = TEXT.whole
    for move in moves:
        picked = moved(TEXT, picked, move)
        assert low <= picked.start < picked.end <= high
        start, end = source_span(BLOCKS, picked.reach)
        assert 0 <= start < end <= len(SOURCE)
        assert shown_words(BLOCKS, picked.reach)


@given(st.integers(0, len(BLOCKS)), st.integers(0, 80), UNITS, st.booleans())
def test_taking_in_and_leaving_out_a_unit_undo_each_other(
    block: int, offset: int, unit: Unit, at_start: bool
) -> None:
    whole = TEXT.pick((block, offset), unit)
    picked = Picked(whole.start, whole.end, unit, at_start=at_start)
    direction = -1 if at_start else 1
    more = TEXT.grown(picked, unit)
    assert more == TEXT.stretched(picked, unit, direction)
    if more != picked:
        assert more.start <= picked.start
        assert more.end >= picked.end
        assert TEXT.shrunk(more, unit) == picked
        assert TEXT.stretched(more, unit, -direction) == picked


@given(st.integers(0, len(BLOCKS)), st.integers(0, 80), UNITS)
def test_going_on_and_back_undo_each_other(block: int, offset: int, unit: Unit) -> None:
    picked = TEXT.pick((block, offset), unit)
    on = TEXT.gone(picked, 1)
    if on != picked:
        assert on.start >= picked.end
        assert TEXT.gone(on, -1) == picked


def test_moves_by_sentence_go_from_paragraph_to_paragraph() -> None:
    picked = TEXT.pick((0, 0))
    seen = []
    for _ in range(7):
        seen.append(shown_words(BLOCKS, picked.reach))
        picked = TEXT.gone(picked, 1)
    assert seen == [
        "The letter came in autumn.",
        "It said little, and that was “enough”.",
        "The stove draws.",
        "first thing",
        "second thing.",
        "It goes on.",
        "The end & no more.",
    ]


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (Unit.SENTENCE, "It said little, and that was “enough”."),
        (Unit.WORD, "little"),
        (
            Unit.PARAGRAPH,
            "The letter came in autumn. It said little, and that was “enough”.",
        ),
    ],
)
def test_the_unit_at_a_place_is_picked(unit: Unit, words: str) -> None:
    assert shown_words(BLOCKS, TEXT.pick((0, 36), unit).reach) == words


def test_a_picked_stretch_knows_its_source_with_the_markup_in_it() -> None:
    start, end = source_span(BLOCKS, TEXT.pick((0, 36)).reach)
    assert SOURCE[start:end] == "It said *little*, and that was “enough”."
    start, end = source_span(BLOCKS, TEXT.pick((0, 36), Unit.WORD).reach)
    assert SOURCE[start:end] == "little"
    last = TEXT.whole[1][0]
    start, end = source_span(BLOCKS, ((last, 0), (last, 5)))
    assert SOURCE[start:end].startswith("The e")


def test_the_moving_end_takes_the_other_along_when_it_passes_it() -> None:
    first = TEXT.pick((0, 0))
    second = TEXT.gone(first, 1)
    back = TEXT.stretched(second, Unit.SENTENCE, -1)
    assert back.at_start
    assert back.start == first.start
    assert back.end == second.end


def test_a_text_without_words_cannot_be_picked() -> None:
    assert not PickableText(parse_blocks("---"))
    assert not PickableText(())
    assert PickableText(()).clipped(((0, 0), (3, 3))) is None
