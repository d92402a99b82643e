"""What an export of this program says of an item and of a comment, where it holds.

Beside each value stands a seal of what WordPress showed of it when it was exported.
What WordPress shows otherwise now was changed there, and is read as it is there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from types import MappingProxyType

from gulagreader.domain.comments import Comment
from gulagreader.importing.own_exports.values import (
    OwnPost,
    Shape,
    own_comment,
    own_post,
    place_in,
    shape_from,
)
from gulagreader.importing.wordpress.meta import meta_of
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.text.clean import clean, clean_line
from gulagreader.text.markup_seals import (
    plain_paragraphs,
    seal_of_markup,
    seal_of_words,
)

_SOURCES = re.compile(r"\s*<!-- gulagreader:sources -->.*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Carried:
    """The fields that an export carries, and the seals of what was shown."""

    shape: Shape = field(default_factory=lambda: MappingProxyType({}))

    def holds(self, what: str, *shown: str) -> bool:
        """Whether WordPress shows what it showed when this was exported."""
        return self._seal(what) == seal_of_words(*shown)

    def holds_markup(self, what: str, html: str) -> bool:
        """The same of HTML."""
        return self._seal(what) == seal_of_markup(html)

    def _seal(self, what: str) -> object:
        seen = self.shape.get("seen")
        return seen.get(what) if isinstance(seen, Mapping) else None

    def markdown(self, html: str) -> str | None:
        """The Markdown of a text; None where its HTML is another one now."""
        if self.shape.get("seal") != seal_of_markup(html):
            return None
        carried = self.shape.get("markdown")
        if isinstance(carried, str):
            return clean(carried)
        plain = plain_paragraphs(html)
        return clean(plain) if plain is not None else None


def carried_by(element: XmlElement, what: str, name: str = "wp:postmeta") -> Carried:
    """What an item or a comment carries under a key; nothing in other exports."""
    stored = meta_of(element, name).get(f"_gulagreader_{what}", "")
    return Carried(shape_from(stored, percent=True)) if stored else Carried()


def shown_words(stored: str) -> str:
    """Words as WordPress shows them."""
    return clean_line(unescape(stored))


@dataclass(frozen=True, slots=True)
class OwnItem:
    """A post of a library, as far as WordPress shows it unchanged."""

    post: OwnPost
    carried: Carried
    content: str
    """The stored text, without the list of sources that stands at its end."""
    cites: bool
    """Whether that list is as it was."""

    @property
    def markdown(self) -> str | None:
        """The body; None where it was changed."""
        return self.carried.markdown(self.content)


def own_item(item: XmlElement) -> OwnItem | None:
    """The post that an item was in a library; None where it comes from none."""
    carried = carried_by(item, "post")
    post = own_post(carried.shape)
    if post is None:
        return None
    stored = item.child("content:encoded")
    content = stored.text if stored is not None else ""
    found = _SOURCES.search(content)
    cited = found[0] if found else ""
    cites = carried.holds_markup("sources", cited)
    if cites:
        content = content.removesuffix(cited)
    return OwnItem(post, carried, content, cites)


@dataclass(frozen=True, slots=True)
class OwnComment:
    """A comment of a library, as far as WordPress shows it unchanged."""

    comment: Comment
    carried: Carried
    has_text: bool
    """Whether ``comment`` has the text; else it was changed in WordPress."""

    @property
    def place(self) -> int | None:
        """Its place in the library's file, from 1."""
        return place_in(self.carried.shape)


def own_comment_in(element: XmlElement) -> OwnComment | None:
    """The comment that an element was in a library; None where it comes from none."""
    carried = carried_by(element, "comment", "wp:commentmeta")
    stored = element.child("wp:comment_content")
    markdown = carried.markdown(stored.text if stored is not None else "")
    comment = own_comment(carried.shape, markdown or "")
    if comment is None:
        return None
    return OwnComment(comment, carried, markdown is not None)
