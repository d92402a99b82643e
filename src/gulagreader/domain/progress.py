"""Long jobs: generators of progress that a caller drives, shows or stops."""

from collections.abc import Generator
from typing import TypeVar

from gulagreader.domain.late_dataclasses import dataclass

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a job: what is being done, how much is done, of how much."""

    step: str
    done: int
    total: int | None = None
    share: float | None = None
    """How much of the whole job is done, from 0 to 1, where that can be told; it
    never falls from one report to the next."""


Job = Generator[Progress, None, Outcome]
"""A long job. Closing it early leaves everything as it was."""


def finish(job: Job[Outcome]) -> Outcome:
    """Run a job to its end, without showing progress, and give its outcome."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome
