"""Whatever a library holds, nothing that acts on a terminal is printed."""

import re
from pathlib import Path

import pytest
from cli.small_library import Ask, write_library

_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_BAD = "\x9b31m\x90q\x9c\u202eevil\u2066\x85"
_YAML = r"\e[31m\e]52;c;aGk=\a\x9b2J\u202Eevil"
ATTACK = {
    "library.yaml": f'id: attack\nname: "{_YAML}"\n',
    "posts/2014/a.md": f"""\
---
title: "[/b] {_YAML} title"
id: "aa{_YAML}11"
author: "{_YAML} author"
date: "2014{_YAML}"
tags: ["{_YAML} tag"]
sources: [{{key: "{_YAML}k", text: "{_YAML} text", url: "https://x/{_YAML}"}}]
---
A passage {_BAD} of text says: “no mercy {_BAD} in the sentence” (k 1953).

And &#27;[31m decoded &#x9b;2J and &#x202e; too, `code {_BAD}`.

> quoted {_BAD} passage of many words
""",
    "posts/2014/a.comments.yaml": f"""\
- id: "c{_YAML}1"
  author: "{_YAML} one"
  text: "Comment {_YAML} passage “quoted {_YAML} words”"
- id: c2
  parent: "c{_YAML}1"
  author: "{_YAML} two"
  date: "{_YAML}"
  kind: "{_YAML}"
  text: "Answer &#27;]0;owned&#7; passage"
""",
    "posts/2014/broken.md": f'---\ntitle: "{_YAML}\n\x1b[31mx: [\n---\n',
    "posts/2014/twice.md": f'---\ntitle: one\n"{_YAML}": 1\n"{_YAML}": 2\n---\nBody.\n',
}


@pytest.fixture
def attack(tmp_path: Path) -> Path:
    return write_library(tmp_path / "odd \x1b[31m name", ATTACK)


@pytest.mark.parametrize("way", [(), ("--json",), ("--plain",)])
@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("search", "passage"),
        ("search", "passage \x1b[31m\x9b"),
        ("quotations",),
    ],
)
def test_no_command_prints_what_acts(
    ask: Ask, attack: Path, words: tuple[str, ...], way: tuple[str, ...]
) -> None:
    reply = ask(*words, *way, where=attack)
    assert reply.status == 0
    assert reply.out
    assert _ACTS.findall(reply.out + reply.err) == []


@pytest.mark.parametrize("way", ["--json", "--plain", "--markdown"])
def test_a_post_and_its_comments_are_clean(ask: Ask, attack: Path, way: str) -> None:
    posts = ask("list", "--json", where=attack).json
    for post in posts:
        reply = ask("show", post["id"], way, where=attack)
        assert reply.status == 0
        assert _ACTS.findall(reply.out + reply.err) == []
    thread = next(post["id"] for post in posts if post["comments"])
    reply = ask("show", f"{thread}#c2", way, where=attack)
    assert "Answer" in reply.out
    assert _ACTS.findall(reply.out + reply.err) == []


@pytest.mark.parametrize("way", [(), ("--json",)])
def test_what_is_said_of_damage_is_clean(
    ask: Ask, attack: Path, way: tuple[str, ...]
) -> None:
    reply = ask("check", *way, where=attack)
    assert reply.status == 1
    assert "broken.md" in reply.out
    assert _ACTS.findall(reply.out + reply.err) == []


@pytest.mark.parametrize(
    "words",
    [
        ("show", "\x1b[31m\x9b\udcff"),
        ("search", "--\x1b[31m"),
        ("\x1b[31mnowhere",),
        ("help", "\x1b]0;owned\x07"),
    ],
)
def test_what_was_typed_is_clean_in_what_is_said_of_it(
    ask: Ask, words: tuple[str, ...]
) -> None:
    reply = ask(*words)
    assert reply.status == 2
    assert _ACTS.findall(reply.out + reply.err) == []


def test_typed_lines_are_clean_in_their_answers(ask: Ask, attack: Path) -> None:
    typed = "passage\x1b[2J\x9b \u202e\npass\x07".encode()
    reply = ask("search", "--stdin", given=typed, where=attack)
    assert reply.out.count("\n") == 2
    assert _ACTS.findall(reply.out) == []


def test_the_line_reader_says_nothing_that_acts(ask: Ask, attack: Path) -> None:
    posts = ask("list", "--json", where=attack).json
    thread = next(post["id"] for post in posts if post["comments"])
    lines = (
        *(
            "list",
            "tags",
            "lists",
            "sort title",
            "open 1",
            "where",
            "",
            "all",
            "headings",
        ),
        *("quote", "address", "links", "quotations", "uptake", "cite", "comments", ""),
        *("parent", "above", "where", "by", "by \x1b[31mx", "only all", "only passage"),
        *("only \x9b2J", "by time", "fold", "fold all", "unfold all", "find answer"),
        *(
            "find \x1b[31m",
            "person",
            "person \x1b[31m",
            "people",
            "concordance passage",
        ),
        *("goto 1", "search passage", "why 1", "note \x1b[31m", "notes", "damaged"),
        *("keep \x1b[31m", "help \x1b[31m", "\x1b[31m", "address", "quote", "q"),
    )
    given = "".join(f"{line}\n" for line in lines).encode()
    reply = ask("read", thread, "--plain", given=given, where=attack)
    assert reply.status == 0
    assert "Above it" in reply.out or "matching passage" in reply.out
    assert _ACTS.findall(reply.out + reply.err) == []
