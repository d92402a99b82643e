"""Markdown: what is shown, where it stands in the source, and hostile sources."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies import marked, paragraphs

from gulagreader.text.blocks import Block, BlockKind, ContainerKind, Role
from gulagreader.text.clean import clean
from gulagreader.text.escape import escape
from gulagreader.text.inline import parse_inline
from gulagreader.text.markdown import is_plain, parse_blocks, parse_fully, plain_text


def only(source: str) -> Block:
    (block,) = parse_blocks(source)
    return block


def marks(block: Block) -> list[tuple[str, Role, str | None]]:
    return [(block.text[s.start : s.end], s.role, s.target) for s in block.spans]


def kinds(source: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in parse_blocks(source)]


# What is shown


def test_paragraphs_headings_rules_and_code_are_told_apart() -> None:
    source = "# One *two* #\n\ntext\nmore\n\nThree\n===\n\n***\n\n```py\na\n  b\n```\n"
    assert kinds(source) == [
        (BlockKind.HEADING, "One two"),
        (BlockKind.PARAGRAPH, "text more"),
        (BlockKind.HEADING, "Three"),
        (BlockKind.RULE, ""),
        (BlockKind.CODE, "a\n  b"),
    ]


def test_line_breaks_are_spaces_unless_they_are_meant() -> None:
    assert only("a\nb  \nc\\\nd *x*").text == "a b\nc\nd x"


def test_tabs_become_spaces() -> None:
    assert only("a\tb").text == "a b"
    assert only("```\na\tb\n\tc\n```").text == "a   b\n    c"


def test_marks_are_spans_and_may_nest() -> None:
    assert marks(only("a **b *c*** ~~d~~ `e`")) == [
        ("b c", Role.STRONG, None),
        ("c", Role.EMPHASIS, None),
        ("d", Role.STRUCK, None),
        ("e", Role.CODE, None),
    ]


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("[a *b*](http://x.org/y 'T')", "a b", "http://x.org/y"),
        ("[a]( <http://x.org/y> )", "a", "http://x.org/y"),
        ("<http://x.org/y>", "http://x.org/y", "http://x.org/y"),
        ("<me@x.org>", "me@x.org", "mailto:me@x.org"),
        ("see (https://x.org/a_(b)).", "https://x.org/a_(b)", "https://x.org/a_(b)"),
        ("“http://x.org/a_b_c”,", "http://x.org/a_b_c", "http://x.org/a_b_c"),
        ("[a][B]\n\n[b]: http://x.org/z", "a", "http://x.org/z"),
        ("[b]\n\n[b]: http://x.org/z", "b", "http://x.org/z"),
        ("[http://x.org/a](http://x.org/b)", "http://x.org/a", "http://x.org/b"),
        ("x ![alt *t*](http://x.org/p)", "alt t", "http://x.org/p"),
        ("x ![](http://x.org/p)", "http://x.org/p", "http://x.org/p"),
    ],
)
def test_a_link_keeps_its_words_and_its_target(
    source: str, text: str, target: str
) -> None:
    links = [mark for mark in marks(parse_blocks(source)[0]) if mark[1] is Role.LINK]
    assert links == [(text, Role.LINK, target)]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "//x.org", "#top", "ftp://x.org"],
)
def test_other_targets_are_text(address: str) -> None:
    block = only(f"a [b]({address}) c")
    assert block.text == "a b c"
    assert block.spans == ()


def test_a_picture_alone_is_a_caption() -> None:
    assert kinds("![The *camp*](http://x.org/p.jpg)\n\n![a](b) c") == [
        (BlockKind.IMAGE, "The camp"),
        (BlockKind.PARAGRAPH, "a c"),
    ]


def test_the_language_of_code_is_not_shown_but_words_are_not_lost() -> None:
    assert only("```py\na\n```").text == "a"
    assert only("```only words").text == "only words"


def test_html_is_text() -> None:
    source = "<b>bold</b> <script>x</script>"
    assert only(source).text == source


def test_entities_are_decoded_and_cleaned() -> None:
    assert (
        only("&eacute; &#8212; &amp;lt; &nosuch; &#0;").text
        == "é — &lt; &nosuch; \ufffd"
    )
    assert only("a&#27;[31m&#x202e;b&#x9b;c&zwnj;").text == "a[31mbc"


def test_quotes_and_lists_are_containers() -> None:
    source = "> a\n>\n> - b\n>   c\n> - d\n\n7. e\n8. f\n\n   g"
    shown = [
        (b.text, [(c.kind, c.marker, c.indent) for c in b.containers], b.tight)
        for b in parse_blocks(source)
    ]
    quote, item = (ContainerKind.QUOTE, "", 2), ContainerKind.ITEM
    assert shown == [
        ("a", [quote], False),
        ("b c", [quote, (item, "•", 2)], False),
        ("d", [quote, (item, "•", 2)], True),
        ("e", [(item, "7.", 3)], False),
        ("f", [(item, "8.", 3)], False),
        ("g", [(item, "", 3)], False),
    ]


def test_an_empty_item_still_shows_its_marker() -> None:
    assert [b.containers[0].marker for b in parse_blocks("-\n- a")] == ["•", "•"]


def test_a_table_knows_its_cells_and_their_places() -> None:
    source = "> | A | B *c* |\n> |---|---|\n> | 1 \\| 2 | |\n> | x | y |\n"
    block = only(source)
    rows = [[block.text[a:b] for a, b in row] for row in block.cells]
    assert rows == [["A", "B c"], ["1 | 2", ""], ["x", "y"]]
    assert block.to_source(block.text.index("y")) == source.index("y |")
    assert block.to_source(block.text.index("2")) == source.index("2 |")


def test_footnotes_are_marked_and_shown_with_their_label() -> None:
    source = "A[^1] b[^no].\n\n[^1]: Note *one*.\n\n    More.\n\nAfter.\n\n[^2]:\n"
    first, note, more, after, empty = parse_blocks(source)
    assert first.text == "A[1] b[^no]."
    assert marks(first) == [("[1]", Role.FOOTNOTE, "1")]
    assert (note.kind, note.text) == (BlockKind.FOOTNOTE, "[1] Note one.")
    assert marks(note)[0] == ("[1]", Role.FOOTNOTE, "1")
    assert (more.kind, more.text) == (BlockKind.FOOTNOTE, "More.")
    assert (after.kind, after.text) == (BlockKind.PARAGRAPH, "After.")
    assert (empty.kind, empty.text) == (BlockKind.FOOTNOTE, "[2]")


def test_plain_text_is_what_a_reader_sees() -> None:
    source = "# A\n\n*b* [c](http://x.org)\nd\n\n> e\n\n- f\n- g\n"
    assert plain_text(source) == "A\n\nb c d\n\ne\n\nf\n\ng"
    assert plain_text("") == ""


# Where it stands


@settings(max_examples=300)
@given(st.one_of(marked, paragraphs))
def test_every_run_stands_so_in_the_source(source: str) -> None:
    place = 0
    for block in parse_blocks(source):
        assert place <= block.source_start <= block.source_end <= len(source)
        place = block.source_start
        shown = at = 0
        for run in block.runs:
            assert shown <= run.start
            assert at <= run.source
            assert run.length > 0
            shown, at = run.start + run.length, run.source + run.length
            assert block.text[run.start : shown] == source[run.source : at]
        assert shown <= len(block.text)
        assert all(0 <= s.start < s.end <= len(block.text) for s in block.spans)


@settings(max_examples=300)
@given(st.one_of(marked, paragraphs))
def test_every_word_of_a_block_is_tied_to_the_source(source: str) -> None:
    """Only what an entity stands for and a link without words come from elsewhere."""
    if "&" in source or "](" in source:
        return
    for block in parse_blocks(source):
        tied = {n for r in block.runs for n in range(r.start, r.start + r.length)}
        assert {n for n, c in enumerate(block.text) if not c.isspace()} <= tied


@given(st.lists(st.sampled_from("word,é—“”- .!1)\n#[]&>"), max_size=25).map("".join))
def test_the_fast_path_gives_what_the_parser_gives(source: str) -> None:
    if is_plain(source):
        assert parse_blocks(source) == parse_fully(source)
        shown = "\n\n".join(block.text for block in parse_fully(source))
        assert plain_text(source) == shown


@given(st.lists(st.sampled_from(("a", "b c", "é—", "\n", "\n\n", ". ")), max_size=20))
def test_ordinary_comments_take_the_fast_path(parts: list[str]) -> None:
    source = "Comment" + "".join(parts).replace(" \n", "\n") + " end"
    if " \n" not in source and "\n " not in source:
        assert is_plain(source)
        assert parse_blocks(source) == parse_fully(source)


INLINE = (
    "*",
    "**",
    "_",
    "a",
    "b ",
    "`",
    "``",
    "[",
    "]",
    "(/u)",
    "\\",
    "&amp;",
    "<",
    ".",
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(INLINE), min_size=1, max_size=14).map("".join))
def test_marks_are_read_as_commonmark_reads_them(source: str) -> None:
    source = source.strip()
    if "[]" in source or not source:
        return  # a link without words shows its address here
    tokens = MarkdownIt("commonmark", {"html": False}).parseInline(source)
    kept = ("text", "text_special", "code_inline")
    shown = "".join(t.content for t in tokens[0].children or () if t.type in kept)
    assert parse_inline(source, {}, frozenset()).text == shown


# Hostile sources


@pytest.mark.parametrize(
    "source",
    [
        "> " * 10_000 + "a",
        ">" * 10_000 + "a",
        "- " * 10_000 + "a",
        "> - " * 5_000 + "a",
        "".join(" " * (2 * n) + "- a\n" for n in range(300)),
        "[" * 300_000,
        "*" * 300_000 + "a",
        "*_" * 50_000 + "a",
        "`" * 300_000 + "a",
        "[a](" * 30_000,
        '[a](b "' * 30_000,
        "![" * 30_000 + "](a)" * 30_000,
        "&" * 100_000 + "\\" * 100_000,
        "<" * 100_000 + "a@" * 10_000,
        "|a" * 20_000 + "\n" + "|-" * 20_000,
        "[^1]: " * 5_000,
        "[^1]:\n    " * 500,
        "http://" * 50_000,
    ],
    ids=lambda source: ascii(source[:9]),
)
def test_a_hostile_source_is_read_in_time_and_loses_nothing(source: str) -> None:
    start = time.process_time()
    blocks = parse_blocks(source)
    assert time.process_time() - start < 10
    letters = sum(block.text.count("a") for block in blocks)
    assert letters >= (1 if source.endswith("a") else 0)
    assert blocks


def test_marks_past_what_a_paragraph_may_hold_are_words() -> None:
    block = only("*a* " * 30_000 + "end")
    emphasised = [span for span in block.spans if span.role is Role.EMPHASIS]
    assert len(emphasised) == 25_000
    assert block.text.startswith("a a a ")
    assert block.text.endswith("*a* *a* end")
    assert block.text.count("a") == 30_000


def test_text_deep_in_lists_is_never_dropped() -> None:
    source = "".join(" " * (2 * n) + f"- word{n}\n" for n in range(120))
    shown = " ".join(block.text for block in parse_blocks(source))
    assert all(f"word{n}" in shown.split() for n in range(120))


# Plain prose as Markdown


@settings(max_examples=300)
@given(st.one_of(marked, paragraphs))
def test_escaped_text_reads_back_as_the_same_words(text: str) -> None:
    text = clean(text)
    assert plain_text(escape(text)).split() == text.split()


@pytest.mark.parametrize(
    "text",
    [
        "It’s 5 * 3 [sic], snake_case & co. — “yes” <3 (a) 1.5 #2",
        "R&D; see http://example.org/a_b_c*d",
        "C:\\dir and a \\ b",
        "a ~ b | c",
        "[1] one [2]",
    ],
)
def test_ordinary_prose_stays_as_it_is(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# no heading", "\\# no heading"),
        ("> no quote", "\\> no quote"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("*no emphasis*", "\\*no emphasis\\*"),
        ("    no code", "no code"),
        ("&copy; 2014", "\\&copy; 2014"),
        ("[no](link)", "[no\\](link)"),
        ("[no]: definition", "[no\\]: definition"),
        ("no\n---", "no\n\\---"),
        ("a\\*b", "a\\\\\\*b"),
    ],
)
def test_only_what_markdown_acts_on_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_emphasis_that_nests_thousands_deep_is_taken_off_both_sides() -> None:
    found = parse_inline(f"{'*' * 40_001}a{'*' * 40_001}", {}, frozenset())
    assert (found.text, len(found.spans)) == ("a", 20_001)
    assert {(span.start, span.end) for span in found.spans} == {(0, 1)}
    assert [(run.start, run.length) for run in found.runs] == [(0, 1)]
    assert found.runs[0].source == 40_001


def test_spaces_before_a_line_break_go_and_what_follows_is_tied_to_its_place() -> None:
    found = parse_inline("a]   \nb  &amp;\nc \nd", {}, frozenset())
    assert found.text == "a]\nb  & c d"
    source = "a]   \nb  &amp;\nc \nd"
    for run in found.runs:
        shown = found.text[run.start : run.start + run.length]
        assert source[run.source : run.source + run.length] == shown


def test_text_behind_a_link_is_no_part_of_it() -> None:
    found = parse_inline("a [b] c [d](http://e.example) f", {}, frozenset())
    [span] = found.spans
    assert found.text == "a [b] c d f"
    assert found.text[span.start : span.end] == "d"
