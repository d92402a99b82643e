import time

import pytest

from gulagreader.importing.archive import counted
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.importing.html.parsing import parse
from gulagreader.text.blocks import BlockKind, ContainerKind, Role
from gulagreader.text.markdown import parse_blocks, plain_text


def md(html: str, **kept: str) -> str:
    return markdown_of(html, **kept).markdown


def shown(html: str) -> str:
    return plain_text(md(html))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br><br>Two", "One\n\nTwo"),
        ("<p>A line<br>and another</p>", "A line\\\nand another"),
        ("  <p>  much \n\t white&nbsp; space </p> ", "much white space"),
        ("<h2>The <i>Thaw</i></h2>", "## The *Thaw*"),
        ("<h3>C #</h3>", "### C \\#"),
        ("a<b> b </b>c", "a **b** c"),
        ("<b>bold.</b>text", "**bold**.text"),
        ("a<b>“b”</b>c", "a“**b**”c"),
        ("<i>a</i><i>b</i>", "*ab*"),
        ("<b><i>x</i> y</b>", "***x* y**"),
        ("<i>a <b>b</b></i>", "*a **b***"),
        ("<b></b>x<i> </i>y", "x y"),
        ("<s>gone</s> <u>under</u>", "~~gone~~ under"),
        ("<code>a`b</code>", "``a`b``"),
        ("<p>1953. A year</p>", "1953\\. A year"),
        ("<p>- not a list</p>", "\\- not a list"),
        ("<p># not a heading</p>", "\\# not a heading"),
        ("<p>[a](b) *c* _d_ ~~e~~ `f`</p>", None),
        ("<hr>", "___"),
        ("H<sub>2</sub>O, 10<sup>2</sup>, 5<sup>th</sup>", "H₂O, 10², 5th"),
        ("<pre>x = 1\n  y</pre>", "```\nx = 1\n  y\n```"),
        ("<pre>```\nx</pre>", "````\n```\nx\n````"),
        ('<pre class="wp-block-verse">one\ntwo</pre>', "one\\\ntwo"),
        ("<ruby>漢<rt>kan</rt></ruby>", "漢(kan)"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢(kan)"),
        ("<details><summary>More</summary>words</details>", "**More**\n\nwords"),
        ("<dl><dt>Gulag</dt><dd>camps</dd></dl>", "**Gulag**\n\n- camps"),
        ('<img class="wp-smiley" alt=":-)" src="x.gif"> so', ":-) so"),
    ],
)
def test_html_is_written_as_short_markdown(html: str, markdown: str | None) -> None:
    found = md(html)
    if markdown is None:
        assert plain_text(found) == "[a](b) *c* _d_ ~~e~~ `f`"
    else:
        assert found == markdown


def test_lists_nest_and_keep_their_numbers() -> None:
    html = (
        "<ol start='3'><li>three<ul><li>inner</li></ul></li><li><p>four</p><p>more</p>"
        "</li></ol><ul><li>a</li></ul><ul><li>b</li></ul>"
    )
    blocks = parse_blocks(md(html))
    told = [
        ("".join(c.marker for c in block.containers).strip(), block.text)
        for block in blocks
    ]
    assert told == [
        ("3.", "three"),
        ("•", "inner"),
        ("4.", "four"),
        ("", "more"),
        ("•", "a"),
        ("•", "b"),
    ]


def test_a_tight_list_stays_tight() -> None:
    assert md("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>") == "- a\n  - b\n- c"


def test_a_list_that_starts_late_inside_an_item_is_a_list() -> None:
    blocks = parse_blocks(md("<ul><li>a<ol start=5><li>b</li></ol></li></ul>"))
    assert [len(block.containers) for block in blocks] == [1, 2]


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>Words.</p><cite>Anne Applebaum</cite></blockquote>",
        "<blockquote><p>Words.</p><footer>— Anne Applebaum</footer></blockquote>",
        "<blockquote><p>Words.<br><cite>Anne Applebaum</cite></p></blockquote>",
        "<blockquote><p>Words.</p><p><cite>Anne Applebaum</cite></p></blockquote>",
        "<figure><blockquote><p>Words.</p></blockquote><figcaption>Anne Applebaum"
        "</figcaption></figure>",
    ],
)
def test_who_is_quoted_stands_on_a_line_of_the_quotation(html: str) -> None:
    blocks = parse_blocks(md(html))
    assert [block.text for block in blocks] == ["Words.", "— Anne Applebaum"]
    assert all(b.containers[0].kind is ContainerKind.QUOTE for b in blocks)


def test_the_source_of_a_quotation_is_a_link() -> None:
    html = '<blockquote cite="https://www.example.org/x">Words.</blockquote>'
    assert md(html) == "> Words.\n>\n> — [example.org](https://www.example.org/x)"


def test_a_pull_quote_that_repeats_the_text_is_left_out() -> None:
    pull = (
        '<figure class="wp-block-pullquote"><blockquote><p>{}</p><cite>X</cite>'
        "</blockquote></figure>"
    )
    text = "<p>They said: “More than a million were freed.”</p>"
    found = markdown_of(text + pull.format("More than a million were freed"))
    assert found.markdown == "They said: “More than a million were freed.”"
    assert counted(found.left_out) == {"pull quotes": 1}
    other = markdown_of(text + pull.format("Something else"))
    assert other.markdown.endswith("> Something else\n>\n> — X")


def test_a_title_within_a_quotation_is_not_its_source() -> None:
    html = "<blockquote><p>As <cite>War and Peace</cite> says.</p></blockquote>"
    assert md(html) == "> As *War and Peace* says."


@pytest.mark.parametrize(
    ("lang", "words"),
    [("de", "„a ‚b‘“"), ("fr", "«a “b”»"), ("ru", "«a „b“»"), ("en", "“a ‘b’”")],
)
def test_quotation_marks_are_those_of_the_language(lang: str, words: str) -> None:
    assert md(f'<p lang="{lang}"><q>a <q>b</q></q></p>') == words
    assert md("<p><q>a <q>b</q></q></p>", lang=lang) == words


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("/there", "https://blog.example.org/there"),
        ("//x.org/y)", "https://x.org/y%29"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://x.org/?a=1&amp;lt;=2", "https://x.org/?a=1&lt;=2"),
    ],
)
def test_links_lead_where_they_led(href: str, target: str) -> None:
    html = f'<p>See <a href="{href}">a [page] <b>here</b></a>!</p>'
    (block,) = parse_blocks(md(html, base="https://blog.example.org/post/"))
    links = [s for s in block.spans if s.role is Role.LINK]
    assert block.text == "See a [page] here!"
    assert [link.target for link in links] == [target]
    assert block.text[links[0].start : links[0].end] == "a [page] here"


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "data:text/html,x", "#top", "file:///x", "/x", "http:"],
)
def test_what_no_reader_may_follow_is_only_words(href: str) -> None:
    (block,) = parse_blocks(md(f'<p>See <a href="{href}">here</a></p>'))
    assert block.text == "See here"
    assert not block.spans


def test_a_bare_address_stays_bare() -> None:
    html = '<a href="https://example.org/a_b">https://example.org/a_b</a>.'
    assert md(html) == "https://example.org/a_b."


@pytest.mark.parametrize(
    "html",
    [
        '<figure><a href="b.jpg"><img src="a.jpg" alt="Alt"></a>'
        "<figcaption>The <i>camp</i> [1]</figcaption></figure>",
        '<div class="wp-caption"><img src="a.jpg" alt="Alt">'
        '<p class="wp-caption-text">The <i>camp</i> [1]</p></div>',
        '<table class="tr-caption-container"><tr><td><img src="a.jpg" alt="Alt"></td>'
        '</tr><tr><td class="tr-caption">The <i>camp</i> [1]</td></tr></table>',
    ],
)
def test_a_picture_has_its_caption(html: str) -> None:
    found = markdown_of(f"<p>Before.</p>{html}<p>After.</p>")
    kinds = [(block.kind, block.text) for block in parse_blocks(found.markdown)]
    assert kinds[1] == (BlockKind.IMAGE, "The camp [1]")
    assert '(a.jpg "Alt")' in found.markdown
    (picture,) = found.images
    assert (picture.source, picture.alt, picture.caption) == (
        "a.jpg",
        "Alt",
        "The camp [1]",
    )


def test_a_picture_in_a_paragraph_does_not_break_it() -> None:
    html = '<p><img src="a.jpg" alt="One">Words <img src="b/c%20d.jpg">go on.</p>'
    blocks = parse_blocks(md(html))
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.IMAGE, "One"),
        (BlockKind.PARAGRAPH, "Words go on."),
        (BlockKind.IMAGE, "c d.jpg"),
    ]


def test_counting_pixels_and_second_copies_are_no_pictures() -> None:
    found = markdown_of(
        '<p>x<img src="https://x.org/p.gif" width="1" height="1">'
        '<img src="data:image/gif;base64,x" data-src="a.jpg" alt="A"><noscript>'
        '<img src="a.jpg" alt="A"></noscript></p>'
    )
    assert [picture.source for picture in found.images] == ["a.jpg"]
    assert counted(found.left_out)["counting pixels"] == 1


def test_a_table_of_data_is_a_table() -> None:
    html = (
        "<table><caption>Camps</caption><thead><tr><th>Year<th>Number</thead>"
        "<tr><td>1953<td>2 | 4 <b>million</b></tr><tr><td colspan=2>?</td></tr></table>"
    )
    caption, table = parse_blocks(md(html))
    assert caption.text == "Camps"
    assert table.kind is BlockKind.TABLE
    assert [[table.text[a:b] for a, b in row] for row in table.cells] == [
        ["Year", "Number"],
        ["1953", "2 | 4 million"],
        ["?", ""],
    ]


def test_a_table_for_the_layout_is_paragraphs() -> None:
    html = "<table><tr><td><p>One</p><p>Two</p></td><td><ul><li>x</ul></td></table>"
    assert [b.kind.value for b in parse_blocks(md(html))] == ["paragraph"] * 3


NOTES = (
    # WordPress's own block of footnotes
    '<p>Words<sup data-fn="a" class="fn"><a href="#a" id="a-link">1</a></sup> on.</p>'
    '<ol class="wp-block-footnotes"><li id="a">The note. <a href="#a-link">↩︎</a></li>'
    "</ol>",
    # EPUB 3
    '<p>Words<a epub:type="noteref" href="#a" id="r">1</a> on.</p>'
    '<aside epub:type="footnote" id="a"><p>The note.</p></aside>',
    # Word, and pages written by hand
    '<p>Words<a href="#_ftn1" name="_ftnref1">[1]</a> on.</p>'
    '<p><a href="#_ftnref1" name="_ftn1">[1]</a> The note.</p>',
    # Wikipedia
    '<p>Words<sup id="r" class="reference"><a href="#a">[1]</a></sup> on.</p>'
    '<ol class="references"><li id="a"><a href="#r">↑</a> <span>The note.</span></li>'
    "</ol>",
    # Markdown programs
    '<p>Words<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">'
    '1</a></sup> on.</p><div class="footnotes"><hr><ol><li id="fn:1"><p>The note.&#160;'
    '<a href="#fnref:1" role="doc-backlink">↩</a></p></li></ol></div>',
)


@pytest.mark.parametrize("html", NOTES)
def test_footnotes_of_every_make_are_footnotes(html: str) -> None:
    markdown = md(html)
    assert "Words[^1] on." in markdown
    assert markdown.endswith("[^1]: The note.")
    note = parse_blocks(markdown)[-1]
    assert (note.kind, note.text) == (BlockKind.FOOTNOTE, "[1] The note.")


def test_two_marks_of_one_note_are_one_note() -> None:
    html = (
        '<p>a<sup><a href="#n">1</a></sup> b<sup><a href="#n">1</a></sup></p>'
        '<ol><li id="n">N</li></ol>'
    )
    assert md(html) == "a[^1] b[^1]\n\n[^1]: N"


def test_links_within_a_page_that_are_no_notes_are_words() -> None:
    html = '<p><a href="#one">Chapter one</a></p><h2 id="one">One</h2><p>x</p>'
    assert md(html) == "Chapter one\n\n## One\n\nx"


def test_a_mark_before_a_colon_defines_nothing() -> None:
    html = '<p><sup><a href="#n">1</a></sup>: text</p><ol><li id="n">N</li></ol>'
    assert shown(html) == "[1]: text\n\n[1] N"


def test_what_a_reader_does_not_see_is_left_out_and_counted() -> None:
    found = markdown_of(
        "<p>a</p><script>x</script><style>y</style><form><input><p>f</p></form>"
        '<p hidden>h</p><p style="display: none">n</p><svg><text>s</text></svg>'
        '<span class="screen-reader-text">r</span><template>t</template><p>'
        "b&#27;[31m</p>"
    )
    assert found.markdown == "a\n\nb"
    assert counted(found.left_out) == {
        "scripts and styles": 3,
        "form parts": 1,
        "hidden passages": 3,
        "drawings": 1,
        "control and invisible characters": 5,
    }


def test_a_page_in_one_form_is_read() -> None:
    html = f"<form><h1>Title</h1><p>{'Words. ' * 20}</p></form>"
    assert md(html).startswith("# Title\n\nWords.")


def test_a_video_is_a_link_to_its_page() -> None:
    found = markdown_of(
        '<p>See:</p><iframe src="https://www.youtube.com/embed/abcdefghijk" '
        'title="The Thaw"></iframe><video><source src="https://x.org/v.mp4">no</video>'
    )
    assert found.markdown == (
        "See:\n\n[The Thaw](https://www.youtube.com/watch?v=abcdefghijk)\n\n"
        "https://x.org/v.mp4"
    )
    assert counted(found.left_out) == {"embedded frames": 2}


def test_escape_sequences_never_pass() -> None:
    html = "<p>a&#27;]52;c;x&#7;b <b>&#x9b;31m</b> &#x202e;c</p><pre>&#27;[2J</pre>"
    text = md(html) + "".join(p.alt for p in markdown_of(html).images)
    assert not any(ord(c) < 32 and c != "\n" for c in text)
    assert not set("\x7f\x9b\u202e") & set(text)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 200_000 + "x",
        "<ul><li>" * 30_000 + "x",
        "<blockquote>" * 30_000 + "x",
        "".join(f"<font color=c{n}><p>" for n in range(10_000)) + "x",
        "<table><tr><td>" * 5_000 + "x",
        "<div " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x",
        "<p>" + "*_`[" * 50_000 + "x",
        "<b>a<i>" * 5_000 + "x",
        "<p>" + "<b>a</b>b" * 5_000 + "x",
        "<a href='#n'>1</a>" * 3_000 + "<p id='n'>x",
        "<table>" + "<tr><td colspan=999>a<td>x" * 300,
        "<!--" * 50_000 + "x",
        "<q>" * 5_000 + "x",
    ],
    ids=lambda html: html[:12],
)
def test_hostile_html_is_read_in_reasonable_time(html: str) -> None:
    start = time.process_time()
    found = markdown_of(html)
    parse_blocks(found.markdown)
    assert time.process_time() - start < 20
    assert html.startswith("<!--") or "x" in found.markdown


def test_what_nests_too_deep_is_said() -> None:
    assert markdown_of("<div>" * 300 + "x").remarks
    assert markdown_of("<blockquote>" * 60 + "x").remarks
    assert parse("<p>" * 1000).flattened == 0


def test_a_megabyte_takes_about_a_second() -> None:
    html = "<p>Some <i>words</i> of a “long” <a href='https://x.org/'>text</a>.</p>"
    start = time.process_time()
    markdown_of(html * (1_000_000 // len(html)))
    assert time.process_time() - start < 20


def test_words_behind_a_bracket_that_nothing_closes_are_kept() -> None:
    assert markdown_of("<p>the camps <word and more").markdown == (
        "the camps <word and more"
    )
    assert markdown_of("<p>the camps <img src='x").markdown == "the camps"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            "<figure><img src='a.jpg'><figcaption>Photo: <a href="
            "'https://archive.example/9'>Archive</a>, 1947</figcaption></figure>",
            "![Photo: [Archive](https://archive.example/9), 1947](a.jpg)",
        ),
        (
            "<p><a href='https://archive.example/9'><img src='a.jpg' alt='A camp'></a>",
            "![[A camp](https://archive.example/9)](a.jpg)",
        ),
        (
            "<figure><a href='https://archive.example/9'><img src='a.jpg'></a>"
            "<figcaption>A camp</figcaption></figure>",
            "![[A camp](https://archive.example/9)](a.jpg)",
        ),
    ],
)
def test_where_a_picture_comes_from_stays(html: str, markdown: str) -> None:
    assert md(html) == markdown
    spans = [span for block in parse_blocks(markdown) for span in block.spans]
    assert [s.target for s in spans if s.role is Role.LINK] == [
        "https://archive.example/9"
    ]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='https://b.example/camp-large.JPG?w=800'>",
        "<a href='https://b.example/?attachment_id=7'>",
        "<a rel='attachment wp-att-7' href='https://b.example/post/camp/'>",
    ],
)
def test_links_to_larger_copies_are_counted(link: str) -> None:
    found = markdown_of(f"{link}<img src='a.jpg' alt='A camp'></a>")
    assert found.markdown == "![A camp](a.jpg)"
    assert counted(found.left_out) == {
        "links from pictures to larger copies of them": 1
    }


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<i>a <b>b</b></i><b>c</b> and <i>this</i>", "a bc and *this*"),
        ("<b>A</b><b>B</b><i>C</i><b><i>D</i></b> keep <i>E</i>", "ABCD keep *E*"),
        (
            "<b><i>both</i></b> <i>a<b>b</b></i>c and <b>more</b>, "
            "<i>all <b>here</b></i>",
            "both abc and **more**, *all **here***",
        ),
    ],
)
def test_a_knot_of_emphasis_takes_only_its_own_words(html: str, markdown: str) -> None:
    assert md(html) == markdown


def test_small_sums_stand_above_the_line() -> None:
    assert md("x<sup>n+1</sup> of 10<sup>6</sup>, the 19<sup>th</sup>") == (
        "xⁿ⁺¹ of 10⁶, the 19th"
    )
