"""``list``: the posts of a library."""

from collections.abc import Sequence

from gulagreader.cli.arguments import Request
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.matching import chosen_cards
from gulagreader.cli.shapes import card_shape
from gulagreader.domain.posts import PostCard
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line

_NAME_CELLS = 24


def run_list(request: Request, console: Console) -> int:
    """List the posts, or those that fit a query; 1 where a query fits none."""
    desk = Desk.open(request, console)
    desk.look()
    cards: Sequence[PostCard] = desk.library.cards
    if request.text.strip():
        cards, notes = chosen_cards(cards, request.text)
        for note in notes:
            console.note(note)
    read = desk.read_posts()
    if request.has("--json"):
        shapes = [card_shape(card, unread=card.id not in read) for card in cards]
        console.say_json(shapes)
    else:
        print_cards(console, cards, read, plain=request.has("--plain"))
    _say_damaged(desk)
    if not cards and request.text.strip():
        console.note("No post fits.")
        return 1
    return 0


def print_cards(
    console: Console,
    cards: Sequence[PostCard],
    read: frozenset[str],
    *,
    plain: bool = False,
) -> None:
    """Print a line for each post: unread, id, date, author, comments, title."""
    dot = "●" if console.is_screen and not plain else "*"
    rows = [
        (
            card.id,
            clean_line(card.date or "")[:10] or "undated",
            _shortened(clean_line(card.author or "")),
            str(card.comments),
        )
        for card in cards
    ]
    widths = [max((cell_len(row[n]) for row in rows), default=0) for n in range(4)]
    for card, row in zip(cards, rows, strict=True):
        unread = card.id not in read
        identity, date, author, comments = (
            clean_line(cell) + " " * (width - cell_len(cell))
            for cell, width in zip(row, widths, strict=True)
        )
        comments = comments.strip().rjust(widths[3])
        line = f"{dot if unread else ' '} {identity}  {date}  {author}  {comments}  "
        title = clean_line(card.title)
        pieces = ((line,), (title, "bold") if unread else (title,))
        console.say_pieces([pieces], plain=plain)


def _shortened(name: str) -> str:
    return name if len(name) <= _NAME_CELLS else name[: _NAME_CELLS - 1] + "…"


def _say_damaged(desk: Desk) -> None:
    lost = len({damage.path for damage in desk.library.damages if damage.fatal})
    if lost:
        files = "1 file" if lost == 1 else f"{lost} files"
        desk.console.note(
            f"{files} of the library cannot be read. See which: gulagreader check"
        )
