"""Marks of lists that are words elsewhere, and words that look like marks."""

import pytest
from importing.dump_styles import STYLES, PageModel, Said
from importing.reading import read_dump

BELOW = "\n\nLeave a Reply\n\n   Your email address will not be published.\n"


def nested(levels: int, number: int = 1) -> Said:
    deeper = (nested(levels - 1, number + 1),) if levels > 1 else ()
    words = f"What the one at level {number} has to say of it."
    return Said(f"Reader {number}", number, (words,), deeper)


@pytest.mark.parametrize("style", ["lynx", "older html2text", "w3m"])
def test_seven_levels_of_answers_are_read(style: str) -> None:
    page = PageModel("The Thaw", ("After the winter came a thaw.",), (nested(7),))

    post = read_dump(STYLES[style](page))

    assert [c.author for c in post.comments] == [f"Reader {n}" for n in range(1, 8)]
    assert [c.parent for c in post.comments] == [
        None,
        *(c.id for c in post.comments[:-1]),
    ]


def test_answers_stand_under_theirs_without_a_count_above_them() -> None:
    page = PageModel("The Thaw", ("After the winter came a thaw.",), (nested(4),))
    printed = STYLES["lynx"](page).replace(page.header, "Comments on The Thaw")

    post = read_dump(printed)

    assert [c.text for c in post.comments] == [
        f"What the one at level {number} has to say of it." for number in range(1, 5)
    ]


def test_a_line_that_begins_with_a_small_word_is_no_item() -> None:
    post = read_dump(
        "La vuelta\n\n   El libro trata de los que volvieron del campo.\n\n"
        "2 comentarios\n\n"
        "    1. Ana dice:\n       3 marzo, 2014 a las 10:11\n"
        "       No sé si fueron los guardias los que lo contaron así al principio\n"
        "       o los presos que habían vuelto aquella primavera a la ciudad.\n"
        "            una cita de varias líneas que está más adentro que lo demás\n"
        "            o que sigue aquí, en la segunda línea de la misma cita.\n"
        "       Responder\n"
        "    2. Luis dice:\n       4 marzo, 2014 a las 10:11\n       De acuerdo.\n"
        "       Responder\n"
    )

    assert [c.author for c in post.comments] == ["Ana", "Luis"]
    assert "o los presos" in post.comments[0].text
    assert "o que sigue" in post.comments[0].text


def test_a_year_that_ends_a_comment_is_kept() -> None:
    post = read_dump(
        "The Thaw\nPosted on March 3, 2014 by Jane\n"
        "The camps of the north were built by people who had never seen snow.\n"
        "2 Responses to The Thaw\n"
        "Ann says:\nMarch 6, 2014 at 10:11 am\nMost of them stayed until\n1956.\n"
        "Reply\n"
        "Bob says:\nMarch 7, 2014 at 10:11 am\nNo, they were let go in\n1953.\n"
        "Reply\nLeave a Reply\n"
    )

    assert [" ".join(c.text.split()) for c in post.comments] == [
        "Most of them stayed until 1956\\.",
        "No, they were let go in 1953\\.",
    ]


def test_a_year_that_begins_a_broken_line_is_put_behind_the_line_above() -> None:
    camps = (
        "The camps of the north were built by people who had never seen the snow "
        "before, and many of the letters that survive say so in their first line."
    )
    words = (
        "Most of those who had been sent there stayed where they were until "
        "1956. The decree itself says so, and the second chapter says so too."
    )
    page = PageModel("The Thaw", (camps, camps), (Said("Ann", 3, (words, words)),))
    printed = STYLES["lynx"](page)

    post = read_dump(printed)

    assert any(line.strip().startswith("1956.") for line in printed.split("\n"))
    assert post.comments[0].text == f"{words} {words}"


def test_numbers_alone_above_each_comment_are_marks() -> None:
    post = read_dump(
        "The Thaw\nThe camps of the north were built by people from the south.\n"
        "2 Comments\n"
        "1.\nAnn says:\nMarch 6, 2014 at 10:11 am\nA fine post.\nReply\n"
        "2.\nBob says:\nMarch 7, 2014 at 10:11 am\nIt is one.\nReply\n"
        "Leave a Reply\n"
    )

    assert [c.text for c in post.comments] == ["A fine post.", "It is one."]


def test_short_threads_of_many_levels_show_where_the_page_was_broken() -> None:
    said = Said(
        "Reader",
        3,
        (
            "I think the point about letters is the strongest one here, because "
            "we see how little the families knew about the places.",
        ),
    )
    thread = said
    for _ in range(4):
        thread = Said(said.author, said.day, said.paragraphs, (thread,))
    camps = (
        "The camps of the north were built by people who had never seen snow "
        "before, and many of the letters that survive say so in the first line."
    )
    page = PageModel("The Thaw", (camps,), (thread,))

    post = read_dump(STYLES["lynx"](page))

    assert post.body == camps
    assert {c.text for c in post.comments} == set(said.paragraphs)
    assert len(post.comments) == 5


def _lynx(depth: int, sign: str, words: str) -> str:
    """An item as lynx prints it: set in for seven levels, then told by its sign."""
    column = 5 * min(depth, 7) - (len(sign) - 1)
    return (
        f"{' ' * column}{sign} {words} says:\n{' ' * (5 * min(depth, 7) + 2)}Words.\n"
    )


@pytest.mark.parametrize("numbered", [False, True])
def test_levels_below_lynxs_seventh_are_told_by_their_signs(numbered: bool) -> None:
    # Where numbers are the marks, “2.” may go on with any “1.” of the last levels.
    deep = (9, 9, 3, 2) if numbered else (10, 8, 7, 8)
    depths = (1, 2, 3, 4, 5, 6, 7, 8, 9, *deep, 2, 1)
    items = []
    counts: dict[int, int] = {}
    parents: list[str | None] = []
    above: dict[int, str] = {}
    for at, depth in enumerate(depths):
        counts = {level: n for level, n in counts.items() if level <= depth}
        counts[depth] = counts.get(depth, 0) + 1
        sign = f"{counts[depth]}." if numbered else "*+o#@-="[(depth - 1) % 7]
        items.append(_lynx(depth, sign, f"Ann {at}"))
        parents.append(above.get(depth - 1))
        above[depth] = f"Ann {at}"
    text = "".join(items)
    post = read_dump(f"The Thaw\n\nIt began.\n\n{len(depths)} Comments\n\n{text}")
    names = {one.id: one.author for one in post.comments}
    assert [one.author for one in post.comments] == [f"Ann {n}" for n in range(15)]
    assert [names.get(one.parent or "") for one in post.comments] == parents
