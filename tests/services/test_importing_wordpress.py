import gzip
import io
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from importing.wordpress_site import comment, item, wxr

from gulagreader.domain.progress import finish
from gulagreader.importing import folders
from gulagreader.importing.archive import ImportOptions
from gulagreader.services.import_report import ImportReport
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_folder import LibraryFolder, PostWithComments
from gulagreader.storage.survey import check

NOW = datetime(2024, 5, 6, tzinfo=UTC)


def take(
    path: Path, library: Path, options: ImportOptions | None = None
) -> ImportReport:
    return finish(
        import_sources([path], library, options=options or ImportOptions(), now=NOW)
    )


def posts(library: Path) -> list[PostWithComments]:
    folder = LibraryFolder.open(library)
    return [folder.read(file.path) for file in folder.post_files()]


def stamps(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def blog(count: int, words: str = "Text.") -> str:
    return wxr(*(item(n, words, comment(1), comment(2)) for n in range(1, count + 1)))


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "blog.xml"
    path.parent.mkdir()
    path.write_text(blog(3))
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "lib"


def test_an_export_becomes_a_library_and_comes_in_once(
    export: Path, library: Path
) -> None:
    report = take(export, library)
    before = stamps(library)
    again = take(export.parent, library)

    assert (report.posts, report.comments, len(report.written)) == (3, 6, 3)
    assert report.left_out == {"e-mail addresses": 7, "IP addresses": 6}
    assert stamps(library) == before
    assert (len(again.unchanged), list(again.written)) == (3, [])
    assert check(LibraryFolder.open(library)) == ()


def test_a_new_export_of_the_blog_changes_its_posts_in_place(
    export: Path, library: Path
) -> None:
    take(export, library)
    before = {one.post.title: one.post.id for one in posts(library)}
    export.write_text(
        wxr(item(1, "Other text.", comment(2), comment(3)), item(2), item(9))
    )

    report = take(export, library)

    after = {one.post.title: one for one in posts(library)}
    assert after["Post 1"].post.id == before["Post 1"]
    assert after["Post 1"].post.body == "Other text."
    assert [c.id for c in after["Post 1"].comments] == ["c2", "c3"]
    assert set(after) == {"Post 1", "Post 2", "Post 3", "Post 9"}
    assert any("no longer in the source" in one.what for one in report.warnings)


def test_drafts_come_in_when_they_are_asked_for(export: Path, library: Path) -> None:
    export.write_text(wxr(item(1, wp__status="draft"), item(2)))

    assert take(export, library).left_out["drafts"] == 1
    assert take(export, library, ImportOptions(drafts=True)).posts == 2


def test_a_format_of_folders_says_so_of_a_file(export: Path, library: Path) -> None:
    report = finish(import_sources([export], library, as_format="jekyll", now=NOW))

    assert ["reads folders" in one.why for one in report.refused] == [True]


def test_a_pipe_and_a_link_in_a_folder_are_told_of(export: Path, library: Path) -> None:
    os.mkfifo(export.with_name("pipe"))
    export.with_name("link.xml").symlink_to(export)

    report = take(export.parent, library)

    assert [one.file.name for one in report.refused] == ["pipe"]
    assert ["1 link in it" in one.what for one in report.warnings] == [True]
    assert report.posts == 3


def zipped(*members: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("way", ["gz", "zip", "zip in zip", "gz in zip"])
def test_an_export_in_an_archive_is_the_same_posts(
    export: Path, library: Path, way: str
) -> None:
    data = export.read_bytes()
    packed = {
        "gz": gzip.compress(data),
        "zip": zipped(("a/blog.xml", data)),
        "zip in zip": zipped(("blog.zip", zipped(("blog.xml", data)))),
        "gz in zip": zipped(("blog.xml.gz", gzip.compress(data))),
    }[way]
    archive = export.with_name("archive.bin")
    archive.write_bytes(packed)
    before = {path.name for path in export.parent.iterdir()}

    take(archive, library)
    again = take(export, library)

    assert len(posts(library)) == 3
    assert len(again.unchanged) == 3
    assert {path.name for path in export.parent.iterdir()} == before


def test_archives_inside_archives_inside_archives_are_refused(
    tmp_path: Path, library: Path
) -> None:
    data = wxr(item()).encode()
    for depth in range(3):
        data = zipped((f"{depth}.zip", data))
    path = tmp_path / "deep.zip"
    path.write_bytes(data)

    report = take(path, library)

    assert ["inside an archive" in one.why for one in report.refused] == [True]
    assert not library.exists()


def test_a_bad_archive_does_not_stop_the_others(
    export: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MEMBERS_LIMIT", 2)
    folder = export.parent
    (folder / "a.zip").write_bytes(b"PK\x03\x04 no archive")
    (folder / "b.gz").write_bytes(b"\x1f\x8b\x08 no archive")
    (folder / "c.zip").write_bytes(zipped(*((str(n), b"x") for n in range(3))))

    report = take(folder, library)

    assert [one.file.name[0] for one in report.refused] == ["a", "b", "c"]
    assert len(posts(library)) == 3


def test_a_cut_export_gives_its_whole_posts_and_its_line(
    export: Path, library: Path
) -> None:
    text = blog(40)
    export.write_text(text[: text.index("Post 30")])

    report = take(export, library)

    (refused,) = report.refused
    assert refused.line == export.read_text().count("\n") + 1
    assert "what stood above came in" in refused.why
    assert {one.post.title for one in posts(library)} == {
        f"Post {n}" for n in range(1, 30)
    }
    assert all(len(one.comments) == 2 for one in posts(library))


def test_progress_tells_the_share_of_a_large_file(export: Path, library: Path) -> None:
    export.write_text(blog(150, "word " * 1000))
    job = import_sources([export], library, dry_run=True, now=NOW)
    shares = [step.share for step in job if step.share is not None]

    assert shares == sorted(shares)
    assert any(0.2 < share < 0.8 for share in shares)
    assert shares[-1] == 1


@pytest.mark.parametrize("posts_before_kill", [1, 7])
def test_a_killed_import_leaves_whole_posts_and_is_completed(
    export: Path, library: Path, posts_before_kill: int
) -> None:
    export.write_text(blog(60))
    code = (
        "import sys\nfrom datetime import datetime, UTC\nfrom pathlib import Path\n"
        "from gulagreader.services.importing import import_sources\n"
        "for step in import_sources([Path(sys.argv[1])], Path(sys.argv[2]),"
        " now=datetime(2024, 5, 6, tzinfo=UTC)):\n    print(step.step, flush=True)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(export), str(library)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child.stdout:
        for line in child.stdout:
            if f"Post {posts_before_kill}\n" in line:
                break
        child.send_signal(signal.SIGKILL)
    child.wait(30)

    before = posts(library)
    assert len(before) >= posts_before_kill
    assert all((len(one.comments), one.damages) == (2, ()) for one in before)
    take(export, library)
    assert len(posts(library)) == 60
    assert check(LibraryFolder.open(library)) == ()
    assert take(export, library).written == []


def _peak_of_import(
    path: str, library: str, megabytes: "multiprocessing.Queue[int]"
) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    list(import_sources([Path(path)], Path(library), dry_run=True, now=NOW))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes.put((after - before) // 1024)


def test_the_memory_does_not_grow_with_the_file(export: Path, library: Path) -> None:
    with export.open("w") as file:
        head, _, tail = wxr("MIDDLE").partition("MIDDLE")
        file.write(head)
        for number in range(30):
            file.write(item(number + 1, "word and word " * 40, wp__status="draft"))
            # Filled with what is left out, so that the test is quick.
            file.write(item(number + 100, "y" * 1_000_000, wp__status="draft"))
        file.write(item(900) + tail)
    context = multiprocessing.get_context("spawn")
    megabytes: multiprocessing.Queue[int] = context.Queue()
    child = context.Process(
        target=_peak_of_import, args=(str(export), str(library), megabytes)
    )
    child.start()
    used = megabytes.get(timeout=60)
    child.join(30)

    assert export.stat().st_size > 30_000_000
    assert used < 25


def test_an_element_without_end_is_refused_early(export: Path, library: Path) -> None:
    head, _, tail = wxr(item(1), item(2, "MIDDLE")).partition("MIDDLE")
    with export.open("wb") as file:
        file.write(head.encode() + b"x" * 70_000_000)
        # A hole in the file takes no room and no time to write; it reads as zeros.
        file.seek(1 << 27, os.SEEK_CUR)
        file.write(tail.encode())
    began = time.monotonic()

    report = take(export, library)

    assert time.monotonic() - began < 60
    (refused,) = report.refused
    assert "more than 67,108,864 letters" in refused.why
    assert refused.line == head.count("\n") + 1
    assert [one.post.title for one in posts(library)] == ["Post 1"]


def test_a_disk_of_zeros_is_no_text(export: Path, library: Path) -> None:
    with export.open("r+b") as file:
        file.seek(1 << 27, os.SEEK_END)
        file.write(b"x")
    began = time.monotonic()

    report = take(export, library)

    assert time.monotonic() - began < 60
    (refused,) = report.refused
    assert "that no text has" in refused.why


def test_threads_that_are_no_trees_come_whole_and_are_told_of(
    export: Path, library: Path
) -> None:
    said = [
        comment(1, parent="1"),
        comment(2, parent="3"),
        comment(3, parent="2"),
        comment(4, parent="999"),
        comment(5, parent="4"),
    ]
    export.write_text(wxr(item(7, "Text.", *said)))
    report = take(export, library)
    assert report.comments == 5
    assert [warning.what for warning in report.warnings] == [
        "1 comment answers a comment that is not here; shown at the top level",
        "2 comments answer themselves, alone or in a ring; shown at the top level",
    ]
