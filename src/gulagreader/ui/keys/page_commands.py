"""The commands of the page: its outline, its links, its measure, its numbers."""

from gulagreader.ui.keys.command import Command, Where
from gulagreader.ui.keys.command import command_of as _c

_TEXT = Where.TEXT

PAGE_COMMANDS: tuple[Command, ...] = (
    _c(
        "screen.show_outline",
        "T",
        "Outline",
        "List the headings of the post; type to narrow, Enter goes there",
        _TEXT,
    ),
    _c(
        "screen.show_links",
        "L",
        "Links",
        "List the links, pictures and footnotes of the post or comment",
        _TEXT,
    ),
    _c(
        "screen.change_measure(-4)",
        "left_parenthesis",
        "Narrower",
        "Make the lines of the text shorter",
        _TEXT,
    ),
    _c(
        "screen.change_measure(4)",
        "right_parenthesis",
        "Wider",
        "Make the lines of the text longer",
        _TEXT,
    ),
    _c(
        "screen.number_paragraphs",
        "number_sign",
        "Numbers",
        "Show the numbers of the paragraphs beside them, or hide them",
        _TEXT,
    ),
    _c(
        "screen.pin_post",
        "plus",
        "Pin",
        "Keep the post at the passage that the comment quotes, or let it be",
        _TEXT,
    ),
)
