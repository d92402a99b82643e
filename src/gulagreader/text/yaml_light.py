"""Plain YAML read without the parser, which takes long to import.

What is understood here is a mapping on whole lines, whose values are words that need
no quotation marks, words in double ones, or lists of plain words in brackets; a value
may also be a list of such lists, one a line. So a library's own file is written.
Anything else is left to :mod:`gulagreader.text.yaml_events`; both read the same.
"""

import re

from gulagreader.text.yaml_values import (
    TYPED,
    TYPED_STARTS,
    PlainScalar,
    YamlMapping,
    YamlSequence,
    YamlValue,
)

_KEY = re.compile(r"([a-z][a-z_]*):(?: (.+))?")
_WORDS = re.compile(r"[^\W\d_][\w .-]*")
_QUOTED = re.compile(r'"([\w ,.:;()-]*)"')
_LARGEST = 1 << 16


def read_light(text: str) -> YamlMapping | None:
    """Read a mapping of plain fields; None where that takes the parser."""
    if len(text) > _LARGEST:
        return None
    reading = _Reading()
    lines = enumerate(text.split("\n"), 1)
    understood = all(reading.take(line, number) for number, line in lines if line)
    return reading.found if understood and reading.is_whole else None


class _Reading:
    """Takes lines one by one; nothing more once one was not understood."""

    def __init__(self) -> None:
        self.found = YamlMapping(1)
        self._open = ""
        """The key whose lines of a list are to come."""

    @property
    def is_whole(self) -> bool:
        return bool(self.found) and len(self.found) == len(self.found.lines)

    def take(self, line: str, number: int) -> bool:
        if line.startswith("  - "):
            return self._item(_in_brackets(line[4:], number), number)
        met = _KEY.fullmatch(line)
        # A key that nothing follows has no value, and that is not for us.
        if (
            met is None
            or met[1] in self.found.lines
            or self._open not in ("", *self.found)
        ):
            return False
        key, written = met[1], met[2]
        if not self.found.lines:
            self.found.line = number
        self.found.lines[key] = number
        self._open = "" if written else key
        if not written:
            return True
        value = _scalar(written)
        return self._put(key, _in_brackets(written, number) if value is None else value)

    def _put(self, key: str, value: YamlValue | None) -> bool:
        if value is not None:
            self.found[key] = value
        return value is not None

    def _item(self, value: YamlSequence | None, number: int) -> bool:
        if value is None or not self._open:
            return False
        inside = self.found.setdefault(self._open, YamlSequence(number))
        assert isinstance(inside, YamlSequence)
        inside.append(value)
        inside.lines.append(number)
        return True


def _scalar(written: str) -> str | None:
    quoted = _QUOTED.fullmatch(written)
    if quoted:
        return quoted[1]
    if not _WORDS.fullmatch(written) or written.endswith((" ", ".")):
        return None
    typed = written[0] in TYPED_STARTS and TYPED.fullmatch(written)
    return PlainScalar(written) if typed else written


def _in_brackets(written: str, line: int) -> YamlSequence | None:
    """A list of words in brackets."""
    if not (written.startswith("[") and written.endswith("]")):
        return None
    found = YamlSequence(line)
    for item in written[1:-1].split(", "):
        value = _scalar(item)
        if value is None or item.startswith('"'):
            return None
        found.append(value)
        found.lines.append(line)
    return found
