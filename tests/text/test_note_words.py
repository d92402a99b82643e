"""Words and tags of a note, as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.text.note_words import note_of, typed_of


@pytest.mark.parametrize(
    ("typed", "text", "tags"),
    [
        ("", "", ()),
        ("#amnesty", "", ("amnesty",)),
        ("Half of it. #amnesty #law", "Half of it.", ("amnesty", "law")),
        ("Was #amnesty law?", "Was #amnesty law?", ("amnesty",)),
        ("Two words #[rule of law]", "Two words", ("rule of law",)),
        ("# A heading", "# A heading", ()),
        ("http://x.org/#part", "http://x.org/#part", ()),
        ("No. 58 #ст.58, #ст.58", "No. 58", ("ст.58",)),
        ("One\n\ntwo\n#three", "One\n\ntwo", ("three",)),
    ],
)
def test_tags_are_told_from_words(typed: str, text: str, tags: tuple[str, ...]) -> None:
    assert note_of(typed) == (text, tags)


TAGS = st.text(alphabet="abж1 -/[]", min_size=1, max_size=12).map(
    lambda tag: " ".join(tag.replace("[", "(").replace("]", ")").split())
)


@given(
    st.text(alphabet="aб c.\n", max_size=30).map(str.strip),
    st.lists(TAGS.filter(bool), max_size=4, unique=True),
)
def test_a_note_that_is_opened_and_kept_is_the_same(text: str, tags: list[str]) -> None:
    assert note_of(typed_of(text, tags)) == (text, tuple(tags))
