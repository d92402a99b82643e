"""What is kept of an import in its library beside the records of its posts."""

import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from importing.wordpress_site import comment, item, wxr

from gulagreader.domain.progress import finish
from gulagreader.services.import_given import without_home
from gulagreader.services.import_report import ImportReport
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.run_records import kept_runs, read_run, runs_folder
from gulagreader.storage.survey import check

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


def take(library: Path, *paths: Path, hours: int = 0) -> ImportReport:
    return finish(import_sources(paths, library, now=NOW + timedelta(hours=hours)))


def files(folder: Path) -> Mapping[str, tuple[int, bytes]]:
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def run_of(report: ImportReport) -> dict[str, Any]:
    assert report.kept is not None
    return read_run(report.kept)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "blog.xml"
    path.write_text(
        wxr(
            item(1, "One.", comment(1), comment(2, approved="spam"), title="Thaw"),
            item(2, title="A beginning", wp__status="draft"),
            item(3, title="To my mother", wp__status="private"),
            item(4, title="thaw.jpg", wp__post_type="attachment"),
        )
    )
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def test_what_belongs_to_no_post_is_kept_with_its_place(
    export: Path, library: Path
) -> None:
    run = run_of(take(library, export))

    (file,) = run["files"]
    assert file == {
        "file": str(export),
        "size": export.stat().st_size,
        "sha256": sha256(export.read_bytes()).hexdigest(),
        "format": "wxr",
    }
    assert (run["new"], run["changed"], run["same"], run["comments"]) == (1, 0, 0, 1)
    assert run["left_out"]["drafts"] == run["left_out"]["spam comments"] == 1
    named = {one["what"]: one["text"] for one in run["left_out_of"]}
    assert named["drafts"] == "A beginning"
    assert named["attached files"] == "thaw.jpg"
    assert named["private posts"] is None
    assert all(one["line"] > 1 for one in run["left_out_of"])
    assert "mother" not in json.dumps(run)


def test_what_was_refused_or_repaired_is_kept_with_its_line(
    tmp_path: Path, library: Path
) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text(wxr(item(1, title="A & B")).replace("&amp;", "&") + "\0<")
    cut = tmp_path / "cut.xml"
    cut.write_text(wxr(item(2), item(3))[:-80])

    run = run_of(take(library, broken, cut, tmp_path / "nowhere.xml"))

    refused = {Path(one["file"]).name: one for one in run["refused"]}
    assert refused["cut.xml"]["line"] > 1
    assert "does not exist" in refused["nowhere.xml"]["why"]
    assert any(one["line"] for one in run["warnings"] if "broken" in one["file"])


def test_names_that_lead_out_of_an_archive_are_kept(
    tmp_path: Path, library: Path
) -> None:
    path = tmp_path / "climb.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("../../up.xml", wxr(item(9)))
        packed.writestr("blog.xml", wxr(item(1)))

    run = run_of(take(library, path))

    assert [one["format"] for one in run["files"]] == ["zip", "wxr"]
    assert any("climb.zip" in one["file"] for one in run["warnings"])


def test_importing_again_keeps_nothing_more(export: Path, library: Path) -> None:
    take(library, export)
    before = files(library)

    again = take(library, export, hours=1)
    part = take(library, export, export.parent, hours=2)

    assert (again.kept, part.kept) == (None, None)
    assert files(library) == before


def test_what_is_new_is_kept_beside_what_was_told_before(
    export: Path, library: Path, tmp_path: Path
) -> None:
    take(library, export)
    export.write_text(export.read_text().replace("Thaw", "The Thaw"))
    changed = run_of(take(library, export, hours=1))
    refused = run_of(take(library, export, tmp_path / "none", hours=2))

    assert (changed["new"], changed["changed"]) == (0, 1)
    assert (refused["same"], len(refused["refused"])) == (1, 1)
    assert len(kept_runs(library)) == 3


def test_an_import_that_is_stopped_says_so(library: Path, tmp_path: Path) -> None:
    export = tmp_path / "blog.xml"
    export.write_text(wxr(*(item(number) for number in range(1, 9))))
    report = ImportReport()
    job = import_sources([export], library, report=report, now=NOW)
    while not report.posts:
        next(job)
    job.close()

    assert "again completes it" in run_of(report)["stopped"]
    assert len(LibraryFolder.open(library).post_files()) == report.posts < 8
    assert run_of(take(library, export, hours=1))["stopped"] == ""


def test_a_dry_run_and_a_library_that_was_never_made_keep_nothing(
    export: Path, library: Path, tmp_path: Path
) -> None:
    finish(import_sources([export], library, dry_run=True, now=NOW))
    report = take(library, tmp_path / "nowhere.xml")

    assert report.kept is None
    assert not library.exists()


def test_the_check_names_a_report_that_cannot_be_read(
    export: Path, library: Path
) -> None:
    take(library, export)
    (path,) = kept_runs(library)
    assert check(LibraryFolder.open(library)) == ()

    path.write_text("{")

    (damage,) = check(LibraryFolder.open(library))
    assert (damage.path.name, damage.fatal) == (path.name, False)


def test_a_library_whose_reports_lead_elsewhere_is_not_followed(
    export: Path, library: Path, tmp_path: Path
) -> None:
    take(library, export)
    (path,) = kept_runs(library)
    path.rename(tmp_path / path.name)
    runs_folder(library).rmdir()
    runs_folder(library).symlink_to(tmp_path)
    export.write_text(export.read_text().replace("Thaw", "The Thaw"))

    report = take(library, export)

    assert kept_runs(library) == ()
    assert any("leads elsewhere" in one.what for one in report.warnings)
    assert len(report.written) == 1


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("/home/ann/archive/blog.xml", "~/archive/blog.xml"),
        ("/Users/Ann Lee/x.xml", "~/x.xml"),
        ("cannot open “/root/a.xml”", "cannot open “~/a.xml”"),
        ("blog.xml", "blog.xml"),
        ("https://x.example/home/ann/", "https://x.example/home/ann/"),
        ("/rooted/x", "/rooted/x"),
    ],
)
def test_a_home_folder_is_not_kept(words: str, kept: str) -> None:
    assert without_home(words) == kept
