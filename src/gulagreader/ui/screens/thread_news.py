"""What is new in the open thread, since when, and in which order it is shown."""

from typing import TYPE_CHECKING

from textual import on

from gulagreader.domain.newness import Reach, Since, news_of, read_since
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.listed_posts import ListedPostsScreen
from gulagreader.ui.screens.open_post import Opening

if TYPE_CHECKING:
    from gulagreader.domain.newness import News

_REACHES = {
    Reach.VISIT: "my last visit",
    Reach.DAY: "a day before the newest",
    Reach.WEEK: "a week before the newest",
    Reach.MONTH: "a month before the newest",
    Reach.ALL: "ever",
    Reach.DATE: "a date …",
}


class ThreadNewsScreen(ListedPostsScreen):
    """The open post with what is new under it."""

    def _show(self, opening: Opening) -> None:
        threads = self._services.memory.threads
        self.thread_pane.order_by_time(flat=threads.flat)
        super()._show(opening)
        self.thread_pane.show_news(self._news(threads.since))

    def _news(self, since: Since) -> "News":
        reading, threads = self._reading, self._services.memory.threads
        assert reading is not None
        # What could not be read now is not new when it can be read again.
        damaged = self._comments_are_damaged(reading)
        seen = threads.begin_stay(
            reading.post.id, None if damaged else reading.thread.index.keys()
        )
        return news_of(reading.thread, since, seen)

    # The next new one

    def action_step_unread(self, step: int) -> None:
        """Go to the next new comment of the thread; else to the next unread post."""
        pane = self.thread_pane
        if not self._in_thread:
            super().action_step_unread(step)
        elif not pane.step_new(step):
            if pane.narrowing is not None:
                way = "on" if step > 0 else "back"
                self.status.say(
                    f"No new comment further {way}; {{anywhere.close-layer}} shows all"
                    " comments",
                    passing=True,
                )
                return
            before = self.session.post
            super().action_step_unread(step)
            if self.session.post != before and step > 0:
                pane.begin_at_first_new()

    # Since when

    def action_ask_since(self) -> None:
        """Say since when comments are new."""
        if self._reading is None:
            return
        from gulagreader.ui.screens.choice import ChoiceScreen  # noqa: PLC0415 - start-up

        since = self._services.memory.threads.since
        reaches = tuple(_REACHES)
        choices = [self._choice(reach, since) for reach in reaches]

        def take(number: int | None) -> None:
            if number is None:
                return
            if reaches[number] is Reach.DATE:
                self._ask_date(since)
            else:
                self._take_since(Since(reaches[number]))

        at = reaches.index(since.reach)
        self.app.push_screen(ChoiceScreen("New since", choices, at), take)

    def _choice(self, reach: Reach, since: Since) -> str:
        if reach is not Reach.DATE:
            return f"{_REACHES[reach]}: {len(self._news(Since(reach)).rows)}"
        return f"a date: {since.date}" if since.date else _REACHES[reach]

    def _ask_date(self, since: Since) -> None:
        from gulagreader.ui.screens.name import NameScreen  # noqa: PLC0415 - start-up

        def take(typed: str | None) -> None:
            if typed is None:
                return
            found = read_since(typed)
            if found is None:
                words = (
                    f"“{typed}” is no date; it is written 2014, 2014-03 or 2014-03-05"
                )
                self.status.say(words, problem=True)
            else:
                self._take_since(found)

        self.app.push_screen(NameScreen("New since the date", since.date), take)

    def _take_since(self, since: Since) -> None:
        self._services.memory.threads.keep_since(since)
        news = self._news(since)
        self.thread_pane.show_news(news)
        count = len(news.rows)
        many = "1 comment is" if count == 1 else f"{count or 'No'} comments are"
        what = f" since {news.since}" if news.since else ""
        goes = " {anywhere.step-unread-next} goes to the next," if count else ""
        self.status.say(f"{many} new{what};{goes} {{thread.ask-since}} changes it")

    # Order

    @on(ThreadPane.OrderChanged)
    def _order_changed(self, message: ThreadPane.OrderChanged) -> None:
        self._services.memory.threads.keep_flat(flat=message.flat)
        self.status.say(
            "Comments in the order of time; {thread.toggle-flat} shows who answers whom"
            if message.flat
            else "Comments under what they answer; {thread.toggle-flat} shows them"
            " in the order of time"
        )
