"""Tables of data as tables; tables that only lay out a page as what is in them."""

from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.converter import Converter, Leave
from gulagreader.importing.html.escaped_markdown import Place
from gulagreader.importing.html.figures import enter_figure, is_figure
from gulagreader.importing.html.inline_markdown import inline_markdown
from gulagreader.importing.html.nodes import children, descendants, words_in
from gulagreader.importing.html.runs import Run, Style

_MOST_COLUMNS = 24
_MOST_SPAN = _MOST_COLUMNS
_LONGEST_CELL = 400
"""Characters; a longer cell is a column of a page."""
_RICH = frozenset(
    """table ul ol dl blockquote pre figure form iframe object video h1 h2 h3 h4 h5 h6
    hr article section""".split()  # noqa: SIM905
)
_GROUPS = ("thead", "tbody", "tfoot")


def enter_table(to: Converter, node: LexborNode) -> Leave | None:
    """Write a table of data; walk into one that is there for the layout."""
    if is_figure(node) and any(inner.tag == "img" for inner in descendants(node)):
        return enter_figure(to, node)
    to.block_break()
    rows = [list(_cells(row)) for row in _rows(node)]
    if to.in_line or to.heading or not _is_data(node, rows):
        return to.block_break
    for inner in children(node):
        if inner.tag == "caption":
            to.paragraph(to.collected(inner), Style.EMPHASIS)
    lines = [_line(to, row) for row in rows]
    lines = [line for line in lines if any(line)]
    columns = max((len(line) for line in lines), default=0)
    if columns == 0 or columns > _MOST_COLUMNS:
        return to.block_break
    if len(lines) == 1:
        lines.append([])
    written = [_row(line, columns) for line in lines]
    written.insert(1, f"|{'---|' * columns}")
    to.writer.block("\n".join(written))
    to.flush()
    return None


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for inner in children(table):
        if inner.tag == "tr":
            yield inner
        elif inner.tag in _GROUPS:
            yield from (row for row in children(inner) if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in children(row) if cell.tag in ("td", "th"))


def _is_data(table: LexborNode, rows: list[list[LexborNode]]) -> bool:
    """Whether a table's rows and columns mean something.

    A table of one row or one column, or with more than a few lines in a cell, is
    taken for the layout of a page.
    """
    if (table.attributes.get("role") or "").lower() in ("presentation", "none"):
        return False
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    if max(len(row) for row in rows) > _MOST_COLUMNS:
        return False
    for row in rows:
        for cell in row:
            paragraphs = 0
            for inner in descendants(cell):
                paragraphs += inner.tag in ("p", "div")
                if inner.tag in _RICH or paragraphs > 1:
                    return False
            if len(words_in(cell, _LONGEST_CELL + 1)) > _LONGEST_CELL:
                return False
    return True


def _line(to: Converter, row: list[LexborNode]) -> list[str]:
    """The cells of a row as Markdown, with empty ones for those that span more."""
    line: list[str] = []
    for cell in row:
        runs = to.collected(cell)
        if cell.tag == "th":
            runs = [Run(r.text, r.style & ~Style.STRONG, r.link, r.kind) for r in runs]
        line.append(inline_markdown(runs, to.notes.labels, Place.CELL))
        span = cell.attributes.get("colspan") or "1"
        if span.isascii() and span.isdigit() and len(span) < 4:
            line += [""] * (min(int(span), _MOST_SPAN) - 1)
    return line


def _row(line: list[str], columns: int) -> str:
    cells = [*line, *[""] * (columns - len(line))]
    return f"| {' | '.join(cells)} |"
