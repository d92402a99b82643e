"""Emoji made of several characters, written so that every terminal counts them alike.

A family, a flag, a hand of some skin or a red heart is one sign to Unicode (UTS #51),
and to how text is measured here (:mod:`gulagreader.text.cells`). Many terminals count
its characters one by one instead, and what stands behind such a sign is then shifted.
What is written here in its place takes the same cells by both ways of counting: the
first sign alone, the two letters of a flag, a space where a selector would widen.
"""

from collections.abc import Set
from enum import StrEnum
from re import Match

from gulagreader.domain.late_patterns import late_pattern
from gulagreader.text.cells import cell_len

_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa"
_EMOJI += "\U0001f400-\U0001faff"
_TONES = "\U0001f3fb-\U0001f3ff"
_TAGS = "\U000e0020-\U000e007f"
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_PATTERN = late_pattern(
    "(?P<keycap>[#*0-9]\ufe0f\u20e3)"
    "|(?P<flag>[\U0001f1e6-\U0001f1ff]+)"
    f"|(?P<base>[{_EMOJI}])"
    f"(?P<rest>(?:\ufe0f|[{_TONES}]|[{_TAGS}]|\u200d[{_EMOJI}])+)"
    f"|(?P<lone>\u200d?[{_TONES}]+)"
)


class Joint(StrEnum):
    """How characters are made one emoji."""

    JOINED = "joined"
    """By a joiner: families, professions, the rainbow flag; and by tags: Wales."""
    TONED = "toned"
    """By a colour of skin."""
    FLAG = "flag"
    """By two letters of a country."""
    SELECTED = "selected"
    """By the emoji selector, which makes a sign of one cell one of two."""
    KEYCAP = "keycap"
    """By the frame of a key."""


ALL_JOINTS = frozenset(Joint)
SAMPLES = {
    Joint.JOINED: "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    Joint.TONED: "\U0001f44d\U0001f3fd",
    Joint.FLAG: "\U0001f1f5\U0001f1f1",
    Joint.SELECTED: "\u2764\ufe0f",
    Joint.KEYCAP: "1\ufe0f\u20e3",
}
"""One of each. Each takes two cells where it is drawn as one sign."""


def has_joints(text: str) -> bool:
    """Whether a text has emoji that terminals count in different ways."""
    return _PATTERN.search(text) is not None


def parted(text: str, drawn: Set[Joint] = frozenset()) -> str:
    """A text whose emoji are of no joint but those ``drawn``, in as many cells."""
    return _PATTERN.sub(lambda found: _written(found, drawn), text)


def _written(found: Match[str], drawn: Set[Joint]) -> str:
    whole = found[0]
    if found["keycap"]:
        return whole if Joint.KEYCAP in drawn else f"{whole[0]}\u20e3 "
    if found["flag"]:
        return whole if Joint.FLAG in drawn else _letters(whole)
    if found["lone"]:
        return ""  # a colour of nothing: two cells in most terminals, none here
    kept = found["base"] + _kept(found["base"], found["rest"], drawn)
    return kept + " " * (cell_len(whole) - cell_len(kept))


def _kept(base: str, rest: str, drawn: Set[Joint]) -> str:
    """What stays behind the first character of an emoji."""
    is_selected = rest.startswith("\ufe0f")
    if is_selected and Joint.SELECTED not in drawn:
        return ""
    # A hand of one cell becomes one of two where a terminal joins, and not here.
    narrow = cell_len(base) == 1 and not is_selected
    dropped = set() if Joint.TONED in drawn and not narrow else set(_TONE_CHARS)
    if Joint.JOINED not in drawn or narrow:
        rest = rest.partition("\u200d")[0]
        dropped |= _TAG_CHARS
    kept = "".join(char for char in rest if char not in dropped)
    return kept if Joint.SELECTED in drawn else kept.replace("\ufe0f", "")


def _letters(flag: str) -> str:
    return "".join(chr(ord(char) - _FLAG_LETTERS.start + ord("A")) for char in flag)


_TONE_CHARS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_TAG_CHARS = frozenset(map(chr, range(0xE0020, 0xE0080)))
