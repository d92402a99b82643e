"""How wide text is on the screen, in cells.

The widths are those by which the screen is painted (Rich's, compared in a test
over all code points), because a line that is measured one way and painted
another is cut or shifted. Prose in Latin, Greek and Cyrillic with its
typographic marks takes a fast path, on which a character is a cell.
"""

from bisect import bisect_right
from functools import cache
from itertools import accumulate

from gulagreader.text.cell_table import WIDE, WIDENED, ZERO

_SINGLE = frozenset(
    chr(code)
    for first, last in (
        (0x20, 0x7E),
        (0xA0, 0xAC),
        (0xAE, 0x2FF),
        (0x370, 0x482),
        (0x48A, 0x52F),
        (0x2010, 0x2027),  # dashes, quotation marks, the ellipsis
        (0x2030, 0x205E),
        (0x20A0, 0x20C0),
        (0x2116, 0x2116),  # №
        (0x2190, 0x2193),
        (0x2500, 0x25FC),
        (0x2800, 0x28FF),
    )
    for code in range(first, last + 1)
)
all_single = _SINGLE.issuperset
"""Whether every character of a text is known to be one cell wide (fast)."""

_JOINER = "\u200d"
_EMOJI_SELECTOR = "\ufe0f"
_REGIONAL = range(0x1F1E6, 0x1F200)


def ranges(packed: str) -> list[tuple[int, int]]:
    """The ranges of code points of one of the table's strings, ends included."""
    pairs = (item.partition("-") for item in packed.split())
    return [(int(first, 16), int(last or first, 16)) for first, _, last in pairs]


@cache
def _table() -> tuple[list[int], list[tuple[int, int]]]:
    rows = [(*pair, 0) for pair in ranges(ZERO)]
    rows += [(*pair, 2) for pair in ranges(WIDE)]
    rows.sort()
    return [row[0] for row in rows], [(row[1], row[2]) for row in rows]


@cache
def _widened() -> frozenset[str]:
    return frozenset(
        chr(code) for first, last in ranges(WIDENED) for code in range(first, last + 1)
    )


class _Widths(dict[str, int]):
    """The width of each character met so far (bounded by Unicode itself)."""

    def __missing__(self, char: str) -> int:
        starts, rows = _table()
        code = ord(char)
        place = bisect_right(starts, code) - 1
        width = rows[place][1] if code <= rows[place][0] else 1
        self[char] = width
        return width


_WIDTHS = _Widths()
_width = _WIDTHS.__getitem__


def cell_len(text: str) -> int:
    """The cells that a text takes on one line."""
    if all_single(text):
        return len(text)
    if _JOINER in text or _EMOJI_SELECTOR in text:
        return sum(char_widths(text))
    return sum(map(_width, text))


def char_widths(text: str) -> list[int]:
    """The cells of each character, in its place.

    Characters that are shown as one with those before them (combining marks,
    joined emoji, the second half of a flag) have 0, and the first of such a
    cluster has the width of the whole; so a text may be cut before every
    character whose width is not 0.
    """
    widths = list(map(_width, text))
    if _JOINER in text or _EMOJI_SELECTOR in text:
        _join(text, widths)
    if max(text, default="") >= "\U0001f1e6":
        _pair_flags(text, widths)
    return widths


def _join(text: str, widths: list[int]) -> None:
    """Give joined emoji and selected presentations the width of the whole.

    What follows a joiner takes no cells of its own, and the emoji selector
    widens the character measured last, once.
    """
    base: int | None = None
    number = 0
    while number < len(text):
        char = text[number]
        if char == _JOINER:
            number += 1
            if number < len(text):
                widths[number] = 0
        elif char == _EMOJI_SELECTOR:
            if base is not None:
                widths[base] += text[base] in _widened()
            base = None
        elif widths[number]:
            base = number
        number += 1


def _pair_flags(text: str, widths: list[int]) -> None:
    number = 0
    while number + 1 < len(text):
        pair = ord(text[number]) in _REGIONAL and ord(text[number + 1]) in _REGIONAL
        if pair and widths[number] and widths[number + 1]:
            widths[number] += widths[number + 1]
            widths[number + 1] = 0
            number += 1
        number += 1


def may_hold_joined(text: str) -> bool:
    """Whether a text may have emoji of several characters (fast, and may be wrong)."""
    if text.isascii():
        return False
    if _EMOJI_SELECTOR in text or _JOINER in text:
        return True
    # Flags and skins lie above U+FFFF, where UTF-16 takes two units.
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


def cut(text: str, width: int) -> str:
    """The longest beginning of ``text`` that fits ``width`` cells, whole clusters."""
    if all_single(text):
        return text[: max(0, width)]
    ends = list(accumulate(char_widths(text)))
    return text[: bisect_right(ends, max(0, width))]


def fitted(text: str, width: int, mark: str = "…") -> str:
    """``text`` on ``width`` cells: cut with a mark where too long, else padded."""
    length = cell_len(text)
    if length > width:
        kept = cut(text, max(0, width - cell_len(mark))).rstrip() + mark
        text = cut(kept, width)
        length = cell_len(text)
    return text + " " * (width - length)
