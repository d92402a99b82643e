"""What Blogger adds to Atom: kinds, states and threads, in its old export and its new.

The old export (``blog-03-03-2014.xml``) is one feed of everything; what an entry is
stands in a category, what a comment answers in a ``related`` link. The new one
(Google Takeout's ``feed.atom``) has elements of its own for the same. What Google
publishes of either is little; both are described by programs that read them.
"""

import re
from dataclasses import dataclass

from gulagreader.importing.archive import DELETED, DRAFTS, SPAM, TRASH, UNAPPROVED
from gulagreader.importing.feeds.atom_entries import Entry
from gulagreader.importing.feeds.replies import comment_number, time_in_address
from gulagreader.importing.timestamps import iso_from_epoch

_NUMBER = re.compile(r"(?:\A|\Apost-|\.post-|/(?:comments|posts)/default/)(\d+)\Z")
_POST_NUMBER = re.compile(r"(?:\.post-|/)(\d+)/comments")
_STATES = {
    "DRAFT": DRAFTS,
    "SCHEDULED": DRAFTS,
    "SOFT_TRASHED": TRASH,
    "TRASHED": TRASH,
    "SPAM": SPAM,
    "SPAM_COMMENT": SPAM,
    "GHOSTED": SPAM,
    "PENDING": UNAPPROVED,
    "EMPTIED": DELETED,
    "DELETED": DELETED,
}


@dataclass(frozen=True, slots=True)
class BloggerEntry:
    """One entry of an export."""

    entry: Entry
    kind: str
    """``post``, ``page``, ``comment``, or what else Blogger keeps."""
    number: str
    """The digits at the end of its id."""
    post: str = ""
    """Of a comment: the number of its post."""
    parent: str = ""
    """Of a comment: the number of the comment it answers, or empty."""
    unseen: str | None = None
    """What it is counted under if nobody was to see it."""

    @property
    def date(self) -> str | None:
        """When it was written: exact, and in the zone of the blog where that is known.

        The address of a comment holds the time in UTC, to the millisecond.
        """
        if self.entry.published is not None:
            return self.entry.published
        return iso_from_epoch(time_in_address(self.entry.link("alternate")))


def blogger_entry(entry: Entry) -> BloggerEntry:
    """Read what Blogger says of an entry."""
    number = _last_number(entry.id) or comment_number(entry.link("alternate"))
    kind = entry.words("blogger:type").lower() or entry.kind or "post"
    post, parent = "", ""
    if kind == "comment":
        answered = entry.answers[0] if entry.answers else ("", "")
        post = _last_number(entry.words("blogger:parent")) or _last_number(answered[0])
        post = post or _post_number(entry.link("self") or entry.link("edit"))
        parent = _last_number(entry.words("blogger:inReplyTo"))
        parent = parent or _last_number(entry.link("related"))
        if parent in (post, number):
            parent = ""
    return BloggerEntry(entry, kind, number, post, parent, _unseen(entry, kind))


def _unseen(entry: Entry, kind: str) -> str | None:
    state = entry.words("blogger:status").upper()
    if entry.words("blogger:trashed"):
        return TRASH
    if state in _STATES:
        return _STATES[state]
    if state and state not in ("LIVE", "PUBLISHED"):
        return UNAPPROVED if kind == "comment" else DRAFTS
    removed = any(
        one.attributes.get("name") == "blogger.contentRemoved"
        and one.attributes.get("value") == "true"
        for one in entry.element.children("gd:extendedProperty")
    )
    if removed:
        return DELETED
    return DRAFTS if entry.is_draft else None


def _last_number(words: str) -> str:
    found = _NUMBER.search(words)
    return found[1] if found is not None else ""


def _post_number(address: str) -> str:
    found = _POST_NUMBER.search(address)
    return found[1] if found is not None else ""
