"""Which elements of a page are comments, and which answers which.

WordPress gives each comment ``id="comment-5"`` (or ``li-comment-5`` around it) and
a class ``depth-2``. The class is believed before the nesting: damaged lists lose
their nesting, the classes survive. Where a missing space makes one word of a tag
and an attribute, the classes stand among the attributes' names.
"""

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.nodes import ancestors, classes, descendants

_ID = re.compile(r"(?:li-|div-|dt-)?comment-(?:body-)?(\d{1,20})")
_BLOGGER_ID = re.compile(r"c(\d{1,25})")
_LONG = 6
"""Digits: with fewer, ``c1`` is as often a column as a comment."""
_DEPTH = re.compile(r"(?<![\w-])depth-(\d{1,4})(?!\d)")
_SORTS = frozenset(("comment", "pingback", "trackback"))
_ABOUT = _SORTS | {"comment-author", "comment-block", "comment-content"}
_ITEMS = ("li", "article", "div", "dt", "section")


@dataclass(slots=True)
class CommentNode:
    """An element that is a comment with its replies in it or beside it."""

    node: LexborNode
    key: str
    """The number in its id; empty where it has none."""
    depth: int | None
    marks: frozenset[str]
    """Its classes."""
    parent: "CommentNode | None" = None
    inside: set[int] = field(default_factory=set)
    """The comments that stand right inside of its element."""
    extra: list[LexborNode] = field(default_factory=list)
    """Further elements of it beside the first: the ``dd`` of a ``dt``."""


def comment_nodes(root: LexborNode) -> list[CommentNode]:
    """The comments in a tree, in the order of the page, each with its parent."""
    found: dict[str, CommentNode] = {}
    ordered: list[CommentNode] = []
    nested: dict[int, CommentNode] = {}
    for node in descendants(root):
        if not node.is_element_node:
            continue
        one = _comment(node)
        if one is None or (one.key and one.key in found):
            continue
        around = next(
            (
                nested[above.mem_id]
                for above in ancestors(node)
                if above.mem_id in nested
            ),
            None,
        )
        if around is not None and not one.key and node.tag != "li":
            continue  # the body of a comment has classes like its own
        if around is not None and one.key and not around.key:
            around.key = one.key  # the list item says what it is, its inside which
            found[one.key] = around
            continue
        one.parent = around
        if around is not None:
            around.inside.add(node.mem_id)
        nested[node.mem_id] = one
        ordered.append(one)
        if one.key:
            found[one.key] = one
        _take_beside(one)
    _settle_parents(ordered)
    return ordered


def _comment(node: LexborNode) -> CommentNode | None:
    attributes = node.attributes
    key = ""
    name = attributes.get("id")
    marks = classes(node)
    if name:
        with_number = _ID.fullmatch(name) or _BLOGGER_ID.fullmatch(name)
        key = with_number[1] if with_number is not None else ""
        if name == f"c{key}" and len(key) < _LONG and _ABOUT.isdisjoint(marks):
            key = ""
    if not key and (node.tag not in ("li", "article") or _SORTS.isdisjoint(marks)):
        return None
    if node.tag not in _ITEMS and not (node.tag or "").startswith(("li", "div")):
        return None
    said = " ".join(f"{one} {value or ''}" for one, value in attributes.items())
    deep = _DEPTH.search(f"{node.tag} {said}")
    depth = int(deep[1]) if deep is not None else None
    if depth is None and key:
        depth = _depth_around(node, key)
    return CommentNode(node, key, depth, marks)


def _depth_around(node: LexborNode, key: str) -> int | None:
    """The depth that a list item says whose one comment has its id inside."""
    above = node.parent
    if above is None or above.tag != "li":
        return None
    deep = _DEPTH.search(" ".join(classes(above)))
    other = _ID.fullmatch(above.attributes.get("id") or "")
    if deep is None or (other is not None and other[1] != key):
        return None
    return int(deep[1])


def _take_beside(one: CommentNode) -> None:
    """Add the ``dd`` elements behind a ``dt``, which hold its words."""
    if one.node.tag != "dt":
        return
    after = one.node.next
    while after is not None and after.tag != "dt":
        if after.is_element_node:
            one.extra.append(after)
        after = after.next


def _settle_parents(ordered: list[CommentNode]) -> None:
    """Find each comment's parent by its depth, and by nesting where it says none."""
    open_ones: list[CommentNode] = []
    for one in ordered:
        if one.depth is None:
            one.depth = (one.parent.depth or 1) + 1 if one.parent is not None else 1
            told = False
        else:
            told = True
        while open_ones and (open_ones[-1].depth or 1) >= one.depth:
            open_ones.pop()
        if told:
            one.parent = open_ones[-1] if open_ones else None
        open_ones.append(one)
