"""Markdown as HTML: what a reader sees is the same, and nothing acts."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from strategies import marked, prose

from gulagreader.exporting.html_of import Manner, html_of
from gulagreader.exporting.marked_text import (
    comment_anchor,
    escaped,
    post_anchor,
    web_target,
)
from gulagreader.text.markdown import plain_text
from gulagreader.text.quotations import find_quotations

_WORD = re.compile(r"\w+")


def _tree(html: str) -> ET.Element:
    return ET.fromstring(f"<body>{html}</body>")


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One *two* **three** ~~four~~ `a<b`", None),
        ("# Head", "<h1>Head</h1>"),
        ("A & B < C", "<p>A &amp; B &lt; C</p>"),
        ("hard  \nbreak", "<p>hard<br />break</p>"),
        ("- a\n- b\n  - c\n- d", None),
        ("***", "<hr />"),
        ("    code <x>", "<pre><code>code &lt;x&gt;</code></pre>"),
    ],
)
def test_blocks_have_their_elements(source: str, html: str | None) -> None:
    expected = {
        "One *two* **three** ~~four~~ `a<b`": (
            "<p>One <em>two</em> <strong>three</strong> <del>four</del>"
            " <code>a&lt;b</code></p>"
        ),
        "- a\n- b\n  - c\n- d": (
            "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul></li>\n<li>d</li>\n</ul>"
        ),
    }
    assert html_of(source, Manner()) == (html or expected[source])


def test_lists_that_follow_one_another_stay_apart() -> None:
    tree = _tree(html_of("3. c\n4. d\n\n- x\n\n1. a", Manner()))
    assert [one.tag for one in tree] == ["ol", "ul", "ol"]
    assert tree[0].get("start") == "3"


def test_a_loose_list_has_paragraphs_and_a_quotation_its_own_list() -> None:
    tree = _tree(html_of("1. one\n\n   more\n2. two\n\n> - a\n>\n> text", Manner()))
    assert [len(item.findall("p")) for item in tree.findall("ol/li")] == [2, 1]
    assert [one.tag for one in tree.findall("blockquote/*")] == ["ul", "p"]


def test_a_table_keeps_its_cells() -> None:
    tree = _tree(html_of("| a | b |\n|---|---|\n| *c* | d |", Manner()))
    assert ["".join(one.itertext()) for one in tree.findall(".//td")] == ["c", "d"]
    assert [one.text for one in tree.findall(".//th")] == ["a", "b"]


def test_quotations_are_marked_by_kind_across_emphasis() -> None:
    source = "He wrote: “a long *passage of many words that* goes on and on and on.”"
    html = html_of(source, Manner(), quotations=find_quotations(source))
    spans = _tree(html).findall(".//span")
    assert {one.get("class") for one in spans} == {"quoted quotation"}
    assert "".join("".join(one.itertext()) for one in spans).startswith("“a long")


def test_footnotes_lead_to_their_text_only_where_there_is_a_document() -> None:
    source = "Note[^1].\n\n[^1]: The text."
    tree = _tree(html_of(source, Manner(), anchor="post-a"))
    link = tree.find(".//a")
    target = tree.find(".//p[@class='footnote']/span")
    assert link is not None
    assert target is not None
    assert link.get("href") == f"#{target.get('id')}"
    assert "<a" not in html_of(source, Manner())


def test_a_picture_is_its_caption_unless_it_is_asked_for() -> None:
    source = "![A watchtower](https://example.org/t.jpg)"
    assert "<img" not in html_of(source, Manner())
    picture = _tree(html_of(source, Manner(pictures=True))).find(".//img")
    assert picture is not None
    assert picture.get("alt") == "A watchtower"


@settings(max_examples=150)
@given(marked)
def test_whatever_is_written_the_html_is_well_formed_and_says_the_same(
    source: str,
) -> None:
    for manner in (Manner(), Manner(pictures=True, strict=False, brackets=True)):
        tree = _tree(html_of(source, manner, quotations=find_quotations(source)))
        alts = " ".join(one.get("alt", "") for one in tree.iter("img"))
        shown = _WORD.findall(" ".join(tree.itertext()) + alts)
        assert sorted("".join(shown)) == sorted(
            "".join(_WORD.findall(plain_text(source)))
        )


@settings(max_examples=60)
@given(prose)
def test_prose_keeps_every_character_in_its_order(source: str) -> None:
    shown = "\n\n".join(
        "".join(one.itertext()) for one in _tree(html_of(source, Manner()))
    )
    assert shown == escaped(plain_text(source)).replace("&amp;", "&").replace(
        "&quot;", '"'
    )


@pytest.mark.parametrize(
    "target",
    ["http://a b", "http://[x", "http://", "mailto:", "https://ex ample.org/", "x"],
)
def test_a_link_is_never_broken(target: str) -> None:
    written = web_target(target)
    assert written is None or re.fullmatch(r"[!-~]+", written)


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://example.org/ä%zz", "https://example.org/%C3%A4%25zz"),
        ("http://example.org/a{b}|c", "http://example.org/a%7Bb%7D%7Cc"),
        ("http://example.org/#a#b", "http://example.org/#a%23b"),
    ],
)
def test_addresses_are_written_as_strict_readers_want_them(
    target: str, written: str
) -> None:
    assert web_target(target) == written


def test_anchors_never_coincide() -> None:
    names = [
        post_anchor("a"),
        post_anchor("a-c1"),
        post_anchor("a_2d_c1"),
        comment_anchor("a", "c1"),
        comment_anchor("a-c1", "c1"),
        comment_anchor("a", "c1-c1"),
    ]
    assert len(set(names)) == len(names)
    assert comment_anchor("aa11", "c3") == "post-aa11-c3"
