"""What a command is: its key, its words and where it works."""

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Where(StrEnum):
    """Where a command works."""

    ANYWHERE = "Everywhere"
    LIST = "In the list of posts"
    TEXT = "In the post and in the thread"
    THREAD = "In the thread"
    SELECTING = "While a passage is selected by keys"
    SEARCH = "In the search"
    LINE = "In the search, in the line that is typed in"
    HITS = "In the search, in the hits"
    COUNTS = "In the search, in the counts of authors, posts and years"
    YEARS = "In the search, in the line of years"
    REVIEW = "In the look before an import"
    GUESSES = "In the look before an import, in the guesses"


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
        """The binding of this command, on a Latin and on a Russian layout."""
        return Binding(
            ",".join(with_twins(self.keys)),
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
        """Names the command to a user's key map."""
        return f"{self.where.name.lower()}.{self.name}"

    @property
    def key_display(self) -> str:
        """The first key as a reader would write it."""
        return self.shown or display_of(self.keys.split(",", maxsplit=1)[0])


_TWINS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM",
        "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ",
        strict=True,
    )
)
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
    "f1": "F1",
}


def with_twins(keys: str) -> tuple[str, ...]:
    """Add to each letter the key that a Russian layout sends in its place."""
    names = tuple(keys.split(","))
    return (*names, *(_TWINS[name] for name in names if name in _TWINS))


def display_of(key: str) -> str:
    """Write a key's name as a reader would."""
    held, plus, name = key.rpartition("+")
    return held.capitalize() + plus + _DISPLAY.get(name, name)


def command_of(
    name: str, keys: str, label: str, text: str, where: Where, footer: bool = False
) -> Command:
    """A command in a row of a table."""
    return Command(name, keys, label, text, where, footer)
