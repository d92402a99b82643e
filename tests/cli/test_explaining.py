"""help, keys, --version, and the page that documents the commands."""

import json
from pathlib import Path

import pytest
from cli.small_library import Ask

from gulagreader.cli.verbs import GENERAL, READ, VERBS, Verb

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"


def test_help_names_every_command(ask: Ask) -> None:
    reply = ask("help")
    assert reply.status == 0
    assert all(f"gulagreader {verb.name}" in reply.out for verb in VERBS)
    assert ask("--help").out == reply.out


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_help_of_a_command_names_its_options(ask: Ask, verb: Verb) -> None:
    out = ask("help", verb.name).out
    assert all(option.usage in out for option in (*verb.options, *GENERAL))
    assert ask(verb.name, "--help").out == out


def test_help_of_no_command_is_wrong_usage(ask: Ask) -> None:
    assert ask("help", "dance").status == 2


def test_the_version_is_printed(ask: Ask) -> None:
    reply = ask("--version")
    assert reply.status == 0
    assert reply.out.startswith("gulagreader ")


def test_wrong_usage_gives_two_and_says_what_to_do(ask: Ask) -> None:
    reply = ask("search", "gulag", "--colour")
    assert (reply.status, reply.out) == (2, "")
    assert "--colour" in reply.err
    assert "usage: gulagreader search QUERY" in reply.err
    assert "gulagreader help search" in reply.err


def test_the_keys_of_the_reader_are_printed(ask: Ask) -> None:
    rows = ask("keys", "--json").json
    fields = ["keys", "label", "help", "where", "command"]
    assert all(list(row) == fields for row in rows)
    assert {"Search the library while you type"} <= {row["help"] for row in rows}
    assert "Search the library while you type" in ask("keys").out


@pytest.mark.parametrize("verb", [READ, *VERBS], ids=lambda verb: verb.name or "read")
def test_every_command_and_option_is_documented(verb: Verb) -> None:
    page = PAGE.read_text(encoding="utf-8")
    asked = " ".join(part for part in ("gulagreader", verb.name, verb.takes) if part)
    assert asked in page
    assert [o.usage for o in verb.options if f"`{o.usage}`" not in page] == []


def _keys(value: object) -> object:
    """The keys of a JSON value at every depth, without its values."""
    if isinstance(value, dict):
        return {key: _keys(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_keys(one) for one in value[:1] if isinstance(one, dict)]
    return None


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("list [QUERY]", ("list", "amnesty")),
        ("search QUERY | --stdin", ("search", "mercy", "--group", "--explain")),
        ("quotations [QUERY] | --text FILE", ("quotations", "author:chalk")),
        ("people [NAME]", ("people",)),
        ("concordance QUERY", ("concordance", "stalin")),
        ("index", ("index",)),
        ("keys", ("keys",)),
    ],
)
def test_the_examples_have_the_keys_of_the_real_answers(
    ask: Ask, section: str, words: tuple[str, ...]
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    part = page.partition(f"\n## `gulagreader {section}`\n")[2].partition("\n## ")[0]
    example = json.loads(part.partition("```json\n")[2].partition("```")[0])
    answer = ask(*words, "--json").json
    for one in (example, answer):
        if isinstance(one, dict):
            one.pop("facets", None)
    assert _keys(example) == _keys(answer)


def test_the_example_of_notes_has_the_keys_of_the_real_answer(ask: Ask) -> None:
    page = PAGE.read_text(encoding="utf-8")
    part = page.partition("\n## `gulagreader notes [QUERY] | ACTION ...`\n")[2]
    example = json.loads(part.partition("```json\n")[2].partition("```")[0])
    ask("notes", "add", "aa11", "--note", "x")
    assert _keys(example) == _keys(ask("notes", "--json").json)


def test_the_examples_of_people_are_the_real_answers(ask: Ask) -> None:
    page = PAGE.read_text(encoding="utf-8")
    part = page.partition("\n## `gulagreader people [NAME]`\n")[2].partition("\n## ")[0]
    table, person, dialogue = (
        json.loads(block.partition("```")[0]) for block in part.split("```json\n")[1:]
    )
    rows = {row["name"]: row for row in ask("people", "--json").json}
    assert [rows["reader 12"]] == table
    real = ask("people", "reader 12", "--json").json
    assert _keys(person) == _keys(real)
    assert [row["text"] for row in person["remarks"]] == [
        row["text"] for row in real["remarks"]
    ]
    real = ask("people", "reader 12", "--with", "night_shift", "--json").json
    assert _keys(dialogue) == _keys(real)
    assert [turn["to"] for turn in real[0]["turns"]] == [None, "c1"]


def test_the_examples_of_show_have_the_keys_of_the_real_answers(ask: Ask) -> None:
    page = PAGE.read_text(encoding="utf-8").partition("\n## `gulagreader show ID`\n")[2]
    post, comment = (
        json.loads(block.partition("```")[0]) for block in page.split("```json\n")[1:3]
    )
    assert _keys(post) == _keys(ask("show", "aa11", "--json").json)
    found = ask("show", "aa11#c2", "--json").json
    assert _keys({**comment, "quotations": found["quotations"]}) == _keys(found)
