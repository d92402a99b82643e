"""Where else a quotation's words stand, as far as the library was compared."""

from gulagreader.domain.uptake import Link, LinkKind, PassagePlace
from gulagreader.services.repeats import Standing
from gulagreader.services.same_words import SameWords
from gulagreader.text.quotations import find_quotations

LONG = "the stove draws and the bread is enough until the snow melts"
SHORT = "the bread is enough again"


def standing(post: str, text: str) -> Standing:
    (one,) = find_quotations(text)
    return Standing(post, None, one)


def place(post: str, start: int, end: int) -> PassagePlace:
    return PassagePlace(post, None, start, end)


def whole(one: Standing) -> PassagePlace:
    return place(one.post, one.quotation.start, one.quotation.end)


def test_where_nothing_was_compared_quotations_are_joined_by_their_words() -> None:
    one, other = standing("a", f"He wrote: “{LONG}.”"), standing("b", f"“{LONG}” it is")
    same = SameWords([one, other])
    assert same.of(one) == (whole(other),)
    assert same.taken_up(one) is None


def test_where_it_was_compared_a_text_without_marks_counts_too() -> None:
    one = standing("a", f"He wrote: “{LONG}.”")
    link = Link(place("b", 7, 60), place("a", 11, 70), LinkKind.SHARED, 1.0)
    same = SameWords([one], [link])
    assert same.of(one) == (place("b", 7, 60),)
    assert same.taken_up(one) == 1


def test_a_place_in_marks_is_named_by_its_quotation() -> None:
    one, other = standing("a", f"He wrote: “{LONG}.”"), standing("b", f"“{LONG}” it is")
    link = Link(place("b", 1, 60), place("a", 11, 70), LinkKind.SHARED, 1.0)
    same = SameWords([one, other], [link])
    assert same.of(one) == (whole(other),)
    assert same.of(other) == (whole(one),)


def test_who_quotes_has_it_from_there_and_is_not_taken_up() -> None:
    one, other = standing("a", f"“{LONG}” is all."), standing("b", f"“{LONG}” it is")
    link = Link(whole(other), whole(one), LinkKind.QUOTED, 1.0)
    same = SameWords([one, other], [link])
    assert (same.taken_up(one), same.taken_up(other)) == (1, 0)
    assert same.of(other) == (whole(one),)


def test_quotations_too_short_to_be_compared_are_still_joined_by_their_words() -> None:
    one, other = standing("a", f"He wrote: “{SHORT}.”"), standing("b", f"“{SHORT}” now")
    assert SameWords([one, other], []).of(one) == (whole(other),)


def test_long_ones_are_not_joined_where_the_comparison_did_not() -> None:
    one, other = standing("a", f"He wrote: “{LONG}.”"), standing("b", f"“{LONG}” it is")
    assert SameWords([one, other], []).of(one) == ()
