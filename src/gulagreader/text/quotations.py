"""Find the quotations and citations of a text, by rules and without a model.

The marks are paired (``quotation_marks``), each pair is told to be a quotation, a
title, a term or speech (``quotation_kinds``), and gets its citation (``citations``)
and its speaker (``quotation_speakers``).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from gulagreader.domain.posts import CitedSource
from gulagreader.domain.quotations import Citation, Quotation, QuotationKind
from gulagreader.text.block_signatures import (
    cited_in_tag,
    leads_to_block,
    signature,
    signed_in_tags,
)
from gulagreader.text.citations import Citations
from gulagreader.text.dash_dialogue import Said, dialogue
from gulagreader.text.marked_passage import Passage
from gulagreader.text.open_quotations import Marked
from gulagreader.text.quotable import BLANK_LINE, BlockQuote, Quotable, quotable, shown
from gulagreader.text.quotation_kinds import kind_of
from gulagreader.text.quotation_marks import marked
from gulagreader.text.quotation_neighbours import (
    as_dialogue,
    with_originals,
    with_others_called,
    with_second_halves,
)
from gulagreader.text.quotation_signs import DOUBLE
from gulagreader.text.quotation_speakers import Around, named_inside, speaker_of
from gulagreader.text.story_or_report import Leaning

_MAY_QUOTE = re.compile(rf"[{DOUBLE}‘‚>]|(?<![^\W_])'|``|(?m:^\s*(?:[—–―]|--))")
"""What no quotation is without: a mark that opens one (behind a letter a straight
single mark is an apostrophe), the sign of a block quote or of a tag, or a dash that
begins a line."""
_BEFORE = 160
_AFTER = 100
_INNER = 1000
_NEXT_LINE = re.compile(r"[ \t]*(?:\r?\n[ \t]*){1,2}([^\r\n]{1,160})")
_BY_NOBODY = (QuotationKind.TITLE, QuotationKind.TERM)


def find_quotations(
    source: str, *, sources: Sequence[CitedSource] = (), markdown: bool = True
) -> tuple[Quotation, ...]:
    """Find every quotation in ``source``, in order of start, then of level.

    Offsets are code points into ``source``, marks included. With ``markdown``,
    code, addresses and tags are not searched and block quotes are found;
    without it the text is taken as it stands, with any kind of line ends.
    ``sources`` is the list that citations are linked to. Any input has an
    answer; the time is linear in its length.
    """
    if _MAY_QUOTE.search(source) is None:
        return ()
    text = quotable(source, markdown=markdown)
    return _quotations(text, Citations(text, sources))


def find_citations(
    source: str, sources: Sequence[CitedSource] = (), *, markdown: bool = True
) -> tuple[Citation, ...]:
    """Find every citation in ``source``, with a quotation or without, in order."""
    text = quotable(source, markdown=markdown)
    citations = Citations(text, sources)
    _quotations(text, citations)
    return citations.all()


def _quotations(text: Quotable, citations: Citations) -> tuple[Quotation, ...]:
    starts = [paragraph.start for paragraph in text.paragraphs]
    rows = [_from_block(text, block, citations) for block in text.blocks]
    leaning = Leaning(text.masked)
    rows += [
        _from_marks(text, one, starts, citations, leaning) for one in _in_marks(text)
    ]
    rows += [_from_dashes(text, one) for one in dialogue(text)]
    rows.sort(key=lambda row: (row.start, -row.end))
    rows = _nested(rows, text)
    rows = with_second_halves(with_originals(rows, text), text)
    rows = with_others_called(rows, text)
    rows = as_dialogue(rows, text, leaning)
    return tuple(_with_levels(rows))


def _in_marks(text: Quotable) -> list[Marked]:
    """What stands between marks, and between the tags that stand for them."""
    tags = [
        Marked(start, "<", end, spans=[(start, end)], begun=start)
        for start, end in text.inline
    ]
    return [*marked(text), *tags]


def _nested(rows: Sequence[Quotation], text: Quotable) -> list[Quotation]:
    """Leave out what crosses another quotation: a tag, or else the later one."""
    dropped: set[int] = set()
    around: list[int] = []
    for number, row in enumerate(rows):
        around = [one for one in around if rows[one].end > row.start]
        crossed = [one for one in around if rows[one].end < row.end]
        if around and rows[around[-1]].end == row.end:
            same = rows[around[-1]].start == row.start
            crossed += [around[-1]] if same else []
        by_tags = {one for one in crossed if text.source[rows[one].start] == "<"}
        if crossed and (text.source[row.start] == "<" or len(by_tags) < len(crossed)):
            dropped.add(number)
            continue
        dropped |= by_tags
        around = [one for one in around if one not in by_tags]
        around.append(number)
    return [row for number, row in enumerate(rows) if number not in dropped]


def _from_dashes(text: Quotable, one: Said) -> Quotation:
    told = one.told.lstrip(" ,?!…")
    return Quotation(
        one.start,
        one.end,
        text.source[one.start : one.end],
        QuotationKind.SPEECH,
        speaker=speaker_of(Around("", f", {told}")) if told else None,
        spans=((one.start, one.end),),
    )


def _from_marks(
    text: Quotable,
    one: Marked,
    starts: Sequence[int],
    citations: Citations,
    leaning: Leaning,
) -> Quotation:
    around = _around(text, one, starts)
    closed = 0 if one.unclosed else 1
    inner = shown(text, one.start + 1, min(one.end - closed, one.start + _INNER))
    paragraphs = len(one.spans)
    speaker = cited_in_tag(text.source[one.end : one.end + 200]) or speaker_of(
        around, ended=inner.rstrip().endswith(".")
    )
    speaker = speaker or named_inside(inner)
    passage = Passage(
        inner,
        around,
        paragraphs=paragraphs,
        named=speaker is not None,
        mark=text.source[one.start],
        unclosed=one.unclosed,
        story=partial(leaning.around, one.start, one.end),
    )
    kind = kind_of(passage)
    citation = citations.of_quotation(
        one.start, one.end, closed=not one.unclosed, kind=kind, speaker=speaker
    )
    if citation is not None:
        if citation.end <= one.end:
            inner = inner[: max(0, inner.rfind("("))] or inner
        marked = (
            citation.text.isdecimal() or text.source[citation.start] in "[⁰¹²³⁴⁵⁶⁷⁸⁹<"
        )
        kind = kind_of(replace(passage, inner=inner, cited=True, noted=marked))
    if kind in _BY_NOBODY:
        speaker = None
    return Quotation(
        one.start,
        one.end,
        text.source[one.start : one.end],
        kind,
        citation=citation,
        speaker=speaker,
        unclosed=one.unclosed,
        spans=tuple(one.spans),
    )


def _around(text: Quotable, one: Marked, starts: Sequence[int]) -> Around:
    first = text.paragraphs[max(0, bisect_right(starts, one.start) - 1)]
    last = text.paragraphs[max(0, bisect_right(starts, one.end - 1) - 1)]
    return Around(
        shown(text, max(first.start, one.start - _BEFORE), one.start),
        shown(text, one.end, min(last.end, one.end + _AFTER)),
    )


def _from_block(text: Quotable, block: BlockQuote, citations: Citations) -> Quotation:
    start, end = block.start, block.end
    last = text.source[block.last_line : block.inner_end]
    tagged = text.source[start] == "<"
    speaker = signed_in_tags(text.source[start:end]) if tagged else None
    speaker = speaker or cited_in_tag(last) or signature(last)
    if speaker is None:
        following = _NEXT_LINE.match(text.source, end)
        if following is not None:
            line = following.group(1)
            speaker = signature(line) or cited_in_tag(line)
    if speaker is None:
        lead = shown(text, max(0, start - _BEFORE), start).rstrip()
        lead = BLANK_LINE.split(lead)[-1]
        if lead.endswith(":"):
            speaker = speaker_of(Around(lead, "")) or leads_to_block(lead)
    citation = citations.of_quotation(
        start, end, closed=False, kind=QuotationKind.BLOCK, speaker=speaker
    )
    return Quotation(
        start,
        end,
        text.source[start:end],
        QuotationKind.BLOCK,
        citation=citation,
        speaker=speaker,
        spans=((start, end),),
    )


def _with_levels(rows: Sequence[Quotation]) -> Iterator[Quotation]:
    ends: list[int] = []
    for row in rows:
        while ends and ends[-1] <= row.start:
            ends.pop()
        ends.append(row.end)
        yield row if len(ends) == 1 else replace(row, level=len(ends))
