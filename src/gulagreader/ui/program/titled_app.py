"""The application as its terminal's title tells it."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from gulagreader.domain.session import Leading
from gulagreader.ui.program.settled_app import SettledApp

if TYPE_CHECKING:
    # The first picture stands before there is a title.
    from gulagreader.ui.program.terminal_title import TerminalTitle


class TitledApp(SettledApp):
    """Calls the terminal by what is read."""

    _terminal_title: "TerminalTitle | None" = None

    def begin_title(self, environ: Mapping[str, str] = os.environ) -> None:
        """Call the terminal by what is read, from now on; on a terminal alone."""
        if self._terminal_title is None and not self._may_call_terminal(environ):
            return
        self._title_of_terminal()
        self.watch(self.reader, "session", self._say_title)

    def _may_call_terminal(self, environ: Mapping[str, str]) -> bool:
        from gulagreader.ui.program.terminal_title import takes_title  # noqa: PLC0415 - start-up

        driver, out = self._driver, sys.__stderr__
        return (
            self._settled.config.is_titled
            and driver is not None
            and not (driver.is_headless or driver.is_web or driver.is_inline)
            # Where Textual writes.
            and out is not None
            and out.isatty()
            and takes_title(environ)
        )

    def _title_of_terminal(self) -> "TerminalTitle":
        if self._terminal_title is None:
            from gulagreader.ui.program.terminal_title import TerminalTitle  # noqa: PLC0415 - start-up

            assert self._driver is not None
            title = self._terminal_title = TerminalTitle(self._driver.write)
            # At once: what is told later comes when the terminal is another's.
            self.app_suspend_signal.subscribe(
                self, lambda _: title.give_back(), immediate=True
            )
            self.app_resume_signal.subscribe(
                self, lambda _: title.take_again(), immediate=True
            )
        return self._terminal_title

    def _say_title(self) -> None:
        from gulagreader.ui.program.terminal_title import title_of  # noqa: PLC0415 - start-up

        reading, title = self.reader.reading, self._terminal_title
        if title is None:
            return
        in_list = self.reader.session.leading is Leading.POSTS
        post = None if in_list or reading is None else reading.post.title
        library = self._services.info.name
        title.show(title_of(post, library, plain=self.has_plain_signs))

    def on_unmount(self) -> None:
        """Call the terminal as it was called before."""
        if self._terminal_title is not None:
            self._terminal_title.give_back()
