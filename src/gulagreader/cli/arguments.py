"""What was asked on the command line: words in, a request or a clear refusal out.

The rules that argparse does not have: a first word that is no command is a
library, ``--library`` may stand anywhere, options and the words of a query may be
mixed, and a query may begin with a dash.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from types import MappingProxyType

from gulagreader.cli.verbs import HELP, NAMED, READ, Option, Verb
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.late_dataclasses import dataclass


class UsageError(GulagreaderError):
    """The command line does not make sense; knows the command, where it was told."""

    def __init__(self, message: str, verb: Verb | None = None) -> None:
        super().__init__(message)
        self.verb = verb


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asked for."""

    verb: Verb
    words: tuple[str, ...] = ()
    """What is neither the command nor an option."""
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The value of each option given; empty for one that takes none."""

    def has(self, option: str) -> bool:
        """Whether an option was given."""
        return option in self.options

    @property
    def text(self) -> str:
        """The words as one query; bytes that are no text become question marks."""
        return " ".join(self.words).encode("utf-8", "replace").decode("utf-8")

    @property
    def library(self) -> Path | None:
        """The library that was named."""
        return self.path("--library")

    def path(self, option: str) -> Path | None:
        """The value of an option as a path."""
        value = self.options.get(option)
        return None if value is None else Path(value)

    def number(self, option: str, default: int, least: int = 1) -> int:
        """The value of an option as a whole number from ``least``.

        Raises:
            UsageError: it is something else.
        """
        value = self.options.get(option)
        if value is None:
            return default
        digits = value.isascii() and value.isdigit()
        if not (digits and least <= int(value[:9]) < 10**8):
            raise UsageError(
                f"{option} takes a number from {least}, not “{value}”", self.verb
            )
        return int(value)


def understand(arguments: Sequence[str]) -> Request:
    """Understand the words after the program's name.

    Raises:
        UsageError: an unknown option, a value that is missing, too many or too
            few words; the message says what to do.
    """
    if any("\0" in argument for argument in arguments):
        raise UsageError("an argument cannot hold a zero character")
    before, rest = _split(arguments)
    verb = NAMED.get(rest[0], READ) if rest else READ
    request = _read(verb, [*before, *(rest[1:] if verb is not READ else rest)])
    if not request.has("--help"):
        _check(request)
    return request


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part what stands before the command, options with their values, from it."""
    place = 0
    while place < len(arguments) and arguments[place].startswith("-"):
        if arguments[place] == "--":
            break
        known = READ.option(arguments[place])
        place += 2 if known is not None and known.value else 1
    return list(arguments[:place]), list(arguments[place:])


def _read(verb: Verb, arguments: list[str]) -> Request:
    words: list[str] = []
    options: dict[str, str] = {}
    remaining = iter(arguments)
    for argument in remaining:
        if argument == "--":
            words.extend(remaining)
        elif _is_word(argument, verb):
            words.append(argument)
        else:
            name, equals, value = argument.partition("=")
            name = "--help" if name == "-h" else name
            option = verb.option(name)
            if option is None:
                raise UsageError(_unknown(name, verb), verb)
            if option.value is None and equals:
                raise UsageError(f"{name} takes no value", verb)
            if option.value is not None:
                value = _value(option, value if equals else None, remaining, verb)
            options[name] = value
    return Request(verb, tuple(words), MappingProxyType(options))


def _is_word(argument: str, verb: Verb) -> bool:
    if not argument.startswith("-") or argument == "-":
        return True
    return verb.dashes and not argument.startswith("--") and argument != "-h"


def _value(
    option: Option, beside: str | None, remaining: Iterator[str], verb: Verb
) -> str:
    """The value beside an option's equals sign, or after the option.

    An empty one is refused: an unset variable of a script would otherwise name the
    folder it is in.
    """
    given = next(remaining, "") if beside is None else beside
    if not given or (beside is None and given.startswith("--")):
        raise UsageError(
            f"{option.name} needs a value: {option.name} {option.value}", verb
        )
    return given


def _unknown(name: str, verb: Verb) -> str:
    known = [option.name for option in (*verb.options, *READ.options[1:], HELP)]
    near = _near(name, known)
    hint = f"; did you mean {near[0]}?" if near else ""
    if verb.dashes:
        hint = f"{hint or '.'} To give it as a word: {verb.name} -- {name}"
    where = f"“{verb.name}” has no option {name}" if verb.name else f"unknown {name}"
    return where + hint


def _check(request: Request) -> None:
    verb, count = request.verb, len(request.words)
    if not verb.dashes and "" in request.words:
        raise UsageError("a name is empty; leave it out or give one", verb)
    if verb is READ:
        if count > 1:
            raise UsageError(_no_command(request.words[0]))
        if count and request.has("--library"):
            raise UsageError("name the library once: LIBRARY or --library DIR", verb)
        return
    # A report is asked of the library in use where none is named.
    if count < verb.least and not request.has("--report"):
        raise UsageError(f"“{verb.name}” needs {verb.takes}", verb)
    if verb.most is not None and count > verb.most:
        extra = request.words[verb.most]
        raise UsageError(f"“{verb.name}” does not know what to do with “{extra}”", verb)


def _no_command(word: str) -> str:
    return f"“{word}” is no command{did_you_mean(word)}"


def did_you_mean(word: str) -> str:
    """Offer the command that a word may have been meant for; else empty."""
    near = _near(word, NAMED)
    return f"; did you mean “{near[0]}”?" if near else ""


def _near(word: str, known: Iterable[str]) -> list[str]:
    """The known word that is nearest to another, if any is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - slow to import, seldom needed

    return get_close_matches(word, list(known), n=1)
