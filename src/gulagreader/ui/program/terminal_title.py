"""The terminal's title: what is read, and afterwards what it was before.

It is set by OSC 2. XTWINOPS 22 and 23 (CSI 22;2t, CSI 23;2t) have the terminal keep the
title it had and bring it back; one that knows them not is left with none of ours.
Source: xterm's control sequences, invisible-island.net/xterm/ctlseqs/ctlseqs.html.
"""

from collections.abc import Callable, Mapping

from gulagreader.domain.late_patterns import late_pattern
from gulagreader.text.clean import clean_line
from gulagreader.ui.looks.paint import shortened

_KEEP, _BRING_BACK = "\x1b[22;2t", "\x1b[23;2t"
_SET, _END = "\x1b]2;", "\x1b\\"
_KNOWN = (
    "alacritty",
    "contour",
    "foot",
    "ghostty",
    "gnome",
    "iterm",
    "kitty",
    "konsole",
    "mlterm",
    "putty",
    "rxvt",
    "screen",
    "st-",
    "tmux",
    "vte",
    "wezterm",
    "xterm",
)
"""What the names of terminals begin with that take a title; others may write it out."""
_JOINER = "\u200d"
_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
_BETWEEN_EMOJI = late_pattern(f"(?<=[{_EMOJI}\ufe0f]){_JOINER}(?=[{_EMOJI}])")
"""The only place of a joiner in a title: a family would be four people without."""
_TITLE, _LIBRARY = 60, 30
"""Cells of a post's title and of a library's name."""


def takes_title(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is known to take a title."""
    return environ.get("TERM", "").startswith(_KNOWN)


def title_of(post: str | None, library: str, *, plain: bool = False) -> str:
    """What a terminal is called while a post is read, or (None) the list of all.

    It holds nothing that acts on a terminal or turns the order of letters about.
    """
    dash = " - " if plain else " — "
    named = _harmless(library, _LIBRARY)
    if post is None:
        return dash.join(part for part in (named, "GulagReader") if part)
    return dash.join(
        part for part in (_harmless(post, _TITLE) or "Untitled", named) if part
    )


def _harmless(words: str, cells: int) -> str:
    # Cleaned again, and of what is left nothing that is not drawn: a terminal hands a
    # title on to programs that may know no cleaner.
    joined = _BETWEEN_EMOJI.split(clean_line(words))
    drawn = _JOINER.join(
        "".join(char for char in part if char.isprintable()) for part in joined
    )
    return shortened(drawn.strip(), cells)


class TerminalTitle:
    """Writes titles, and keeps that of before."""

    def __init__(self, write: Callable[[str], None]) -> None:
        """Take what writes to the terminal."""
        self._write = write
        self._shown = ""
        self._is_ours = False

    def show(self, title: str) -> None:
        """Call the terminal so."""
        if title == self._shown and self._is_ours:
            return
        self._shown = title
        if not self._is_ours:
            self._write(_KEEP)
            self._is_ours = True
        self._write(f"{_SET}{title}{_END}")

    def give_back(self) -> None:
        """Call the terminal as before."""
        if self._is_ours:
            self._is_ours = False
            self._write(f"{_SET}{_END}{_BRING_BACK}")

    def take_again(self) -> None:
        """Call it as it was called when it was given back."""
        if self._shown:
            self.show(self._shown)
