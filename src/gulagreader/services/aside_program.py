"""The other end of ``aside.py``: a program that does one long job and reports it."""

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import asdict
from functools import partial
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import Any

from gulagreader.domain.errors import Damage, GulagreaderError
from gulagreader.domain.progress import Job, finish
from gulagreader.services.freed_memory import hold_back_little
from gulagreader.services.reading import OpenLibrary

_SECONDS = 0.1
"""Between two reports of progress."""
_NICENESS = 5
"""The keys of the reader go before."""


def main(order: Mapping[str, Any]) -> None:
    """Do what is ordered; report it in lines of JSON on the standard output."""
    signal.signal(signal.SIGTERM, _leave)
    hold_back_little()
    with suppress(OSError):
        os.nice(_NICENESS)
    try:
        with closing(_job(order)) as job:
            _say(outcome=_driven(job))
    except GulagreaderError as error:
        _say(error=str(error))


def _leave(*_: object) -> None:
    # What is at work tidies up on its way out.
    raise SystemExit


def _driven(job: Job[dict[str, Any]]) -> dict[str, Any]:
    last = step = None
    while True:
        try:
            progress = next(job)
        except StopIteration as end:
            outcome: dict[str, Any] = end.value
            return outcome
        now = monotonic()
        if last is None or progress.step != step or now - last > _SECONDS:
            last, step = now, progress.step
            _say(progress=[step, progress.done, progress.total, progress.share])


def _job(order: Mapping[str, Any]) -> Job[dict[str, Any]]:
    library = OpenLibrary.open(Path(order["library"]), Path(order["cache"]))
    if order["job"] == "refresh":
        yield from library.refresh()
        damages = library.damages_elsewhere
        written = [_written(damage) for damage in damages]
        return {"saved": library.is_saved, "damages": written}
    # A post whose id another one has is known by the id that the catalogue gave it.
    finish(library.refresh())
    job = _index_job(order["job"], library, Path(order["index_cache"]))
    state = yield from job(**order["options"])
    return asdict(state)


def _index_job(name: str, library: OpenLibrary, cache: Path) -> Callable[..., Job[Any]]:
    if name == "passages":
        from gulagreader.services.uptake.updating import update_passages  # noqa: PLC0415 - not for each job

        return partial(update_passages, library, cache)
    from gulagreader.services.indexing import (  # noqa: PLC0415 - not for each job
        update_index,
        update_quotation_index,
    )

    update = update_quotation_index if name == "quotations" else update_index
    return partial(update, library, cache)


def _written(damage: Damage) -> list[Any]:
    return [str(damage.path), damage.line, damage.reason, damage.fatal]


def _say(**words: Any) -> None:
    try:
        sys.stdout.write(json.dumps(words, default=str) + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader is gone, and nobody waits for this.
        sys.stdout = StringIO()
        raise SystemExit from None
