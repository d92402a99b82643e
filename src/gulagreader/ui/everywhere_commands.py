"""The commands that work wherever the reader is."""

from gulagreader.ui.command import Command, Where
from gulagreader.ui.command import command_of as _c

_ANY = Where.ANYWHERE

EVERYWHERE_COMMANDS: tuple[Command, ...] = (
    _c("app.show_keys", "question_mark,f1", "Help", "Show every key", _ANY, True),
    _c(
        "app.search_library",
        "s",
        "Search",
        "Search the library while you type",
        _ANY,
        True,
    ),
    _c("find", "slash", "Find", "Find in the open post and its thread", _ANY, True),
    _c("find_next(1)", "n", "Next match", "Go to the next match", _ANY),
    _c("find_next(-1)", "N", "Previous match", "Go to the match before", _ANY),
    _c("filter", "f", "Filter", "Filter the list of posts while you type", _ANY),
    _c("step_post(1)", "right_square_bracket", "Next post", "Open the next post", _ANY),
    _c(
        "step_post(-1)",
        "left_square_bracket",
        "Previous post",
        "Open the post before",
        _ANY,
    ),
    _c(
        "step_unread(1)",
        "full_stop",
        "Next unread",
        "Go to the next new comment of the thread, else the next unread post",
        _ANY,
    ),
    _c(
        "step_unread(-1)",
        "comma",
        "Previous unread",
        "Go to the new comment before, else the unread post before",
        _ANY,
    ),
    _c(
        "toggle_read",
        "u",
        "Read/unread",
        "Mark the post as read, or as not read",
        _ANY,
    ),
    _c("toggle_star", "asterisk", "Star", "Star the post, or take its star away", _ANY),
    _c("back", "backspace,alt+left", "Back", "Go back to where you were", _ANY),
    _c("forward", "alt+right", "Forward", "Go forward again", _ANY),
    _c("next_pane(1)", "tab", "Pane", "Go to the next pane", _ANY, True),
    _c("next_pane(-1)", "shift+tab", "Previous pane", "Go to the pane before", _ANY),
    _c("lead('posts')", "1", "Posts", "Go to the list of posts", _ANY),
    _c("lead('post')", "2", "Post", "Go to the post", _ANY),
    _c("lead('thread')", "3", "Thread", "Go to the comments", _ANY),
    _c("app.show_hits", "4", "Hits", "Go to the search and its hits", _ANY),
    _c("zen", "z", "Zen", "Show only this pane, or all of them again", _ANY),
    _c("app.show_damage", "exclamation_mark", "Damage", "List what is damaged", _ANY),
    _c(
        "app.review_import",
        "R",
        "Guesses",
        "Decide about the guesses of an import, or look at files before importing",
        _ANY,
    ),
    _c("app.edit", "e", "Edit", "Open the post's file in your editor", _ANY),
    _c("app.browse", "o", "Browser", "Open the post's address in the browser", _ANY),
    _c("copy_selection", "ctrl+c", "Copy", "Copy the selected text", _ANY),
    _c("close_layer", "escape", "Close", "Close one thing: find, filter, zen", _ANY),
    _c("app.command_palette", "ctrl+p", "Palette", "Every command by name", _ANY),
    _c("leave", "q", "Back", "Go back a pane; in the list, quit", _ANY, True),
    _c("app.quit_now", "Q", "Quit", "Quit at once", _ANY),
    _c(
        "app.suspend_process",
        "ctrl+z",
        "Suspend",
        "To the shell; fg returns",
        _ANY,
    ),
)
