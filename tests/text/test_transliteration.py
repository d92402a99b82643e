"""Russian words in Latin letters, and back."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text.transliteration import SYSTEMS, spellings
from gulagreader.text.words import normalise

NAMES = [
    ("Солженицын", "Solzhenitsyn Solženicyn Solschenizyn Soljenitsyne"),
    ("Хрущёв", "Khrushchev Chruščev Hruŝev Chruschtschow Khrouchtchev"),
    ("Достоевский", "Dostoevsky Dostoyevsky Dostoevskii Dostojewski Dostoïevski"),
    ("Чуковская", "Chukovskaya Chukovskaia Čukovskaja Tschukowskaja Tchoukovskaïa"),
    ("Рязань", "Ryazan Riazan’ Rjazan' Rjasan"),
    ("Берия", "Beria Beriya Beriia Berija"),
    ("Горький", "Gorky Gorkii Gor’kij Gorki"),
    ("Александр", "Aleksandr Alexandr"),
    ("Ворошилов", "Voroshilov Vorošilov Woroschilow Vorochilov"),
]
PAIRS = [
    (normalise(russian), normalise(latin))
    for russian, many in NAMES
    for latin in many.split()
]


@pytest.mark.parametrize(("russian", "latin"), PAIRS)
def test_names_are_spelt_as_histories_and_catalogues_spell_them(
    russian: str, latin: str
) -> None:
    assert latin in spellings(russian)
    assert russian in spellings(latin, russian.startswith)


def test_a_spelling_keeps_to_one_system() -> None:
    found = spellings("щука")
    assert {"shchuka", "schtschuka", "chtchouka"} <= found
    assert not {"shchouka", "chtchuka"} & found


RUSSIAN = st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=5)
SPELT = RUSSIAN.map(lambda text: re.sub("(?<![бвгджзйклмнпрстфхцчшщ])[ъь]", "а", text))


@settings(max_examples=60)
@given(SPELT)
def test_every_spelling_leads_back(russian: str) -> None:
    for latin in spellings(russian):
        if latin:
            assert russian in spellings(latin, russian.startswith)


@given(SPELT)
def test_spellings_are_plain_latin_letters_in_every_system(russian: str) -> None:
    found = spellings(russian)
    assert found
    assert all(re.fullmatch("[a-z]*", latin) for latin in found)


@given(st.text(max_size=40))
def test_any_text_has_spellings_or_none(text: str) -> None:
    assert text not in spellings(text, lambda begun: len(begun) < 3)


def test_a_long_text_takes_no_time() -> None:
    assert len(spellings("shch" * 2000)) < 100


def test_every_system_has_every_letter() -> None:
    for table in SYSTEMS.values():
        assert set("абвгдежзийклмнопрстуфхцчшщъыьэюя") <= set(table)
