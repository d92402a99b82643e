"""Block quotations and who is named below them."""

from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.converter import Converter, Leave
from gulagreader.importing.html.frames import host_of
from gulagreader.importing.html.nodes import (
    TEXT,
    ancestors,
    children,
    descendants,
    words_in,
)
from gulagreader.importing.html.runs import Run, Style

_PULL_QUOTES = (
    "figure.wp-block-pullquote, blockquote.wp-block-pullquote, .pullquote, .pull-quote"
)
_DASHES = ("—", "–", "―", "-", "~")


def enter_blockquote(to: Converter, node: LexborNode) -> Leave | None:
    """A block quotation with a line for who is quoted."""
    to.block_break()
    if to.in_line or to.heading:
        return to.block_break
    to.writer.open_quote()
    source = to.address(node.attributes.get("cite"))
    caption = _caption_beside(node)
    signed = caption is not None or any(_attributions(node))
    if caption is not None:
        to.skips.add(caption.mem_id)

    def leave() -> None:
        to.flush()
        if caption is not None:
            to.paragraph(_signed(to, caption, source))
        elif source is not None and not signed:
            to.paragraph([Run("— "), Run(host_of(source) or source, link=source)])
        to.writer.close()

    return leave


def enter_cite(to: Converter, node: LexborNode) -> Leave | None:
    """A work's title; below a quotation, who or what is quoted."""
    if not to.in_line and _is_attribution(node):
        return _enter_attribution(to, node)
    return to.styled(Style.EMPHASIS)


def enter_footer(to: Converter, node: LexborNode) -> Leave | None:
    """A block; below a quotation, who or what is quoted."""
    if not to.in_line and _is_attribution(node):
        return _enter_attribution(to, node)
    to.block_break()
    return to.block_break


def _enter_attribution(to: Converter, node: LexborNode) -> Leave | None:
    to.block_break()
    quotation = next(above for above in ancestors(node) if above.tag == "blockquote")
    source = to.address(quotation.attributes.get("cite"))
    to.paragraph(_signed(to, node, source))
    return None


def _signed(to: Converter, node: LexborNode, source: str | None) -> list[Run]:
    """The words of an attribution behind a dash, leading to the source."""
    runs = to.collected(node)
    if not runs:
        return []
    if source is not None and not any(run.link for run in runs):
        runs = [Run(run.text, run.style, source, run.kind) for run in runs]
    if not runs[0].text.startswith(_DASHES):
        runs.insert(0, Run("— "))
    return runs


def _attributions(quotation: LexborNode) -> Iterator[LexborNode]:
    for inner in descendants(quotation):
        if inner.tag in ("cite", "footer", "small") and _is_attribution(inner):
            yield inner


def _is_attribution(node: LexborNode) -> bool:
    """Whether an element below a quotation's words says whose they are.

    It stands right inside the quotation, or is all of its paragraph, or the last
    line of it.
    """
    above = node.parent
    if above is None:
        return False
    if above.tag == "blockquote":
        return not _words_beside(node, after=True) and _words_beside(node, after=False)
    if above.tag not in ("p", "div") or (
        above.parent is None or above.parent.tag != "blockquote"
    ):
        return False
    if _words_beside(node, after=True) or any(
        words_in(one, 1) for one in _later(above)
    ):
        return False
    before = node.prev
    while (
        before is not None and before.tag == TEXT and not _text(before).strip("—–- \n")
    ):
        before = before.prev
    return (
        before.tag == "br" if before is not None else _words_beside(above, after=False)
    )


def _text(node: LexborNode) -> str:
    return node.text_content or ""


def _later(node: LexborNode) -> Iterator[LexborNode]:
    after = node.next
    while after is not None:
        if after.is_element_node:
            yield after
        after = after.next


def _words_beside(node: LexborNode, *, after: bool) -> bool:
    """Whether words stand after a node, or before it, inside of what holds it."""
    beside = node.next if after else node.prev
    while beside is not None:
        if beside.tag == TEXT:
            if _text(beside).strip():
                return True
        elif beside.is_element_node and words_in(beside, 1):
            return True
        beside = beside.next if after else beside.prev
    return False


def _caption_beside(quotation: LexborNode) -> LexborNode | None:
    """The caption of a figure that is nothing but a quotation."""
    figure = quotation.parent
    if figure is None or figure.tag != "figure":
        return None
    quotations = [one for one in children(figure) if one.tag == "blockquote"]
    captions = [one for one in children(figure) if one.tag == "figcaption"]
    return captions[0] if len(quotations) == 1 and len(captions) == 1 else None


def repeated_pull_quotes(roots: Sequence[LexborNode]) -> set[int]:
    """Quotations set large beside the text whose words stand in the text as well."""
    found = [node for root in roots for node in root.css(_PULL_QUOTES)]
    if not found:
        return set()
    text = "".join(_letters(words_in(root)) for root in roots)
    return {
        node.mem_id
        for node in found
        if (letters := _letters(_quoted_words(node))) and text.count(letters) > 1
    }


def _quoted_words(node: LexborNode) -> str:
    quotation = node if node.tag == "blockquote" else node.css_first("blockquote, p")
    if quotation is None:
        return words_in(node)
    cite = quotation.css_first("cite, footer")
    words = words_in(quotation)
    return words.removesuffix(words_in(cite)) if cite is not None else words


def _letters(words: str) -> str:
    return "".join(char for char in words.lower() if char.isalnum())
