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
from gulagreader.text.citations import Citations
from gulagreader.text.covering import CODE, HIDDEN
from gulagreader.text.dash_dialogue import Said, dialogue
from gulagreader.text.open_quotations import Marked
from gulagreader.text.quotable import BlockQuote, Quotable, quotable
from gulagreader.text.quotation_kinds import Passage, kind_of
from gulagreader.text.quotation_marks import marked
from gulagreader.text.quotation_signs import DOUBLE
from gulagreader.text.quotation_speakers import (
    Around,
    calls,
    cited_in_tag,
    leads_to_block,
    reports,
    signature,
    signed_in_tags,
    speaker_of,
)
from gulagreader.text.story_or_report import Leaning

_MAY_QUOTE = re.compile(rf"[{DOUBLE}‘‚>]|(?<![^\W_])'|``|(?m:^\s*(?:[—–―]|--))")
"""What no quotation is without: a mark that opens one (behind a letter a straight
single mark is an apostrophe), the sign of a block quote or of a tag, or a dash that
begins a line."""
_BEFORE = 160
_AFTER = 100
_INNER = 1000
_NEXT_LINE = re.compile(r"[ \t]*(?:\r?\n[ \t]*){1,2}([^\r\n]{1,160})")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\r?\n")
_BETWEEN_CALLED = 60
_TERM = QuotationKind.TERM
_AND_ANOTHER = re.compile(
    r"[,;]?\s(?:and\s|und\s|et\s|y\s|e\s|и\s|a\s)?(?:[^\W\d_]+\s){1,5}"
)
_CLAUSE_START = re.compile(r"[.!?;:]\s")
_BETWEEN_HALVES = 80
_SAID_CLAUSE = re.compile(
    r"\s*[,–—-]{0,2}\s?[^,.!?;:\n][^.!?;:\n]*(?P<stop>[,.])\s*[–—-]?\s*"
)
_SAID = (QuotationKind.SPEECH, QuotationKind.QUOTATION)
_BY_NOBODY = (QuotationKind.TITLE, QuotationKind.TERM)
_MAY_BE_SAID = (*_SAID, QuotationKind.TERM)
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_BESIDE = re.compile(
    r"[\s,(\[—–/=-]*(?:(?:in )?(?:the )?(?:original|Russian|literally|lit\.|that is"
    r"|i\.e\.|or|in English)\b[\s,:]*)*"
)


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
    rows = _with_second_halves(_with_originals(rows, text), text)
    rows = _with_others_called(rows, text)
    rows = _as_dialogue(rows, text, leaning)
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
    inner = _shown(text, one.start + 1, min(one.end - closed, one.start + _INNER))
    paragraphs = len(one.spans)
    speaker = cited_in_tag(text.source[one.end : one.end + 200]) or speaker_of(
        around, ended=inner.rstrip().endswith(".")
    )
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
        _shown(text, max(first.start, one.start - _BEFORE), one.start),
        _shown(text, one.end, min(last.end, one.end + _AFTER)),
    )


def _shown(text: Quotable, start: int, end: int) -> str:
    return text.masked[start:end].replace(HIDDEN, "").replace(CODE, "x")


def _from_block(text: Quotable, block: BlockQuote, citations: Citations) -> Quotation:
    start, end = block.start, block.end
    last = text.source[block.last_line : block.inner_end]
    speaker = cited_in_tag(last) or signature(last)
    if speaker is None and text.source[start] == "<":
        speaker = signed_in_tags(text.source[start:end])
    if speaker is None:
        following = _NEXT_LINE.match(text.source, end)
        if following is not None:
            line = following.group(1)
            speaker = signature(line) or cited_in_tag(line)
    if speaker is None:
        lead = _shown(text, max(0, start - _BEFORE), start).rstrip()
        lead = _BLANK_LINE.split(lead)[-1]
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


def _with_originals(rows: Sequence[Quotation], text: Quotable) -> list[Quotation]:
    """Let a quotation and the same words in another script be of one kind."""
    answer = list(rows)
    for number in range(1, len(answer)):
        left, right = answer[number - 1], answer[number]
        if left.kind is right.kind or not _is_beside(left, right, text):
            continue
        kinds = {left.kind, right.kind}
        if QuotationKind.QUOTATION in kinds:
            kind = QuotationKind.QUOTATION
        elif kinds == {QuotationKind.TITLE, QuotationKind.TERM}:
            kind = QuotationKind.TITLE
        else:
            continue
        answer[number - 1 : number + 1] = (
            replace(left, kind=kind),
            replace(right, kind=kind),
        )
    return answer


def _with_second_halves(rows: list[Quotation], text: Quotable) -> list[Quotation]:
    """Let what goes on behind “… she said” be of the kind and by whom it began.

    Between the two stands the clause that says who speaks, and nothing else.
    """
    for number in range(1, len(rows)):
        left, right = rows[number - 1], rows[number]
        if left.kind not in _SAID or right.kind not in _MAY_BE_SAID:
            continue
        if _is_answered(rows, number, text, breaks=False):
            continue
        asks = left.text[-2:-1] == "?"
        gap = _shown(text, left.end, right.start) if right.start > left.end else ""
        if left.unclosed or _BLANK_LINE.search(gap):
            continue
        said = _SAID_CLAUSE.fullmatch(gap) if len(gap) <= _BETWEEN_HALVES else None
        if said is None or not (left.speaker or reports(gap)):
            continue
        whole = right.text[1:2].isupper() and right.text[-2:-1] in (".", "!", "?")
        if said["stop"] == "," or (whole and not asks):
            speaker = right.speaker or left.speaker
            rows[number] = replace(right, kind=left.kind, speaker=speaker)
    return rows


def _with_others_called(rows: list[Quotation], text: Quotable) -> list[Quotation]:
    """Let what somebody calls one thing, and another, be of one kind.

    *He called the Duma “a talking shop” and the ministers “wax fruit”.*
    """
    for number in range(1, len(rows)):
        left, right = rows[number - 1], rows[number]
        if left.kind is not QuotationKind.QUOTATION or right.kind is not _TERM:
            continue
        gap = text.masked[left.end : min(right.start, left.end + _BETWEEN_CALLED)]
        if left.end + len(gap) < right.start or not _AND_ANOTHER.fullmatch(gap):
            continue
        lead = text.masked[max(0, left.start - _BETWEEN_CALLED) : left.start]
        if " " in right.text and calls(_CLAUSE_START.split(lead)[-1]):
            rows[number] = replace(right, kind=left.kind, speaker=left.speaker)
    return rows


def _is_answered(
    rows: Sequence[Quotation], number: int, text: Quotable, *, breaks: bool = True
) -> bool:
    """Whether another quotation follows with nothing between: it is a dialogue."""
    if number + 1 >= len(rows):
        return False
    end, start = rows[number].end, rows[number + 1].start
    gap = text.masked[end : min(start, end + 6)]
    return (
        0 < start - end < 6
        and not gap.strip(" \t\r\n\u00a0—–")
        and (breaks or "\n" not in gap)
    )


def _as_dialogue(
    rows: list[Quotation], text: Quotable, leaning: Leaning
) -> list[Quotation]:
    """Let two quotations that stand side by side be a dialogue: speech and answer."""
    for number in range(len(rows) - 1):
        if not _is_answered(rows, number, text):
            continue
        pair = rows[number : number + 2]
        # A dash between the two joins a question and its answer.
        dashed = text.masked[pair[0].end : pair[1].start].strip()
        joined = bool(dashed) and pair[0].text[-2:-1] in ("?", "!", "…", ".")
        if not all(_is_said(one, joined=joined) for one in pair):
            continue
        if leaning.around(pair[0].start, pair[1].end) < 0:
            continue
        for place, one in enumerate(pair, number):
            if not (one.speaker or one.citation):
                rows[place] = replace(one, kind=QuotationKind.SPEECH)
    return rows


def _is_said(one: Quotation, *, joined: bool) -> bool:
    """Whether a quotation looks like what somebody says in a dialogue."""
    inner = one.text[1:-1].strip()
    if not inner[:1].isupper() or one.kind is QuotationKind.BLOCK:
        return False
    ended = inner[-1:] in (".", "!", "?", "…", ",", "—", "–")
    return joined or (ended and one.kind in _MAY_BE_SAID)


def _is_beside(left: Quotation, right: Quotation, text: Quotable) -> bool:
    gap = text.masked[left.end : min(right.start, left.end + 40)]
    one, other = (_CYRILLIC.search(row.text[:80]) for row in (left, right))
    return (
        0 <= right.start - left.end < 40
        and (one is None) != (other is None)
        and _BESIDE.fullmatch(gap) is not None
    )


def _with_levels(rows: Sequence[Quotation]) -> Iterator[Quotation]:
    ends: list[int] = []
    for row in rows:
        while ends and ends[-1] <= row.start:
            ends.pop()
        ends.append(row.end)
        yield row if len(ends) == 1 else replace(row, level=len(ends))
