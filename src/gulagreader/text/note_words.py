"""What is typed into a note: words, and tags written as ``#tag`` or ``#[two words]``.

Tags at the end are no part of the words; one inside a sentence is both.
"""

import re
from collections.abc import Sequence

_TAG = r"#(?:\[[^\[\]\n]+\]|\w[\w/.+-]*)"
_TAGS = re.compile(rf"(?:(?<=\s)|\A){_TAG}(?=[\s,;.!?)]|\Z)")
_LAST = re.compile(rf"(?:(?<=\s)|\A){_TAG}[\s,;]*\Z")
_PLAIN = re.compile(r"\w[\w/.+-]*")


def note_of(typed: str) -> tuple[str, tuple[str, ...]]:
    """The words and the tags of what was typed; each tag once, as it first stood."""
    tags = [_name(found.group()) for found in _TAGS.finditer(typed)]
    text = typed.rstrip()
    while found := _LAST.search(text):
        text = text[: found.start()].rstrip()
    return text.strip(), tuple(dict.fromkeys(tag for tag in tags if tag))


def typed_of(text: str, tags: Sequence[str]) -> str:
    """What would be typed for a note: its words, and below them the other tags."""
    inside = set(note_of(f"{text} .")[1])
    missing = [tag for tag in tags if tag not in inside]
    written = " ".join(_written(tag) for tag in missing)
    if not text:
        return written
    return f"{text}\n{written}" if written else text


def _name(written: str) -> str:
    name = written[1:]
    if name.startswith("["):
        return " ".join(name[1:-1].split())
    return name.rstrip(".+-/")


def _written(tag: str) -> str:
    if _PLAIN.fullmatch(tag) and tag[-1] not in ".+-/":
        return f"#{tag}"
    return f"#[{tag.replace('[', '(').replace(']', ')')}]"
