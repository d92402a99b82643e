"""What the screen does with the list, a post and its thread can be said by line."""

from gulagreader.cli.line_reader.orders import ORDERS, understood
from gulagreader.ui.keys.command import Where
from gulagreader.ui.keys.commands import COMMANDS

READING = (Where.ANYWHERE, Where.LIST, Where.TEXT, Where.POST, Where.THREAD, Where.PEEK)
TWINS = {
    "app.show_keys": "help",
    "app.search_library": "search",
    "find": "find",
    "find_next": "find",
    "filter": "list",
    "step_post": "post next",
    "step_unread": "new",
    "toggle_read": "unread",
    "toggle_star": "star",
    "back": "undo",
    "forward": "redo",
    "lead": "comments",
    "app.show_hits": "hits",
    "app.show_damage": "damaged",
    "leave": "quit",
    "app.quit_now": "quit",
    "close_layer": "only all",
    "go_to_mark": "goto",
    "screen.set_mark": "mark",
    "copy_address": "address",
    "app.browse": "address",
    "screen.browse_comment": "address",
    "cite": "cite",
    "show_notes": "notes",
    "app.show_quotations": "search in:quotations",
    "app.show_people": "people",
    "app.show_person": "person",
    "app.show_concordance": "concordance",
    "app.gather": "gather",
    "app.show_dossier": "dossier",
    "move": "next",
    "page": "next",
    "half_page": "next",
    "scroll": "next",
    "edge": "comments end",
    "open": "open",
    "screen.sort": "sort",
    "screen.tags": "tags",
    "screen.this_month": "list date:2014-03",
    "screen.all_read": "read all",
    "screen.undo": "unread all",
    "screen.save_list": "keep",
    "drop_search": "drop",
    "screen.built_in_lists": "lists",
    "screen.note_on_post": "annotate",
    "step_part": "top",
    "step_sibling": "same",
    "screen.show_outline": "headings",
    "screen.show_links": "links",
    "screen.take_note": "note",
    "screen.copy_quote": "quote",
    "screen.give_note_back": "unnote",
    "screen.cross": "origin",
    "screen.show_uptake": "uptake",
    "screen.step_passage": "uptake",
    "toggle_fold": "fold",
    "fold": "fold",
    "unfold": "unfold",
    "parent": "parent",
    "root": "root",
    "fold_more": "fold level",
    "fold_less": "unfold level",
    "fold_all": "fold all",
    "unfold_all": "unfold all",
    "toggle_flat": "by time",
    "screen.peek": "above",
    "go_there": "parent",
    "close_peek": "where",
    "screen.narrow": "only",
    "screen.narrow_to_author": "by",
    "screen.ask_since": "since",
}
OF_A_SCREEN = {
    "next_pane": "there are no panes",
    "zen": "there are no panes",
    "widen_list": "there are no panes",
    "heighten_post": "there are no panes",
    "screen.pin_post": "there are no panes",
    "screen.change_measure": "COLUMNS says how long lines are",
    "screen.number_paragraphs": "parts are counted by where",
    "app.review_import": "gulagreader import --review",
    "app.edit": "an editor takes the terminal",
    "copy_selection": "the terminal copies what it printed",
    "screen.pick": "a part is the passage",
    "mark": "list and a query choose several posts",
    "app.command_palette": "help is the list of all orders",
    "app.suspend_process": "the shell does it",
}
"""What a line does without, and what there is instead."""


def test_everything_on_the_screen_has_a_twin_or_a_reason() -> None:
    names = {one.name.partition("(")[0] for one in COMMANDS if one.where in READING}
    assert names == TWINS.keys() | OF_A_SCREEN.keys()
    assert not TWINS.keys() & OF_A_SCREEN.keys()


def test_every_twin_is_an_order() -> None:
    known = {order.name for order in ORDERS}
    for line in TWINS.values():
        found = understood(line)
        assert found is not None
        assert found[0].name in known
