"""How far two spellings are apart."""

from collections.abc import Iterable

_SHORT = 5
"""Words of fewer letters are taken for one another only where one letter differs."""


def closest(word: str, others: Iterable[str], limit: int) -> list[str]:
    """The others that may be meant by a word, the likest first.

    At most one letter of a short word and two of a longer one are added, left out,
    changed or swapped with the next. Of equally like ones the first come first.
    """
    most = 1 if len(word) < _SHORT else 2
    letters = set(word)
    # A change puts one letter in the place of another at most. To see that is ten
    # times as fast as to measure, and nearly all of fifty thousand words go.
    like = (o for o in others if len(letters.symmetric_difference(o)) <= 2 * most)
    near = ((distance(word, other, most), other) for other in like)
    found = [(far, other) for far, other in near if 0 < far <= most]
    return [other for _, other in sorted(found, key=lambda pair: pair[0])[:limit]]


def distance(one: str, other: str, most: int) -> int:
    """Changes from one word to the other, swaps of neighbours among them.

    The distance of optimal string alignment (Damerau 1964); ``most + 1`` stands for
    all that are farther apart.
    """
    too_far = most + 1
    if abs(len(one) - len(other)) > most:
        return too_far
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        line = [row]
        for at, there in enumerate(other, 1):
            changed = above[at - 1] + (letter != there)
            best = min(changed, above[at] + 1, line[-1] + 1)
            if row > 1 < at and letter == other[at - 2] and one[row - 2] == there:
                best = min(best, before[at - 2] + 1)
            line.append(best)
        if min(line) > most:
            return too_far
        before, above = above, line
    return min(above[-1], too_far)
