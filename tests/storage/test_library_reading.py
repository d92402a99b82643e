"""Reading a library's folder: what is whole opens, what is damaged is named."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from storage.library_room import MADE_UP_COMMENTS, MADE_UP_POST, empty_library, put

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import Damage, DamagedFileError, LibraryError
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.survey import cards_of, check, survey
from gulagreader.text.clean import clean


@pytest.fixture
def library(tmp_path: Path) -> LibraryFolder:
    return empty_library(tmp_path / "library")


def only(damages: tuple[Damage, ...]) -> Damage:
    assert len(damages) == 1, [str(damage) for damage in damages]
    return damages[0]


def test_a_post_is_read_with_its_comments(library: LibraryFolder) -> None:
    path = put(library, "2014/a.md", MADE_UP_POST)
    put(library, "2014/a.comments.yaml", MADE_UP_COMMENTS)
    read = library.read(path)
    assert read.post.title == "A made-up post"
    assert read.post.id == "0123456789abcdef"
    assert read.post.tags == ("gulag", "amnesty")
    assert read.post.body == "First paragraph.\n\nSecond paragraph."
    assert [c.text for c in read.comments] == ["One.\n\nTwo.", "An answer."]
    assert read.comments[1].parent == "c1"
    assert read.damages == ()
    assert library.read_post(path) == read.post
    assert library.read_comments(path) == read.comments


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda place: None, "does not exist"),
        (lambda place: place.write_text("x"), "import it first"),
        (lambda place: place.mkdir(), "neither library.yaml nor a folder posts"),
    ],
)
def test_what_is_no_library_is_refused_with_what_to_do(
    tmp_path: Path, make: "object", words: str
) -> None:
    place = tmp_path / "place"
    assert callable(make)
    make(place)
    with pytest.raises(LibraryError, match=words):
        LibraryFolder.open(place)


def test_posts_alone_make_a_library_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "Our blog" / "posts").mkdir(parents=True)
    first = LibraryFolder.open(tmp_path / "Our blog")
    again = LibraryFolder.open(tmp_path / "Our blog" / "posts" / "..")
    assert first.info.name == "Our blog"
    assert first.info.id == again.info.id
    assert [path.name for path in (tmp_path / "Our blog").iterdir()] == ["posts"]


def test_library_yaml_says_what_the_library_is(tmp_path: Path) -> None:
    info = create_library(
        tmp_path / "made",
        "History 12",
        lang="de",
        aliases=[["Solzhenitsyn", "Солженицын"]],
        teachers=["No", "chalk"],
    )
    assert LibraryFolder.open(tmp_path / "made").info == info
    with pytest.raises(LibraryError, match="is a library already"):
        create_library(tmp_path / "made", "Other")


def test_a_damaged_library_yaml_is_named_and_keeps_the_id(tmp_path: Path) -> None:
    library = empty_library(tmp_path / "library")
    file = library.path / "library.yaml"
    file.write_text("id: made-up\nname: A: B\n")
    again = LibraryFolder.open(library.path)
    assert again.info.id == "made-up"
    damage = only(again.damages)
    assert (damage.path, damage.line) == (file, 2)


def test_a_post_without_id_and_title_is_named_after_its_file(
    library: LibraryFolder,
) -> None:
    path = put(library, "2014/2014-03-03-bread-by-the-gram.md", "Only words.\n")
    read = library.read_post_file(path)
    assert read.post.title == "Bread by the gram"
    assert read.post.id == library.read_post(path).id
    assert len(read.post.id) == 16
    assert "no title" in only(read.doubts).reason


def test_a_date_that_is_none_is_kept_as_it_stands(library: LibraryFolder) -> None:
    path = put(library, "a.md", "---\ntitle: x\ndate: March, or later\n---\n")
    read = library.read_post_file(path)
    assert read.post.date is None
    assert read.post.extra == {"date": "March, or later"}
    damage = only(read.doubts)
    assert (damage.line, damage.fatal) == (3, False)
    assert "1953-03-27" in damage.reason


def test_lists_and_words_are_taken_for_each_other(library: LibraryFolder) -> None:
    front = "title: x\nauthor: [A, B]\ntags: gulag, amnesty\nsources: A book\n"
    post = library.read_post(put(library, "a.md", f"---\n{front}---\n"))
    assert post.author == "A, B"
    assert post.tags == ("gulag", "amnesty")
    assert [source.text for source in post.sources] == ["A book"]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("---\ntitle: x\nauthor: A: B\n---\nBody\n", 3, "not YAML"),
        ("---\ntitle: &a x\n---\nBody\n", 2, "anchors"),
        ("---\ntitle: x\ntitle: y\n---\nBody\n", 3, "stands twice"),
        (b"---\ntitle: x\n---\n" + "Тело".encode("cp1251"), 4, "not UTF-8"),
        (b"x" * (9 * 1024 * 1024), None, "larger than 8 MiB"),
    ],
    ids=["yaml", "anchor", "twice", "windows-1251", "nine-mebibytes"],
)
def test_a_damaged_post_is_named_with_line_and_reason(
    library: LibraryFolder, content: str | bytes, line: int | None, words: str
) -> None:
    path = put(library, "2014/a.md", content)
    with pytest.raises(DamagedFileError) as refused:
        library.read_post(path)
    assert refused.value.damage.path == path
    assert refused.value.damage.line == line
    assert refused.value.damage.fatal
    assert words in refused.value.damage.reason


@pytest.mark.parametrize(
    "content",
    [
        "- " * 10_000 + "x",
        "- &a [x]\n" + "- [*a, *a, *a]\n" * 20,
        "- id: c1\n  text: a: b\n",
        "id: c1\n",
        "- id: c1\n  text: Ж\n".encode("cp1251"),
        b"x" * (9 * 1024 * 1024),
    ],
    ids=["deep", "bomb", "colon", "mapping", "windows-1251", "nine-mebibytes"],
)
def test_damaged_comments_do_not_hide_their_post(
    library: LibraryFolder, content: str | bytes
) -> None:
    path = put(library, "2014/a.md", MADE_UP_POST)
    beside = put(library, "2014/a.comments.yaml", content)
    read = library.read(path)
    assert read.post.title == "A made-up post"
    assert read.comments == ()
    assert only(read.damages).path == beside
    assert only(read.damages).fatal


def test_front_matter_without_an_end_is_read_as_the_body(
    library: LibraryFolder,
) -> None:
    path = put(library, "a.md", "---\ntitle: x\n\nThe body.\n")
    read = library.read_post_file(path)
    assert read.post.body == "---\ntitle: x\n\nThe body."
    assert any("never ends" in doubt.reason for doubt in read.doubts)


def test_words_between_rules_are_no_front_matter(library: LibraryFolder) -> None:
    path = put(library, "a.md", "---\nJust a line.\n---\nAnother.\n")
    assert library.read_post(path).body == "---\nJust a line.\n---\nAnother."


def test_a_gigantic_line_is_read(library: LibraryFolder) -> None:
    path = put(library, "a.md", "---\ntitle: x\n---\n\n" + "ab " * 1_000_000 + "\n")
    assert len(library.read_post(path).body) == 3_000_000


def test_escape_sequences_are_left_out_and_named(library: LibraryFolder) -> None:
    path = put(library, "a.md", MADE_UP_POST + "\x1b]0;owned\x07 and \x00 more\n")
    beside = put(
        library,
        "a.comments.yaml",
        '- id: c1\n  text: "\\e]52;c;eA==\\a red \\x9b31m"\n'
        "- id: c2\n  author: \x1b[31mEvil\n  text: ok\x00\n",
    )
    read = library.read(path)
    assert read.post.body.endswith("Second paragraph.\n and  more")
    assert [c.text for c in read.comments] == [" red ", "ok"]
    assert read.comments[1].author == "Evil"
    assert {d.path for d in read.damages} == {path, beside}
    assert {d.line for d in read.damages} == {None, 2, 4}
    assert not any(d.fatal for d in read.damages)


def test_odd_comments_are_shown_and_named(library: LibraryFolder) -> None:
    path = put(library, "a.md", MADE_UP_POST)
    put(
        library,
        "a.comments.yaml",
        "- id: c1\n  text: one\n"
        "- id: c1\n  text: again\n"
        "- text: without an id\n"
        "- id: c9\n  parent: c77\n  text: lost\n"
        "- id: c10\n"
        "- id: c11\n  kind: whisper\n  date: soon\n  likes: 5\n  text: x\n"
        "- just words\n"
        "- id: c12\n  text: [a, b]\n",
    )
    read = library.read(path)
    ids = [comment.id for comment in read.comments]
    assert ids == ["c1", "c1-2", "c3", "c9", "c10", "c11", "c7", "c12"]
    assert read.comments[6].text == "just words"
    assert read.comments[7].text == "[a, b]"
    odd = read.comments[5]
    assert (odd.kind, odd.date) == ("comment", None)
    assert odd.extra == {"kind": "whisper", "date": "soon", "likes": "5"}
    assert {damage.line for damage in read.damages} == {3, 6, 9, 11, 12, 15, 17}
    assert not any(damage.fatal for damage in read.damages)


def test_an_id_made_from_the_position_never_takes_a_given_one(
    library: LibraryFolder,
) -> None:
    path = put(library, "a.md", MADE_UP_POST)
    put(library, "a.comments.yaml", "- text: x\n- id: c1\n  text: y\n")
    assert [c.id for c in library.read_comments(path)] == ["c1-2", "c1"]


def test_a_thousand_repeated_ids_are_told_apart(library: LibraryFolder) -> None:
    path = put(library, "a.md", MADE_UP_POST)
    put(library, "a.comments.yaml", "- {id: c, text: x}\n" * 1000)
    comments = library.read_comments(path)
    assert len({comment.id for comment in comments}) == 1000


def test_comments_without_their_post_are_named(library: LibraryFolder) -> None:
    path = put(library, "2014/lost.comments.yaml", MADE_UP_COMMENTS)
    damage = only(check(library))
    assert damage.path == path
    assert "lost.md" in damage.reason


def test_links_out_of_the_library_are_not_followed(
    library: LibraryFolder, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(MADE_UP_POST)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.md").write_text(MADE_UP_POST)
    posts = library.path / "posts"
    inside = put(library, "real.md", MADE_UP_POST)
    (posts / "secret.md").symlink_to(secret)
    (posts / "real.comments.yaml").symlink_to(secret)
    (posts / "folder").symlink_to(tmp_path / "elsewhere")
    (posts / "round").symlink_to(posts)
    (posts / "nowhere.md").symlink_to(posts / "missing.md")
    assert [file.path for file in library.post_files()] == [inside]
    assert library.read(inside).comments == ()
    with pytest.raises(DamagedFileError, match="out of the library"):
        library.read_post(posts / "secret.md")
    with pytest.raises(LibraryError, match="is not a file of the library"):
        library.read_post(Path("../secret.md"))
    names = [damage.path.name for damage in check(library)]
    assert names == ["nowhere.md", "real.comments.yaml", "secret.md"]


def test_a_pipe_with_a_posts_name_is_not_waited_for(library: LibraryFolder) -> None:
    path = library.path / "posts" / "pipe.md"
    os.mkfifo(path)
    assert library.post_files() == ()
    assert "not a plain file" in only(check(library)).reason
    with pytest.raises(DamagedFileError, match="not a plain file"):
        library.read_post(path)


def test_hidden_and_other_files_are_passed_over(library: LibraryFolder) -> None:
    put(library, "2014/.#a.md", "x")
    put(library, "2014/notes.txt", "x")
    put(library, ".git/a.md", "x")
    assert library.post_files() == ()
    assert check(library) == ()


def test_two_posts_with_one_id_can_both_be_reached(library: LibraryFolder) -> None:
    first = put(library, "2014/a.md", MADE_UP_POST)
    second = put(library, "2014/b.md", MADE_UP_POST)
    found = cards_of(survey(library, file) for file in library.post_files())
    ids = {card.path: card.id for card in found.cards}
    assert ids[first] == "0123456789abcdef"
    assert len({*ids.values()}) == 2
    damage = only(found.damages)
    assert (damage.path, damage.fatal) == (second, False)
    assert "posts/2014/a.md" in damage.reason
    assert ids[second] in damage.reason


def test_cards_stand_newest_first_and_undated_last(library: LibraryFolder) -> None:
    dates = {"a": "2014-03-03", "b": "2018", "c": "", "d": "2014-03-03T10:00"}
    for name, date in dates.items():
        put(
            library, f"{name}.md", f"---\ntitle: {name}\ndate: {date}\n---\n\none two\n"
        )
    cards = cards_of(survey(library, file) for file in library.post_files()).cards
    assert [card.title for card in cards] == ["b", "d", "a", "c"]
    assert {card.words for card in cards} == {2}


def test_check_reads_everything_and_finds_nothing_in_a_sound_library(
    library: LibraryFolder,
) -> None:
    put(library, "2014/a.md", MADE_UP_POST)
    put(library, "2014/a.comments.yaml", MADE_UP_COMMENTS)
    assert check(library) == ()


def test_comments_without_a_parent_in_the_file_keep_their_words(
    library: LibraryFolder,
) -> None:
    path = put(library, "a.md", MADE_UP_POST)
    put(library, "a.comments.yaml", "- {id: a, parent: b, text: x}\n")
    assert library.read_comments(path) == (Comment("a", "x", parent="b"),)


pieces = st.sampled_from(
    [
        *(b"---\n", b"- ", b"id: c1\n", b"text: ", b"|-\n", b"  ", b"\n", b"\t", b"? "),
        *(b"parent: c1\n", b"date: 2014\n", b"sources:\n", b"source: ", b"tags: "),
        *(b"title: x\n", b"kind: x\n", b"a: b\n", b"~\n", b"&a ", b"*a\n", b"\r\n"),
        *(b"[", b"]", b"{", b"}", b"'", b'"', b"\x1b[31m", b"\xff", b"\x00"),
        *("é—😀".encode(), b"\xef\xbb\xbf"),
    ]
)
files = st.binary(max_size=60) | st.lists(pieces, max_size=25).map(b"".join)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(post=files, comments=files, info=files)
def test_any_bytes_make_a_library_that_opens(
    library: LibraryFolder, post: bytes, comments: bytes, info: bytes
) -> None:
    put(library, "a.md", post)
    put(library, "a.comments.yaml", comments)
    (library.path / "library.yaml").write_bytes(info)
    opened = LibraryFolder.open(library.path)
    damages = check(opened)
    assert opened.info.name
    assert all(damage.reason for damage in damages)
    assert not any(clean(damage.reason) != damage.reason for damage in damages)
    (file,) = opened.post_files()
    one = survey(opened, file)
    assert (one.card is None) == any(d.fatal and d.path == file.path for d in damages)
    if one.card is not None:
        read = opened.read(file.path)
        assert len({comment.id for comment in read.comments}) == len(read.comments)
        assert opened.info.id


def test_a_field_that_is_no_words_is_named_and_kept(library: LibraryFolder) -> None:
    path = put(
        library,
        "a.md",
        "---\ntitle: A\nauthor: {name: Anna}\ntags: {1: camps}\nlang: [[en]]\n---\nB.",
    )
    read = library.read(path)
    assert (read.post.author, read.post.tags, read.post.lang) == (None, (), None)
    assert [(one.line, one.fatal) for one in read.damages] == [
        (3, False),
        (4, False),
        (5, False),
    ]
    assert {one.reason.split()[0] for one in read.damages} == {"author", "tags", "lang"}
    library.write_post(read.post)
    again = library.read(path).post
    assert again.extra == read.post.extra
    assert again.extra["author"] == {"name": "Anna"}
