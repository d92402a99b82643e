"""What a guest in a browser cannot do: reach files, change the library, suspend."""

from collections.abc import Sequence

from gulagreader.ui.command import Command

DENIED = frozenset({"edit", "review_import", "suspend_process", "write_out"})
"""Actions on files and on the process, which are not a guest's."""


def is_denied(action: str) -> bool:
    """Whether a guest cannot have an action carried out."""
    return action.partition("(")[0].rpartition(".")[2] in DENIED


def for_guests(commands: Sequence[Command]) -> tuple[Command, ...]:
    """The commands that a guest has."""
    return tuple(command for command in commands if not is_denied(command.name))
