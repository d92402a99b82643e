"""What the directives of reStructuredText show, as HTML."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from gulagreader.importing.markups.rst_lines import FIELD, without_options

_LISTINGS = frozenset(
    """code code-block sourcecode parsed-literal math highlight listing-code prompt
    csv-table graphviz""".split()  # noqa: SIM905 - a list of words
)
_QUOTES = frozenset(("epigraph", "pull-quote", "highlights", "quote"))
_ADMONITIONS = frozenset(
    """note warning tip hint important caution danger attention error seealso
    versionadded versionchanged deprecated""".split()  # noqa: SIM905 - a list of words
)
_TITLED = frozenset(("admonition", "sidebar", "topic", "rubric"))
_SILENT = frozenset(
    """contents sectnum meta role default-role highlightlang index target-notes tags
    post""".split()  # noqa: SIM905 - a list of words
)
"""Directives that show nothing of a text."""


@dataclass(frozen=True, slots=True)
class Inside:
    """How what stands in a directive is written."""

    blocks: Callable[[list[str]], str]
    quotation: Callable[[list[str]], str]
    words: Callable[[str], str]


def directive_html(name: str, words: str, body: list[str], to: Inside) -> str | None:
    """Write what a directive shows; None where only a program could tell."""
    name = name.rpartition(":")[2].lower()
    if name in ("image", "thumbnail", "figure"):
        return _picture(words, body, to)
    if name == "raw":
        return "\n".join(without_options(body)) if words.split()[:1] == ["html"] else ""
    if name in _LISTINGS:
        return _listing(name, words, without_options(body))
    if name in _QUOTES:
        return to.quotation([words, "", *without_options(body)])
    return _said(name, words, to.blocks(without_options(body)), to)


def _said(name: str, words: str, inner: str, to: Inside) -> str | None:
    """A directive whose inside is text as any other."""
    above = f"<p>{to.words(words)}</p>" if words else ""
    if name in _ADMONITIONS:
        return f"<p><strong>{name.capitalize()}:</strong> {to.words(words)}</p>{inner}"
    if name in _TITLED:
        return f"<p><strong>{to.words(words)}</strong></p>{inner}"
    if name in _SILENT:
        return ""
    if name == "youtube" and re.fullmatch(r"[\w-]{5,20}", words):
        to_film = f"https://www.youtube.com/watch?v={words}"
        return f'<p><a href="{to_film}">{to_film}</a></p>'
    if name in ("class", "rst-class", "container"):
        return inner
    return above + inner if inner or name == "centered" else None


def _listing(name: str, words: str, code: list[str]) -> str:
    if not code:
        return ""
    lang = re.sub(r"[^\w+#.-]", "", words.partition(" ")[0])
    kind = f' class="language-{lang}"' if lang and name != "math" else ""
    return f"<pre><code{kind}>{escape(chr(10).join(code))}</code></pre>"


def _picture(words: str, body: list[str], to: Inside) -> str:
    options = {
        found["name"].lower(): found["words"] or ""
        for line in body
        if (found := FIELD.match(line)) is not None
    }
    alt = escape(options.get("alt", ""))
    image = f'<img src="{escape(words.strip())}" alt="{alt}">'
    caption = to.blocks(without_options(body))
    if not caption:
        return f"<p>{image}</p>"
    first, _, rest = caption.partition("</p>")
    said = f"<figcaption>{first.removeprefix('<p>')}</figcaption>"
    return f"<figure>{image}{said}</figure>{rest}"
