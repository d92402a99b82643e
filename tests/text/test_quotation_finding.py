"""What a reader sees of quotations and citations in whole posts."""

import time

import pytest

from gulagreader.domain.posts import CitedSource
from gulagreader.domain.quotations import QuotationKind
from gulagreader.text.quotations import find_citations, find_quotations

DECREE = (
    "Leaving the Camps\n\nAfter the old man’s death in March a lot would change. On"
    " the 27th the Presidium issued an order to free the following: “persons whose"
    " term was five years or less, those sentenced for offences in office, whatever"
    " the length of their term, women with small children, boys and girls under"
    " eighteen, men above fifty-five, women above fifty, and all who suffered from"
    " an illness that could not be cured.”\n\nHe then published a short novel, Odin"
    " den (One Day in the Life of Ivan Denisovich), under the censors’ eyes.\n\n"
    "  1. A step towards “de-freezing” the country!\n"
)
CITED = (
    "Even some of those “sentenced for offences in office, women with small"
    " children, and all who suffered from an illness (Geldom).” were sent home. The"
    " order was issued on March 27, 1953 (Geldom).  It is an old tradition.\n\n"
    "Information from: \n\nAuthor: James von Geldern\n"
)
GELDERN = (CitedSource("geldern", "Author: James von Geldern"),)


@pytest.mark.parametrize("markdown", [True, False])
def test_a_post_has_one_long_quotation_and_its_comment_a_term(markdown: bool) -> None:
    long, term = find_quotations(DECREE, markdown=markdown)
    assert (long.start, long.end) == (DECREE.index("“per"), DECREE.index("cured.”") + 7)
    assert long.kind is QuotationKind.QUOTATION
    assert long.citation is None
    assert (term.text, term.kind) == ("“de-freezing”", QuotationKind.TERM)
    assert find_citations(DECREE, markdown=markdown) == ()


def test_a_citation_inside_the_marks_belongs_to_the_quotation() -> None:
    (quotation,) = find_quotations(CITED, sources=GELDERN)
    assert quotation.text.endswith("(Geldom).”")
    assert quotation.citation is not None
    assert quotation.citation.text == "Geldom"
    assert (quotation.citation.source, quotation.citation.probable) == ("geldern", True)


def test_a_citation_needs_no_quotation() -> None:
    for sources in ((), GELDERN):
        inside, alone = find_citations(CITED, sources)
        assert inside.end < alone.start
        assert CITED[alone.start : alone.end] == "(Geldom)"
        assert alone.probable == bool(sources)


@pytest.mark.parametrize(
    ("cited", "source", "probable"),
    [
        ("(von Geldern)", "geldern", False),
        ("(GELDERN 2014)", "geldern", False),
        ("(Geldern, p. 3)", "geldern", False),
        ("(Gelden 2014)", "geldern", True),
        ("(Taubman 271)", None, False),
        ("(Gerber 271)", None, False),
    ],
)
def test_a_name_is_linked_by_its_spelling(
    cited: str, source: str | None, probable: bool
) -> None:
    (found,) = find_citations(f"They “went home by train in June” {cited}.", GELDERN)
    assert (found.source, found.probable) == (source, probable)


def test_one_bracket_can_name_several_sources() -> None:
    sources = (
        CitedSource("a", "Applebaum, Anne. Gulag: A History. 2003."),
        CitedSource("d1", "Dobson, Miriam. A first book. 2001."),
        CitedSource("d2", "Dobson, Miriam. A second book. 2009."),
    )
    text = "It was so (Applebaum 2003, ch. 23; Dobson 2009)."
    (found,) = find_citations(text, sources)
    assert (found.source, found.more_sources) == ("a", ("d2",))


def test_a_number_is_linked_to_the_source_with_that_key_or_place() -> None:
    sources = (CitedSource("1", "A book."), CitedSource("x", "Another book."))
    first, second, third = find_citations("One.[1] Two.[2] Three.[^x]", sources)
    assert (first.source, first.probable) == ("1", False)
    assert (second.source, second.probable) == ("x", True)
    assert (third.source, third.probable) == ("x", False)


@pytest.mark.parametrize(
    "text",
    [
        "`a “b c” d`",
        "``a ` “b c” d``",
        "```\n“b c”\n```",
        "~~~ text\n“b c”\n\n“d”\n~~~~",
        "> ```\n> “b”",
        "words\n\n    “b c”\n\nwords",
        '[a](https://example.org "b c")',
        '![a](<x.png> "b c")',
        '<a title="b c">d</a>',
        "[a]: https://example.org “b”",
        "<!-- “b c” -->",
        "https://example.org/it's-'quoted'-here",
    ],
)
def test_code_and_addresses_are_not_searched(text: str) -> None:
    found = find_quotations(text)
    assert [one for one in found if one.kind is not QuotationKind.BLOCK] == []


@pytest.mark.parametrize(
    "text",
    [
        "*“b c”*",
        "**“**b c**”**",
        '_"b c"_',
        "<em>“b c”</em>",
        '[“b c”](https://example.org "d")',
        "# “b c”",
        '- "b c"',
        "[^1]: “b c”",
        "an unpaired ` and “b c”",
        '\\"b c\\" and more',
    ],
)
def test_markup_around_marks_does_not_hide_them(text: str) -> None:
    (found,) = find_quotations(text)
    assert found.text.replace("*", "").replace("\\", "").strip('“”"') == "b c"


def test_a_plain_text_file_is_searched_whole() -> None:
    text = "    “b c”\r\n\r\n> `“d”`\r\n"
    assert [one.text for one in find_quotations(text, markdown=False)] == [
        "“b c”",
        "“d”",
    ]


def test_a_text_wrapped_by_hand_is_one_paragraph() -> None:
    text = (
        "The order said that “all persons\nnamed here must go home” and\nnothing else."
    )
    (found,) = find_quotations(text, markdown=False)
    assert found.text == "“all persons\nnamed here must go home”"


def test_without_blank_lines_a_line_is_a_paragraph() -> None:
    text = "He wrote “we go.\nNobody went.\nThey said “no” to it.\n"
    first, second = find_quotations(text, markdown=False)
    assert (first.text, first.unclosed) == ("“we go.", True)
    assert (second.text, second.unclosed) == ("“no”", False)


def test_an_unclosed_mark_does_not_swallow_a_long_paragraph() -> None:
    text = "He wrote “it began. " + "Then it went on and on. " * 1000 + "See “b c” now."
    first, *_, last = find_quotations(text)
    assert first.unclosed
    assert len(first.text) <= 3001
    assert first.text.endswith("on.")
    assert (last.text, last.level) == ("“b c”", 1)


def test_items_after_an_unclosed_mark_are_searched_too() -> None:
    text = "He wrote “we go\n\n- the 'new' list\n- the old one\n\nNobody went."
    first, second = find_quotations(text)
    assert (first.text, first.unclosed) == ("“we go", True)
    assert (second.text, second.level) == ("'new'", 1)


def test_a_block_quote_in_a_block_quote_is_one_level_deeper() -> None:
    outer, inner = find_quotations("> a\n> > b\n>\n> c\n\nd")
    assert (outer.text, outer.level) == ("> a\n> > b\n>\n> c", 1)
    assert (inner.text, inner.level) == ("> b", 2)


@pytest.mark.parametrize(
    "text",
    [
        "It was called Odin den (One Day in the Life of Ivan Denisovich).",
        "He came home (Thanks, all)!",
        "They use two scales (Quality and Importance).",
        "See the list of faults (Issue 640).",
        "A town in the north (Vorkuta), with mines.",
        "It was written as CristÃ³bal in the file.",
        "A room of 12 m² for ten people (1953–56).",
        "A link [3](https://example.org) and [4]: no more.",
        "He was old (aged 70) and ill (see below).",
    ],
)
def test_not_every_bracket_is_a_citation(text: str) -> None:
    assert find_citations(text) == ()


@pytest.mark.parametrize("text", ["« Older posts", "See more »", "a « b", "5 < 6 > 4"])
def test_arrows_are_no_quotations(text: str) -> None:
    assert find_quotations(text, markdown=False) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "In 1956 Nikita Khrushchev said: “The past is a heavy bag to carry.”",
            "Nikita Khrushchev",
        ),
        (
            "“The past is a heavy bag to carry,” argues Anne Applebaum.",
            "Anne Applebaum",
        ),
        ("“The past is a heavy bag to carry,” J. Arch Getty noted.", "J. Arch Getty"),
        ("As Petrov later called it, “a heavy bag to carry up the hill.”", "Petrov"),
        ("The historian said: “The past is a heavy bag to carry.”", None),
        ("Critics argued that “the past is a heavy bag to carry.”", None),
        ("We use a tool for Pootle called “Herder and the other one”.", None),
        ("He said: “The past is a heavy bag to carry.”", None),
        ("Example: “The past is a heavy bag to carry.”", None),
        ("“The past is a heavy bag to carry,” she said.", None),
    ],
)
def test_who_is_quoted_is_named_only_where_the_text_says_so(
    text: str, speaker: str | None
) -> None:
    (found,) = find_quotations(text)
    assert found.speaker == speaker


HOSTILE = [
    *("“", '"', "'", "‘", "«", "(", "[", "`", ">", "*", "\\", "³", "[1]", '\x00"'),
    *("s’ ", '"a ', "“a ", '1" ', "<a", "<!--", "](", '](a "', "> ", "(A", "(Aa "),
    *('"\n\n', "“a\n\n", "- “a\n\n", "- a\n\n", "```\n", "— A", "A said ", ">“a\n"),
    *("<q>", "<q>“", "<q>“a</q>”", "<blockquote>", "\n— A? — ", "— A, — said b. — "),
    *("''a ", "(a (b) ", "(A, B, ", "[@a;", "Xxx (1953) ", "“A?” — “B” "),
    *("Aaaa Bbbb Cccc, ", "(Aaa Bbb 12) ", "“a” "),
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_and_not_faster(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        started = time.process_time()
        find_quotations(text)
        find_quotations(text, markdown=False)
        return time.process_time() - started

    short = min(seconds(1000) for _ in range(2))
    # Ten times the text would take a hundred times as long if it were quadratic.
    assert min(seconds(10_000) for _ in range(2)) < 40 * max(short, 0.005)


def test_a_megabyte_takes_about_a_second() -> None:
    text = CITED * (1_000_000 // len(CITED))
    started = time.process_time()
    found = find_quotations(text, sources=GELDERN)
    assert time.process_time() - started < 5  # measured: 0.5
    assert len(found) == 1_000_000 // len(CITED)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Is it wrong to say “the Gulags”? Every film does.", QuotationKind.TERM),
        ("Your language has to say “a” and “has” here.", QuotationKind.TERM),
        ("You would say “Never again!” and go home.", QuotationKind.SPEECH),
        (
            "The post says “never in any law”, and that is a footnote.",
            QuotationKind.QUOTATION,
        ),
        (
            "In English it is: “So I had paid for it with twenty years.” One sheet "
            "tells you not to speak.",
            QuotationKind.QUOTATION,
        ),
        ("“So I had paid for it with twenty years,” she said.", QuotationKind.SPEECH),
    ],
)
def test_words_to_say_and_words_of_a_document_are_no_speech(
    text: str, kind: QuotationKind
) -> None:
    assert find_quotations(text)[0].kind is kind


def test_a_common_word_cites_only_the_source_that_has_it_as_its_key() -> None:
    text = (
        "It said “this is not to be applied to those with longer terms” (Decree 1953)."
    )
    decree = (CitedSource("decree", "On amnesty. Moscow, 1953."),)
    (quotation,) = find_quotations(text, sources=decree)
    assert quotation.citation is not None
    assert (quotation.citation.source, quotation.citation.probable) == ("decree", False)
    for other in ((), GELDERN, (CitedSource("law", "The decree on amnesty, 1953."),)):
        assert find_quotations(text, sources=other)[0].citation is None
        assert find_citations(text, sources=other) == ()
    place = text.replace("Decree 1953", "Moscow 1953")
    assert find_citations(place, sources=decree) == ()


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("— Anna Akhmatova to Lydia Chukovskaya, March 1956", "Anna Akhmatova"),
        ("— Olga Adamova-Sliozberg, in her memoir", "Olga Adamova-Sliozberg"),
        ("— Letter to the editor, 1962", "Letter to the editor"),
    ],
)
def test_whom_a_block_quote_was_said_to_is_not_its_speaker(
    line: str, speaker: str
) -> None:
    block = find_quotations(f"> Now the prisoners will come back.\n>\n> {line}\n")[0]
    assert block.speaker == speaker
