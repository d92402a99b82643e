"""A text of one line on as many lines as it needs, indented."""

from collections.abc import Iterator

from gulagreader.cli.console import Pieces
from gulagreader.text.clean import clean_line
from gulagreader.text.wrap import wrap

_LEAST = 20


def wrapped(
    text: str,
    width: int,
    style: str = "",
    *,
    indent: int = 2,
    first: str | None = None,
) -> Iterator[Pieces]:
    """A text in lines of at most ``width`` cells, each set in by ``indent`` cells.

    The first stands behind ``first``, if that is given. A line has 20 cells for words,
    however narrow it is to be; a text without words has no line.
    """
    before = " " * indent if first is None else first
    line = clean_line(text)
    for start, end in wrap(line, max(_LEAST, width - indent)) if line else ():
        yield (before,), (line[start:end], style)
        before = " " * indent
