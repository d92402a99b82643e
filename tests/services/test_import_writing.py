"""How posts are written in batches, and what the report says of them."""

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from importing.wordpress_site import comment, item, wxr

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import LibraryError
from gulagreader.domain.posts import CitedSource, Origin
from gulagreader.domain.progress import finish
from gulagreader.importing.archive import (
    Found,
    ImportedComments,
    ImportedPost,
    PostLink,
    Remark,
)
from gulagreader.importing.folders import SourceFolder
from gulagreader.services import import_taking, importing
from gulagreader.services.import_report import ImportReport
from gulagreader.services.importing import import_sources
from gulagreader.storage import safe_write, write_batch
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.safe_write import put_in_place
from gulagreader.storage.survey import check

NOW = datetime(2024, 5, 6, tzinfo=UTC)
QUOTING = "He said: “I came home in the summer, and nobody asked me anything.”"


def take(path: Path, library: Path) -> ImportReport:
    return finish(import_sources([path], library, now=NOW))


def export_of(folder: Path, count: int) -> Path:
    path = folder / "blog.xml"
    posts = (item(n, f"{QUOTING} {n}", comment(1), comment(2)) for n in range(count))
    path.write_text(wxr(*posts))
    return path


def titles(library: Path) -> set[str]:
    folder = LibraryFolder.open(library)
    return {folder.read_post(file.path).title for file in folder.post_files()}


def test_many_posts_come_in_whole_and_leave_nothing_behind(tmp_path: Path) -> None:
    report = take(export_of(tmp_path, 150), tmp_path / "library")

    folder = LibraryFolder.open(tmp_path / "library")
    read = [folder.read(file.path) for file in folder.post_files()]
    assert (len(read), len(report.written), report.refused) == (150, 150, [])
    assert {len(one.comments) for one in read} == {2}
    assert check(folder) == ()
    assert list((tmp_path / "library").rglob(".*")) == []


def test_a_post_that_cannot_take_its_place_is_refused_and_comes_in_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def put(temporary: Path, path: Path) -> None:
        if path.name == "2014-03-03-post-5.md":
            raise LibraryError(f"{path} cannot be written: it is in use.")
        put_in_place(temporary, path)

    export, library = export_of(tmp_path, 9), tmp_path / "library"
    with monkeypatch.context() as patch:
        patch.setattr(write_batch, "put_in_place", put)
        report = take(export, library)

    (refused,) = report.refused
    assert refused.file == export
    assert refused.why.startswith("“Post 5” cannot be written: ")
    assert (report.posts, report.comments, report.quotations) == (8, 16, 8)
    assert len(report.written) == 8
    assert titles(library) == {f"Post {n}" for n in range(9) if n != 5}

    again = take(export, library)

    assert [path.name for path in again.written] == ["2014-03-03-post-5.md"]
    assert (again.posts, again.refused, again.warnings) == (9, [], [])
    assert check(LibraryFolder.open(library)) == ()


def test_what_is_quoted_in_an_unchanged_post_is_not_counted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def count(texts: Iterable[str], sources: Sequence[CitedSource]) -> int:
        pytest.fail(f"counted again: {list(texts)}, {sources}")

    export, library = export_of(tmp_path, 3), tmp_path / "library"
    assert take(export, library).quotations == 3
    monkeypatch.setattr(import_taking, "quotations_in", count)

    assert take(export, library).quotations == 3


class _Site:
    """A format of folders that remarks on files of its own."""

    name = "site"
    version = 1

    def recognises_folder(self, folder: SourceFolder) -> float:
        return 1.0 if folder.names else 0.0

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        assert folder.names
        origin = Origin("site", "post.txt", "0", "site/1", "https://blog.example/a")
        beside = Remark(3, "is odd", "comments/1.yml")
        whole = Remark(4, "is odd too")
        yield ImportedPost("a", "A", "Text.", origin, remarks=(beside, whole))
        thread = (Comment("c1", "Well said."),)
        other = Origin("disqus", "more.json", "0", "site/1")
        link = PostLink(("https://blog.example/a",))
        yield ImportedComments(link, thread, other, remarks=(beside,))
        yield beside
        yield whole


def test_a_remark_is_told_of_the_file_that_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "importers", lambda: (_Site(),))
    site = tmp_path / "site"
    site.mkdir()
    (site / "post.txt").write_text("x")

    report = take(site, tmp_path / "library")

    assert [(one.file.relative_to(tmp_path), one.line) for one in report.warnings] == [
        (Path("site/comments/1.yml"), 3),
        (Path("site/post.txt"), 4),
        (Path("site/comments/1.yml"), 3),
        (Path("site"), 4),
        (Path("site/comments/1.yml"), 3),
    ]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_an_import_ends_where_the_disk_takes_nothing_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    asked = []
    export, library = export_of(tmp_path, 200), tmp_path / "library"
    opened = safe_write._write_temporary

    def stage(path: Path, data: bytes, mode: int | None) -> Path:
        asked.append(path)
        if len(asked) > 20:
            raise OSError(number, os.strerror(number))
        return opened(path, data, mode)

    monkeypatch.setattr(safe_write, "_write_temporary", stage)
    report = take(export, library)
    monkeypatch.undo()

    (refused,) = report.refused
    assert f"{report.posts} posts and their comments came in" in refused.why
    assert "Make room and import the same again" in refused.why
    assert 0 < report.posts == len(titles(library)) < 20
    assert len(asked) < 30
    assert not [*library.rglob("*.tmp")]
    assert take(export, library).posts == 200
    assert len(titles(library)) == 200
