"""Exporting a library: whole or not at all, and back again the same."""

import errno
import json
import os
import shutil
import stat
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storage.library_room import empty_library

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.errors import ExportError
from gulagreader.domain.posts import CitedSource, Origin, Post
from gulagreader.domain.progress import finish
from gulagreader.exporting.html_of import Manner, html_of
from gulagreader.importing.wordpress.stored import body_markdown, comment_markdown
from gulagreader.services.export_report import ExportOrder, ExportReport
from gulagreader.services.exporting import FORMATS, export_library, format_of
from gulagreader.services.importing import import_sources
from gulagreader.services.reading import OpenLibrary, Reading
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.text.markdown import parse_blocks, plain_text

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_BODY = """\
The decree said: “The amnesty is not to be applied” (Doe 2001). Straight "marks", too.

## A *heading*

> A block quotation
> over two lines.

1. one
2. two
   - inner

    code <b> & [x]

| a | b |
|---|---|
| 1 | 2 |

A [link](https://example.org/?a=1&b=2), [gallery] and &lt;b&gt; ]]> and a break\\
here. Лагерь — это слово.[^1]

[^1]: A *note*.
"""
POSTS = (
    (
        Post(
            "00000000000000aa",
            "Whom the amnesty <left> out & why",
            _BODY,
            "Jane Doe",
            "2014-03-03T17:04:00-05:00",
            ("amnesty", "camps"),
            "en",
            Origin("wxr", "x.xml", "00", "wxr/1", "https://example.org/?p=1"),
            (CitedSource("doe", "Jane Roe: A Book, 2001", "https://example.org/b"),),
            extra={"mood": "thoughtful"},
        ),
        (
            Comment("c1", "Was he dead by then?", None, "Ivan", "2014-03-03T18:10"),
            Comment(
                "c7",
                "Ivan, yes.\n\nFor weeks.",
                "c1",
                "Jane Doe",
                "2014-03-04T09:00:00Z",
            ),
            Comment(
                "c8", "[…] says […]", None, "A blog", "2014-03-04T12:00Z", "pingback"
            ),
            Comment("c9", "Thanks.", "c7", None, "2014-03-05T00:00:01Z"),
        ),
    ),
    (
        Post(
            "00000000000000bb", "Слово", "Текст.", "Иван Петров", "1953-03", lang="ru"
        ),
        (
            Comment("x1", "Early.", "x9", "Olga", "2015-01-02T10:00:00"),
            Comment("x9", "Late.", "gone", "Ivan", "2015-01-02T10:00:01"),
        ),
    ),
    (Post("00000000000000cc", "Undated", "No date."), ()),
)


@pytest.fixture
def library(tmp_path: Path) -> OpenLibrary:
    folder = empty_library(tmp_path / "library")
    for post, comments in POSTS:
        folder.write_post(post, comments)
    return _open(tmp_path / "library", tmp_path)


def _open(folder: Path, tmp_path: Path) -> OpenLibrary:
    library = OpenLibrary.open(folder, tmp_path / "cache")
    finish(library.refresh())
    return library


def _export(
    library: OpenLibrary, target: Path, form: str, **more: object
) -> ExportReport:
    order = ExportOrder(target, form, **more)  # type: ignore[arg-type]
    return finish(export_library(library, order, _NOW))


def _name(form: str) -> str:
    return "out" if form == "markdown" else f"out.{form}"


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("form", FORMATS)
def test_the_report_counts_what_is_in_the_export(
    library: OpenLibrary, tmp_path: Path, form: str
) -> None:
    before = _files(library.folder)
    report = _export(library, tmp_path / _name(form), form)
    assert (report.posts, report.comments, report.left_out) == (3, 6, [])
    assert report.target == tmp_path / _name(form)
    assert report.target.exists()
    assert _files(library.folder) == before


def test_a_library_exported_as_a_library_is_the_same_byte_for_byte(
    library: OpenLibrary, tmp_path: Path
) -> None:
    _export(library, tmp_path / "out", "markdown")
    assert _files(tmp_path / "out") == _files(library.folder)
    again = LibraryFolder.open(tmp_path / "out")
    assert again.info == library.info
    read = {found.post.id: found for found in map(again.read, _paths(again))}
    for post, comments in POSTS:
        assert read[post.id].post.extra == post.extra
        assert read[post.id].comments == comments


def _paths(folder: LibraryFolder) -> Sequence[Path]:
    return [file.path for file in folder.post_files()]


def test_a_library_without_its_file_keeps_its_id(tmp_path: Path) -> None:
    posts = tmp_path / "bare" / "posts"
    posts.mkdir(parents=True)
    (posts / "a.md").write_text("---\nid: a\ntitle: A\n---\nText.\n")
    library = _open(tmp_path / "bare", tmp_path)
    _export(library, tmp_path / "out", "markdown")
    assert LibraryFolder.open(tmp_path / "out").info == library.info


def test_a_library_that_is_exported_and_imported_again_is_the_same(
    library: OpenLibrary, tmp_path: Path
) -> None:
    _export(library, tmp_path / "out", "markdown")
    report = finish(import_sources([tmp_path / "out"], tmp_path / "back", now=_NOW))
    assert (report.posts, report.comments, report.refused) == (3, 6, [])
    back = _open(tmp_path / "back", tmp_path)
    for post, comments in POSTS:
        read = back.read(post.id)
        assert _read_of(read) == _read_of(Reading(post, thread_of(comments), read.path))


def test_an_export_for_wordpress_comes_back_the_same(
    library: OpenLibrary, tmp_path: Path
) -> None:
    _export(library, tmp_path / "out.xml", "wxr")
    report = finish(import_sources([tmp_path / "out.xml"], tmp_path / "back", now=_NOW))
    assert (report.posts, report.comments, report.refused) == (3, 6, [])
    back = _open(tmp_path / "back", tmp_path)
    for post, comments in POSTS:
        read = back.read(post.id)
        assert _read_of(read) == _read_of(Reading(post, thread_of(comments), read.path))


@pytest.mark.parametrize(("out", "form"), [("out", "markdown"), ("out.xml", "wxr")])
def test_a_library_of_another_language_keeps_it_on_its_way(
    out: str, form: str, tmp_path: Path
) -> None:
    posts = tmp_path / "russian" / "posts"
    posts.mkdir(parents=True)
    (posts.parent / "library.yaml").write_text("id: r\nlang: ru\n")
    (posts / "a.md").write_text("---\nid: 00000000000000aa\ntitle: A\n---\nText.\n")
    _export(_open(posts.parent, tmp_path), tmp_path / out, form)

    finish(import_sources([tmp_path / out], tmp_path / "new", now=_NOW))
    new = _open(tmp_path / "new", tmp_path)
    assert new.info.lang == "ru"
    assert new.read("00000000000000aa").post.lang is None

    empty_library(tmp_path / "english")
    report = finish(import_sources([tmp_path / out], tmp_path / "english", now=_NOW))
    assert "the language ru" in report.warnings[0].what
    english = _open(tmp_path / "english", tmp_path)
    assert english.read("00000000000000aa").post.lang == "ru"
    again = finish(import_sources([tmp_path / out], posts.parent, now=_NOW))
    assert list(again.written) == []


def _shape(text: str) -> list[tuple[object, ...]]:
    """The blocks of a text as they are on the screen."""
    return [
        (
            *(one.kind, one.text, one.level, one.spans),
            [(box.kind, box.marker) for box in one.containers],
        )
        for one in parse_blocks(text)
    ]


_PIECES = st.sampled_from(
    [
        *("One paragraph.", "*em* and **strong**, `code <x>`, ~~gone~~", "# Head"),
        *("> one\n> two", "- a\n- b\n  - c\n- d", "3. three\n4. four", "***"),
        *("```\ncode\n  more <b>\n```", "| a | b |\n|---|---|\n| c | d |"),
        *("[link](http://a.example/c?d=1&e=2), http://x.example/z.", "hard  \nbreak"),
        *("![cap](http://e.example/i.png)", "“quoted” [word] & <b> &amp; AT&T"),
        *(
            "1984\\. A year",
            "- loose\n\n- items",
            "лагерь «слово» — да",
            "a [gallery] x",
        ),
        *("> - in a quote\n>\n> 1. number", "<script>alert(1)</script>", "5 < 6 > 4"),
        *("Note[^1] and[^b].\n\n[^1]: The *note*.\n[^b]: Other.", "+ plus ]]> end"),
    ]
)


@settings(max_examples=60)
@given(st.lists(_PIECES, min_size=1, max_size=4, unique=True).map("\n\n".join))
def test_texts_for_wordpress_come_back_as_they_are_on_the_screen(text: str) -> None:
    manner = Manner(pictures=True, strict=False, brackets=True)
    html = html_of(text, manner, anchor="post-a")
    assert _shape(body_markdown(html).markdown) == _shape(text)
    assert _shape(comment_markdown(html).markdown) == _shape(text)


def _read_of(reading: Reading) -> tuple[object, ...]:
    """What a reader has of a post."""
    post = reading.post
    thread = [
        (
            *(row.comment.id, row.depth, row.comment.author, row.comment.date),
            *(row.comment.kind, plain_text(row.comment.text)),
        )
        for row in reading.thread.rows
    ]
    about = (post.id, post.title, post.author, post.date, post.tags, post.sources)
    return (*about, post.lang, plain_text(post.body), thread)


def test_a_choice_of_posts_is_a_library_of_them(
    library: OpenLibrary, tmp_path: Path
) -> None:
    chosen = tuple(card for card in library.cards if card.id != "00000000000000cc")
    report = _export(library, tmp_path / "out", "markdown", posts=chosen)
    assert report.posts == 2
    ids = {card.id for card in _open(tmp_path / "out", tmp_path).cards}
    assert ids == {"00000000000000aa", "00000000000000bb"}


def test_posts_come_oldest_first_whatever_the_order_of_the_choice(
    library: OpenLibrary, tmp_path: Path
) -> None:
    _export(library, tmp_path / "out.jsonl", "jsonl", posts=library.cards)
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [
        "00000000000000bb",
        "00000000000000aa",
        "00000000000000cc",
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_an_older_export_is_replaced_only_when_asked_for(
    library: OpenLibrary, tmp_path: Path, form: str
) -> None:
    target = tmp_path / _name(form)
    _export(library, target, form)
    with pytest.raises(ExportError, match="--force"):
        _export(library, target, form)
    chosen = library.cards[:1]
    assert _export(library, target, form, posts=chosen, force=True).posts == 1
    assert _leftovers(tmp_path) == []


def _leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.parametrize("form", FORMATS)
def test_stopped_at_any_step_nothing_stays_and_the_old_one_is_whole(
    library: OpenLibrary, tmp_path: Path, form: str
) -> None:
    target = tmp_path / _name(form)
    _export(library, target, form)
    before = target.read_bytes() if target.is_file() else _files(target)
    steps = len(list(export_library(library, _forced(target, form), _NOW)))
    assert steps > 0
    for most in range(1, steps + 1):
        job = export_library(library, _forced(target, form), _NOW)
        for _ in range(most):
            next(job)
        job.close()
        assert _leftovers(tmp_path) == []
    after = target.read_bytes() if target.is_file() else _files(target)
    assert after == before


def _forced(target: Path, form: str) -> ExportOrder:
    return ExportOrder(target, form, force=True)


@pytest.mark.parametrize("form", ["html", "epub", "jsonl", "wxr"])
def test_on_a_full_disk_nothing_stays_and_it_is_said(
    library: OpenLibrary,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="No space left"):
        _export(library, tmp_path / "out", form)
    assert not (tmp_path / "out").exists()
    assert _leftovers(tmp_path) == []


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "place", ["library/out", "library", "library/posts/x", "no/out"]
)
def test_nothing_is_written_into_the_library_or_nowhere(
    library: OpenLibrary, tmp_path: Path, form: str, place: str
) -> None:
    before = _files(library.folder)
    with pytest.raises(ExportError):
        _export(library, tmp_path / place, form, force=True)
    assert _files(library.folder) == before


def test_a_link_into_the_library_is_seen_through(
    library: OpenLibrary, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(library.folder)
    with pytest.raises(ExportError, match="in the library"):
        _export(library, tmp_path / "link" / "out.html", "html", force=True)


def test_a_folder_with_other_things_is_never_replaced(
    library: OpenLibrary, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years of work")
    for target in (tmp_path / "home", tmp_path):
        with pytest.raises(ExportError):
            _export(library, target, "markdown", force=True)
    with pytest.raises(ExportError, match="a folder"):
        _export(library, tmp_path / "home", "html", force=True)
    with pytest.raises(ExportError, match="is a file"):
        _export(library, tmp_path / "home/thesis.txt", "markdown", force=True)
    assert (tmp_path / "home/thesis.txt").read_text() == "years of work"


def test_what_cannot_be_read_is_left_out_and_named(
    library: OpenLibrary, tmp_path: Path
) -> None:
    broken = library.folder / "posts" / "2014"
    (broken / "broken.md").write_text("---\ntitle: [\n---\n")
    beside = next(broken.glob("*.comments.yaml"))
    beside.write_text("- id: [")
    library = _open(library.folder, tmp_path)
    report = _export(library, tmp_path / "out.jsonl", "jsonl")
    assert report.posts == 3
    assert {one.path.name for one in report.left_out} == {"broken.md", beside.name}


def test_a_post_that_goes_while_it_is_exported_keeps_its_place_empty(
    library: OpenLibrary, tmp_path: Path
) -> None:
    next((library.folder / "posts" / "2014").glob("*.md")).unlink()
    for form in FORMATS:
        report = _export(library, tmp_path / _name(form), form)
        assert (report.posts, len(report.left_out)) == (2, 1)
    assert "could not be read" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_a_file_that_cannot_be_copied_is_left_out_and_named(
    library: OpenLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copyfile

    def refused(source: Path, target: Path) -> None:
        if "1953" in source.name:
            raise PermissionError(errno.EACCES, "Permission denied", str(source))
        copy(source, target)

    monkeypatch.setattr(shutil, "copyfile", refused)
    report = _export(library, tmp_path / "out", "markdown")
    assert (report.posts, len(report.left_out)) == (2, 1)
    assert "Permission denied" in report.left_out[0].reason


def test_an_anonymised_library_is_a_library_with_nobody_in_it(
    library: OpenLibrary, tmp_path: Path
) -> None:
    report = _export(library, tmp_path / "out", "markdown", anonymise=True)
    hidden = report.anonymised
    assert hidden is not None
    assert hidden.people == 5
    written = "\n".join(
        f"{name}\n{data.decode()}" for name, data in _files(tmp_path / "out").items()
    )
    for name in ("Jane Doe", "Иван Петров", "Olga", "jane-doe", "example.org/?p=1"):
        assert name not in written
    back = _open(tmp_path / "out", tmp_path)
    read = back.read("00000000000000aa")
    assert [row.comment.author for row in read.thread.rows] == [
        *("reader 3", "reader 4", None, "reader 5"),
    ]
    assert read.thread.rows[1].comment.text.startswith("reader 3, yes.")
    assert [one for one in back.damages if one.fatal] == []


def test_a_choice_has_the_pseudonyms_of_the_whole(
    library: OpenLibrary, tmp_path: Path
) -> None:
    one = tuple(card for card in library.cards if card.id == "00000000000000aa")
    _export(library, tmp_path / "all.jsonl", "jsonl", anonymise=True)
    _export(library, tmp_path / "one.jsonl", "jsonl", anonymise=True, posts=one)
    whole = {post["id"]: post for post in _posts_in(tmp_path / "all.jsonl")}
    (alone,) = _posts_in(tmp_path / "one.jsonl")
    assert alone == whole["00000000000000aa"]


def _posts_in(path: Path) -> list[dict[str, object]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    posts = [json.loads(line) for line in lines]
    for post in posts:
        post.pop("library", None)
    return posts


@pytest.mark.parametrize("form", FORMATS)
def test_an_anonymised_export_names_nobody_in_any_format(
    library: OpenLibrary, tmp_path: Path, form: str
) -> None:
    target = tmp_path / _name(form)
    _export(library, target, form)
    assert "Jane Doe" in _written(target)
    _export(library, target, form, anonymise=True, force=True)
    written = _written(target)
    assert "reader 4" in written
    for name in ("Jane Doe", "Петров", "Olga", "Ivan", "example.org/?p=1"):
        assert name not in written


def _written(target: Path) -> str:
    """All that an export says, with the names of its files."""
    if target.is_dir():
        files = _files(target)
    elif target.suffix == ".epub":
        with zipfile.ZipFile(target) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    else:
        files = {target.name: target.read_bytes()}
    return "\n".join(f"{name}\n{data.decode()}" for name, data in files.items())


def test_the_key_is_written_apart_for_its_owner_only(
    library: OpenLibrary, tmp_path: Path
) -> None:
    key = tmp_path / "key.json"
    _export(library, tmp_path / "out.html", "html", anonymise=True, key=key)
    assert json.loads(key.read_text(encoding="utf-8"))["reader 4"] == ["Jane Doe"]
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    for place in (tmp_path / "lib" / "key.json", library.folder / "key.json", key):
        (tmp_path / "lib").mkdir(exist_ok=True)
        with pytest.raises(ExportError):
            _export(library, tmp_path / "lib", "markdown", anonymise=True, key=place)
    assert list((tmp_path / "lib").iterdir()) == []
    with pytest.raises(ExportError, match="--anonymise"):
        _export(library, tmp_path / "x.html", "html", key=tmp_path / "k")


@pytest.mark.parametrize(
    ("name", "target", "form"),
    [
        (None, "a.HTML", "html"),
        (None, "a.epub", "epub"),
        (None, "a.xml", "wxr"),
        ("jsonl", "a.html", "jsonl"),
    ],
)
def test_the_format_is_named_or_told_by_the_ending(
    name: str | None, target: str, form: str
) -> None:
    assert format_of(name, Path(target)) == form


@pytest.mark.parametrize("name", [None, "pdf", ""])
def test_a_format_that_is_none_is_refused_with_those_there_are(
    name: str | None,
) -> None:
    with pytest.raises(ExportError, match="markdown, html, epub, jsonl, wxr"):
        format_of(name, Path("out"))
