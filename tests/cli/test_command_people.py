"""``people``: who wrote, what they said and to whom, from a shell."""

import csv
import io
from pathlib import Path

from cli.small_library import LIBRARY, Ask, write_library


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
    files = {
        **LIBRARY,
        "posts/2015/2015-01-02-errata.comments.yaml": (
            "- id: c1\n  author: reader 12\n  text: 'Who says so? I do not.'\n"
        ),
    }
    library = write_library(tmp_path / "asking", files)
    reply = ask("people", "--unanswered", where=library)
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


def test_what_makes_no_sense_is_wrong_usage(ask: Ask) -> None:
    assert ask("people", "--with", "reader 12").status == 2
    assert ask("people", "--sort", "height").status == 2
    assert ask("people", "reader 12", "--sort", "name").status == 2
    assert ask("people", "--json", "--csv").status == 2
