"""What can be typed at the prompt: each order once, with its words and its help."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gulagreader.text.clean import clean_line


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
    more: tuple[tuple[str, str], ...] = ()
    """What else it does, with what follows it then, and the help for that."""


_o = Order
GROUPS: Mapping[str, tuple[Order, ...]] = {
    "reading": (
        _o("next", ("n", "space", "j"), "", "read on; Enter alone does the same"),
        _o("back", ("b", "k"), "", "what was read before this"),
        _o("again", ("a",), "", "the same once more"),
        _o("all", (), "", "read on to the end without a prompt; Ctrl+C stops it"),
        _o("where", ("w",), "", "say where you are, and what this answers"),
        _o("find", (), "[WORDS]", "go to words in this post; again: to the next place"),
        _o("earlier", ("N",), "", "go to the place before that has the words"),
        _o("headings", ("T",), "[NUMBER]", "hear the headings, or go to one"),
        _o("return", ("r",), "", "go back from a list to what you were reading"),
        _o("undo", ("Backspace",), "", "go back to before the last jump"),
        _o("redo", (), "", "go forward again"),
        _o("help", ("?",), "[ORDER]", "hear all orders, or one, or some: see above"),
        _o("quit", ("q", "Q"), "", "leave; the place is kept"),
    ),
    "library": (
        _o("list", ("l", "f"), "[QUERY]", "list the posts, or those that fit"),
        _o("open", ("o",), "NUMBER or ID", "open a post or hit; a number alone does"),
        _o(
            *("post", (), "", "go to the beginning of the post"),
            (("next, post back", "open the next post of the list, or the one before"),),
        ),
        _o("sort", ("S",), "[ORDER]", "put the list or the hits in another order"),
        _o("tags", (), "", "hear the tags, authors and years of the list"),
        _o("lists", (), "[NAME]", "hear the lists under names, or open one"),
        _o("keep", (), "NAME", "keep the filtered list or the search under a name"),
        _o("drop", ("D",), "NAME", "remove a list of yours"),
        _o(
            "star", ("*",), "[NUMBER]", "star this post, or one of the list; again: not"
        ),
        _o(
            *("read", (), "[NUMBER]", "mark this post, or one of the list, as read"),
            (("all", "mark the whole list as read"),),
        ),
        _o(
            *("unread", (), "[NUMBER]", "mark it as not read"),
            (("all", "take back what read all did"),),
        ),
        _o("damaged", ("!",), "", "hear what of the library is damaged"),
    ),
    "moving": (
        _o(
            *("comments", ("t",), "", "go to the first comment"),
            (("end", "go to the last comment"),),
        ),
        _o(
            *("comment", ("c",), "NUMBER", "go to a comment"),
            (
                ("", "go to the next one, past the rest of this"),
                ("back", "go to the one before"),
            ),
        ),
        _o("parent", ("p",), "", "go to the comment that this one answers"),
        _o("above", ("i",), "", "hear the comments above this, without going there"),
        _o("root", ("P",), "", "go to the start of the branch"),
        _o("same", ("J",), "", "go to the next comment of the same level"),
        _o("before", ("K",), "", "go to the comment of the same level before"),
        _o(
            *("top", ("}",), "", "go to the next top-level comment"),
            (("back", "go to the one before"),),
        ),
        _o("skip", ("h",), "", "go past the replies of this comment"),
        _o(
            *("new", (".",), "", "go to the next new comment, or next unread post"),
            (("back", "go to the new comment before, or unread post before"),),
        ),
        _o("since", ("I",), "[WHEN]", "say or change since when comments are new"),
    ),
    "thread": (
        _o(
            *(
                "by",
                ("A",),
                "[NAME]",
                "read only this author's comments, or another's",
            ),
            (("time, by thread", "read in the order of time, or as a tree"),),
        ),
        _o(
            *("only", ("F",), "QUERY", "read only the comments that match"),
            (("all", "read all comments again"),),
        ),
        _o(
            *("fold", (), "", "leave out the replies of this comment"),
            (
                ("all", "read one line of each branch"),
                ("level", "leave out the deepest level that is read"),
                ("NUMBER", "read so many levels"),
            ),
        ),
        _o(
            *("unfold", (), "", "read the folded comment and its replies"),
            (("all", "read everything"), ("level", "read one level more")),
        ),
    ),
    "searching": (
        _o("search", ("s", "/"), "QUERY", "search the library"),
        _o("hits", (), "", "hear the hits again"),
        _o(
            *("hit", (), "", "go to the hit after the one gone to last"),
            (("back", "go to the hit before"), ("NUMBER", "go to a hit")),
        ),
        _o("counts", (), "", "hear how the hits fall to authors, posts and years"),
        _o("why", (), "NUMBER", "hear why a hit was found"),
        _o("concordance", ("C",), "QUERY", "hear words with what stands around them"),
        _o("people", (), "[NAME]", "hear who wrote, and how much"),
        _o("person", ("W",), "[NAME]", "hear what somebody said in all threads"),
    ),
    "studying": (
        _o("quotations", ("u", '"'), "", "hear what is quoted here, and of whom"),
        _o("uptake", ("U",), "", "hear who took words of this up, and what they said"),
        _o("origin", ("x",), "", "hear where words of this come from in the library"),
        _o("links", ("L",), "", "hear where the links lead"),
        _o("address", ("Y", "O"), "", "hear its address, its id and its exact date"),
        _o("cite", (), "[STYLE]", "print a citation: chicago, mla, apa, bibtex, …"),
        _o("quote", ("y",), "", "print what was read last as a quotation"),
    ),
    "keeping": (
        _o("note", (), "TEXT", "note something on what was read last"),
        _o("annotate", (), "TEXT", "note something on the post as a whole"),
        _o("highlight", (), "[COLOUR]", "highlight what was read last"),
        _o("notes", ("H",), "[all]", "hear your notes on this post, or all"),
        _o(
            *("unnote", (), "NUMBER", "remove a note that notes said"),
            (("", "bring it back"),),
        ),
        _o("gather", ("d",), "[REMARK]", "gather what was read last into the dossier"),
        _o("dossier", ("E",), "", "hear what is gathered"),
        _o(
            *("mark", ("m",), "LETTER", "mark this place"),
            (("", "hear all marks"),),
        ),
        _o("goto", ("`",), "LETTER or NUMBER", "go to a mark, or to a place said last"),
    ),
}
"""The orders by what they are for."""
ORDERS: tuple[Order, ...] = tuple(order for some in GROUPS.values() for order in some)
_KEYS: Mapping[str, str] = {
    "]": "post next",
    "[": "post back",
    "{": "top back",
    ",": "new back",
    "g": "comments",
    "G": "comments end",
    "-": "fold all",
    "=": "unfold all",
    "<": "fold level",
    ">": "unfold level",
}
"""Keys of the screen that are an order and what follows it."""
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
    words = _KEYS.get(words, words)
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


def orders_said(named: str = "") -> Iterator[str]:
    """The help, a line for each thing to say; of one order or one group if named."""
    group = GROUPS.get(named.casefold())
    if group is not None:
        yield from _each_said(group)
        return
    chosen = understood(named) if named else None
    if chosen is not None:
        yield from _each_said(chosen[:1])
        return
    if named:
        yield f"{clean_line(named)} is no order; these are all."
    yield "help and an order says one; help and one of these says some:"
    yield f"{', '.join(GROUPS)}."
    for name, orders in GROUPS.items():
        yield f"{name.capitalize()}:"
        yield from _each_said(orders)


def _each_said(orders: Iterable[Order]) -> Iterator[str]:
    for order in orders:
        short = next((word for word in order.short if word.isalpha()), "")
        also = f" ({short})" if short else ""
        yield f"{order.name} {order.takes}".strip() + f"{also}: {order.help}."
        for takes, told in order.more:
            yield f"{order.name} {takes or 'by itself'}: {told}."
