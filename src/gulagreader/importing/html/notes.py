"""Footnotes in HTML: a link up in the line, and its text elsewhere in the page.

WordPress and its plug-ins, EPUB, Wikipedia and Word all write them in their own way;
common to all is a short link to an element that stands below, mostly with a link
back.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.nodes import (
    ancestors,
    classes,
    descendants,
    words_in,
)

_HOLDERS = frozenset("li p dd dt div aside section td tr".split())  # noqa: SIM905
_MARK = re.compile(r"[\[(]?(?:\d{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶]{1,4})[\])]?\.?")
_NUMBER = re.compile(r"[A-Za-z0-9]{1,8}")
_SAYS_NOTE = frozenset(
    """noteref footnote-ref footnote-reference footnoteref footnote_reference fn-ref
    doc-noteref easy-footnote-to-top footnote footnote-link simple-footnote
    footnote-anchor footnotelink endnote sdfootnoteanc msofootnotereference
    reference footnote_referrer""".split()  # noqa: SIM905
)
_LONGEST_MARK = 12


@dataclass(slots=True)
class Notes:
    """The footnotes of a tree, by the ``mem_id`` of their elements."""

    marks: dict[int, str] = field(default_factory=dict)
    """Elements that are a footnote's mark, and its label."""
    texts: dict[int, str] = field(default_factory=dict)
    """Elements that hold a footnote's text, and its label."""
    ways_back: set[int] = field(default_factory=set)
    """Links from a footnote's text to its mark."""

    @property
    def labels(self) -> frozenset[str]:
        """The labels of all footnotes."""
        return frozenset(self.texts.values())

    @classmethod
    def of(cls, roots: Sequence[LexborNode]) -> "Notes":
        """Find the footnotes inside some elements."""
        return _find(roots)


@dataclass(frozen=True, slots=True)
class _Place:
    node: LexborNode
    number: int
    """Where it stands in the order of the document."""


@dataclass(slots=True)
class _Links:
    """The links within a tree and what they can lead to."""

    targets: dict[str, _Place] = field(default_factory=dict)
    links: list[tuple[_Place, str]] = field(default_factory=list)

    @classmethod
    def of(cls, roots: Sequence[LexborNode]) -> "_Links":
        found = cls()
        if all(root.css_first("a[href*='#']") is None for root in roots):
            return found
        nodes = chain.from_iterable(descendants(root) for root in roots)
        for number, node in enumerate(nodes):
            if node.is_element_node:
                found.take(_Place(node, number))
        return found

    def take(self, place: _Place) -> None:
        attributes = place.node.attributes
        for name in ("id", "name"):
            value = attributes.get(name)
            if value:
                self.targets.setdefault(value, place)
        href = attributes.get("href") or ""
        target = href.partition("#")[2]
        if target and place.node.tag == "a":
            self.links.append((place, target))


def _find(roots: Sequence[LexborNode]) -> Notes:
    notes = Notes()
    found = _Links.of(roots)
    root_ids = {root.mem_id for root in roots}
    for place, target in found.links:
        to = found.targets.get(target)
        if to is None or to.number <= place.number or not looks_like_mark(place.node):
            continue
        holder = _holder(to.node, root_ids)
        if holder is None or _holds(holder, place.node):
            continue
        label = notes.texts.get(holder.mem_id)
        if label is None:
            label = _label(words_in(place.node, 20), notes)
            notes.texts[holder.mem_id] = label
        notes.marks[_whole_mark(place.node).mem_id] = label
    if notes.texts:
        _find_ways_back(notes, found)
    return notes


def looks_like_mark(link: LexborNode) -> bool:
    """Whether a link to a place on the page looks like a footnote's mark."""
    words = words_in(link, _LONGEST_MARK + 1)
    if not words or len(words) > _LONGEST_MARK:
        return False
    if _says_note(link):
        return True
    if _MARK.fullmatch(words) is None:
        return False
    bracketed = words[0] in "[(*†‡"
    raised = any(node.tag == "sup" for node in descendants(link))
    above = next(ancestors(link), None)
    while above is not None and above.tag in ("span", "sup", "small", "b"):
        if above.tag == "sup" or _says_note(above):
            raised = True
        above = next(ancestors(above), None)
    return bracketed or raised


def _says_note(node: LexborNode) -> bool:
    attributes = node.attributes
    said = " ".join(attributes.get(name) or "" for name in ("epub:type", "role", "rel"))
    words = frozenset(said.lower().split()) | classes(node)
    return not words.isdisjoint(_SAYS_NOTE)


def _holder(target: LexborNode, roots: set[int]) -> LexborNode | None:
    """The block that a footnote's text stands in, not too large to be one."""
    if target.tag in _HOLDERS:
        return target
    if target.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return None
    for above in ancestors(target):
        if above.mem_id in roots:
            return None
        if above.tag in _HOLDERS:
            return above
    return None


def _holds(holder: LexborNode, node: LexborNode) -> bool:
    return any(above.mem_id == holder.mem_id for above in ancestors(node))


def _label(words: str, notes: Notes) -> str:
    """The mark's own number where it is one and not taken, else the next free."""
    taken = notes.labels
    own = words.strip("[]().^ ")
    if _NUMBER.fullmatch(own) and own not in taken:
        return own
    number = len(notes.texts) + 1
    while str(number) in taken:
        number += 1
    return str(number)


def _whole_mark(link: LexborNode) -> LexborNode:
    """The link, or the ``sup`` around it with nothing else but brackets in it."""
    mark = link
    inside = words_in(link, _LONGEST_MARK + 1)
    for above in ancestors(link):
        words = words_in(above, _LONGEST_MARK + 5)
        if above.tag not in ("sup", "span") or words.strip("[]() ") != inside.strip(
            "[]() "
        ):
            break
        mark = above
    return mark


def _find_ways_back(notes: Notes, found: _Links) -> None:
    """Find the links in footnotes that lead to where a mark is."""
    for place, target in found.links:
        to = found.targets.get(target)
        if to is None or to.number >= place.number:
            continue
        within = any(above.mem_id in notes.texts for above in ancestors(place.node))
        if within and len(words_in(place.node, 60)) < 40:
            notes.ways_back.add(place.node.mem_id)
