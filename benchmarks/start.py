"""Measure the start: how long to the first lines, and how long to the first picture."""

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measuring import heading, row
from benchmarks.pty_program import ProgramOnTerminal

_PEER = "a Textual program of five widgets"
_FIVE = Path(__file__).parent / "five_widgets.py"
_FIRST_LINES = "GulagReader"
"""What the frame says that is written before Textual is imported."""
_PICTURE = "Posts "
"""What is painted with the list; from then on the reader answers keys."""

Measured = dict[str, list[float]]


def run(libraries: Mapping[str, Path], own: Path, rounds: int) -> None:
    """Start five widgets and the reader on each library in turns.

    ``own`` is a user's folder in which the libraries' catalogues are there already.
    Wall time is what a reader waits; time on the processor is what the program takes,
    of all its threads, and says more where other programs run beside it.
    """
    waited: Measured = {}
    worked: Measured = {}
    first: Measured = {}
    variables = variables_of(own, own / "data")

    def start(name: str, arguments: Sequence[str], words: str) -> None:
        with ProgramOnTerminal(arguments, variables) as program:
            if name != _PEER:
                lines = program.shows(_FIRST_LINES) * 1000
                first.setdefault(name, []).append(lines)
            waited.setdefault(name, []).append(program.shows(words) * 1000)
            worked.setdefault(name, []).append(program.processor)

    for _ in range(rounds):
        start(_PEER, [str(_FIVE)], "Line 7")
        for name, library in libraries.items():
            start(name, ["-m", "gulagreader", str(library)], _PICTURE)
    heading(
        "Start: to the first picture",
        *("what", "first lines, ms", "picture, ms", "of five widgets'"),
        *("on the processor, ms", "of five widgets'", "the best round's, of theirs"),
    )
    for name in waited:
        row(
            name,
            statistics.median(first[name]) if name in first else "",
            *_beside(waited, name),
            *_beside(worked, name),
            f"{min(worked[name]) / min(worked[_PEER]):.2f}",
        )


def variables_of(own: Path, data: Path) -> Mapping[str, str]:
    """The environment of a reader with a user's folder of its own."""
    return {
        "HOME": str(own),
        "GULAGREADER_DATA": str(data),
        "GULAGREADER_CACHE": str(own / "cache"),
        "GULAGREADER_CONFIG": str(own / "config.yaml"),
    }


def _beside(measured: Measured, name: str) -> tuple[float, str]:
    took = statistics.median(measured[name])
    return took, f"{took / statistics.median(measured[_PEER]):.2f}"
