"""What a command is: its key, its words and where it works."""

import re
from contextlib import suppress
from enum import StrEnum
from unicodedata import lookup

from textual.binding import Binding

from gulagreader.domain.late_dataclasses import dataclass


class Where(StrEnum):
    """Where a command works."""

    ANYWHERE = "Everywhere"
    LIST = "In the list of posts"
    TEXT = "In the post and in the thread"
    POST = "In the post"
    THREAD = "In the thread"
    PEEK = "In the comments above"
    SELECTING = "While a passage is selected by keys"
    SEARCH = "In the search"
    LINE = "In the search, in the line that is typed in"
    HITS = "In the search, in the hits"
    COUNTS = "In the search, in the counts of authors, posts and years"
    YEARS = "In the search, in the line of years"
    REVIEW = "In the look before an import"
    GUESSES = "In the look before an import, in the guesses"
    NOTES = "In the list of notes"
    PEOPLE = "In the people"
    CONCORDANCE = "In the concordance"
    KEYWORDS = "In the concordance, in its lines"
    DOSSIER = "In the dossier"
    ENTRIES = "In the dossier, in its entries"
    TAKINGS = "In the list of who took a passage up"
    QUOTATIONS = "In the quotations"
    QUOTED = "In the quotations, in the list"
    QUOTED_COUNTS = "In the quotations, in the counts of speakers, sources and years"
    QUOTATION_LINE = "In the quotations, in the line that is typed in"


@dataclass(frozen=True, slots=True)
class Command:
    """Something a reader can do."""

    name: str
    """The action's name, with its parameter."""
    keys: str
    """Textual's names of the keys, separated by commas; the first is shown."""
    label: str
    """One or two words for the footer."""
    help: str
    """What it does, in a sentence without a full stop."""
    where: Where
    footer: bool = False
    shown: str | None = None
    """How the key is written where Textual's name for it is unclear."""

    @property
    def binding(self) -> Binding:
        """The binding of this command; letters of other layouts come as Latin ones."""
        return Binding(
            self.keys,
            self.name,
            self.label,
            show=self.footer,
            key_display=self.key_display,
            tooltip=self.help,
            # Carried out by the app itself, in the order the keys came: a pane that
            # is asked in turn would answer after the next key had gone elsewhere.
            priority=True,
            id=self.id,
        )

    @property
    def id(self) -> str:
        """Names the command where a reader gives it other keys: ``thread.fold-all``."""
        action = _ACTION.fullmatch(self.name)
        name, argument = action.groups() if action is not None else (self.name, None)
        if argument:
            name = name.removeprefix("next_").removesuffix("_next")
        words = [name, _ARGUMENTS.get(argument or "", argument or "")]
        done = "-".join(word.replace("_", "-") for word in words if word)
        return f"{self.where.name.lower()}.{done}"

    @property
    def key_display(self) -> str:
        """The first key as a reader would write it."""
        return self.shown or display_of(self.keys.split(",", maxsplit=1)[0])


_ACTION = re.compile(r"(?:app\.|screen\.)?(\w+)(?:\('?(.*?)'?\))?")
_ARGUMENTS = {
    "1": "next",
    "-1": "previous",
    "1, 2": "half-next",
    "-1, 2": "half-previous",
    "True": "",
    "False": "open",
}
_FUNCTION_KEY = re.compile(r"f\d+")
_DISPLAY = {
    "question_mark": "?",
    "slash": "/",
    "full_stop": ".",
    "comma": ",",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "minus": "-",
    "equals_sign": "=",
    "asterisk": "*",
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "semicolon": ";",
    "colon": ":",
    "plus": "+",
    "at": "@",
    "underscore": "_",
    "backslash": "\\",
    "enter": "Enter",
    "space": "Space",
    "escape": "Esc",
    "backspace": "Backspace",
    "delete": "Del",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}


def display_of(key: str) -> str:
    """Write a key's name as a reader would."""
    held, plus, name = key.rpartition("+")
    shown = _DISPLAY.get(name)
    if shown is None:
        shown = name.upper() if _FUNCTION_KEY.fullmatch(name) else _sign_of(name)
    return held.capitalize() + plus + shown


def _sign_of(name: str) -> str:
    """The sign that a key writes, by Unicode's name of it; else the name itself."""
    if len(name) > 1:
        with suppress(KeyError):
            sign = lookup(name.replace("_", " "))
            # Words that are no key's name may be a picture's, such as page.
            return sign if sign.isascii() or "_" in name else name
    return name


def command_of(
    name: str, keys: str, label: str, text: str, where: Where, footer: bool = False
) -> Command:
    """A command in a row of a table."""
    return Command(name, keys, label, text, where, footer)
