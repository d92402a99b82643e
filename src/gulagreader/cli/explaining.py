"""``help``, ``keys`` and ``--version``: what the program says of itself."""

from gulagreader.cli.arguments import Request, UsageError, did_you_mean
from gulagreader.cli.configuring import settled
from gulagreader.cli.console import Console
from gulagreader.cli.verbs import GENERAL, NAMED, READ, VERBS, Verb

_COLUMN = 30
_STATUS = """\
Exit status: 0 done; 1 nothing found, or findings of check; 2 wrong usage;
3 a source was refused (the rest came in)."""


def run_help(request: Request, console: Console) -> int:
    """Explain all commands, or the one named."""
    if not request.words:
        console.say(*overview())
        return 0
    name = request.words[0]
    if name not in NAMED:
        raise UsageError(f"“{name}” is no command{did_you_mean(name)}", request.verb)
    console.say(*explained(NAMED[name]))
    return 0


def overview() -> list[str]:
    """The commands and what each does."""
    lines = ["Usage:", _row(usage(READ), READ.help)]
    lines += [_row(usage(verb), verb.help) for verb in VERBS]
    lines += ["", "All of them:"]
    options = (*GENERAL, *READ.options)
    lines += [_row(option.usage, option.help) for option in options]
    return [*lines, "", "An ID is POST or POST#COMMENT, or a beginning of it.", _STATUS]


def explained(verb: Verb) -> list[str]:
    """One command and its options."""
    if verb is READ:
        return overview()
    lines = [f"Usage: {usage(verb)}", "", f"{verb.help[0].upper()}{verb.help[1:]}.", ""]
    options = (*verb.options, *GENERAL)
    return [*lines, *(_row(option.usage, option.help) for option in options)]


def usage(verb: Verb) -> str:
    """A command as it is written."""
    return " ".join(part for part in ("gulagreader", verb.name, verb.takes) if part)


def _row(left: str, right: str) -> str:
    column = _COLUMN if left.startswith("-") else _COLUMN + 14
    return f"  {left.ljust(column)}  {right}"


def run_keys(request: Request, console: Console) -> int:
    """Print the keys of the reader."""
    # The table of keys belongs to the screen, whose toolkit is slow to import.
    from gulagreader.ui.keys.commands import Where, display_of  # noqa: PLC0415

    commands = settled(console.environ).key_map().commands

    def keys_of(keys: str, shown: str | None) -> list[str]:
        return [shown or display_of(key) for key in keys.split(",") if key]

    if request.has("--json"):
        console.say_json(
            [
                {
                    "keys": keys_of(command.keys, command.shown),
                    "label": command.label,
                    "help": command.help,
                    "where": command.where.value,
                    "command": command.id,
                }
                for command in commands
            ]
        )
        return 0
    for number, where in enumerate(Where):
        console.say(*([""] if number else []), where.value)
        for command in commands:
            if command.where is where:
                keys = " ".join(keys_of(command.keys, command.shown)) or "none"
                console.say(f"  {keys.ljust(18)}  {command.help}  [{command.id}]")
    return 0


def run_version(console: Console) -> int:
    """Print the program's version."""
    from importlib.metadata import version  # noqa: PLC0415 - slow, and rarely asked

    console.say(f"gulagreader {version('gulagreader')}")
    return 0
