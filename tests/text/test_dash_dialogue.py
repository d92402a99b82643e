"""Dialogue that dashes tell, and the lists and signatures that begin with dashes."""

import pytest

from gulagreader.domain.quotations import QuotationKind
from gulagreader.text.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "— Ты где был? — спросила она. — В поле, — ответил он, — у реки.",
            ["— Ты где был?", "— В поле,", "— у реки."],
        ),
        (
            "— Я — никто, — сказал он.",
            ["— Я — никто,"],
        ),
        (
            "—¿Qué hora es? —preguntó Irene—. Ya es tarde.",
            ["—¿Qué hora es?", "Ya es tarde."],
        ),
        (
            "— Où est le pain ? demanda Paul.\n— Il n’y en a plus.",
            ["— Où est le pain ?", "— Il n’y en a plus."],
        ),
        (
            "– Kto tam? – zapytała matka.\n\n– Swój.",
            ["– Kto tam?", "– Swój."],
        ),
    ],
)
def test_dialogue_of_dashes_is_speech(text: str, said: list[str]) -> None:
    found = find_quotations(text)
    assert [one.text for one in found] == said
    assert {one.kind for one in found} == {QuotationKind.SPEECH}


@pytest.mark.parametrize(
    "text",
    [
        "— Anna Petrova",
        "— Anna Petrova, letter of 1953.",
        "— a spoon\n— a cup",
        "— One spoon;\n— One cup;",
        "The camp — a town — was closed.",
        "— Nobody wrote it down.",
    ],
)
def test_a_dash_alone_makes_no_dialogue(text: str) -> None:
    assert find_quotations(text) == ()


def test_who_speaks_is_read_from_the_words_behind_the_dash() -> None:
    first, second = find_quotations("— Пора, — сказала Вера. — Уже светает.")
    assert (first.speaker, second.speaker) == ("Вера", None)


def test_marks_in_dialogue_of_dashes_are_one_level_deeper() -> None:
    outer, inner = find_quotations("— Он читал «Правду»? — спросил Пётр.")
    assert (outer.level, inner.level) == (1, 2)


def test_of_a_tag_and_a_mark_that_cross_the_mark_is_kept() -> None:
    (found,) = find_quotations("He said <q>we “go</q> home” now.")
    assert found.text == "“go</q> home”"
