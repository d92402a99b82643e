"""gulagreader list, and the bare command where there is no screen."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.small_library import Ask

from gulagreader.storage.memory import ReaderMemory


def test_posts_come_newest_first_with_every_key(ask: Ask) -> None:
    reply = ask("list", "--json")
    assert reply.status == 0
    assert [post["id"] for post in reply.json] == ["ab22", "aa11", "b333"]
    assert reply.json[1] == {
        "id": "aa11",
        "title": "Whom the amnesty left out",
        "author": "corridor_notes",
        "date": "2014-03-03T17:04:00-05:00",
        "tags": ["amnesty", "camps"],
        "comments": 3,
        "unread": True,
    }
    assert reply.json[2]["author"] is None
    assert reply.json[2]["date"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("amnest", ["aa11"]),
        ("chalk", ["ab22"]),
        ("tag:camps", ["aa11"]),
        ("author:chalk OR author:corridor_notes", ["ab22", "aa11"]),
        ("date:2014", ["aa11"]),
        ("-date:2014", ["ab22", "b333"]),
        ("title:word its plural", ["b333"]),
        ("-errata", ["aa11", "b333"]),
    ],
)
def test_a_query_narrows_the_list(ask: Ask, query: str, found: list[str]) -> None:
    reply = ask("list", "--json", *query.split(" "))
    assert [post["id"] for post in reply.json] == found
    assert reply.status == 0


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("newest", ["ab22", "aa11", "b333"]),
        ("oldest", ["aa11", "ab22", "b333"]),
        ("comments", ["aa11", "ab22", "b333"]),
    ],
)
def test_a_list_is_sorted(ask: Ask, order: str, found: list[str]) -> None:
    reply = ask("list", "--json", "--sort", order)
    assert [post["id"] for post in reply.json] == found


def test_an_order_that_there_is_not_is_wrong_usage(ask: Ask) -> None:
    reply = ask("list", "--sort", "colour")
    assert reply.status == 2
    assert "discussed" in reply.err


def test_a_list_knows_what_was_read_and_how_much_was_said(
    ask: Ask, surroundings: dict[str, str]
) -> None:
    file = Path(surroundings["GULAGREADER_DATA"]) / "memory.sqlite"
    with ReaderMemory.open(file) as memory:
        memory.library("small").mark_read("aa11", datetime(2026, 1, 1, tzinfo=UTC))
    for query, found in (("is:read", ["aa11"]), ("comments:>2", ["aa11"])):
        reply = ask("list", "--json", query)
        assert [post["id"] for post in reply.json] == found
        assert "left out" not in reply.err


def test_a_query_that_fits_nothing_gives_an_empty_list_and_one(ask: Ask) -> None:
    reply = ask("list", "nowhere", "--json")
    assert (reply.status, reply.json) == (1, [])


def test_a_library_without_posts_is_no_failure(ask: Ask, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    (empty / "posts").mkdir(parents=True)
    reply = ask("list", "--json", where=empty)
    assert (reply.status, reply.json) == (0, [])


def test_what_was_read_is_not_unread(ask: Ask, surroundings: dict[str, str]) -> None:
    file = Path(surroundings["GULAGREADER_DATA"]) / "memory.sqlite"
    with ReaderMemory.open(file) as memory:
        memory.library("small").mark_read("aa11", datetime(2026, 1, 1, tzinfo=UTC))
    unread = {post["id"]: post["unread"] for post in ask("list", "--json").json}
    assert unread == {"ab22": True, "aa11": False, "b333": True}
    lines = ask("list").out.splitlines()
    assert [line[0] for line in lines] == ["*", " ", "*"]


def test_posts_are_listed_also_where_the_memory_cannot_be_opened(
    ask: Ask, surroundings: dict[str, str]
) -> None:
    file = Path(surroundings["GULAGREADER_DATA"]) / "memory.sqlite"
    file.mkdir(parents=True)
    reply = ask("list", "is:unread", "--json")
    assert len(reply.json) == 3
    assert "memory" in reply.err


def test_listing_makes_no_memory(ask: Ask, surroundings: dict[str, str]) -> None:
    ask("list")
    assert not Path(surroundings["GULAGREADER_DATA"]).exists()


def test_a_person_reads_one_line_for_each_post(ask: Ask) -> None:
    lines = ask("list").out.splitlines()
    assert len(lines) == 3
    assert lines[1].split() == [
        *("*", "aa11", "2014-03-03", "corridor_notes", "3"),
        *("Whom", "the", "amnesty", "left", "out"),
    ]


def test_without_a_screen_the_posts_are_listed_and_the_way_on_is_said(
    ask: Ask, library: Path
) -> None:
    reply = ask(str(library), where=None)
    assert reply.status == 0
    assert "Whom the amnesty left out" in reply.out
    assert "gulagreader show ab22" in reply.out
    assert "\x1b" not in reply.out


def test_a_damaged_file_is_told_of_and_the_rest_listed(ask: Ask, library: Path) -> None:
    (library / "posts/2015/2015-01-02-errata.md").write_text("---\ntitle: [\n---\n")
    reply = ask("list", "--json")
    assert [post["id"] for post in reply.json] == ["aa11", "b333"]
    assert "gulagreader check" in reply.err


@pytest.mark.parametrize("words", [("nowhere",), ("--library", "nowhere", "list")])
def test_no_such_library_is_wrong_usage(ask: Ask, words: tuple[str, ...]) -> None:
    reply = ask(*words, where=None)
    assert (reply.status, reply.out) == (2, "")
    assert "nowhere" in reply.err


def test_a_misspelt_command_is_not_opened_as_a_library(ask: Ask) -> None:
    reply = ask("searchh")
    assert reply.status == 2
    assert "did you mean “search”" in reply.err
