"""The fields of a library's files, taken key by key, and what is to be said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gulagreader.domain.dates import parse_date
from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.sources import CONTROLS
from gulagreader.text.clean import clean_line, cleaned
from gulagreader.text.yaml_values import YamlMapping, cleaned_value

_NOTHING = frozenset(("", "~"))


@dataclass
class Told:
    """What is to be said about files that were read."""

    remarks: list[Remark] = field(default_factory=list)
    removed: int = 0
    """Characters that could act on a terminal or cannot be seen."""

    def clean(self, text: str) -> str:
        """Clean a text and count what went."""
        tidy = cleaned(text)
        self.removed += tidy.removed
        return tidy.text

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was removed, as a report counts it."""
        return (LeftOut(CONTROLS, self.removed),) if self.removed else ()


@dataclass
class Keys:
    """A mapping of a file, from which known keys are taken and the rest is kept."""

    mapping: Mapping[str, object]
    told: Told
    _taken: set[str] = field(default_factory=set)

    def take(self, key: str) -> object:
        """A value as it stands; None where the key is missing."""
        self._taken.add(key)
        return self.mapping.get(key)

    def doubt(self, key: str, what: str) -> None:
        """Tell that a value is not understood, and keep it among the rest."""
        mapping = self.mapping
        lines = mapping.lines if isinstance(mapping, YamlMapping) else {}
        self.told.remarks.append(Remark(lines.get(key), what))
        self._taken.discard(key)

    def words(self, key: str) -> str | None:
        """Words on one line; a list of words is joined with commas."""
        value = self.take(key)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = ", ".join(str(one) for one in value)
        if value is None:
            return None
        if not isinstance(value, str):
            self.doubt(key, f"{key} is not words on a line and is kept as it stands")
            return None
        line = clean_line(str(value))
        return None if line in _NOTHING else line

    def date(self) -> str | None:
        """A date that is one."""
        written = self.words("date")
        if written is None or parse_date(written) is not None:
            return written
        self.doubt("date", f"the date “{written[:60]}” is not understood")
        return None

    def list_of_words(self, key: str) -> tuple[str, ...]:
        """A list of words, or words between commas."""
        value = self.take(key)
        given = str(value).split(",") if isinstance(value, str) else value
        if given is None:
            return ()
        if not isinstance(given, list) or not all(isinstance(o, str) for o in given):
            self.doubt(key, f"{key} is no list of words and is kept as it stands")
            return ()
        words = (clean_line(str(one)) for one in given)
        return tuple(word for word in words if word)

    def rest(self) -> dict[str, object]:
        """What was not taken."""
        return {
            clean_line(key): cleaned_value(value)
            for key, value in self.mapping.items()
            if key not in self._taken
        }
