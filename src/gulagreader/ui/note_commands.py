"""The commands on passages: selecting, noting, copying, citing."""

from gulagreader.ui.command import Command, Where
from gulagreader.ui.command import command_of as _c

_ANY, _TEXT, _THREAD, _PICK = (
    Where.ANYWHERE,
    Where.TEXT,
    Where.THREAD,
    Where.SELECTING,
)

NOTE_COMMANDS: tuple[Command, ...] = (
    _c("screen.pick", "v", "Select", "Select in the text by keys", _TEXT, True),
    _c(
        "screen.take_note",
        "a",
        "Note",
        "Highlight the passage, or note on it; on a noted one, change the note",
        _TEXT,
        True,
    ),
    _c(
        "screen.copy_quote",
        "y",
        "Quote",
        "Copy the passage as a Markdown quote that says whose it is",
        _TEXT,
    ),
    _c(
        "screen.browse_comment",
        "O",
        "Comment's page",
        "Open the comment's address in the browser",
        _THREAD,
    ),
    _c(
        "copy_address",
        "Y",
        "Address",
        "Copy the address of the post or comment, or its stable id",
        _ANY,
    ),
    _c(
        "cite",
        "c",
        "Cite",
        "Copy a citation of the passage, comment or post; again, choose its style",
        _ANY,
    ),
    _c(
        "show_notes",
        "H",
        "Notes",
        "List all highlights and notes of the library",
        _ANY,
    ),
    _c(
        "screen.give_note_back",
        "U",
        "Bring back",
        "Bring back the note removed last",
        _TEXT,
    ),
)

PICKING_COMMANDS: tuple[Command, ...] = (
    _c(
        "pick_sentence(1)",
        "s",
        "Sentence",
        "Take in the next sentence",
        _PICK,
        True,
    ),
    _c("pick_sentence(-1)", "S", "Less", "Leave out the last sentence", _PICK),
    _c(
        "pick_paragraph(1)",
        "p,right_curly_bracket",
        "Paragraph",
        "Take in all up to the end of the paragraph, or the next one",
        _PICK,
        True,
    ),
    _c(
        "pick_paragraph(-1)",
        "P,left_curly_bracket",
        "Less",
        "Leave out the last paragraph",
        _PICK,
    ),
    _c("pick_word(1)", "w", "Word", "Take in the next word", _PICK, True),
    _c("pick_word(-1)", "W", "Less", "Leave out the last word", _PICK),
    _c(
        "pick_other_end",
        "o",
        "Other end",
        "Let the next moves change the other end of the passage",
        _PICK,
        True,
    ),
    _c("pick_note", "a", "Note", "Highlight the passage, or note on it", _PICK, True),
    _c(
        "pick_quote",
        "y",
        "Quote",
        "Copy the passage as a Markdown quote that says whose it is",
        _PICK,
        True,
    ),
    _c("pick_leave", "escape", "Leave", "Select nothing", _PICK, True),
    _c(
        "pick_next_unit",
        "v",
        "Words",
        "Select by words, by sentences, by paragraphs",
        _PICK,
        True,
    ),
    _c("pick_go(1)", "l,right", "Next", "Go to the next sentence, word …", _PICK),
    _c("pick_go(-1)", "h,left", "Previous", "Go to the one before", _PICK),
    _c("pick_line(1)", "j,down", "Down", "Go to the sentence on the next line", _PICK),
    _c("pick_line(-1)", "k,up", "Up", "Go to the sentence on the line above", _PICK),
    _c(
        "pick_more(1)",
        "shift+right",
        "More",
        "Move the end to the next sentence, word, paragraph",
        _PICK,
    ),
    _c("pick_more(-1)", "shift+left", "Less", "Move the end to the one before", _PICK),
    _c("pick_lines(1)", "J,shift+down", "A line on", "Move the end a line down", _PICK),
    _c("pick_lines(-1)", "K,shift+up", "A line back", "Move the end a line up", _PICK),
    _c("pick_edge(-1)", "g,home", "To the beginning", "Take in all before it", _PICK),
    _c("pick_edge(1)", "G,end", "To the end", "Take in all after it", _PICK),
)

_NOTES = Where.NOTES

NOTE_LIST_COMMANDS: tuple[Command, ...] = (
    _c("screen.go_to_note", "enter,l,right", "Go", "Go to its passage", _NOTES, True),
    _c("screen.filter", "slash,f", "Filter", "Filter while you type", _NOTES, True),
    _c(
        "screen.change_note",
        "a,e",
        "Change",
        "Change its colour, words and tags",
        _NOTES,
        True,
    ),
    _c(
        "screen.drop_note",
        "D,delete",
        "Remove",
        "Remove the note; U brings it back",
        _NOTES,
        True,
    ),
    _c(
        "screen.give_note_back",
        "U",
        "Bring back",
        "Bring back the note removed last",
        _NOTES,
    ),
    _c("screen.reorder", "t", "Order", "By post, or the newest first", _NOTES, True),
    _c("screen.leave", "escape,q,backspace", "Close", "Back to reading", _NOTES, True),
    _c("app.show_keys", "question_mark,f1", "Help", "Show every key", _NOTES, True),
    _c("screen.move(1)", "j,down", "Down", "The note below", _NOTES),
    _c("screen.move(-1)", "k,up", "Up", "The note above", _NOTES),
    _c("screen.turn(1)", "space,pagedown", "Page down", "A page down", _NOTES),
    _c("screen.turn(-1)", "b,pageup", "Page up", "A page up", _NOTES),
    _c("screen.turn(1, 2)", "ctrl+d", "Half page down", "Half a page down", _NOTES),
    _c("screen.turn(-1, 2)", "ctrl+u", "Half page up", "Half a page up", _NOTES),
    _c("screen.edge(-1)", "g,home", "First", "The first note", _NOTES),
    _c("screen.edge(1)", "G,end", "Last", "The last note", _NOTES),
    _c("app.command_palette", "ctrl+p", "Palette", "Every command by name", _NOTES),
)
