"""The first lines on the terminal come at once, and never stay behind."""

import io
import os
import pty
import signal
from collections.abc import Iterator
from typing import TextIO

import pytest

from gulagreader.domain.errors import LibraryError
from gulagreader.ui.program.skeleton import skeleton

ALTERNATE, MAIN = "\x1b[?1049h", "\x1b[?1049l"


@pytest.fixture
def terminal() -> Iterator[tuple[TextIO, int]]:
    """The end that a program writes to, and the one that a terminal reads from."""
    master, slave = pty.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as written:
        yield written, master
    os.close(master)


def _read(master: int) -> str:
    return os.read(master, 1 << 16).decode()


def test_a_frame_is_shown_and_left_to_the_screen_that_follows(
    terminal: tuple[TextIO, int],
) -> None:
    written, master = terminal
    with skeleton(written, size=(80, 24)):
        shown = _read(master)
        assert shown.startswith(ALTERNATE)
        assert "GulagReader" in shown
    written.write("after")
    written.flush()
    assert _read(master) == "after"


def test_a_failure_gives_the_terminal_back() -> None:
    written = io.StringIO()
    with pytest.raises(LibraryError), skeleton(written, size=(80, 24)):
        raise LibraryError("there is no such library")
    assert written.getvalue().endswith(MAIN)


def test_being_told_to_end_gives_the_terminal_back_and_the_handlers() -> None:
    written = io.StringIO()
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as ended, skeleton(written, size=(80, 24)):
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 128 + signal.SIGTERM
    assert written.getvalue().endswith(MAIN)
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("size", [(0, 0), (10, 3), (23, 40)])
def test_where_there_is_no_room_nothing_is_drawn(size: tuple[int, int]) -> None:
    written = io.StringIO()
    with skeleton(written, size=size):
        assert "GulagReader" not in written.getvalue()


def test_no_line_is_wider_than_the_terminal() -> None:
    written = io.StringIO()
    with skeleton(written, size=(24, 4)):
        rows = written.getvalue().split("\x1b[")
    texts = [row[row.index(end) + 1 :] for row in rows for end in "Hm" if end in row]
    assert max(map(len, texts)) <= 24
