"""The language of a text as the library says it, from whatever a source calls it.

A blog says ``de-DE`` in its pages, ``de`` in its feed and ``de_DE`` in its settings:
which country a program was set to is nothing about the text, and posts of one blog
are to have one language. So the country goes; a script stays (``sr-Latn``), and so
does the country of Chinese, which says the script (RFC 5646).
"""

import re

_TAG = re.compile(
    r"\s*(?P<lang>[A-Za-z]{2,3})(?:[-_](?P<script>[A-Za-z]{4}))?"
    r"(?:[-_](?P<country>[A-Za-z]{2}|[0-9]{3}))?(?![A-Za-z0-9])"
)
_NONE = frozenset({"und", "mul", "zxx"})


def language_of(words: str | None) -> str | None:
    """The language that a tag names; None where it is no tag or names none."""
    found = _TAG.match(words or "")
    if found is None or found["lang"].lower() in _NONE:
        return None
    parts = [found["lang"].lower()]
    if found["script"]:
        parts.append(found["script"].title())
    elif parts == ["zh"] and found["country"]:
        parts.append(found["country"].upper())
    return "-".join(parts)
