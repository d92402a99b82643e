"""The commands of marked places."""

from gulagreader.ui.keys.command import Command, Where
from gulagreader.ui.keys.command import command_of as _c

MARK_COMMANDS: tuple[Command, ...] = (
    _c(
        "screen.set_mark",
        "m",
        "Mark",
        "Mark this place with a letter",
        Where.TEXT,
    ),
    Command(
        "go_to_mark",
        "grave_accent",
        "Go to mark",
        "Go to the place marked with a letter; twice, back to before the jump",
        Where.ANYWHERE,
        shown="`",
    ),
)
