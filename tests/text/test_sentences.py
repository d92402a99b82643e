"""Where the sentences of a text begin and end, in several languages."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.text.sentences import sentence_at, sentences


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Smith met J. R. Ewing at 5 p.m. yesterday.",
        "See p. 12, no. 4 and vol. 2 of the report.",
        "“Why?” he asked.",
        "She left... and came back.",
        "“They are released.” (Geldern 1953).",
        "Это ст. 58 УК, т. е. политическая.",
        "В г. Магадане и т. д. и т. п. было холодно.",
        "А. И. Солженицын пришёл… и ушёл.",
        "«Куда?» — спросил он.",
        "Am 5. März 1953 starb er.",
        "Das heißt z. B. nichts, bzw. wenig.",
        "Nach dem XX. Parteitag ging er.",
        "1. The number of a paragraph ends nothing.",
        "No end at all",
        "Version 3.14 of example.org was fine.",
    ],
)
def test_a_sentence_is_not_cut(whole: str) -> None:
    assert said(whole) == [whole]


@pytest.mark.parametrize(
    "pair",
    [
        ("He was gone.", "Then he came."),
        ("“They were released.”", "Nobody was told."),
        ("He asked why.[1]", "Nobody knew."),
        ("Он писал в 1953 г.", "Тогда вышел указ."),
        ("Он взял хлеб, соль и т. д.", "Потом ушёл."),
        ("«Домой!»", "Она встала."),
        ("Dr. Müller kam usw.", "Dann nicht."),
        ("I said no.", "Then I left."),
        ("It ended in 1953.", "Then more (see below)."),
        ("これは文です。", "次の文です。"),
    ],
)
def test_two_sentences_are_two(pair: tuple[str, str]) -> None:
    space = "" if pair[0].endswith("。") else " "
    assert said(space.join(pair)) == list(pair)


def test_behind_greek_a_semicolon_ends_a_sentence_and_elsewhere_not() -> None:
    asked = "Ποιος ήταν; Δεν ξέρω. One; two; three."
    assert [asked[start:end] for start, end in sentences(asked)] == [
        "Ποιος ήταν;",
        "Δεν ξέρω.",
        "One; two; three.",
    ]


def test_who_writes_in_small_letters_has_sentences_too() -> None:
    assert said("i think so. you don't? fine") == ["i think so.", "you don't?", "fine"]


def test_a_place_between_sentences_belongs_to_the_one_before() -> None:
    text = "One.  Two."
    assert sentence_at(text, 5) == (0, 4)
    assert sentence_at(text, 6) == (6, 10)
    assert sentence_at("", 0) is None


@given(st.text(alphabet="aбZЖ1. ?!…»“”)(—\n。", max_size=60))
def test_sentences_hold_every_character_that_is_no_space(text: str) -> None:
    spans = sentences(text)
    inside = {at for start, end in spans for at in range(start, end)}
    assert {at for at, char in enumerate(text) if not char.isspace()} <= inside
    assert list(spans) == sorted(spans)
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert end <= start
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
