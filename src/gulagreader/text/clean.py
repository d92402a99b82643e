"""The one choke point: nothing that could act on a terminal passes here.

Textual and Rich hand escape sequences in content on to the terminal, so every
text is cleaned once, after decoding (of bytes, YAML, HTML and entities) and
before anything else sees it. What it removes is counted, so that an import can
say so. Cleaning twice changes nothing more.
"""

import re
from functools import cache

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.late_patterns import late_pattern

_BREAKS = late_pattern("\r\n|[\r\x85\u2028]")


@cache
def _removed() -> tuple[re.Pattern[str], ...]:
    """What is taken away, in this order. Compiled when a text first needs it."""
    ansi = re.compile(
        "\x1b(?:"
        r"\[[0-?]*[ -/]*[@-~]"  # CSI … final byte (ECMA-48, 5.4)
        "|[\\]PX^_][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)"  # OSC, DCS, SOS, PM, APC
        "|[ -/]*[0-~])"
    )
    c1_string = re.compile(
        "[\x90\x98\x9d-\x9f][^\x07\x1b\x9c\n]*(?:\x07|\x1b\\\\|\x9c)"
    )
    c1_csi = re.compile(r"\x9b[0-?]*[ -/]*[@-~]")
    dangerous = re.compile(
        "["
        "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
        "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
        "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero width, bidi controls
        "\u3164\ufeff\uffa0\ufff0-\ufffb"
        "\ud800-\udfff"  # lone surrogates
        "]"
    )
    # Joiners are kept where they join: between letters of the scripts that need
    # them (Arabic to Indic and South-East Asian ranges) and inside emoji.
    joiner = re.compile(
        "(?<![\u0590-\u08ff\u0900-\u0dff\u0e00-\u109f\u1780-\u18af\u2190-\u2bff"
        "\ufb50-\ufdff\ufe0f\ufe70-\ufefc\U00010a00-\U00011fff\U0001f000-\U0001faff])"
        "[\u200c\u200d]"
    )
    return ansi, c1_string, c1_csi, dangerous, joiner


@cache
def _many_marks() -> re.Pattern[str]:
    """Marks from the fifth on that stand on one letter, after the four before them."""
    return re.compile(
        "([\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
        "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]{4})"
        "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
        "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+"
    )


_TAGS = late_pattern("[\U000e0000-\U000e0fff]+")
"""Tags and invisible variation selectors."""
_BLACK_FLAG = "\U0001f3f4"
# The flag of a part of a country, such as England: behind a black flag the letters of
# the country, one to four signs of its part, and the end (UTS #51, ED-14a, and C.1).
_PLACE = late_pattern(
    "[\U000e0061-\U000e007a]{2}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,4}"
    "\U000e007f"
)


def _flag_of(tags: re.Match[str]) -> str:
    """What is left of a run of tags: those of a flag, or nothing."""
    before = tags.start() - 1
    if before < 0 or tags.string[before] != _BLACK_FLAG:
        return ""
    place = _PLACE.match(tags[0])
    return place[0] if place else ""


_SUSPECT = late_pattern(
    "[^\t\n -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0590"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2100-\u27ff\u3000-\u3163\u3165-\ud7ff]"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and how many characters were removed from it."""

    text: str
    removed: int


def clean(text: str) -> str:
    r"""Give ``text`` without anything that could act on a terminal.

    Line ends become ``\n`` (a paragraph separator two), no-break spaces become
    spaces, tabs stay. Escape sequences go as a whole; control characters, bidi
    controls, invisible characters, lone surrogates and the fifth and later of a
    run of combining marks go singly. Of tags those stay that make a black flag the
    flag of England and the like.
    """
    return cleaned(text).text


def cleaned(text: str) -> Cleaned:
    """Clean ``text`` as :func:`clean` does, and count what was removed."""
    if (text.isascii() and text.isprintable()) or _SUSPECT.search(text) is None:
        return Cleaned(text, 0)
    text = _BREAKS.sub("\n", text).replace("\u2029", "\n\n").replace("\xa0", " ")
    before = len(text)
    previous = None
    # Removing one thing may bring the halves of another together.
    while previous != text:
        previous = text
        for pattern in _removed():
            text = pattern.sub("", text)
        text = _TAGS.sub(_flag_of, text)
        text = _many_marks().sub(r"\1", text)
    return Cleaned(text, before - len(text))


def clean_line(text: str) -> str:
    """Clean ``text`` and put it on one line, runs of white space as one space."""
    # Most names, ids and dates of a thread are on a line already.
    if text.isascii() and text.isprintable() and "  " not in f" {text} ":
        return text
    return " ".join(clean(text).split())
