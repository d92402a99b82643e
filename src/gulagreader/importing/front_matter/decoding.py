"""Fields in YAML, TOML, JSON or bare lines, as words, lists and mappings.

Every value that is no list and no mapping is words, as it was written where the
format allows that: ``No`` is a name, and a date keeps its zone.
"""

import json
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time

from gulagreader.importing.archive import Remark, SourceLineError
from gulagreader.text.clean import clean_line
from gulagreader.text.yaml_events import read_yaml
from gulagreader.text.yaml_values import YamlError, YamlLimits, YamlMapping

LIMITS = YamlLimits(depth=24)
"""Fields may hold whole threads, and threads may be lists in lists."""
_DEEPEST = 64
_LARGEST = 8 * 1024 * 1024
_META = re.compile(r" {0,3}(?P<key>[A-Za-z][\w.-]*):[ \t]*(?P<value>.*)", re.ASCII)
_MORE = re.compile(r"(?: {4}|\t)\s*(?P<value>\S.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>\S.*)")
_LIST = re.compile(r"(?:---[ \t]*\n|#[^\n]*\n|[ \t]*\n)*+[ \t]*-[ \t\n]")
_AT_LINE = re.compile(r"at line (\d+)")


class FieldsError(SourceLineError):
    """Fields that cannot be read; knows the line."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Fields and where they stand, not cleaned yet."""

    values: dict[str, object] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()


def yaml_fields(front: str, first_line: int) -> Decoded | None:
    """Read YAML; None where it is no mapping.

    Lines that are not quite YAML (a title with a colon in it) are read one by one,
    with a remark.

    Raises:
        FieldsError: it is no YAML and no such lines either.
    """
    try:
        value = read_yaml(front, LIMITS, first_line=first_line, foreign=True)
    except YamlError as error:
        # What is YAML and asks for too much is not to be read in another way.
        is_syntax = error.reason.startswith("this is not YAML")
        flat = _flat_fields(front, first_line) if is_syntax else None
        if flat is None:
            raise FieldsError(error.line, error.reason) from None
        what = f"the fields are not YAML and were read line by line: {error.reason}"
        return Decoded(flat.values, flat.lines, (Remark(error.line, what),))
    if isinstance(value, YamlMapping):
        return Decoded(dict(value), value.lines)
    return Decoded() if value == "" else None


def listed(text: str) -> list[object] | None:
    """Read a file that is a list in YAML or JSON; None where it is none.

    Raises:
        FieldsError: it begins as a list and cannot be read.
    """
    if text.lstrip().startswith("["):
        found, _ = _json_value(text.lstrip())
        return found if isinstance(found, list) else None
    if _LIST.match(text) is None:
        return None
    try:
        value = read_yaml(text, LIMITS, first_line=1, foreign=True)
    except YamlError as error:
        raise FieldsError(error.line, error.reason) from None
    return list(value) if isinstance(value, list) else None


def toml_fields(front: str, first_line: int) -> Decoded:
    """Read TOML.

    Raises:
        FieldsError: it is none.
    """
    try:
        _check_size(front, first_line)
        values = tomllib.loads(front)
        return Decoded({key: _plain(value) for key, value in values.items()})
    except RecursionError:
        raise FieldsError(first_line, "the TOML is nested too deep") from None
    except (tomllib.TOMLDecodeError, ValueError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) - 1 + first_line if at else first_line
        raise FieldsError(line, f"is not TOML: {clean_line(str(error))}") from None


def json_fields(text: str) -> tuple[Decoded, int]:
    """Read the JSON object a text begins with; also give where it ends.

    Raises:
        FieldsError: it is none.
    """
    found, end = _json_value(text)
    return Decoded(found if isinstance(found, dict) else {}), end


def _json_value(text: str) -> tuple[object, int]:
    try:
        _check_size(text, 1)
        # Numbers stay as they are written: an id may be longer than a float is exact.
        decoder = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)
        value, end = decoder.raw_decode(text)
        plain = _plain(value)
    except RecursionError:
        raise FieldsError(1, "the JSON is nested too deep") from None
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise FieldsError(line, f"is not JSON: {clean_line(str(error))}") from None
    return plain, end


def meta_fields(text: str, first_line: int = 1) -> tuple[Decoded, int]:
    """Read ``Title: …`` lines up to the first blank one; also give where they end.

    A line that begins with four blanks continues the one above; keys are in small
    letters. The form is that of Python-Markdown's meta-data extension.
    """
    found = Decoded()
    key, at = "", 0
    for number, line in enumerate(text.splitlines(keepends=True), start=first_line):
        words = line.rstrip("\n")
        meta, more = _META.fullmatch(words), _MORE.fullmatch(words)
        if meta is not None:
            key = meta["key"].lower()
            found.values[key] = meta["value"].strip()
            found.lines[key] = number
        elif more is not None and key:
            found.values[key] = f"{found.values[key]}\n{more['value']}".strip()
        else:
            return found, at + (len(line) if not words.strip() else 0)
        at += len(line)
    return found, at


def _flat_fields(front: str, first_line: int) -> Decoded | None:
    """Lines of ``key: words`` and ``- words``; None where there is anything else."""
    found = Decoded()
    key = ""
    for number, line in enumerate(front.splitlines(), start=first_line):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        meta, item = _META.fullmatch(line), _ITEM.fullmatch(line)
        if meta is not None and not line.startswith(" "):
            key = meta["key"]
            if key in found.values:
                return None
            found.values[key] = _unquoted(meta["value"])
            found.lines[key] = number
        elif item is not None and key and not found.values[key]:
            found.values[key] = [_unquoted(item["value"])]
        elif item is not None and key and isinstance(found.values[key], list):
            kept = found.values[key]
            assert isinstance(kept, list)
            kept.append(_unquoted(item["value"]))
        else:
            return None
    return found


def _unquoted(words: str) -> str:
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        return words[1:-1]
    return words


def _check_size(text: str, line: int) -> None:
    if len(text) > _LARGEST:
        raise FieldsError(line, "the fields are larger than 8 MiB; split the file")


def _plain(value: object, depth: int = 0) -> object:
    """Make words of all that is no list and no mapping."""
    if depth > _DEEPEST:
        raise RecursionError
    match value:
        case str():
            return value
        case dict():
            return {str(key): _plain(one, depth + 1) for key, one in value.items()}
        case list():
            return [_plain(one, depth + 1) for one in value]
        case bool():
            return str(value).lower()
        case datetime() | date() | time():
            return value.isoformat()
        case None:
            return ""
        case _:
            return str(value)
