"""What is said in the status line can be read on a narrow screen, too."""

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from ui.reading_room import (
    make_library,
    reader_on,
    reading,
    resize,
    screen_text,
    until,
)

from gulagreader.text.wrap import wrap
from gulagreader.ui.keys.commands import COMMANDS
from gulagreader.ui.keys.keys_in_words import with_keys

_NARROW = 58
"""Cells of the line in a window of 60."""
_VALUE = "some words"
"""Stands for what a message names: a number, a colour, the first words of a text."""


def _folder() -> Path:
    spec = find_spec("gulagreader.ui")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _words(node: ast.expr, named: dict[str, ast.expr]) -> Iterator[str]:
    """What a message may be, as far as it is fixed."""
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else _VALUE
                for part in parts
            )
        case ast.IfExp(body=one, orelse=other):
            yield from _words(one, named)
            yield from _words(other, named)
        case ast.Name(id=name) if name in named:
            yield from _words(named[name], named)


def _messages() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for file in sorted(_folder().rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        named = _constants(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            func = node.func
            if isinstance(func, ast.Attribute) and func.attr == "say":
                place = f"{file.name}:{node.lineno}"
                said = _words(node.args[0], named)
                found.extend((place, with_keys(words, COMMANDS)) for words in said)
    return found


def test_each_fixed_message_has_room_in_two_lines_of_a_narrow_window() -> None:
    messages = _messages()
    assert len(messages) > 50
    long = [m for m in messages if len(wrap(m[1], _NARROW)) > 2]
    assert long == []


@pytest.mark.parametrize("keys", ["1", "2", "3"])
async def test_a_long_message_has_two_lines_for_as_long_as_it_stands(
    tmp_path: Path, keys: str
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        await pilot.press(keys)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.reader)
        status = app.reader.status
        long = f"It begins here {'and goes on ' * 5}to the end"
        status.say(long)
        await until(pilot, lambda: status.region.height == 2)
        shown = " ".join(screen_text(app).split())
        assert long in shown
        await resize(app, pilot, 160, 50)
        await until(pilot, lambda: status.region.height == 1)
        assert long in screen_text(app)
        await resize(app, pilot, 60, 18)
        await until(pilot, lambda: status.region.height == 2)
        status.say("Short")
        await until(pilot, lambda: status.region.height == 1)
        assert "Short" in screen_text(app)


async def test_what_a_key_says_at_length_goes_with_the_next_and_its_line_too(
    tmp_path: Path,
) -> None:
    app = reader_on(make_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(60, 18)) as pilot:
        await pilot.press("G", "enter", "1", "k", "3")
        status = app.reader.status
        await until(pilot, lambda: status.region.height == 2)
        assert "opens the one under the cursor" in " ".join(screen_text(app).split())
        await pilot.press("j")
        await until(pilot, lambda: status.region.height == 1)
