"""Indexing: what is found after a library changed, a kill or damage."""

import errno
import os
import shutil
from pathlib import Path

import pytest
from services.shelf import Shelf

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import Progress, finish
from gulagreader.search import engines
from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.generations import Generations
from gulagreader.services import index_run
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import IndexState, index_folder_of, update_index


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "library")
    shelf.put(Post("p1", "One", "alpha beta"), Comment("c1", "gamma"))
    shelf.put(Post("p2", "Two", "alpha delta"), Comment("c1", "alpha"))
    return shelf


def update(shelf: Shelf, *, rebuild: bool = False) -> IndexState:
    return finish(update_index(shelf, shelf.folder.parent / "cache", rebuild=rebuild))


def found(shelf: Shelf, query: str) -> set[str]:
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    finder = Finder.open(shelf.info, folder)
    answer = finder.answer(query, typing=False)
    finder.close()
    return {f"{h.post}#{h.comment}" if h.comment else h.post for h in answer.hits}


def test_the_first_run_indexes_everything(shelf: Shelf) -> None:
    state = update(shelf)
    assert (state.documents, state.changed, state.rebuilt) == (4, 2, True)
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}


def test_an_unchanged_library_is_not_read_again(shelf: Shelf) -> None:
    update(shelf)
    reads = shelf.reads
    state = update(shelf)
    assert (state.documents, state.changed, state.rebuilt) == (4, 0, False)
    assert shelf.reads == reads


def test_new_changed_and_removed_posts_are_taken_in(shelf: Shelf) -> None:
    update(shelf)
    shelf.put(Post("p1", "One", "epsilon"), Comment("c1", "zeta"))
    shelf.put(Post("p3", "Three", "alpha"))
    shelf.take("p2")
    state = update(shelf)
    assert (state.documents, state.changed, state.rebuilt) == (3, 3, False)
    assert found(shelf, "alpha") == {"p3"}
    assert found(shelf, "beta OR gamma OR delta") == set()
    assert found(shelf, "epsilon OR zeta") == {"p1", "p1#c1"}
    assert found(shelf, "-epsilon") == {"p1#c1", "p3"}


def test_many_small_changes_never_make_an_index_of_many_pieces(shelf: Shelf) -> None:
    states = [update(shelf)]
    for number in range(18):
        shelf.put(Post("p1", "One", f"state{number}"))
        states.append(update(shelf))
        assert found(shelf, "state*") == {"p1"}
        assert found(shelf, f"state{number}") == {"p1"}
    current = Generations(states[-1].folder).current()
    assert current is not None
    assert current.manifest.pieces < 5
    assert not any(state.needs_rebuild for state in states)


def test_a_post_changed_again_and_again_leaves_no_heap_behind(shelf: Shelf) -> None:
    comments = [Comment(f"c{number}", "gamma") for number in range(300)]
    states = []
    for number in range(6):
        shelf.put(Post("p1", "One", f"state{number}"), *comments)
        states.append(update(shelf))
    current = Generations(states[-1].folder).current()
    assert current is not None
    assert current.manifest.documents < 3 * current.manifest.live
    assert len(found(shelf, "state5 OR alpha")) == 3


def wear_out(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> IndexState:
    """Change a post until a rebuild would pay; give the state after that."""
    monkeypatch.setattr(index_run, "_MANY_REMOVED", 4)
    monkeypatch.setattr(index_run, "_SOON_REBUILT", 0)
    update(shelf)
    for number in range(3):
        state = update(shelf)
        assert not state.needs_rebuild
        shelf.put(Post("p1", "One", f"state{number}"), Comment("c1", "gamma"))
    return update(shelf)


def test_a_rebuild_that_is_stopped_keeps_the_change_before_it(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear_out(shelf, monkeypatch)
    monkeypatch.setattr(index_run, "_SOON_REBUILT", 20_000)
    shelf.put(Post("p1", "One", "last"))
    job = update_index(shelf, shelf.folder.parent / "cache")
    steps = [(step.step, step.done) for step in (next(job), next(job), next(job))]
    job.close()
    assert steps == [("Looking for changes", 0), ("Reading", 0), ("Reading", 0)]
    assert found(shelf, "last") == {"p1"}
    assert update(shelf).rebuilt
    assert found(shelf, "last") == {"p1"}


def test_a_brief_run_never_takes_the_time_to_tidy_up(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear_out(shelf, monkeypatch)
    monkeypatch.setattr(index_run, "_SOON_REBUILT", 20_000)
    cache = shelf.folder.parent / "cache"
    state = finish(update_index(shelf, cache, brief=True))
    assert (state.rebuilt, state.needs_rebuild) == (False, True)
    assert update(shelf).rebuilt


def test_a_large_index_is_built_anew_only_where_a_person_asks(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = wear_out(shelf, monkeypatch)
    assert (state.needs_rebuild, state.rebuilt) == (True, False)
    states = []
    for number in range(7):
        shelf.put(Post("p1", "One", f"again{number}"), Comment("c1", "gamma"))
        states.append(update(shelf))
    assert [number for number, one in enumerate(states) if one.rebuilt] == [5]
    assert not states[5].needs_rebuild
    assert found(shelf, "again*") == {"p1"}


def test_an_empty_library_can_be_indexed_and_filled(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "library")
    assert update(shelf).documents == 0
    assert found(shelf, "alpha") == set()
    assert found(shelf, "-alpha") == set()
    shelf.put(Post("p1", "", ""))
    shelf.put(Post("p2", "Two", "alpha"))
    assert update(shelf).documents == 2
    assert found(shelf, "alpha") == {"p2"}


def test_a_damaged_post_is_left_out_and_named(shelf: Shelf) -> None:
    shelf.damaged.add(shelf.put(Post("p3", "Three", "alpha")))
    state = update(shelf)
    assert state.documents == 4
    assert "p3.md:3" in state.notes[0]
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}


def test_a_post_that_could_not_be_read_is_tried_again(shelf: Shelf) -> None:
    path = shelf.put(Post("p3", "Three", "alpha"))
    for rebuild in (True, False):
        shelf.damaged.add(path)
        assert update(shelf, rebuild=rebuild).notes
        again = update(shelf)
        assert (again.changed, len(again.notes)) == (0, 1)
        shelf.damaged.clear()
        assert (update(shelf).changed, update(shelf).changed) == (1, 0)
        assert "p3" in found(shelf, "alpha")
        shelf.put(Post("p3", "Three", "alpha"))


def test_a_post_that_goes_while_it_is_read_is_left_out(shelf: Shelf) -> None:
    shelf.missing.add(shelf.put(Post("p3", "Three", "alpha")))
    assert "p3.md" in update(shelf).notes[0]
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}


@pytest.mark.parametrize("steps", [1, 2, 3, 4])
def test_a_job_closed_early_leaves_everything_as_it_was(
    shelf: Shelf, steps: int
) -> None:
    update(shelf)
    shelf.put(Post("p3", "Three", "alpha"))
    job = update_index(shelf, shelf.folder.parent / "cache", rebuild=True)
    for _ in range(steps):
        assert isinstance(next(job), Progress)
    job.close()
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    assert len(list(folder.glob("gen-*"))) == 1
    assert update(shelf).documents == 5


def test_a_small_change_closed_early_leaves_everything_as_it_was(
    shelf: Shelf,
) -> None:
    update(shelf)
    shelf.put(Post("p3", "Three", "alpha"))
    job = update_index(shelf, shelf.folder.parent / "cache")
    next(job)
    next(job)
    job.close()
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}
    assert update(shelf).documents == 5


def test_a_missing_generation_is_built_anew(shelf: Shelf) -> None:
    update(shelf)
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    (generation,) = folder.glob("gen-*")
    shutil.rmtree(generation)
    assert update(shelf).rebuilt
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}


@pytest.mark.parametrize(
    "kind", ["texts", "names", "*-end", "order-*", "engine-*/*", "files-*"]
)
def test_an_index_that_lacks_a_file_is_built_anew(shelf: Shelf, kind: str) -> None:
    update(shelf)
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    for path in folder.glob(f"gen-*/{kind}"):
        path.unlink()
    shelf.damaged.add(shelf.put(Post("p3", "Three", "alpha")))
    state = update(shelf)
    assert state.rebuilt
    assert [note[:20] for note in state.notes] == [
        "The search index was",
        f"Not indexed: {shelf.folder}"[:20],
    ]
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}


def test_a_full_disk_is_no_damage(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(shelf)
    shelf.put(Post("p3", "Three", "alpha"))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(DocumentWriter, "finish", full)
        with pytest.raises(IndexUnavailableError, match="No space left"):
            update(shelf)
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}
    assert not update(shelf).rebuilt
    assert "p3" in found(shelf, "alpha")


def test_an_index_of_another_version_is_built_anew(shelf: Shelf) -> None:
    update(shelf)
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    (manifest,) = folder.glob("gen-*/manifest.json")
    manifest.write_text(manifest.read_text().replace('"words": 1', '"words": 0'))
    with pytest.raises(IndexUnavailableError):
        found(shelf, "alpha")
    assert update(shelf).rebuilt


def test_the_index_belongs_to_the_reader_alone(shelf: Shelf) -> None:
    state = update(shelf)
    assert state.folder.stat().st_mode & 0o077 == 0
    assert state.folder.parent.stat().st_mode & 0o077 == 0


def test_no_index_is_kept_inside_a_library(shelf: Shelf) -> None:
    with pytest.raises(IndexUnavailableError, match="inside the library"):
        finish(update_index(shelf, shelf.folder / "cache"))


def test_a_folder_that_cannot_be_written_is_said(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(IndexUnavailableError, match="cannot be kept"):
        update(shelf)


def test_another_program_that_indexes_is_waited_for(shelf: Shelf) -> None:
    update(shelf)
    cache = shelf.folder.parent / "cache"
    other = Generations(index_folder_of(shelf, cache))
    shelf.put(Post("p3", "Three", "alpha"))
    waited: list[float] = []
    assert other.lock()
    state = finish(update_index(shelf, cache, patience=0.5, pause=waited.append))
    assert "Another program" in state.notes[0]
    assert len(waited) == 5
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}

    def released(_: float) -> None:
        other.unlock()

    state = finish(update_index(shelf, cache, pause=released))
    assert (state.documents, state.notes) == (5, ())


def test_readers_go_on_through_changes_and_rebuilds_until_they_look_again(
    shelf: Shelf,
) -> None:
    update(shelf)
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    first, second = (Finder.open(shelf.info, folder) for _ in range(2))
    for number, rebuild in enumerate((False, True, False, False, True)):
        shelf.put(Post(f"n{number}", "New", "alpha"))
        job = update_index(shelf, shelf.folder.parent / "cache", rebuild=rebuild)
        for _ in job:
            assert first.answer("alpha", typing=False).total == 3
        assert first.answer("alpha beta", typing=False).hits[0].snippet == "alpha beta"
        assert second.reopen_if_changed()
        assert not second.reopen_if_changed()
        assert second.answer("alpha", typing=False).total == 4 + number
    first.close()
    second.close()


def test_a_large_library_is_searched_with_the_engine_for_such_sizes(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = update(shelf)
    assert not small.notes
    monkeypatch.setattr(engines, "LARGE", 3)
    offered = update(shelf)
    assert "gulagreader index --rebuild" in offered.notes[0]
    rebuilt = update(shelf, rebuild=True)
    folder = index_folder_of(shelf, shelf.folder.parent / "cache")
    current = Generations(folder).current()
    assert current is not None
    assert current.manifest.engine.startswith("tantivy")
    assert not rebuilt.notes
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1"}
    shelf.put(Post("p3", "Three", "alpha"))
    assert not update(shelf).rebuilt
    assert found(shelf, "alpha -gamma") == {"p1", "p2", "p2#c1", "p3"}
    # Without the extra the index cannot be read, so another one is made, and told.
    monkeypatch.setattr(engines, "has_tantivy", lambda: False)
    again = update(shelf)
    assert again.rebuilt
    assert "pip install" in again.notes[0]
    assert found(shelf, "alpha") == {"p1", "p2", "p2#c1", "p3"}
