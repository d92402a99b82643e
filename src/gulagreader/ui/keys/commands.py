"""Every command of the reader, once: its key, its words and where it works.

The bindings, the footer, the palette, the help and ``docs/keys.md`` are all made
from these values. A command is carried out by the method ``action_<name>`` of
the widget its ``where`` names, or of the app or screen that its name begins with.
"""

from textual.binding import BindingType

from gulagreader.ui.keys.command import Command, Where, display_of
from gulagreader.ui.keys.dossier_commands import DOSSIER_COMMANDS
from gulagreader.ui.keys.everywhere_commands import EVERYWHERE_COMMANDS
from gulagreader.ui.keys.list_commands import LIST_COMMANDS, PANE_COMMANDS
from gulagreader.ui.keys.mark_commands import MARK_COMMANDS
from gulagreader.ui.keys.note_commands import (
    NOTE_COMMANDS,
    NOTE_LIST_COMMANDS,
    PICKING_COMMANDS,
)
from gulagreader.ui.keys.page_commands import PAGE_COMMANDS
from gulagreader.ui.keys.quotation_commands import QUOTATION_COMMANDS
from gulagreader.ui.keys.review_commands import REVIEW_COMMANDS
from gulagreader.ui.keys.search_commands import SEARCH_COMMANDS, SEARCH_PLACES
from gulagreader.ui.keys.study_commands import STUDY_COMMANDS
from gulagreader.ui.keys.text_commands import TEXT_COMMANDS
from gulagreader.ui.keys.thread_commands import PEEK_COMMANDS, THREAD_COMMANDS
from gulagreader.ui.keys.uptake_commands import UPTAKE_COMMANDS

__all__ = [
    "COMMANDS",
    "NOT_WHILE_TYPING",
    "SEARCH_PLACES",
    "WHILE_TYPING",
    "Command",
    "Where",
    "bindings",
    "display_of",
]

COMMANDS: tuple[Command, ...] = (
    *EVERYWHERE_COMMANDS,
    *LIST_COMMANDS,
    *PANE_COMMANDS,
    *TEXT_COMMANDS,
    *PAGE_COMMANDS,
    *THREAD_COMMANDS,
    *PEEK_COMMANDS,
    *MARK_COMMANDS,
    *NOTE_COMMANDS,
    *PICKING_COMMANDS,
    *NOTE_LIST_COMMANDS,
    *UPTAKE_COMMANDS,
    *QUOTATION_COMMANDS,
    *SEARCH_COMMANDS,
    *REVIEW_COMMANDS,
    *STUDY_COMMANDS,
    *DOSSIER_COMMANDS,
)


def bindings(*places: Where) -> list[BindingType]:
    """The bindings of the commands that work in the given places."""
    return [command.binding for command in COMMANDS if command.where in places]


WHILE_TYPING = frozenset({"suspend_process"})
"""Actions that work everywhere and also while a line is typed in."""
NOT_WHILE_TYPING = frozenset(
    command.name.rpartition(".")[2].partition("(")[0]
    for command in COMMANDS
    if command.where is Where.ANYWHERE
).difference(WHILE_TYPING)
"""Actions whose keys are letters, or edit, while a line is typed in."""
