"""Looking for elements of a page: by selectors, outside of what is another's."""

from collections.abc import Iterable, Iterator

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.nodes import ancestors, words_in
from gulagreader.text.clean import clean_line

Ids = frozenset[int] | set[int]


def is_inside(node: LexborNode, ids: Ids, within: LexborNode | None = None) -> bool:
    """Whether a node is one of some elements or stands in one of them.

    With ``within`` only elements inside of that one count.
    """
    end = within.mem_id if within is not None else None
    if node.mem_id in ids and node.mem_id != end:
        return True
    for above in ancestors(node):
        if above.mem_id == end:
            break
        if above.mem_id in ids:
            return True
    return False


def outside(root: LexborNode, selector: str, ids: Ids) -> Iterator[LexborNode]:
    """The elements in a tree that a selector finds, not in some others inside it."""
    for node in root.css(selector):
        if node.mem_id != root.mem_id and not is_inside(node, ids, root):
            yield node


def first_of(
    root: LexborNode, selectors: Iterable[str], not_in: Ids = frozenset()
) -> LexborNode | None:
    """The first element for the first of the selectors that finds one."""
    for selector in selectors:
        for node in outside(root, selector, not_in):
            return node
    return None


def words_of_first(
    root: LexborNode,
    selectors: Iterable[str],
    not_in: Ids = frozenset(),
    most: int = 300,
) -> str:
    """The words of the first element that has any; empty where none has."""
    for selector in selectors:
        for node in outside(root, selector, not_in):
            words = clean_line(words_in(node, most))
            if words:
                return words
    return ""


def around(nodes: Iterable[LexborNode]) -> set[int]:
    """The ``mem_id`` of elements, as a set."""
    return {node.mem_id for node in nodes}
