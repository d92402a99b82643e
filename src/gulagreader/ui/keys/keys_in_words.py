"""Keys as they are named in what is said to a reader, whatever keys the reader has.

A message names a command in braces: ``Removed; {dossier.restore} brings it back``.
"""

import re
from collections.abc import Sequence

from gulagreader.domain.late_patterns import late_pattern
from gulagreader.ui.keys.command import Command, display_of

_NAMED = late_pattern(r"\{([a-z_]+\.[a-z0-9-]+)\}")
_ARROWS = str.maketrans({"↑": "Up", "↓": "Down", "←": "Left", "→": "Right"})


def spelt(keys: str) -> str:
    """Keys with their arrows in words: in ASCII these would read as letters."""
    return keys.translate(_ARROWS)


def key_of(command: Command, *, plain: bool = False) -> str:
    """The first key of a command; where it has none, where else it is found."""
    first = command.keys.partition(",")[0]
    if not first:
        return f"“{command.label}” in the palette"
    key = command.shown or display_of(first)
    return spelt(key) if plain else key


def with_keys(words: str, commands: Sequence[Command], *, plain: bool = False) -> str:
    """Put for each command that is named in braces the key that it has.

    What names no command stays as it is, since words may come from a library.
    """
    if "{" not in words:
        return words
    known = {command.id: command for command in commands}

    def key(named: re.Match[str]) -> str:
        command = known.get(named[1])
        return named[0] if command is None else key_of(command, plain=plain)

    return _NAMED.sub(key, words)


def told(app: object, words: str) -> str:
    """What is said on the screen of a reader, with the keys of that reader."""
    plain = bool(getattr(app, "has_plain_signs", False))
    return with_keys(words, getattr(app, "commands", ()), plain=plain)
