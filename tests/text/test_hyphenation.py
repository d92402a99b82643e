"""Words parted at the ends of lines: where they may be, and what stays as it was."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import paragraphs

from gulagreader.text.blocks import BlockKind
from gulagreader.text.cells import cell_len, char_widths
from gulagreader.text.hyphenation import hyphenation_of
from gulagreader.text.lines import HYPHEN, line_text, page_text
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.page import lay_out_page
from gulagreader.text.parting import wrap_parted
from gulagreader.text.wrap import wrap

ENGLISH = hyphenation_of("en")
_GOLDEN = Path(__file__).parent / "golden"
_LONG = st.sampled_from(
    (
        *("rehabilitation", "correspondence,", "“imprisonment”", "(unconstitutional)"),
        *("реабилитация", "«объявление»", "de-Stalinization", "NKVDNKVD", "1953–1956"),
        *("the", "of", "https://example.org/rehabilitation", "x" * 45, "a", "大赦令。"),
    )
)
_texts = st.one_of(st.lists(_LONG, min_size=1, max_size=30).map(" ".join), paragraphs)


def parted(word: str, lang: str = "en") -> str:
    places = [0, *hyphenation_of(lang)(word), len(word)]
    return "-".join(word[a:b] for a, b in pairwise(places))


def lines(text: str, width: int) -> list[str]:
    found = wrap_parted(text, width, ENGLISH)
    return [text[a:b] + HYPHEN * hyphen for a, b, hyphen in found]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "cor-re-spon-dence"),
        ("en-GB", "cor-res-pond-ence"),
        ("en", "ре-а-би-ли-та-ция"),
        ("ru", "объ-яв-ле-ние"),
        ("ru", "cor-re-spon-dence"),
        ("de-CH", "Rei-se-ta-sche"),
        ("xx", "correspondence"),
        ("en", "amnesty"),
        ("en", "camps"),
        ("en", "NKVDNKVD"),
        ("hu", "asszonnyal"),
    ],
)
def test_a_word_is_parted_as_its_language_parts_it(lang: str, expected: str) -> None:
    assert parted(expected.replace("-", ""), lang) == expected


@given(st.text(alphabet="abБ -—–№(!.\n\u0301", max_size=40), st.integers(1, 12))
def test_where_nothing_can_be_parted_lines_end_as_without(
    text: str, width: int
) -> None:
    whole = [(start, end, False) for start, end in wrap(text, width)]
    assert wrap_parted(text, width, lambda _: ()) == whole


@given(_texts, st.integers(1, 60))
def test_without_the_hyphens_put_in_the_text_is_the_source(
    text: str, width: int
) -> None:
    at = 0
    for start, end, hyphen in wrap_parted(text, width, ENGLISH):
        assert at <= start <= end
        assert text[at:start].strip() == ""
        assert not hyphen or text[end - 1 : end + 1].isalpha()
        at = end
    assert text[at:].strip() == ""


@given(_texts, st.integers(1, 60))
def test_no_line_is_wider_than_the_page_with_its_hyphen(text: str, width: int) -> None:
    for line in lines(text, width):
        whole = sum(1 for cells in char_widths(line) if cells) <= 1
        assert cell_len(line) <= width or whole


@given(_texts, st.integers(8, 60))
def test_a_parted_word_keeps_two_letters_before_and_three_behind(
    text: str, width: int
) -> None:
    found = wrap_parted(text, width, ENGLISH)
    for number, (_, end, hyphen) in enumerate(found):
        if hyphen:
            word = next(m for m in re.finditer(r"[^\W\d_]+", text) if m.end() > end)
            assert word.end() - word.start() >= 6
            assert end - word.start() >= 2
            assert word.end() - end >= 3
            assert "://" not in text[: word.start()].rpartition(" ")[2]
        in_a_row = [one[2] for one in found[number : number + 3]]
        assert in_a_row != [True] * 3


def test_a_line_that_is_nearly_full_and_the_last_word_stay_as_they_are() -> None:
    assert lines("he came for rehabilitation", 20) == ["he came for", "rehabilitation"]
    assert lines("it was correspondence now", 20) == ["it was correspon-", "dence now"]
    assert lines("nothing was rehabilitation to", 13)[0] == "nothing was"


def test_what_has_signs_inside_stays_whole() -> None:
    text = "see www.rehabilitation.org or de-Stalinization or rehabilitation/amnesty ok"
    assert not any(hyphen for *_, hyphen in wrap_parted(text, 16, ENGLISH))


MIXED = """\
# Rehabilitation of correspondence and imprisonment

The rehabilitation of prisoners `rehabilitation_of(imprisonment)` was, in the words of
the announcement, «посмертная реабилитация необоснованно репрессированных», and the
[unconstitutional imprisonment](https://example.org/unconstitutional-imprisonment) of
correspondents, see https://example.org/unconstitutional-imprisonment, ended.

> Commemoration without understanding is administration without responsibility.

- The administrators distinguished correspondence carefully from conversations there.

```
unconstitutional imprisonment correspondents administration responsibility
```
"""


def test_only_paragraphs_have_parted_words() -> None:
    blocks = parse_blocks(MIXED)
    page = lay_out_page(blocks, 30, points=ENGLISH)
    ended = [line for line in page.lines if line.hyphen]
    assert {blocks[line.block].kind for line in ended} == {BlockKind.PARAGRAPH}
    code = blocks[1].text.index("rehabilitation_of"), blocks[1].text.index(") was")
    assert not any(line.block == 1 and code[0] < line.end < code[1] for line in ended)
    shown = "".join(line_text(blocks, line) for line in page.lines)
    assert shown.count("-") - len(ended) == MIXED.count("-") - 2


@pytest.mark.parametrize("width", [30, 48, 72])
def test_a_page_with_parted_words_reads_as_it_did(width: int) -> None:
    page = lay_out_page(parse_blocks(MIXED), width, points=ENGLISH)
    expected = _GOLDEN / f"hyphens-{width}.txt"
    assert page_text(page) + "\n" == expected.read_text("utf-8")
