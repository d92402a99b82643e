"""A damaged, foreign or tampered index: never a wrong answer, never code run."""

import os
import pickle
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from services.shelf import Shelf

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.search import seals
from gulagreader.search.generations import Generations
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import IndexState, index_folder_of, update_index

ASKED = ("alpha", "author:x", "gam*", '"alpha beta"', "-alpha", "date:1953")
SEED = 1953


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "library")
    shelf.put(
        Post("p1", "One", "alpha beta", author="x", date="1953-03-05"),
        Comment("c1", "gamma"),
    )
    shelf.put(Post("p2", "Two", "alpha delta"), Comment("c1", "alpha", author="x"))
    return shelf


def update(shelf: Shelf, *, thorough: bool = False) -> IndexState:
    return finish(update_index(shelf, cache_of(shelf), thorough=thorough))


def cache_of(shelf: Shelf) -> Path:
    return shelf.folder.parent / "cache"


def folder_of(shelf: Shelf) -> Path:
    return index_folder_of(shelf, cache_of(shelf))


def answers(shelf: Shelf) -> list[list[tuple[str, str | None, str]]]:
    finder = Finder.open(shelf.info, folder_of(shelf))
    try:
        found = [finder.answer(query, typing=False) for query in ASKED]
    finally:
        finder.close()
    return [
        [(hit.post, hit.comment, hit.snippet) for hit in answer.hits]
        for answer in found
    ]


def answers_or_refusal(shelf: Shelf) -> list[list[tuple[str, str | None, str]]] | None:
    try:
        return answers(shelf)
    except IndexUnavailableError:
        return None  # any other exception is a fault


def files_of(folder: Path) -> list[Path]:
    """Every file of an index that says something."""
    return sorted(
        path for path in folder.rglob("*") if path.is_file() and path.stat().st_size
    )


def sort_of(path: Path) -> str:
    """What a file is, in any generation: its name without what is by chance."""
    if path.parent.name.startswith("engine-"):
        return f"*{path.suffix}"
    return re.sub(r"\d+", "*", path.name)


def emptied(data: bytes, _: random.Random) -> bytes:
    return data[:0]


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def turned(data: bytes, _: random.Random) -> bytes:
    return bytes(255 - byte for byte in data)


def gone_on(data: bytes, _: random.Random) -> bytes:
    return data + data


Damage = Callable[[bytes, random.Random], bytes]


@pytest.mark.parametrize("damage", [emptied, cut, flipped, turned, gone_on])
def test_whatever_is_damaged_nothing_wrong_is_found(
    shelf: Shelf, damage: Damage
) -> None:
    update(shelf)
    shelf.put(Post("p3", "Three", "alpha epsilon"))  # a second revision
    update(shelf)
    right = answers(shelf)
    sorts = sorted({sort_of(path) for path in files_of(folder_of(shelf))})
    assert len(sorts) > 20
    for sort in sorts:
        chance = random.Random(f"{SEED} {damage} {sort}")
        path = next(one for one in files_of(folder_of(shelf)) if sort_of(one) == sort)
        data, times = path.read_bytes(), path.stat().st_mtime_ns
        path.write_bytes(damage(data, chance))
        os.utime(path, ns=(times, times))
        assert answers_or_refusal(shelf) in (right, None)
        if damage is not flipped:  # to build everything anew takes its time
            path.write_bytes(data)
            (folder_of(shelf) / "CURRENT").write_text("gen-1")
        if damage is flipped or sort == "KEY":
            update(shelf)
        assert answers(shelf) == right


def test_an_open_index_that_is_damaged_is_told_by_the_next_run(shelf: Shelf) -> None:
    update(shelf)
    right = answers(shelf)
    (path,) = folder_of(shelf).glob("gen-*/texts")
    path.write_bytes(flipped(path.read_bytes(), random.Random(SEED)))
    state = update(shelf)
    assert (state.rebuilt, state.notes) == (
        *(True, ("The search index was damaged; it was built anew.",)),
    )
    assert answers(shelf) == right


def test_a_large_file_that_was_not_touched_is_believed_and_others_are_not(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "SMALL", -1)
    update(shelf)
    digested: list[str] = []
    digest = seals.digest

    def counted(path: Path, *stretch: int) -> list[Any]:
        digested.append(path.name)
        return digest(path, *stretch)

    monkeypatch.setattr(seals, "digest", counted)
    right = answers(shelf)
    assert digested == []
    (path,) = folder_of(shelf).glob("gen-*/texts")
    data, times = path.read_bytes(), path.stat()
    path.write_bytes(data)
    assert answers(shelf) == right
    assert digested == ["texts"]
    assert answers(shelf) == right
    assert digested == ["texts"]  # it is believed again
    path.write_bytes(turned(data, random.Random()))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert answers_or_refusal(shelf) is None


def test_a_thorough_run_finds_damage_that_the_file_system_does_not_know_of(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "SMALL", -1)
    update(shelf)
    (path,) = folder_of(shelf).glob("gen-*/tokens")
    path.write_bytes(turned(path.read_bytes(), random.Random()))
    current = Generations(folder_of(shelf)).current()
    assert current is not None
    current.mark_as_seen()  # as if the disk itself had changed it
    assert not update(shelf).rebuilt
    assert update(shelf, thorough=True).rebuilt


class Trap:
    """Runs code as soon as it is unpickled."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        return Path.touch, (self.sprung,)


def engine_files(shelf: Shelf) -> Iterator[Path]:
    for path in files_of(folder_of(shelf)):
        if path.parent.name.startswith("engine-"):
            yield path


def test_a_pickle_that_somebody_put_into_the_index_is_not_run(
    shelf: Shelf, tmp_path: Path
) -> None:
    sprung = tmp_path / "sprung"
    trap = pickle.dumps(Trap(sprung), 2)
    shelf.put(Post("p3", "Three", ""), *(Comment(f"c{n}", "omega") for n in range(40)))
    update(shelf)
    right = answers(shelf)
    names = {path.suffix for path in engine_files(shelf)}
    assert len(names) > 3
    for suffix in sorted(names):
        path = next(one for one in engine_files(shelf) if one.suffix == suffix)
        data = path.read_bytes()
        for at in {0, data.find(b"\x80\x02"), len(data) // 2} - {-1}:
            path.write_bytes(data[:at] + trap + data[at + len(trap) :])
            assert answers_or_refusal(shelf) is None
            assert not sprung.exists()
            update(shelf)
            path = next(one for one in engine_files(shelf) if one.suffix == suffix)
    assert answers(shelf) == right
    assert not sprung.exists()
    pickle.loads(trap)
    assert sprung.exists()  # the trap works


def test_a_further_file_for_the_engine_is_not_opened(
    shelf: Shelf, tmp_path: Path
) -> None:
    sprung = tmp_path / "sprung"
    update(shelf)
    (toc,) = (path for path in engine_files(shelf) if path.suffix == ".toc")
    trap = pickle.dumps(Trap(sprung), 2)
    toc.with_name("_MAIN_99.toc").write_bytes(toc.read_bytes() + trap)
    assert answers_or_refusal(shelf) is None
    assert update(shelf).rebuilt


@pytest.mark.parametrize("what", ["all of it", "a generation", "a file"])
def test_an_index_from_elsewhere_is_refused_unread(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    update(shelf)
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(folder_of(shelf), elsewhere)
    shelf.put(Post("p3", "Three", "alpha"))
    update(shelf)
    if what == "all of it":
        shutil.rmtree(folder_of(shelf))
        shutil.copytree(elsewhere, folder_of(shelf))
    elif what == "a generation":
        shutil.rmtree(folder_of(shelf) / "gen-1")
        shutil.copytree(elsewhere / "gen-1", folder_of(shelf) / "gen-1")
        (folder_of(shelf) / "KEY").write_bytes((elsewhere / "KEY").read_bytes())
    else:
        for path in (folder_of(shelf) / "gen-1").glob("engine-*/*.toc"):
            (toc,) = elsewhere.glob("gen-*/engine-*/*.toc")
            shutil.copy2(toc, path)
    opened: list[object] = []
    with monkeypatch.context() as patch:
        patch.setattr(pickle, "loads", opened.append)
        patch.setattr(pickle, "load", opened.append)
        assert answers_or_refusal(shelf) is None
    assert opened == []
    assert update(shelf).rebuilt


def test_an_index_that_others_could_write_to_is_built_anew(shelf: Shelf) -> None:
    update(shelf)
    folder_of(shelf).chmod(0o777)
    assert update(shelf).rebuilt
    assert folder_of(shelf).stat().st_mode & 0o777 == 0o700
    assert not update(shelf).rebuilt


def test_an_index_of_another_library_does_not_answer(
    shelf: Shelf, tmp_path: Path
) -> None:
    other = Shelf(tmp_path / "other")
    other.put(Post("p9", "Nine", "alpha"))
    finish(update_index(other, cache_of(shelf)))
    update(shelf)
    theirs = index_folder_of(other, cache_of(shelf))
    shutil.rmtree(folder_of(shelf))
    theirs.rename(folder_of(shelf))
    assert update(shelf).rebuilt
    assert {hit[0] for hit in answers(shelf)[0]} == {"p1", "p2"}
