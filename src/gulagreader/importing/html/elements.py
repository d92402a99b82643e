"""What each HTML element becomes."""

from selectolax.lexbor import LexborNode

from gulagreader.importing.html import unseen
from gulagreader.importing.html.converter import Converter, Handler, Leave, nothing
from gulagreader.importing.html.figures import (
    enter_caption,
    enter_figure,
    is_figure,
    linked,
)
from gulagreader.importing.html.frames import enter_frame
from gulagreader.importing.html.nodes import classes, raw_text
from gulagreader.importing.html.pictures import is_sign, picture_of
from gulagreader.importing.html.quotation_signs import signs_for
from gulagreader.importing.html.quoting import (
    enter_blockquote,
    enter_cite,
    enter_footer,
)
from gulagreader.importing.html.runs import Style
from gulagreader.importing.html.tables import enter_table
from gulagreader.importing.html.tags import BLOCKS, FRAMES


def handler_of(tag: str) -> Handler:
    """What begins an element of a tag."""
    return _HANDLERS.get(tag, _inline)


def _inline(to: Converter, node: LexborNode) -> Leave | None:
    del to, node
    return nothing


def _block(to: Converter, node: LexborNode) -> Leave | None:
    if is_figure(node):
        return enter_figure(to, node)
    to.block_break()
    return to.block_break


def _styled(style: int) -> Handler:
    def enter(to: Converter, node: LexborNode) -> Leave | None:
        del node
        return to.styled(style)

    return enter


def _strong_line(to: Converter, node: LexborNode) -> Leave | None:
    """A line of its own in bold, such as the summary of details."""
    del node
    to.block_break()
    outer = to.styled(Style.STRONG)

    def leave() -> None:
        outer()
        to.block_break()

    return leave


def _heading(to: Converter, node: LexborNode) -> Leave | None:
    to.block_break()
    if to.in_line or to.heading:
        return to.block_break
    to.heading = int((node.tag or "h1")[1])

    def leave() -> None:
        to.flush()
        to.heading = 0

    return leave


def _list(to: Converter, node: LexborNode) -> Leave | None:
    if is_figure(node):
        return enter_figure(to, node)
    to.block_break()
    if to.in_line or to.heading:
        return to.block_break
    start = node.attributes.get("start") or "1"
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 9 else 1
    to.writer.open_list(ordered=node.tag == "ol", start=number, tight=_is_tight(node))

    def leave() -> None:
        to.flush()
        to.writer.close_list()

    return leave


def _is_tight(node: LexborNode) -> bool:
    """Whether no item of a list holds more than a line and lists."""
    item = node.child
    while item is not None:
        inner = item.child
        blocks = 0
        words = False
        while inner is not None:
            tag = inner.tag or ""
            if tag in BLOCKS and tag not in ("ul", "ol"):
                blocks += 1
            elif tag not in ("ul", "ol") and (inner.text_content or "x").strip():
                words = True
            inner = inner.next
        if blocks + words > 1 or item.tag in ("dt", "dd"):
            return False
        item = item.next
    return True


def _item(to: Converter, node: LexborNode) -> Leave | None:
    del node
    to.block_break()
    if to.in_line or to.heading:
        return to.block_break
    to.writer.open_item()

    def leave() -> None:
        to.flush()
        to.writer.close()

    return leave


def _preformatted(to: Converter, node: LexborNode) -> Leave | None:
    text = raw_text(node).replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    verse = not classes(node).isdisjoint(("wp-block-verse", "verse", "poem", "poetry"))
    if to.in_line or to.heading:
        to.say(" ".join(lines))
    elif verse:
        to.flush()
        for number, line in enumerate(lines):
            if number:
                to.line_break()
            to.say(line)
        to.flush()
    elif text.strip():
        to.code_block(text)
    return None


def _break(to: Converter, node: LexborNode) -> Leave | None:
    del node
    to.line_break()
    return None


def _rule(to: Converter, node: LexborNode) -> Leave | None:
    del node
    to.block_break()
    if not (to.in_line or to.heading):
        to.writer.block("___")
    return None


def _link(to: Converter, node: LexborNode) -> Leave | None:
    if node.mem_id in to.notes.ways_back:
        return None
    outer = to.link
    to.link = to.address(node.attributes.get("href")) or outer

    def leave() -> None:
        to.link = outer

    return leave


def _image(to: Converter, node: LexborNode) -> Leave | None:
    picture = picture_of(node)
    if picture is None:
        to.left_out["counting pixels"] += 1
    elif is_sign(node) and picture.alt:
        to.say(picture.alt)
    else:
        to.picture(linked(to, node, picture))
    return None


def _quoted(to: Converter, node: LexborNode) -> Leave | None:
    lang = node.attributes.get("lang") or to.lang
    opening, closing = signs_for(lang, to.quotes)
    to.say(opening)
    to.quotes += 1

    def leave() -> None:
        to.quotes -= 1
        to.say(closing)

    return leave


def _raised(to: Converter, node: LexborNode) -> Leave | None:
    outer, to.raised = to.raised, node.tag or ""

    def leave() -> None:
        to.raised = outer

    return leave


def _ruby_text(to: Converter, node: LexborNode) -> Leave | None:
    """The reading of a character, in brackets where the page gives none."""
    beside = [node.prev, node.next]
    if any(one is not None and one.tag == "rp" for one in beside):
        return nothing
    to.say("(")
    return lambda: to.say(")")


def _noscript(to: Converter, node: LexborNode) -> Leave | None:
    """The text for browsers without scripts, but no second copy of a picture."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    if before is not None and before.tag == "img":
        to.left_out[unseen.SCRIPTS] += 1
        return None
    return nothing


def _dropped(to: Converter, node: LexborNode) -> Leave | None:
    del to, node
    return None


def _runs(handler: Handler, tags: str) -> dict[str, Handler]:
    return dict.fromkeys(tags.split(), handler)


_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(BLOCKS, _block),
    **_runs(_styled(Style.EMPHASIS), "em i var dfn"),
    **_runs(_styled(Style.STRONG), "strong b"),
    **_runs(_styled(Style.STRUCK), "del s strike"),
    **_runs(_styled(Style.CODE), "code kbd samp tt"),
    **_runs(_heading, "h1 h2 h3 h4 h5 h6"),
    **_runs(_list, "ul ol menu dir dl"),
    **_runs(_preformatted, "pre listing xmp plaintext"),
    **_runs(_strong_line, "summary dt"),
    **_runs(_raised, "sup sub"),
    **dict.fromkeys((*FRAMES, "audio", "video"), enter_frame),
    **_runs(_dropped, "annotation annotation-xml param source track area map"),
    "li": _item,
    "dd": _item,
    "br": _break,
    "hr": _rule,
    "a": _link,
    "img": _image,
    "q": _quoted,
    "rt": _ruby_text,
    "noscript": _noscript,
    "figcaption": enter_caption,
    "blockquote": enter_blockquote,
    "cite": enter_cite,
    "footer": enter_footer,
    "table": enter_table,
}
