import errno
import json
import os
from pathlib import Path

import pytest

from gulagreader.storage.library_file import JOURNAL, create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.safe_write import stage_file
from gulagreader.storage.survey import check
from gulagreader.storage.write_journal import (
    JournalStep,
    finish_killed_import,
    write_journal,
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library in which an import was killed before it gave any file its name.

    One post is to be changed and to lose its comments, another is to come.
    """
    folder = tmp_path / "library"
    create_library(folder, "A library")
    posts = folder / "posts"
    (posts / "a.md").write_text("old a")
    (posts / "a.comments.yaml").write_text("- text: old\n")
    steps = [
        JournalStep("a", posts / "a.md", stage_file(posts / "a.md", "new a")),
        JournalStep("a", posts / "a.comments.yaml", None),
        JournalStep("b", posts / "b.md", stage_file(posts / "b.md", "new b")),
    ]
    write_journal(folder, steps)
    return folder


def shown(library: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in (library / "posts").glob("[!.]*")}


def rewrite(library: Path, *row: object) -> None:
    """Let the note hold one row that no import wrote."""
    note = {"version": 1, "steps": [row]}
    (library / JOURNAL).write_text(json.dumps(note))


def test_opening_a_library_does_what_a_killed_import_had_noted(library: Path) -> None:
    folder = LibraryFolder.open(library)
    assert shown(library) == {"a.md": "new a", "b.md": "new b"}
    assert [one.name for one in library.rglob(".*")] == []
    assert folder.damages == ()


def test_looking_at_an_open_library_does_it_too(library: Path) -> None:
    note = library / JOURNAL
    kept = note.read_bytes()
    note.unlink()
    folder = LibraryFolder.open(library)
    assert shown(library)["a.md"] == "old a"
    note.write_bytes(kept)
    assert len(folder.scan().files) == 2
    assert shown(library)["a.md"] == "new a"


def test_a_post_that_somebody_changed_since_keeps_its_words(library: Path) -> None:
    (library / "posts" / "a.md").write_text("by hand, and longer")
    assert finish_killed_import(library) is None
    assert shown(library) == {
        "a.md": "by hand, and longer",
        "a.comments.yaml": "- text: old\n",
        "b.md": "new b",
    }
    assert [one.name for one in library.rglob(".*")] == []


def test_comments_that_somebody_changed_since_are_not_removed(library: Path) -> None:
    (library / "posts" / "a.comments.yaml").write_text("- text: by hand\n")
    assert finish_killed_import(library) is None
    assert shown(library)["a.comments.yaml"] == "- text: by hand\n"


def test_a_library_that_cannot_be_written_is_read_and_says_so(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(source: object, target: object) -> None:
        assert source != target
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "replace", read_only)
    folder = LibraryFolder.open(library)
    assert len(folder.post_files()) == 1
    [damage] = folder.damages
    assert "Read-only file system" in damage.reason
    assert damage in check(folder)
    assert (library / JOURNAL).exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 2, "steps": []}', "null"])
def test_a_note_that_cannot_be_read_is_told_of(library: Path, text: str) -> None:
    (library / JOURNAL).write_text(text)
    [damage] = LibraryFolder.open(library).damages
    assert "remove it" in damage.reason
    assert shown(library)["a.md"] == "old a"


@pytest.mark.parametrize(
    "place",
    [
        *("posts/../../outside.md", "../outside.md", "/etc/outside.md", "outside.md"),
        *("posts/away/outside.md", "library.yaml", "posts", "", "."),
    ],
)
def test_a_strangers_note_reaches_nothing_outside_of_the_posts(
    library: Path, tmp_path: Path, place: str
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine")
    (library / "posts" / "away").symlink_to(tmp_path)
    before = outside.lstat()
    rewrite(library, "a", place, None, [before.st_mtime_ns, before.st_size])
    [damage] = LibraryFolder.open(library).damages
    assert "no business" in damage.reason
    assert outside.read_text() == "mine"
    assert (library / "library.yaml").is_file()


@pytest.mark.parametrize(
    "name", ["a.md", "../library.yaml", ".x.tmp", ".a.md.01234567.tmp"]
)
def test_a_strangers_note_gives_only_temporary_files_a_name(
    library: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "outside").write_text("mine")
    (library / "posts" / ".a.md.01234567.tmp").symlink_to(tmp_path / "outside")
    rewrite(library, "a", "posts/c.md", name, None)
    assert LibraryFolder.open(library).damages != ()
    assert set(shown(library)) == {"a.md", "a.comments.yaml"}


def test_a_note_that_is_a_link_is_not_followed(library: Path, tmp_path: Path) -> None:
    (library / JOURNAL).rename(tmp_path / "note")
    (library / JOURNAL).symlink_to(tmp_path / "note")
    assert LibraryFolder.open(library).damages != ()
    assert shown(library)["a.md"] == "old a"
