"""Writing posts into a library's folder, and reading them again."""

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage.library_room import MADE_UP_COMMENTS, MADE_UP_POST, empty_library, put

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import LibraryError
from gulagreader.domain.posts import CitedSource, Origin, Post
from gulagreader.storage import library_writer
from gulagreader.storage.comments_text import read_comments_text, text_of_comments
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.post_text import read_post_text, text_of_post
from gulagreader.storage.safe_write import remove_leftovers, write_file
from gulagreader.storage.survey import check
from gulagreader.text.clean import clean, clean_line

POST = Post(
    id="6242c764d41ae8c1",
    title="Freedom from the Gulags",
    body="One.  \nTwo.\n\n---\n\n“Three” — №",
    author="No",
    date="2014-03-03T17:04:00-05:00",
    tags=("amnesty", "1953"),
    lang="en",
    origin=Origin("text-dump", "a.txt", "00", "text-dump/1", "https://example.org/"),
    sources=(CitedSource("geldern", "James von Geldern: Prisoners", "https://x.org"),),
)
COMMENTS = (
    Comment("c1", "One.\n\nTwo.", author="Reader 3", date="2014-03-03T18:10"),
    Comment("c2", "  [...] linked 😀", parent="c1", kind="pingback"),
)


@pytest.fixture
def library(tmp_path: Path) -> LibraryFolder:
    return empty_library(tmp_path / "library")


def test_a_post_goes_to_its_year_and_comes_back(library: LibraryFolder) -> None:
    written = library.write_post(POST, COMMENTS)
    posts = library.path / "posts" / "2014"
    assert written == (
        posts / "2014-03-03-freedom-from-the-gulags.md",
        posts / "2014-03-03-freedom-from-the-gulags.comments.yaml",
    )
    read = library.read(written[0])
    assert (read.post, read.comments, read.damages) == (POST, COMMENTS, ())
    assert check(library) == ()


def test_writing_twice_changes_nothing(library: LibraryFolder) -> None:
    written = library.write_post(POST, COMMENTS)
    before = [path.stat().st_mtime_ns for path in written]
    assert library.write_post(POST, COMMENTS) == ()
    assert LibraryFolder.open(library.path).write_post(POST, COMMENTS) == ()
    assert [path.stat().st_mtime_ns for path in written] == before


def test_only_the_file_that_changed_is_written(library: LibraryFolder) -> None:
    path, beside = library.write_post(POST, COMMENTS)
    assert library.write_post(replace(POST, body="Other."), COMMENTS) == (path,)
    assert library.write_post(replace(POST, body="Other."), COMMENTS[:1]) == (beside,)


def test_a_post_keeps_its_file_when_its_title_and_date_change(
    library: LibraryFolder,
) -> None:
    path = library.write_post(POST, COMMENTS)[0]
    changed = replace(POST, title="Another title", date="2015-01-01")
    again = LibraryFolder.open(library.path)
    assert again.write_post(changed, COMMENTS) == (path,)
    assert again.read_post(path) == changed
    assert [file.path for file in again.post_files()] == [path]


def test_without_comments_the_comments_file_goes(library: LibraryFolder) -> None:
    beside = library.write_post(POST, COMMENTS)[1]
    assert library.write_post(POST) == (beside,)
    assert not beside.exists()
    assert library.write_post(POST) == ()


def test_posts_of_one_name_do_not_touch_each_other(library: LibraryFolder) -> None:
    put(library, "2014/2014-03-03-Freedom-From-The-Gulags.comments.yaml", "")
    first = library.write_post(POST)[0]
    second = library.write_post(replace(POST, id="other"))[0]
    third = LibraryFolder.open(library.path).write_post(replace(POST, id="third"))[0]
    stems = {first.stem, second.stem, third.stem}
    assert len(stems) == 3
    for stem in stems:
        assert stem.startswith("2014-03-03-freedom-from-the-gulags-")
        assert len(stem.rsplit("-", 1)[1]) == 6


def test_undated_posts_have_a_folder_of_their_own(library: LibraryFolder) -> None:
    path = library.write_post(Post("x", "Con", "Body"))[0]
    assert path == library.path / "posts" / "undated" / "con-post.md"


def test_what_was_written_by_hand_and_says_the_same_stays(
    library: LibraryFolder,
) -> None:
    text = MADE_UP_POST.replace(
        "[gulag, amnesty]", "\n  - gulag # a remark\n  - amnesty"
    )
    path = put(library, "2014/by-hand.md", text)
    put(library, "2014/by-hand.comments.yaml", "# mine\n" + MADE_UP_COMMENTS)
    read = library.read(path)
    assert library.write_post(read.post, read.comments) == ()
    assert path.read_text() == text


def test_unknown_keys_are_kept_and_written_back_in_order(
    library: LibraryFolder,
) -> None:
    front = (
        "title: A made-up post\nid: x1\nsource:\n  kind: text-dump\n  note: by hand\n"
        "sources:\n- key: a\n  text: A book\n  pages: 3-5\nzebra: 5\ndraft: true\n"
        "menu: {main: {weight: 3}}\n"
    )
    path = put(library, "a.md", f"---\n{front}---\n\nBody.\n")
    comments = "- {id: c1, likes: 12, text: x}\n"
    beside = put(library, "a.comments.yaml", comments)
    fresh = Post(
        "x1",
        "A made-up post",
        "New body.",
        origin=Origin("text-dump", "", "", ""),
        sources=(CitedSource("a", "A book"),),
    )
    assert library.write_post(fresh, (Comment("c1", "new"),)) == (path, beside)
    assert path.read_text() == (
        "---\ntitle: A made-up post\nid: x1\n"
        "source:\n  kind: text-dump\n  note: by hand\n"
        "sources:\n- key: a\n  text: A book\n  pages: 3-5\n"
        "zebra: 5\ndraft: true\nmenu:\n  main:\n    weight: 3\n---\n\nNew body.\n"
    )
    assert beside.read_text() == "- id: c1\n  likes: 12\n  text: new\n"


def test_a_date_that_was_not_understood_gives_way_to_one_that_is(
    library: LibraryFolder,
) -> None:
    path = put(library, "a.md", "---\ntitle: x\nid: x1\ndate: in spring\n---\n\nBody\n")
    post = library.read_post(path)
    assert library.write_post(post) == ()
    library.write_post(replace(post, date="2014-03-21"))
    assert library.read_post(path).date == "2014-03-21"
    assert "in spring" not in path.read_text()


def test_damaged_comments_are_not_written_over(library: LibraryFolder) -> None:
    path, beside = library.write_post(POST, COMMENTS)
    beside.write_text("- id: c1\n  text: mine: by hand\n")
    with pytest.raises(LibraryError, match="repair or remove it first"):
        library.write_post(replace(POST, body="new"), COMMENTS)
    with pytest.raises(LibraryError, match="repair or remove it first"):
        library.write_post(POST)
    assert beside.read_text() == "- id: c1\n  text: mine: by hand\n"
    assert library.read_post(path) == POST


def test_what_could_not_be_read_again_is_not_written(library: LibraryFolder) -> None:
    with pytest.raises(LibraryError, match="larger than 8 MiB"):
        library.write_post(Post("x", "Large", "x" * (9 * 1024 * 1024)))
    assert library.post_files() == ()


def test_permissions_are_kept_and_no_temporary_file_stays(
    library: LibraryFolder,
) -> None:
    path = library.write_post(POST)[0]
    umask = os.umask(0o077)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask
    path.chmod(0o640)
    library.write_post(replace(POST, body="Other"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_post_is_never_there_without_its_comments(
    library: LibraryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(path: Path, text: str) -> bool:
        if path.suffix == ".md":
            raise KeyboardInterrupt
        return write_file(path, text)

    with monkeypatch.context() as patch:
        patch.setattr(library_writer, "write_file", killed)
        with pytest.raises(KeyboardInterrupt):
            library.write_post(POST, COMMENTS)
    (found,) = check(library)
    assert "without their post" in found.reason

    again = LibraryFolder.open(library.path)
    (written,) = again.write_post(POST, COMMENTS)
    assert again.read(written).comments == COMMENTS
    assert check(again) == ()


def test_comments_without_a_post_are_not_given_to_another(
    library: LibraryFolder,
) -> None:
    post, comments = library.write_post(POST, COMMENTS)
    post.unlink()
    before = comments.read_bytes()
    other = LibraryFolder.open(library.path).write_post(POST, COMMENTS[:1])
    assert other[0].name != post.name
    assert comments.read_bytes() == before


def test_only_what_a_killed_run_left_long_ago_is_removed(tmp_path: Path) -> None:
    written = tmp_path / "post.md"
    write_file(written, "x")
    now = written.stat().st_mtime
    names = {
        ".post.md.0123abcd.tmp": 601,
        ".other.md.0123abcd.tmp": 599,
        "post.md.0123abcd.tmp": 9999,
        ".post.md.tmp": 9999,
        ".mine.notahex0.tmp": 9999,
    }
    for name, age in names.items():
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (now - age, now - age))
    (tmp_path / ".folder.0123abcd.tmp").mkdir()
    os.utime(tmp_path / ".folder.0123abcd.tmp", (0, 0))
    remove_leftovers(written)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*names, "post.md", ".folder.0123abcd.tmp"} - {
        ".post.md.0123abcd.tmp"
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(library: LibraryFolder) -> None:
    (library.path / "posts").chmod(0o500)
    with pytest.raises(LibraryError, match="cannot be written"):
        library.write_post(POST)


def test_a_file_where_a_folder_should_be_is_named(library: LibraryFolder) -> None:
    put(library, "2014", "in the way")
    with pytest.raises(LibraryError, match="cannot be written"):
        library.write_post(POST)


def test_a_year_that_is_a_link_out_of_the_library_is_refused(
    library: LibraryFolder, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (library.path / "posts" / "2014").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(LibraryError, match="out of the library"):
        library.write_post(POST)


def test_what_is_written_is_clean(library: LibraryFolder) -> None:
    post = Post("x", "A\x1b[31m title\n", "b\x1b]0;t\x07ody\x00", author="\u202eeve")
    path = library.write_post(post, (Comment("c1", "x\x9b31my"),))[0]
    read = library.read(path)
    assert (read.post.title, read.post.body) == ("A title", "body")
    assert read.post.author == "eve"
    assert read.comments[0].text == "xy"
    assert read.damages == ()


lines = st.text(max_size=30).map(clean_line)
some = lines.filter(lambda line: line not in {"", "~"})
bodies = st.text(max_size=120).map(clean) | st.text(
    alphabet="-# \n\tab:“😀>|", max_size=60
)
dates = st.sampled_from(
    [None, "1953", "1953-03", "1953-03-27", "2014-03-03T18:10", "2014-03-03T17:04:00Z"]
)
sources = st.builds(CitedSource, key=lines, text=lines, url=st.none() | some)
posts = st.builds(
    Post,
    id=some,
    title=some,
    body=bodies,
    author=st.none() | some,
    date=dates,
    tags=st.lists(some, max_size=3).map(tuple),
    lang=st.none() | some,
    origin=st.none() | st.builds(Origin, some, lines, lines, lines, lines),
    sources=st.lists(sources, max_size=2).map(tuple),
)
comments = st.lists(
    st.builds(
        Comment,
        id=some,
        text=bodies,
        parent=st.none() | some,
        author=st.none() | some,
        date=dates,
        kind=st.sampled_from(["comment", "pingback", "trackback"]),
    ),
    max_size=4,
    unique_by=lambda comment: comment.id,
).map(tuple)


@settings(max_examples=200, deadline=None)
@given(post=posts, thread=comments)
def test_any_cleaned_post_comes_back_from_its_text(
    post: Post, thread: tuple[Comment, ...]
) -> None:
    path = Path("/library/posts/a.md")
    assert read_post_text(text_of_post(post), path, "posts/a.md").post == post
    assert read_comments_text(text_of_comments(thread), path).comments == thread


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(post=posts, thread=comments)
def test_any_cleaned_post_comes_back_from_its_files(
    library: LibraryFolder, post: Post, thread: tuple[Comment, ...]
) -> None:
    library.write_post(post, thread)
    assert library.write_post(post, thread) == ()
    found = [library.read(file.path) for file in library.post_files()]
    assert (post, thread) in [(read.post, read.comments) for read in found]
