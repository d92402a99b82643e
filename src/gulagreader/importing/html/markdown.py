"""HTML to the Markdown of the library: its words, its structure, its quotations.

What comes out is judged by what the reader shows of it: the same words in the same
order, and nothing that was not meant as markup acts as such.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from gulagreader.domain.counting import amount
from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.html.converter import Converter
from gulagreader.importing.html.elements import handler_of
from gulagreader.importing.html.parsing import parse
from gulagreader.importing.html.pictures import Picture
from gulagreader.importing.html.quoting import repeated_pull_quotes

Skips = Collection[int]
"""Nodes to pass over, by their ``mem_id``."""


_PARAGRAPHS = re.compile(
    r"(?:<p>[^<&\0\r\ud800-\udfff]*+(?:<br />[^<&\0\r\ud800-\udfff]*+)*+</p>\n?)++"
)
"""What most comments are: paragraphs and line breaks, and no other markup."""


@dataclass(frozen=True, slots=True)
class HtmlText:
    """A piece of HTML as the library has it. The Markdown is cleaned."""

    markdown: str
    images: tuple[Picture, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()


def markdown_of(html: str, *, base: str = "", lang: str = "") -> HtmlText:
    """Read a page, or a piece of one, as Markdown.

    Links that are not whole lead from ``base``, the page's address; without one
    they are text. ``lang`` is the language of the quotation marks that ``<q>``
    stands for, where the page does not say it. Never fails.
    """
    if _PARAGRAPHS.fullmatch(html) is not None:
        return _of_paragraphs(html)
    page = parse(html)
    body = page.tree.body
    if body is None:
        return HtmlText("")
    found = markdown_of_nodes([body], base=base, lang=lang)
    if not page.flattened:
        return found
    deep = amount(page.flattened, "elements")
    what = f"{deep} taken out that nested too deep; the words are kept"
    return HtmlText(
        found.markdown,
        found.images,
        found.left_out,
        (*found.remarks, Remark(None, what)),
    )


def _of_paragraphs(html: str) -> HtmlText:
    """Read bare paragraphs as a walk through their tree would, without a tree."""
    converter = Converter(handler_of, _resolver(""), "", set())
    for paragraph in html.split("</p>"):
        first, *others = paragraph.lstrip().removeprefix("<p>").split("<br />")
        converter.say(first)
        for line in others:
            converter.line_break()
            converter.say(line)
        converter.block_break()
    return _text_of(converter)


def markdown_of_nodes(
    nodes: Sequence[LexborNode], *, base: str = "", lang: str = "", skips: Skips = ()
) -> HtmlText:
    """Read the inside of elements, one after the other, as :func:`markdown_of` does.

    ``skips`` are elements inside them that are passed over without a word.
    """
    repeated = repeated_pull_quotes(nodes)
    converter = Converter(handler_of, _resolver(base), lang, {*skips, *repeated})
    converter.prepare(nodes)
    if repeated:
        converter.left_out["pull quotes"] += len(repeated)
    for node in nodes:
        converter.walk(node)
    return _text_of(converter)


def _text_of(converter: Converter) -> HtmlText:
    return HtmlText(
        converter.finished(),
        tuple(converter.pictures),
        tuple(LeftOut(what, count) for what, count in converter.left_out.items()),
        tuple(converter.remarks()),
    )


def _resolver(base: str) -> Callable[[str], str]:
    def resolve(address: str) -> str:
        try:
            return urljoin(base, address.strip()) if base else address.strip()
        except ValueError:
            return ""

    return resolve
