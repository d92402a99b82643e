"""Where a link leads: what stands behind its words, or a definition elsewhere.

The destinations, titles and labels of CommonMark (spec 0.31.2, 6.3).
"""

import re
from collections.abc import Mapping

from gulagreader.text.entities import PUNCTUATION

_POINTED = re.compile(r"<((?:[^<>\n\\]|\\.)*)>")
_TITLE = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)", re.DOTALL
)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_LONGEST_LABEL = 999
_SPACES = re.compile(r"[ \t\n]*")


def reference_label(label: str) -> str:
    """A link label as definitions are looked up by it."""
    return " ".join(label.split()).lower().upper()


class LinkTargets:
    """Reads the targets of the links of one text.

    ``references`` are the targets of link definitions by their normalised label.
    """

    def __init__(self, content: str, references: Mapping[str, str]) -> None:
        self._content = content
        self._references = references
        self._unclosed_titles: set[str] = set()

    def after(self, words: int, at: int) -> tuple[str, int] | None:
        """The target of the link whose words stand from ``words`` to before ``at``.

        ``at`` is the place of the closing bracket. Gives the address as it is
        written and the place after all of the link; None where it is no link.
        """
        return self._in_place(at + 1) or self._referred(words, at)

    def _in_place(self, at: int) -> tuple[str, int] | None:
        """The destination of ``(address "title")`` and the place after it."""
        content = self._content
        if not content.startswith("(", at):
            return None
        at = _skip(content, at + 1)
        if content.startswith("<", at):
            pointed = _POINTED.match(content, at)
            if pointed is None:
                return None
            address, at = pointed.group(1), pointed.end()
        else:
            end = _plain_end(content, at)
            if end is None:
                return None
            address, at = content[at:end], end
        after = _skip(content, at)
        if after > at and content[after : after + 1] in ('"', "'", "("):
            title = self._title_end(after)
            if title is not None:
                after = _skip(content, title)
        return (address, after + 1) if content.startswith(")", after) else None

    def _title_end(self, at: int) -> int | None:
        quote = self._content[at]
        if quote in self._unclosed_titles:
            return None
        title = _TITLE.match(self._content, at)
        if title is None and quote != "(":
            # None of its kind that comes later can be closed either.
            self._unclosed_titles.add(quote)
        return title.end() if title else None

    def _referred(self, words: int, at: int) -> tuple[str, int] | None:
        """The target of ``[words][label]``, ``[label][]`` or ``[label]``."""
        if not self._references or at - words > _LONGEST_LABEL:
            return None
        own = self._content[words:at]
        label = _LABEL.match(self._content, at + 1)
        end = at + 1
        if label is not None:
            end = label.end()
            if label.group(1).strip():
                own = label.group(1)
        address = self._references.get(reference_label(own))
        return None if address is None else (address, end)


def _skip(content: str, at: int) -> int:
    found = _SPACES.match(content, at)
    return found.end() if found else at


def _plain_end(content: str, at: int) -> int | None:
    """The end of a destination without angle brackets; None if it is not closed."""
    depth = 0
    while at < len(content):
        char = content[at]
        if char <= " " or char == "\x7f":
            break
        if char == "\\" and content[at + 1 : at + 2] in PUNCTUATION:
            at += 1
        elif char == "(":
            depth += 1
            if depth > 32:
                return None
        elif char == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return None if depth else at
