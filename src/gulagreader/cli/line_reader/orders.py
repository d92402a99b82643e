"""What can be typed at the prompt: each order once, with its words and its help."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType


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
    Order("find", (), "WORDS", "go to where this post or a comment has words"),
    Order("by", ("A",), "[NAME]", "go to the next comment of an author"),
    Order("since", ("I",), "[WHEN]", "say or change since when comments are new"),
    Order("search", ("s", "/"), "QUERY", "search the library"),
    Order("hits", (), "", "hear the hits again"),
    Order("undo", ("Backspace",), "", "go back to before the last jump"),
    Order("quotations", ("u", '"'), "", "hear what is quoted here, and of whom"),
    Order("uptake", ("U",), "", "hear who took words of this up, and what they said"),
    Order("links", ("L",), "", "hear where the links lead"),
    Order("cite", ("Y",), "[STYLE]", "print a citation: chicago, mla, apa, bibtex, …"),
    Order("note", (), "TEXT", "note something on what was read last"),
    Order("notes", ("H",), "[all]", "hear your notes on this post, or all"),
    Order("gather", ("d",), "[REMARK]", "gather what was read last into the dossier"),
    Order("dossier", ("E",), "", "hear what is gathered"),
    Order("mark", ("m",), "[LETTER]", "mark this place; alone: hear all marks"),
    Order("goto", ("`",), "LETTER", "go to a marked place"),
    Order("people", (), "[NAME]", "hear who wrote, and how much"),
    Order("star", ("*",), "", "star the post, or take its star away"),
    Order("unread", (), "", "mark the post as not read"),
    Order("help", ("?",), "", "hear these orders"),
    Order("quit", ("q", "Q"), "", "leave; the place is kept"),
)
_BY_WORD = {word: order for order in ORDERS for word in (order.name, *order.short)}


def understood(
    line: str, latin: Mapping[str, str] = MappingProxyType({})
) -> tuple[Order, str] | None:
    """The order that a line asks for, and what follows it; None for no order.

    An empty line asks to read on, a number alone to open. ``latin`` has for letters of
    the reader's keyboard layouts the Latin ones in their place: where the layout was
    not changed, ``й`` is ``q``.
    """
    words = line.strip()
    if not words:
        return _BY_WORD["next"], ""
    first, _, rest = words.partition(" ")
    if words.isdecimal():
        return _BY_WORD["open"], words
    for one in (first, first.lower(), _as_latin(first, latin)):
        if one in _BY_WORD:
            return _BY_WORD[one], rest.strip()
    return None


def _as_latin(word: str, latin: Mapping[str, str]) -> str:
    """A word as the same keys would have written it on a Latin layout."""
    return "".join(latin.get(letter, letter) for letter in word)


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
