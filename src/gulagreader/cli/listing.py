"""``list``: the posts of a library."""

from collections.abc import Sequence

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.shapes import card_shape
from gulagreader.domain.listing import ListOrder, read_order
from gulagreader.domain.posts import PostCard
from gulagreader.services.states import NothingDone
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line

_NAME_CELLS = 24


def run_list(request: Request, console: Console) -> int:
    """List the posts, or those that fit a query; 1 where a query fits none."""
    desk = Desk.open(request, console)
    desk.look()
    order = _order(request)
    cards: Sequence[PostCard] = desk.library.cards
    if request.text.strip() or order is not ListOrder.NEWEST:
        cards = fitting_cards(desk, request.text, order)
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


def fitting_cards(
    desk: Desk, text: str, order: ListOrder = ListOrder.NEWEST
) -> Sequence[PostCard]:
    """The posts that fit a query; what of it was not understood is noted."""
    from gulagreader.services.listing import chosen_cards  # noqa: PLC0415 - numpy is slow

    states = desk.states() or NothingDone()

    def noted() -> frozenset[str]:
        if not desk.own.memory.exists():
            return frozenset()
        return frozenset(note.post for note in desk.notes().notes())

    found = chosen_cards(desk.library.cards, text, order, states=states, noted=noted)
    desk.forget()
    for note in found.notes:
        desk.console.note(note)
    return found.cards


def _order(request: Request) -> ListOrder:
    named = request.options.get("--sort")
    order = ListOrder.NEWEST if named is None else read_order(named)
    if order is None:
        orders = ", ".join(one.value for one in ListOrder)
        raise UsageError(f"--sort takes one of: {orders}", request.verb)
    return order


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
