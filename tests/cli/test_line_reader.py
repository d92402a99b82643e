"""The reader by line and prompt: the same reading for ears and fingers."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.small_library import Ask, Reply

from gulagreader.cli.line_reader.orders import ORDERS, understood
from gulagreader.cli.line_reader.reader import LineReader
from gulagreader.ui.keys.layouts import USUAL, latin_of

Type = Callable[..., list[str]]


@pytest.fixture
def typed(ask: Ask) -> Type:
    """What is said after each line that is typed."""

    def answers(*lines: str, at: str | None = None) -> list[str]:
        reply = session(ask, *lines, at=at)
        assert reply.status == 0
        return reply.out.split("> ")[1:]

    return answers


def session(ask: Ask, *lines: str, at: str | None = None) -> Reply:
    given = "".join(f"{line}\n" for line in lines).encode()
    return ask("read", *([at] if at else []), "--plain", given=given)


def test_every_order_has_its_own_words_and_is_carried_out() -> None:
    words = [word for order in ORDERS for word in (order.name, *order.short)]
    assert len(words) == len(set(words))
    assert all(hasattr(LineReader, f"_do_{order.name}") for order in ORDERS)


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("", "next", ""),
        ("  ", "next", ""),
        ("12", "open", "12"),
        ("search white bread", "search", "white bread"),
        ("P", "root", ""),
        ("p", "parent", ""),
        ("HELP", "help", ""),
        ("/ bread", "search", "bread"),
    ],
)
def test_what_is_typed_is_understood(line: str, name: str, rest: str) -> None:
    found = understood(line)
    assert found is not None
    assert (found[0].name, found[1]) == (name, rest)


def test_the_list_says_each_post_with_the_number_that_opens_it(typed: Type) -> None:
    first = typed("", "q")[0]
    assert first.startswith("1. ")
    assert ", unread." in first


def test_a_post_is_read_part_by_part_and_then_its_comments(typed: Type) -> None:
    said = typed("2", "all", "", "q")
    assert said[0].startswith("Post 2 of ")
    assert "End of the post." in said[1]
    assert "Comment 1 of " in said[2]
    assert "level 1" in said[2]


def test_a_reply_says_its_level_and_whom_it_answers(typed: Type) -> None:
    said = "".join(typed("t", *[""] * 12, "q", at="aa11"))
    assert "level 2, reply to " in said


def test_one_goes_to_the_parent_and_back(typed: Type) -> None:
    said = typed("t", "", "p", "undo", "q", at="aa11")
    assert "Comment 2 of" in said[1]
    assert "Comment 1 of" in said[2]
    assert "Comment 2 of" in said[3]


def test_a_hit_is_opened_by_its_number(typed: Type) -> None:
    said = typed("search mercy", "1", "where", "q")
    assert "1. " in said[0]
    assert "Post " in said[1]
    assert "In the post " in said[2]


def test_the_place_is_kept_for_the_next_time(typed: Type) -> None:
    typed("t", "", "q", at="aa11")
    typed("q", at="aa11")
    again = typed("where", "", "", "q", at="aa11")
    assert "Comment 2 of" in again[0]
    assert "Comment 2 of" in again[1]
    assert "Comment 3 of" in again[2]


def test_the_part_of_a_post_is_kept_as_well(typed: Type) -> None:
    typed("", "", "q", at="aa11")
    typed("q", at="aa11")
    again = typed("", "", "q", at="aa11")
    assert "Heading level 2: Who stayed" in again[0]
    assert "Nobody had asked them." in again[1]


def test_what_was_noted_is_heard_again(typed: Type) -> None:
    said = typed("", "note compare the decree", "notes", "q", at="aa11")
    assert "Noted." in said[1]
    assert "compare the decree" in said[2]


def test_a_word_that_is_no_order_gets_the_nearest_one(typed: Type) -> None:
    assert "Did you mean search?" in typed("serch bread", "q")[0]
    assert "help says them all" in typed("xyzzy", "q")[0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("parent", "No post is open"),
        ("open 99", "There is no 99"),
        ("open nothing", "No post has the id"),
        ("cite frob", "No post is open"),
        ("undo", "nothing to go back to"),
        ("search", "Say what to look for"),
        ("hits", "no hits"),
    ],
)
def test_what_cannot_be_done_is_said(typed: Type, line: str, words: str) -> None:
    assert words in typed(line, "q")[0].replace("\n", " ")


def test_the_end_of_what_is_typed_ends_the_reading(ask: Ask) -> None:
    assert session(ask, "1").status == 0


def test_every_order_is_in_the_help(typed: Type) -> None:
    said = typed("help", "q")[0]
    assert all(order.name in said for order in ORDERS)


def test_an_order_typed_on_another_layout_is_understood(typed: Type) -> None:
    assert len(typed("2", "й", "all")) == 2
    latin = latin_of(USUAL)
    for line, name in (("й", "quit"), ("еуые", ""), ("сщььутеы", "comments")):
        found = understood(line, latin)
        assert (found[0].name if found else "") == name


def test_one_goes_from_comment_to_comment_of_an_author(typed: Type) -> None:
    said = typed("t", "by night_shift", "by nobody at all", "q", at="aa11")
    assert "night_shift" in said[1]
    assert "1 of " in said[1]
    assert "There is no comment by nobody at all here." in said[2]


def test_words_are_found_in_the_post_and_then_in_its_comments(typed: Type) -> None:
    said = typed("find", "find five", "find no such words", "find", "q", at="aa11")
    assert "Say what to find" in said[0]
    assert "five" in said[1]
    assert "“no such words” stands nowhere in this post" in said[2]
    assert said[3] == said[2]


def test_what_was_read_is_gathered_and_noted_for_the_whole_library(
    typed: Type,
) -> None:
    said = typed("gather", "gather", "dossier", "note yes", "notes all", "q", at="aa11")
    assert "Gathered as number 1" in said[0]
    assert "has this already" in said[1]
    assert said[2].startswith("1. Passage: ")
    assert "yes" in said[4]


def test_a_marked_place_is_come_back_to(typed: Type) -> None:
    said = typed("t", "mark a", "mark", "list", "goto a", "goto b", "q", at="aa11")
    assert "goto a comes back" in said[1]
    assert said[2].startswith("a: ")
    assert "Comment 1 of" in said[4]
    assert "No such mark" in said[5]


def test_since_when_is_new_can_be_changed(typed: Type) -> None:
    said = typed("since all", "since yore", "t", "q", at="aa11")
    assert "new comments here" in said[0]
    assert "Say since visit" in said[1]
    assert ", new" in said[2]


def test_people_and_uptake_are_told(typed: Type) -> None:
    said = typed("people", "people zzz", "uptake", "q", at="aa11")
    assert "reader 12: 1 comment, under 1 post." in said[0]
    assert "Nobody is called so;" in said[1]
    assert "taken up" in said[2].lower()


def test_citations_come_in_the_style_of_the_config(typed: Type, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("citation-style: bibtex\n")
    assert "@" in typed("cite", "q", at="aa11")[0]


def test_ctrl_c_stops_what_goes_on_and_not_the_reader(
    typed: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: LineReader, _: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(LineReader, "_do_all", interrupted)
    said = typed("all", "t", "q", at="aa11")
    assert "Stopped." in said[0]
    assert "Comment 1 of" in said[1]


@pytest.mark.parametrize("width", [20, 40, 300])
def test_no_line_is_wider_than_the_display(
    ask: Ask, surroundings: dict[str, str], width: int
) -> None:
    surroundings["COLUMNS"] = str(width)
    said = session(ask, "", "all", "t", "all", "people", "help", "q", at="aa11").out
    lines = re.sub("(?m)^(list|post|comments|hits)> ", "", said).splitlines()
    assert max(map(len, lines)) <= min(width, 100)


@pytest.mark.parametrize("at", [None, "aa11", "aa11#c1"])
def test_every_order_can_be_given_at_any_place_with_anything_behind_it(
    ask: Ask, at: str | None
) -> None:
    names = [order.name for order in ORDERS if order.name != "quit"]
    for argument in ("", " x", " 99999999999999999999", " ²", " \x1b[31m"):
        reply = session(ask, *(f"{name}{argument}" for name in names), at=at)
        assert reply.status == 0
        assert "\x1b" not in reply.out
