"""A reader's own keys for commands."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from textual.keys import Keys, _character_to_key

from gulagreader.ui.keys.command import Command, Where

NO_KEY = "nokey"
"""Stands for the key of a command that has none: no terminal sends it."""
_NONE = frozenset({"none", "~", ""})
_KNOWN = {key.value for key in Keys} | {"space", "enter", "escape", "tab", "backspace"}
_WRITTEN = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown"}
_HELD = ("ctrl", "alt", "shift", "super", "meta", "hyper")
_SENT_AS = {"i": "Tab", "m": "Enter", "h": "Backspace", "[": "Esc"}
"""What a terminal sends for some keys with Ctrl."""
_TOGETHER = ({Where.TEXT, Where.THREAD},)
"""Places whose commands work at the same time in one pane."""


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """What is wrong with the keys that a reader gave a command."""

    command: str
    """The command's name as the reader wrote it."""
    reason: str


@dataclass(frozen=True)
class KeyMap:
    """The commands with the reader's keys."""

    commands: tuple[Command, ...]
    """All commands, with the keys that they have now."""
    changed: frozenset[str] = frozenset()
    """The names of those whose keys differ from the usual ones."""
    problems: tuple[KeyProblem, ...] = ()

    @cached_property
    def overlay(self) -> dict[str, str]:
        """For the id of each changed binding its keys, as Textual wants them."""
        return {
            command.id: command.keys or NO_KEY
            for command in self.commands
            if command.id in self.changed
        }


def key_map(
    commands: Sequence[Command], changes: Mapping[str, Sequence[str]]
) -> KeyMap:
    """Give commands other keys; what cannot be is left as it was, and named.

    ``changes`` holds for a command's name its keys in place of the usual ones, none
    for a command without a key.
    """
    known = {command.id: command for command in commands}
    problems: list[KeyProblem] = []
    changed: dict[str, Command] = {}
    for name, written in changes.items():
        if name not in known:
            problems.append(KeyProblem(name, _no_such(name, known)))
            continue
        names: list[str] = []
        for key in written:
            found = key_name(key)
            if isinstance(found, KeyProblem):
                problems.append(KeyProblem(name, found.reason))
            elif found:
                names.append(found)
        if names or all(key.strip().lower() in _NONE for key in written):
            changed[name] = replace(known[name], keys=",".join(names), shown=None)
    for clash in _clashes({**known, **changed}.values(), changed):
        problems.append(clash)
        changed.pop(clash.command, None)
    final = tuple(changed.get(command.id, command) for command in commands)
    return KeyMap(final, frozenset(changed), tuple(problems))


def key_name(written: str) -> str | KeyProblem:
    """Textual's name of a key as a reader writes it; empty for none.

    Such as ``j``, ``?``, ``Enter``, ``ctrl+d`` and ``alt+left``.
    """
    text = written.strip() or written
    if text.lower() in _NONE:
        return ""
    *held, last = text.split("+") if len(text) > 1 else [text]
    if not last and text.endswith("++"):
        held, last = held[:-1], "+"
    held = [part.strip().lower() for part in held]
    last = last.strip()
    if any(part not in _HELD for part in held):
        return KeyProblem("", f"{written} is no key; write such as j, Enter or ctrl+d")
    if "ctrl" in held and last.lower() in _SENT_AS:
        same = _SENT_AS[last.lower()]
        return KeyProblem("", f"a terminal cannot tell {written} from {same}")
    name = _WRITTEN.get(last.lower(), last.lower()) if len(last) > 1 else last
    if len(name) == 1:
        name = _character_to_key(name)
    elif name not in _KNOWN and (not name.isidentifier() or _is_no_sign(name)):
        return KeyProblem("", f"{written} is no key; write such as j, Enter or ctrl+d")
    return "+".join([*sorted(held, key=_HELD.index), name])


def _is_no_sign(name: str) -> bool:
    """Whether a word names no sign (``question_mark`` does)."""
    import unicodedata  # noqa: PLC0415 - only where keys are changed

    try:
        unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name not in {"minus", "plus", "slash", "backslash", "at", "underscore"}
    return False


def _no_such(name: str, known: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415 - only where a name is wrong

    near = difflib.get_close_matches(name, list(known), n=1)
    hint = f"; did you mean {near[0]}?" if near else ";"
    return f"no command is called {name}{hint} gulagreader keys lists the names"


def _clashes(
    commands: Iterable[Command], changed: Mapping[str, Command]
) -> Iterator[KeyProblem]:
    """The changed commands that would share a key with another of their place."""
    holders: defaultdict[tuple[frozenset[Where], str], list[Command]] = defaultdict(
        list
    )
    for command in commands:
        place = frozenset({command.where})
        for together in _TOGETHER:
            place = frozenset(together) if command.where in together else place
        for key in command.keys.split(","):
            if key:
                holders[place, key].append(command)
    told: set[str] = set()
    for (_, key), here in holders.items():
        new = [command for command in here if command.id in changed]
        if len(here) < 2 or not new:
            continue
        for command in new:
            if command.id not in told:
                told.add(command.id)
                others = [other.id for other in here if other.id != command.id]
                yield KeyProblem(
                    command.id,
                    f"{key} is also the key of {', '.join(others)}; give that one"
                    " another key, or none",
                )
