"""What is said of posts, comments and hits: their place and role, in whole words."""

from collections.abc import Iterable
from dataclasses import dataclass

from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.hits import Hit
from gulagreader.domain.posts import Post, PostCard
from gulagreader.text.clean import clean_line
from gulagreader.text.references.titles import quoted


def many(number: int, thing: str, things: str = "") -> str:
    """A number with its thing: ``1 comment``, ``3 replies``."""
    return f"1 {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def sentence(words: str) -> str:
    """Words with a full stop behind them, where they have no end of their own."""
    line = clean_line(words)
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."


_PAIRS = ('""', "''", "“”", "‘’", "«»", "„“", "‚‘")


def in_marks(words: str) -> str:
    """A title or passage in quotation marks; marks among its words become single ones.

    >>> in_marks("“How many?” is several questions")
    '“‘How many?’ is several questions”'
    """
    ended = words.rstrip('”“’»"')
    # A passage keeps its full stop, which a title in quotation marks does not.
    stop = "." if ended.endswith(".") and not ended.endswith("..") else ""
    return quoted(words, stop)


def unquoted(typed: str) -> str:
    """What was typed without the quotation marks round it.

    >>> unquoted("'reader 7'")
    'reader 7'
    """
    inside = typed[1:-1].strip()
    return inside if inside and typed[0] + typed[-1] in _PAIRS else typed


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


@dataclass(frozen=True, slots=True)
class CommentState:
    """What is said of a comment besides what stands in it."""

    new: bool = False
    new_below: int = 0
    """How many of its replies are new, at any level."""
    roles: tuple[str, ...] = ()
    """What its author is: teacher, author of the post."""
    place: str = ""
    """Which it is of those that are read: ``3 of 14 by time``."""
    folded: bool = False
    parts: int = 1
    """In how many parts it is said."""


def comment_said(thread: Thread, row: int, state: CommentState) -> str:
    """What is said before a comment: ``level 2, reply to reader 7, new``."""
    here = thread.rows[row]
    comment = here.comment
    # Its number is that in the tree, whatever order it is read in.
    number = f"Comment {row + 1}"
    place = [number, state.place] if state.place else [f"{number} of {len(thread)}"]
    place.append(f"level {here.depth + 1}")
    if here.parent is not None:
        above = thread.rows[here.parent].comment
        place.append(f"reply to {above.author or f'comment {here.parent + 1}'}")
    if comment.kind != "comment":
        place.append(comment.kind)
    if state.new:
        place.append("new")
    parts = [
        _listed(place),
        _listed((comment.author or "Author unknown", *state.roles)),
        display_date(comment.date, time=True) or "Undated",
        _below(here.descendants, state),
        f"In {state.parts} parts" if state.parts > 1 else "",
        here.note or "",
    ]
    return ". ".join(clean_line(part) for part in parts if part) + "."


def _below(replies: int, state: CommentState) -> str:
    """What is under a comment, and whether it is hidden."""
    new = f"{state.new_below} new" if state.new_below else ""
    if not state.folded:
        return _listed((f"{replies_said(replies)} below", new)) if replies else ""
    if not replies:
        return "Folded, no replies"
    return _listed((f"Branch of {replies_said(replies)}", "folded", new))


def replies_said(number: int) -> str:
    """A number of replies: ``1 reply``, ``7 replies``."""
    return many(number, "reply", "replies")


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)


def hit_said(number: int, hit: Hit) -> str:
    """A hit on one line, with the number that opens it."""
    kind = hit.kind.capitalize()
    in_comment = hit.comment is not None
    parts = [f"{kind}, level {hit.depth + 1}" if in_comment else kind]
    parts.append(f"{'' if hit.kind == 'post' else 'in '}{in_marks(hit.title)}")
    parts.append(f"by {hit.author}" if hit.author else "author unknown")
    parts.append(display_date(hit.date) or "undated")
    head = ", ".join(clean_line(part) for part in parts)
    return f"{number}. {head}: {clean_line(hit.snippet)}"


def shortened(words: str, most: int = 200) -> str:
    """The beginning of a passage on one line, of so many letters."""
    line = clean_line(" ".join(words.split()))
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]} …"
