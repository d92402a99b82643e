"""Comments as WordPress and its themes write them into a page."""

import re
from collections import Counter

from selectolax.lexbor import LexborNode

from gulagreader.domain.comments import CommentKind
from gulagreader.importing.archive import UNAPPROVED, LeftOut
from gulagreader.importing.gathered_comments import GatheredComment, website_of
from gulagreader.importing.html.markdown import markdown_of_nodes
from gulagreader.importing.html.nodes import TEXT, descendants, words_in
from gulagreader.importing.html.pages.addresses import whole_address
from gulagreader.importing.html.pages.chrome import comment_chrome
from gulagreader.importing.html.pages.comment_nodes import CommentNode, comment_nodes
from gulagreader.importing.html.pages.heads_inside import head_inside
from gulagreader.importing.html.pages.looking import (
    around,
    first_of,
    is_inside,
    words_of_first,
)
from gulagreader.importing.html.pages.page_parts import Thread
from gulagreader.importing.html.pages.wordpress_selectors import (
    AUTHOR,
    COMMENT_TEXT,
    DATE,
    WAITING,
)
from gulagreader.importing.people import name_of
from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.timestamps import iso_from_iso
from gulagreader.text.clean import clean_line

_SAYS = re.compile(
    r"[\s:,]*\b(?:says?|said|wrote|writes|sagt[e]?|schreibt|schrieb|meint|dice|dijo"
    r"|dit|a dit|пишет|говорит|сказал|on)?\s*[:,]*\s*$",
    re.IGNORECASE,
)
_PING = re.compile(
    r"^\s*(?:pingback|trackback|пингбэк|пинг)(?:\s+(?:by|from|von|de))?\s*[:：]?\s*",
    re.IGNORECASE,
)


def wordpress_thread(root: LexborNode, base: str) -> Thread:
    """Read the comments in a tree; ``base`` is the page's address."""
    nodes = comment_nodes(root)
    thread = Thread()
    items = {one.node.mem_id for one in nodes}
    for one in nodes:
        items.update(around(one.extra))
    gathered: dict[int, GatheredComment] = {}
    for one in nodes:
        reading = _Reading(one, base)
        if reading.is_waiting():
            thread.left_out.append(LeftOut(UNAPPROVED))
            continue
        comment = reading.comment()
        if comment is None:
            continue
        parent = one.parent
        while parent is not None and id(parent) not in gathered:
            parent = parent.parent
        comment.answers = gathered[id(parent)] if parent is not None else None
        gathered[id(one)] = comment
        thread.comments.append(comment)
        thread.by_post_author.extend(
            [comment.author] if "bypostauthor" in one.marks and comment.author else []
        )
        thread.counts.update(reading.counts)
    thread.nodes = frozenset(items)
    return thread


class _Reading:
    """One comment's element, read apart from the replies in it."""

    def __init__(self, one: CommentNode, base: str) -> None:
        self.one = one
        self.parts = [one.node, *one.extra]
        self.base = base
        self.counts: Counter[str] = Counter()
        self.others = one.inside | {
            child.mem_id for part in self.parts for child in part.css(".children")
        }
        self.holder = self._first(COMMENT_TEXT)
        self.apart = set(self.others)
        """Not of the lines of who and when."""
        if self.holder is not None:
            self.apart.add(self.holder.mem_id)

    def is_waiting(self) -> bool:
        return self._first((WAITING,)) is not None

    def comment(self) -> GatheredComment | None:
        """The comment; None where there is neither text nor author."""
        kind = self._kind()
        author, website = self._author()
        text, left_out = self._text(kind, author or "")
        if kind != "comment":
            author, website = self._pinging(author, website)
            text = text or author or ""
        if not text and not author:
            return None
        name = name_of(author)
        date = self._date()
        return GatheredComment(
            text,
            self.one.key,
            author=name.name,
            date=date,
            kind=kind,
            url=self._permalink(),
            website=website_of(website),
            left_out=(*left_out, *name.left_out),
        )

    def _kind(self) -> CommentKind:
        if "pingback" in self.one.marks:
            return "pingback"
        return "trackback" if "trackback" in self.one.marks else "comment"

    def _author_selectors(self) -> tuple[str, ...]:
        """Bold words and links name somebody only where the text is known apart."""
        return AUTHOR if self.holder is not None else AUTHOR[:-5]

    def _first(self, selectors: tuple[str, ...]) -> LexborNode | None:
        for part in self.parts:
            found = first_of(part, selectors, self.others)
            if found is not None:
                return found
        return None

    def _line(self, selectors: tuple[str, ...]) -> LexborNode | None:
        """The first element beside the text; in it where there is none beside it."""
        for not_in in (self.apart, self.others):
            for part in self.parts:
                found = first_of(part, selectors, not_in)
                if found is not None:
                    return found
        return None

    def _words(self, selectors: tuple[str, ...]) -> str:
        for not_in in (self.apart, self.others):
            for part in self.parts:
                words = words_of_first(part, selectors, not_in)
                if words:
                    return words
        return ""

    def _author(self) -> tuple[str | None, str | None]:
        words = _SAYS.sub("", self._words(self._author_selectors()))
        link = self._line(
            (
                *(f"{selector} a[href]" for selector in AUTHOR),
                "a.url[href]",
                "a[rel~=external][href]",
            )
        )
        website = link.attributes.get("href") if link is not None else None
        if website is not None and "#comment" in website:
            website = None
        return clean_line(words) or None, website

    def _pinging(
        self, author: str | None, website: str | None
    ) -> tuple[str | None, str | None]:
        """The title and the address of the page that linked here."""
        link = self._first(("cite a[href]", ".fn a[href]", "a.url[href]", "a[href]"))
        if link is None:
            return author, website
        address = link.attributes.get("href")
        words = clean_line(words_in(link, 300))
        return words or author, website or address

    def _date(self) -> str | None:
        for part in self.parts:
            for name in ("time[datetime]", "abbr[title]", "[data-time]"):
                found = first_of(part, (name,), self.others)
                if found is not None:
                    attributes = found.attributes
                    value = attributes.get("datetime") or attributes.get("title") or ""
                    date = iso_from_iso(value)
                    if date is not None:
                        return date
        for selector in DATE:
            for part in self.parts:
                date = iso_date(words_of_first(part, (selector,), self.others))
                if date is not None:
                    return date
        return self._date_beside()

    def _date_beside(self) -> str | None:
        """A date in any line beside the text, where it is known which that is."""
        if self.holder is None:
            return None
        for part in self.parts:
            for node in descendants(part):
                text = (node.text_content or "") if node.tag == TEXT else ""
                if len(text) < 120 and not is_inside(node, self.apart, part):
                    date = iso_date(text)
                    if date is not None:
                        return date
        return None

    def _permalink(self) -> str | None:
        key = self.one.key
        if not key:
            return None
        link = self._first((f'a[href$="#comment-{key}"]', f'a[href$="#c{key}"]'))
        if link is not None:
            address = whole_address(self.base, link.attributes.get("href"))
            if address and "replytocom" not in address:
                return address
        return whole_address(self.base, f"#comment-{key}") or None

    def _text(self, kind: CommentKind, named: str) -> tuple[str, tuple[LeftOut, ...]]:
        """The comment's words as Markdown, without who, when and the buttons."""
        holder = self.holder
        skips = set(self.others)
        parts = [holder] if holder is not None else self.parts
        for part in parts:
            skips |= comment_chrome(part, self.counts, self.others)
        if holder is None:
            author = self._first(AUTHOR)
            skips |= around([author] if author is not None else [])
            skips |= self._date_elements()
        elif named:
            head = head_inside(holder, named, skips)
            skips |= around([head] if head is not None else [])
        found = markdown_of_nodes(parts, base=self.base, skips=skips)
        text = found.markdown
        if holder is None:
            text = _without_says(text)
        if kind != "comment":
            text = _PING.sub("", text).strip()
        return text, found.left_out

    def _date_elements(self) -> set[int]:
        """Small elements and links that say nothing but when."""
        found = set()
        for part in self.parts:
            for node in part.css("small, time, a[href*='#comment-'], h3, h4, h5"):
                if node.mem_id not in self.others:
                    words = words_in(node, 100)
                    if iso_date(words) is not None or words.startswith("#"):
                        found.add(node.mem_id)
        return found


_LEADING_SAYS = re.compile(
    r"\A\s*(?:says?|said|wrote|sagt|schreibt|schrieb|meint|dit|dice|пишет)\s*:?\s*$\n?"
    r"|\A\s*:\s*",
    re.IGNORECASE | re.MULTILINE,
)


def _without_says(text: str) -> str:
    """A comment's words without the “says:” between its author and them."""
    return _LEADING_SAYS.sub("", text, count=1).strip()
