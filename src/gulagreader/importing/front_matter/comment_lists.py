"""Comments as a mapping of fields: in a post's front matter, or in a file each.

jekyll-import, Staticman and hand-made sites each name the fields in their own way;
what a field is called decides what it is.
"""

import re
from dataclasses import dataclass

from gulagreader.importing.archive import UNAPPROVED, LeftOut
from gulagreader.importing.front_matter.bodies import body_of_markdown
from gulagreader.importing.front_matter.fields import Fields
from gulagreader.importing.gathered_comments import GatheredComment, website_of
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.importing.people import name_of
from gulagreader.importing.wordpress.autop import autop

_TEXT = ("content", "message", "text", "body", "comment", "comment_content")
_DATE = (
    *("date", "created_at", "created", "published", "comment_date", "timestamp"),
    *("date_gmt", "comment_date_gmt", "time", "posted"),
)
_AUTHOR = (*("author", "name", "author_name", "comment_author", "username", "user"),)
_KEY = ("id", "_id", "comment_id", "uid")
_PARENT = (
    *("replying_to_uid", "replytoid", "reply_to_id", "replyid", "reply_id"),
    *("comment_parent", "parent_id", "parentid", "in_reply_to", "inreplyto"),
    *("reply_to", "replyto", "parent"),
)
_LINK = ("permalink", "link", "comment_url", "wordpress_url")
_SITE = ("author_url", "url", "website", "comment_author_url", "site", "homepage")
_SETTINGS = ("updated", "layout", "replythread", "replyname", "g-recaptcha-response")
_BLOCKS = re.compile(r"<(?:p|div|blockquote|ul|ol|pre|br)\b", re.IGNORECASE)


def comment_from(
    fields: Fields, body: str = "", *, line: int | None = None, html: bool = False
) -> GatheredComment:
    """Make a comment of its fields; it may be without words.

    ``body`` is what stood below the fields; ``html`` says that the words are what
    WordPress stored and no Markdown. What is no part of a comment is told of in it.
    """
    left_out = [*fields.drop_private()]
    kind = (fields.words("type", "kind", "comment_type") or "comment").lower()
    person = name_of(fields.words(*_AUTHOR))
    text, more = words_of(fields.text(*_TEXT) or body, stored_html=html)
    comment = GatheredComment(
        text,
        key=fields.words(*_KEY) or "",
        parent=fields.words(*_PARENT) or "",
        author=person.name,
        date=fields.date(*_DATE),
        url=website_of(fields.words(*_LINK)),
        website=website_of(fields.words(*_SITE)),
        line=line,
    )
    if kind in ("pingback", "trackback"):
        comment.kind = "pingback" if kind == "pingback" else "trackback"
    fields.take(*_SETTINGS)
    comment.left_out = (*left_out, *person.left_out, *more, *fields.rest())
    return comment


def is_hidden(fields: Fields) -> bool:
    """Whether a comment's fields say that nobody was to see it."""
    if fields.is_true("hidden") or fields.is_true("spam") or fields.is_true("deleted"):
        return True
    approved = [fields.is_true(name) for name in ("approved", "published", "public")]
    return False in approved


def words_of(
    text: str, *, stored_html: bool = False
) -> tuple[str, tuple[LeftOut, ...]]:
    """The words of a comment as Markdown, whether they were HTML or Markdown."""
    text = text.strip()
    if stored_html:
        found = markdown_of(autop(text))
        return found.markdown, found.left_out
    if text.startswith("<") and _BLOCKS.match(text):
        found = markdown_of(text)
        return found.markdown, found.left_out
    body = body_of_markdown(text)
    return body.markdown, body.left_out


@dataclass(frozen=True, slots=True)
class CommentList:
    """The comments that a post's front matter lists, and what was left out."""

    comments: tuple[GatheredComment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def comments_in(value: object, line: int | None) -> CommentList:
    """Read a list of comments; replies may stand in their comment's own list."""
    gathered: list[GatheredComment] = []
    left_out: list[LeftOut] = []
    waiting = [(one, "") for one in reversed(value if isinstance(value, list) else [])]
    while waiting:
        one, parent = waiting.pop()
        if not isinstance(one, dict):
            left_out.append(LeftOut("comments that are no list of fields", 1, line))
            continue
        fields = Fields(one)
        # Only jekyll-import, from WordPress, writes the date twice.
        stored = "date_gmt" in fields or "comment_date_gmt" in fields
        replies = fields.take("replies", "children")
        under = replies if isinstance(replies, list) else []
        if is_hidden(fields):
            left_out.append(LeftOut(UNAPPROVED))
            hidden = fields.words(*_KEY) or ""
            waiting.extend((reply, hidden) for reply in reversed(under))
            continue
        comment = comment_from(fields, line=line, html=stored)
        if not comment.text:
            left_out.append(LeftOut("comments without words", 1, line))
            left_out.extend(comment.left_out)
        else:
            comment.parent = comment.parent or parent
            gathered.append(comment)
        waiting.extend((reply, comment.key) for reply in reversed(under))
    return CommentList(tuple(gathered), tuple(left_out))
