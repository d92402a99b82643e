"""Tables that other programs take in: comma-separated values, safe in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from gulagreader.text.clean import clean

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, its wide forms included."""
Cell = str | int | float | None


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Write rows as RFC 4180 has them, without the line ends.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, as
    OWASP advises; numbers stay numbers. What is absent is empty.
    """
    for row in chain((header,), rows):
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow([_guarded(cell) for cell in row])
        yield out.getvalue()


def _guarded(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = clean(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
