"""What is said of posts, comments and hits: their place and role, in whole words."""

from collections.abc import Collection

from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.hits import Hit
from gulagreader.domain.posts import Post, PostCard
from gulagreader.text.clean import clean_line


def many(number: int, thing: str, things: str = "") -> str:
    """A number with its thing: ``1 comment``, ``3 replies``."""
    return f"1 {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def card_said(
    number: int, card: PostCard, *, unread: bool, starred: bool, new: int = 0
) -> str:
    """A post of the list on one line, with the number that opens it."""
    parts = [clean_line(card.title) or "Untitled"]
    parts.append(f"by {clean_line(card.author)}" if card.author else "author unknown")
    parts.append(display_date(card.date) or "undated")
    comments = many(card.comments, "comment") if card.comments else "no comments"
    parts.append(f"{comments}, {new} new" if new else comments)
    if unread:
        parts.append("unread")
    if starred:
        parts.append("starred")
    return f"{number}. {', '.join(parts)}."


def post_said(post: Post, place: str, comments: int, new: int, minutes: str) -> str:
    """What is said when a post is opened."""
    parts = [f"Post {place}" if place else "Post", post.title or "Untitled"]
    parts.append(f"By {post.author}" if post.author else "Author unknown")
    parts.append(display_date(post.date) or "Undated")
    if post.tags:
        parts.append(f"Tags: {', '.join(post.tags)}")
    parts.append(many(comments, "comment") if comments else "No comments")
    if new:
        parts[-1] += f", {new} new"
    parts.append(f"About {minutes}")
    return ". ".join(clean_line(part) for part in parts) + "."


def comment_said(
    thread: Thread, row: int, *, new: bool, roles: Collection[str] = ()
) -> str:
    """What is said before a comment: ``level 2, reply to reader 7, new``."""
    here = thread.rows[row]
    comment = here.comment
    place = [f"Comment {row + 1} of {len(thread)}", f"level {here.depth + 1}"]
    if here.parent is not None:
        above = thread.rows[here.parent].comment
        place.append(f"reply to {above.author or f'comment {here.parent + 1}'}")
    if comment.kind != "comment":
        place.append(comment.kind)
    if new:
        place.append("new")
    who = [comment.author or "Author unknown", *roles]
    when = display_date(comment.date, time=True) or "Undated"
    replies = (
        f"{many(here.descendants, 'reply', 'replies')} below"
        if here.descendants
        else ""
    )
    parts = [", ".join(place), ", ".join(who), when, replies, here.note or ""]
    return ". ".join(clean_line(part) for part in parts if part) + "."


def hit_said(number: int, hit: Hit) -> str:
    """A hit on one line, with the number that opens it."""
    where = f"in “{hit.title}”"
    kind = hit.kind.capitalize()
    parts = [kind if hit.kind == "post" else f"{kind}, level {hit.depth + 1}"]
    if hit.kind != "post":
        parts.append(where)
    else:
        parts.append(f"“{hit.title}”")
    parts.append(f"by {hit.author}" if hit.author else "author unknown")
    parts.append(display_date(hit.date) or "undated")
    head = ", ".join(clean_line(part) for part in parts)
    return f"{number}. {head}: {clean_line(hit.snippet)}"
