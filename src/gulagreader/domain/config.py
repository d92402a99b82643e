"""What a reader may settle in a file: the config's fields, once, with their words."""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.note_colours import COLOURS
from gulagreader.domain.reference_styles import ReferenceStyle

_YES_OR_NO = ("yes", "no")
_OLD_TERMINALS = ("vt100", "vt102", "vt220", "linux")


class Signs(StrEnum):
    """With which signs lines, marks and arrows are drawn."""

    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


def wants_plain(signs: Signs, environ: Mapping[str, str]) -> bool:
    """Whether plain signs are to be drawn.

    Left to the program, they are where the locale names a character set other than
    UTF-8, or the terminal is one whose fonts have few signs.
    """
    if signs is not Signs.AUTO:
        return signs is Signs.ASCII
    locale = next(
        (environ[n] for n in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(n)), ""
    )
    charset = locale.partition(".")[2].partition("@")[0].lower().replace("-", "")
    if charset and charset != "utf8":
        return True
    return environ.get("TERM", "") in _OLD_TERMINALS


class Emoji(StrEnum):
    """How emoji are drawn that are made of several characters."""

    AUTO = "auto"
    JOINED = "joined"
    PARTED = "parted"


class Motion(StrEnum):
    """How much may move on the screen by itself."""

    FULL = "full"
    REDUCED = "reduced"


@dataclass(frozen=True, slots=True)
class ConfigField:
    """One field of the config."""

    name: str
    usual: str
    """What holds without it, as it would be written."""
    words: str
    """What it settles, in a sentence without a full stop."""
    choices: tuple[str, ...] = ()
    """The words that it may be; any where there are none."""
    least: int | None = None
    most: int | None = None
    """The bounds of a whole number."""
    setting: str = ""
    """The setting of the reader's memory that it gives a value to; empty for none."""


FIELDS: tuple[ConfigField, ...] = (
    ConfigField(
        "library",
        "~",
        "The library to open where none is named: a folder",
    ),
    ConfigField(
        "theme",
        "lamp",
        "The colours; the palette (Ctrl+P) lists and shows them",
        setting="theme",
    ),
    ConfigField(
        "signs",
        Signs.AUTO,
        "Lines, marks and arrows: auto asks the terminal, ascii is for one that"
        " shows boxes in their place",
        tuple(Signs),
    ),
    ConfigField(
        "emoji",
        Emoji.AUTO,
        "Emoji made of several (families, flags, skins): auto asks the terminal at the"
        " first whether it draws them as one; parted is for one that then shifts what"
        " stands behind them",
        tuple(Emoji),
    ),
    ConfigField(
        "motion",
        Motion.FULL,
        "reduced keeps still what moves by itself, such as a blinking cursor",
        tuple(Motion),
    ),
    ConfigField(
        "terminal-title",
        "yes",
        "Whether the terminal is called by what is read, while it is read",
        _YES_OR_NO,
    ),
    ConfigField(
        "editor",
        "~",
        "The editor's command; without it $VISUAL, then $EDITOR",
    ),
    ConfigField(
        "measure",
        "72",
        "The widest a line of text gets, in cells",
        least=20,
        most=200,
        setting="measure",
    ),
    ConfigField(
        "hyphenation",
        "no",
        "Whether words are parted at the ends of lines, as their language parts them;"
        " needs the extra hyphenation",
        _YES_OR_NO,
        setting="hyphenation",
    ),
    ConfigField(
        "paragraph-numbers",
        "no",
        "Whether the numbers of the paragraphs stand beside a post",
        _YES_OR_NO,
        setting="paragraph-numbers",
    ),
    ConfigField(
        "pinned-post",
        "yes",
        "Whether a post goes along to the passage that the comment at hand quotes",
        _YES_OR_NO,
        setting="pinned",
    ),
    ConfigField(
        "comments",
        "tree",
        "Whether comments stand under what they answer, or in the order of time",
        ("tree", "time"),
        setting="comments",
    ),
    ConfigField(
        "new-since",
        "visit",
        "Since when a comment is new: visit (your last one), day, week, month, all,"
        " or a date such as 2014-03-05",
        setting="new-since",
    ),
    ConfigField(
        "citation-style",
        "~",
        "The style that c cites in; without it the reader asks at the first time",
        tuple(ReferenceStyle),
        setting="citation style",
    ),
    ConfigField(
        "note-colour",
        COLOURS[0],
        "The colour that a new note begins with",
        COLOURS,
        setting="note colour",
    ),
    ConfigField(
        "layouts",
        "[russian]",
        "Keyboard layouts whose letters move and fold as the Latin ones in their"
        " place: russian, ukrainian, belarusian, greek, hebrew, armenian, georgian,"
        " or the letters themselves in the places of q to m",
    ),
    ConfigField(
        "keys",
        "",
        "Other keys, by the command's name as gulagreader keys lists it: a key, a"
        " list of keys, or none",
    ),
)
"""Every field, in the order of the file."""
SETTINGS = {field.name: field.setting for field in FIELDS if field.setting}
"""Fields with the settings of the memory that they give a value to. The reader may
change these on the screen as well; there a change holds until the program ends,
where the config names the field, and for good where it does not."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the reader settled; None is what the program would do by itself."""

    library: Path | None = None
    editor: str | None = None
    signs: Signs = Signs.AUTO
    emoji: Emoji = Emoji.AUTO
    motion: Motion = Motion.FULL
    is_titled: bool = True
    """Whether the terminal is called by what is read."""
    layouts: tuple[str, ...] | None = None
    keys: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """For a command's name its keys; an empty tuple for none."""
    settings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The :data:`SETTINGS` that were given, by the names that the memory has."""
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """The line of each field, and of each key as ``keys.NAME``."""


NOTHING_SETTLED = Config()
