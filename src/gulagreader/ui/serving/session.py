"""One reader for one page: its process, and its end."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from textual_serve.app_service import AppService

_GRACE_SECONDS = 5.0
"""How long a reader may take to leave, once its page is closed."""
_WIDEST, _HIGHEST = 500, 200
"""Cells of a page's terminal at most."""


def in_bounds(width: int, height: int) -> tuple[int, int]:
    """The size of a page's terminal, as far as a reader may be given it."""
    return max(1, min(int(width), _WIDEST)), max(1, min(int(height), _HIGHEST))


class PageSession(AppService):
    """A reader's process, gone for certain when its page is."""

    def __init__(self, command: Sequence[str], **wiring: Any) -> None:
        super().__init__(" ".join(command), **wiring)
        self._words = tuple(command)

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *self._words,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width=width, height=height),
            # A group of its own, so that whatever it began ends with it.
            start_new_session=True,
        )
        self._stdin = self._process.stdin
        return self._process

    async def set_terminal_size(self, width: int, height: int) -> None:
        """Tell the reader how large its page is now."""
        await super().set_terminal_size(*in_bounds(width, height))

    async def stop(self) -> None:
        """Ask the reader to leave, and end it if it does not."""
        process = self._process
        if process is None:
            return
        try:
            async with asyncio.timeout(_GRACE_SECONDS):
                await super().stop()
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        self._process = None
