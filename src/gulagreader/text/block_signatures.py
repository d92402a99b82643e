"""Who signs a block quote, or leads to it."""

import re

from gulagreader.text.reported_speech import AUX, NAME, PART, SENTENCES, name_of

_CITE = re.compile(
    r"(?:\s|[—–―(-]|<(?!cite)/?\w[^<>]{0,80}>){0,20}<cite\b[^<>]{0,80}>"
    r"(?P<name>(?:[^<>]|<(?!/cite)[^<>]{0,200}>){1,120}?)</cite>",
    re.IGNORECASE,
)
_LEADS_TO_BLOCK = re.compile(
    rf"\s*(?:(?:The )?(?:poet|writer|historian|author"
    rf"|memoirist) )?{NAME}(?:['’]s own)?\s{AUX}"
    r"(?:begins?|began|opens?|opened|starts?|started|ends?|ended|closes?|closed"
    r"|goes on|went on|tells?|told"
    r"|sums?|summed|sets?|makes?|made|gives?|gave|shows?|showed|has|had|replies"
    r"|beginnt|schließt|commence|conclut"
    r"|comienza|empieza|termina|inizia|conclude|начинает|заканчивает"
    r"|заключает)\b[^.!?“”«»]{0,60}:$"
)
_FOOTER = re.compile(
    r"<(?:footer|figcaption|cite)\b[^<>]{0,80}>((?:[^<>]"
    r"|<[^<>]{0,200}>){1,160}?)</(?:footer|figcaption|cite)>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_SIGNED = re.compile(r"\s*(?:[—–―]|-{1,3})\s?(?P<name>[^\s—–―-][^,(\n]{1,80})")
_ADDRESSED = re.compile(rf"(?P<name>{PART}(?:\s{PART}){{1,4}})\s(?:to|in|on|at|from)\s")


def cited_in_tag(following: str) -> str | None:
    """The content of a ``<cite>`` right at the beginning of ``following``."""
    found = _CITE.match(following)
    name = found and " ".join(_TAG.sub("", found.group("name")).split())
    return name or None


def leads_to_block(before: str) -> str | None:
    """The name in a sentence such as *Shalamov begins with the road:*."""
    found = _LEADS_TO_BLOCK.match(SENTENCES.split(before)[-1])
    return name_of(found.group("name")) if found else None


def signed_in_tags(block: str) -> str | None:
    """Who signs a block quote of tags in its ``<footer>`` or ``<cite>``."""
    found = _FOOTER.search(block[-400:])
    if found is None:
        return None
    words = " ".join(_TAG.sub(" ", found.group(1)).split())
    return signature(f"— {words.lstrip('—–- ')}")


def signature(line: str) -> str | None:
    """Who signs a block quote: the name of a line such as ``— Anne Applebaum``."""
    found = _SIGNED.match(line)
    if found is None:
        return None
    name = found.group("name").strip(' \t\r*_.:;“”"«»')
    addressed = _ADDRESSED.match(name)
    name = addressed.group("name") if addressed else name
    return name if name and (name[0].isupper() or not name[0].isascii()) else None
