"""What is being typed on the screens, in fields that keep drafts."""

from collections.abc import Sequence

from textual.screen import Screen

from gulagreader.ui.panes.note_bar import NoteBar
from gulagreader.ui.screens.words import WordsScreen


def keep_drafts(screens: Sequence[Screen[object]]) -> None:
    """Keep what is being typed on any of the screens: the program may end."""
    for screen in screens:
        if isinstance(screen, WordsScreen):
            screen.keep_draft()
        for bar in screen.query(NoteBar):
            bar.keep_draft()
