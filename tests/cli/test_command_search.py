"""gulagreader search, once and while typing."""

import errno
import json
import os
import pkgutil
from pathlib import Path
from typing import Any

import pytest
from cli.small_library import Ask

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.hits import Answer
from gulagreader.services.finding import Finder

KEYS = [
    *("query", "total", "exact", "took_ms", "hits"),
    *("facets", "notes", "suggestions"),
    *("threads", "tried", "explain", "collection"),
]
HIT_KEYS = [
    *("kind", "post", "title", "comment", "author", "date", "depth"),
    *("ancestors", "snippet", "matches", "score", "span"),
]


def test_an_answer_has_exactly_the_keys_of_its_shape(ask: Ask) -> None:
    reply = ask("search", "mercy", "--json")
    assert reply.status == 0
    assert list(reply.json) == KEYS
    (hit,) = reply.json["hits"]
    assert list(hit) == HIT_KEYS
    assert (hit["kind"], hit["post"], hit["comment"]) == ("comment", "aa11", "c2")
    assert hit["ancestors"] == [
        {"comment": "c1", "author": "reader 12", "text": "Was Stalin dead by then?"}
    ]
    ((start, end),) = hit["matches"]
    assert hit["snippet"][start:end] == "mercy"
    assert reply.json["facets"]["author"] == {"night_shift": 1}


def test_no_prefix_is_understood_in_a_finished_query(ask: Ask) -> None:
    assert ask("search", "merc", "--json").json["total"] == 0
    assert ask("search", "merc*", "--json").json["total"] == 1


@pytest.mark.parametrize("words", [("-stalin",), ("--", "-stalin")])
def test_a_query_may_begin_with_a_dash(ask: Ask, words: tuple[str, ...]) -> None:
    answer = ask("search", "--json", *words).json
    assert answer["query"] == "-stalin"
    assert answer["total"] == 5


def test_nothing_found_gives_one_and_says_so(ask: Ask) -> None:
    reply = ask("search", "nowhere")
    assert (reply.status, reply.out) == (1, "")
    assert "Nothing found.\nLooked for: nowhere." in reply.err


@pytest.mark.parametrize("query", ["", "((("])
def test_a_query_of_nothing_is_told_from_one_that_finds_nothing(
    ask: Ask, query: str
) -> None:
    reply = ask("search", query)
    assert (reply.status, reply.out) == (1, "")
    assert "nothing to look for" in reply.err
    assert "Nothing found" not in reply.err


def test_a_misspelt_word_gets_a_suggestion(ask: Ask) -> None:
    assert "gulag" in ask("search", "gulga", "--json").json["suggestions"]


def test_limit_and_sort_are_obeyed(ask: Ask) -> None:
    answer = ask("search", "quoted OR says", "--sort", "date", "--json").json
    assert [hit["post"] for hit in answer["hits"]] == ["ab22", "aa11"]
    answer = ask("search", "quoted OR says", "--limit", "1", "--json").json
    assert (len(answer["hits"]), answer["total"]) == (1, 2)
    assert ask("search", "x", "--sort", "size").status == 2


def test_a_person_reads_a_block_for_each_hit(ask: Ask) -> None:
    reply = ask("search", "mercy")
    head, chain, *passage = reply.out.splitlines()
    assert head == (
        "night_shift · 4 March 2014 · “Whom the amnesty left out” · aa11#c2"
    )
    assert chain == "  under c1 reader 12"
    assert "no mercy" in " ".join(passage)
    assert "1 found" in reply.err
    assert "\x1b" not in reply.out + reply.err


def test_what_changed_is_found_at_once(ask: Ask, library: Path) -> None:
    assert ask("search", "rehabilitation").status == 1
    path = library / "posts/undated/gulag.md"
    path.write_text(path.read_text() + "\nRehabilitation came later.\n")
    assert ask("search", "rehabilitation").status == 0


def test_each_line_typed_has_exactly_one_line_of_answer(ask: Ask) -> None:
    typed = b"merc\n\nmerc \n\xff\xfe\x00\x1b[2J\n" + b'"(((' * 500 + b"\r\ngul"
    reply = ask("search", "--stdin", given=typed)
    answers = [json.loads(line) for line in reply.out.split("\n")[:-1]]
    assert reply.status == 0
    assert len(answers) == 6
    assert all(list(answer) == KEYS for answer in answers)
    assert [answers[n]["total"] for n in (0, 1, 2, 5)] == [1, 0, 0, 1]
    assert answers[0]["facets"] is None
    assert answers[4]["query"].endswith("(((")


def test_no_input_is_no_answer(ask: Ask) -> None:
    reply = ask("search", "--stdin")
    assert (reply.status, reply.out) == (0, "")


@pytest.mark.parametrize("words", [(), ("--stdin", "gulag")])
def test_a_query_is_given_once(ask: Ask, words: tuple[str, ...]) -> None:
    assert ask("search", *words).status == 2


@pytest.mark.parametrize("option", ["--count", "--explain"])
def test_what_has_no_sense_while_typing_is_wrong_usage(ask: Ask, option: str) -> None:
    assert ask("search", "--stdin", option, given=b"gulag\n").status == 2


def test_hits_are_gathered_by_post(ask: Ask) -> None:
    answer = ask("search", "gulag OR was OR says OR quoted", "--group", "--json").json
    threads = answer["threads"]
    assert all(list(one) == ["post", "title", "count", "hits"] for one in threads)
    assert {one["post"] for one in threads} == set(answer["facets"]["post"])
    assert sum(one["count"] for one in threads) == answer["total"]
    places = [place for one in threads for place in one["hits"]]
    assert places == list(range(len(answer["hits"])))
    for one in threads:
        posts = {answer["hits"][place]["post"] for place in one["hits"]}
        assert posts == {one["post"]}
    assert ask("search", "gulag", "--json").json["threads"] == []


def test_gathered_hits_stand_under_their_post(ask: Ask) -> None:
    reply = ask("search", "mercy OR stalin", "--group")
    head, first, *_ = reply.out.splitlines()
    assert head == "“Whom the amnesty left out” · aa11 · 2 hits"
    assert first.startswith("  ")
    assert "\n  night_shift · 4 March 2014 · aa11#c2\n" in reply.out
    assert "2 found in 1 post." in reply.err
    beyond = ask("search", "mercy OR stalin", "--group", "--offset", "1")
    assert "2 found in 1 post, none from place 2 on." in beyond.err


def test_only_the_number_is_printed_where_that_is_asked(ask: Ask) -> None:
    reply = ask("search", "--count", "says OR quoted", "--limit", "1")
    assert (reply.status, reply.out) == (0, "2\n")
    assert (ask("search", "--count", "nowhere").status) == 1
    assert ask("search", "--count", "nowhere").out == "0\n"


def test_an_answer_is_read_on_from_any_place(ask: Ask) -> None:
    whole = ask("search", "says OR quoted", "--json").json["hits"]
    rest = ask("search", "says OR quoted", "--offset", "1", "--json").json
    assert (rest["hits"], rest["total"]) == (whole[1:], 2)
    first = ask("search", "says OR quoted", "--limit", "1")
    assert "2 found, 1 shown (--offset 1 goes on)" in first.err
    after = ask("search", "says OR quoted", "--offset", "2")
    assert (after.status, after.out) == (0, "")
    assert "2 found, none from place 3 on" in after.err
    assert ask("search", "x", "--offset", "-1").status == 2


def test_each_hit_is_explained(ask: Ask) -> None:
    answer = ask("search", "mercy author:night_shift", "--explain", "--json").json
    (why,) = answer["explain"]
    assert list(why) == ["score", "length", "mean_length", "filters", "terms"]
    assert len(why["filters"]) == 1
    (term,) = why["terms"]
    assert list(term) == [
        *("asked", "found", "why", "field", "count", "documents", "score"),
    ]
    assert (term["asked"], term["why"], term["documents"]) == ("mercy", "exact", 1)
    assert abs(term["score"] - answer["hits"][0]["score"]) < 0.001
    said = ask("search", "mercy author:night_shift", "--explain").out
    assert "mercy (exact): 1× in the text, in 1 text" in said
    assert "passed: " in said


def test_words_of_the_other_alphabet_are_found_where_that_is_asked(
    ask: Ask, library: Path
) -> None:
    path = library / "posts/undated/gulag.md"
    path.write_text(path.read_text() + "\nСолженицын wrote.\n", encoding="utf-8")
    assert ask("search", "solzhenitsyn", "--count").out == "0\n"
    assert ask("search", "solzhenitsyn", "--count", "--transliterate").out == "1\n"


def test_quotations_are_searched_where_the_query_asks_for_them(
    ask: Ask, tmp_path: Path
) -> None:
    answer = ask("search", "in:quotations amnesty", "--json").json
    assert (answer["collection"], answer["total"]) == ("quotations", 2)
    assert [list(hit) for hit in answer["hits"]] == [HIT_KEYS, HIT_KEYS]
    assert {hit["kind"] for hit in answer["hits"]} == {"quotation"}
    post = ask("show", "aa11", "--json").json
    (hit,) = (hit for hit in answer["hits"] if hit["post"] == "aa11")
    start, end = hit["span"]
    assert post["body"][start:end].startswith("“The amnesty is not")
    with_one = ask("search", "has:quotation", "--json").json
    assert {(h["post"], h["comment"]) for h in with_one["hits"]} == {
        *(("aa11", None), ("aa11", "c2"), ("ab22", None)),
    }
    assert not with_one["notes"]
    assert ask("search", "in:quotations amnesty").out.startswith("quotation · ")


def test_no_index_of_quotations_is_made_for_a_query_that_needs_none(
    ask: Ask, tmp_path: Path
) -> None:
    ask("search", "amnesty")
    assert not list((tmp_path / "cache").rglob("quotations"))
    ask("search", "thread:{-has:quotation}")
    assert list((tmp_path / "cache").rglob("quotations"))


def test_lines_for_a_person_are_at_most_eighty_cells(ask: Ask, library: Path) -> None:
    (library / "posts/undated/long.md").write_text(
        "---\ntitle: " + "A long title about a list of names " * 5 + "\nid: c444\n"
        "author: " + "somebody with a very long name " * 4 + "\n---\n" + "names " * 99,
        encoding="utf-8",
    )
    reply = ask("search", "names OR mercy OR amnesty", "--explain")
    lines = reply.out.splitlines()
    assert len(lines) > 15
    assert max(map(len, lines)) <= 80
    assert "c444" in reply.out


def test_a_full_disk_leaves_what_was_indexed_to_be_searched(
    ask: Ask, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("search", "gulag")
    path = library / "posts/undated/gulag.md"
    path.write_text(path.read_text() + "\nRehabilitation came later.\n")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    reply = ask("search", "gulag", "--json")
    assert (reply.status, reply.json["total"]) == (0, 1)
    assert "No space left" in reply.err
    assert ask("index").status == 2
    monkeypatch.undo()
    assert ask("search", "rehabilitation", "--count").out == "1\n"


def test_a_query_without_words_finds_nothing(ask: Ask) -> None:
    reply = ask("search", "", "--json")
    assert (reply.status, reply.json["total"]) == (1, 0)


def test_a_damaged_index_is_made_anew(ask: Ask, tmp_path: Path) -> None:
    ask("index")
    for file in (tmp_path / "cache" / "index").rglob("*"):
        if file.is_file() and file.parent.name.startswith("engine-"):
            file.write_bytes(b"damage")
    reply = ask("search", "mercy", "--json")
    assert reply.json["total"] == 1
    assert "built anew" in reply.err


def test_an_index_that_breaks_while_typing_is_built_anew(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Finder.answer

    def breaking(self: Finder, text: str, **how: Any) -> Answer:
        if text == "break":
            raise IndexUnavailableError("The index is damaged.")
        return whole(self, text, **how)

    monkeypatch.setattr(Finder, "answer", breaking)
    reply = ask("search", "--stdin", given=b"mercy\nbreak\nmercy\n")
    answers = [json.loads(line) for line in reply.out.splitlines()]
    assert [answer["total"] for answer in answers] == [1, 0, 1]
    assert answers[1]["notes"] == ["The index is damaged."]
    assert reply.status == 0


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("search mercy", "gulagreader.cli.wanted_answer.Wanted.answered"),
        ("concordance mercy", "gulagreader.cli.concordance.concordance_of"),
        ("people", "gulagreader.cli.people.LibraryPeople"),
    ],
)
def test_an_index_that_proves_to_be_damaged_is_asked_again_once_it_is_new(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, asked: str, where: str
) -> None:
    whole = ask(*asked.split())
    answer = pkgutil.resolve_name(where)
    damages = [IndexUnavailableError("The index is damaged.")]

    def breaking(*given: Any, **how: Any) -> Any:
        if damages:
            raise damages.pop()
        return answer(*given, **how)

    monkeypatch.setattr(where, breaking)
    reply = ask(*asked.split())
    assert (reply.status, reply.out) == (whole.status, whole.out)
    assert whole.out
    assert "gulagreader: The index is damaged." in reply.err


def test_an_index_that_is_damaged_time_and_again_ends_in_words(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise IndexUnavailableError("The index is damaged.")

    monkeypatch.setattr(Finder, "answer", broken)
    reply = ask("search", "mercy")
    assert reply.out == ""
    assert reply.status == 2
    assert reply.err.count("The index is damaged.") == 2
