"""By line and prompt: what is unread, and what is said under numbers and in marks."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.small_library import Ask, write_library

from gulagreader.cli.line_reader.sayings import in_marks, unquoted

Type = Callable[..., list[str]]
LONG = "They came home in the spring, thin and silent, and nobody asked them. " * 30


def post(number: int, title: str, body: str = "Nothing.") -> dict[str, str]:
    head = f"title: {title}\nid: p{number}p{number}\ndate: 2014-01-{number:02}"
    return {f"posts/2014/2014-01-{number:02}-p.md": f"---\n{head}\n---\n{body}\n"}


FILES = {
    "library.yaml": "id: six\nname: Six\n",
    **post(1, "Sixth"),
    **post(2, "Fifth", "One wrote “we were arrested for a letter” to her. " * 4),
    **post(3, "Fourth"),
    **post(
        4, "“How many?” is asked", f"He was *arrested for a letter*.\n\n{LONG}\n\nEnd."
    ),
    **post(5, "Second", "First words.\n\nIt says: “We hear that the stove draws”."),
    **post(6, "First"),
    "posts/2014/2014-01-05-p.comments.yaml": (
        "- id: c1\n  author: person 5\n  text: |-\n"
        f"    Quite so. {LONG}He wrote: “There is no bread in this town”.\n"
        "- id: c2\n  author: person 6\n  text: No.\n"
    ),
}
DAMAGED = "posts/2014/2014-01-05-p.comments.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_library(tmp_path / "six", FILES)


@pytest.fixture
def typed(ask: Ask, folder: Path) -> Type:
    """What is said after each line that is typed, each on one line."""

    def answers(*lines: str) -> list[str]:
        given = "".join(f"{line}\n" for line in (*lines, "q")).encode()
        reply = ask("read", "--plain", given=given, where=folder)
        assert reply.status == 0
        said = re.split(r"(?m)^(?:list|post|comments|hits)> ", reply.out)[1:]
        return [" ".join(one.split()) for one in said]

    return answers


def opened(said: str) -> str:
    """The number in the list of the post that was opened."""
    found = re.match(r"Post (\d) of 6", said)
    return found.group(1) if found else said


def test_new_goes_on_from_the_open_post_and_back_from_it(typed: Type) -> None:
    said = typed("read 4", "3", "new", "new back", "unread 6", "1", "new back")
    assert [opened(one) for one in (said[2], said[3])] == ["5", "2"]
    assert said[6] == (
        "No new comment or unread post further back; 1 unread post after this,"
        " and new goes to it."
    )


def test_what_is_unread_before_the_open_post_is_not_gone_to_unasked(
    typed: Type,
) -> None:
    said = typed("6", "new", ",", "5")
    assert said[1] == (
        "No new comment or unread post further on; 5 unread posts before this, and"
        " new back goes to the nearest."
    )
    assert opened(said[2]) == "5"


def test_before_a_post_is_open_new_goes_to_the_first_and_back_to_the_last(
    typed: Type,
) -> None:
    assert opened(typed("new")[0]) == "1"
    assert opened(typed("new back")[0]) == "6"
    assert typed("read all", "new")[1].startswith("Nothing is new, and no post")


def test_quotations_are_gone_to_by_their_numbers(typed: Type) -> None:
    said = typed("2", "note mine", "notes", "quotations", "goto 1", "comment 1", "u")
    assert said[3].startswith("1. Quotation: “We hear that the stove draws”")
    assert said[4] == "It says: “We hear that the stove draws”."
    assert "1. Quotation: “There is no bread in this town”" in said[6]


def test_a_quotation_late_in_a_long_comment_is_heard(typed: Type) -> None:
    said = typed("2", "comment 1", "quotations", "goto 1")
    assert "In 4 parts." in said[1]
    assert "There is no bread" not in said[1]
    assert "There is no bread in this town" in said[3]


def test_a_note_on_a_later_part_of_a_post_is_gone_to(typed: Type) -> None:
    said = typed("2", "", "", "note mine", "post", "notes", "goto 1")
    assert said[4] == "First words."
    assert said[6] == "It says: “We hear that the stove draws”."


@pytest.mark.parametrize("line", ["quotations", "links", "headings", "uptake"])
def test_a_number_does_not_mean_a_list_before_the_last(typed: Type, line: str) -> None:
    said = typed("1", "note mine", "notes", line, "goto 1")
    assert said[2].startswith("1. ")
    assert said[4].startswith("There is no 1;")


def test_a_noted_passage_is_said_without_markup(typed: Type) -> None:
    said = typed("3", "", "note mine", "notes")
    assert said[3].startswith(
        "1. On the post, on “He was arrested for a letter.”: mine"
    )


def test_a_title_with_quotation_marks_has_others_inside(typed: Type) -> None:
    said = typed("search nobody asked them")
    assert "“‘How many?’ is asked”" in said[0]
    assert "““" not in said[0]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("plain", "“plain”"),
        ("He said “no.”", "“He said ‘no.’”"),
        ("It is so.", "“It is so.”"),
        ("„Wort“ und", "“‘Wort’ und”"),
        ('a "word" of', "“a ‘word’ of”"),
        ("and so on..", "“and so on..”"),
    ],
)
def test_marks_inside_marks_are_single_and_nothing_is_lost(
    words: str, shown: str
) -> None:
    assert in_marks(words) == shown


@pytest.mark.parametrize(
    "name", ["'person 5'", '"person 5"', "“person 5”", "'PERSON 5'"]
)
def test_a_name_may_stand_in_quotation_marks(typed: Type, name: str) -> None:
    said = typed("2", f"by {name}", f"person {name}", f"people {name}")
    assert said[1].startswith("1 of 2 comments by ")
    assert said[2].lower().startswith(("person 5: 1 comment", "the library is indexed"))
    assert "person 5: 1 comment" in said[2]
    assert said[3].startswith("person 5: 1 comment")


@pytest.mark.parametrize("typed_so", ["", "'", "''", "'a", "reader 7's"])
def test_marks_that_stand_round_nothing_stay(typed_so: str) -> None:
    assert unquoted(typed_so) == typed_so


def test_damage_is_told_once_and_by_the_name_of_the_file(
    typed: Type, folder: Path
) -> None:
    (folder / DAMAGED).write_text("- id: [\n", encoding="utf-8")
    said = typed("2", "1", "2", "damaged")
    assert f"Damaged: {Path(DAMAGED).name}, line " in said[0]
    assert str(folder) not in said[0]
    assert "Damaged:" not in said[2]
    assert said[2].endswith("Not all of it could be read; damaged says why.")
    assert str(folder / DAMAGED) in said[3].replace(" ", "")
