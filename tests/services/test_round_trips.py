"""A library that is exported and imported again is the same, in every format."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gulagreader.domain.comments import Comment, CommentKind
from gulagreader.domain.posts import CitedSource, LibraryInfo, Origin, Post
from gulagreader.domain.progress import finish
from gulagreader.services.export_report import ExportOrder
from gulagreader.services.exporting import FORMATS, export_library
from gulagreader.services.importing import import_sources
from gulagreader.services.reading import OpenLibrary
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder

_NOW = datetime(2026, 1, 1, tzinfo=UTC)

_CONSTRUCTS = st.sampled_from(
    [
        *("A paragraph.", "Two lines\nof one", "Hard  \nbreak", "Hard\\\nbreak"),
        *("*em* **strong** ~~gone~~ `code <b>`", "# Head", "Head\n====", "***", "---"),
        *("> one\n> two", "> one\n\n> two", "> - x\n>\n>   y", ">  blank\n>\n>\n> end"),
        *(
            "- a\n- b\n  - c\n\n    d",
            "* star\n* star",
            "+ plus\n\n+ loose",
            "7. n\n8. m",
        ),
        *("```py\ncode\n  <b>\n```", "    indented\n\n    code", "``` \n\n\n```"),
        *("| a | b |\n|---|---|\n| *c* | d\\|e |", "| a |\n|---|"),
        *("[link](http://a.example/c?d=1&e=2 'title')", "<http://a.example/%27x%28>"),
        *("![cap](img/i.png)", "![](http://e.example/i.png)", "[![a](b)](http://c.de)"),
        *("“quoted” (Doe 2001) [word] [gallery] & <b> &amp; &lt;", "1984\\. \\* \\["),
        *("N[^1] n[^b] [l[^1]](http://x.y)\n\n[^1]: A *note*.\n\n    more\n[^b]: B"),
        *(
            "[ref]\n\n[ref]: http://a.example/r",
            "<div>\n\n**x**\n\n</div>",
            "<!-- c -->",
        ),
        *("<!-- gulagreader:sources -->", "]]> <![CDATA[", "a\tb  c", "\\", "%41 %5C"),
        *("лагерь «слово» — да", "👩‍👩‍👧 ❤️ e\u0301", '<article class="post">'),
        *("&#27; &nbsp; \u200d", "</div></article><p>", "''\"\"", "{{< x >}} {% y %}"),
    ]
)
_TEXTS = st.one_of(
    st.lists(_CONSTRUCTS, max_size=4).map("\n\n".join),
    strategies.marked,
    strategies.paragraphs,
)
_LINES = st.one_of(
    st.sampled_from(
        [
            *("Jane Doe", "Иван Петров", "jane@example.org", "Jane <jane@a.example>"),
            *("<b>x</b> & [y]", "&amp;lt;", "Uncategorized", "a, b", "null", "No"),
            *("Anonymous", "1953", "'\"\\", "%41", "🇷🇺 👩‍👩‍👧", "x" * 120, "# x: y"),
        ]
    ),
    st.text("abÉя \"'<>&\\[%", min_size=1, max_size=12),
)
_KEPT = _LINES.filter(lambda line: "@" not in line)
"""Addresses of people are left out of further keys, and counted."""
_DATES = st.sampled_from(
    [
        *("1953", "1953-03", "1953-03-27", "1953-03-27T17:04", "2014-03-03T17:04:09"),
        *("2014-03-03T17:04:00-05:00", "2014-03-03T22:04Z", "2014-03-03T22:04:10+0545"),
        *("0001-01-01", "9999-12-31T23:59:59-11:00", "2014-03-03 17:04"),
    ]
)
_IDS = st.one_of(
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.sampled_from(
        [
            *("a", "B", "../x", "Пост 1", "decisions", "review", "a/b", "x%2Fy", ".."),
            *("c1", "7", "<i>", "id with 'marks' \"two\"", "0" * 90, "con", "a--b"),
        ]
    ),
)
_EXTRA = st.dictionaries(
    st.sampled_from(["mood", "likes", "layout", "own key", "ключ"]),
    st.one_of(
        _KEPT,
        st.lists(_KEPT, max_size=2),
        st.dictionaries(st.sampled_from(["a", "b"]), _KEPT, max_size=2),
    ),
    max_size=2,
)
_URLS = st.sampled_from(
    ["https://example.org/?p=1", "http://a.example/x y", "https://a.example/é#c%20"]
)


@st.composite
def _posts(draw: st.DrawFn, identity: str) -> Post:
    origin = st.builds(
        Origin, st.just("wxr"), _LINES, st.just("00"), st.just("wxr/1"), _own_url()
    )
    source = st.builds(CitedSource, _LINES, _LINES, st.none() | _URLS)
    return Post(
        identity,
        draw(_LINES),
        draw(_TEXTS),
        draw(st.none() | _LINES),
        draw(st.none() | _DATES),
        tuple(draw(st.lists(_LINES, max_size=3))),
        draw(st.sampled_from([None, "en", "ru", "de-AT", "klingon?"])),
        draw(st.none() | origin),
        tuple(draw(st.lists(source, max_size=2))),
        draw(_EXTRA),
    )


def _own_url() -> st.SearchStrategy[str]:
    """Addresses: each post has its own, or none."""
    numbers = st.integers(0, 10**9)
    return st.just("") | numbers.map("https://example.org/?p={}".format)


@st.composite
def _threads(draw: st.DrawFn) -> tuple[Comment, ...]:
    given = draw(strategies.comments(6))
    names = draw(st.lists(_IDS, min_size=len(given), max_size=len(given), unique=True))
    known = {one.id: name for one, name in zip(given, names, strict=True)}
    kinds: st.SearchStrategy[CommentKind] = st.sampled_from(
        ["comment", "comment", "pingback", "trackback"]
    )
    return tuple(
        replace(
            one,
            id=known[one.id],
            parent=known.get(one.parent, "gone") if one.parent else None,
            text=draw(_TEXTS),
            author=draw(st.none() | _LINES),
            date=draw(st.none() | _DATES),
            kind=draw(kinds),
            url=draw(st.none() | _URLS),
            extra=draw(_EXTRA | st.just({"author_url": "https://a.example/@jane"})),
        )
        for one in given
    )


@dataclass(frozen=True)
class _Drawn:
    info: LibraryInfo
    posts: tuple[tuple[Post, tuple[Comment, ...]], ...]


@st.composite
def _libraries(draw: st.DrawFn) -> _Drawn:
    ids = draw(st.lists(_IDS, min_size=1, max_size=3, unique_by=str.casefold))
    groups = st.lists(
        _LINES.filter(str.strip), min_size=2, max_size=3, unique=True
    ).map(tuple)
    info = LibraryInfo(
        "the-library",
        draw(_LINES),
        draw(st.sampled_from(["en", "ru", "x!"])),
        tuple(draw(st.lists(groups, max_size=2))),
        tuple(draw(st.lists(_LINES, max_size=2))),
    )
    return _Drawn(info, tuple((draw(_posts(one)), draw(_threads())) for one in ids))


def _written(drawn: _Drawn, folder: Path) -> LibraryFolder:
    folder.mkdir()
    info = drawn.info
    create_library(
        folder,
        info.name,
        lang=info.lang,
        library_id=info.id,
        aliases=info.aliases,
        teachers=info.teachers,
    )
    library = LibraryFolder.open(folder)
    for post, comments in drawn.posts:
        library.write_post(post, comments)
    return LibraryFolder.open(folder)


_Values = dict[str, tuple[Post, Mapping[str, object], list[object]]]


def values_of(library: LibraryFolder) -> _Values:
    """All that is read of a library, by the ids of its posts."""
    found: _Values = {}
    for file in library.post_files():
        read = library.read(file.path)
        comments: list[object] = [(one, dict(one.extra)) for one in read.comments]
        found[read.post.id] = (read.post, dict(read.post.extra), comments)
    return found


def _round_trip(folder: Path, form: str, room: Path) -> LibraryFolder:
    library = OpenLibrary.open(folder, room / "cache")
    finish(library.refresh())
    target = room / ("out" if form == "markdown" else f"out.{form}")
    report = finish(export_library(library, ExportOrder(target, form), _NOW))
    assert report.left_out == []
    back = finish(import_sources([target], room / "back", now=_NOW))
    assert back.refused == []
    assert back.left_out == {}
    told = [one.what for one in back.warnings]
    assert [what for what in told if "at the top level" not in what] == []
    return LibraryFolder.open(room / "back")


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=_libraries())
def test_a_library_comes_back_from_every_export_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, form: str, drawn: _Drawn
) -> None:
    room = tmp_path_factory.mktemp("room")
    library = _written(drawn, room / "library")
    back = _round_trip(room / "library", form, room)
    assert values_of(back) == values_of(library)
    assert replace(back.info, id=library.info.id) == library.info


_POST = Post(
    "the post",
    "A title",
    "A *body*.\n\n* item",
    "Jane Doe",
    "2014-03-03",
    ("camps",),
    sources=(CitedSource("doe", "Doe: A Book"),),
)
_THREAD = (Comment("x1", "One.", None, "Ivan"), Comment("x2", "*Two*", "x1", "Olga"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    drawn = _Drawn(
        LibraryInfo("l", "Course", "ru", (("Beria", "Берия"),), ("Jane Doe",)),
        ((_POST, _THREAD),),
    )
    return _written(drawn, tmp_path / "library").path


def _exported(library: Path, form: str, room: Path) -> Path:
    opened = OpenLibrary.open(library, room / "cache")
    finish(opened.refresh())
    target = room / ("out" if form == "markdown" else f"out.{form}")
    finish(export_library(opened, ExportOrder(target, form), _NOW))
    return target


def _only(library: Path) -> tuple[Post, list[Comment]]:
    folder = LibraryFolder.open(library)
    (file,) = folder.post_files()
    read = folder.read(file.path)
    return read.post, list(read.comments)


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("A <em>body</em>", "Another <em>body</em>", "body"),
        ("<title><![CDATA[A title", "<title><![CDATA[Another", "title"),
        ("<wp:post_date>2014-03-03", "<wp:post_date>2015-03-03", "date"),
        ("display_name><![CDATA[Jane Doe", "display_name><![CDATA[admin", "author"),
        ("]]></category>", " and more]]></category>", "tags"),
        ("<li>Doe: A Book</li>", "<li>Roe</li>", "body sources"),
        ("<em>Two</em>", "<em>Three</em>", "text"),
        ("comment_author><![CDATA[Olga", "comment_author><![CDATA[Anna", "name"),
    ],
)
def test_what_was_changed_in_wordpress_is_taken_and_nothing_else(
    small: Path, tmp_path: Path, old: str, new: str, changed: str
) -> None:
    target = _exported(small, "wxr", tmp_path)
    text = target.read_text(encoding="utf-8")
    assert text.count(old) == 1
    target.write_text(text.replace(old, new), encoding="utf-8")
    finish(import_sources([target], tmp_path / "back", now=_NOW))

    post, comments = _only(tmp_path / "back")
    same = {"body", "title", "date", "author", "tags", "sources"} - {*changed.split()}
    differing = {*changed.split()} & {"body", "title", "date", "author", "tags"}
    assert all(getattr(post, name) == getattr(_POST, name) for name in same)
    assert all(getattr(post, name) != getattr(_POST, name) for name in differing)
    assert (comments[1].text != _THREAD[1].text) is (changed == "text")
    assert (comments[1].author != _THREAD[1].author) is (changed == "name")
    assert [(one.id, one.parent) for one in comments] == [("x1", None), ("x2", "x1")]


def test_a_comment_written_in_wordpress_stands_under_the_one_it_answers(
    small: Path, tmp_path: Path
) -> None:
    target = _exported(small, "wxr", tmp_path)
    text = target.read_text(encoding="utf-8")
    new = (
        "<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>Eva"
        "</wp:comment_author><wp:comment_date>2013-01-01 10:00:00</wp:comment_date>"
        "<wp:comment_content>New.</wp:comment_content><wp:comment_approved>1"
        "</wp:comment_approved><wp:comment_parent>2</wp:comment_parent></wp:comment>"
    )
    target.write_text(text.replace("</item>", f"{new}</item>"), encoding="utf-8")
    finish(import_sources([target], tmp_path / "back", now=_NOW))

    _, comments = _only(tmp_path / "back")
    shown = [(one.id, one.parent, one.text) for one in comments]
    assert shown == [
        ("x1", None, "One."),
        ("x2", "x1", "*Two*"),
        ("c3", "x2", "New."),
    ]


def test_a_text_that_was_changed_in_a_page_is_read_as_it_is_there(
    small: Path, tmp_path: Path
) -> None:
    target = _exported(small, "html", tmp_path)
    text = target.read_text(encoding="utf-8")
    changed = text.replace("A <em>body</em>.", "A <strong>better</strong> body.")
    target.write_text(changed, encoding="utf-8")
    finish(import_sources([target], tmp_path / "back", now=_NOW))

    post, comments = _only(tmp_path / "back")
    assert post.body == "A **better** body.\n\n- item"
    assert tuple(comments) == _THREAD


def test_a_title_that_was_changed_in_a_page_is_told_of(
    small: Path, tmp_path: Path
) -> None:
    target = _exported(small, "html", tmp_path)
    text = target.read_text(encoding="utf-8")
    changed = text.replace(">A title</a></h2>", ">Another</a></h2>")
    assert changed != text
    target.write_text(changed, encoding="utf-8")
    report = finish(import_sources([target], tmp_path / "back", now=_NOW))

    assert "1 headings were changed" in report.warnings[0].what
    assert _only(tmp_path / "back") == (_POST, list(_THREAD))


def test_a_page_that_a_browser_has_saved_again_is_the_same_library(
    small: Path, tmp_path: Path
) -> None:
    target = _exported(small, "html", tmp_path)
    saved = LexborHTMLParser(target.read_text(encoding="utf-8")).html
    assert saved is not None
    target.write_text(saved, encoding="utf-8")
    report = finish(import_sources([target], tmp_path / "back", now=_NOW))

    assert report.warnings == []
    assert _only(tmp_path / "back") == (_POST, list(_THREAD))


@pytest.mark.parametrize("form", FORMATS)
def test_a_library_that_is_there_keeps_what_it_says_and_is_told(
    small: Path, tmp_path: Path, form: str
) -> None:
    create_library(_made(tmp_path / "into"), "Mine", teachers=("Roe",))
    before = (tmp_path / "into" / "library.yaml").read_bytes()
    target = _exported(small, form, tmp_path)
    report = finish(import_sources([target], tmp_path / "into", now=_NOW))

    assert (tmp_path / "into" / "library.yaml").read_bytes() == before
    (warning,) = report.warnings
    for said in ("Course", "the language ru", "Beria, Берия", "Jane Doe"):
        assert said in warning.what
    again = finish(import_sources([target], small, now=_NOW))
    assert (again.warnings, list(again.written)) == ([], [])


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_addresses_of_people_in_further_keys_are_left_out_and_counted(
    tmp_path: Path, form: str
) -> None:
    extra = {"mail": "jane@example.org", "mood": "glad"}
    thread = (replace(_THREAD[0], extra=extra),)
    drawn = _Drawn(LibraryInfo("l", "L"), ((replace(_POST, extra=extra), thread),))
    target = _exported(_written(drawn, tmp_path / "library").path, form, tmp_path)
    report = finish(import_sources([target], tmp_path / "back", now=_NOW))

    assert report.left_out == {"e-mail addresses": 2}
    post, comments = _only(tmp_path / "back")
    assert [post.extra, comments[0].extra] == [{"mood": "glad"}] * 2


@pytest.mark.parametrize("form", ["html", "epub"])
def test_a_post_that_could_not_be_exported_is_told_of(
    small: Path, tmp_path: Path, form: str
) -> None:
    library = LibraryFolder.open(small)
    library.write_post(replace(_POST, id="other", title="Other"), ())
    opened = OpenLibrary.open(small, tmp_path / "cache")
    finish(opened.refresh())
    opened.read("other").path.unlink()
    target = tmp_path / f"out.{form}"
    finish(export_library(opened, ExportOrder(target, form), _NOW))
    report = finish(import_sources([target], tmp_path / "back", now=_NOW))

    assert report.posts == 1
    assert "post other could not be read" in report.warnings[0].what


def test_lines_of_json_that_are_no_posts_are_refused_with_their_number(
    small: Path, tmp_path: Path
) -> None:
    target = _exported(small, "jsonl", tmp_path)
    line = target.read_bytes()
    target.write_bytes(line + b'{"id": "x"}\n\n{"id": \n\xff\n[]\n')
    report = finish(import_sources([target], tmp_path / "back", now=_NOW))

    assert [one.line for one in report.refused] == [2, 4, 5, 6]
    assert _only(tmp_path / "back") == (_POST, list(_THREAD))


def test_a_line_that_is_longer_than_what_is_looked_at_is_known_all_the_same(
    tmp_path: Path,
) -> None:
    long = replace(_POST, body="word " * 40_000 + "end")
    drawn = _Drawn(LibraryInfo("l", "L"), ((long, ()),))
    target = _exported(_written(drawn, tmp_path / "library").path, "jsonl", tmp_path)
    finish(import_sources([target.rename(tmp_path / "x")], tmp_path / "b", now=_NOW))
    assert _only(tmp_path / "b")[0] == long
