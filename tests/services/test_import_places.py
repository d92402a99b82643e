"""Places that cannot be imported from, or into: each is told."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gulagreader.domain.errors import LibraryError
from gulagreader.domain.progress import finish
from gulagreader.services.import_report import ImportReport
from gulagreader.services.importing import import_sources

NOW = datetime(2024, 5, 6, tzinfo=UTC)
POST = "---\ntitle: The thaw\n---\n\nIt *began*.\n"


def taken(*sources: Path, into: Path) -> ImportReport:
    return finish(import_sources(sources, into, now=NOW))


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "thaw.md"
    path.write_text(POST)
    return path


def circle(folder: Path) -> Path:
    (folder / "one").symlink_to(folder / "two")
    (folder / "two").symlink_to(folder / "one")
    return folder / "one"


def test_links_in_a_circle_are_refused_and_the_others_come_in(
    post: Path, tmp_path: Path
) -> None:
    loop = circle(tmp_path)
    report = taken(loop, post, into=tmp_path / "library")
    assert [one.file for one in report.refused] == [loop]
    assert report.posts == 1


def test_nothing_is_imported_into_links_in_a_circle(post: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="its links go in a circle"):
        taken(post, into=circle(tmp_path))


def test_a_folder_that_may_not_be_looked_into_is_refused(
    post: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "more.md").write_text(POST)
    look = os.scandir

    def scandir(path: Path) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied")
        return look(path)

    monkeypatch.setattr(os, "scandir", scandir)
    report = taken(closed, post, into=tmp_path / "library")
    (refused,) = report.refused
    assert refused.file == closed
    assert "may not be looked into" in refused.why
    assert report.posts == 1
