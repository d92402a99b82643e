"""The body of a post of a static site, to Markdown that holds nothing else."""

import re
from dataclasses import dataclass

from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.importing.mixed_markdown.blocks import without_html
from gulagreader.importing.shortcodes.expanding import expand
from gulagreader.importing.wordpress.shortcodes import show_shortcodes

ATTRIBUTES = "attribute lists"
_CONTENTS = re.compile(
    r"^ {0,3}(?:[-*+]|\d\.) [^\n]*\n\{:\s?toc\b[^}\n]*\}[ \t]*$"
    r"|^\[(?:TOC|toc)\][ \t]*$",
    re.MULTILINE,
)
"""Where kramdown or Python-Markdown would put a table of contents."""
_ATTRIBUTES = re.compile(
    r"\{:(?!:)\s?(?:[.#:][\w-]|[\w-]{1,40}\s?=)[^{}\n]{0,400}\}"
    r"|\{:/?(?:comment|nomarkdown|options)?[^{}\n]{0,200}/?\}"
    r"|(?<=[\w)\]] )\{[.#][\w-][^{}\n]{0,200}\}(?=\s*$)"
    r"|(?<=\))\{[.#][\w-][^{}\n]{0,200}\}",
    re.MULTILINE,
)
_HIDDEN = re.compile(
    r"\{::comment\}(?:(?!\{:/|\{::).){0,4000}\{:/(?:comment)?\}", re.DOTALL
)
"""kramdown's way to say what is not to be seen."""
_FENCED = re.compile(
    r"^ {0,3}(?P<marks>`{3,}|~{3,}).*?(?:^ {0,3}(?P=marks)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTE_LINE = re.compile(
    r"^[ \t]*\{:(?!:)\s?(?:[.#:][\w-]|[\w-]{1,40}\s?=)[^{}\n]{0,400}\}[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
"""A list alone on a line, which goes with its line: no blank one is left."""
_WORDPRESS = re.compile(r"\[(?:caption|gallery|embed|youtube|audio|video)\b[^\]]*\]")
"""What jekyll-import leaves as it stands."""
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_PLACES = re.compile(r"\{(?:filename|attach|static)\}|(?<=\()\|filename\|")
"""What Pelican has before the path of a file of its own."""


@dataclass(frozen=True, slots=True)
class Body:
    """The text of a post, and what is to be said about it."""

    markdown: str
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()


def body_of_markdown(text: str) -> Body:
    """Read a Markdown body: shortcodes, HTML and attribute lists go."""
    expanded = expand(text)
    plain = without_html(expanded.text)
    shown, count = _without_attributes(plain.text)
    left_out = [*expanded.left_out, *plain.left_out]
    if count:
        left_out.append(LeftOut(ATTRIBUTES, count))
    return Body(shown.strip("\n"), tuple(left_out))


def body_of_html(text: str, *, base: str = "") -> Body:
    """Read an HTML body with shortcodes, also those that WordPress left in it."""
    expanded = expand(text, html=True)
    left_out = [*expanded.left_out]
    html = expanded.text
    if _WORDPRESS.search(html):
        shown = show_shortcodes(html)
        left_out.extend(shown.left_out)
        html = shown.html
    found = markdown_of(html, base=base)
    return Body(found.markdown, (*left_out, *found.left_out), found.remarks)


def _without_attributes(text: str) -> tuple[str, int]:
    """Take out kramdown's ``{: .class}`` and its relatives, outside of listings."""
    if "{" not in text and "[" not in text:
        return text, 0
    parts = []
    count = at = 0
    for found in [*_FENCED.finditer(text)]:
        shown, more = _bare(text[at : found.start()])
        parts += [shown, found[0]]
        count += more
        at = found.end()
    shown, more = _bare(text[at:])
    return "".join((*parts, shown)), count + more


def _bare(text: str) -> tuple[str, int]:
    text = _HIDDEN.sub("", text)
    text, contents = _CONTENTS.subn("", text)
    text, lines = _ATTRIBUTE_LINE.subn("", text)
    text, attributes = _ATTRIBUTES.subn("", text)
    text = _BLANK_LINES.sub("\n\n", _PLACES.sub("", text))
    return text, contents + lines + attributes
