"""Write docs/keys.md from the reader's commands."""

from pathlib import Path

from gulagreader.ui.keys.commands import COMMANDS, Where
from gulagreader.ui.screens.page import keys_of

PAGE = Path(__file__).parents[1] / "docs" / "keys.md"
_HEAD = """\
# Keys

Written by `make keys` from the commands themselves; do not edit by hand. Each letter
also answers on a Russian keyboard layout, and on others by [config](config.md), which
gives a command other keys by its name. The same key has the same idea in every pane,
and Esc closes exactly one thing and never quits.
"""


def keys_page() -> str:
    """The page as it should be."""
    parts = [_HEAD]
    for where in Where:
        head = "| Key | What it does | Name |\n|---|---|---|\n"
        parts.append(f"\n## {where.value}\n\n{head}")
        parts.extend(
            f"| {_escaped(keys_of(command))} | {command.help} | `{command.id}` |\n"
            for command in COMMANDS
            if command.where is where
        )
    return "".join(parts)


def _escaped(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split(" "))


if __name__ == "__main__":
    PAGE.write_text(keys_page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")
