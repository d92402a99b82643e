"""What exports of this program carry, where somebody has meddled with it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.collected import Collected, read_text, sureness

from gulagreader.importing.formats.gulagreader_page import IMPORTER as PAGE
from gulagreader.importing.formats.json_lines import IMPORTER as LINES
from gulagreader.importing.own_exports.library_files import post_in, stable_id
from gulagreader.importing.own_exports.library_keys import Told
from gulagreader.storage.fields import stable_id as stable_id_of_the_reader
from gulagreader.storage.post_text import read_post_text
from gulagreader.text.markup_seals import plain_paragraphs, seal_of_markup

_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("a\x1b[\u202e"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab"), inner, max_size=3)
    ),
    max_leaves=8,
)
_KEYS = ("author", "date", "tags", "lang", "origin", "sources", "extra", "library")
_OF_COMMENT = (
    "id",
    "answers",
    "place",
    "author",
    "date",
    "kind",
    "url",
    "extra",
    "text",
)


def _lines(**more: object) -> str:
    post = {"id": "a", "title": "T", "body": "B", "comments": [], **more}
    return json.dumps(post) + "\n"


@settings(max_examples=60)
@given(
    post=st.fixed_dictionaries({}, optional=dict.fromkeys(_KEYS, _ANYTHING)),
    comments=st.lists(
        _ANYTHING
        | st.fixed_dictionaries({}, optional=dict.fromkeys(_OF_COMMENT, _ANYTHING)),
        max_size=3,
    ),
)
def test_values_of_any_other_type_are_passed_over(
    post: dict[str, Any], comments: list[Any]
) -> None:
    found = read_text(LINES, _lines(**post, comments=comments))
    assert (found.post.title, found.post.body) == ("T", "B")
    assert "\x1b" not in repr(found.posts)
    assert "\u202e" not in repr(found.posts)
    ids = [one.id for one in found.post.comments]
    assert len(ids) == len(set(ids)) == sum(isinstance(c, dict) for c in comments)


@pytest.mark.parametrize("depth", [30, 400, 900, 100_000])
def test_what_is_nested_without_end_does_no_harm(depth: int) -> None:
    nested = "[" * depth + "]" * depth
    text = _lines(extra={"x": "HERE"}).replace('"HERE"', nested)
    found = read_text(LINES, text + _lines(id="b"))
    assert found.posts[-1].library_id == "b"


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "a", "title": "t", "body": "b"}\n',
        '{"id": 1, "title": "t", "body": "b", "comments": []}\n',
        '[{"id": "a", "title": "t", "body": "b", "comments": []}]\n',
        "id: a\n",
        '{"id": "a", "title": "t", "body": "b", "comments": []',
    ],
)
def test_other_json_is_not_taken_for_our_lines(text: str) -> None:
    assert sureness(LINES, text) < 1


def _page(article: str) -> Collected:
    head = (
        '<!DOCTYPE html><html><head><meta name="generator" content="GulagReader" />'
        '</head><body><header data-gulagreader-library=\'{"name":"L"}\'></header>'
    )
    assert sureness(PAGE, head) == 1
    return read_text(PAGE, f"{head}<main>{article}</main></body></html>")


def test_a_text_with_another_seal_is_read_from_its_html() -> None:
    found = _page(
        '<article class="post" data-gulagreader=\'{"id":"a","title":"T"}\'>'
        '<div class="text" data-seal="00" data-markdown="*Old*"><p>New &lt; *</p>'
        "<script>alert(1)</script></div></article>"
    )
    assert found.post.body == "New < \\*"


def test_an_article_that_carries_no_post_gives_none() -> None:
    good = (
        '<article class="post" data-gulagreader=\'{"id":"a","title":"T"}\'></article>'
    )
    for bad in ("{", "[]", '{"id":""}', "null"):
        broken = f"<article class=\"post\" data-gulagreader='{bad}'></article>"
        assert [one.library_id for one in _page(broken + good).posts] == ["a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a<br />b</p>", "<p>a<br>b</p>"),
        ('<a href="x">l</a>', "<a class='c' href='x'>l</a>"),
        ("<p>a</p>\n\n<p>b</p>", "<!-- wp:paragraph --><p>a</p><p>b"),
        ("<p>&quot;&#91;</p>", '<p>"[</p>'),
    ],
)
def test_another_way_to_write_the_same_breaks_no_seal(one: str, other: str) -> None:
    assert seal_of_markup(one) == seal_of_markup(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>a</p>", "<p>b</p>"),
        ("<p>a</p>", "<h2>a</h2>"),
        ("<p>a b</p>", "<p>a  b</p>"),
        ('<a href="x">l</a>', '<a href="y">l</a>'),
        ("<p>a</p>", "<p>a</p><p>b</p>"),
    ],
)
def test_another_text_breaks_the_seal(one: str, other: str) -> None:
    assert seal_of_markup(one) != seal_of_markup(other)


def test_plain_paragraphs_are_their_own_markdown() -> None:
    html = '<p>One &amp; <span class="quoted term">“two”</span></p>\n\n<p>Three</p>'
    assert plain_paragraphs(html) == "One & “two”\n\nThree"
    assert plain_paragraphs("<p>One <em>two</em></p>") is None


@pytest.mark.parametrize(
    "text",
    [
        "Only a body.\n",
        "---\ntitle: A\n---\nText\n",
        "---\ndate: yesterday\ntags: a, b\nauthor: [A, B]\nmood: 5\n---\n\n\nText\n\n",
        "---\nsource: here\nsources:\n- a book\n- {key: k, page: 3}\n---\nx",
        "---\ntitle: never ends\n\nText\n",
        "---\n- a list\n---\nText",
        "---\nid: 'x'\ntitle: \"\\U0001f469\u200d\\U0001f469\"\n---\r\nText\r\n",
        "\ufeff---\nauthor: {a: b}\nlang: ~\n---\n\x1b[31mred\u202e\n",
    ],
)
def test_a_post_is_read_as_the_reader_reads_it(text: str) -> None:
    name = "posts/2014/2014-03-03-a-name.md"
    reader = read_post_text(text, Path(name), name).post
    found = post_in(text.removeprefix("\ufeff"), name, Told())
    assert found == reader
    assert found.extra == reader.extra


def test_the_id_of_a_post_without_one_is_the_readers() -> None:
    assert stable_id("posts/a.md", "x") == stable_id_of_the_reader("posts/a.md", "x")
