"""``people``: who wrote, what they said and to whom, from a shell."""

import csv
import io
from pathlib import Path

from cli.small_library import LIBRARY, Ask, write_library


def asking_library(folder: Path) -> Path:
    """The small library with a question that nobody answered."""
    files = {
        **LIBRARY,
        "posts/2015/2015-01-02-errata.comments.yaml": (
            "- id: c1\n  author: reader 12\n  text: 'Who says so? I do not.'\n"
        ),
    }
    return write_library(folder / "asking", files)


def test_the_table_has_a_line_for_each_person_and_the_unknown_last(ask: Ask) -> None:
    reply = ask("people")
    lines = reply.out.splitlines()
    assert reply.status == 0
    assert lines[0].split()[:3] == ["name", "comments", "posts"]
    assert lines[-1].startswith("unknown")
    assert "reader 12" in reply.out


def test_a_column_sorts_the_table(ask: Ask) -> None:
    names = [row["name"] for row in ask("people", "--sort", "name", "--json").json]
    assert names[:-1] == sorted(names[:-1])
    assert names[-1] == "unknown"


def test_a_person_is_told_with_the_line_each_comment_answers(ask: Ask) -> None:
    reply = ask("people", "night")
    assert "night_shift · 4 March 2014" in reply.out
    assert "> reader 12: Was Stalin dead by then?" in reply.out


def test_a_name_that_may_mean_several_is_asked_for_more(ask: Ask) -> None:
    reply = ask("people", "nobody at all")
    assert (reply.status, reply.out) == (1, "")
    assert "Nobody here is called" in reply.err


def test_a_dialogue_has_both_in_order(ask: Ask) -> None:
    reply = ask("people", "reader 12", "--with", "night_shift")
    first, second = reply.out.index("by then?\nnight"), reply.out.index("three weeks")
    assert first < second
    assert "to c1" in reply.out


def test_those_who_never_met_have_no_dialogue(ask: Ask) -> None:
    reply = ask("people", "reader 12", "--with", "corridor_notes")
    assert reply.status == 1
    assert "never answered one another" in reply.err


def test_questions_without_an_answer_are_listed(ask: Ask, tmp_path: Path) -> None:
    assert ask("people", "--unanswered").status == 1
    reply = ask("people", "--unanswered", where=asking_library(tmp_path))
    assert reply.status == 0
    assert "Who says so?" in reply.out
    assert "I do not" not in reply.out


def test_a_formula_in_a_name_is_no_formula_in_the_csv(ask: Ask, tmp_path: Path) -> None:
    files = {
        **LIBRARY,
        "posts/2015/2015-01-02-errata.comments.yaml": (
            "- id: c1\n  author: '=HYPERLINK(\"http://x\")'\n  text: '+1, \"yes\"'\n"
        ),
    }
    library = write_library(tmp_path / "formulas", files)
    rows = list(csv.DictReader(io.StringIO(ask("people", "--csv", where=library).out)))
    assert '\'=HYPERLINK("http://x")' in [row["name"] for row in rows]
    said = ask("people", "hyperlink", "--csv", where=library).out
    assert next(csv.DictReader(io.StringIO(said)))["text"] == '\'+1, "yes"'


def test_json_of_a_person_holds_their_numbers_their_partners_and_what_they_said(
    ask: Ask,
) -> None:
    found = ask("people", "night_shift", "--json").json
    assert (found["person"]["name"], found["person"]["comments"]) == ("night_shift", 1)
    assert [one["name"] for one in found["given_to"]] == ["reader 12"]
    assert [one["name"] for one in found["received_from"]] == ["unknown"]
    (remark,) = found["remarks"]
    assert remark["post"] == "aa11"
    assert remark["answers"]["text"] == "Was Stalin dead by then?"


def test_json_and_csv_of_a_dialogue_have_a_row_for_each_turn(ask: Ask) -> None:
    asked = ("people", "reader 12", "--with", "night_shift")
    (exchange,) = ask(*asked, "--json").json
    assert [turn["author"] for turn in exchange["turns"]] == [
        "reader 12",
        "night_shift",
    ]
    rows = list(csv.DictReader(io.StringIO(ask(*asked, "--csv").out)))
    assert [row["author"] for row in rows] == ["reader 12", "night_shift"]


def test_questions_without_an_answer_come_as_json_and_csv_and_of_one_person(
    ask: Ask, tmp_path: Path
) -> None:
    library = asking_library(tmp_path)
    (remark,) = ask("people", "--unanswered", "--json", where=library).json
    assert (remark["author"], remark["answered"]) == ("reader 12", False)
    said = ask("people", "reader 12", "--unanswered", "--csv", where=library).out
    (row,) = csv.DictReader(io.StringIO(said))
    assert row["text"] == "Who says so? I do not."
    assert ask("people", "night_shift", "--unanswered", where=library).status == 1


def test_how_many_more_there_are_is_said_where_not_all_are_shown(
    ask: Ask, tmp_path: Path
) -> None:
    library = asking_library(tmp_path)
    reply = ask("people", "reader 12", "--limit", "1", where=library)
    assert "2 comments, 1 shown (--limit 0 shows all)." in reply.err
    assert "Was Stalin dead" in reply.out
    assert "Who says so?" not in reply.out
    every = ask("people", "reader 12", "--limit", "0", where=library)
    assert every.err == ""
    assert "Who says so?" in every.out


def test_the_table_can_be_cut_short_and_be_empty(ask: Ask, tmp_path: Path) -> None:
    (row,) = ask("people", "--limit", "1", "--json").json
    assert row["name"] == ask("people", "--json").json[0]["name"]
    empty = write_library(tmp_path / "empty", {"library.yaml": "id: e\nname: E\n"})
    reply = ask("people", where=empty)
    assert reply.status == 1
    assert "Nobody wrote in this library yet." in reply.err


def test_who_gave_no_name_is_not_said_to_talk_with_anybody(ask: Ask) -> None:
    reply = ask("people", "unknown", "--with", "night_shift")
    assert reply.status == 1
    assert "who gave no name is not one person" in reply.err
    reply = ask("people", "reader 12", "--with", "reader 12")
    assert "they are one person here" in reply.err


def test_what_makes_no_sense_is_wrong_usage(ask: Ask) -> None:
    assert ask("people", "--with", "reader 12").status == 2
    assert ask("people", "--sort", "height").status == 2
    assert ask("people", "reader 12", "--sort", "name").status == 2
    assert ask("people", "--json", "--csv").status == 2
    assert ask("people", "reader 12", "--with", "x", "--unanswered").status == 2
