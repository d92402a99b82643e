"""Long jobs of a large library in a program of their own.

To read and index a hundred thousand posts takes a few hundred megabytes and the
processor for minutes. A program of its own gives all of it back at its end, and takes
no turns from the one that answers to keys. The two exchange lines of JSON
(``aside_program.py`` is the other end); closed early, the job is stopped as everywhere.
"""

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.progress import Job, Outcome, Progress

# The other program finds its modules where this one does, and not in the folder where
# the reader happens to stand.
_BEGIN = (
    "import json, sys; order = json.loads(sys.argv[1]); sys.path[:] = order['path'];"
    " from gulagreader.services.aside_program import main; main(order)"
)
_BREATH = 0.25
"""Seconds after which a silent program is reported once more, so that whoever drives
the job can leave."""
_LEAVING = 5.0
"""Seconds that a program has to leave everything as it was."""


@dataclass(frozen=True, slots=True)
class Order:
    """What another program is to do."""

    job: str
    """``refresh``, ``index``, ``quotations`` or ``passages``."""
    library: Path
    cache: Path
    """The user's cache, with the catalogue."""
    index_cache: Path
    options: Mapping[str, bool]
    """Of the function that does it."""


def can_run_aside() -> bool:
    """Whether there is a Python to run another program with."""
    return bool(sys.executable)


def run_aside(
    order: Order, outcome_of: Callable[[Mapping[str, Any]], Outcome]
) -> Job[Outcome]:
    """Have another program do a job, and report its progress as one's own.

    ``outcome_of`` makes the outcome of the fields that the program tells.

    Raises:
        IndexUnavailableError: the job could not be done, or its program ended early.
    """
    progress = Progress("Looking at files", 0)
    with _started(order) as (program, said):
        for line in _lines(said):
            if line is not None:
                told = json.loads(line)
                if "error" in told:
                    raise IndexUnavailableError(told["error"])
                if "outcome" in told:
                    return outcome_of(told["outcome"])
                progress = Progress(*told["progress"])
            yield progress
        status = program.wait()
    raise IndexUnavailableError(
        f"The program that brings the library up to date ended early, with {status}."
        " To see why, run: gulagreader index"
    )


@contextmanager
def _started(order: Order) -> Iterator[tuple[subprocess.Popen[bytes], IO[bytes]]]:
    """Another program at work, and what it says; it ends with the block."""
    fields = {
        "path": [str(Path(folder).absolute()) for folder in sys.path],
        "job": order.job,
        "library": str(order.library),
        "cache": str(order.cache),
        "index_cache": str(order.index_cache),
        "options": dict(order.options),
    }
    command = [sys.executable, "-I", "-c", _BEGIN, json.dumps(fields)]
    try:
        program = subprocess.Popen(  # noqa: S603 - this very Python
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise IndexUnavailableError(
            f"No other program can be started: {error.strerror or error}."
        ) from error
    assert program.stdout is not None
    with program, program.stdout as said:
        try:
            yield program, said
        finally:
            _end(program)


def _end(program: subprocess.Popen[bytes]) -> None:
    """Let a program leave what it does as it was, and not for ever."""
    program.terminate()
    try:
        program.wait(_LEAVING)
    except subprocess.TimeoutExpired:
        # A killed run leaves the state before or after it, too.
        with suppress(OSError):
            program.kill()


def _lines(said: IO[bytes]) -> Iterator[bytes | None]:
    """The lines as they come; None now and then while none does."""
    held = b""
    # And not select.select, which takes no file whose number is above 1023.
    with selectors.DefaultSelector() as waiting:
        waiting.register(said, selectors.EVENT_READ)
        while True:
            if not waiting.select(_BREATH):
                yield None
                continue
            data = os.read(said.fileno(), 1 << 16)
            if not data:
                return
            *whole, held = (held + data).split(b"\n")
            yield from whole
