"""What can be typed at the prompt: each order once, with its words and its help."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Order:
    """Something that can be asked for."""

    name: str
    """Its whole word; the method that carries it out is called after it."""
    short: tuple[str, ...]
    """Other words for it: a letter, and the key that does the same on the screen."""
    takes: str
    """What follows it, in the help; empty where nothing does."""
    help: str


ORDERS: tuple[Order, ...] = (
    Order("next", ("n", "space", "j"), "", "read on; Enter alone does the same"),
    Order("back", ("b", "k"), "", "what was read before this"),
    Order("again", ("a",), "", "the same once more"),
    Order("all", (), "", "read on to the end without a prompt"),
    Order("where", ("w",), "", "say where you are"),
    Order("list", ("l", "f"), "[QUERY]", "list the posts, or those that fit"),
    Order("open", ("o",), "NUMBER or ID", "open a post or a hit; a number alone does"),
    Order("post", (), "", "go to the beginning of the post"),
    Order("comments", ("t",), "", "go to the first comment"),
    Order("comment", ("c",), "NUMBER", "go to a comment"),
    Order("parent", ("p",), "", "go to the comment that this one answers"),
    Order("root", ("P",), "", "go to the start of the branch"),
    Order("same", ("J",), "", "go to the next comment of the same level"),
    Order("before", ("K",), "", "go to the comment of the same level before"),
    Order("top", ("}",), "", "go to the next top-level comment"),
    Order("skip", ("h",), "", "go past the replies of this comment"),
    Order("new", (".",), "", "go to the next new comment, or the next unread post"),
    Order("search", ("s", "/"), "QUERY", "search the library"),
    Order("hits", (), "", "hear the hits again"),
    Order("undo", ("Backspace",), "", "go back to before the last jump"),
    Order("quotations", ("u", '"'), "", "hear what is quoted here, and of whom"),
    Order("links", ("L",), "", "hear where the links lead"),
    Order("cite", ("Y",), "[STYLE]", "print a citation: chicago, mla, apa, bibtex, …"),
    Order("note", (), "TEXT", "note something on what was read last"),
    Order("notes", ("H",), "", "hear your notes on this post"),
    Order("star", ("*",), "", "star the post, or take its star away"),
    Order("unread", (), "", "mark the post as not read"),
    Order("help", ("?",), "", "hear these orders"),
    Order("quit", ("q", "Q"), "", "leave; the place is kept"),
)
_BY_WORD = {word: order for order in ORDERS for word in (order.name, *order.short)}


def understood(line: str) -> tuple[Order, str] | None:
    """The order that a line asks for, and what follows it; None for no order.

    An empty line asks to read on, a number alone to open.
    """
    words = line.strip()
    if not words:
        return _BY_WORD["next"], ""
    first, _, rest = words.partition(" ")
    if words.isdecimal():
        return _BY_WORD["open"], words
    order = _BY_WORD.get(first) or _BY_WORD.get(first.lower())
    return (order, rest.strip()) if order is not None else None


def nearest(line: str) -> str:
    """The order that a line that is none may have meant; empty for none."""
    first = line.strip().partition(" ")[0].lower()
    near = difflib.get_close_matches(first, [order.name for order in ORDERS], n=1)
    return near[0] if near else ""


def orders_said() -> Iterator[str]:
    """The help, a line for each order."""
    for order in ORDERS:
        short = next((word for word in order.short if word.isalpha()), "")
        words = f"{order.name} {order.takes}".strip()
        also = f" ({short})" if short else ""
        yield f"{words}{also}: {order.help}."
