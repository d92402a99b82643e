"""The values of a library's YAML: words, mappings and lists that know their lines.

They are put together from events by a builder that refuses what is too large or
too deep, keys that stand twice, and keys that are no words.
"""

from collections.abc import Mapping
from typing import TypeAlias

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.late_patterns import late_pattern
from gulagreader.text.clean import clean, clean_line

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class YamlLimits:
    """How much a file may ask of the reader."""

    depth: int = 16
    """Lists and mappings inside each other."""
    size: int = 8 * MEBIBYTE
    """Bytes of the whole file."""
    values: int = 2_000_000
    """Scalars, lists and mappings together."""


LIBRARY_LIMITS = YamlLimits()


class YamlError(GulagreaderError):
    """A text is not the plain YAML that a library is written in."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class PlainScalar(str):
    """A scalar that stood without quotation marks where other tools see a type.

    ``5``, ``true`` and ``2014-03-03`` are words here; kept apart from ``"5"``,
    they are written back as they stood.
    """

    __slots__ = ()


class YamlMapping(dict[str, "YamlValue"]):
    """A mapping that knows where it begins (``line``) and where each key stands."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class YamlSequence(list["YamlValue"]):
    """A list that knows where it begins (``line``) and where each item does."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


YamlValue: TypeAlias = str | YamlMapping | YamlSequence

UNPRINTABLE = late_pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What may not stand in a file at all (YAML 1.1, 5.1), and the byte order mark. Said
as what is in it: the other way round it takes five times as long to compile."""
TYPED = late_pattern(
    r"[-+]?\.?\d[\d_.,:+\-xXoOa-fA-FTtZz ]*"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE"
    r"|on|On|ON|off|Off|OFF|null|Null|NULL|~|=|<<"
)
"""Words that some reader of YAML 1.1 or 1.2 takes for a number, a date, a truth
value or nothing."""
TYPED_STARTS = frozenset("0123456789+-.yYnNtTfFoO~=<")
"""What such a word may begin with."""


def cleaned_value(value: object) -> object:
    """Clean every string of a value; mappings and lists become plain ones."""
    if isinstance(value, PlainScalar):
        return value
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {
            clean_line(str(key)): cleaned_value(item) for key, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [cleaned_value(item) for item in value]
    return clean(str(value))


class YamlBuilder:
    """Puts values into the lists and mappings that are open."""

    def __init__(self, limits: YamlLimits) -> None:
        self.limits = limits
        self.open: list[YamlMapping | YamlSequence] = []
        self.keys: list[str | None] = []
        self.root: YamlValue = ""
        self.values = 0

    def put(self, value: YamlValue, line: int) -> None:
        """Take a finished scalar, or a container that has just begun."""
        self.values += 1
        if self.values > self.limits.values:
            raise YamlError(line, "the file holds too many values; split it")
        if not self.open:
            self.root = value
            return
        container = self.open[-1]
        if isinstance(container, YamlSequence):
            container.append(value)
            container.lines.append(line)
            return
        key = self.keys[-1]
        if key is None:
            self.keys[-1] = self._key(value, container, line)
        else:
            container[key] = value
            self.keys[-1] = None

    def _key(self, value: YamlValue, container: YamlMapping, line: int) -> str:
        if not isinstance(value, str):
            raise YamlError(
                line,
                "a key must be a word, not a list or a mapping; put what begins with"
                " a bracket in quotation marks",
            )
        if value == "<<":
            raise YamlError(line, "merge keys (<<) are not read; write the keys out")
        if value in container.lines:
            raise YamlError(
                line,
                f'the key "{clean_line(value[:60])}" stands twice (first in line'
                f" {container.lines[value]}); delete one",
            )
        key = str(value)
        container.lines[key] = line
        return key

    def start(self, container: YamlMapping | YamlSequence) -> None:
        """Open a list or mapping."""
        if len(self.open) >= self.limits.depth:
            raise YamlError(
                container.line,
                f"lists and mappings are nested more than {self.limits.depth} deep;"
                " put text that begins with brackets or dashes in quotation marks",
            )
        self.put(container, container.line)
        self.open.append(container)
        self.keys.append(None)

    def end(self) -> None:
        """Close the list or mapping opened last."""
        self.open.pop()
        self.keys.pop()
