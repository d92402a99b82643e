"""gulagreader cite, and the examples of its page, which are asked as they stand."""

import json
import re
import shlex
from pathlib import Path

import pytest
from cli.small_library import DECREE, Ask

PAGE = (Path(__file__).parents[2] / "docs" / "citing.md").read_text("utf-8")
_EXAMPLE = re.compile(r"^\$ gulagreader (cite .*)\n((?:(?!```).*\n)*)", re.MULTILINE)
EXAMPLES = _EXAMPLE.findall(PAGE)
PROSE = ("chicago", "mla", "apa")


def test_the_page_has_an_example_of_every_style() -> None:
    shown = " ".join(command for command, _ in EXAMPLES)
    for style in (*PROSE, "bibtex", "ris", "csl-json", "markdown"):
        assert style in shown or style == "chicago"


@pytest.mark.parametrize(("command", "answer"), EXAMPLES)
def test_an_example_of_the_page_gives_what_it_shows(
    ask: Ask, command: str, answer: str
) -> None:
    reply = ask(*shlex.split(command))
    assert reply.status == 0
    shown = [line.rstrip() for line in answer.strip().splitlines()]
    assert [line.rstrip() for line in reply.out.strip().splitlines()] == shown


def test_a_passage_has_the_number_of_its_paragraph(ask: Ask) -> None:
    reply = ask("cite", "aa11", "--quote", "Nobody had asked them", "--json").json
    assert (reply["paragraph"], reply["passage"]) == (2, "Nobody had asked them")
    assert reply["in_text"].endswith(" para. 2.")


def test_json_has_every_key_always(ask: Ask) -> None:
    for arguments in (("aa11",), ("aa11#c2", "--style", "ris", "--paragraph", "1")):
        assert list(ask("cite", *arguments, "--json").json) == [
            *("id", "post", "comment", "style", "citation", "markdown", "in_text"),
            *("paragraph", "passage", "url", "accessed"),
        ]


def test_an_item_for_processors_is_json_by_itself(ask: Ask) -> None:
    (item,) = json.loads(ask("cite", "aa11#c3", "--style", "csl-json").out)
    assert (item["id"], item["genre"]) == ("aa11#c3", "Comment")
    assert "author" not in item
    assert "issued" not in item


@pytest.mark.parametrize("style", PROSE)
def test_plain_has_no_italics(ask: Ask, style: str) -> None:
    assert "*" in ask("cite", "ab22", "--style", style).out
    assert "*" not in ask("cite", "ab22", "--style", style, "--plain").out


@pytest.mark.parametrize(
    "wrong",
    [
        ("nowhere",),
        ("aa11#c9",),
        ("aa11", "--style", "harvard"),
        ("aa11", "--accessed", "yesterday"),
        ("aa11", "--quote", "never said"),
        ("aa11", "--paragraph", "9"),
        ("aa11", "--plain", "--json"),
        (),
    ],
)
def test_what_cannot_be_cited_is_wrong_usage(ask: Ask, wrong: tuple[str, ...]) -> None:
    reply = ask("cite", *wrong)
    assert (reply.status, reply.out) == (2, "")
    assert "Traceback" not in reply.err


def test_the_words_of_a_quote_say_where_they_stand(ask: Ask) -> None:
    reply = ask("cite", "aa11", "--quote", DECREE.upper(), "--paragraph", "2")
    assert "para. 1" in reply.out
    assert "The words stand in paragraph 1." in reply.err
