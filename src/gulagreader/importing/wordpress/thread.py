"""The comments of one item of a WordPress export."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from html import unescape

from gulagreader.domain.comments import Comment, CommentKind
from gulagreader.domain.counting import agreeing, amount
from gulagreader.domain.dates import parse_date
from gulagreader.importing.archive import (
    ADDRESSES,
    EMAILS,
    SPAM,
    TRASH,
    UNAPPROVED,
    LeftOut,
    Remark,
)
from gulagreader.importing.html.markdown import HtmlText
from gulagreader.importing.people import name_of, names_a_mailbox
from gulagreader.importing.wordpress.dates import wordpress_date
from gulagreader.importing.wordpress.meta import own_meta
from gulagreader.importing.wordpress.own import (
    OwnComment,
    own_comment_in,
    shown_words,
)
from gulagreader.importing.wordpress.stored import comment_markdown
from gulagreader.importing.xml.elements import XmlElement
from gulagreader.text.clean import clean_line

_SHOWN = frozenset(("1", "approve", "approved", ""))
_STATES = {"spam": SPAM, "trash": TRASH, "post-trashed": TRASH}
_KINDS: dict[str, CommentKind] = {
    "pingback": "pingback",
    "trackback": "trackback",
    "webmention": "pingback",
    "mention": "pingback",
    "pingback-outgoing": "pingback",
}
_NO_COMMENTS = frozenset(("order_note", "action_log", "system", "revision", "like"))
_ID = re.compile(r"[\w.-]{1,64}")


@dataclass
class WordPressThread:
    """Comments in the order they were written, and what was not taken in."""

    comments: tuple[Comment, ...] = ()
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _One:
    """A comment, and by what it is put in order."""

    comment: Comment
    order: tuple[int, int, int, int]
    own: bool = False
    """Whether its parent is named as in the library, and not by WordPress's number."""


def thread_in(item: XmlElement, link: str, lang: str = "") -> WordPressThread:
    """Read the comments of an item; ``link`` is the post's address."""
    thread = WordPressThread()
    left_out: Counter[str] = Counter()
    found: list[_One] = []
    dropped: set[str] = set()
    names: dict[str, str] = {}
    for position, element in enumerate(item.children("wp:comment")):
        left_out[EMAILS] += bool(element.words("wp:comment_author_email"))
        left_out[ADDRESSES] += bool(element.words("wp:comment_author_IP"))
        why = _why_not(element)
        if why is not None:
            left_out[why] += 1
            dropped.add(f"c{element.words('wp:comment_id')}")
            continue
        own = own_comment_in(element)
        comment = _comment(element, own, link, lang, thread)
        names[f"c{clean_line(element.words('wp:comment_id'))}"] = comment.id
        order = _order(element, own, comment, position)
        found.append(_One(comment, order, own is not None))
    found.sort(key=lambda one: one.order)
    comments = _each_once((_answering(one, names) for one in found), left_out)
    answered = sum(one.parent in dropped for one in comments)
    if answered:
        answer = f"{amount(answered, 'comments')} {agreeing(answered, 'answer')}"
        what = f"{answer} a comment that was left out"
        thread.remarks.append(Remark(item.line, what))
    thread.comments = comments
    thread.left_out.extend(
        LeftOut(what, count) for what, count in left_out.items() if count
    )
    return thread


def _answering(one: _One, names: Mapping[str, str]) -> Comment:
    """A comment with its parent by the id that this has here."""
    parent = one.comment.parent
    if one.own or parent is None or names.get(parent, parent) == parent:
        return one.comment
    return replace(one.comment, parent=names[parent])


def _why_not(element: XmlElement) -> str | None:
    """What a comment is counted as that does not come in."""
    state = element.words("wp:comment_approved").lower()
    if state not in _SHOWN:
        return _STATES.get(state, UNAPPROVED)
    kind = element.words("wp:comment_type").lower()
    return "notes that are no comments" if kind in _NO_COMMENTS else None


def _comment(
    element: XmlElement,
    own: OwnComment | None,
    link: str,
    lang: str,
    thread: WordPressThread,
) -> Comment:
    number = clean_line(element.words("wp:comment_id"))
    older = own_meta(element, "wp:commentmeta")
    given = f"c{number}" if _ID.fullmatch(number) else ""
    kept = older.get("id", "")
    parent = clean_line(element.words("wp:comment_parent"))
    person = name_of(unescape(element.words("wp:comment_author")))
    if own is not None and own.has_text:
        text = HtmlText(own.comment.text)
    else:
        stored = element.child("wp:comment_content")
        text = comment_markdown(
            stored.text if stored is not None else "", base=link, lang=lang
        )
    thread.left_out.extend(text.left_out)
    thread.remarks.extend(
        Remark(element.line, f"comment {number}: {one.what}") for one in text.remarks
    )
    address = clean_line(element.words("wp:comment_author_url"))
    extra = {"author_url": address} if _is_address(address) else {}
    if names_a_mailbox(address):
        extra = {}
        thread.left_out.append(LeftOut(EMAILS))
    comment = Comment(
        kept if _ID.fullmatch(kept) else given,
        text.markdown,
        older.get("parent") or (f"c{parent}" if parent not in ("", "0") else None),
        person.name,
        older.get("date")
        or wordpress_date(
            element.words("wp:comment_date"), element.words("wp:comment_date_gmt")
        ),
        _KINDS.get(element.words("wp:comment_type").lower(), "comment"),
        extra,
        older.get("url")
        or (
            f"{link}#comment-{number}"
            if _is_address(link) and number.isdigit()
            else None
        ),
    )
    if own is not None:
        comment = _as_it_was(comment, element, own)
    if comment.author == person.name:
        thread.left_out.extend(person.left_out)
    return comment


def _as_it_was(comment: Comment, element: XmlElement, own: OwnComment) -> Comment:
    """A comment of a library with what WordPress shows of it unchanged."""
    was, holds = own.comment, own.carried.holds
    same: dict[str, object] = {}
    if holds("author", shown_words(element.words("wp:comment_author"))):
        same["author"] = was.author
    if holds("date", element.words("wp:comment_date")):
        same["date"] = was.date
    if holds("kind", clean_line(element.words("wp:comment_type"))):
        same["kind"] = was.kind
    homepage = shown_words(element.words("wp:comment_author_url"))
    if holds("homepage", homepage):
        same["extra"] = was.extra
    else:
        same["extra"] = {**was.extra, **comment.extra}
    return replace(
        comment,
        **same,  # type: ignore[arg-type]  # names of Comment's own fields
        id=was.id,
        parent=was.parent,
        url=was.url,
    )


def _is_address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://")) and len(text) > 10


def _order(
    element: XmlElement, own: OwnComment | None, comment: Comment, position: int
) -> tuple[int, int, int, int]:
    """Comments as they were written: by time, then number, then as they stand.

    Those of a library stand in its order, before what WordPress has got since.
    """
    if own is not None and own.place is not None:
        return 0, own.place, 0, 0
    moment = parse_date(element.words("wp:comment_date_gmt")) or parse_date(
        comment.date
    )
    number = element.words("wp:comment_id")
    known = moment is not None and moment.year > 1
    return (
        1,
        moment.start if moment is not None and known else 0,
        int(number)
        if number.isascii() and number.isdigit() and len(number) < 19
        else 0,
        position,
    )


def _each_once(
    comments: Iterable[Comment], left_out: Counter[str]
) -> tuple[Comment, ...]:
    """Comments with ids of their own; what merged exports repeat is left out."""
    by_id: dict[str, Comment] = {}
    for comment in comments:
        wanted = comment.id or f"c{len(by_id) + 1}"
        same = by_id.get(wanted)
        if same is not None and same.text == comment.text:
            left_out["repeated comments"] += 1
            continue
        name, number = wanted, 2
        while name in by_id:
            name = f"{wanted}-{number}"
            number += 1
        by_id[name] = comment if name == comment.id else replace(comment, id=name)
    return tuple(by_id.values())
