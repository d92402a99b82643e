"""Sentences: the questions that a text asks itself, and its first one."""

import re
from collections.abc import Iterator

from gulagreader.domain.quotations import QuotationKind
from gulagreader.text.markdown import plain_text
from gulagreader.text.quotations import find_quotations

QUESTION_MARKS = "?？؟⁇⁈⁉՞፧\u037e"
"""Full-width, Arabic, doubled, Armenian, Ethiopic and Greek question marks; where the
text before it is Greek, a semicolon is one, too."""
_MARK = re.compile(rf"[{QUESTION_MARKS}]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);")
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+", re.IGNORECASE)
_END = re.compile(
    rf"(?<!\()[.!…{QUESTION_MARKS}。！]+[\"'”’»)\]]*(?=\s|$)|[。！？]|\n\s*\n|\n(?=\s*>)"
    r"|(?<=[\u0370-\u03ff\u1f00-\u1fff]);(?=\s|$)"
)
_CODE = re.compile(r"`[^`\n]+`|```.*?(?:```|\Z)", re.DOTALL)
_DOUBT = re.compile(r"\(\s*[?!？]+\s*\)")
_SMALL_WORD = re.compile(
    r"(?:^|\W)(?:[^\W\d_]|mr|mrs|ms|dr|prof|st|vs|no|vol|pp?|ed|cf|e\.g|i\.e|г|гг|стр"
    r"|др|т\.е|т\.д)\.$",
    re.IGNORECASE,
)
_LONGEST = 300
Span = tuple[int, int]


def may_ask(text: str) -> bool:
    """Whether a text has any sign of a question (fast)."""
    return _MARK.search(text) is not None


def questions_in(source: str) -> tuple[Span, ...]:
    """Where the questions that a text asks in its own words stand.

    A question is a sentence that ends in a question mark of any script. Marks in
    quotations and block quotes, in addresses, in code and in brackets of their own
    (``(?)``) ask nothing. Offsets in code points of the source, end exclusive.
    """
    if not may_ask(source):
        return ()
    hidden = _not_asked(source)
    found: list[Span] = []
    start = 0
    for end, mark in _sentence_ends(source):
        asks = any(
            not any(low <= at.start() < high for low, high in hidden)
            for at in _MARK.finditer(source, start, end)
        )
        if asks and mark:
            begins = start + len(source[start:end]) - len(source[start:end].lstrip())
            found.append((begins, end))
        start = end
    return tuple(found)


def first_sentence(source: str, longest: int = _LONGEST) -> str:
    """The first sentence of a text, without markup, on one line.

    Block quotes at its beginning are passed over where something follows them.
    """
    start = 0
    for quoted in find_quotations(source) if ">" in source else ():
        if quoted.kind is QuotationKind.BLOCK and not source[
            start : quoted.start
        ].strip(" \t\r\n>"):
            start = max(start, quoted.end)
    text = plain_text(source[start:]) or plain_text(source)
    text = text.lstrip()
    for end, _ in _sentence_ends(text):
        sentence = " ".join(text[:end].split())
        if sentence:
            break
    else:
        sentence = " ".join(text.split())
    if len(sentence) <= longest:
        return sentence
    return sentence[:longest].rsplit(" ", 1)[0] + " …"


def _sentence_ends(text: str) -> Iterator[tuple[int, bool]]:
    """The end of each sentence, and whether a mark ends it."""
    last = 0
    for found in _END.finditer(text):
        marked = bool(found.group().strip())
        if found.group() == "." and _SMALL_WORD.search(text, last, found.end()):
            continue  # an initial, or a word that was cut short
        if found.end() > last:
            yield found.end(), marked
            last = found.end()
    if text[last:].strip():
        yield len(text), may_ask(text[last:])


def _not_asked(source: str) -> list[Span]:
    """Stretches whose question marks are not the writer's own questions."""
    hidden = [one.span() for one in _DOUBT.finditer(source)]
    for address in _URL.finditer(source):
        # A mark at the very end of an address ends the sentence.
        end = address.end()
        while end > address.start() and source[end - 1] in QUESTION_MARKS + ").,!…":
            end -= 1
        hidden.append((address.start(), end))
    quotations = find_quotations(source)
    hidden += [(one.start, one.end) for one in quotations if one.level == 1]
    hidden += [one.span() for one in _CODE.finditer(source)]
    return hidden
