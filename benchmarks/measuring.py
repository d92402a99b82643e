"""Measure, and say it in a line: medians, and ratios against a peer in the same run.

The machine may be busy with something else, so times alone say little; a ratio of two
things measured in turns says more.
"""

import statistics
import time
from collections.abc import Callable, Sequence

Work = Callable[[], object]


def milliseconds(work: Work) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_turns(works: dict[str, Work], rounds: int = 7) -> dict[str, float]:
    """The median of each, all measured in turns, in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(milliseconds(work))
    return {name: statistics.median(each) for name, each in times.items()}


def p95(times: Sequence[float]) -> float:
    """The time that one in twenty is longer than."""
    return sorted(times)[int(len(times) * 0.95)]


def row(*cells: object) -> None:
    """Print a row of a Markdown table, numbers with the digits that mean something."""
    print("| " + " | ".join(_cell(cell) for cell in cells) + " |", flush=True)


def heading(title: str, *columns: str) -> None:
    """Begin a table."""
    print(f"\n## {title}\n", flush=True)
    row(*columns)
    row(*("---" if number == 0 else "---:" for number in range(len(columns))))


def _cell(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}" if cell < 10 else f"{cell:,.0f}"
    return str(cell)
