import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.importing.mixed_markdown.blocks import without_html
from gulagreader.importing.mixed_markdown.inline import link_target
from gulagreader.text.markdown import plain_text


def shown(text: str) -> str:
    return without_html(text).text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("one<br />two<br>\nthree", "one\\\ntwo\\\nthree"),
        ("<em>a</em> <strong>b </strong>c <del>d</del>", "*a* **b** c ~~d~~"),
        (
            'see <a href="http://x.org/a(b)">this</a>',
            "see [this](http://x.org/a%28b%29)",
        ),
        ('<a name="top">this</a>', "this"),
        ('note<sup><a href="#fn1">1</a></sup>', "note1"),
        ('a <img src="/x.jpg" alt="A [gate]"> b', "a ![A \\[gate\\]](/x.jpg) b"),
        ('a <img src="data:image/png;base64,AAAA" alt="A gate"> b', "a A gate b"),
        ("<q>So</q>, <code>a &lt; b</code>", "“So”, `a < b`"),
        ("`<em>` and ``a ` <b>``", "`<em>` and ``a ` <b>``"),
        ("a <T> b <unknown>c</unknown>", "a <T> b <unknown>c</unknown>"),
        ("<http://x.org/> and 1 < 2 <3", "<http://x.org/> and 1 < 2 <3"),
        ("<em>never closed", "never closed"),
        ("<em>a <strong>b</em> c</strong>", "*a b* c"),
        ("a <!-- hidden --> b<!--more-->", "a  b"),
        ("    <b>code</b>", "    <b>code</b>"),
        ("```\n<b>code</b>\n```", "```\n<b>code</b>\n```"),
        ("- item <b>x</b>\n\n    more <b>y</b>", "- item **x**\n\n    more **y**"),
        ("&lt;b&gt; stays", "&lt;b&gt; stays"),
    ],
)
def test_tags_in_a_line_become_marks(text: str, markdown: str) -> None:
    assert shown(text) == markdown


def test_a_block_of_html_becomes_markdown_and_what_stands_around_stays() -> None:
    text = (
        "Before *it*.\n\n<blockquote>\n<p>One.</p>\n\n<p>Two.</p>\n</blockquote>\n\n"
        "<p>A <b>paragraph</b>.</p>\n\nAfter."
    )
    assert shown(text).split("\n\n") == [
        "Before *it*.",
        "> One.\n>\n> Two.",
        "A **paragraph**.",
        "After.",
    ]


def test_markdown_inside_of_a_block_stays_markdown() -> None:
    text = (
        "<div>\n\n*One* [two](/x)\n\n</div>\n\n<blockquote>\n\nA *b*.\n\n</blockquote>"
    )
    assert "*One* [two](/x)" in shown(text)
    assert "> A *b*." in shown(text)
    assert "<" not in shown(text)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (
            '<img src="/a.jpg" alt="x" />\n<p>Cap</p>\nMarkdown *after*.',
            "![x](/a.jpg)\n\nCap\n\nMarkdown *after*.",
        ),
        ("One\n<blockquote>Said</blockquote>\nTwo", "One\n\n> Said\n\nTwo"),
        ("One\n<hr />\n*Two*", "One\n\n___\n\n*Two*"),
        (
            "<details><summary>More</summary>\n\nInner *text*\n\n</details>",
            "**More**\n\nInner *text*",
        ),
        (
            "| a | b |\n|---|---|\n| <b>c</b> | d<br>e |",
            "| a | b |\n|---|---|\n| **c** | d e |",
        ),
        ("- one\n  <p>two</p>\n- three", "- one\n  two\n- three"),
    ],
)
def test_a_block_ends_where_its_tag_does(text: str, markdown: str) -> None:
    assert shown(text) == markdown


def test_scripts_are_no_words_of_a_post() -> None:
    text = "a\n\n<script>\nalert(1)\n\nalert(2)\n</script>\n\n<style>p {}</style>\n\nb"
    assert plain_text(shown(text)).split() == ["a", "b"]


@pytest.mark.parametrize(
    "address", ["javascript:x()", "data:text/html,x", "JAVASCRIPT:x"]
)
def test_what_runs_is_no_address(address: str) -> None:
    assert link_target(address) == ""


@pytest.mark.parametrize(
    "text",
    [
        "<b>" * 30_000,
        "<div>\n" * 10_000,
        "<blockquote>\n\n" * 3_000,
        "`" * 20_000 + "<b>",
        "".join("`" * (n % 90 + 1) + "x" for n in range(5_000)) + "<b>",
        "<a href='" * 20_000,
        "<!--" * 20_000,
        "<table>\n" * 5_000 + "x\n\n" * 5_000,
    ],
)
def test_a_text_that_is_made_to_be_slow_is_not(text: str) -> None:
    start = time.process_time()
    without_html(text)
    assert time.process_time() - start < 5


PIECES = st.sampled_from(
    [
        *("<b>", "</b>", "<em>", "</em>", "<p>", "</p>", "<div>", "</div>", "`", "\n"),
        *("\n\n", "<br>", "<a href='x'>", "</a>", "<blockquote>", "</blockquote>"),
        *("word ", "wörd ", "> ", "- ", "    ", "```\n", "\\", "<", ">", "&amp;"),
    ]
)


@settings(max_examples=60)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_word_is_kept_whatever_tags_stand_around(text: str) -> None:
    assert shown(text).count("word") == text.count("word")


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ('<div markdown="1">*one line*</div>', "*one line*"),
        ('<p markdown="span">A *b*</p>', "A *b*"),
        ('<dl><dt>a</dt><dd markdown="1">*b*</dd></dl>', "**a**\n\n- *b*"),
        (
            '<ul>\n  <li markdown="1">\n\n  One *a*\n\n  - in\n  </li>\n</ul>',
            "- One *a*\n  - in",
        ),
        (
            '<figure markdown="1">\n![Gate](/g.jpg)\n<figcaption markdown="span">The '
            "*gate*</figcaption>\n</figure>",
            '![The *gate*](/g.jpg "Gate")',
        ),
        (
            '<details markdown="1"><summary markdown="span">*S*</summary>\nIn *t*\n'
            "</details>",
            "***S***\n\nIn *t*",
        ),
        ('<div markdown="0">\n*not*\n</div>', "\\*not\\*"),
        ("<p>A *b*</p>", "A \\*b\\*"),
    ],
)
def test_what_says_that_it_holds_markdown_is_read_as_such(
    text: str, markdown: str
) -> None:
    assert shown(text) == markdown


@pytest.mark.parametrize(
    "text",
    [
        '<p markdown="1">' * 3_000 + "x",
        '<table><td markdown="1">' + "> " * 20_000 + "</td></table>",
        '<p markdown="1">' + "[" * 40_000 + "</p>",
        "<table>" + '<td markdown="1">x</td>' * 5_000 + "</table>",
        '<div markdown="1">\n' * 2_000 + "x" + "</div>" * 2_000,
    ],
    ids=lambda text: ascii(text[:20]),
)
def test_many_such_elements_cost_what_their_length_does(text: str) -> None:
    start = time.process_time()
    assert shown(text)
    assert time.process_time() - start < 5
