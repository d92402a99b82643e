"""YAML written quickly, for the plain shapes that a library's files have.

It writes letter for letter what PyYAML's dumper writes as ``yaml_events`` sets it up,
some twenty times faster, and gives up (None) on all that it does not know: the caller
then takes the dumper. The rules are those of PyYAML's ``Emitter.analyze_scalar`` and
``choose_scalar_style``, for a line of any length.
"""

import re

from gulagreader.text.yaml_values import TYPED, TYPED_STARTS, UNPRINTABLE

_LINE = re.compile(
    "[ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010fffe]+"
)
"""One line of what may stand unescaped."""
_NOT_PLAIN = re.compile(r"""[\s#,\[\]{}&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.""")
"""Beginnings that mean something."""
_NOT_PLAIN_INSIDE = re.compile(r":(?: |$)| #| $")
_NOT_IN_BRACKETS = re.compile(r"[,?\[\]{}:]")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}")
_BREAKS = re.compile("[\r\x85\u2028\u2029]")
_LINE_BEGINS = re.compile(r"\n(?=[^\n])")


class _UnknownShapeError(Exception):
    """A value that only the dumper knows how to write."""


def quick_yaml(value: object) -> str | None:
    """Write a list of mappings or a mapping of words; None where that is all unknown.

    Mappings and lists may stand in one another; strings may have several lines.
    """
    parts: list[str] = []
    try:
        if type(value) is dict and value:
            _mapping(value, "", parts)
        elif type(value) is list and value:
            _items(value, "", parts)
        else:
            return None
    except _UnknownShapeError:
        return None
    return "".join(parts)


def literal_holds(text: str) -> bool:
    """Whether a literal block gives exactly this text back."""
    return (
        UNPRINTABLE.search(text) is None
        and _BREAKS.search(text) is None
        # The indentation is counted on the first line that is not empty.
        and not text.lstrip("\n").startswith(("\t", " "))
        and text.strip("\n") != ""
    )


def _mapping(value: dict[object, object], indent: str, parts: list[str]) -> None:
    """Write the pairs of a mapping; the first has its indentation already."""
    before = ""
    for key, item in value.items():
        if type(key) is not str or not _KEY.fullmatch(key) or TYPED.fullmatch(key):
            raise _UnknownShapeError
        parts += (before, key, ":")
        before = indent
        _value(item, indent, parts)


def _value(value: object, indent: str, parts: list[str]) -> None:
    """Write what stands behind a key, and the line end."""
    if type(value) is str:
        parts += (" ", _string(value, indent + "  "), "\n")
    elif type(value) is dict and value:
        deeper = indent + "  "
        parts += ("\n", deeper)
        _mapping(value, deeper, parts)
    elif (type(value) is list or type(value) is tuple) and value:
        if all(type(item) is str and "\n" not in item for item in value):
            words = ", ".join(_string(item, None) for item in value)
            parts += (" [", words, "]\n")
        else:
            parts.append("\n")
            _items(value, indent, parts)
    else:
        raise _UnknownShapeError


def _items(
    items: list[object] | tuple[object, ...], indent: str, parts: list[str]
) -> None:
    """Write a list of mappings, each behind a hyphen."""
    deeper = indent + "  "
    for item in items:
        if type(item) is not dict or not item:
            raise _UnknownShapeError
        parts += (indent, "- ")
        _mapping(item, deeper, parts)


def _string(text: str, indent: str | None) -> str:
    """A string as it stands; ``indent`` is None between the brackets of a list."""
    if "\n" in text:
        if text[0] == "\n" or text[-1] == "\n" or not literal_holds(text):
            raise _UnknownShapeError
        return f"|-\n{indent}" + _LINE_BEGINS.sub(f"\n{indent}", text)
    if not text or (text[0] in TYPED_STARTS and TYPED.fullmatch(text)):
        return f'"{text}"'
    if not _LINE.fullmatch(text):
        raise _UnknownShapeError
    if (
        _NOT_PLAIN.match(text)
        or _NOT_PLAIN_INSIDE.search(text)
        or (indent is None and _NOT_IN_BRACKETS.search(text))
    ):
        return "'" + text.replace("'", "''") + "'"
    return text
