"""What quotations that stand beside one another tell about each other."""

import re
from collections.abc import Sequence
from dataclasses import replace

from gulagreader.domain.quotations import Quotation, QuotationKind
from gulagreader.text.quotable import BLANK_LINE, Quotable, shown
from gulagreader.text.reported_speech import calls, reports
from gulagreader.text.story_or_report import Leaning

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
_MAY_BE_SAID = (*_SAID, QuotationKind.TERM)
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_BESIDE = re.compile(
    r"[\s,(\[—–/=-]*(?:(?:in )?(?:the )?(?:original|Russian|literally|lit\.|that is"
    r"|i\.e\.|or|in English)\b[\s,:]*)*"
)


def with_originals(rows: Sequence[Quotation], text: Quotable) -> list[Quotation]:
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


def with_second_halves(rows: list[Quotation], text: Quotable) -> list[Quotation]:
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
        gap = shown(text, left.end, right.start) if right.start > left.end else ""
        if left.unclosed or BLANK_LINE.search(gap) or gap.endswith("\n"):
            continue
        said = _SAID_CLAUSE.fullmatch(gap) if len(gap) <= _BETWEEN_HALVES else None
        if said is None or not (left.speaker or reports(gap)):
            continue
        whole = right.text[1:2].isupper() and right.text[-2:-1] in (".", "!", "?")
        if said["stop"] == "," or (whole and not asks):
            speaker = right.speaker or left.speaker
            rows[number] = replace(right, kind=left.kind, speaker=speaker)
    return rows


def with_others_called(rows: list[Quotation], text: Quotable) -> list[Quotation]:
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


def as_dialogue(
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
