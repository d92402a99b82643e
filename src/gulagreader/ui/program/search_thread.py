"""The thread that owns the search index: it answers the newest question only.

An engine's searcher must not be shared between threads, and a search must not
hold the screen up. So one thread owns the finder, for as long as there are
questions; it is closed after half a minute without one, and opened again in a tenth of
a second. A question that is asked while another is being answered takes its place;
an answer nobody waits for any more is thrown away.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Answer, Explanation, Hit
from gulagreader.services.finding import Finder, Sort
from gulagreader.services.freed_memory import give_back_freed_memory

_REST_SECONDS = 1.0
"""After so long without a question the memory of the index's files is let go."""
_CLOSE_SECONDS = 30.0
"""After so long the index is closed."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be searched for."""

    text: str
    """As it stands in the line."""
    typing: bool
    """Whether the last word may go on, and the answer be bounded."""
    limit: int = 50
    sort: Sort = "relevance"
    grouped: bool = False
    """Whether the hits are gathered by thread."""
    transliterate: bool = False
    """Whether words are looked for in the other alphabet, too."""
    wording: str | None = None
    """The query written out, where that is not the text in the line."""


@dataclass(frozen=True, slots=True)
class Why:
    """Asks why a hit was found."""

    wording: str
    hit: Hit
    transliterate: bool = False


class SearchThread:
    """Answers questions in a thread of its own, the newest first and only."""

    def __init__(
        self,
        open_finder: Callable[[], Finder],
        answered: Callable[[Question, Answer], None],
        explained: Callable[[Why, Explanation], None],
        failed: Callable[[str], None],
        stumbled: Callable[[str], None],
        rest_seconds: float = _REST_SECONDS,
        close_seconds: float = _CLOSE_SECONDS,
    ) -> None:
        """Take how to open the finder and whom to tell (called in this thread).

        ``failed`` is told that there is no index that can be asked, ``stumbled``
        that a question met a fault of the program, which no new index would mend.
        After ``rest_seconds`` without a question some memory is given back, and
        ``close_seconds`` later all.
        """
        self._rest_seconds, self._close_seconds = rest_seconds, close_seconds
        self._finder: Finder | None = None
        self._rests = False
        """Whether some of the memory was given back since the last question."""
        self._open_finder = open_finder
        self._answered, self._explained = answered, explained
        self._failed, self._stumbled = failed, stumbled
        self._changed = threading.Condition()
        self._question: Question | None = None
        self._why: Why | None = None
        self._stopped = False
        self._stale = False
        self._thread: threading.Thread | None = None

    def ask(self, question: Question) -> None:
        """Ask; what was being answered is given up."""
        with self._changed:
            self._question, self._why = question, None
            self._changed.notify()
        self._start()

    def explain(self, why: Why) -> None:
        """Ask why a hit was found, once no other question is open."""
        with self._changed:
            self._why = why
            self._changed.notify()
        self._start()

    def _start(self) -> None:
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

    def _next(self) -> tuple[Question | None, Why | None]:
        """Wait for something to do; nothing is given where the thread is to end."""
        while not self._comes():
            self._pass_idle_time()
        with self._changed:
            if self._stopped:
                return None, None
            question, why = self._question, self._why
            if question is not None:
                self._question = None
            else:
                self._why = None
            return question, why if question is None else None

    def _comes(self) -> bool:
        """Whether there is something to do before it is time to give back memory."""
        patience = None
        if self._finder is not None:
            patience = self._close_seconds if self._rests else self._rest_seconds
        with self._changed:
            return self._changed.wait_for(
                lambda: bool(self._question or self._why or self._stopped), patience
            )

    def _pass_idle_time(self) -> None:
        """Give back what is not needed while nothing is asked: at first some of it."""
        if self._finder is not None and not self._rests:
            self._finder.rest()
            self._rests = True
        else:
            self._close()
        give_back_freed_memory()

    def _opened(self) -> Finder:
        """The finder, as the index is now."""
        with self._changed:
            stale, self._stale = self._stale, False
        if self._finder is None:
            # What was freed while posts were read makes room for the index.
            give_back_freed_memory()
            self._finder = self._open_finder()
            give_back_freed_memory()
        elif stale:
            self._finder.reopen_if_changed()
        self._rests = False
        return self._finder

    def _close(self) -> None:
        """Give back what the finder holds, as far as it can be given back."""
        finder, self._finder = self._finder, None
        if finder is not None:
            with suppress(Exception):
                finder.close()

    def _run(self) -> None:
        while True:
            question, why = self._next()
            if question is None and why is None:
                break
            try:
                if question is not None:
                    self._answer(self._opened(), question)
                if why is not None:
                    self._explain(self._opened(), why)
            except GulagreaderError as error:
                self._close()
                self._failed(str(error))
            # The thread goes on: without it no question would ever be answered again.
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told
                self._close()
                self._stumbled(f"{type(error).__name__}: {error}")
        self._close()

    def _answer(self, finder: Finder, question: Question) -> None:
        answer = finder.answer(
            question.wording or question.text,
            typing=question.typing,
            limit=question.limit,
            sort=question.sort,
            cancel=self._given_up,
            grouped=question.grouped,
            transliterate=question.transliterate,
        )
        if not self._given_up():
            self._answered(question, replace(answer, query=question.text))

    def _explain(self, finder: Finder, why: Why) -> None:
        explanation = finder.explain(
            why.wording, why.hit, transliterate=why.transliterate
        )
        self._explained(why, explanation)
