"""The config file: read with every mistake named by line, and its text by default."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from gulagreader.domain.config import (
    FIELDS,
    SETTINGS,
    Config,
    ConfigField,
    Emoji,
    Motion,
    Signs,
)
from gulagreader.domain.errors import Damage, DamagedFileError
from gulagreader.domain.newness import read_since
from gulagreader.storage.file_text import printable, read_text
from gulagreader.storage.folders import Folders, default_library
from gulagreader.text.clean import clean_line
from gulagreader.text.yaml_events import read_yaml
from gulagreader.text.yaml_values import YamlError, YamlMapping, YamlValue

_NOTHING = frozenset({"", "~", "null"})
_WIDTH = 78
_NAMED = {field.name: field for field in FIELDS}


@dataclass(frozen=True, slots=True)
class ConfigRead:
    """A config, and what of its file was passed over and why."""

    path: Path
    config: Config
    problems: tuple[Damage, ...] = ()


def read_config(path: Path) -> ConfigRead:
    """Read a config; a missing file settles nothing.

    A mistake costs its own field only: it is named with its line, and the rest holds.
    """
    try:
        value = read_yaml(printable(read_text(path)).text) if path.exists() else ""
    except DamagedFileError as error:
        return ConfigRead(path, Config(), (error.damage,))
    except YamlError as error:
        problem = Damage(path, error.line, f"{error.reason}; nothing of it is used")
        return ConfigRead(path, Config(), (problem,))
    except OSError as error:
        return ConfigRead(path, Config(), (Damage(path, None, str(error)),))
    if not isinstance(value, YamlMapping):
        if value == "":
            return ConfigRead(path, Config())
        reason = "write fields, such as theme: paper; nothing of it is used"
        return ConfigRead(path, Config(), (Damage(path, 1, reason),))
    return _Reading(path, value).read()


def named_library(environ: Mapping[str, str], own: Folders) -> Path:
    """The library to open where none is named on the command line."""
    path = own.config
    there = path is not None and path.exists()
    settled = read_config(path).config.library if path and there else None
    return default_library(environ, own, settled)


class _Reading:
    """Takes one file's fields."""

    def __init__(self, path: Path, mapping: YamlMapping) -> None:
        self._path, self._mapping = path, mapping
        self._problems: list[Damage] = []

    def read(self) -> ConfigRead:
        for name in self._mapping:
            if name not in _NAMED:
                fields = ", ".join(_NAMED)
                self._problem(
                    name, f"there is no {clean_line(name)}; there is {fields}"
                )
        words = {name: self._words(field) for name, field in _NAMED.items()}
        library, signs, emoji, motion = (
            words[name] for name in ("library", "signs", "emoji", "motion")
        )
        keys, lines = self._keys()
        config = Config(
            library=Path(library).expanduser() if library else None,
            editor=words["editor"],
            signs=Signs(signs) if signs else Signs.AUTO,
            emoji=Emoji(emoji) if emoji else Emoji.AUTO,
            motion=Motion(motion) if motion else Motion.FULL,
            is_titled=words["terminal-title"] != "no",
            layouts=self._list("layouts"),
            keys=keys,
            settings=self._settings(words),
            lines={**self._mapping.lines, **lines},
        )
        return ConfigRead(self._path, config, tuple(self._problems))

    def _settings(self, words: Mapping[str, str | None]) -> dict[str, str]:
        """What goes to the memory's settings, each under the name it has there."""
        given = {n: value for n in SETTINGS if (value := words[n]) is not None}
        since = given.get("new-since")
        if since is not None and read_since(since) is None:
            del given["new-since"]
            reason = "new-since is visit, day, week, month, all or such as 2014-03-05"
            self._problem("new-since", f"{reason}, not “{since[:40]}”")
        return {SETTINGS[name]: value for name, value in given.items()}

    def _problem(self, name: str, reason: str, line: int | None = None) -> None:
        line = line or self._mapping.lines.get(name)
        self._problems.append(Damage(self._path, line, reason, fatal=False))

    def _words(self, field: ConfigField) -> str | None:
        """The value of a field that is words; None where it says nothing fitting."""
        if field.name in {"layouts", "keys"}:
            return None
        value = self._mapping.get(field.name)
        if value is None or (isinstance(value, str) and value in _NOTHING):
            return None
        wanted = _wanted(field)
        if not isinstance(value, str):
            self._problem(field.name, f"{field.name} is {wanted}")
            return None
        word = clean_line(str(value))
        if field.choices and word not in field.choices:
            self._problem(field.name, f"{field.name} is {wanted}, not “{word[:40]}”")
            return None
        if field.least is not None and field.most is not None:
            number = int(word) if word.isdecimal() and len(word) < 9 else -1
            if not field.least <= number <= field.most:
                self._problem(field.name, f"{field.name} is {wanted}")
                return None
            return str(number)
        return word

    def _list(self, name: str) -> tuple[str, ...] | None:
        if name not in self._mapping:
            return None
        words = _list_of(self._mapping[name])
        if words is None:
            self._problem(name, f"{name} is a list of words, such as [russian, greek]")
        return words

    def _keys(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, int]]:
        value = self._mapping.get("keys")
        if value is None or (isinstance(value, str) and value in _NOTHING):
            return {}, {}
        if not isinstance(value, YamlMapping):
            self._problem(
                "keys", "under keys write a command and its key: thread.fold-all: Z"
            )
            return {}, {}
        keys, lines = {}, {}
        for command, written in value.items():
            named = _list_of(written)
            line = value.lines.get(command)
            if named is None:
                reason = f"{clean_line(command)} takes a key or a list of keys"
                self._problem("keys", reason, line)
            else:
                keys[clean_line(command)] = named
                lines[f"keys.{clean_line(command)}"] = line or 1
        return keys, lines


def _list_of(value: YamlValue) -> tuple[str, ...] | None:
    """Words, or a list of them; None for anything else."""
    if isinstance(value, str):
        word = str(value)
        return () if word in _NOTHING or word == "none" else (word,)
    if isinstance(value, list) and all(isinstance(word, str) for word in value):
        return tuple(str(word) for word in value)
    return None


def _wanted(field: ConfigField) -> str:
    if field.choices:
        return " or ".join(field.choices)
    if field.least is not None:
        return f"a whole number from {field.least} to {field.most}"
    return "words on one line"


def usual_config() -> str:
    """The file with every field explained and at what holds without it."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# GulagReader's config. Each field here stands at what holds without it, and"
    yield "# may be left out. gulagreader config --check names every mistake."
    for field in FIELDS:
        yield ""
        bounds = f" ({_wanted(field)})" if field.choices or field.least else ""
        for line in wrap(f"{field.words}{bounds}.", _WIDTH):
            yield f"# {line}"
        yield f"{field.name}: {field.usual}".rstrip()
    yield "#  thread.fold-all: [Z, F5]"
    yield "#  anywhere.quit-now: none"
