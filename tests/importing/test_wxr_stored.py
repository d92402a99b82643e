import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.importing.html.markdown import HtmlText
from gulagreader.importing.wordpress.autop import autop
from gulagreader.importing.wordpress.shortcode_tags import shortcodes_in
from gulagreader.importing.wordpress.stored import body_markdown, comment_markdown
from gulagreader.text.markdown import plain_text

IMAGE = '<img src="https://x.example/a.jpg" alt="a barrack">'


def squeezed(html: str) -> str:
    return html.replace("\n", "")


def shown(text: HtmlText) -> str:
    return " ".join(plain_text(text.markdown).split())


@pytest.mark.parametrize(
    ("stored", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.\r\n \r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One\ntwo", "<p>One<br />two</p>"),
        ("One<br />\ntwo", "<p>One<br />two</p>"),
        ("One<br><br />two", "<p>One</p><p>two</p>"),
        ("<p>One</p>\n<p>Two</p>", "<p>One</p><p>Two</p>"),
        ("One\n<h3>Two</h3>\nthree", "<p>One</p><h3>Two</h3><p>three</p>"),
        (
            "<blockquote>One\n\nTwo</blockquote>",
            "<blockquote><p>One</p><p>Two</p></blockquote>",
        ),
        (
            "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>",
            "<ul><li>One</li><li>Two</li></ul>",
        ),
        ("<div>One</div>", "<div>One</div>"),
        ("<pre>a\n\nb</pre>after", "<pre>ab</pre><p>after</p>"),
        ("One\n<!--more-->\nTwo", "<p>One<br />Two</p>"),
        ("One\n\n<!--more-->\n\nTwo", "<p>One</p><p>Two</p>"),
        ("One<!--nextpage-->Two", "<p>One</p><p>Two</p>"),
        ("One<hr />two", "<p>One</p><hr /><p>two</p>"),
        ('<a\nhref="x">One</a>', '<p><a href="x">One</a></p>'),
        ("<br />\n\n", ""),
        ("", ""),
    ],
)
def test_paragraphs_are_made_of_blank_lines(stored: str, html: str) -> None:
    assert squeezed(autop(stored)).replace("\n", "") == html


def test_what_is_preformatted_is_not_touched() -> None:
    listing = "<pre>one\n\n  two <br><br>\n</pre>"

    assert listing in autop(f"Before\n\n{listing}\n\nafter")


@given(st.text(alphabet='ab \n<>/pdivbrl-![]"=', max_size=60))
def test_no_letter_is_lost_on_the_way_to_paragraphs(text: str) -> None:
    plain = text.replace("<", "(").replace(">", ")")

    bare = autop(plain).replace("<p>", "").replace("</p>", "").replace("<br />", "")

    assert "".join(bare.split()) == "".join(plain.split())


def test_a_comment_has_paragraphs_and_no_shortcodes() -> None:
    assert comment_markdown("One.\n\n[gallery] two").markdown == "One.\n\n[gallery] two"


@pytest.mark.parametrize(
    "text",
    [
        "see [ssh] and [Version 2.0] and [yet]",
        "press [code] or [quote] or a [video] and an [audio] file",
        "the [caption] and [captions id=1] and [gallerys]",
        "[https://x.example] [1] [sic] […]",
    ],
)
def test_ordinary_words_in_brackets_stay(text: str) -> None:
    assert shown(body_markdown(text)) == text


@pytest.mark.parametrize(
    "stored",
    [
        f'[caption id="a" width="3" caption="A “barrack”"]{IMAGE}[/caption]',
        f'[caption id="a" align="left" width="3"]{IMAGE} A “barrack”[/caption]',
        f'[wp_caption]<a href="https://x.example">{IMAGE}</a> A “barrack”[/wp_caption]',
    ],
)
def test_a_caption_old_or_new_stands_with_its_picture(stored: str) -> None:
    text = body_markdown(f"Before.\n\n{stored}\n\nAfter.")

    assert "https://x.example/a.jpg" in text.markdown
    assert "A “barrack”" in text.markdown
    assert "caption" not in text.markdown
    assert text.markdown.startswith("Before.\n\n")
    assert text.markdown.endswith("\n\nAfter.")


def test_shortcodes_become_what_they_show() -> None:
    stored = (
        "Text[footnote]See <em>Applebaum</em>, 12.[/footnote] on.\n\n"
        '[gallery ids="1,2,3"]\n\n'
        "[youtube=https://www.youtube.com/watch?v=abc]\n\n"
        "[embed]https://x.example/film[/embed]\n\n"
        '[quote author="Shalamov"]One.\n\nTwo.[/quote]\n\n'
        "[[gallery]] and [[caption]x[/caption]]"
    )
    text = body_markdown(stored)

    assert "Text[^1] on." in text.markdown
    assert "[^1]: See *Applebaum*, 12." in text.markdown
    assert "*Gallery of 3 pictures*" in text.markdown
    assert "https://www.youtube.com/watch?v=abc" in text.markdown
    assert "https://x.example/film" in text.markdown
    assert "> One.\n>\n> Two." in text.markdown
    assert "Shalamov" in text.markdown
    assert "[gallery] and [caption]x[/caption]" in shown(text)
    assert sum(one.count for one in text.left_out) == 1


@pytest.mark.parametrize("inner", ["if a < b:\n\n  [x](y) & <b>", "a &lt; b"])
def test_code_is_kept_letter_by_letter(inner: str) -> None:
    text = body_markdown(f'[sourcecode language="python"]\n{inner}\n[/sourcecode]')

    body = text.markdown.strip("`").partition("\n")[2].rstrip()
    assert body == inner.replace("&lt;", "<")


def test_shortcodes_inside_one_another_are_done() -> None:
    text = body_markdown("[quote]One[footnote]A note[/footnote][/quote]")

    assert "> One[^1]" in text.markdown


@given(st.text(alphabet="[]/code \"'=a", max_size=40))
def test_shortcodes_do_not_overlap(text: str) -> None:
    found = shortcodes_in(text, {"code"})

    ends = [0, *(tag.end for tag in found)]
    assert all(tag.start >= end for tag, end in zip(found, ends, strict=False))
    assert all(text[tag.start] == "[" for tag in found)


def test_blocks_are_read_without_their_marks() -> None:
    stored = (
        '<!-- wp:paragraph {"dropCap":true} -->\n<p>One\ntwo.</p>\n'
        "<!-- /wp:paragraph -->\n\n"
        '<!-- wp:quote -->\n<blockquote class="wp-block-quote"><p>Said.</p>'
        "<cite>Doe</cite></blockquote>\n<!-- /wp:quote -->\n\n"
        "<!-- wp:latest-posts /-->\n<!-- wp:spacer -->\n<div></div>"
        "<!-- /wp:spacer -->\n"
        '<!-- wp:verse --><pre class="wp-block-verse">Line\nother line</pre>'
        "<!-- /wp:verse -->\n"
        '<!-- wp:embed --><figure><div class="wp-block-embed__wrapper">\n'
        "https://x.example/film\n</div></figure><!-- /wp:embed -->"
    )
    text = body_markdown(stored)

    assert text.markdown.startswith("One two.\n\n> Said.")
    assert "Doe" in text.markdown
    assert "https://x.example/film" in text.markdown
    assert "Line\\\nother line" in text.markdown
    assert "wp:" not in text.markdown
    assert [one.text for one in text.left_out] == ["wp:latest-posts"]


@pytest.mark.parametrize(("words", "kept"), [("Said twice.", False), ("New.", True)])
def test_a_pull_quote_is_kept_where_it_repeats_nothing(words: str, kept: bool) -> None:
    stored = (
        "<!-- wp:paragraph --><p>It was said twice. Really.</p><!-- /wp:paragraph -->"
        '<!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote>'
        f"<p>“{words}”</p><cite>Doe</cite></blockquote></figure><!-- /wp:pullquote -->"
    )
    assert (words in body_markdown(stored).markdown) == kept


def test_footnotes_that_are_stored_beside_the_text_come_in() -> None:
    stored = (
        '<!-- wp:paragraph --><p>Text<sup data-fn="ab-1" class="fn"><a href="#ab-1" '
        'id="ab-1-link">1</a></sup>.</p><!-- /wp:paragraph --><!-- wp:footnotes /-->'
    )
    notes = json.dumps([{"id": "ab-1", "content": "See <em>Doe</em>."}])

    text = body_markdown(stored, footnotes=notes)

    assert text.markdown == "Text[^1].\n\n[^1]: See *Doe*."
    for damaged in ("", "{", "[1]", "{}", "[" * 100_000):
        assert body_markdown(stored, footnotes=damaged).markdown.startswith("Text")


@pytest.mark.parametrize("mark", ["[:{}]", "<!--:{}-->"])
def test_all_languages_of_a_text_are_kept(mark: str) -> None:
    stored = "".join(
        mark.format(part) + words
        for part, words in (("fr", "Le ciel."), ("en", "The sky."), ("", ""))
    )
    text = body_markdown(stored)

    assert shown(text).split() == ["Le", "ciel.", "The", "sky."]
    assert ["fr, en" in one.what for one in text.remarks] == [True]
