"""Whatever the HTML: the same words on the reader's screen, and nothing acts."""

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import MARKUP, WORDS

from gulagreader.importing.html.markdown import markdown_of
from gulagreader.text.blocks import Role
from gulagreader.text.clean import clean
from gulagreader.text.markdown import parse_blocks, plain_text

BLOCK_TAGS = ("p", "div", "blockquote", "h2", "section", "center", "address")
INLINE_TAGS = ("b", "i", "em", "strong", "span", "a", "del", "code", "u", "abbr")
Piece = tuple[str, str]
"""HTML and the text in it."""

texts = st.lists(
    st.sampled_from((*WORDS, *MARKUP, " ", " ", "a", "b.", "1.", "12)", "x!")),
    min_size=1,
    max_size=5,
).map("".join)


def _text(text: str) -> Piece:
    return escape(text), text


def _wrapped(tag: str, inside: list[Piece]) -> Piece:
    href = ' href="https://example.org/a_(b)*[c]?d=e&amp;lt;"' if tag == "a" else ""
    html = "".join(html for html, _ in inside)
    return f"<{tag}{href}>{html}</{tag}>", "".join(text for _, text in inside)


def _listed(tag: str, items: list[Piece]) -> Piece:
    html = "".join(f"<li>{html}</li>" for html, _ in items)
    return f"<{tag}>{html}</{tag}>", "".join(text for _, text in items)


def _tabled(rows: list[list[Piece]]) -> Piece:
    html = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell, _ in row)}</tr>" for row in rows
    )
    return f"<table>{html}</table>", "".join(text for row in rows for _, text in row)


def _joined(pieces: list[Piece]) -> Piece:
    return "".join(html for html, _ in pieces), "".join(text for _, text in pieces)


inline = st.recursive(
    st.one_of(texts.map(_text), st.just(("<br>", ""))),
    lambda inner: st.builds(
        _wrapped, st.sampled_from(INLINE_TAGS), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)
lines = st.lists(inline, min_size=1, max_size=4).map(_joined)
tables = st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=3).map(
    _tabled
)
blocks = st.recursive(
    st.one_of(
        st.builds(_wrapped, st.sampled_from(BLOCK_TAGS), st.lists(inline, max_size=4)),
        lines,
        tables,
        st.just(("<hr>", "")),
    ),
    lambda inner: st.one_of(
        st.builds(
            _wrapped,
            st.sampled_from(("div", "blockquote", "article")),
            st.lists(inner, max_size=3),
        ),
        st.builds(_listed, st.sampled_from(("ul", "ol")), st.lists(inner, max_size=3)),
    ),
    max_leaves=8,
)
pages = st.lists(blocks, min_size=1, max_size=4).map(_joined)


def _letters(text: str) -> str:
    return "".join(clean(text).split())


def _shown(markdown: str) -> str:
    return "".join(plain_text(markdown).split())


@settings(max_examples=150)
@given(pages)
def test_the_words_of_the_html_are_the_words_on_the_screen(page: Piece) -> None:
    html, text = page
    assert _shown(markdown_of(html).markdown) == _letters(text)


@settings(max_examples=100)
@given(texts)
def test_what_looks_like_markdown_in_the_html_is_only_words(text: str) -> None:
    found = markdown_of(f"<p>{escape(text)}</p>").markdown
    blocks = parse_blocks(found)
    assert _shown(found) == _letters(text)
    assert {span.role for block in blocks for span in block.spans} <= {Role.LINK}
    assert {block.kind.value for block in blocks} <= {"paragraph"}
    assert not any(block.containers for block in blocks)


@settings(max_examples=100)
@given(lines)
def test_one_paragraph_stays_one_paragraph(line: Piece) -> None:
    html, _ = line
    html = html.replace("<br>", " ")
    found = parse_blocks(markdown_of(f"<p>{html}</p>").markdown)
    assert len(found) <= 1


@settings(max_examples=150)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                (
                    *("<p>", "</p>", "<b>", "</i>", "<li>", "<ul>", "</ol>", "<table>"),
                    *("<tr>", "<td>", "</td>", "<a href='#x'>", "<sup>", "</sup>"),
                    *("<blockquote>", "</blockquote>", "<cite>", "<li id='x'>", "<dl>"),
                    *(
                        "<figure>",
                        "<img alt='x'>",
                        "<figcaption>",
                        "</figure>",
                        "<pre>",
                    ),
                    *("<!--", "-->", "<![CDATA[", "<script>", "</script>", "<svg>"),
                    *("<template>", "<select>", "<option>", "<frameset>", "<", "&#27;"),
                    *("&amp", "\x00", "\ud800", "<math><mi>", "<noscript>", "<h1>"),
                )
            ),
            texts,
        ),
        max_size=30,
    ).map("".join)
)
def test_broken_html_is_read_without_an_error(html: str) -> None:
    found = markdown_of(html).markdown
    assert found == clean(found)
    parse_blocks(found)


@settings(max_examples=80)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                (*WORDS, *MARKUP, " ", "  ", "\n", "\t", "x!", "\x1b", "\xa0")
            ),
            max_size=5,
        ).map("".join),
        max_size=5,
    )
)
def test_bare_paragraphs_are_read_as_a_walk_through_a_tree_reads_them(
    lines: list[str],
) -> None:
    half = len(lines) // 2
    html = "\n".join(
        f"<p>{'<br />'.join(part).replace('<b', '').replace('&', '')}</p>"
        for part in (lines[:half], lines[half:])
    )

    assert markdown_of(html) == markdown_of(f"<div>{html}</div>")
