"""What holds for the quotations and citations of any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.posts import CitedSource
from gulagreader.domain.quotations import Quotation
from gulagreader.text.quotations import find_citations, find_quotations

PIECES = st.sampled_from(
    [
        *"\"“”„‟«»‹›「」『』'‘’‚",
        *"()[]^;:,.!?—-*_`~<>#|\\",
        *("\n", "\n\n", "\r\n", "\r\n\r\n", "> ", ">> ", "- ", "1. ", "```\n", "    "),
        *("a", "Word", "the prisoners", "said", "Anna Petrova wrote", "’60s", "6'2\""),
        *(
            "<q>",
            "</q>",
            "<blockquote>",
            "</blockquote>",
            "\n— Да? — ",
            "— said he. — ",
        ),
        *("(Geldom)", "(Marlowe 12)", "[3]", "[^a]", "³", "https://x.org/", "](u)"),
        *(
            "\u00a0",
            "\x00",
            "\x02",
            "\u2028",
            "\ud800",
            "🙂",
            "«Слово»",
            "<em>",
            "<!--",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.text(max_size=80),
)
SOURCES = (CitedSource("geldern", "James von Geldern"), CitedSource("", ""))


def _check(source: str, rows: tuple[Quotation, ...]) -> None:
    open_ends: list[int] = []
    last = (0, 0)
    for row in rows:
        assert 0 <= row.start < row.end <= len(source)
        assert row.text == source[row.start : row.end]
        assert last < (row.start, row.level)
        last = (row.start, row.level)
        assert row.spans[0][0] == row.start
        assert row.spans[-1][1] == row.end
        flat = [place for span in row.spans for place in span]
        assert flat == sorted(flat)
        while open_ends and open_ends[-1] <= row.start:
            open_ends.pop()
        assert all(row.end <= end for end in open_ends)
        open_ends.append(row.end)
        assert row.level == len(open_ends)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.booleans())
def test_quotations_lie_in_the_text_and_nest(source: str, markdown: bool) -> None:
    _check(source, find_quotations(source, sources=SOURCES, markdown=markdown))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.booleans())
def test_citations_are_brackets_of_the_text(source: str, markdown: bool) -> None:
    found = find_citations(source, SOURCES, markdown=markdown)
    ends = 0
    for one in found:
        assert ends <= one.start < one.end <= len(source)
        assert one.text in source[one.start : one.end]
        ends = one.end
    for row in find_quotations(source, sources=SOURCES, markdown=markdown):
        assert row.citation is None or row.citation in found


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_line_ends_change_no_quotation_of_a_plain_text(source: str) -> None:
    unix = source.replace("\r\n", "\n").replace("\r", "\n")
    here = find_quotations(unix, markdown=False)
    there = find_quotations(unix.replace("\n", "\r\n"), markdown=False)
    texts = [row.text.replace("\r\n", "\n") for row in there]
    assert texts == [row.text for row in here]
    assert [row.kind for row in there] == [row.kind for row in here]
