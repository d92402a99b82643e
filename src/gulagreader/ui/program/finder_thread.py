"""One thread that owns an index: what is asked in it is done one after another."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from gulagreader.services.finding import Finder

Found = TypeVar("Found")


class FinderThread:
    """Does work on a finder in a thread of its own, opened when it is first wanted.

    After an error the finder is opened anew by the next piece of work.
    """

    def __init__(self, open_finder: Callable[[], Finder]) -> None:
        self._open_finder = open_finder
        self._finder: Finder | None = None
        self._pool: ThreadPoolExecutor | None = None
        self.changes = 0
        """How often the finder was opened, or found another index than before."""

    async def ask(self, work: Callable[[Finder], Found]) -> Found:
        """Have something done in the thread; errors are raised here.

        Raises:
            IndexUnavailableError: there is no index, or it is damaged.
        """
        if self._pool is None:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="study")
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._done, work)

    def _done(self, work: Callable[[Finder], Found]) -> Found:
        try:
            if self._finder is None:
                self._finder = self._open_finder()
                self.changes += 1
            elif self._finder.reopen_if_changed():
                self.changes += 1
            return work(self._finder)
        except BaseException:
            self._close_finder()
            raise

    def _close_finder(self) -> None:
        finder, self._finder = self._finder, None
        if finder is not None:
            with suppress(Exception):
                finder.close()

    def close(self) -> None:
        """Give back the index once the work at hand is done."""
        if self._pool is not None:
            self._pool.submit(self._close_finder)
            self._pool.shutdown(wait=False)
            self._pool = None
