"""Questions that a text asks in its own words, and its first sentence."""

import pytest
from hypothesis import given, settings
from strategies import marked

from gulagreader.text.questions import asks, first_sentence, own_words, questions_in


def asked(text: str) -> list[str]:
    return [text[start:end] for start, end in questions_in(text)]


@pytest.mark.parametrize(
    "question",
    [
        "Was Stalin dead by then?",
        "Really?!",
        "Did he say “no”?",
        "Have you read “What is to be done?”, Ann?",
        "Is it http://example.org/a?",
        "Кто виноват?",
        "这是什么？",
        "أين؟",
        "Ποιος ήταν;",
        "Did Dr. Who know?",
    ],
)
def test_a_question_is_found_whole(question: str) -> None:
    assert asked(f"It was so. {question} I do not know.") == [question]


@pytest.mark.parametrize(
    "text",
    [
        "No question.",
        "He asked “Why?” and left.",
        "Он спросил: «Зачем?» и ушёл.",
        "> Was it so?\n\nIt was not.",
        "See http://example.org/?a=1 for it.",
        "It was (?) so.",
        "`a ? b : c` is code.",
        "One; two; three.",
        "",
    ],
)
def test_what_is_quoted_or_is_no_sentence_asks_nothing(text: str) -> None:
    assert asked(text) == []
    assert not asks(text)


def test_what_follows_a_block_quote_asks() -> None:
    assert asked("> Who was it?\n\nWho says that?") == ["Who says that?"]


@settings(max_examples=150)
@given(marked)
def test_every_text_is_answered_and_both_ways_agree(text: str) -> None:
    spans = questions_in(f"{text} a? {text}")
    assert all(start < end for start, end in spans)
    assert list(spans) == sorted(spans)
    assert asks(f"{text} a? {text}") >= bool(spans)


def test_the_first_sentence_is_told_without_markup() -> None:
    assert first_sentence("It was *so*. Then it was not.") == "It was so."
    assert first_sentence("> quoted words\n\nOwn words. More.") == "Own words."
    assert first_sentence("> only quoted words") == "only quoted words"
    assert first_sentence("# A heading\n\nThe text. More.") == "The text."
    assert first_sentence("# A heading") == "A heading"
    assert first_sentence("") == ""


def test_a_sentence_without_an_end_is_cut_at_a_word() -> None:
    sentence = first_sentence("word " * 200)
    assert len(sentence) <= 302
    assert sentence.endswith("word …")


def test_own_words_are_what_is_no_block_quote() -> None:
    assert own_words("> quoted\n> again\n\nown").strip() == "own"
    assert own_words("> quoted") == "> quoted"
    assert own_words("a > b") == "a > b"
