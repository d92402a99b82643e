"""The first lines on the terminal, written before anything slow is imported.

Textual takes a quarter of a second to import. Until it paints, a frame with the
program's name tells that the reader is coming; it is painted over, never cleared.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn, TextIO

_SHOW = "\x1b[?1049h\x1b[?25l\x1b[2J"
"""The alternate screen, no cursor, nothing on it: where Textual will draw."""
_TAKE_AWAY = "\x1b[?25h\x1b[?1049l"
_SMALLEST = (24, 4)
_NAME = " GulagReader "
_WORDS = "Opening the library …"
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def skeleton(
    terminal: TextIO, size: tuple[int, int] | None = None, *, plain: bool = False
) -> Iterator[None]:
    """Show a frame while the block runs, and leave it to the screen that follows.

    ``size`` are columns and lines, where they are not the terminal's own; ``plain``
    asks for a frame of ASCII. Where the block fails, or the program is told to end,
    the terminal is given back.
    """
    before = {number: signal.signal(number, _leave) for number in _ENDINGS}
    try:
        _write(terminal, _SHOW + _picture(*(size or _size_of(terminal)), plain))
        yield
    except BaseException:
        _write(terminal, _TAKE_AWAY)
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _write(terminal: TextIO, text: str) -> None:
    terminal.write(text)
    terminal.flush()


def _size_of(terminal: TextIO) -> tuple[int, int]:
    """Columns and lines; none where they are not known."""
    try:
        return os.get_terminal_size(terminal.fileno())
    except OSError:
        return 0, 0


def _picture(columns: int, lines: int, plain: bool) -> str:
    """A dim frame with the program's name; nothing where there is no room for it."""
    if columns < _SMALLEST[0] or lines < _SMALLEST[1]:
        return ""
    words, line = (_WORDS.replace("…", "..."), "-") if plain else (_WORDS, "─")
    left = max(0, (columns - len(words)) // 2)
    top = f"\x1b[1;1H\x1b[2m{line}{_NAME}" + line * (columns - len(_NAME) - 1)
    bottom = f"\x1b[{lines - 1};1H" + line * columns
    return f"{top}\x1b[{lines // 2};{left + 1}H{words}{bottom}\x1b[0m"
