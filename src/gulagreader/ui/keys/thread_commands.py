"""The commands of the thread, and of what is shown over it."""

from gulagreader.ui.keys.command import Command, Where
from gulagreader.ui.keys.command import command_of as _c

_THREAD = Where.THREAD

THREAD_COMMANDS: tuple[Command, ...] = (
    _c("toggle_fold", "enter", "Fold", "Fold or unfold the comment", _THREAD, True),
    _c("fold", "h,left", "Fold", "Fold the comment; again, go to its parent", _THREAD),
    _c("unfold", "l,right", "Unfold", "Unfold the comment", _THREAD),
    _c("parent", "p", "Parent", "Go to the comment it answers", _THREAD, True),
    _c("root", "P", "Root", "Go to the start of the branch", _THREAD),
    _c(
        "fold_more", "less_than_sign", "Fold a level", "Hide the deepest level", _THREAD
    ),
    _c(
        "fold_less",
        "greater_than_sign",
        "Unfold a level",
        "Show one level more",
        _THREAD,
    ),
    _c("fold_all", "minus", "Fold all", "Fold the whole thread", _THREAD, True),
    _c(
        "unfold_all",
        "equals_sign",
        "Unfold all",
        "Unfold the whole thread",
        _THREAD,
        True,
    ),
    _c(
        "toggle_flat",
        "t",
        "By time",
        "In the order of time, or as a tree",
        _THREAD,
        True,
    ),
    _c(
        "screen.peek",
        "i",
        "Above",
        "Show the comments above, without going there",
        _THREAD,
    ),
    _c(
        "screen.narrow",
        "F",
        "Only",
        "Show only the branches that match what is typed",
        _THREAD,
        True,
    ),
    _c(
        "screen.narrow_to_author",
        "A",
        "By author",
        "Show only the branches where this author speaks",
        _THREAD,
    ),
    _c("screen.ask_since", "I", "New since", "Say since when is new", _THREAD),
)

PEEK_COMMANDS: tuple[Command, ...] = (
    _c("go_there", "enter", "Go there", "Go to the comment", Where.PEEK, True),
    _c("close_peek", "escape,i,q", "Close", "Close them", Where.PEEK, True),
)
