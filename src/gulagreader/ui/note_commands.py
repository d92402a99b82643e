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
    _c("screen.pick", "v", "Select", "Select in the text by keys", _TEXT),
    _c(
        "screen.take_note",
        "a",
        "Note",
        "Highlight the passage, or note on it; on a noted one, change the note",
        _TEXT,
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
        "Take in the next sentence, word, paragraph",
        _PICK,
    ),
    _c("pick_more(-1)", "shift+left", "Less", "Leave out the last one", _PICK),
    _c("pick_lines(1)", "J,shift+down", "A line on", "Take in a line more", _PICK),
    _c("pick_lines(-1)", "K,shift+up", "A line back", "Leave out a line", _PICK),
    _c("pick_edge(-1)", "g,home", "To the beginning", "Take in all before it", _PICK),
    _c("pick_edge(1)", "G,end", "To the end", "Take in all after it", _PICK),
)
