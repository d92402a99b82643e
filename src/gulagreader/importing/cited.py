"""Lines of a list of sources to entries that a citation can name."""

import re
import unicodedata
from collections.abc import Iterable

from gulagreader.domain.posts import CitedSource

_URL = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]}]")
_HOST = re.compile(r"https?://(?:www\.)?([^/:\s]+)")
_NAME_END = re.compile(r"[,.:;(\"“”„«]")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def cited_sources(references: Iterable[str]) -> tuple[CitedSource, ...]:
    """One source for each reference, in order, each once; keys are unique.

    The key is the surname it begins with, in small letters without accents; for
    a bare address the name of the site.
    """
    found: dict[str, CitedSource] = {}
    taken: set[str] = set()
    for reference in references:
        text = " ".join(reference.split())
        if not any(map(str.isalnum, text)) or text in found:
            continue
        url = _URL.search(text)
        key = wanted = _key(text)
        number = 2
        while key and key in taken:
            key = f"{wanted}-{number}"
            number += 1
        taken.add(key)
        found[text] = CitedSource(key, text, url[0] if url else None)
    return tuple(found.values())


def _key(text: str) -> str:
    host = _HOST.match(text)
    if host is not None:
        parts = host[1].lower().split(".")
        return parts[-2] if len(parts) > 1 else parts[0]
    name = _NAME_END.split(text, maxsplit=1)[0]
    words = _WORD.findall(name)
    capitals = [word for word in words if word[0].isupper()]
    if 0 < len(words) <= 4 and capitals:
        # “Applebaum, Anne” and “James von Geldern” both end in the surname.
        return _plain(capitals[-1])
    capitals = [word for word in _WORD.findall(text) if word[0].isupper()]
    return _plain(next((word for word in capitals if len(word) > 3), ""))


def _plain(word: str) -> str:
    word = re.sub(r"['’]s?$", "", word)
    parts = unicodedata.normalize("NFD", word.casefold())
    latin = "".join(c for c in parts if not unicodedata.combining(c))
    return latin if latin.isascii() else word.casefold()
