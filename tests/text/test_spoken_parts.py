"""Texts said in parts: each over in about a minute, and nothing left out."""

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import marked

from gulagreader.text.markdown import parse_blocks
from gulagreader.text.spoken import spoken
from gulagreader.text.spoken_parts import LONG, spoken_parts, spoken_together

SENTENCE = "They came home in the spring, thin and silent, and nobody asked them. "


def test_a_short_text_is_said_at_once() -> None:
    parts = spoken_together(parse_blocks("One.\n\n> Two.\n\nThree."))
    assert [part.words for part in parts] == [
        "One.\nQuote:\nTwo.\nEnd of quote.\nThree."
    ]


def test_a_long_paragraph_is_said_some_sentences_at_a_time() -> None:
    source = SENTENCE * 40
    for parts in (
        spoken_parts(parse_blocks(source)),
        spoken_together(parse_blocks(source)),
    ):
        assert len(parts) > 3
        assert all(len(part.words) <= LONG for part in parts)
        assert all(part.words.endswith("asked them.") for part in parts)
        assert [source[p.start : p.end].strip() for p in parts] == [
            p.words for p in parts
        ]


def test_a_long_quotation_is_opened_in_its_first_part_and_closed_in_its_last() -> None:
    first, *_, last = spoken_parts(parse_blocks(f"> {SENTENCE * 30}"))
    assert first.words.startswith("Quote:\nThey came")
    assert last.words.endswith("asked them.\nEnd of quote.")


def test_short_paragraphs_are_said_together_and_long_texts_in_parts() -> None:
    parts = spoken_together(parse_blocks("\n\n".join([SENTENCE] * 30)))
    assert 1 < len(parts) < 10
    assert all(300 < len(part.words) <= LONG for part in parts)


def test_a_sentence_without_an_end_stays_whole() -> None:
    assert len(spoken_parts(parse_blocks("word " * 1000))) == 1


def test_nothing_is_said_of_nothing() -> None:
    assert spoken_together(parse_blocks("")) == []


@settings(max_examples=60)
@given(st.lists(marked, max_size=4), st.integers(0, 20))
def test_no_word_is_lost_and_the_parts_follow_one_another(
    texts: list[str], sentences: int
) -> None:
    blocks = parse_blocks("\n\n".join([*texts, SENTENCE * sentences]))
    every = " ".join("\n".join(spoken(blocks)).split())
    for parts in (spoken_parts(blocks), spoken_together(blocks)):
        assert " ".join(" ".join(part.words for part in parts).split()) == every
        assert all(part.start <= part.end for part in parts)
