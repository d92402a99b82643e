"""Edit distances, and the stretch of a text that is most like a pattern."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text.nearest import distance, most_like


def plainly(one: str, other: str) -> int:
    """The distance by the textbook: a table, row by row."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for at, there in enumerate(other, 1):
            changed = above[at - 1] + (letter != there)
            line.append(min(changed, above[at] + 1, line[-1] + 1))
        above = line
    return above[-1]


few = st.text("abc", max_size=14)


@settings(max_examples=300, deadline=None)
@given(few, few)
def test_the_distance_is_that_of_the_textbook(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one) == plainly(one, other)


@settings(max_examples=200, deadline=None)
@given(few.filter(bool), st.text("abcd", max_size=12))
def test_no_stretch_is_more_like_the_pattern(pattern: str, text: str) -> None:
    spans = [(a, b) for a in range(len(text) + 1) for b in range(a, len(text) + 1)]
    least = min(plainly(pattern, text[a:b]) for a, b in spans)
    found = most_like(pattern, text)
    if found is None:
        assert least == len(pattern)
    else:
        start, end, far = found
        assert far == least == plainly(pattern, text[start:end])


def test_nothing_is_like_nothing() -> None:
    assert most_like("", "text") is None
    assert most_like("pattern", "") is None
    assert distance("", "") == 0


def test_a_pattern_of_thousands_of_letters_is_compared() -> None:
    text = "the quick brown fox jumps over the lazy dog " * 100
    changed = text[:1000] + "X" + text[1003:3000] + "YY" + text[3000:]
    assert distance(text, changed) == 5
    assert most_like(text, f"{'z' * 50}{changed}{'z' * 50}") == (
        50,
        50 + len(changed),
        5,
    )
