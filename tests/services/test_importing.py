import errno
import fcntl
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import LibraryError, SourceError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.services.import_report import ImportReport
from gulagreader.services.importing import import_sources
from gulagreader.storage import write_batch
from gulagreader.storage.library_file import JOURNAL
from gulagreader.storage.library_folder import LibraryFolder, PostWithComments
from gulagreader.storage.library_writer import LibraryWriter
from gulagreader.storage.safe_write import put_in_place

NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
LATER = datetime(2025, 1, 1, tzinfo=UTC)
PROSE = (
    "On March 27 the Presidium issued an amnesty for “persons sentenced for up to five "
    "years, and those convicted of economic crimes regardless of their terms.” It was "
    "a huge step, because more than a million people came home within three months."
)
FIRST = (
    "I like how you wrote about the amnesty and the people in the camps, who were "
    "never taken back into society, as you say, and never spoke of it to anyone."
)
SECOND = (
    "Was your amnesty the work of one man, or had the whole of the leadership made up "
    "its mind that the camps cost more than they brought? I would like to know more."
)
THIRD = (
    "My grandmother came home that summer, and I still have the paper that she was "
    "given at the gate; she kept it in a book, and never showed it to a neighbour."
)


def dump(*comments: str, title: str = "Freedom", body: str = PROSE) -> str:
    items = "\n\n\n".join(f"  {n}. {text}" for n, text in enumerate(comments, 1))
    return f"{title}\n\n{body}\n\n\n{items}\n\n\nLeave a Reply"


def take(
    *paths: Path,
    into: Path,
    dry_run: bool = False,
    encoding: str | None = None,
    now: datetime = NOW,
) -> ImportReport:
    return finish(
        import_sources(paths, into, dry_run=dry_run, encoding=encoding, now=now)
    )


def stamps(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {
        path: (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def posts(library: Path) -> list[PostWithComments]:
    folder = LibraryFolder.open(library)
    return [folder.read(file.path) for file in folder.post_files()]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "000_dump.txt"
    path.parent.mkdir()
    path.write_text(dump(FIRST, SECOND))
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "my-library"


def test_a_missing_folder_becomes_a_library(source: Path, library: Path) -> None:
    report = take(source, into=library)

    folder = LibraryFolder.open(library)
    assert folder.info.name == "my library"
    (one,) = posts(library)
    assert (one.post.title, one.post.body.strip()) == ("Freedom", PROSE)
    assert [(c.id, c.text) for c in one.comments] == [("c1", FIRST), ("c2", SECOND)]
    assert one.post.origin is not None
    assert one.post.origin.importer == "text-dump/4"
    assert (report.posts, report.comments, report.quotations) == (1, 2, 1)
    assert report.written == [library / "posts" / "undated" / "freedom.md"]


def test_the_report_has_the_documented_shape(source: Path, library: Path) -> None:
    found = json.loads(json.dumps(take(source, into=library).as_json()))

    assert set(found) == {
        *("posts", "comments", "quotations", "written", "unchanged", "refused"),
        *("left_out", "warnings", "guesses", "report", "stopped"),
    }
    assert found["left_out"] == {"form lines": 1}
    assert found["refused"] == found["warnings"] == found["unchanged"] == []
    assert {guess["what"] for guess in found["guesses"]} == {"title", "comments"}


def test_importing_again_touches_no_file(source: Path, library: Path) -> None:
    take(source, into=library)
    before = stamps(library)

    report = take(source.parent, into=library, now=LATER)

    assert stamps(library) == before
    assert (len(report.written), len(report.unchanged), report.posts) == (0, 1, 1)


def test_the_record_keeps_what_is_not_shown(source: Path, library: Path) -> None:
    take(source, into=library)

    (path,) = (library / "imports").glob("*.json")
    record = json.loads(path.read_text())
    assert path.stem == record["post"] == posts(library)[0].post.id
    assert record["imported"] == "2024-05-06T07:08:09+00:00"
    assert record["left_out"] == [
        {"what": "form lines", "count": 1, "line": 12, "text": "Leave a Reply"}
    ]


def test_a_changed_source_keeps_id_file_and_comment_ids(
    source: Path, library: Path
) -> None:
    take(source, into=library)
    (before,) = posts(library)
    source.write_text(dump(THIRD, FIRST, SECOND + " Thanks.", body=PROSE + " Later."))

    report = take(source, into=library)

    (after,) = posts(library)
    assert after.post.id == before.post.id
    assert after.post.body.strip() == PROSE + " Later."
    ids = {c.text: c.id for c in after.comments}
    assert ids[FIRST] == "c1"
    assert len(set(ids.values())) == 3
    assert ids[THIRD] not in {"c1", "c2"}
    assert report.written == [library / "posts" / "undated" / "freedom.md"]
    assert take(source, into=library).written == []


def test_comments_that_left_the_source_are_told_of(source: Path, library: Path) -> None:
    source.write_text(dump(FIRST, SECOND, THIRD))
    take(source, into=library)
    source.write_text(dump(FIRST, THIRD))

    report = take(source, into=library)

    assert [c.id for c in posts(library)[0].comments] == ["c1", "c3"]
    assert any("1 comment is no longer" in one.what for one in report.warnings)


def test_tags_added_by_hand_survive_a_changed_source(
    source: Path, library: Path
) -> None:
    (path,) = take(source, into=library).written
    path.write_text(path.read_text().replace("\nid:", "\ntags: [camps]\nid:", 1))
    source.write_text(dump(FIRST, SECOND, THIRD))

    take(source, into=library)

    (one,) = posts(library)
    assert (one.post.tags, len(one.comments)) == (("camps",), 3)


def test_a_post_changed_by_hand_is_not_written_over(
    source: Path, library: Path
) -> None:
    (path,) = take(source, into=library).written
    path.write_text(path.read_text().replace("a huge step", "an enormous step"))
    before = stamps(library)
    source.write_text(dump(FIRST, SECOND, THIRD))

    report = take(source, into=library)

    assert report.kept is not None
    report.kept.unlink()  # what it has told is new
    assert stamps(library) == before
    assert any("left" in one.what for one in report.warnings)


def test_the_same_name_and_title_with_other_words_are_two_posts(
    tmp_path: Path, library: Path
) -> None:
    for folder, body in (("a", PROSE), ("b", f"{FIRST} {SECOND} {THIRD}")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "x.txt").write_text(dump(FIRST, FIRST, body=body))

    report = take(tmp_path / "in", into=library)
    before = stamps(library)

    assert len({one.post.id for one in posts(library)}) == 2
    assert [one.file.parent.name for one in report.warnings] == ["b"]
    assert len(take(tmp_path / "in", into=library).unchanged) == 2
    assert len(take(tmp_path / "in" / "b", into=library).unchanged) == 1
    assert stamps(library) == before


def test_the_same_post_twice_comes_in_once(tmp_path: Path, library: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "x.txt").write_text(dump(FIRST, SECOND))

    report = take(tmp_path / "in", into=library)

    assert len(posts(library)) == report.posts == 1
    assert report.left_out["repeated posts"] == 1


def test_a_copy_under_another_name_is_told_of_and_not_taken_in(
    source: Path, library: Path
) -> None:
    copy = source.with_name("a_copy.txt")
    copy.write_bytes(source.read_bytes())
    first = take(source, copy, into=library)
    assert (first.posts, first.left_out["repeated posts"]) == (1, 1)
    before = stamps(library)

    later = take(copy, into=library)
    both = take(copy, source, into=library)

    assert stamps(library) == before
    assert len(later.unchanged) == 1
    assert ["of another name" in one.what for one in later.warnings] == [True]
    assert len(both.unchanged) == 2

    copy.write_text(dump(FIRST, SECOND, body=THIRD))
    assert take(copy, into=library).written
    assert len(posts(library)) == 2


def test_a_library_that_cannot_be_made_is_named(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LibraryError, match=r"file.library cannot be"):
        take(source, into=tmp_path / "file" / "library")


def test_bad_sources_are_refused_and_the_rest_comes_in(
    source: Path, library: Path
) -> None:
    folder = source.parent
    (folder / "a.bin").write_bytes(b"one\n\x00\x01")
    (folder / "b.txt").write_text("Leave a Reply\n")
    (folder / "c.txt").touch()
    (folder / "d.md").write_text("# Read me\n\n| a | b |\n|---|---|\n")
    missing = folder / "missing.txt"

    report = take(folder, missing, into=library)
    assert report.left_out["empty files"] == 1

    assert [(r.file.name, r.line) for r in report.refused] == [
        ("a.bin", 2),
        ("b.txt", None),
        ("missing.txt", None),
    ]
    assert report.left_out["files in no known format"] == 1
    assert [post.post.title for post in posts(library)] == ["Freedom"]


def test_a_named_file_in_no_known_format_is_refused(
    tmp_path: Path, library: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text('{"a": 1}')

    report = take(table, into=library)

    assert "--as" in report.refused[0].why
    assert not library.exists()


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16"])
def test_a_dump_in_another_encoding_says_how_it_was_read(
    tmp_path: Path, library: Path, encoding: str
) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Оттепель\n\nЛагеря опустели за одно лето.\n", encoding=encoding)

    report = take(path, into=library)

    assert posts(library)[0].post.title == "Оттепель"
    assert [encoding in one.what for one in report.warnings] == [True]


def test_a_dry_run_writes_nothing(source: Path, library: Path) -> None:
    report = take(source, into=library, dry_run=True)

    assert report.written == [library / "posts" / "undated" / "freedom.md"]
    assert not library.exists()


def test_a_dry_run_names_the_files_that_an_import_writes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for section in ("camps", "law"):
        file = site / section / "thaw.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"---\ntitle: Thaw\n---\nIt began with the {section}.\n")
    library = tmp_path / "library"
    would = [*take(site, into=library, dry_run=True).written]

    assert len({*would}) == 2
    assert [*take(site, into=library).written] == would


def test_a_folder_that_is_no_library_is_refused_untouched(
    source: Path, tmp_path: Path
) -> None:
    before = stamps(tmp_path)

    with pytest.raises(LibraryError, match="no library"):
        take(source, into=source.parent)
    with pytest.raises(LibraryError, match="is a file"):
        take(source, into=source)

    assert stamps(tmp_path) == before


def test_a_wrong_encoding_name_is_refused_before_anything_is_read(
    source: Path, library: Path
) -> None:
    with pytest.raises(SourceError, match="no encoding"):
        take(source, into=library, encoding="utf-9")
    assert not library.exists()


def test_a_stopped_import_leaves_whole_posts_and_is_completed(
    tmp_path: Path, library: Path
) -> None:
    (tmp_path / "in").mkdir()
    for number in range(4):
        text = dump(FIRST, SECOND, title=f"Post {number}")
        (tmp_path / "in" / f"{number}.txt").write_text(text)
    job = import_sources([tmp_path / "in"], library, now=NOW)
    while "Post 1" not in next(job).step:
        pass

    job.close()

    assert [len(one.comments) for one in posts(library)] == [2, 2]
    report = take(tmp_path / "in", into=library)
    assert (len(report.unchanged), len(report.written)) == (2, 2)


def test_a_lost_record_is_written_again_and_no_post(
    source: Path, library: Path
) -> None:
    (path,) = take(source, into=library).written
    before = path.stat().st_mtime_ns
    (record,) = (library / "imports").glob("*.json")
    record.unlink()

    assert take(source, into=library).written == []
    assert path.stat().st_mtime_ns == before
    assert record.exists()


def test_an_attack_in_a_dump_reaches_no_file(tmp_path: Path, library: Path) -> None:
    path = tmp_path / "\x1b]0;owned\x07.txt"
    path.write_text(f"A\x1b]52;c;aGk=\x07 title\n\n{PROSE} \x9b31m\u202ex\n")

    report = take(path, into=library)

    assert report.posts == 1
    assert report.left_out["control and invisible characters"] > 0
    for _, data in stamps(library).values():
        assert not any(mark in data.decode() for mark in "\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("is_new", [True, False])
def test_two_imports_at_once_do_not_double_the_posts(
    source: Path, library: Path, is_new: bool
) -> None:
    source.with_name("001.txt").write_text(dump(FIRST, title="Another", body=THIRD))
    if not is_new:
        take(source, into=library)
    job = import_sources([source.parent], library, now=NOW)
    for _ in range(3):
        next(job)

    with pytest.raises(LibraryError, match="Another import"):
        take(source, into=library)
    assert take(source, into=library, dry_run=True).posts == 1

    job.close()
    take(source.parent, into=library)
    assert len(posts(library)) == 2


def test_what_a_killed_import_left_is_removed_by_the_next(
    source: Path, library: Path
) -> None:
    take(source, into=library)
    left = [
        library / "posts" / "undated" / ".freedom.md.0123abcd.tmp",
        library / "imports" / ".0.json.0123abcd.tmp",
    ]
    for path in left:
        path.write_text("half")
    own = library / "posts" / "undated" / ".mine.tmp"
    own.write_text("not ours")
    take(source, into=library)
    assert not any(path.exists() for path in left)
    assert own.exists()


def test_what_is_left_stays_where_another_import_may_be_writing(
    source: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    take(source, into=library)
    folder = library / "posts" / "undated"
    old, fresh = folder / ".a.md.0123abcd.tmp", folder / ".b.md.0123abcd.tmp"
    for path in (old, fresh):
        path.write_text("half")
    os.utime(old, (0, 0))
    monkeypatch.setattr(fcntl, "flock", unknown)
    source.write_text(dump(FIRST, SECOND, THIRD))
    take(source, into=library)
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_post_that_was_cut_off_before_its_comments_is_completed(
    source: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: LibraryWriter, post: Post, comments: tuple[Comment, ...]) -> None:
        assert comments
        put(self, post, ())
        raise KeyboardInterrupt

    put = LibraryWriter.put
    monkeypatch.setattr(LibraryWriter, "put", killed)
    with pytest.raises(KeyboardInterrupt):
        take(source, into=library)
    monkeypatch.undo()

    report = take(source, into=library)

    assert [len(one.comments) for one in posts(library)] == [2]
    assert (len(report.written), report.warnings) == (1, [])
    assert len(take(source, into=library).unchanged) == 1


def test_comments_that_were_written_before_their_post_find_it_again(
    source: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(temporary: Path, path: Path) -> None:
        if path.suffix == ".md":
            raise KeyboardInterrupt
        put_in_place(temporary, path)

    with monkeypatch.context() as patch:
        patch.setattr(write_batch, "put_in_place", killed)
        patch.setattr(write_batch, "finish_killed_import", lambda _, **__: None)
        with pytest.raises(KeyboardInterrupt):
            take(source, into=library)
    # As by an import that notes nothing, or where the note was removed.
    (library / JOURNAL).unlink()
    assert posts(library) == []

    report = take(source, into=library)

    assert [len(one.comments) for one in posts(library)] == [2]
    assert report.warnings == []
    assert len(list((library / "posts" / "undated").iterdir())) == 2
    assert len(take(source, into=library).unchanged) == 1


def test_a_folder_of_dumps_keeps_out_what_is_about_it(tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    blog.mkdir()
    (blog / "000_post.txt").write_text(dump(FIRST, SECOND), encoding="utf-8")
    (blog / "LICENSE").write_text("MIT License\n\nCopyright 2014\n", encoding="utf-8")
    (blog / "expected.tsv").write_text("a\tb\n1\t2\n3\t4\n", encoding="utf-8")
    (blog / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0")

    report = take(blog, into=tmp_path / "library")

    assert [path.stem for path in report.written] == ["freedom"]
    assert not report.refused
    assert report.left_out["files in no known format"] == 2
    assert report.left_out["pictures, sounds and fonts"] == 1
    assert {one.file.name for one in report.warnings} == {"LICENSE", "expected.tsv"}
    assert all("--as text-dump" in one.what for one in report.warnings)


def test_a_dry_run_names_files_as_the_import_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "post.txt").write_text(dump(FIRST), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    before = take(Path("post.txt"), into=Path("library"), dry_run=True)
    after = take(Path("post.txt"), into=Path("library"))

    assert before.written == after.written
