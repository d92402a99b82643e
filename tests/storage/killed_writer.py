"""A program that writes and tells of each step, and is killed in the middle of one."""

import os
import signal
import subprocess
import sys
from pathlib import Path


def kill_writer(program: str, file: Path, told: int, steps: int) -> int:
    """Run a program on a file, and kill it; gives the last number that it told.

    It takes the file and the number to begin with, tells each number in a line when
    that is written, and is killed when it has told some ``steps`` beyond ``told``.
    """
    writer = subprocess.Popen(
        [sys.executable, "-c", program, str(file), str(told + 1)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    with writer.stdout as lines:
        for line in lines:
            if int(line) >= told + steps:
                break
        os.kill(writer.pid, signal.SIGKILL)
        # What it said before it died was taken in as well.
        last = max([int(line), *(int(rest) for rest in lines if rest[-1] == "\n")])
    writer.wait(timeout=60)
    return last
