"""The commands of passages that were taken up: across to them, and who took them."""

from gulagreader.ui.keys.command import Command, Where
from gulagreader.ui.keys.command import command_of as _c

_POST, _TAKINGS = Where.POST, Where.TAKINGS

UPTAKE_COMMANDS: tuple[Command, ...] = (
    _c(
        "screen.cross",
        "x",
        "Cross over",
        "From a quotation to where it comes from, or to who took it up, and back",
        Where.TEXT,
    ),
    _c(
        "screen.show_uptake",
        "enter",
        "Taken up",
        "Who took this passage up, and what they answered",
        _POST,
        True,
    ),
    _c(
        "screen.step_passage(1)",
        "semicolon",
        "Next passage",
        "The next passage that others took up",
        _POST,
    ),
    _c(
        "screen.step_passage(-1)",
        "colon",
        "Previous passage",
        "The passage before that others took up",
        _POST,
    ),
    _c("screen.choose", "enter,l,right,x", "Go", "Go to where it is", _TAKINGS, True),
    _c("screen.move(1)", "j,down", "Down", "The one below", _TAKINGS, True),
    _c("screen.move(-1)", "k,up", "Up", "The one above", _TAKINGS),
    _c("screen.turn(1)", "space,pagedown", "Page down", "A page down", _TAKINGS),
    _c("screen.turn(-1)", "b,pageup", "Page up", "A page up", _TAKINGS),
    _c("screen.edge(-1)", "g,home", "First", "The first", _TAKINGS),
    _c("screen.edge(1)", "G,end", "Last", "The last", _TAKINGS),
    _c(
        "screen.step_passage(1)",
        "semicolon,right_curly_bracket",
        "Next passage",
        "Those of the next passage",
        _TAKINGS,
    ),
    _c(
        "screen.step_passage(-1)",
        "colon,left_curly_bracket",
        "Previous passage",
        "Those of the passage before",
        _TAKINGS,
    ),
    _c("app.show_keys", "question_mark,f1", "Help", "Show every key", _TAKINGS),
    _c("screen.leave", "escape,q", "Close", "Back to the post", _TAKINGS, True),
)
