"""Break text into lines by its width in cells.

Greedy, by offsets: the text is never copied or changed. Where every character is
one cell wide, the place that no longer fits is arithmetic; elsewhere it is found in the
sums of the widths. The rules for where a line may end are the same for both:

- at spaces, which then belong to no line, but not before a dash or closing
  punctuation that stands alone (``— «» !``) nor after a lone opening one, and not
  between what belongs together (``№ 27``, ``А. С.``: :mod:`gulagreader.text.binding`);
- after a hyphen between letters and after a dash between words;
- between East Asian characters, but not before their closing punctuation;
- and a word longer than the line is cut between what is shown as one character.
"""

from bisect import bisect_right
from itertools import accumulate
from unicodedata import combining

from gulagreader.domain.late_patterns import late_pattern
from gulagreader.text.binding import (
    ALONE_BEHIND,
    CLINGING,
    CLOSING,
    DOUBT_AFTER,
    DOUBT_BEFORE,
    EAST_ASIAN_CLOSING,
    OPENING,
    is_bound,
)
from gulagreader.text.cells import all_single, char_widths

_DASHES = "—–-‐"
_EAST_ASIAN = late_pattern(
    "[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_NOT_FIRST = (
    CLOSING
    | EAST_ASIAN_CLOSING
    | frozenset("ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥—")
)
_NOT_LAST = OPENING | frozenset("（［｛「『【〔〈《〖〘“‘")

Extent = tuple[int, int]


def wrap(text: str, width: int) -> list[Extent]:
    """Break a text into lines of at most ``width`` cells.

    Gives ``(start, end)`` of each line in code points; newlines force a break,
    and the white space at a break belongs to no line. Every other character is
    on exactly one line. A width below 1 counts as 1. Only what is shown as one
    character and is wider than the width (two cells on a width of 1) makes a line
    longer than it, and stands there alone.
    """
    width = max(1, width)
    if "\n" not in text:
        return _wrap_line(text, 0, len(text), width)
    lines: list[Extent] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        lines += _wrap_line(text, start, end, width)
        start = end + 1
    return lines


def _wrap_line(text: str, start: int, end: int, width: int) -> list[Extent]:
    """Wrap ``text[start:end]``, which holds no newline."""
    while end > start and text[end - 1] == " ":
        end -= 1
    piece = text if end - start == len(text) else text[start:end]
    if all_single(piece):
        if end - start <= width:
            return [(start, end)]
        return _wrap_single(text, start, end, width)
    return _wrap_measured(piece, start, width)


def _wrap_single(text: str, start: int, end: int, width: int) -> list[Extent]:
    lines: list[Extent] = []
    add = lines.append
    rfind = text.rfind
    hyphens, dashes, ranges = "-" in text, "—" in text, "–" in text
    while end - start > width:
        limit = start + width
        # What is true of most lines is tried first: the last space that fits, with
        # words on both sides that may be parted, and no dash in the part of the next
        # word that would still fit.
        space = rfind(" ", start, limit + 1)
        if (
            space > start
            and not (hyphens and rfind("-", space, limit) >= 0)
            and not (dashes and rfind("—", space, limit) >= 0)
            and not (ranges and rfind("–", space, limit) >= 0)
            and (
                (
                    text[space + 1] not in DOUBT_AFTER
                    and text[space - 1] not in DOUBT_BEFORE
                    and text[space - 2] not in ALONE_BEHIND
                )
                or (
                    text[space + 1] != " " != text[space - 1]
                    and not is_bound(text, space, space + 1, start, end)
                )
            )
        ):
            add((start, space))
            start = space + 1
            continue
        stop, start_next = _break(text, start, limit, end, wide=False)
        add((start, stop))
        start = start_next
    if start < end:
        add((start, end))
    return lines


def _wrap_measured(text: str, offset: int, width: int) -> list[Extent]:
    measured = MeasuredText(text)
    lines: list[Extent] = []
    start = 0
    while not measured.fits(start, width):
        stop, following = measured.line(start, width)
        lines.append((offset + start, offset + stop))
        start = following
    if start < measured.end:
        lines.append((offset + start, offset + measured.end))
    return lines or [(offset, offset)]


class SingleText:
    """A :class:`MeasuredText` of characters that are all one cell wide."""

    def __init__(self, text: str) -> None:
        self.text, self.end = text, len(text)
        self._dashes = [dash for dash in "-—–" if dash in text]

    def cells(self, start: int, stop: int) -> int:
        """The width of a part of it."""
        return stop - start

    def fits(self, start: int, width: int) -> bool:
        """Whether all from ``start`` on is one line."""
        return self.end - start <= width

    def limit(self, start: int, width: int) -> int:
        """The first place whose character is not on a line from ``start`` any more."""
        return min(start + width, self.end)

    def line(self, start: int, width: int) -> Extent:
        """Where the line ends that begins at ``start``, and where the next begins.

        Only of a text that does not fit.
        """
        text, limit = self.text, start + width
        space = text.rfind(" ", start, limit + 1)
        # Most lines end here, as in _wrap_single.
        if (
            space > start
            and text[space + 1] not in DOUBT_AFTER
            and text[space - 1] not in DOUBT_BEFORE
            and text[space - 2] not in ALONE_BEHIND
            and not any(text.rfind(dash, space, limit) >= 0 for dash in self._dashes)
        ):
            return space, space + 1
        return _break(text, start, limit, self.end, wide=False)


class MeasuredText:
    """A text without newlines, and spaces at its end, whose lines are found singly."""

    def __init__(self, text: str) -> None:
        self.text, self.end = text, len(text)
        self._widths = char_widths(text)
        self._sums = [0, *accumulate(self._widths)]
        self._wide = _EAST_ASIAN.search(text) is not None

    def cells(self, start: int, stop: int) -> int:
        """The width of a part of it."""
        return self._sums[stop] - self._sums[start]

    def fits(self, start: int, width: int) -> bool:
        """Whether all from ``start`` on is one line."""
        return self.cells(start, self.end) <= width

    def limit(self, start: int, width: int) -> int:
        """The first place whose character is not on a line from ``start`` any more."""
        # The last place whose sum fits; zero-width characters go with their base.
        return bisect_right(self._sums, self._sums[start] + width, start) - 1

    def line(self, start: int, width: int) -> Extent:
        """Where the line ends that begins at ``start``, and where the next begins.

        Only of a text that does not fit.
        """
        widths, limit = self._widths, self.limit(start, width)
        if limit == start or not any(widths[start:limit]):
            # One cluster alone is wider than the line: it stands on its own.
            limit = next((n for n in range(limit + 1, self.end) if widths[n]), self.end)
            return limit, limit
        stop, following = _break(self.text, start, limit, self.end, wide=self._wide)
        if stop == following and not widths[stop]:
            # Not inside what is shown as one.
            while stop > start and not widths[stop]:
                stop -= 1
            stop = following = stop if any(widths[start:stop]) else limit
        return stop, following


Measured = SingleText | MeasuredText


def measured(text: str) -> Measured:
    """A text without newlines, and spaces at its end, whose lines are found soonest."""
    return SingleText(text) if all_single(text) else MeasuredText(text)


def _break(text: str, start: int, limit: int, end: int, *, wide: bool) -> Extent:
    """Where a line that fits up to ``limit`` ends, and where the next one begins.

    ``limit`` is after ``start`` and before ``end``; what stands at it no longer fits.
    """
    second_best = None
    place = limit
    while place > start:
        if text[place] == " ":
            first = place
            while first > start and text[first - 1] == " ":
                first -= 1
            if first > start:
                after = place
                while after < end and text[after] == " ":
                    after += 1
                if not is_bound(text, first, after, start, end):
                    return first, after
                second_best = second_best or (first, after)
            place = first
        elif _parts(text, place, start, wide=wide):
            return place, place
        place -= 1
    if second_best is not None:
        return second_best
    place = limit
    # A word that is cut keeps its closing marks with its last letter.
    word_end = text.find(" ", limit, end)
    rest = text[limit : end if word_end < 0 else word_end][:8]
    if CLOSING.issuperset(rest) and place - 1 > start:
        place -= 1
    return place, place


def _parts(text: str, place: int, start: int, *, wide: bool) -> bool:
    """Whether a line may end inside a word, before ``place``."""
    last, first = text[place - 1], text[place]
    if wide and (_EAST_ASIAN.match(last) or _EAST_ASIAN.match(first)):
        return last != " " and last not in _NOT_LAST and first not in _NOT_FIRST
    if last not in _DASHES or place - 2 < start:
        return False
    before = text[place - 2]
    if last in "-‐":
        # Not in numbers and options (-5, --force), and not in addresses.
        letters = (before.isalpha() or combining(before)) and first.isalpha()
        return bool(letters) and not _in_address(text, place)
    if before.isdigit() and first.isdigit():
        return False
    return before != " " and first not in CLINGING


def _in_address(text: str, place: int) -> bool:
    word = max(text.rfind(" ", 0, place), text.rfind("\n", 0, place)) + 1
    return "://" in text[word:place]
