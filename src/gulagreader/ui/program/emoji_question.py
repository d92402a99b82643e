"""Asks the terminal how many cells it gives to emoji made of several characters.

A sample of each is written at the beginning of the last line, unseen, and the terminal
is asked where its cursor stands then (CPR, ECMA-48 8.3.14), which every terminal and
multiplexer answers. Modes that tell the same (2027) are known to few, and a multiplexer
between counts by itself.
"""

from gulagreader.text.cells import cell_len
from gulagreader.text.joined_emoji import SAMPLES, Joint

_SAVE, _RESTORE = "\x1b7", "\x1b8"
_UNSEEN, _WHERE = "\x1b[8m", "\x1b[6n"


class EmojiQuestion:
    """A question to the terminal, and its answers as they come."""

    def __init__(self, rows: int) -> None:
        """Take the terminal's height; a question needs two lines at least.

        An answer from the first line would be what some terminals send for Shift+F3.
        """
        self._row = rows - 1
        self._left = list(SAMPLES)
        self.drawn: frozenset[Joint] = frozenset()
        """What the terminal draws as one sign, in as many cells as is counted here."""

    def words(self) -> str:
        """What to write; the last line is to be painted again after it."""
        begin = f"\x1b[{self._row + 1};1H{_UNSEEN}"
        asked = "".join(f"{begin}{sample}{_WHERE}" for sample in SAMPLES.values())
        return f"{_SAVE}{asked}{_RESTORE}"

    def take_last(self, column: int, row: int) -> bool:
        """Take where the cursor stands, from 0, and tell whether all is known now.

        What was not asked is passed over.
        """
        if row != self._row or not self._left:
            return False
        joint = self._left.pop(0)
        if column == cell_len(SAMPLES[joint]):
            self.drawn |= {joint}
        return not self._left
