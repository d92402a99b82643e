"""The outline of a post: its headings, narrowed by what is typed."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from gulagreader.text.outline import Heading
from gulagreader.text.reading_time import ReadingTime, in_minutes
from gulagreader.text.words import words
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.screens.contents import ContentsList, ContentsScreen, Entry
from gulagreader.ui.views.typed_line import TypedLine


class OutlineScreen(ContentsScreen[int]):
    """Lists headings; gives the number of the block that was chosen."""

    def compose(self) -> ComposeResult:
        """The line to type in and the list."""
        with Vertical():
            yield TypedLine(placeholder="type to narrow", compact=True)
            yield ContentsList[int]()
        yield WholeFooter()

    _narrowed_by = ""

    @property
    def first_focus(self) -> Widget:
        """What is typed narrows the list."""
        return self.query_one(Input)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        # The keys may have come faster than the list was narrowed.
        if event.value != self._narrowed_by:
            self._narrow(event.value)
        self.action_choose()

    def _narrow(self, typed: str) -> None:
        self._narrowed_by = typed
        wanted = [f" {word}" for word in words(typed)]
        fitting = [
            entry
            for entry in self._entries
            if all(word in f" {' '.join(words(entry.words))}" for word in wanted)
        ]
        self.rows.fill(fitting, 0 if wanted else self._first)


def outline_entries(
    found: Sequence[Heading], time: ReadingTime
) -> tuple[Entry[int], ...]:
    """An entry for each heading, with how long its part takes to read.

    A part ends at the next heading of its level or above.
    """
    least = min((heading.level for heading in found), default=1)
    entries = []
    for number, heading in enumerate(found):
        after = (h.block for h in found[number + 1 :] if h.level <= heading.level)
        begun = time.minutes_before(heading.block)
        ends = time.minutes_before(next(after, 1 << 30))
        entries.append(
            Entry(
                heading.block,
                heading.text,
                in_minutes(ends - begun),
                indent=2 * (heading.level - least),
            )
        )
    return tuple(entries)
