"""``config``: what is settled, what may be, and what is wrong with it."""

import json
from pathlib import Path

import pytest
from cli.small_library import Ask

from gulagreader.domain.config import FIELDS

SETTLED = "theme: paper\nkeys:\n  thread.fold-all: Z\n"


def test_without_a_config_it_is_told_how_to_make_one(ask: Ask, tmp_path: Path) -> None:
    reply = ask("config")
    assert reply.status == 0
    assert "theme: lamp" in reply.out
    assert "--print-default" in reply.err
    assert ask("config", "--path").out.strip() == str(tmp_path / "config.yaml")


def test_the_default_config_settles_nothing_new(ask: Ask, tmp_path: Path) -> None:
    before = ask("config").out
    (tmp_path / "config.yaml").write_text(ask("config", "--print-default").out)
    assert ask("config", "--check").status == 0
    assert ask("config").out == before


def test_what_is_settled_is_printed(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(SETTLED)
    found = json.loads(ask("config", "--json").out)
    assert found["theme"] == "paper"
    assert found["keys"] == {"thread.fold-all": ["Z"]}
    assert found["exists"] is True


def test_every_mistake_is_named_with_its_line(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(
        "theme: rainbow\nlayouts: [martian]\nkeys:\n"
        "  thread.fold-all: p\n  thread.frob: x\n  list.open: ctrl+m\n"
    )
    reply = ask("config", "--check")
    assert reply.status == 1
    lines = [line.partition("config.yaml:")[2] for line in reply.out.splitlines()]
    numbers = sorted(line.partition(":")[0] for line in lines)
    assert numbers == ["1", "2", "4", "5", "6"]
    assert "5 mistakes" in reply.err


def test_the_keys_are_listed_as_they_are(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(SETTLED)
    listed = json.loads(ask("keys", "--json").out)
    fold = next(row for row in listed if row["command"] == "thread.fold-all")
    assert fold["keys"] == ["Z"]


def test_the_library_of_the_config_is_the_one_that_is_used(
    ask: Ask, library: Path, tmp_path: Path
) -> None:
    (tmp_path / "config.yaml").write_text(f"library: {library}\n")
    assert ask("list", where=None).out == ask("list").out


RIGHT = {
    "library": "/",
    "theme": "red-cyan",
    "signs": "ascii",
    "motion": "reduced",
    "emoji": "parted",
    "terminal-title": "no",
    "editor": "nano -w",
    "measure": "66",
    "hyphenation": "yes",
    "paragraph-numbers": "yes",
    "pinned-post": "no",
    "comments": "time",
    "new-since": "2014-03-05",
    "citation-style": "mla",
    "note-colour": "blue",
    "layouts": "[greek, hebrew]",
    "keys": "{thread.fold-all: Z}",
}
WRONG = {
    "library": "[one, two]",
    "theme": "rainbow",
    "signs": "pretty",
    "motion": "fast",
    "emoji": "some",
    "terminal-title": "loud",
    "editor": "[a]",
    "measure": "12",
    "hyphenation": "soft",
    "paragraph-numbers": "maybe",
    "pinned-post": "[]",
    "comments": "flat",
    "new-since": "yore",
    "citation-style": "harvard",
    "note-colour": "black",
    "layouts": "[martian]",
    "keys": "[j]",
}


@pytest.mark.parametrize("field", [field.name for field in FIELDS])
def test_each_field_is_taken_and_kept_from_what_it_cannot_be(
    ask: Ask, tmp_path: Path, field: str
) -> None:
    config = tmp_path / "config.yaml"
    usual = json.loads(ask("config", "--json").out)
    config.write_text(f"{field}: {RIGHT[field]}\n")
    assert ask("config", "--check").out == ""
    assert json.loads(ask("config", "--json").out)[field] != usual[field]
    config.write_text(f"\n{field}: {WRONG[field]}\n")
    told = ask("config", "--check")
    assert told.status == 1
    assert "config.yaml:2: " in told.out
    assert len(told.out.splitlines()) == 1


def test_a_library_that_is_not_there_is_named(ask: Ask, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"theme: paper\nlibrary: {tmp_path / 'gone'}\n")
    told = ask("config", "--check")
    assert told.status == 1
    assert f"config.yaml:2: there is no folder {tmp_path / 'gone'}" in told.out
    (tmp_path / "gone").mkdir()
    assert ask("config", "--check").status == 0


def test_what_is_no_config_at_all_is_one_mistake(ask: Ask, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    for written in (b"- a\n", b"\xff\xfe\x00", b"a: [", b"a: 1\na: 2\n", b"x" * 9):
        config.write_bytes(written)
        told = ask("config", "--check")
        assert told.status == 1
        assert told.out.count("config.yaml") == 1
        assert ask("list").status == 0
