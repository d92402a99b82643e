"""The terminal that a page is drawn with, made to count cells as the reader does.

textual-serve's xterm.js counts by tables of its own, for which a family is four emoji
and a red heart one cell. xterm.js lets a page give it other tables, but textual-serve
keeps the terminal to itself: so the one place where it chooses the tables is written
anew in the script that is sent. Where a later release has no such place, its script is
sent as it is, and the reader is told to part its emoji.
"""

import json
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from gulagreader.text.cell_table import WIDE, WIDENED, ZERO
from gulagreader.text.cells import ranges

CHOOSES_TABLES = 'this.terminal.unicode.activeVersion="11"'
"""Where textual-serve's script says how its terminal counts."""
_COUNTS_AS_THE_READER = "window.countAsTheReader(this.terminal)"
_WIDTHS = Path(__file__).parent / "templates" / "widths.js"


def widths_script() -> str:
    """What gives a terminal of xterm.js the reader's way of counting."""
    packed = {"zero": ZERO, "wide": WIDE, "widened": WIDENED}
    tables = {name: sorted(ranges(one)) for name, one in packed.items()}
    written = json.dumps(tables, separators=(",", ":"))
    return _WIDTHS.read_text("utf-8").replace("READER_TABLES", written)


class PageTerminal:
    """The script of the page's terminal, read when the first page is asked for."""

    def __init__(self, statics: Path) -> None:
        """Take the folder of textual-serve's own files."""
        self._path = statics / "js" / "textual.js"

    @cached_property
    def counts_alike(self) -> bool:
        """Whether the terminal counts as the reader does."""
        return self._given.count(CHOOSES_TABLES) == 1

    @cached_property
    def _given(self) -> str:
        return self._path.read_text("utf-8")

    @cached_property
    def script(self) -> str:
        """The whole script."""
        if not self.counts_alike:
            return self._given
        terminal = self._given.replace(CHOOSES_TABLES, _COUNTS_AS_THE_READER)
        return f"{widths_script()}\n{terminal}"

    @cached_property
    def name(self) -> str:
        """The script's file name, another for other contents: browsers may keep it."""
        return f"terminal-{sha256(self.script.encode()).hexdigest()[:16]}.js"
