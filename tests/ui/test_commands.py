"""A command exists once, and everything made of it is current."""

from collections import Counter
from pathlib import Path

import pytest

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.keys.commands import (
    COMMANDS,
    SEARCH_PLACES,
    Command,
    Where,
    display_of,
)
from gulagreader.ui.keys.quotation_commands import QUOTATION_PLACES
from gulagreader.ui.panes.peek import PeekPane
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.panes.posts import PostsPane
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.concordance import ConcordanceScreen
from gulagreader.ui.screens.dossier import DossierScreen
from gulagreader.ui.screens.import_review import ImportReviewScreen
from gulagreader.ui.screens.notes import NotesScreen
from gulagreader.ui.screens.people import PeopleScreen
from gulagreader.ui.screens.quotations import QuotationsScreen
from gulagreader.ui.screens.reader import ReaderScreen
from gulagreader.ui.screens.search import SearchScreen
from gulagreader.ui.screens.takings import TakingsScreen
from tools.keys import PAGE, keys_page

_WIDGETS: dict[Where, tuple[type, ...]] = {
    Where.ANYWHERE: (ReaderScreen,),
    Where.LIST: (PostsPane,),
    Where.TEXT: (PostPane, ThreadPane),
    Where.POST: (ReaderScreen,),
    Where.THREAD: (ThreadPane,),
    Where.PEEK: (PeekPane,),
    Where.TAKINGS: (TakingsScreen,),
    **dict.fromkeys(QUOTATION_PLACES, (QuotationsScreen,)),
    **dict.fromkeys(SEARCH_PLACES, (SearchScreen,)),
    Where.SELECTING: (ReaderScreen,),
    Where.NOTES: (NotesScreen,),
    Where.PEOPLE: (PeopleScreen,),
    **dict.fromkeys((Where.CONCORDANCE, Where.KEYWORDS), (ConcordanceScreen,)),
    **dict.fromkeys((Where.REVIEW, Where.GUESSES), (ImportReviewScreen,)),
    **dict.fromkeys((Where.DOSSIER, Where.ENTRIES), (DossierScreen,)),
}


_SCREENS_OWN = {Where.LIST, Where.TEXT, Where.THREAD}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_each_command_is_carried_out_where_it_works(command: Command) -> None:
    owner, _, name = command.name.rpartition(".")
    method = f"action_{name.partition('(')[0]}"
    widgets: tuple[type, ...] = _WIDGETS[command.where]
    if owner == "app":
        widgets = (Gulagreader,)
    elif owner == "screen" and command.where in _SCREENS_OWN:
        widgets = (ReaderScreen,)
    for widget in widgets:
        # Where the post has no siblings of its own the screen steps in.
        places = (widget, ReaderScreen) if widget is PostPane else (widget,)
        assert any(hasattr(place, method) for place in places), method


@pytest.mark.parametrize("where", list(Where))
def test_no_key_has_two_meanings_in_one_place(where: Where) -> None:
    keys = Counter(
        key
        for command in COMMANDS
        if command.where is where
        for key in command.keys.split(",")
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_key_is_one_that_a_terminal_cannot_send() -> None:
    unsendable = {"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+left_square_bracket"}
    used = {key for command in COMMANDS for key in command.keys.split(",")}
    assert not used & unsendable


def test_keys_are_written_as_a_reader_would() -> None:
    assert display_of("left_curly_bracket") == "{"
    assert display_of("ctrl+d") == "Ctrl+d"


def test_the_page_of_keys_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == keys_page(), "run: make keys"


def test_the_page_of_keys_is_linked_from_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert "docs/keys.md" in readme
