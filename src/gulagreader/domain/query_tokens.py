"""The signs of a query, read from left to right: brackets, fields, words, phrases."""

import re
from dataclasses import dataclass

_QUOTES = '"“”„‟«»〝〞＂'
_VALUE = r"(?=[^\s(){}|])"
_FIELDS = "author|title|tag|in|kind|date|is|has|comments|thread"
# Quantifiers are possessive (``++``), so that no text makes the reading go back: it
# takes time in step with the length. Every character is part of some token: after
# blanks and minus signs comes a sign of its own, a quotation mark or a word.
_TOKEN = re.compile(
    r"\s*+(?P<minus>[-−]*+)(?:"
    r"near(?:/(?P<near>[0-9]++)\s*+|/?(?P<loose>[0-9]*+))\("
    r"|(?P<thread>thread:\s*+\{)"
    r"|(?P<open>[({])|(?P<close>[)}])|(?P<bar>\|++)"
    rf"|(?:(?P<field>{_FIELDS}):\s*+(?P<compared>(?:[<>]=?|[=≤≥])\s*+)?{_VALUE}"
    rf"|(?P<unknown>[a-z]++):{_VALUE})?"
    rf"(?:(?P<equals>=?)[{_QUOTES}](?P<phrase>[^{_QUOTES}]*+)(?P<end>[{_QUOTES}]?+)"
    rf"|(?P<word>[^\s(){{}}{_QUOTES}|]++))"
    r"|)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One sign of a query, with the minus signs before it."""

    end: int
    """Where the next one begins."""
    minus: bool = False
    near: str | None = None
    """The digits of ``near/5(``; its bracket is read with it."""
    loose: bool = False
    """Whether it is written ``near(`` or ``near5(``."""
    opened: str = ""
    """``(``, ``{`` or ``thread:{``."""
    closed: str = ""
    """``)`` or ``}``."""
    bar: bool = False
    field: str = ""
    """The field's name, in small letters; also one that does not exist."""
    known: bool = False
    """Whether there is such a field."""
    quoted: bool = False
    """Whether ``text`` stands in quotation marks."""
    open_end: bool = False
    """Whether the closing quotation mark is missing."""
    text: str = ""
    """The word, or what stands in quotation marks."""


def next_token(text: str, at: int) -> Token:
    """Read the token at ``at``; one without anything in it at the end of the text."""
    found = _TOKEN.match(text, at)
    if found is None:
        return Token(len(text))  # cannot be: the last alternative is empty
    phrase = found["phrase"]
    value = phrase if phrase is not None else found["word"] or ""
    return Token(
        end=found.end(),
        minus=bool(found["minus"]),
        near=found["near"] or found["loose"],
        loose=found["loose"] is not None,
        opened="thread:{" if found["thread"] else found["open"] or "",
        closed=found["close"] or "",
        bar=found["bar"] is not None,
        field=(found["field"] or found["unknown"] or "").lower(),
        known=found["field"] is not None,
        quoted=phrase is not None,
        open_end=phrase is not None and not found["end"],
        text=(found["compared"] or "").rstrip() + value,
    )
