"""The words of a library that do for a word."""

from search.known_words import KnownWords

from gulagreader.search.word_forms import NO_FORMS, LibraryForms, relation

KNOWN = KnownWords(
    "prisoners prisoner prisoners prison new news camp cramp camps deported deports",
    "Солженицына Solzhenitsyn Solzhenitzin Solzhenitsyns Хрущёв Khrushchev",
)
FORMS = LibraryForms(KNOWN, ["en"])


def test_forms_are_words_of_the_library_the_most_frequent_first() -> None:
    assert FORMS.inflected("prisoner") == ("prisoners",)
    assert FORMS.inflected("prisoners") == ("prisoner",)
    assert FORMS.inflected("deporting") == ("deported", "deports")
    assert FORMS.inflected("солженицын") == ("солженицына",)
    assert FORMS.inflected("news") == ()
    assert FORMS.inflected("1953") == ()


def test_a_word_has_no_more_forms_than_are_frequent() -> None:
    many = KnownWords(
        " ".join(f"camp{'s' * (n % 2)} kamp{'ing' * n}" for n in range(9))
    )
    forms = LibraryForms(many).inflected("camp")
    assert forms == ("camps",)


def test_similar_words_are_a_letter_apart_long_ones_two() -> None:
    assert FORMS.similar("camp") == ("cramp", "camps")
    assert FORMS.similar("solzhenitsyn") == ("solzhenitsyns", "solzhenitzin")
    assert FORMS.similar("novel") == ()


def test_a_name_is_found_in_the_other_alphabet_in_any_form() -> None:
    assert FORMS.transliterated("solzhenitsyn") == ("солженицына",)
    assert FORMS.transliterated("soljenitsyne") == ("солженицына",)
    assert FORMS.transliterated("солженицыну") == ("solzhenitsyn", "solzhenitsyns")
    assert FORMS.transliterated("хрущева") == ("khrushchev",)
    assert FORMS.transliterated("chruschtschow") == ("хрущев",)
    assert FORMS.transliterated("prisoner") == ()
    assert FORMS.transliterated("x" * 100_000) == ()


def test_a_found_word_is_told_why_it_was_found() -> None:
    found = [
        relation(FORMS, asked, found)
        for asked, found in [
            ("camp", "camp"),
            ("camp", "camps"),
            ("camp", "cramp"),
            ("khrushchev", "хрущев"),
        ]
    ]
    assert found == ["exact", "inflected", "similar", "transliterated"]


def test_without_a_library_a_word_is_only_itself() -> None:
    assert NO_FORMS.inflected("camp") == ()
    assert NO_FORMS.similar("camp") == NO_FORMS.transliterated("camp") == ()
    assert NO_FORMS.akin("camp", "camp")
    assert not NO_FORMS.akin("camp", "camps")
