"""What belongs on one line: marks that must not stand alone, numbers, initials.

The rules are those of Russian and English book printing (for Russian: Milchin and
Cheltsova, *Handbook of the Editor and the Author*, "Breaks that are to be avoided").
They are asked only at a space where a line could end, and only after a cheap look at
its neighbours said that there may be something to ask (:data:`DOUBT_BEFORE`,
:data:`DOUBT_AFTER`).
"""

from gulagreader.domain.late_patterns import late_pattern

CLOSING = frozenset("!?:;,.…»”’)]}›%")
EAST_ASIAN_CLOSING = frozenset("、。，．・：；？！）］｝」』】〕〉》〗〙％")
CLINGING = CLOSING | EAST_ASIAN_CLOSING | frozenset("—–-−")
"""Marks that do not begin a line when they stand alone."""
OPENING = frozenset("«“„‘‚‹([{¿¡")
"""Marks that do not end a line when they stand alone."""
_DIGITS = frozenset("0123456789")
_DASHES = frozenset("—–")
_BEFORE_SPEECH = frozenset(":.")
"""A dash behind one of these begins what is said, and goes with it."""
_PARTICLE_LETTERS = frozenset("бжл")

DOUBT_AFTER = CLINGING | _PARTICLE_LETTERS | _DIGITS | {" "}
"""A space before one of these may not be the end of a line."""
DOUBT_BEFORE = OPENING | _DIGITS | frozenset("—–№§.") | {" "}
"""Nor one after one of these; nor one behind a single letter."""

ALONE_BEHIND = frozenset(" («“„")
"""What a letter stands behind that is a word by itself."""
_HANGING = frozenset("вксуоиаВКСУОИА")
"""Russian words of one letter, which do not end a line; «я» may."""
_PARTICLE = late_pattern(r"(?:бы?|же?|ли|ль)(?!\w)")
_ABBREVIATED = late_pattern(r"(?<!\w)([^\W\d_]{1,4})\.$")
_INITIAL = late_pattern(r"(?<!\w)[^\W\d_]\.(?:-?[^\W\d_]\.)*$")
_LONGEST = 12
"""Letters before a space that are looked at."""
_BEFORE_NUMBERS = frozenset(
    """ст стр с т тт гл п пп ч рис табл л лл д оп ф кн вып см ср №
    p pp no nos art arts vol vols ch fig sec f ff nr bd s""".split()  # noqa: SIM905 - read as words
)
"""Abbreviations that stay with the number behind them: pages, and the shelf marks of
archives (ф. 9414, оп. 1, д. 1137, л. 10)."""
_SHELF_WORDS = frozenset(
    """fond opis delo list folder box reel vol tom
    фонд опись дело лист папка том""".split()  # noqa: SIM905 - read as words
)
"""The same of shelf marks, written out: fond 9414, opis' 1, дело 25."""
_SHELF_WORD = late_pattern(r"(?<!\w)([^\W\d_]{3,6})['’ʹ]?$")
_BEFORE_NAMES = frozenset(
    """г им ул пос дер обл тов гр проф акад ген кн св
    mr mrs ms dr st prof gen col capt""".split()  # noqa: SIM905 - read as words
)
_PAIRS = frozenset(
    [("т", "д"), ("т", "п"), ("т", "е"), ("т", "к"), ("т", "н"), ("н", "э")]
)
_UNIT = late_pattern(
    r"(?:гг?\.|вв?\.|р\.|тыс\.|млн|млрд|руб|коп\.|км|кг|см|мм|га|°|[%‰€$₽])(?![^\W\d])"
)
_THREE_DIGITS = late_pattern(r"\d{3}(?!\d)")
_FEW_DIGITS = late_pattern(r"(?<![\d,.])\d{1,3}$")


def is_bound(text: str, before: int, after: int, start: int, end: int) -> bool:
    """Whether what a space parts must stay on one line.

    The white space is ``text[before:after]``, with something on both sides of it; the
    line began at ``start`` and the paragraph ends at ``end``.
    """
    last, first = text[before - 1], text[after]
    if first in CLINGING and _clings(text, after, end):
        return not (first in _DASHES and last in _BEFORE_SPEECH)
    if last in _DASHES and text[before - 3 : before - 1].rstrip(" ") in _BEFORE_SPEECH:
        return before - 3 > start and text[before - 2] == " "
    alone = before - 1 == start or text[before - 2] in ALONE_BEHIND
    if alone and (last in OPENING or last in _HANGING):
        return True
    if last == ".":
        return _is_abbreviation(text, before, after, start)
    if last in _DIGITS:
        return _number_goes_on(text, before, after, start, end)
    if first in _DIGITS and (last.isalpha() or last in "'’ʹ"):
        return _is_shelf_word(text[max(start, before - _LONGEST) : before])
    if first in _PARTICLE_LETTERS:
        return _PARTICLE.match(text, after, end) is not None
    return last in "№§" or (last in "—–" and before - 1 == start)


def _is_shelf_word(words: str) -> bool:
    """Whether the last word names a part of an archive, with its number behind it."""
    found = _SHELF_WORD.search(words)
    return found is not None and found.group(1).lower() in _SHELF_WORDS


def _clings(text: str, place: int, end: int) -> bool:
    """Whether nothing but marks stands between here and the next space."""
    while place < end and text[place] in CLINGING:
        place += 1
    return place == end or text[place] == " "


def _number_goes_on(text: str, before: int, after: int, start: int, end: int) -> bool:
    """Whether a number goes on with a unit (1953 г.) or its thousands (100 000)."""
    if text[after] in _DIGITS:
        low = max(start, before - _LONGEST)
        return bool(
            _THREE_DIGITS.match(text, after, end)
            and _FEW_DIGITS.search(text[low:before])
        )
    return _UNIT.match(text, after, end) is not None


def _is_abbreviation(text: str, before: int, after: int, start: int) -> bool:
    """Whether a full stop ends an initial, or what belongs to the next word."""
    # Most full stops stand behind a word too long for an abbreviation.
    if text[max(start, before - 6) : before - 1].isalpha() and before - start > 6:
        return False
    words = text[max(start, before - _LONGEST) : before]
    first = text[after]
    found = _ABBREVIATED.search(words)
    short = found.group(1).lower() if found else ""
    if first in _DIGITS:
        return short in _BEFORE_NUMBERS
    if first.isupper():
        initial = _INITIAL.search(words)
        if initial is not None and initial.group().isupper():
            return True
        return (
            short in _BEFORE_NAMES
            and not words[: found.start()].rstrip().endswith(tuple(_DIGITS))
            if found
            else False
        )
    return (short, text[after : after + 2].removesuffix(".")) in _PAIRS
