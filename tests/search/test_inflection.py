"""Which words are forms of one another, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.search.inflection import Inflection
from gulagreader.text.words import normalise

ENGLISH = Inflection(["en"])


@pytest.mark.parametrize(
    "family",
    [
        "prisoner prisoners prisoner’s",
        "deport deports deported deporting deportation deportations",
        "amnesty amnesties amnestied",
        "author authors authored",
        "order orders ordered ordering",
        "sentence sentences sentenced sentencing",
        "general generals",
        "hope hopes hoped hoping",
        "stop stops stopped stopping",
        "authority authorities",
        "Солженицын Солженицына Солженицыну Солженицыным Солженицыне",
        "Хрущёв Хрущёва Хрущёву Хрущёвым",
        "Ежов Ежова Ежову Ежовым",
        "Ахматова Ахматовой Ахматову",
        "Берия Берии Берией",
        "Достоевский Достоевского Достоевскому",
        "лагерь лагеря лагерей лагерям",
    ],
)
def test_forms_of_a_word_are_one_family(family: str) -> None:
    first, *others = map(normalise, family.split())
    assert all(ENGLISH.akin(first, other) for other in others)
    assert all(ENGLISH.akin(other, first) for other in others)


@pytest.mark.parametrize(
    "pair",
    [
        *("news new", "organ organization", "universe university", "prison prisoner"),
        *("author authority", "import important", "person personal", "busy business"),
        *("author authorize", "active activity", "nation national", "direct director"),
        *("Сталин сталинский", "лагерь лагерный", "camp campaign", "1953 1953s"),
    ],
)
def test_words_that_only_look_alike_are_not(pair: str) -> None:
    one, other = map(normalise, pair.split())
    assert not ENGLISH.akin(one, other)


def test_a_library_s_languages_have_their_own_endings() -> None:
    german = Inflection(["en", "de-AT"])
    assert german.akin("gefangene", "gefangenen")
    assert german.akin("camp", "camps")
    assert not ENGLISH.akin("gefangene", "gefangenen")
    french = Inflection(["fr"])
    assert french.akin("prisonnier", "prisonniers")
    assert Inflection(["xx"]).akin("camp", "camps")
    assert Inflection().akin("лагерь", "лагеря")


@pytest.mark.parametrize(
    "tag",
    [
        *("ar", "ca", "cs", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi"),
        *("fr", "ga", "hi", "hu", "hy", "id", "it", "lt", "nb", "ne", "nl", "nn", "no"),
        *("pl", "pt", "ro", "ru", "sr", "st", "sv", "ta", "tr", "yi", "xx"),
    ],
)
def test_every_language_has_families_or_none_and_no_accident(tag: str) -> None:
    inflection = Inflection([tag])
    for word in ("camp", "лагерь", "στρατόπεδο", "معسكر", "शिविर", "முகாம்", "լագեր"):
        assert inflection.akin(normalise(word), normalise(word))
        assert len(inflection.families(normalise(word))) <= 2
        assert inflection.beginnings(normalise(word))


def test_a_form_begins_as_it_is_looked_for() -> None:
    for family in (
        "hope hoping",
        "amnesty amnesties",
        "deported deports",
        "stopped stop",
    ):
        word, other = family.split()
        assert ENGLISH.akin(word, other)
        assert other.startswith(tuple(ENGLISH.beginnings(word)))


WORDS = st.text(alphabet="abeginorsty", max_size=9) | st.text(
    alphabet="авеийнорьы", max_size=9
)


@given(WORDS, WORDS)
def test_being_forms_of_one_another_is_mutual(one: str, other: str) -> None:
    assert ENGLISH.akin(one, one)
    assert ENGLISH.akin(one, other) == ENGLISH.akin(other, one)
    assert (other in ENGLISH.forms(one, [other])) == (
        one != other and ENGLISH.akin(one, other)
    )


@given(st.text(max_size=80))
def test_any_text_may_be_asked_for_its_forms(text: str) -> None:
    assert isinstance(ENGLISH.families(text), frozenset)
    assert ENGLISH.dictionary_forms(text)[0] == text
