"""The end of the program when its terminal is gone.

A terminal that is closed tells the programs that it controls (SIGHUP), and only those.
Another program's terminal, such as one within an editor, may go without a word; what
reads keys would then read their end for ever, as fast as the machine can.
"""

import os
import select
import signal
import threading
import time

_PATIENCE = 5.0
"""Seconds in which the program may end in its own way."""
_HUNG_UP = 128 + signal.SIGHUP


def end_with_the_terminal(descriptor: int) -> None:
    """Tell this program of its terminal's end as the terminal itself would.

    A thread waits for that and does nothing else. A program that has not ended some
    seconds later is ended. Nothing happens where ``descriptor`` is no terminal.
    """
    if not hasattr(select, "poll") or not os.isatty(descriptor):
        return
    threading.Thread(
        target=_wait_for_the_end, args=(descriptor,), name="terminal", daemon=True
    ).start()


def _wait_for_the_end(descriptor: int) -> None:
    waiting = select.poll()
    # Nothing is asked for: that it was hung up is told in any case.
    waiting.register(descriptor, 0)
    if not any(told & select.POLLHUP for _, told in waiting.poll()):
        return  # a system that cannot tell
    os.kill(os.getpid(), signal.SIGHUP)
    time.sleep(_PATIENCE)
    os._exit(_HUNG_UP)
