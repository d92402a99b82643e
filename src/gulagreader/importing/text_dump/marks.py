"""The marks of list items in a dump: those that are always one, and those that may be.

Lynx marks the levels of its lists ``* + o # @ - =``, the older html2text ``* o #`` and
``#`` from then on, w3m ``• □ ☆ ○ ■ ★ ◎ ● △``. A line that begins with one of the later
signs is mostly words (“o” is “or” in Spanish and Italian, “about” in Polish; a star
adorns), so it is taken for a mark only
where it stands as those programs set it: under an item of the level above, further in
than that item's words. And a line can begin with a year that ends a sentence.
"""

import re
from collections import Counter
from collections.abc import Sequence

from gulagreader.importing.printed_dates import MONTH_NAMES
from gulagreader.importing.text_dump import patterns, said_by

# “13. Januar 2009” is no thirteenth item.
MARK = re.compile(
    rf"(?:(?P<number>\d{{1,5}})\.(?! (?i:{'|'.join(sorted(MONTH_NAMES))})\.?,? \d{{4}})"
    r"|(?P<bullet>[•*+◦□☆▪■○●–]))(?:\s+(?P<rest>\S.*)|\s*)$",
    re.DOTALL,
)
"""A line that begins with a mark, whatever stands above it."""
SIGNS = frozenset("0123456789•*+◦□☆▪■○●–")
"""What such a line begins with."""
LATER_MARK = re.compile(r"(?P<bullet>[o#@=★◎△-])(?:\s+(?P<rest>\S.*)|\s*)$", re.DOTALL)
"""A line that begins with the mark of a later level, if it is a mark."""
_ABOVE = {"o": "1*+", "#": "1o#", "@": "#", "-": "@", "=": "-"}
_ABOVE |= {"★": "■", "◎": "★", "△": "●"}
"""The marks that the level above may have; ``1`` is a number."""

_ALONE = re.compile(r"(?:\d{1,5}\.|[•*+o#@])")


def hung_in(text: Sequence[str], indent: Sequence[int]) -> tuple[int, ...]:
    """Set in a line that lynx hangs out: a mark alone, the name left of it, the words.

    The name belongs to the item whose mark stands above it.
    """
    own = list(indent)
    for at in range(1, len(own) - 2):
        if (
            0 < own[at + 1] < own[at] + 1 < own[at + 2]
            and own[at + 1] >= own[at] - 2
            and _ALONE.fullmatch(text[at])
            and not MARK.match(text[at + 1])
            and (own[at - 1] != own[at] or MARK.match(text[at - 1]))
        ):
            own[at + 1] = own[at] + 1
    return tuple(own)


def later_marks(text: Sequence[str], indent: Sequence[int]) -> frozenset[int]:
    """The places of lines that begin with the mark of a later level.

    ``text`` are lines without their indentation, ``indent`` is -1 for a blank one.
    """
    found: set[int] = set()
    if not any(line.startswith(("o ", "# ", "★ ")) for line in text):
        return frozenset()
    open_: list[tuple[int, str, int]] = []  # indentation, mark, where its words begin
    for at, line in enumerate(text):
        own = indent[at]
        if own < 0:
            continue
        while open_ and open_[-1][0] >= own:
            open_.pop()
        if line[0] in SIGNS and (mark := MARK.match(line)) is not None:
            sign = mark["bullet"] or "1"
        elif line[0] in _ABOVE and (mark := LATER_MARK.match(line)) is not None:
            sign = mark["bullet"]
            if not open_ or not _stands_under(open_[-1], sign, own):
                continue
            # In words that are set in, a line can begin so as any other.
            if at and indent[at - 1] == own and at - 1 not in found:
                continue
            found.add(at)
        else:
            continue
        words = mark.start("rest") if mark["rest"] else len(line) + 1
        open_.append((own, sign, own + words))
    return frozenset(found)


def _stands_under(item: tuple[int, str, int], sign: str, indent: int) -> bool:
    _, above, words = item
    return above in _ABOVE[sign] and indent > words


_FEW_MISSING = 40
"""Numbers that may be missing between two items: dropped trackbacks leave holes."""
_NO_YEAR = 100


def numbers_in_words(text: Sequence[str], indent: Sequence[int]) -> frozenset[int]:
    """The places of lines that begin with a number and a full stop, and are words.

    “… most of them stayed until / 1956.” is no item. A number alone on its line is
    one where another is near it; one in the middle of a sentence is, where the number
    before it numbers something too.
    """
    told: dict[int, tuple[int, bool]] = {}
    for at, line in enumerate(text):
        if line[:1].isdecimal() and (mark := MARK.match(line)) is not None:
            told[at] = int(mark["number"]), mark["rest"] is None
    times = Counter(number for number, _ in told.values())
    return frozenset(
        at
        for at, (number, alone) in told.items()
        if number > 1
        and (
            (alone and not _is_near(number, times))
            or (
                (alone or number >= _NO_YEAR)
                and number - 1 not in times
                and at - 1 not in told
                and _goes_on(text, indent, at)
            )
        )
    )


def _is_near(number: int, times: Counter[int]) -> bool:
    if times[number] > 1:
        return True
    near = range(number - _FEW_MISSING, number + _FEW_MISSING + 1)
    return any(other in times for other in near if other != number)


SENTENCE_ENDS = (".", "!", "?", "…", ":", "”", '"', "»", ")")
"""How a line ends that ends a sentence too."""


def _goes_on(text: Sequence[str], indent: Sequence[int], at: int) -> bool:
    """Whether the line above is one of words that do not end with it."""
    above = text[at - 1] if at and indent[at - 1] == indent[at] else ""
    return (
        bool(above) and not above.endswith(SENTENCE_ENDS) and not says_no_words(above)
    )


def says_no_words(line: str) -> bool:
    """Whether a line is a button, or says only who or when."""
    return (
        patterns.is_reply_line(line) is not None
        or said_by.is_date_line(line) is not None
        or said_by.author_says(line) is not None
    )
