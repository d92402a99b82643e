"""gulagreader import, check and index."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.small_library import Ask

from gulagreader.domain.comments import Thread
from gulagreader.domain.posts import Post
from gulagreader.services.reading import OpenLibrary
from gulagreader.storage.memory import ReaderMemory

DUMP = """\
The post of the day

This is a long enough paragraph of a post that somebody saved from a page, and it
goes on for another line.

Leave a Reply
"""
KEYS = [
    *("posts", "comments", "quotations", "written", "unchanged"),
    *("refused", "left_out", "warnings", "report", "stopped", "guesses"),
]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "saved.txt"
    path.write_text(DUMP, encoding="utf-8")
    return path


def test_an_import_reports_what_came_in(ask: Ask, dump: Path, tmp_path: Path) -> None:
    into = tmp_path / "new"
    reply = ask("import", str(dump), "--into", str(into), "--json")
    assert (reply.status, list(reply.json)) == (0, KEYS)
    assert reply.json["posts"] == 1
    assert [Path(name).exists() for name in reply.json["written"]] == [True]
    assert len(ask("list", "--json", where=into).json) == 1
    again = ask("import", str(dump), "--into", str(into), "--json").json
    assert (again["written"], len(again["unchanged"])) == ([], 1)


def test_an_import_without_a_target_fills_the_users_own_library(
    ask: Ask, dump: Path
) -> None:
    assert ask("import", str(dump), where=None).status == 0
    titles = [post["title"] for post in ask("list", "--json", where=None).json]
    assert titles == ["The post of the day"]


def test_a_refused_source_gives_three_and_the_rest_comes_in(
    ask: Ask, dump: Path, tmp_path: Path
) -> None:
    into = str(tmp_path / "new")
    reply = ask("import", "missing.txt", str(dump), "--into", into, "--json")
    assert (reply.status, reply.json["posts"]) == (3, 1)
    assert [one["file"] for one in reply.json["refused"]] == ["missing.txt"]


def test_a_target_that_cannot_be_made_is_named(
    ask: Ask, dump: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    reply = ask("import", str(dump), "--into", str(tmp_path / "file" / "new"))
    assert reply.status == 2
    assert f"{tmp_path / 'file' / 'new'} cannot be" in reply.err


def test_the_target_of_an_import_is_named_once(ask: Ask, dump: Path) -> None:
    assert ask("import", str(dump), "--into", "a", "--library", "b").status == 2


def test_a_dry_run_writes_nothing(ask: Ask, dump: Path, tmp_path: Path) -> None:
    into = tmp_path / "new"
    reply = ask("import", str(dump), "--into", str(into), "--dry-run")
    assert reply.status == 0
    assert "would be written" in reply.out
    assert not into.exists()


@pytest.mark.parametrize("option", ["--as", "--encoding"])
def test_an_unknown_format_or_encoding_is_wrong_usage(
    ask: Ask, dump: Path, tmp_path: Path, option: str
) -> None:
    into = str(tmp_path / "new")
    reply = ask("import", str(dump), "--into", into, option, "nonsense")
    assert (reply.status, reply.out) == (2, "")
    assert "nonsense" in reply.err


def test_a_sound_library_has_no_findings(ask: Ask, library: Path) -> None:
    reply = ask("check", str(library), "--json", where=None)
    assert (reply.status, reply.json) == (0, [])


def test_each_damaged_file_is_named_with_line_and_reason(
    ask: Ask, library: Path
) -> None:
    path = library / "posts/2015/2015-01-02-errata.md"
    path.write_text("---\ntitle: Errata\nid: [\n---\n", encoding="utf-8")
    reply = ask("check", "--json")
    assert reply.status == 1
    (finding,) = reply.json
    assert list(finding) == ["file", "line", "reason", "fatal"]
    assert Path(finding["file"]).name == path.name
    assert finding["line"]
    assert f"{path.name}:{finding['line']}: " in ask("check").out


def test_the_library_to_check_is_named_once(ask: Ask, library: Path) -> None:
    assert ask("check", str(library), "--library", str(library)).status == 2


def test_what_is_no_library_is_wrong_usage(ask: Ask, tmp_path: Path) -> None:
    assert ask("check", str(tmp_path / "data")).status == 2


def test_an_index_is_brought_up_to_date_or_built_anew(ask: Ask) -> None:
    first = ask("index", "--json").json
    assert list(first) == ["documents", "changed", "rebuilt", "notes", "quotations"]
    assert first["quotations"] == 3
    assert (first["documents"], first["rebuilt"]) == (6, True)
    assert ask("index", "--json").json["changed"] == 0
    assert ask("index", "--rebuild", "--json").json["rebuilt"] is True
    assert ask("index").out.startswith("6 posts and comments, 3 quotations can be")


def test_where_the_cache_cannot_be_written_a_temporary_index_is_searched(
    ask: Ask, surroundings: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    surroundings["GULAGREADER_CACHE"] = str(tmp_path / "file" / "cache")
    reply = ask("search", "gulag", "--json")
    assert (reply.status, reply.json["total"]) == (0, 1)
    (place,) = tmp_path.glob("gulagreader-*")
    assert f"kept in {place}" in reply.err
    assert place.stat().st_mode & 0o777 == 0o700
    assert ask("index", "--json").json["rebuilt"] is False


@pytest.mark.parametrize("there", ["a file", "a folder for all", "a link"])
def test_an_index_that_cannot_be_written_at_all_is_said_plainly(
    ask: Ask, surroundings: dict[str, str], tmp_path: Path, there: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    surroundings["GULAGREADER_CACHE"] = str(tmp_path / "file" / "cache")
    place = tmp_path / f"gulagreader-{os.geteuid()}"
    if there == "a file":
        place.write_text("of somebody else")
    elif there == "a link":
        place.symlink_to(tmp_path / "data")
    else:
        place.mkdir()
        place.chmod(0o777)
    reply = ask("search", "gulag")
    assert (reply.status, reply.out) == (2, "")
    assert reply.err.count("\n") == 1
    assert "GULAGREADER_CACHE" in reply.err


def test_indexing_that_is_interrupted_leaves_the_index_as_it_was(
    ask: Ask, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("index")
    reads: list[Path] = []
    read_post = OpenLibrary.read_post

    def interrupted(self: OpenLibrary, path: Path) -> tuple[Post, Thread]:
        reads.append(path)
        if len(reads) == 2:
            raise KeyboardInterrupt
        return read_post(self, path)

    with monkeypatch.context() as patch:
        patch.setattr(OpenLibrary, "read_post", interrupted)
        reply = ask("index", "--rebuild")
    assert (reply.status, reply.out, reply.err) == (130, "", "")
    assert len(list((tmp_path / "cache").rglob("gen-*"))) == 2  # texts, quotations
    again = ask("index", "--json").json
    assert (again["rebuilt"], again["documents"]) == (False, 6)


def test_what_the_reader_has_read_is_known_to_the_search(
    ask: Ask, surroundings: dict[str, str]
) -> None:
    assert ask("search", "is:read", "--count").out == "0\n"
    with ReaderMemory.open(
        Path(surroundings["GULAGREADER_DATA"]) / "memory.sqlite"
    ) as m:
        m.library("small").mark_read("aa11", datetime(2026, 1, 1, tzinfo=UTC))
    answer = ask("search", "is:read in:posts", "--json").json
    assert [hit["post"] for hit in answer["hits"]] == ["aa11"]
