"""``config``: what is settled, what may be, and what is wrong with it."""

import json
from pathlib import Path

from cli.small_library import Ask

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
