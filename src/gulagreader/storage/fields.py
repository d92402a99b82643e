"""Fields of a library's files: strings put into their types, oddities named."""

from dataclasses import field
from pathlib import Path

from gulagreader.domain.dates import parse_date
from gulagreader.domain.errors import Damage
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.clean import clean_line
from gulagreader.text.digests import sha256
from gulagreader.text.yaml_values import YamlMapping, YamlValue, cleaned_value

_NOTHING = frozenset({"", "~"})


@dataclass(slots=True)
class Doubts:
    """Collects what is odd about one file; none of it hides the file."""

    path: Path
    found: list[Damage] = field(default_factory=list)

    def add(self, line: int | None, reason: str) -> None:
        """Name an oddity at a line."""
        self.found.append(Damage(self.path, line, reason, fatal=False))


class Fields:
    """One mapping of a file, from which known keys are taken and the rest kept."""

    def __init__(self, mapping: YamlMapping, doubts: Doubts) -> None:
        self._mapping = mapping
        self._doubts = doubts
        self._taken: set[str] = set()

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping where the key is missing."""
        return self._mapping.lines.get(key, self._mapping.line)

    def doubt(self, key: str, reason: str) -> None:
        """Name an oddity of a key."""
        self._doubts.add(self.line_of(key), reason)

    def take(self, key: str) -> YamlValue | None:
        """Take a value as it stands; None where the key is missing."""
        self._taken.add(key)
        return self._mapping.get(key)

    def keep(self, key: str) -> None:
        """Leave a key among the rest, because its value was not understood."""
        self._taken.discard(key)

    def words(self, key: str) -> str | None:
        """Take a value as words on one line; None where it says nothing.

        A list of words is joined with commas.
        """
        value = self.take(key)
        if value is None:
            return None
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = ", ".join(str(item) for item in value)
        if not isinstance(value, str):
            self.doubt(key, f"{key} is not words on a line, so it is not shown")
            self.keep(key)
            return None
        line = clean_line(str(value))
        return None if line in _NOTHING else line

    def date(self) -> str | None:
        """Take ``date`` where it is ISO 8601; else keep it and name the doubt."""
        written = self.words("date")
        if written is None or parse_date(written) is not None:
            return written
        self.doubt(
            "date",
            f'the date "{written[:40]}" is not understood; write it as 1953-03-27'
            " or 1953-03-27T17:04",
        )
        self.keep("date")
        return None

    def list_of_words(self, key: str) -> tuple[str, ...]:
        """Take a list of words; words between commas count as a list."""
        value = self.take(key)
        if value is None:
            return ()
        given: list[YamlValue] = []
        if isinstance(value, str):
            given.extend(str(value).split(","))
        elif isinstance(value, list):
            given.extend(value)
        if isinstance(value, dict) or not all(isinstance(word, str) for word in given):
            self.doubt(key, f"{key} is not a list of words, so it is not shown")
            self.keep(key)
            return ()
        words = (clean_line(str(word)) for word in given)
        return tuple(word for word in words if word)

    def rest(self) -> dict[str, object]:
        """What was not taken, cleaned, in the order of the file."""
        return {
            clean_line(key): cleaned_value(value)
            for key, value in self._mapping.items()
            if key not in self._taken
        }


def as_written(value: YamlValue) -> str:
    """A value that should have been words, as the words of its YAML."""
    if isinstance(value, str):
        return str(value)
    from gulagreader.text.yaml_events import write_yaml  # noqa: PLC0415 - start-up

    return write_yaml(cleaned_value(value)).strip()


def stable_id(*parts: str) -> str:
    """Derive an id of 16 hexadecimal digits that the same parts always give."""
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return sha256(data).hexdigest()[:16]
