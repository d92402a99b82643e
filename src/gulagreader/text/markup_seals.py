"""Seals: whether HTML still says what it said when it was written.

An export carries the Markdown of a text beside its HTML, and the seal of that HTML.
Who reads it back takes the Markdown where the seal still holds; a text that somebody
has changed since is another one, and its HTML is read. What programs do to HTML
without changing a word of it (other quotation marks round attributes, end tags that
may be missing, ``<br>`` for ``<br />``, comments) breaks no seal.
"""

import re
from collections.abc import Iterator
from html import unescape

from gulagreader.text.digests import blake2b

_MARKUP = re.compile(
    r"<!--.*?-->"
    r"|<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)"
    r"(?P<about>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s(?:href|src|alt|start)=(?:\"([^\"]*)\"|'([^']*)')")
_QUOTED = re.compile(r"<span class=\"quoted [a-z -]+\">|</span>")
_PARAGRAPHS = re.compile(r"\s*(?:<p>[^<]+</p>\s*)*")
_PARAGRAPH = re.compile(r"<p>([^<]+)</p>")


def seal_of_markup(html: str) -> str:
    """Sixteen hexadecimal digits: elements, addresses and words, in their order."""
    return seal_of_words(*_parts(html))


def seal_of_words(*words: str) -> str:
    """Sixteen hexadecimal digits of some words, such as a title or a list of tags."""
    data = "\0".join(words).encode("utf-8", "replace")
    return blake2b(data, digest_size=8).hexdigest()


def plain_paragraphs(html: str) -> str | None:
    """The Markdown of HTML that is nothing but paragraphs of words, as they stand.

    None where there is more in it. Marks of quotations are passed over.
    """
    bare = _QUOTED.sub("", html)
    if _PARAGRAPHS.fullmatch(bare) is None:
        return None
    return "\n\n".join(unescape(found[1]) for found in _PARAGRAPH.finditer(bare))


def _parts(html: str) -> Iterator[str]:
    html = html.replace("\r\n", "\n")
    place = 0
    words = ""
    for found in _MARKUP.finditer(html):
        words += html[place : found.start()]
        place = found.end()
        if found["name"] is None:
            continue  # a comment
        yield from _said(words)
        words = ""
        if not found["end"]:
            yield f"<{found['name'].lower()}"
            for double, single in _ADDRESS.findall(found["about"]):
                yield unescape(double or single)
    yield from _said(words + html[place:])


def _said(words: str) -> Iterator[str]:
    """Words between two tags; white space alone is the writing program's."""
    if words and not words.isspace():
        yield unescape(words).strip("\n")
