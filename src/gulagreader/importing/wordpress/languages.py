"""Texts that hold several languages at once, as qTranslate and its heirs store them.

``<!--:fr-->…<!--:-->`` and ``[:fr]…[:en]…[:]``. All languages are kept, each in its
place: which of them a reader wants is not known.
"""

import re

_MARK = re.compile(r"<!--:([a-z]{2})?-->|\[:([a-z]{2})?\]")


def languages_in(text: str) -> tuple[tuple[str, str], ...]:
    """The parts of a text with the language of each; empty where it is in one."""
    marks = list(_MARK.finditer(text)) if ":" in text else []
    if not any(mark[1] or mark[2] for mark in marks):
        return ()
    parts: list[tuple[str, str]] = []
    lang, at = "", 0
    for mark in marks:
        parts.append((lang, text[at : mark.start()]))
        lang, at = mark[1] or mark[2] or "", mark.end()
    parts.append((lang, text[at:]))
    return tuple((lang, part) for lang, part in parts if part.strip())


def all_languages(text: str, between: str) -> str:
    """A text without the marks, its languages one after the other, equal ones once."""
    parts = languages_in(text)
    if not parts:
        return text
    return between.join(dict.fromkeys(part.strip() for _, part in parts))
