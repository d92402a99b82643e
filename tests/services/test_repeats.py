"""Which quotations a reader is told are of one passage."""

from gulagreader.domain.quotations import Quotation
from gulagreader.services.repeats import Repeats, Standing
from gulagreader.text.quotations import find_quotations

WHOLE = (
    "It frees “persons whose term was five years or less, those sentenced for offences "
    "in office, women with small children, and all who suffered from an illness.”"
)
PART = (
    "Those “sentenced for offences in office, women with small children, and all who "
    "suffered from an illness (Geldom).” were sent home."
)


def standing(post: str, text: str, comment: str | None = None) -> list[Standing]:
    return [Standing(post, comment, one) for one in find_quotations(text)]


def joined(one: Standing, *others: Standing) -> list[tuple[str, str | None]]:
    found = Repeats([one, *others]).of(one)
    return [(other.post, other.comment) for other in found]


def test_a_part_of_a_passage_is_joined_with_the_whole() -> None:
    (whole,), (part,) = standing("a", WHOLE), standing("b", PART, "c1")
    assert joined(whole, part) == [("b", "c1")]
    assert joined(part, whole) == [("a", None)]


def test_short_quotations_are_joined_only_where_they_are_the_same() -> None:
    (first,) = standing("a", "He wrote: “A new age has begun.”")
    (same,) = standing("b", "He wrote: “a new age has begun”, and so on.")
    (other,) = standing("c", "He wrote: “A new age has ended.”")
    (longer,) = standing("d", "He wrote: “And so a new age has begun for us all.”")
    assert joined(first, same, other, longer) == [("b", None)]


def test_a_few_common_words_are_no_passage() -> None:
    (first,) = standing("a", "“One of the most important things that ever was said.”")
    (second,) = standing("b", "“One of the most important things to be forgotten.”")
    assert joined(first, second) == []


def test_a_block_and_the_marks_in_it_count_once() -> None:
    (mine,) = standing(
        "a", "He wrote: “A day had passed, darkened by nothing, almost.”"
    )
    block = standing("b", "> “A day had passed, darkened by nothing, almost.”", "c10")
    assert [one.quotation.level for one in block] == [1, 2]
    assert joined(mine, *block) == [("b", "c10")]
    assert joined(block[0], block[1], mine) == [("a", None)]


def test_a_quotation_of_no_words_is_joined_with_nothing() -> None:
    empty = Standing("a", None, Quotation(0, 3, "“…”", find_quotations(PART)[0].kind))
    assert joined(empty, Standing("b", None, empty.quotation)) == []
