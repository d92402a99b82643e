"""``concordance``: every occurrence of a query's words, in the middle of a line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, Pieces
from gulagreader.cli.desk import Desk
from gulagreader.cli.index_desk import IndexDesk, asks_for_quotations
from gulagreader.cli.shapes import Shape
from gulagreader.cli.tables import Cell, csv_lines
from gulagreader.domain.concordance import (
    LINE_ORDERS,
    ConcordanceHead,
    KeywordLine,
    LineOrder,
)
from gulagreader.services.concordance import KINDS_IN, Concordance, concordance_of
from gulagreader.services.finding import Finder
from gulagreader.services.keyword_places import placed
from gulagreader.text.cells import cell_len
from gulagreader.text.clean import clean_line
from gulagreader.text.keyword_lines import after_cut, before_cut, lay_out, on_one_line

_LIMIT = 100
_LEAST_WIDTH, _MOST_WIDTH = 20, 2000
_AT_ONCE = 500
_CONTEXT = 120
"""Cells on each side in JSON and CSV, where no width is given."""
_HEADER = (
    *("before", "keyword", "after", "kind", "post", "comment", "title", "author"),
    *("date", "start", "end"),
)
Placed = tuple[KeywordLine, tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    query: str
    order: LineOrder
    only: str | None
    limit: int
    """0: all."""
    width: int | None
    transliterate: bool

    @classmethod
    def of(cls, request: Request) -> "_Wanted":
        orders: dict[str, LineOrder] = {order: order for order in LINE_ORDERS}
        order = orders.get(request.options.get("--sort", "right"))
        if order is None:
            known = ", ".join(LINE_ORDERS)
            raise UsageError(f"--sort takes one of: {known}", request.verb)
        only = request.options.get("--in")
        if only is not None and only not in KINDS_IN:
            raise UsageError(f"--in takes one of: {', '.join(KINDS_IN)}", request.verb)
        if request.has("--json") and request.has("--csv"):
            raise UsageError("ask for --json or for --csv", request.verb)
        width = None
        if request.has("--width"):
            width = min(request.number("--width", 0, least=_LEAST_WIDTH), _MOST_WIDTH)
        return cls(
            request.text,
            order,
            only,
            request.number("--limit", _LIMIT, least=0),
            width,
            request.has("--transliterate"),
        )

    def asked(self, finder: Finder) -> Concordance:
        """Have the lines found; raises IndexUnavailableError on damage."""
        return concordance_of(
            finder,
            self.query,
            order=self.order,
            only=self.only,
            transliterate=self.transliterate,
        )


def run_concordance(request: Request, console: Console) -> int:
    """Print the lines of a query; 1 where there is none."""
    wanted = _Wanted.of(request)
    indexes = IndexDesk(Desk.open(request, console))
    quotations = wanted.only == "quotations" or asks_for_quotations(wanted.query)
    return indexes.answered(
        lambda finder: _print(wanted.asked(finder), wanted, request, indexes.desk),
        quotations=quotations,
    )


def _print(found: Concordance, wanted: _Wanted, request: Request, desk: Desk) -> int:
    head, console = found.head, desk.console
    shown = min(len(found), wanted.limit or len(found))
    width = wanted.width or 2 * _CONTEXT
    if request.has("--json"):
        rows = _cells(placed(_streamed(found, shown), desk.library.read), width)
        console.say_json(concordance_shape(head, rows))
    elif request.has("--csv"):
        rows = _cells(placed(_streamed(found, shown), desk.library.read), width)
        for line in csv_lines(_HEADER, rows):
            console.say(line)
    else:
        lines = _laid(_streamed(found, shown), wanted.width, console.width)
        console.say_pieces(lines, plain=request.has("--plain"))
    _say_total(head, shown, console)
    return 0 if head.total else 1


def _streamed(found: Concordance, end: int) -> Iterator[KeywordLine]:
    """The lines, some at a time: a common word has hundreds of thousands."""
    for start in range(0, end, _AT_ONCE):
        yield from found.lines(start, min(end, start + _AT_ONCE))


def _laid(
    lines: Iterator[KeywordLine], width: int | None, room: int
) -> Iterator[Pieces]:
    """The lines for a person: the keywords under one another, the place behind."""
    first = list(islice(lines, _AT_ONCE))
    longest = max((cell_len(_id(line)) for line in first), default=0)
    cells = width or max(_LEAST_WIDTH, room - longest - 2)
    for line in chain(first, lines):
        laid = lay_out(line.before, line.keyword, line.after, cells)
        yield (
            (laid.before,),
            (laid.keyword, "match"),
            (f"{laid.after}  ",),
            (_id(line), "faint"),
        )


def _id(line: KeywordLine) -> str:
    place = line.post if line.comment is None else f"{line.post}#{line.comment}"
    return clean_line(place)


def concordance_shape(head: ConcordanceHead, rows: Iterable[Sequence[Cell]]) -> Shape:
    """A concordance as ``concordance --json`` gives it."""
    return {
        "query": head.query,
        "sort": head.order,
        "total": head.total,
        "texts": head.texts,
        "lines": [dict(zip(_HEADER, row, strict=True)) for row in rows],
        "notes": list(head.notes),
        "suggestions": list(head.suggestions),
        "collection": head.collection,
    }


def _cells(lines: Iterable[Placed], width: int) -> Iterator[tuple[Cell, ...]]:
    each = max(1, width // 2)
    for line, span in lines:
        start, end = span or (None, None)
        yield (
            before_cut(line.before, each).lstrip(),
            on_one_line(line.keyword),
            after_cut(line.after, each).rstrip(),
            *(line.kind, line.post, line.comment, line.title, line.author, line.date),
            *(start, end),
        )


def _say_total(head: ConcordanceHead, shown: int, console: Console) -> None:
    for note in head.notes:
        console.note(note)
    if not head.total:
        if not head.notes:
            console.note("Nothing found.")
        if head.suggestions:
            console.note(f"Did you mean: {', '.join(head.suggestions)}?")
        return
    lines = "1 line" if head.total == 1 else f"{head.total} lines"
    texts = "1 text" if head.texts == 1 else f"{head.texts} texts"
    more = f", {shown} shown (--limit 0 shows all)" if shown < head.total else ""
    console.note(f"{lines} in {texts}{more}.")
