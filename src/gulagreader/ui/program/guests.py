"""What a guest in a browser cannot do: reach files, change the library, suspend."""

from collections.abc import Sequence

from gulagreader.ui.keys.command import Command

DENIED = frozenset({"edit", "review_import", "suspend_process", "write_out"})
"""Actions on files and on the process, which are not a guest's."""
REACHING_SCREENS = frozenset({"PathScreen", "WriteOutScreen", "ImportReviewScreen"})
"""Screens that ask for a file or import one: whatever leads there, no guest gets there.

By their names, so that none of them need be imported to be refused.
"""
REFUSED = "Not for guests: it reaches files"


def is_denied(action: str) -> bool:
    """Whether a guest cannot have an action carried out."""
    return action.partition("(")[0].rpartition(".")[2] in DENIED


def is_reaching(screen: object) -> bool:
    """Whether a screen reaches files outside the library."""
    return any(kind.__name__ in REACHING_SCREENS for kind in type(screen).__mro__)


def for_guests(commands: Sequence[Command]) -> tuple[Command, ...]:
    """The commands that a guest has."""
    return tuple(command for command in commands if not is_denied(command.name))
