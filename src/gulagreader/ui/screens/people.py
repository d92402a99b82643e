"""The people of a library: who wrote, what they said, to whom, and who answered."""

from dataclasses import dataclass, replace

from textual import on
from textual.message import Message
from textual.widgets import Input

from gulagreader.domain.hits import Answer, Hit, hit_at
from gulagreader.domain.people import COLUMNS
from gulagreader.text.references.titles import quoted
from gulagreader.ui.keys.commands import Where
from gulagreader.ui.panes.people_table import PeopleTable
from gulagreader.ui.panes.remark_rows import RemarkRow, RepliesRow, TurnRow
from gulagreader.ui.panes.remarks import RemarksPane
from gulagreader.ui.people_views import View
from gulagreader.ui.screens.people_asking import AskingPeople

_DEBOUNCE_SECONDS = 0.1


class PeopleScreen(AskingPeople):
    """Shows people; kept alive, so that going back finds them as they were."""

    @dataclass
    class PlaceChosen(Message):
        """The reader follows a comment to its place."""

        hit: Hit
        answer: Answer

    @property
    def places(self) -> tuple[Where, ...]:
        """Where the keys go, as places of commands."""
        return (Where.PEOPLE,)

    def begin(self) -> None:
        """Show the table, as it is now."""
        self._views = [View(typed=self._views[0].typed)]
        self._begun_with = 1
        self._show_filter()
        self.turn_to(table=True)
        self._count()

    def begin_with(self, author: str | None) -> None:
        """Show what somebody said, under whichever name."""
        self.begin()
        # The table was not asked for: who leaves the person is back in the text.
        self._begun_with = 2
        self._turn_to_author(author)

    def go_on(self) -> None:
        """Be as the reader left it."""
        self.turn_to(table=self.view.what == "table")

    # Commands

    @on(Input.Changed, "#person-filter")
    def _typed(self) -> None:
        self.refresh_bindings()
        typed = self.filter_line.value
        if typed == self.view.typed:
            return
        self._views[-1] = replace(self.view, typed=typed, cursor=0, top=0)
        if self.view.what == "table":
            self._show_table()
        else:
            self._numbers = ()
            self._read(self.view, _DEBOUNCE_SECONDS)

    @on(PeopleTable.Chosen)
    @on(RemarksPane.Chosen)
    def action_choose(self) -> None:
        """Show what somebody said; go to the place of a comment; show a dialogue."""
        if self.is_typing:
            # What was typed just before may still be on its way to the line.
            self.call_later(self.turn_to, table=self.shows_table)
            return
        if self.shows_table:
            if self.table.at_hand is not None:
                self._push(View("said", self.table.at_hand.person))
            return
        match self.said.row_at_hand:
            case RepliesRow(person):
                self._push(View("dialogue", self.view.person, person))
            case RemarkRow(remark):
                span = remark.questions[0] if self.view.unanswered else None
                self._follow(remark.post, remark.title, remark.comment, span)
            case TurnRow(turn):
                self._follow(turn.post, turn.title, turn.comment, None)
            case _:
                pass

    def _follow(
        self, post: str, title: str, comment: str, span: tuple[int, int] | None
    ) -> None:
        hit = hit_at("comment", post, title, comment, span)
        self.post_message(self.PlaceChosen(hit, Answer("")))

    @on(RemarksPane.Moved)
    def _moved(self) -> None:
        match self.said.row_at_hand:
            case RemarkRow(remark):
                asked = ""
                if remark.questions and remark.answered is not None:
                    asked = " · answered" if remark.answered else " · asks, unanswered"
                self.say(f"{quoted(remark.title)} · comment {remark.comment}{asked}")
            case TurnRow(turn):
                self.say(f"{quoted(turn.title)} · comment {turn.comment}")
            case RepliesRow():
                self.say("{people.choose} shows the dialogue of the two")
            case _:
                self.say("")

    def action_sort(self, step: int) -> None:
        """Sort by the next column."""
        if self.shows_table:
            at = (COLUMNS.index(self._order[0]) + step) % len(COLUMNS)
            self._order = COLUMNS[at], False
            self._show_table()

    def action_turn_order(self) -> None:
        """Turn the order of the table round."""
        if self.shows_table:
            self._order = self._order[0], not self._order[1]
            self._show_table()

    def action_unanswered(self) -> None:
        """Show only questions without an answer, or all comments again."""
        if self.view.what == "said" and self.view.person is not None:
            # In the place of what is shown: it is the same person.
            view = View("said", self.view.person, unanswered=not self.view.unanswered)
            self._views[-1] = view
            self._show_view()
        elif self.shows_table:
            self._push(View("said", unanswered=True))

    def action_replies(self) -> None:
        """Show who answered somebody, and whom they answered."""
        at_hand = self.table.at_hand if self.shows_table else None
        person = at_hand.person if at_hand is not None else self.view.person
        if person is None or self.view.what == "replies":
            self.say("Go to somebody first; their replies are shown then")
        else:
            self._push(View("replies", person))

    def words_of_key(self, action: str) -> str:
        """What Esc does: it takes the filter back, while there is one."""
        if action != "leave":
            return ""
        if self.filter_line.value:
            return "All again"
        if self.is_typing or len(self._views) <= self._begun_with:
            return "Close"
        return ""

    def action_leave(self) -> None:
        """Close the filter, go back a view, or leave."""
        if self.is_typing or self.filter_line.value:
            self.filter_line.value = ""
            self.filter_line.remove_class("-open")
            self.turn_to(table=self.shows_table)
        elif len(self._views) > self._begun_with:
            self._views.pop()
            self._show_view()
        else:
            self.app.pop_screen()

    def action_step_back(self) -> None:
        """Go back a view, or leave."""
        self.action_leave()
