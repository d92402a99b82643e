"""Sentences: the questions that a text asks itself, and its first one."""

import re
from collections.abc import Iterator, Sequence

from gulagreader.domain.quotations import QuotationKind
from gulagreader.text.blocks import BlockKind
from gulagreader.text.markdown import parse_blocks, plain_text
from gulagreader.text.quotation_signs import DOUBLE
from gulagreader.text.quotations import find_quotations
from gulagreader.text.sentences import sentences

QUESTION_MARKS = "?？؟⁇⁈⁉՞፧\u037e"
"""Full-width, Arabic, doubled, Armenian, Ethiopic and Greek question marks; where the
text before it is Greek, a semicolon is one, too."""
_MARK = re.compile(rf"[{QUESTION_MARKS}]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);")
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_PARTED = re.compile(r"\n[^\S\n]*\n|\n(?=[ \t]*>)")
"""Where a paragraph ends, or a block quote begins."""
_CODE = re.compile(r"`[^`\n]+`|```.*?(?:```|\Z)", re.DOTALL)
_AFTER_ADDRESS = QUESTION_MARKS + ").,!…"
_SIGN = re.compile(rf"[{DOUBLE}‘’‚]|(?<!\w)'|'(?!\w)")
_BLOCK = re.compile(r"^[ \t]*>", re.MULTILINE)
_QUOTED_LINE = re.compile(r"^[ \t]{0,3}>.*(?:\n|\Z)", re.MULTILINE)
_DOUBT = re.compile(r"\(\s*[?!？]+\s*\)")
_NO_PROSE = (BlockKind.HEADING, BlockKind.IMAGE)
_LONGEST = 300
Span = tuple[int, int]


def asks(source: str) -> bool:
    """Whether a text asks a question in its own words; as ``questions_in``, faster."""
    return any(True for _ in _asking_marks(source))


def questions_in(source: str) -> tuple[Span, ...]:
    """Where the questions that a text asks in its own words stand.

    A question is a sentence that ends in a question mark of any script. Marks in
    quotations and block quotes, in addresses, in code and in brackets of their own
    (``(?)``) ask nothing. Offsets in code points of the source, end exclusive.
    """
    asking = list(_asking_marks(source))
    if not asking:
        return ()
    return tuple(
        (start, end)
        for start, end in _sentences(source)
        if any(start <= mark < end for mark in asking)
    )


def _asking_marks(source: str) -> Iterator[int]:
    """The question marks that are the writer's own."""
    marks = [found.start() for found in _MARK.finditer(source)]
    if not marks:
        return
    hidden = _not_asked(source, marks)
    for mark in marks:
        if not any(low <= mark < high for low, high in hidden):
            yield mark


def first_sentence(source: str, longest: int = _LONGEST) -> str:
    """The first sentence of a text, without markup, on one line.

    Headings, pictures, and block quotes at its beginning are passed over where
    something follows them.
    """
    start = 0
    for quoted in find_quotations(source) if ">" in source else ():
        if quoted.kind is QuotationKind.BLOCK and not source[
            start : quoted.start
        ].strip(" \t\r\n>"):
            start = max(start, quoted.end)
    prose = [
        block.text
        for block in parse_blocks(source[start:])
        if block.kind not in _NO_PROSE and block.text.strip()
    ]
    text = "\n\n".join(prose) or plain_text(source)
    first = next(_sentences(text), (0, 0))
    sentence = " ".join(text[slice(*first)].split())
    if len(sentence) <= longest:
        return sentence
    return sentence[:longest].rsplit(" ", 1)[0] + " …"


def own_words(source: str) -> str:
    """A text without its block quotes, where it has anything beside them."""
    if ">" not in source:
        return source
    left = _QUOTED_LINE.sub("", source)
    return left if left.strip() else source


def _sentences(text: str) -> Iterator[Span]:
    """The sentences of a text of several paragraphs."""
    start = 0
    for end in (*(found.start() for found in _PARTED.finditer(text)), len(text)):
        for low, high in sentences(text[start:end]):
            yield start + low, start + high
        start = end


def _not_asked(source: str, marks: Sequence[int]) -> list[Span]:
    """Stretches whose question marks are not the writer's own questions."""
    hidden: list[Span] = []
    if "(" in source:
        hidden += [one.span() for one in _DOUBT.finditer(source)]
    if "www." in source or "://" in source:
        hidden += map(_address, _URL.finditer(source))
    if "`" in source:
        hidden += [one.span() for one in _CODE.finditer(source)]
    if _may_be_quoted(source, marks):
        quotations = find_quotations(source)
        hidden += [(one.start, one.end) for one in quotations if one.level == 1]
    return hidden


def _address(found: re.Match[str]) -> Span:
    """An address; a mark at its very end belongs to the sentence."""
    return found.start(), found.start() + len(found.group().rstrip(_AFTER_ADDRESS))


def _may_be_quoted(source: str, marks: Sequence[int]) -> bool:
    """Whether a mark has signs of a quotation on both sides, or a block quote's."""
    if ">" in source and _BLOCK.search(source):
        return True
    signs = [found.start() for found in _SIGN.finditer(source)]
    return bool(signs) and any(signs[0] < mark < signs[-1] for mark in marks)
