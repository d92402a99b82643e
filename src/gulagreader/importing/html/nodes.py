"""Ways about in a tree of HTML, without recursion: pages nest as deep as they like."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

TEXT = "-text"
COMMENT = "-comment"


def descendants(root: LexborNode) -> Iterator[LexborNode]:
    """All nodes below ``root`` in the order of the document."""
    stack: list[LexborNode] = []
    node = root.child
    while node is not None or stack:
        if node is None:
            node = stack.pop().next
            continue
        yield node
        child = node.child
        if child is not None:
            stack.append(node)
            node = child
        else:
            node = node.next


def children(node: LexborNode) -> Iterator[LexborNode]:
    """The elements directly inside a node, without texts and comments."""
    child = node.child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, the innermost first."""
    above = node.parent
    while above is not None and above.is_element_node:
        yield above
        above = above.parent


def words_in(node: LexborNode, most: int = 1_000_000) -> str:
    """The text in a node, runs of white space as one space, cut at ``most``."""
    parts: list[str] = []
    length = 0
    for inner in descendants(node):
        if inner.tag == TEXT:
            text = inner.text_content or ""
            parts.append(text)
            length += len(text.strip())
            if length > most:
                break
        elif inner.tag in ("br", "p", "div", "li", "td"):
            parts.append(" ")
    return " ".join("".join(parts).split())[:most]


def raw_text(node: LexborNode) -> str:
    """The text in a node as it stands, ``br`` as line breaks."""
    parts = []
    for inner in descendants(node):
        if inner.tag == TEXT:
            parts.append(inner.text_content or "")
        elif inner.tag == "br":
            parts.append("\n")
    return "".join(parts)


def classes(node: LexborNode) -> frozenset[str]:
    """The classes of an element, in lower case."""
    return frozenset((node.attributes.get("class") or "").lower().split())


def first(root: LexborNode, tags: frozenset[str]) -> LexborNode | None:
    """The first element of some kinds inside a node."""
    return next((node for node in descendants(root) if node.tag in tags), None)
