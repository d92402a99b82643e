"""Plain prose as Markdown: with backslashes where, and only where, it needs them."""

import re

from gulagreader.text.entities import entity_at
from gulagreader.text.markdown import is_plain, plain_text
from gulagreader.text.web_addresses import bare_addresses

_INLINE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~\n]|$)"
    r"|`"
    r"|(?<!\s)\*|\*(?!\s|$)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|\](?=[(:])"
    r"|<(?=\S*[:@])"
    r"|&(?=#?\w{1,31};)"
    r"|~(?=~)|(?<=~)~",
    re.MULTILINE,
)
_LEADING = re.compile(
    r"^([ ]{0,3})(?:(?=#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)"
    r"|[-=:|*_][-=:|*_ \t]*$)|(\d{1,9})(?=[.)](?:[ \t]|$)))",
    re.MULTILINE,
)
_INDENT = re.compile(r"^(?: {4,}| {0,3}\t)[ \t]*", re.MULTILINE)
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def escape(text: str) -> str:
    """Make plain text safe to be read as Markdown, changing as little as can be.

    ``plain_text(escape(text))`` has the words of ``text``; indentation that would
    make code is dropped. Prose that Markdown does not act on stays as it is.
    """
    if is_plain(text):
        return text
    text = _INDENT.sub("", text)
    parts: list[str] = []
    at = 0
    for start, end in (*bare_addresses(text), (len(text), len(text))):
        parts += [_escape_marks(text, at, start), text[start:end]]
        at = end
    marked = _LEADING.sub(_escape_leading, "".join(parts))
    if plain_text(marked).split() == text.split():
        return marked
    # Something rare: every mark is escaped, which is always right.
    return _PUNCTUATION.sub(r"\\\g<0>", text)


def _escape_marks(text: str, start: int, end: int) -> str:
    shown = []
    at = start
    for found in _INLINE.finditer(text, start, end):
        if found.group() == "&" and not entity_at(text, found.start()):
            continue
        shown += [text[at : found.start()], "\\"]
        at = found.start()
    return "".join((*shown, text[at:end]))


def _escape_leading(found: re.Match[str]) -> str:
    indent, number = found.groups()
    return f"{indent}{number or ''}\\"
