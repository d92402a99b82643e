"""A library named where words are asked for: the reader is told what to type."""

import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.small_library import LIBRARY, Ask, write_library

from gulagreader.storage.folders import folders
from gulagreader.storage.memory import ReaderMemory


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another library, beside the one that is asked by default."""
    changed = {
        name: text.replace("id: small", "id: other") for name, text in LIBRARY.items()
    }
    return write_library(tmp_path / "another one", changed)


@pytest.mark.parametrize(
    "command",
    [
        "notes",
        "search",
        "list",
        "quotations",
        "people",
        "concordance",
        "show",
        "cite",
        "dossier",
        "read",
        "index",
        "serve",
    ],
)
def test_a_library_in_the_place_of_words_is_told_of(
    ask: Ask, other: Path, command: str
) -> None:
    reply = ask(command, str(other))
    assert reply.status in (1, 2)
    told = reply.err.splitlines()[-1]
    assert told.endswith(f"gulagreader {command} --library {shlex.quote(str(other))}")


def test_what_is_said_to_be_typed_does_what_was_meant(ask: Ask, other: Path) -> None:
    reply = ask("search", str(other), "amnesty", "--count")
    typed = shlex.split(reply.err.splitlines()[-1].partition("To use it: ")[2])
    assert typed[:4] == ["gulagreader", "search", "amnesty", "--count"]
    assert ask(*typed[1:]).status == 0


def test_a_library_that_was_opened_before_is_known_by_its_name(
    ask: Ask, other: Path, surroundings: dict[str, str]
) -> None:
    assert "is a library" not in ask("notes", "Winter", "letters").err
    when = datetime(2026, 1, 2, tzinfo=UTC)
    with ReaderMemory.open(folders(surroundings).memory) as memory:
        memory.remember_library(other, "Winter letters", when)
    for words in (("Winter", "letters"), ("winter letters",), (other.name,)):
        said = ask("notes", *words).err
        assert f"gulagreader notes --library {shlex.quote(str(other))}" in said


def test_a_word_that_is_found_is_a_word(ask: Ask, other: Path, tmp_path: Path) -> None:
    write_library(tmp_path / "amnesty", LIBRARY)
    found = ask("search", "amnesty")
    assert found.status == 0
    assert "is a library" not in found.err
    named = ask("notes", str(other), "--library", str(other))
    assert "is a library" not in named.err
