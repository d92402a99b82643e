"""Where a quotation comes from: its words, found in a text above it.

What the writer left out (…) or put in ([the prisoners]) parts a quotation into pieces
that follow one another in the text. Short quotations have to agree in every word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.domain.quotations import Quotation, QuotationKind
from gulagreader.text.markdown import plain_text
from gulagreader.text.nearest import distance
from gulagreader.text.passage_matching import Match, aligned, word_number
from gulagreader.text.words import words

LEAST_QUOTED = 3
"""Words of the shortest quotation that is looked for."""
_EXACT = 6
"""Shorter quotations agree in every word."""
_ENOUGH = 0.75
"""The share of a longer quotation's words that must be found."""
LONGEST_MISSPELT = 8
"""Longer quotations are found by the words that are not misspelt."""
_GAP = 400
"""How many words a writer leaves out at most between two pieces."""
_BREAK = re.compile(r"\[[^\]\n]{0,200}\]|…|\.\s?\.\s?\.|\(\s*…\s*\)")
_LETTERS = re.compile(r"\[(\w{1,4})\](?=\w)|(?<=\w)\[(\w{1,4})\]")
"""Letters that a writer changed in a word: ``[T]he``, ``releas[ed]``."""
_MOST_PLACES = 12
"""Places in one text where a quotation is tried."""


@dataclass(frozen=True, slots=True)
class Found:
    """A quotation found in a text; numbers of words, end exclusive."""

    start: int
    end: int
    score: float


def pieces_of(quotation: Quotation) -> tuple[tuple[int, ...], ...]:
    """The numbers of a quotation's words, in the pieces that it is in.

    Without a citation inside its marks, and without what stands in brackets.
    """
    return tuple(tuple(map(word_number, piece)) for piece in worded_pieces(quotation))


def spelt_words(quotation: Quotation) -> tuple[str, ...]:
    """The words of a short quotation in one piece; none of any other.

    Those of ``_EXACT`` words at most have to agree all, and those not much longer may
    have no three in a row that are not misspelt.
    """
    pieces = worded_pieces(quotation)
    fits = len(pieces) == 1 and LEAST_QUOTED < len(pieces[0]) <= LONGEST_MISSPELT
    return tuple(pieces[0]) if fits else ()


def are_misspelt(wanted: Sequence[str], said: Sequence[str]) -> bool:
    """Whether words are the same but for a slip in one, or in two of seven."""
    if len(wanted) != len(said):
        return False
    differing = [pair for pair in zip(wanted, said, strict=True) if pair[0] != pair[1]]
    return len(differing) <= 1 + (len(wanted) > 6) and all(
        _is_slip(one, other) for one, other in differing
    )


def _is_slip(one: str, other: str) -> bool:
    """Tell a slip of spelling from another word: a letter, or two that were turned."""
    least, most = sorted((len(one), len(other)))
    if least < 3 or most - least > 1 or any(map(str.isdecimal, (*one, *other))):
        return False
    edits = distance(one, other)
    turned = sorted(one) == sorted(other) and edits == 2
    return edits == 1 or turned or (least > 7 and edits == 2)


def worded_pieces(quotation: Quotation) -> list[list[str]]:
    """The words of a quotation as they are compared, in the pieces that it is in."""
    text, citation = quotation.text, quotation.citation
    if citation is not None and citation.end <= quotation.end:
        start, end = citation.start - quotation.start, citation.end - quotation.start
        text = f"{text[:start]} {text[end:]}"
    if quotation.kind is QuotationKind.BLOCK or _has_markup(text):
        text = plain_text(text)
    text = _LETTERS.sub(r"\1\2", text)
    pieces = (words(piece) for piece in _BREAK.split(text))
    return [piece for piece in pieces if piece]


def _has_markup(text: str) -> bool:
    return "](" in text or "*" in text or ">" in text


def length_of(pieces: Sequence[Sequence[int]]) -> int:
    """How many words are quoted."""
    return sum(map(len, pieces))


def seeds_of(pieces: Sequence[Sequence[int]]) -> list[tuple[int, tuple[int, ...]]]:
    """The runs of three words by which a quotation can be found, with their offset.

    They are those of the longest piece, at most a few, spread over it.
    """
    longest = max(pieces, key=len)
    last = len(longest) - LEAST_QUOTED
    if last < 0:
        return []
    offsets = {0, last // 2, last} if last else {0}
    return [
        (offset, tuple(longest[offset : offset + LEAST_QUOTED]))
        for offset in sorted(offsets)
    ]


def find_pieces(
    pieces: Sequence[Sequence[int]],
    text: Sequence[int],
    places: Sequence[tuple[int, int]],
    *,
    gap: int = _GAP,
) -> Found | None:
    """Find a quotation in a text that has a seed of it.

    ``places`` are pairs of a word of the text and the offset of the seed in the
    longest piece; ``gap`` is how many words may be left out between two pieces. None
    where too little of it is there.
    """
    best: Found | None = None
    tried: set[int] = set()
    longest = max(range(len(pieces)), key=lambda number: len(pieces[number]))
    for place, offset in places[:_MOST_PLACES]:
        if place - offset in tried:
            continue
        tried.add(place - offset)
        middle = aligned(pieces[longest], text, offset, place)
        if middle is None:
            continue
        middle = _with_ends(pieces[longest], text, middle)
        found = _with_others(pieces, longest, text, middle, gap)
        if found is not None and (best is None or found.score > best.score):
            best = found
            if best.score == 1.0:
                break
    return best


def _with_ends(piece: Sequence[int], text: Sequence[int], middle: Match) -> Match:
    """Take in one or two words at an end of a piece that stand behind a changed one.

    An alignment goes over a change only where three words agree again.
    """
    start, other_start, same = middle.start, middle.other_start, middle.same
    if 1 < start < 4 and other_start >= start:
        head = list(text[other_start - start : other_start - 1])
        if head == list(piece[: start - 1]):
            start, other_start, same = 0, other_start - start, same + len(head)
    end, other_end = middle.end, middle.other_end
    left = len(piece) - end
    if 1 < left < 4 and other_end + left <= len(text):
        tail = list(text[other_end + 1 : other_end + left])
        if tail == list(piece[end + 1 :]):
            end, other_end, same = len(piece), other_end + left, same + len(tail)
    return Match(start, end, other_start, other_end, same, middle.longest)


def _with_others(
    pieces: Sequence[Sequence[int]],
    number: int,
    text: Sequence[int],
    middle: Match,
    gap: int,
) -> Found | None:
    """Add the pieces before and after the longest one."""
    start, end, same = middle.other_start, middle.other_end, middle.same
    for piece in pieces[number + 1 :]:
        found = _next(piece, text, end, min(len(text), end + gap + len(piece)))
        if found is not None:
            end, same = found + len(piece), same + len(piece)
    for piece in reversed(pieces[:number]):
        found = _next(piece, text, max(0, start - gap - len(piece)), start, last=True)
        if found is not None:
            start, same = found, same + len(piece)
    total = length_of(pieces)
    enough = total if total < _EXACT else _ENOUGH * total
    return Found(start, end, same / total) if same >= enough else None


def _next(
    piece: Sequence[int],
    text: Sequence[int],
    low: int,
    high: int,
    *,
    last: bool = False,
) -> int | None:
    """Where a piece stands in a part of a text, the first or the last time."""
    wanted, length = list(piece), len(piece)
    places = range(low, high - length + 1)
    for place in reversed(places) if last else places:
        if text[place] == wanted[0] and list(text[place : place + length]) == wanted:
            return place
    return None
