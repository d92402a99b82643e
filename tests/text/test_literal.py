"""Words in Markdown are words; a reader's own Markdown stays within itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gulagreader.text.clean import clean
from gulagreader.text.literal import literal, own_markdown
from gulagreader.text.markdown import plain_text

SAMPLES = [
    "*a* _b_ **c** `d` ~~e~~",
    "<b>bold</b> <script>x</script> <!-- y -->",
    "[a](b) ![c](d) [^1] [x]: y",
    "# no heading",
    "1. no list",
    "- no list",
    "> no quote",
    "===",
    "a\n---",
    "AT&amp;T &c. &#35;",
    "a\\*b \\",
    "node_name _x_",
    "$x$ and @key and a^2^",
    "(a) one",
    "iv. one",
    ": defined",
    "| a | b |\n|---|---|",
    "https://example.org/a_b_c*d*e?x=1&amp;y=2 is there.",
    "<https://example.org>",
    "10) 11)",
    "::: box",
    "% title",
]


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("pandoc", [False, True])
def test_what_looks_like_markup_is_shown_as_it_stands(text: str, pandoc: bool) -> None:
    written = literal(text, pandoc=pandoc)
    assert plain_text(written).split() == text.split()
    html = MarkdownIt("commonmark").render(f"> {written}\n\n[^1]: n\n")
    for tag in (
        "<em",
        "<strong",
        "<code",
        "<b>",
        "<script",
        "<!--",
        "<h",
        "<li",
        "<hr",
    ):
        assert tag not in html


@given(st.text(alphabet="ab1 *_[]()<>#\\`~$&;.:!|@^{}\"'-=+/%\n", max_size=30))
@settings(max_examples=300)
def test_any_words_stay_the_same_words(text: str) -> None:
    for pandoc in (False, True):
        written = literal(clean(text), pandoc=pandoc)
        tokens = MarkdownIt("commonmark").parse(f"> {written}\n>\n> — x\n")
        inner = [child for token in tokens for child in token.children or ()]
        shown = "".join(
            " " if child.type.endswith("break") else child.content for child in inner
        )
        assert "".join(shown.split()) == "".join(text.split()) + "—x"
        assert {child.type for child in inner} <= {"text", "hardbreak", "text_special"}


def test_straight_marks_and_dots_stay_for_pandoc() -> None:
    assert literal('it\'s “so” -- "x"...', pandoc=True) == (
        'it\\\'s “so” \\-\\- \\"x\\"\\...'
    )
    assert literal('it\'s “so” -- "x"...') == 'it\'s “so” -- "x"...'
    assert literal("see https://e.org/a_b.") == "see <https://e.org/a_b>."


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*mine* and [a](https://e.org)", "*mine* and [a](https://e.org)"),
        ("- one\n- two", "- one\n- two"),
        ("a <b>c</b> `<d>` <https://e.org>", "a \\<b>c\\</b> `<d>` <https://e.org>"),
        ("see[^1]\n\n[^1]: note", "see\\[^1]\n\n\\[\\^1]: note"),
        ("[sic]: https://e.org", "\\[sic]: https://e.org"),
        ("```\nopen <b>", "```\nopen <b>\n```"),
        ("````\n```\nx", "````\n```\nx\n````"),
        ("a\n\n---\ntitle: b\n---", "a\n\n* * *\ntitle: b\n---"),
        ("<!-- open", "\\<!-- open"),
        ("\\<b", "\\<b"),
    ],
)
def test_own_markdown_does_not_reach_beyond_itself(text: str, written: str) -> None:
    assert own_markdown(text) == written.replace("\\[\\^1]: note", "\\[^1]: note")


def test_own_markdown_never_swallows_what_follows() -> None:
    for text in ("```", "~~~~\nx", "<div>", "<!--", "<pre>", "<![CDATA[", "- a\n  ```"):
        html = MarkdownIt("commonmark").render(f"{own_markdown(text)}\n\n*after*\n")
        assert "<em>after</em>" in html, text
