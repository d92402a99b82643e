"""The place in a text that is most like a pattern, by edit distance.

Myers' bit-parallel algorithm (G. Myers 1999, "A fast bit-vector algorithm for
approximate string matching", as written down by H. Hyyrö 2003), with Python's long
integers for the columns: a character of the text costs a microsecond or two for
patterns of up to some hundred characters, so that callers give windows and not books.
"""

from collections.abc import Iterable


def distance(one: str, other: str) -> int:
    """Characters to be added, left out or changed from one text to the other."""
    shared = _shared(one, other)
    one, other = one[shared:], other[shared:]
    shared = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - shared], other[: len(other) - shared]
    if not one or not other:
        return max(len(one), len(other))
    if len(one) > len(other):
        one, other = other, one
    return _ends(one, other, anywhere=False)[-1]


def most_like(pattern: str, text: str) -> tuple[int, int, int] | None:
    """The stretch of a text that is most like a pattern, and how far they are apart.

    Gives ``(start, end, distance)``; of equally like ones the first is given, as long
    as it may be. None where nothing is like it at all.
    """
    if not pattern or not text:
        return None
    ends = _ends(pattern, text, anywhere=True)
    least = min(ends)
    if least >= len(pattern):
        return None
    end = ends.index(least) + 1
    while end < len(ends) and ends[end] == least:
        end += 1  # the next character does no harm
    reach = max(0, end - len(pattern) - least - 1)
    backwards = _ends(pattern[::-1], text[reach:end][::-1], anywhere=False)
    best = min(backwards)
    size = len(backwards) - backwards[::-1].index(best)
    return end - size, end, best


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    least, most = 0, min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    while least + 1 < most:
        middle = (least + most) // 2
        if one[:middle] == other[:middle]:
            least = middle
        else:
            most = middle
    return least


def _ends(pattern: str, text: Iterable[str], *, anywhere: bool) -> list[int]:
    """The distance of the pattern to the best stretch that ends at each character.

    The stretch begins ``anywhere``, or else with the text.
    """
    size = len(pattern)
    whole, top = (1 << size) - 1, 1 << (size - 1)
    places: dict[str, int] = {}
    for at, character in enumerate(pattern):
        places[character] = places.get(character, 0) | 1 << at
    up, down, score = whole, 0, size
    first = 0 if anywhere else 1
    scores = []
    for character in text:
        same = places.get(character, 0)
        diagonal = (((same & up) + up) ^ up) | same | down
        rises = down | (whole & ~(diagonal | up))
        falls = up & diagonal
        if rises & top:
            score += 1
        elif falls & top:
            score -= 1
        scores.append(score)
        rises = rises << 1 | first
        up = (falls << 1 | (whole & ~(diagonal | rises))) & whole
        down = rises & diagonal & whole
    return scores
