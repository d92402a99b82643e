"""Long jobs: what a screen is told of their progress."""

import asyncio
from collections.abc import Callable, Iterator
from itertools import count, repeat

from textual import on
from textual.app import App

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.progress import Job, Progress
from gulagreader.ui.program.jobs import JobEnded, JobFailed, JobProgressed, run_job


class _Listener(App[None]):
    """Runs one job and keeps all that it is told."""

    def __init__(self, job: Callable[[], Job[str]], times: Iterator[float]) -> None:
        super().__init__()
        self._job, self._times = job, times
        self.progress: list[Progress] = []
        self.ended: list[str] = []
        self.over = asyncio.Event()

    def on_mount(self) -> None:
        run_job(self.screen, "job", self._job, lambda: next(self._times))

    @on(JobProgressed)
    def _progressed(self, message: JobProgressed) -> None:
        self.progress.append(message.progress)

    @on(JobEnded)
    def _ended(self, message: JobEnded[str]) -> None:
        self.ended.append(message.outcome)
        self.over.set()

    @on(JobFailed)
    def _failed(self, message: JobFailed) -> None:
        self.ended.append(message.reason)
        self.over.set()


def _told(job: Callable[[], Job[str]], times: Iterator[float]) -> _Listener:
    async def listened() -> _Listener:
        app = _Listener(job, times)
        async with app.run_test():
            await asyncio.wait_for(app.over.wait(), 20)
        return app

    return asyncio.run(listened())


def _reading(many: int) -> Job[str]:
    for done in range(1, many + 1):
        yield Progress("Reading", done, many)
    return "read"


def test_a_job_that_reports_all_the_time_is_heard_ten_times_a_second() -> None:
    # A thousand reports within half a second.
    app = _told(lambda: _reading(1000), (each * 0.0005 for each in count()))
    assert 0 < len(app.progress) <= 7
    assert app.ended == ["read"]


def test_the_last_report_of_a_job_is_told_whenever_it_comes() -> None:
    app = _told(lambda: _reading(9), repeat(0.0))
    assert app.progress[-1] == Progress("Reading", 9, 9)


def test_a_job_that_reports_now_and_then_is_heard_each_time() -> None:
    app = _told(lambda: _reading(5), (float(each) for each in count()))
    # Where two wait for the screen, the newer stands for both.
    assert [one.done for one in app.progress][-1] == 5
    assert app.ended == ["read"]


def test_a_new_step_is_told_at_once() -> None:
    def job() -> Job[str]:
        yield from _reading(3)
        yield Progress("Writing", 0)
        return "written"

    app = _told(job, repeat(0.0))
    assert app.progress[-1] == Progress("Writing", 0)


def test_a_job_that_fails_says_why() -> None:
    def job() -> Job[str]:
        yield from _reading(3)
        raise IndexUnavailableError("no room")

    assert _told(job, repeat(0.0)).ended == ["no room"]
