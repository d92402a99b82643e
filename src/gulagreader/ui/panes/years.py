"""The years of an answer as one line of bars."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from gulagreader.ui.keys.commands import Where, bindings
from gulagreader.ui.narrowing import years_clause
from gulagreader.ui.year_buckets import Bucket, bar, bar_width, buckets_of

_TOLD = 26
"""Cells at the right for what the bar at hand says."""


class YearStrip(Widget, can_focus=True):
    """Shows how many hits fall to which years; a bar can be chosen."""

    BINDINGS = bindings(Where.YEARS)
    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """The reader clicked on a bar."""

        clause: str

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__(id=id)
        self._years: Mapping[str, int] = {}
        self._old = False
        self._year: int | None = None
        """The year at hand."""

    def show_years(self, years: Mapping[str, int]) -> None:
        """Show the years of an answer, the one at hand kept if it is there."""
        self._years, self._old = years, False
        self.refresh()

    def grow_old(self) -> None:
        """Say that these are the years of the answer before."""
        if not self._old and self._years:
            self._old = True
            self.refresh()

    @property
    def buckets(self) -> tuple[Bucket, ...]:
        """The bars as they are shown."""
        return buckets_of(self._years, self._room)

    @property
    def _room(self) -> int:
        labels = 2 + len(self._first) + len(self._last)
        return self.size.width - labels - min(_TOLD, self.size.width // 3)

    @property
    def _first(self) -> str:
        return min(self._years, key=int, default="")

    @property
    def _last(self) -> str:
        return max(self._years, key=int, default="")

    @property
    def at_hand(self) -> Bucket | None:
        """The bar at hand: the last one to begin with."""
        buckets = self.buckets
        return buckets[self._number(buckets)] if buckets else None

    def _number(self, buckets: tuple[Bucket, ...]) -> int:
        numbers = range(len(buckets))
        year = self._year
        if year is None:
            return len(buckets) - 1
        within = (n for n in numbers if buckets[n].first <= year <= buckets[n].last)
        return next(within, 0 if year < buckets[0].first else len(buckets) - 1)

    @property
    def clause(self) -> str | None:
        """What narrows the query to the bar at hand."""
        bucket = self.at_hand
        return years_clause(bucket.first, bucket.last) if bucket else None

    def step(self, step: int) -> None:
        """Go to another bar that has hits."""
        buckets = self.buckets
        at = self._number(buckets) if buckets else 0
        forward = 1 if step > 0 else -1
        for _ in range(abs(step)):
            following = at + forward
            while 0 <= following < len(buckets) and not buckets[following].count:
                following += forward
            if not 0 <= following < len(buckets):
                break
            at = following
        if buckets:
            self._year = buckets[at].first
            self.refresh()

    def edge(self, direction: int) -> None:
        """Go to the first bar, or the last."""
        self.step(direction * max(1, len(self.buckets)))

    def on_focus(self) -> None:
        """Show the bar at hand."""
        self.refresh()

    def on_blur(self) -> None:
        """Show no bar at hand."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell which bar was clicked on."""
        content = event.get_content_offset(self)
        buckets = self.buckets
        if content is None or not buckets:
            return
        at = (content.x - len(self._first) - 1) // bar_width(buckets, self._room)
        if 0 <= at < len(buckets):
            self._year = buckets[at].first
            self.refresh()
            clause = years_clause(buckets[at].first, buckets[at].last)
            self.post_message(self.Clicked(clause))

    def render(self) -> Content:
        """The first year, a bar for each, the last year; what the one at hand says."""
        buckets = self.buckets
        if not buckets:
            return Content("")
        most = max(bucket.count for bucket in buckets)
        wide = bar_width(buckets, self._room)
        here = self._number(buckets) if self.has_focus else -1
        dim = "dim" if self._old else ""
        parts = [Content.styled(f"{self._first} ", dim)]
        for number, bucket in enumerate(buckets):
            look = "reverse" if number == here else dim
            parts.append(Content.styled(bar(bucket.count, most) * wide, look))
        told = f" {self._last}"
        if here >= 0:
            count = buckets[here].count
            told += f"   {buckets[here].label}: {count} hit{'s' * (count != 1)}"
        parts.append(Content.styled(told, dim))
        return Content.assemble(*parts)
