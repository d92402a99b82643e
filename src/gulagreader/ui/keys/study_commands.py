"""The commands of the people and of the concordance."""

from gulagreader.ui.keys.command import Command, Where
from gulagreader.ui.keys.command import command_of as _c

STUDY_PLACES = (Where.PEOPLE, Where.CONCORDANCE, Where.KEYWORDS)
"""The people, the concordance and its lines."""
_PEOPLE, _CONCORDANCE, _KEYWORDS = STUDY_PLACES
_ANY, _TEXT = Where.ANYWHERE, Where.TEXT

STUDY_COMMANDS: tuple[Command, ...] = (
    _c("app.show_people", "w", "People", "Who wrote in the library", _ANY),
    _c(
        "app.show_person",
        "W",
        "Person",
        "What the author of this comment or post said elsewhere",
        _ANY,
    ),
    _c(
        "app.show_concordance",
        "C",
        "Concordance",
        "Each occurrence of words in the middle of a line",
        _ANY,
    ),
    # The people
    _c("screen.choose", "enter", "Open", "What one said; its place", _PEOPLE, True),
    _c("screen.leave", "escape", "Back", "Back to what was before", _PEOPLE, True),
    _c(
        "screen.filter",
        "f,slash",
        "Filter",
        "Only some names; in what one said, only comments with some words",
        _PEOPLE,
        True,
    ),
    _c("screen.sort(1)", "o", "Sort", "Sort by the next column", _PEOPLE, True),
    _c("screen.turn_order", "O", "Turn", "The same order turned round", _PEOPLE, True),
    _c(
        "screen.unanswered",
        "u",
        "Unanswered",
        "Only questions that nobody answered, or all again",
        _PEOPLE,
        True,
    ),
    _c(
        "screen.replies",
        "r",
        "Replies",
        "Who answered whom how often; Enter there shows the dialogue of the two",
        _PEOPLE,
        True,
    ),
    _c("screen.step_back", "q,backspace,alt+left", "Back", "The same", _PEOPLE),
    _c("screen.move(1)", "j,down", "Down", "One row down", _PEOPLE),
    _c("screen.move(-1)", "k,up", "Up", "One row up", _PEOPLE),
    _c("screen.turn(1)", "space,pagedown", "Page down", "A page down", _PEOPLE),
    _c("screen.turn(-1)", "b,pageup", "Page up", "A page up", _PEOPLE),
    _c("screen.turn(1, 2)", "ctrl+d", "Half down", "Half a page down", _PEOPLE),
    _c("screen.turn(-1, 2)", "ctrl+u", "Half up", "Half a page up", _PEOPLE),
    _c("screen.edge(-1)", "g,home", "First", "To the first row", _PEOPLE),
    _c("screen.edge(1)", "G,end", "Last", "To the last row", _PEOPLE),
    _c("app.show_keys", "question_mark,f1", "Help", "Show every key", _PEOPLE, True),
    _c("app.quit_now", "Q", "Quit", "Quit at once", _PEOPLE),
    # The concordance
    _c(
        "screen.next_part",
        "tab,shift+tab",
        "Parts",
        "From the line that is typed in to the lines found, and back",
        _CONCORDANCE,
        True,
    ),
    _c(
        "screen.leave",
        "escape",
        "Close",
        "Close the concordance; its lines are kept",
        _CONCORDANCE,
        True,
    ),
    _c("screen.open_line", "enter", "Go there", "Go to its place", _CONCORDANCE, True),
    _c("screen.sort(1)", "ctrl+t", "Order", "The next order", _CONCORDANCE, True),
    _c("screen.move(1)", "down,ctrl+n", "Down", "One line down", _CONCORDANCE),
    _c("screen.move(-1)", "up", "Up", "One line up", _CONCORDANCE),
    _c("screen.turn(1)", "pagedown", "Page down", "A page down", _CONCORDANCE),
    _c("screen.turn(-1)", "pageup", "Page up", "A page up", _CONCORDANCE),
    _c("app.show_keys", "f1", "Help", "Show every key", _CONCORDANCE, True),
    _c("screen.sort(1)", "o", "Order", "The next order", _KEYWORDS),
    _c("screen.sort(-1)", "O", "Order before", "The order before", _KEYWORDS),
    _c("screen.to_line", "s,slash", "Line", "To the line to type in", _KEYWORDS, True),
    _c("screen.leave", "q,backspace,alt+left", "Close", "The same as Esc", _KEYWORDS),
    _c("screen.move(1)", "j", "Down", "One line down", _KEYWORDS),
    _c("screen.move(-1)", "k", "Up", "One line up", _KEYWORDS),
    _c("screen.turn(1)", "space", "Page down", "A page down", _KEYWORDS),
    _c("screen.turn(-1)", "b", "Page up", "A page up", _KEYWORDS),
    _c("screen.turn(1, 2)", "ctrl+d", "Half down", "Half a page down", _KEYWORDS),
    _c("screen.turn(-1, 2)", "ctrl+u", "Half up", "Half a page up", _KEYWORDS),
    _c("screen.edge(-1)", "g,home", "First", "To the first line", _KEYWORDS),
    _c("screen.edge(1)", "G,end", "Last", "To the last line", _KEYWORDS),
    _c("app.show_keys", "question_mark", "Help", "Show every key", _KEYWORDS, True),
    _c("app.quit_now", "Q", "Quit", "Quit at once", _KEYWORDS),
)
