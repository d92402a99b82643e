"""Long jobs in a worker thread, reported to a screen that may have moved on."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import Generic

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.progress import Job, Outcome, Progress

_BETWEEN_REPORTS = 0.1
"""Seconds: nobody reads faster, and each report is a turn of the event loop."""


@dataclass
class JobProgressed(Message):
    """A job moved on; only the newest report matters."""

    job: str
    """The job's name."""
    progress: Progress

    def can_replace(self, message: Message) -> bool:
        """Let a newer report of the same job stand in for this one."""
        return isinstance(message, JobProgressed) and message.job == self.job


@dataclass
class JobEnded(Message, Generic[Outcome]):
    """A job came to its end."""

    job: str
    outcome: Outcome


@dataclass
class JobFailed(Message):
    """A job could not be done; the reason is fit to be shown."""

    job: str
    reason: str


class _Reports:
    """The progress of a job, told at most ten times a second, and its last always."""

    def __init__(self, tell: Callable[[Progress], object]) -> None:
        self._tell = tell
        self._step: str | None = None
        self._told_at = 0.0
        self._held: Progress | None = None

    def take(self, progress: Progress, now: float) -> None:
        """Tell a report, or hold it back until it has become time for one."""
        if progress.step == self._step and now - self._told_at < _BETWEEN_REPORTS:
            self._held = progress
            return
        self._step, self._told_at, self._held = progress.step, now, None
        self._tell(progress)

    def end(self) -> None:
        """Tell what is still held back."""
        if self._held is not None:
            self._tell(self._held)


def run_job(
    widget: Widget,
    name: str,
    start: Callable[[], Job[Outcome]],
    clock: Callable[[], float] = monotonic,
) -> Worker[None]:
    """Run a job in a thread; a running one of the same name is given up first.

    ``start`` is called in the thread. The widget gets :class:`JobProgressed`, a few
    times a second and for each new step, and at the end :class:`JobEnded` or
    :class:`JobFailed`; a job that was given up reports nothing more. ``clock`` counts
    seconds.
    """
    reports = _Reports(lambda one: widget.post_message(JobProgressed(name, one)))

    def drive() -> None:
        worker = get_current_worker()
        try:
            with closing(start()) as job:
                while not worker.is_cancelled:
                    try:
                        progress = next(job)
                    except StopIteration as end:
                        reports.end()
                        widget.post_message(JobEnded(name, end.value))
                        return
                    reports.take(progress, clock())
        except GulagreaderError as error:
            if not worker.is_cancelled:
                widget.post_message(JobFailed(name, str(error)))

    return widget.run_worker(
        drive, name=name, group=name, thread=True, exclusive=True, exit_on_error=True
    )


def is_running(widget: Widget, name: str) -> bool:
    """Whether a job of that name is at work."""
    return any(
        worker.name == name and worker.state is WorkerState.RUNNING
        for worker in widget.workers
    )
