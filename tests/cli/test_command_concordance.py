"""``concordance``: words in the middle of a line, from a shell."""

import csv
import io
from pathlib import Path

from cli.small_library import DECREE, LIBRARY, Ask, write_library

from gulagreader.text.cells import cell_len


def test_keywords_stand_under_one_another(ask: Ask) -> None:
    reply = ask("concordance", "the", "--limit", "0")
    columns = {
        line.lower().index("the", 20)
        for line in reply.out.splitlines()
        if "the" in line.lower()
    }
    assert reply.status == 0
    assert len(reply.out.splitlines()) > 1
    assert len(columns) == 1


def test_each_script_stands_in_the_same_column(ask: Ask, tmp_path: Path) -> None:
    files = {
        **LIBRARY,
        "posts/2015/2015-01-02-errata.comments.yaml": (
            "- id: c1\n  text: 'лагерь был закрыт camp и снег'\n"
            "- id: c2\n  text: '这是一个很长的句子 关于 camp 的'\n"
            "- id: c3\n  text: 'n\u0303e\u0301e\u0301 camp'\n"
        ),
    }
    library = write_library(tmp_path / "scripts", files)
    lines = ask("concordance", "camp", "--width", "40", where=library).out.splitlines()
    assert {cell_len(line[: line.index("camp")]) for line in lines} == {18}
    assert len(lines) == 3


def test_the_places_are_those_of_the_source(ask: Ask) -> None:
    reply = ask("concordance", "asked", "--json").json
    (line,) = reply["lines"]
    shown = ask("show", "aa11", "--json").json
    assert shown["body"][line["start"] : line["end"]] == "asked"
    assert "*asked*" in shown["body"]


def test_lines_can_be_sorted_by_what_is_beside_the_word(ask: Ask) -> None:
    rows = ask("concordance", "the", "--sort", "left", "--json").json["lines"]
    before = [row["before"].lower().split()[-1:] for row in rows]
    assert before == sorted(before)


def test_only_one_kind_of_text_is_looked_through(ask: Ask) -> None:
    every = ask("concordance", "the OR no", "--json").json
    some = ask("concordance", "the OR no", "--in", "comments", "--json").json
    assert 0 < some["total"] < every["total"]
    assert {row["kind"] for row in some["lines"]} == {"comment"}
    quoted = ask("concordance", DECREE.split()[0], "--in", "quotations", "--json").json
    assert {row["kind"] for row in quoted["lines"]} == {"quotation"}


def test_the_csv_is_quoted_and_no_formula(ask: Ask, tmp_path: Path) -> None:
    files = {
        **LIBRARY,
        "posts/2015/2015-01-02-errata.comments.yaml": (
            "- id: c1\n  author: '@sum'\n  text: '=1+1, \"said\" stalin'\n"
        ),
    }
    library = write_library(tmp_path / "formulas", files)
    out = ask("concordance", "said", "--csv", where=library).out
    rows = [r for r in csv.DictReader(io.StringIO(out)) if r["author"] == "'@sum"]
    assert [row["before"] for row in rows] == ["'=1+1, \""]
    assert rows[0]["keyword"] == "said"


def test_a_query_without_a_word_says_so(ask: Ask) -> None:
    reply = ask("concordance", "author:chalk")
    assert (reply.status, reply.out) == (1, "")
    assert "no word" in reply.err


def test_what_makes_no_sense_is_wrong_usage(ask: Ask) -> None:
    assert ask("concordance", "a", "--sort", "up").status == 2
    assert ask("concordance", "a", "--in", "letters").status == 2
    assert ask("concordance", "a", "--width", "3").status == 2
