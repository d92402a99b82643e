"""Tags and categories: one list for a reader, each word once."""

from collections.abc import Iterable

from gulagreader.text.clean import clean_line


def tags_from(words: Iterable[str]) -> tuple[str, ...]:
    """Tags in their order, each once whatever its capitals.

    What nobody filed is not filed under “Uncategorized”.
    """
    found: dict[str, str] = {}
    for word in words:
        tag = clean_line(word)
        if tag and tag.casefold() != "uncategorized":
            found.setdefault(tag.casefold(), tag)
    return tuple(found.values())
