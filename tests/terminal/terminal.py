"""A terminal for tests: the program on a pseudo-terminal, its bytes and its screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyte

_PATIENCE = 40.0
"""Seconds a condition may take on a slow machine before a test gives up."""


class Terminal:
    """A program in a terminal of some size."""

    def __init__(
        self, process: subprocess.Popen[bytes], master: int, size: tuple[int, int]
    ) -> None:
        self.process = process
        self._master = master
        self.written = b""
        """Every byte that the program wrote."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def screen(self) -> str:
        """What stands on the screen now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        """Send keys as a terminal sends them."""
        os.write(self._master, keys.encode())

    def until(self, condition: Callable[[], object]) -> None:
        """Read what the program writes until a condition holds; bounded."""
        end = time.monotonic() + _PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise AssertionError(f"it did not happen; the screen:\n{self.screen}")
            self._read(0.05)

    def shows(self, text: str) -> None:
        """Wait until a text stands on the screen."""
        self.until(lambda: text in self.screen)

    def ended(self) -> int:
        """Wait until the program has ended and give its exit status."""
        self.until(lambda: self.process.poll() is not None)
        self._read(0.2)
        return self.process.wait()

    def resize(self, columns: int, lines: int) -> None:
        """Change the terminal's size."""
        _set_size(self._master, columns, lines)
        self._screen.resize(lines, columns)
        self.process.send_signal(signal.SIGWINCH)

    def hang_up(self) -> int:
        """Close the terminal; give the exit status of the program, which must end."""
        self.close()
        return self.process.wait(_PATIENCE)

    def close(self) -> None:
        """Close the terminal, once."""
        master, self._master = self._master, -1
        if master >= 0:
            os.close(master)

    def _read(self, seconds: float) -> None:
        while select.select([self._master], [], [], seconds)[0]:
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            if not data:
                return
            self.written += data
            # pyte knows no DCS and no private keyboard modes; they draw nothing.
            self._stream.feed(data)
            seconds = 0.0


@contextmanager
def terminal(
    arguments: Sequence[str],
    own: Path,
    size: tuple[int, int] = (100, 30),
    environ: Mapping[str, str] | None = None,
    program: Sequence[str] = (sys.executable, "-m", "gulagreader"),
    *,
    controls: bool = True,
) -> Iterator[Terminal]:
    """Run a program, by default the reader, on a pseudo-terminal; then kill it.

    A terminal that ``controls`` its program, as a shell's does, tells it of its end.
    """
    master, slave = pty.openpty()
    _set_size(slave, *size)
    variables = {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(own),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "GULAGREADER_DATA": str(own / "data"),
        "GULAGREADER_CACHE": str(own / "cache"),
        "GULAGREADER_CONFIG": str(own / "config.yaml"),
        **(environ or {}),
    }
    process = subprocess.Popen(
        [*program, *arguments],
        stdin=slave, stdout=slave, stderr=slave, env=variables,
        start_new_session=True,
        preexec_fn=_own_the_terminal if controls else None,  # noqa: PLW1509 - no threads here
    )  # fmt: skip
    os.close(slave)
    made = Terminal(process, master, size)
    try:
        yield made
    finally:
        process.kill()
        process.wait()
        made.close()


def _own_the_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _set_size(descriptor: int, columns: int, lines: int) -> None:
    size = struct.pack("HHHH", lines, columns, 0, 0)
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, size)
