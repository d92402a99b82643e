"""Long jobs in a worker thread, reported to a screen that may have moved on."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Generic

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerState, get_current_worker

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.progress import Job, Outcome, Progress


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


def run_job(
    widget: Widget, name: str, start: Callable[[], Job[Outcome]]
) -> Worker[None]:
    """Run a job in a thread; a running one of the same name is given up first.

    ``start`` is called in the thread. The widget gets :class:`JobProgressed`
    and at the end :class:`JobEnded` or :class:`JobFailed`; a job that was given
    up reports nothing more.
    """

    def drive() -> None:
        worker = get_current_worker()
        try:
            with closing(start()) as job:
                while not worker.is_cancelled:
                    try:
                        progress = next(job)
                    except StopIteration as end:
                        widget.post_message(JobEnded(name, end.value))
                        return
                    widget.post_message(JobProgressed(name, progress))
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
