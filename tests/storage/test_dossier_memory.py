"""Dossiers are kept in the reader's memory at every moment."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from storage.killed_writer import kill_writer

from gulagreader.domain.citing import Cited, CitedComment
from gulagreader.domain.dossier import Dossier, DossierError, Entry, EntryKind
from gulagreader.domain.notes import Selector
from gulagreader.storage.memory import ReaderMemory
from gulagreader.storage.memory_file import MIGRATIONS, open_memory
from gulagreader.storage.memory_tables import KEPT

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
WHOLE = Entry(
    id="e1",
    kind=EntryKind.PASSAGE,
    gathered=NOON,
    post="p1",
    comment="c1",
    selector=Selector("words", "be", "fore", 3, 8),
    words="words",
    remark="*mine*",
    cited=Cited(
        "p1", "T", "L", "A", "2014", "https://e.org", "en", frozenset(["b", "a"]),
        comment=CitedComment("c1", "First words", "B", "2015", None), paragraph=2,
    ),
)  # fmt: skip
OTHER = Entry("e2", EntryKind.HEADING, NOON, text="Heading")
DOSSIER = Dossier("d1", "Seminar", NOON, (WHOLE, OTHER))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "memory.sqlite"


@pytest.fixture
def memory(file: Path) -> Iterator[ReaderMemory]:
    with ReaderMemory.open(file) as memory:
        yield memory


def test_a_dossier_is_read_back_as_it_was_kept(
    memory: ReaderMemory, file: Path
) -> None:
    memory.dossiers("one").begin(DOSSIER)
    with ReaderMemory.open(file) as other:
        assert other.dossiers("one").dossiers() == (DOSSIER,)
        assert other.dossiers("one").current() == "d1"
        assert other.dossiers("two").dossiers() == ()
        assert other.dossiers("two").current() is None


def test_changes_keep_order_and_what_was_removed(memory: ReaderMemory) -> None:
    store = memory.dossiers("one")
    store.begin(DOSSIER)
    store.change("d1", lambda one: one.moved("e2", 0), NOON)
    after = store.change("d1", lambda one: one.without("e1", NOON), NOON)
    assert store.dossiers() == (after,)
    assert [gone.place for gone in after.removed] == [1]
    store.change("d1", lambda one: one.without("e2", NOON), NOON)
    back = store.change("d1", lambda one: one.with_back("e1").with_back(), NOON)
    assert store.dossiers() == (back,)
    assert back.entries == (OTHER, WHOLE)
    store.change("d1", lambda one: replace(one, name="New"), NOON)
    assert store.dossiers()[0].name == "New"


def test_a_change_that_fails_changes_nothing(memory: ReaderMemory) -> None:
    store = memory.dossiers("one")
    store.begin(DOSSIER)
    with pytest.raises(DossierError):
        store.change("d1", lambda one: one.without("e1", NOON).moved("e1", 0), NOON)
    with pytest.raises(DossierError, match="no more"):
        store.change("d9", lambda one: one, NOON)
    assert store.dossiers() == (DOSSIER,)


def added(dossier: Dossier, entry: Entry) -> Dossier:
    return dossier.with_entry(entry)


def test_two_programs_that_gather_at_once_lose_nothing(
    memory: ReaderMemory, file: Path
) -> None:
    memory.dossiers("one").begin(Dossier("d1", "Seminar", NOON))
    with ReaderMemory.open(file) as other:
        for number in range(10):
            store = (memory if number % 2 else other).dossiers("one")
            add = partial(added, entry=replace(OTHER, id=f"n{number}"))
            store.change("d1", add, NOON)
        (kept,) = memory.dossiers("one").dossiers()
    assert [entry.id for entry in kept.entries] == [f"n{n}" for n in range(10)]


def test_what_was_removed_or_dropped_can_be_had_back_for_a_month(
    memory: ReaderMemory,
) -> None:
    store = memory.dossiers("one")
    store.begin(DOSSIER)
    store.begin(Dossier("d2", "Other", NOON))
    store.change("d1", lambda one: one.without("e1", NOON), NOON)
    late = NOON + KEPT + timedelta(days=1)
    after = store.change("d1", lambda one: one, NOON + KEPT)
    assert len(after.removed) == 1
    after = store.change("d1", lambda one: one, late)
    assert after.removed == ()
    assert after.entries == (OTHER,)
    store.drop("d1", late)
    assert [one.id for one in store.dossiers()] == ["d2"]
    (dropped,) = store.dropped()
    assert dropped.dossier == after
    store.restore("d1", "Again", late)
    assert [one.name for one in store.dossiers()] == ["Again", "Other"]
    assert store.current() == "d1"
    store.drop("d1", late)
    store.drop("d2", late + KEPT + timedelta(days=1))
    assert [one.dossier.id for one in store.dropped()] == ["d2"]


def test_dossiers_are_in_the_export_of_the_memory(memory: ReaderMemory) -> None:
    memory.dossiers("one").begin(DOSSIER)
    exported = json.loads(json.dumps(memory.export()))["libraries"]["one"]
    assert exported["dossier entry"]["Seminar/e2"]["value"]["text"] == "Heading"


def test_a_memory_from_before_dossiers_keeps_what_it_has(file: Path) -> None:
    connection, _ = open_memory(file, MIGRATIONS[:3])
    with closing(connection):
        connection.execute(
            "INSERT INTO posts VALUES ('one', 'read', 'a', 'true', ?)",
            (NOON.isoformat(),),
        )
    with ReaderMemory.open(file) as memory:
        memory.dossiers("one").begin(DOSSIER)
        assert memory.library("one").read_posts() == {"a": NOON}
        assert memory.dossiers("one").dossiers() == (DOSSIER,)


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from gulagreader.domain.dossier import Dossier, Entry, EntryKind
from gulagreader.storage.memory import ReaderMemory

store = ReaderMemory.open(Path(sys.argv[1])).dossiers("one")
now = datetime.now(UTC)
if not store.dossiers():
    store.begin(Dossier("d", "Seminar", now))
for number in range(int(sys.argv[2]), 10**6):
    entry = Entry(f"n{number:06}", EntryKind.HEADING, now, text="x" * 500)
    store.change("d", lambda one: one.with_entry(entry, 0), now)
    if number % 3 == 1:
        store.change("d", lambda one: one.without(entry.id, now), now)
    if number % 3 == 2:
        store.change("d", lambda one: one.moved(entry.id, 10**6), now)
    print(number, flush=True)
"""


def test_a_kill_loses_nothing_that_was_gathered(file: Path) -> None:
    told = -1
    for _ in range(2):
        told = kill_writer(WRITER, file, told, 15)
        with ReaderMemory.open(file) as memory:
            assert memory.notice is None
            (kept,) = memory.dossiers("one").dossiers()
        there = [entry.id for entry in kept.entries]
        gone = {one.entry.id for one in kept.removed}
        for number in range(told + 1):
            assert f"n{number:06}" in (gone if number % 3 == 1 else there)
        assert len(there) == len(set(there))
        done = [name for name in there if int(name[1:]) <= told]
        moved = [name for name in done if int(name[1:]) % 3 == 2]
        assert done[len(done) - len(moved) :] == sorted(moved)
        # A number that was begun and not told is in one place at most.
        assert not gone & set(there)
        told = max([told, *(int(name[1:]) for name in (*there, *gone))])
