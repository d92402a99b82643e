"""Pictures with their captions, as HTML and the blog systems write them."""

from dataclasses import replace

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.converter import Converter, Leave
from gulagreader.importing.html.nodes import ancestors, classes, descendants
from gulagreader.importing.html.pictures import (
    Picture,
    is_larger_copy,
    is_sign,
    picture_of,
)
from gulagreader.importing.html.runs import Style, shown

_FIGURE_CLASSES = frozenset(
    "wp-caption tr-caption-container gallery-item wp-block-image thumbinner".split()  # noqa: SIM905
)
_CAPTION_CLASSES = frozenset(
    """wp-caption-text wp-caption-dd gallery-caption tr-caption caption-text
    thumbcaption wp-element-caption""".split()  # noqa: SIM905
)
_LARGER = "links from pictures to larger copies of them"
_RICHER = frozenset(
    "blockquote table pre iframe object embed video audio h1 h2 h3 ul ol".split()  # noqa: SIM905
)


def is_figure(node: LexborNode) -> bool:
    """Whether an element is a picture with its caption, or made to hold one."""
    if node.tag == "figure":
        return True
    return not classes(node).isdisjoint(_FIGURE_CLASSES)


def enter_figure(to: Converter, node: LexborNode) -> Leave | None:
    """Pictures with the caption; walked as any block if more than that is in it."""
    images: list[LexborNode] = []
    caption: LexborNode | None = None
    richer = False
    table = node.tag == "table"
    for inner in descendants(node):
        if inner.tag == "img":
            images.append(inner)
        elif inner.tag == "figcaption" or (
            caption is None
            and inner.is_element_node
            and not classes(inner).isdisjoint(_CAPTION_CLASSES)
        ):
            caption = inner
        elif inner.tag in _RICHER or (inner.tag == "figure" and not table):
            richer = True
    if richer or not images or to.in_line or to.heading:
        to.block_break()
        return to.block_break
    to.flush()
    shown_ones = [
        linked(to, one, picture)
        for one in images
        if not is_sign(one) and (picture := picture_of(one))
    ]
    words = to.collected(caption) if caption is not None else []
    if len(shown_ones) != 1:
        for picture in shown_ones:
            to.picture(picture)
        to.paragraph(words, Style.EMPHASIS)
        return None
    (picture,) = shown_ones
    text = shown(words)
    if text:
        to.captioned(replace(picture, caption=text), words)
    else:
        to.picture(picture)
    return None


def linked(to: Converter, node: LexborNode, picture: Picture) -> Picture:
    """A picture with where it leads; that it leads to a larger copy is counted."""
    around = next((one for one in ancestors(node) if one.tag == "a"), None)
    address = around and to.address(around.attributes.get("href"))
    if around is None or not address:
        return picture
    if is_larger_copy(around, address):
        to.left_out[_LARGER] += 1
        return picture
    return replace(picture, link=address)


def enter_caption(to: Converter, node: LexborNode) -> Leave | None:
    """A caption of something else than a picture: a line in italics."""
    del node
    to.block_break()
    outer = to.styled(Style.EMPHASIS)

    def leave() -> None:
        to.block_break()
        outer()

    return leave
