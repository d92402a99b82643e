"""gulagreader search, once and while typing."""

import json
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
]


def test_an_answer_has_exactly_the_keys_of_its_shape(ask: Ask) -> None:
    reply = ask("search", "mercy", "--json")
    assert reply.status == 0
    assert list(reply.json) == KEYS
    (hit,) = reply.json["hits"]
    assert list(hit) == [
        *("kind", "post", "title", "comment", "author", "date", "depth"),
        *("ancestors", "snippet", "matches", "score"),
    ]
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
    assert "Nothing found" in reply.err


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


def test_a_query_without_words_finds_nothing(ask: Ask) -> None:
    reply = ask("search", "", "--json")
    assert (reply.status, reply.json["total"]) == (1, 0)


def test_a_damaged_index_is_made_anew(ask: Ask, tmp_path: Path) -> None:
    ask("index")
    for file in (tmp_path / "cache" / "index").rglob("*"):
        if file.is_file() and file.parent.name == "engine":
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
