"""The reader's memory: kept at every moment, never thrown away."""

import json
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from storage.killed_writer import kill_writer

from gulagreader.domain.places import Place
from gulagreader.domain.searches import SavedSearch
from gulagreader.storage.memory import ReaderMemory
from gulagreader.storage.memory_file import (
    MIGRATIONS,
    MemoryUnavailableError,
    open_memory,
)

NOON = datetime(2014, 3, 3, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "memory.sqlite"


def test_read_marks_and_stars_are_remembered(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        shelf.mark_read("a", NOON)
        shelf.mark_read("b", LATER)
        shelf.mark_read("a", LATER)
        shelf.mark_unread("b")
        shelf.star("c", NOON)
        shelf.star("d", NOON)
        shelf.unstar("d")
        assert memory.notice is None
    with ReaderMemory.open(file) as memory:
        assert memory.library("one").read_posts() == {"a": NOON}
        assert memory.library("one").starred_posts() == {"c": NOON}
        assert memory.library("two").read_posts() == {}


def test_where_a_post_was_left_is_remembered(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        assert shelf.place("a") is None
        assert shelf.last_post() is None
        shelf.set_place(Place("b", "c3", 17), LATER)
        shelf.set_place(Place("a"), NOON)
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        assert shelf.place("b") == Place("b", "c3", 17)
        assert shelf.place("a") == Place("a")
        assert shelf.last_post() == "b"
        assert memory.library("two").last_post() is None


def test_folds_and_seen_comments_are_remembered(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        assert shelf.folds("a") == frozenset()
        assert shelf.seen("a") is None
        shelf.set_folds("a", frozenset({"c1", "c#2"}), NOON)
        shelf.set_folds("b", frozenset({"c1"}), NOON)
        shelf.set_folds("b", frozenset(), LATER)
        shelf.mark_seen("a", ["c1", "c2"], NOON)
        shelf.mark_seen("a", ["c1", "c2", "c3"], LATER)
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        assert shelf.folds("a") == {"c1", "c#2"}
        assert shelf.folds("b") == frozenset()
        seen = shelf.seen("a")
        assert seen is not None
        assert seen.when == LATER
        assert seen.comments == {"c1", "c2", "c3"}


def test_the_comments_seen_under_every_post_are_told_at_once(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        shelf.mark_seen("a", ["c1", "c2"], NOON)
        shelf.mark_seen("b", [], NOON)
        memory.library("two").mark_seen("c", ["c1"], NOON)
        shelf.mark_read("d", NOON)
        assert shelf.seen_threads() == {"a": {"c1", "c2"}, "b": frozenset()}


def test_saved_searches_are_kept_by_name(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        searches = memory.searches("one")
        searches.save_search(SavedSearch("old", "camp"), NOON)
        searches.save_search(SavedSearch("Decree", "amnesty"), NOON)
        searches.save_search(SavedSearch("old", "camp guard", "date"), LATER)
        searches.save_search(SavedSearch("gone", "x"), LATER)
        searches.drop_search("gone")
        searches.drop_search("never there")
    with ReaderMemory.open(file) as memory:
        assert memory.searches("one").saved_searches() == (
            SavedSearch("Decree", "amnesty"),
            SavedSearch("old", "camp guard", "date"),
        )
        assert memory.searches("two").saved_searches() == ()


def test_the_hundred_latest_queries_are_kept_each_once(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        searches = memory.searches("one")
        for number in range(120):
            searches.keep_query(f"q{number}", NOON)  # all within one tick of the clock
        searches.keep_query("q50", NOON)
        searches.keep_query("torn \udce9", LATER)
        memory.searches("two").keep_query("other", NOON)
    with ReaderMemory.open(file) as memory:
        past = memory.searches("one").past_queries()
        assert past[:4] == ("torn ?", "q50", "q119", "q118")
        assert len(past) == len(set(past)) == 100
        assert memory.searches("two").past_queries() == ("other",)


def test_posts_once_known_stay_known(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        searches = memory.searches("one")
        assert searches.known_posts() is None
        searches.keep_known_posts(["a", "b"], NOON)
        searches.keep_known_posts(["b", "c"], LATER)
    with ReaderMemory.open(file) as memory:
        assert memory.searches("one").known_posts() == frozenset({"a", "b", "c"})
        assert memory.searches("two").known_posts() is None


def test_the_twenty_latest_libraries_are_remembered(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        for number in range(25):
            path = Path(f"/libraries/{number}")
            memory.remember_library(path, f"n{number}", NOON + timedelta(days=number))
        memory.remember_library(
            Path("/libraries/7"), "seven", NOON + timedelta(days=99)
        )
        memory.forget_library(Path("/libraries/23"))
        recent = memory.recent_libraries()
    assert len(recent) == 19
    assert (recent[0].path, recent[0].name) == (Path("/libraries/7"), "seven")
    assert [found.name for found in recent[1:3]] == ["n24", "n22"]


def test_settings_are_kept_and_taken_back(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        assert memory.setting("theme") is None
        memory.set_setting("theme", "dark", NOON)
        memory.set_setting("theme", "light", LATER)
        memory.set_setting("measure", "72", NOON)
        memory.set_setting("measure", None, LATER)
    with ReaderMemory.open(file) as memory:
        assert memory.settings() == {"theme": "light"}


def test_times_of_any_zone_are_put_in_order(file: Path) -> None:
    west = timezone(timedelta(hours=-5))
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        shelf.set_place(Place("a"), datetime(2014, 3, 3, 11, tzinfo=west))
        shelf.set_place(Place("b"), datetime(2014, 3, 3, 15, tzinfo=UTC))
        assert shelf.last_post() == "a"
        with pytest.raises(ValueError, match="zone"):
            shelf.star("a", datetime(2014, 3, 3))  # noqa: DTZ001 - that is the point


def test_everything_is_exported_as_json(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        shelf.mark_read("a", NOON)
        shelf.set_place(Place("a", "c1", 4), NOON)
        memory.remember_library(Path("/l\udce9"), "L", NOON)
        memory.set_setting("theme", "dark", NOON)
        searches = memory.searches("one")
        searches.save_search(SavedSearch("decree", "amnesty", "date"), NOON)
        searches.keep_query("camp", NOON)
        searches.keep_known_posts(["a"], NOON)
        exported = json.loads(json.dumps(memory.export()))
    at = "2014-03-03T12:00:00.000000+00:00"
    assert exported["libraries"] == {
        "one": {
            "read": {"a": {"at": at, "value": True}},
            "place": {"a": {"at": at, "value": ["c1", 4]}},
            "search": {"decree": {"at": at, "value": ["amnesty", "date"]}},
            "query": {"camp": {"at": at, "value": True}},
            "visit": {"": {"at": at, "value": ["a"]}},
        }
    }
    assert exported["settings"] == {"theme": "dark"}
    assert exported["recent_libraries"] == [{"path": "/l\ufffd", "name": "L", "at": at}]


@pytest.mark.parametrize(
    "content",
    [b"garbage" * 50, b"SQLite format 3\0" + b"\xff" * 9000],
    ids=["other", "torn"],
)
def test_a_damaged_memory_is_set_aside_and_told(file: Path, content: bytes) -> None:
    for number in (1, 2):
        ReaderMemory.open(file).close()
        file.write_bytes(content)
        with ReaderMemory.open(file) as memory:
            aside = file.with_name(f"memory.damaged-{number}.sqlite")
            assert memory.notice is not None
            assert str(aside) in memory.notice
            assert aside.read_bytes() == content
            memory.library("one").mark_read("a", NOON)
        with ReaderMemory.open(file) as memory:
            assert memory.notice is None
            assert memory.library("one").read_posts() == {"a": NOON}


def test_a_memory_damaged_inside_is_set_aside(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        shelf = memory.library("one")
        shelf.mark_seen("a", [f"c{number}" for number in range(9000)], NOON)
    data = bytearray(file.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 16] = b"\xff" * 16
    file.write_bytes(data)
    with ReaderMemory.open(file) as memory:
        assert memory.notice is not None
        assert memory.library("one").seen("a") is None
    assert file.with_name("memory.damaged-1.sqlite").read_bytes() == data


def test_a_database_of_another_program_is_set_aside(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE posts (x)")
        connection.commit()
    with ReaderMemory.open(file) as memory:
        assert memory.notice is not None
        assert memory.library("one").read_posts() == {}
    with closing(sqlite3.connect(file.with_name("memory.damaged-1.sqlite"))) as old:
        assert old.execute("SELECT * FROM posts").fetchall() == []


def test_a_memory_of_a_newer_version_is_not_touched(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        memory.library("one").mark_read("a", NOON)
    open_memory(file, (*MIGRATIONS, lambda connection: None))[0].close()
    before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    with pytest.raises(MemoryUnavailableError, match="newer GulagReader"):
        ReaderMemory.open(file)
    after = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    assert after == before


def test_an_older_memory_is_brought_up_to_date_whole_or_not_at_all(file: Path) -> None:
    with ReaderMemory.open(file) as memory:
        memory.library("one").mark_read("a", NOON)

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE posts")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        open_memory(file, (*MIGRATIONS, fail))
    with ReaderMemory.open(file) as memory:
        assert memory.library("one").read_posts() == {"a": NOON}

    def notes(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE notes (x)")

    connection, notice = open_memory(file, (*MIGRATIONS, notes))
    with closing(connection):
        assert notice is None
        assert connection.execute("SELECT * FROM notes").fetchall() == []
        assert connection.execute("SELECT post FROM posts").fetchall() == [("a",)]


def test_a_memory_of_the_first_version_keeps_what_it_has(file: Path) -> None:
    connection, _ = open_memory(file, MIGRATIONS[:1])
    with closing(connection):
        connection.execute(
            "INSERT INTO posts VALUES ('one', 'read', 'a', 'true', ?)",
            (NOON.isoformat(),),
        )
    with ReaderMemory.open(file) as memory:
        memory.searches("one").keep_query("camp", NOON)
        assert memory.library("one").read_posts() == {"a": NOON}
        assert memory.searches("one").past_queries() == ("camp",)


def test_without_a_place_to_write_the_memory_lasts_for_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with ReaderMemory.open(tmp_path / "file" / "data" / "memory.sqlite") as memory:
        assert memory.notice is not None
        assert "only until you quit" in memory.notice
        memory.library("one").mark_read("a", NOON)
        assert memory.library("one").read_posts() == {"a": NOON}


def test_only_the_user_may_read_the_memory(file: Path) -> None:
    ReaderMemory.open(file).close()
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_threads_and_two_readers_at_once_lose_nothing(file: Path) -> None:
    with ReaderMemory.open(file) as one, ReaderMemory.open(file) as two:

        def work(memory: ReaderMemory, name: str) -> None:
            for number in range(20):
                memory.library("one").mark_read(f"{name}{number}", NOON)

        threads = [
            threading.Thread(target=work, args=(memory, name))
            for memory, name in ((one, "a"), (one, "b"), (two, "c"))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert len(two.library("one").read_posts()) == 60


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from gulagreader.storage.memory import ReaderMemory

memory = ReaderMemory.open(Path(sys.argv[1]))
shelf, searches = memory.library("one"), memory.searches("one")
number = int(sys.argv[2])
while True:
    shelf.mark_read(f"p{number:06}", datetime.now(UTC))
    searches.keep_query(f"p{number:06}", datetime.now(UTC))
    print(number, flush=True)
    number += 1
"""


def test_a_kill_in_the_middle_of_writing_loses_nothing_taken_in(file: Path) -> None:
    told = -1
    for _ in range(4):
        told = kill_writer(WRITER, file, told, 25)
        with ReaderMemory.open(file) as memory:
            assert memory.notice is None
            found = set(memory.library("one").read_posts())
            past = memory.searches("one").past_queries()
        assert f"p{told:06}" in past[:2]
        assert {f"p{number:06}" for number in range(told + 1)} <= found
        assert len(found) <= told + 2
