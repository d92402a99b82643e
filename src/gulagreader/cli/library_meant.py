"""A library given where words are asked for: ``gulagreader notes lib``."""

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from gulagreader.cli.verbs import NAMED
from gulagreader.storage.folders import folders
from gulagreader.storage.library_file import LIBRARY_FILE

_TAKE_FILES = frozenset({"import", "check", "keys", "config", "help"})
"""Commands whose words may well be a library, or that use none."""
_LIBRARY = "--library"


def library_meant(arguments: Sequence[str], environ: Mapping[str, str]) -> str | None:
    """What to type where a word of a command that came to nothing is a library.

    It may be the library's folder, or the name of one that was opened before. None
    where no word is, where a library was named, or where the command takes files.
    """
    if not arguments or arguments[0] not in NAMED or arguments[0] in _TAKE_FILES:
        return None
    if any(one.partition("=")[0] == _LIBRARY for one in arguments):
        return None
    places = [n for n, one in enumerate(arguments[1:], 1) if not one.startswith("-")]
    for place in places:
        word = arguments[place]
        if _is_library(Path(word).expanduser()):
            rest = [*arguments[:place], *arguments[place + 1 :]]
            return _said(f"“{word}” is a library", rest, word)
    if not places:
        return None
    name = " ".join(arguments[place] for place in places)
    folder = _opened_before(name, environ)
    if folder is None:
        return None
    rest = [one for n, one in enumerate(arguments) if n not in places]
    return _said(f"“{name}” is a library that you know", rest, str(folder))


def _said(what: str, rest: Sequence[str], library: str) -> str:
    words = ["gulagreader", *rest, _LIBRARY, library]
    return f"{what}. To use it: {shlex.join(words)}"


def _is_library(folder: Path) -> bool:
    try:
        return (folder / LIBRARY_FILE).is_file()
    except (OSError, ValueError):
        return False


def _opened_before(name: str, environ: Mapping[str, str]) -> Path | None:
    """The folder of a library that was opened before, by its name or its folder's."""
    from gulagreader.domain.errors import GulagreaderError  # noqa: PLC0415 - seldom
    from gulagreader.storage.memory import ReaderMemory  # noqa: PLC0415 - seldom

    file = folders(environ).memory
    if not file.exists() or not os.access(file, os.W_OK):
        return None
    try:
        with ReaderMemory.open(file) as memory:
            recent = memory.recent_libraries()
    except GulagreaderError:
        return None
    wanted = name.casefold()
    fitting = (
        one.path
        for one in recent
        if wanted in (one.name.casefold(), one.path.name.casefold())
    )
    return next(fitting, None)
