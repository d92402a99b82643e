"""A program on a pseudo-terminal, timed from the key to the end of its repaint.

The terminal answers the question for synchronised output as kitty, foot and WezTerm
do, so that the program ends each repaint with a mark that can be waited for.
"""

import fcntl
import os
import pty
import resource
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_ASKED, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_PAINTED = b"\x1b[?2026l"
_QUIET = 0.12
"""Seconds without output after which a screen counts as settled."""
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Repaint:
    """What a key cost, in milliseconds."""

    first: float
    """To the end of the first repaint."""
    settled: float
    """To the last byte before the silence."""
    bytes: int


class ProgramOnTerminal:
    """Runs ``python ARGUMENTS`` on a terminal of 120 by 40."""

    def __init__(self, arguments: Sequence[str], environ: Mapping[str, str]) -> None:
        variables = {
            "PATH": os.environ.get("PATH", ""),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_ANIMATIONS": "none",
            **environ,
        }
        self._written = b""
        self._answered = False
        self._over = False
        self.started = time.perf_counter()
        self._pid, self._master = pty.fork()
        if self._pid == 0:
            os.execve(sys.executable, [sys.executable, *arguments], variables)
        size = struct.pack("HHHH", 40, 120, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def __enter__(self) -> "ProgramOnTerminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        os.close(self._master)

    def _read(self, seconds: float) -> bool:
        if self._over or not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._master, 1 << 18)
        except OSError:
            data = b""
        if not data:
            self._over = True
            return False
        self._written += data
        if not self._answered and _ASKED in self._written:
            self._answered = True
            os.write(self._master, _ANSWER)
        return True

    def shows(self, text: str) -> float:
        """Wait until a text was written since the start; seconds since the start."""
        wanted = text.encode()
        end = time.perf_counter() + _PATIENCE
        while wanted not in self._written:
            if self._over or time.perf_counter() > end:
                tail = self._written[-2000:].decode(errors="replace")
                raise AssertionError(f"{text!r} did not come: {tail}")
            self._read(0.02)
        return time.perf_counter() - self.started

    def settle(self, quiet: float = _QUIET) -> float:
        """Wait until nothing is written; seconds from the start to the last byte."""
        last = time.perf_counter()
        while self._read(quiet):
            last = time.perf_counter()
        return last - self.started

    def wait(self, seconds: float) -> None:
        """Let it go on for so long, whatever it writes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(min(left, 0.1))

    def send(self, keys: str) -> None:
        """Send keys and wait for nothing."""
        os.write(self._master, keys.encode())

    def press(self, keys: str, quiet: float = _QUIET) -> Repaint:
        """Send keys and wait until the screen is settled."""
        self._written = b""
        start = time.perf_counter()
        os.write(self._master, keys.encode())
        first = last = None
        while self._read(quiet if last is not None else 3.0):
            last = time.perf_counter()
            if first is None and _PAINTED in self._written:
                first = last
        last = last if last is not None else time.perf_counter()
        first = first if first is not None else last
        return Repaint(
            (first - start) * 1000, (last - start) * 1000, len(self._written)
        )

    @property
    def written(self) -> bytes:
        """What was written since the last key."""
        return self._written

    @property
    def processor(self) -> float:
        """Milliseconds that its threads were on a processor so far."""
        threads = Path(f"/proc/{self._pid}/task").iterdir()
        spent = [(one / "schedstat").read_text(encoding="ascii") for one in threads]
        return sum(int(line.split()[0]) for line in spent) / 1e6

    @property
    def memory(self) -> float:
        """Resident memory in MiB."""
        return self._status(self._pid, "VmRSS")

    @property
    def number(self) -> int:
        """The system's number of the program."""
        return self._pid

    def most_memory_since(self) -> float:
        """The most that it was since this was asked last, in MiB."""
        most = self._status(self._pid, "VmHWM")
        Path(f"/proc/{self._pid}/clear_refs").write_text("5", encoding="ascii")
        return most

    @property
    def beside(self) -> str:
        """What the programs that it started take, in MiB each."""
        tasks = Path(f"/proc/{self._pid}/task").iterdir()
        listed = [(task / "children").read_text(encoding="ascii") for task in tasks]
        numbers = [int(number) for line in listed for number in line.split()]
        return " ".join(f"{self._status(each, 'VmRSS'):.0f}" for each in numbers)

    @staticmethod
    def _status(number: int, field: str) -> float:
        status = Path(f"/proc/{number}/status").read_text(encoding="ascii")
        kilobytes = next(
            line.split()[1] for line in status.splitlines() if line.startswith(field)
        )
        return int(kilobytes) / 1024


class WatchedMemory:
    """What a program takes of memory, in MiB, as often as one looks."""

    def __init__(self, number: int) -> None:
        self._pages = Path(f"/proc/{number}/statm")
        self._of_a_page = resource.getpagesize() / (1 << 20)
        self.resident = self.anonymous = self.most_anonymous = 0.0

    def begin_anew(self) -> None:
        """Forget the most that it was."""
        self.most_anonymous = 0.0

    def look(self) -> None:
        """Look once; it takes some microseconds."""
        _, resident, of_files, *_ = self._pages.read_text(encoding="ascii").split()
        self.resident = int(resident) * self._of_a_page
        self.anonymous = (int(resident) - int(of_files)) * self._of_a_page
        self.most_anonymous = max(self.most_anonymous, self.anonymous)
