"""How the people lie on the screen: a table of them, or what one of them said."""

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.panes.people_table import PeopleTable
from gulagreader.ui.panes.remarks import RemarksPane
from gulagreader.ui.screens.row_moves import RowMoves

_WHILE_TYPING = frozenset({"leave", "choose"})


class PeopleLayout(RowMoves, Screen[None]):
    """The table of people, or what one of them said."""

    BINDINGS = bindings(Where.PEOPLE)
    AUTO_FOCUS = "#people-table"

    def compose(self) -> ComposeResult:
        """From the filter to the footer."""
        yield Input(placeholder="names that begin so", id="person-filter")
        yield Static("", id="people-heads", markup=False)
        yield PeopleTable(id="people-table")
        yield RemarksPane(id="remarks")
        yield Static("", id="person-told", markup=False)
        yield WholeFooter()

    @property
    def table(self) -> PeopleTable:
        """Everybody."""
        return self.query_one("#people-table", PeopleTable)

    @property
    def said(self) -> RemarksPane:
        """What was said."""
        return self.query_one("#remarks", RemarksPane)

    @property
    def filter_line(self) -> Input:
        """The line that names are typed in."""
        return self.query_one("#person-filter", Input)

    @property
    def is_typing(self) -> bool:
        """Whether the keys go to the filter."""
        return self.focused is self.filter_line

    @property
    def shows_table(self) -> bool:
        """Whether it is the table that is shown."""
        return not self.has_class("-remarks")

    @property
    def moved(self) -> PeopleTable | RemarksPane:
        """The rows that the keys move through."""
        return self.table if self.shows_table else self.said

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the filter the keys that it needs."""
        if isinstance(self.focused, Input) and action not in _WHILE_TYPING:
            return False
        return super().check_action(action, parameters)

    def say(self, words: str) -> None:
        """Say something below the rows."""
        if found := self.query("#person-told"):
            found.only_one(Static).update(Content(clean_line(told(self.app, words))))

    @on(PeopleTable.HeadsChanged)
    def _show_heads(self) -> None:
        if heads := self.query("#people-heads"):
            heads.only_one(Static).update(Content(self.table.heads))

    def turn_to(self, *, table: bool) -> None:
        """Show the table, or what was said, and let the keys go there."""
        self.set_class(not table, "-remarks")
        self.set_focus(self.table if table else self.said, scroll_visible=False)

    def show_filter(self, typed: str, placeholder: str) -> None:
        """Show what a view is filtered by; nothing takes no room."""
        line = self.filter_line
        with self.prevent(Input.Changed):
            line.value = typed
        line.placeholder = placeholder
        line.set_class(bool(typed), "-open")

    def action_filter(self) -> None:
        """Type the beginnings of names, or of words of what was said."""
        self.filter_line.add_class("-open")
        self.set_focus(self.filter_line, scroll_visible=False)
        self.filter_line.select_all()
