"""Snippets: the passage a reader sees of a hit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.search.snippets import WIDTH, beginning, snippet
from gulagreader.text.words import words


def marked(text: str, asked: list[str], *phrases: tuple[str, ...]) -> list[str]:
    line, spans = snippet(text, asked, phrases)
    return [line[start:end] for start, end in spans]


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    line, spans = snippet("Who was\n  freed\nfrom the camps?", ["freed"], ())
    assert line == "Who was freed from the camps?"
    assert [line[a:b] for a, b in spans] == ["freed"]


def test_a_long_text_is_cut_at_words_around_the_match() -> None:
    text = "before " * 100 + "the amnesty decree" + " after" * 100
    line, spans = snippet(text, ["amnesty"], ())
    assert line.startswith("…before before")
    assert line.endswith("after after…")
    assert "the amnesty decree" in line
    assert len(line) <= WIDTH + 2
    assert [line[a:b] for a, b in spans] == ["amnesty"]


def test_the_passage_with_the_most_different_matches_is_shown() -> None:
    text = "camp camp camp " + "filler " * 80 + "the camp guard Ivan" + " filler" * 80
    line, _ = snippet(text, ["camp", "guard", "ivan"], ())
    assert "the camp guard Ivan" in line


def test_a_phrase_is_shown_rather_than_one_of_its_words() -> None:
    text = "a cult here " + "filler " * 80 + "the Cult of Personality" + " filler" * 80
    phrase = ("cult", "of", "personality")
    assert marked(text, ["cult"], phrase) == ["Cult of Personality"]


def test_a_match_over_a_line_end_is_marked_on_one_line() -> None:
    assert marked("the cult\n\nof power", [], ("cult", "of")) == ["cult of"]


@pytest.mark.parametrize("asked", ["amnesty", "амнистия", "resume"])
def test_a_match_deep_in_a_long_text_is_shown(asked: str) -> None:
    far = "filler " * 20_000
    text = f"{far} the amnesty, амнистия and résumé {far}"
    assert [words(found) for found in marked(text, [asked])] == [[asked]]
    phrase = ("the", "amnes*")
    assert marked("the " + text, [], phrase) == ["the amnesty"]


def test_without_a_match_the_beginning_is_shown() -> None:
    line, spans = snippet("word " * 100, ["absent"], ())
    assert line.startswith("word word")
    assert line.endswith("word…")
    assert spans == ()


def test_a_text_without_spaces_is_cut_too() -> None:
    line, _ = snippet("字" * 5000, ["absent"], ())
    assert len(line) <= WIDTH + 2


def test_the_beginning_of_an_ancestor_is_short() -> None:
    assert beginning("One\ntwo") == "One two"
    assert beginning("word " * 100) == "word " * 15 + "word…"
    assert len(beginning("x" * 500)) == 81


TEXTS = st.text(st.sampled_from("ab \n’\u0301字"), max_size=700)


@given(TEXTS, st.lists(st.sampled_from(["a", "b*", "ab", "字"]), max_size=3))
def test_every_mark_in_a_snippet_is_a_match(text: str, asked: list[str]) -> None:
    line, spans = snippet(text, asked, (("a", "b"),))
    assert "\n" not in line
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(line)
        assert words(line[start:end])
        last = end
