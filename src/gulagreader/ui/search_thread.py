"""The thread that owns the search index: it answers the newest question only.

Whoosh's searcher must not be shared between threads, and a search must not
hold the screen up. So one thread owns the finder for as long as the reader
runs. A question that is asked while another is being answered takes its place;
an answer nobody waits for any more is thrown away.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer
from gulagreader.services.finding import Finder, Sort


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be searched for."""

    text: str
    typing: bool
    limit: int = 50
    sort: Sort = "relevance"


class SearchThread:
    """Answers questions in a thread of its own, the newest first and only."""

    def __init__(
        self,
        open_finder: Callable[[], Finder],
        answered: Callable[[Question, Answer], None],
        failed: Callable[[str], None],
    ) -> None:
        """Take how to open the finder and whom to tell (called in this thread)."""
        self._open_finder = open_finder
        self._answered, self._failed = answered, failed
        self._changed = threading.Condition()
        self._question: Question | None = None
        self._stopped = False
        self._stale = False
        self._thread: threading.Thread | None = None

    def ask(self, question: Question) -> None:
        """Ask; what was being answered is given up."""
        with self._changed:
            self._question = question
            self._changed.notify()
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._run, name="search", daemon=True
            )
            self._thread.start()

    def index_changed(self) -> None:
        """Say that the index was brought up to date."""
        with self._changed:
            self._stale = True

    def stop(self) -> None:
        """End the thread once the answer at hand is given up."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(timeout=2)

    def _given_up(self) -> bool:
        return self._stopped or self._question is not None

    def _run(self) -> None:
        finder: Finder | None = None
        while True:
            with self._changed:
                while self._question is None and not self._stopped:
                    self._changed.wait()
                if self._stopped:
                    break
                question = self._question
                self._question = None
                stale, self._stale = self._stale, False
            if question is not None:
                finder = self._answer(finder, question, stale=stale)
        if finder is not None:
            finder.close()

    def _answer(
        self, finder: Finder | None, question: Question, *, stale: bool
    ) -> Finder | None:
        try:
            if finder is None:
                finder = self._open_finder()
            elif stale:
                finder.reopen_if_changed()
            answer = finder.answer(
                question.text,
                typing=question.typing,
                limit=question.limit,
                sort=question.sort,
                cancel=self._given_up,
            )
        except GulagreaderError as error:
            if finder is not None:
                finder.close()
            self._failed(str(error))
            return None
        if not self._given_up():
            self._answered(question, answer)
        return finder
