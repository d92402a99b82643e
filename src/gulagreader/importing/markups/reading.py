"""Which markup a post is in, and how it is read."""

from pathlib import PurePosixPath

from gulagreader.importing.markups.as_written import html_of_written
from gulagreader.importing.markups.rst import MarkupHtml, html_of_rst
from gulagreader.importing.markups.textile import html_of_textile

_KINDS = {
    **dict.fromkeys(("rst", "rest"), "rst"),
    "textile": "textile",
    **dict.fromkeys(("adoc", "asciidoc", "ad"), "adoc"),
    "org": "org",
}
MARKUPS = frozenset(_KINDS)
"""Endings of posts in a markup of their own."""
AS_WRITTEN = {"adoc": "AsciiDoc", "org": "Org"}
"""Those of which little is read, by what they are called."""


def markup_of(name: str) -> str:
    """The markup of a file by its ending; empty where it is none of these."""
    return _KINDS.get(PurePosixPath(name).suffix.lower().lstrip("."), "")


def html_of_markup(text: str, markup: str) -> MarkupHtml:
    """Read a text in a markup that :func:`markup_of` names. Never fails."""
    if markup == "rst":
        return html_of_rst(text)
    if markup == "textile":
        return MarkupHtml(html_of_textile(text))
    return html_of_written(text, markup)
