"""Words: what a reader expects to find with which spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.text.marks import mark_spans
from gulagreader.text.words import normalise, word_spans, words

FOUND = [
    ("cafe", "le café"),
    ("resume", "my re\u0301sume\u0301 (decomposed)"),
    ("résumé", "plain resume"),
    ("Solzhenitsyn", "Solzhenitsyn’s prose"),
    ("solzhenitsyn's", "Solzhenitsyn wrote"),
    ("strasse", "die Straße"),
    ("straße", "STRASSE"),
    ("елка", "Ёлка в лесу"),
    ("СОЛЖЕНИЦЫН", "солженицын"),
    ("dont", "I don’t"),
    ("don't", "I don’t know"),
    ("O'Brien", "Flann O’Brien"),
    ("art", "state-of-the-art"),
    ("state-of-the-art", "a state\u2010of\u2010the\u2010art thing"),
    ("Godel", "Gödel"),
    ("Lukasiewicz", "Łukasiewicz"),
    ("istanbul", "İstanbul"),
    ("fine", "ﬁne ligature"),
    ("i", "I am"),
    ("C", "vitamin C"),
    ("Capek*", "Karel Čapek"),
    ("Gul*", "The Gulag"),
    ("Čap*", "Karel Čapek"),
    ("writ*", "he was writing"),
    ("writin*", "he was writing"),
    ("the end", "this is the end"),
    ("to be or not to be", "to be or not to be"),
]
APART = [
    ("news", "a new idea"),
    ("universe", "universities"),
    ("Солженицына", "Солженицын"),
]


def spans(query: str, text: str) -> list[str]:
    """What a query marks in a text."""
    asked = words(query)
    if query.endswith("*"):
        asked[-1] += "*"
    marks = mark_spans(text, (), (asked,))
    return [text[start:end] for start, end in marks]


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_a_word_is_found_in_every_spelling_of_it(query: str, text: str) -> None:
    assert spans(query, text)


@pytest.mark.parametrize(("query", "text"), APART)
def test_different_words_are_kept_apart(query: str, text: str) -> None:
    assert not spans(query, text)


def test_the_short_i_is_a_letter_of_its_own() -> None:
    assert words("мой мои и\u0306") == ["мой", "мои", "й"]


def test_hyphens_and_underscores_part_words_and_quotation_marks_go() -> None:
    assert words("re\u2010read foo_bar “curly” «ГУЛАГ»") == [
        *("re", "read", "foo", "bar", "curly", "гулаг")
    ]


def test_vowel_signs_stay_with_their_word() -> None:
    assert words("हिन्दी में") == ["हिन्दी", "में"]


def test_places_are_those_of_the_text_as_it_stands() -> None:
    text = "A re\u0301sume\u0301 of O’Brien’s"
    assert [text[a:b] for _, a, b in word_spans(text)] == [
        "A",
        "re\u0301sume\u0301",
        "of",
        "O’Brien’s",
    ]


def test_words_prefixes_and_phrases_are_marked_without_overlap() -> None:
    text = "The cult of personality: the cult, and personal cults"
    marks = mark_spans(text, ("personal*", "cult"), (("cult", "of", "personality"),))
    assert [text[a:b] for a, b in marks] == [
        "cult of personality",
        "cult",
        "personal",
    ]


def test_a_phrase_may_end_in_a_prefix() -> None:
    text = "the cult of personality"
    marks = mark_spans(text, (), (("cult", "of", "perso*"),))
    assert [text[a:b] for a, b in marks] == ["cult of personality"]


def test_no_words_mark_nothing() -> None:
    assert mark_spans("some text", ("*",), ((),)) == ()


@pytest.mark.parametrize("letter", ["ำ", "གྷ", "ᬆ", "é", "ṩ", "½", "ﬁ", "Ǆ"])
def test_a_letter_that_is_taken_apart_is_found_again(letter: str) -> None:
    for text in (letter, f"a{letter}", f"{letter}a"):
        assert words(words(text)[0]) == words(text)


@given(st.text())
def test_every_text_falls_into_words_that_stay_as_they_are(text: str) -> None:
    for word, start, end in word_spans(text):
        assert 0 <= start < end <= len(text)
        assert normalise(word) == word
        assert words(word) == [word]


@given(st.text(), st.lists(st.text(min_size=1), max_size=4))
def test_marks_are_in_order_and_inside_the_text(text: str, query: list[str]) -> None:
    asked = [word for part in query for word in words(part)]
    last = 0
    for start, end in mark_spans(text, asked, (asked,)):
        assert last <= start < end <= len(text)
        last = end
