"""``search --stdin``: a line of the input, a line of JSON, while somebody types."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from time import monotonic
from typing import BinaryIO

from gulagreader.cli.console import Console, as_json
from gulagreader.cli.index_desk import IndexDesk, asks_for_quotations
from gulagreader.cli.shapes import answer_shape
from gulagreader.cli.wanted_answer import Wanted
from gulagreader.domain.errors import GulagreaderError, IndexUnavailableError
from gulagreader.domain.hits import Answer
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder

_LEAST_PAUSE = 1.0
"""Seconds for which what was seen of the library's files holds, at least."""
_REST = 20
"""They are looked at for at most one part in so many of the time."""


class Looking:
    """When the library's files were looked at last, and when it is time again."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._ended = clock()
        self._took = 0.0

    @property
    def is_due(self) -> bool:
        """Whether it is time to look again."""
        pause = max(_LEAST_PAUSE, _REST * self._took)
        return self._clock() - self._ended >= pause

    def look(self, indexes: IndexDesk, finder: Finder, *, quotations: bool) -> None:
        """Take in what changed in the library, here or by another program.

        What goes wrong with the files is no answer to a query: it is looked at again
        later, and until then what was found before is found.
        """
        began = self._clock()
        try:
            with suppress(GulagreaderError):
                finish(indexes.taken_in(quotations=quotations))
            finder.reopen_if_changed()
        finally:
            self._ended = self._clock()
            self._took = self._ended - began


def answer_lines(
    indexes: IndexDesk,
    console: Console,
    wanted: Wanted,
    clock: Callable[[], float] = monotonic,
) -> None:
    """Answer line after line until the input ends; nothing typed ends it sooner.

    Changes of the library are taken in on the way, a second or more after one another.
    """
    typed = _Typed(indexes, wanted, clock)
    lines = _lines(console.source.buffer)
    while typed.answers(lines):
        indexes.say_damaged()


class _Typed:
    def __init__(
        self, indexes: IndexDesk, wanted: Wanted, clock: Callable[[], float]
    ) -> None:
        self._indexes, self._wanted, self._clock = indexes, wanted, clock
        self._quotations = False
        """Whether quotations were asked for, so that their index is kept up."""

    def answers(self, lines: Iterator[str]) -> bool:
        """Answer lines; whether it ended because the index was damaged and dropped."""
        with self._indexes.finder(quotations=self._quotations) as finder:
            looking = Looking(self._clock)
            for line in lines:
                damaged = None
                try:
                    answer = self._answer(line, finder, looking)
                except IndexUnavailableError as error:
                    damaged = error
                    answer = Answer(line, exact=False, notes=(str(error),))
                out = self._indexes.desk.console.out
                out.write(as_json(answer_shape(answer)) + "\n")
                out.flush()
                if damaged is not None:
                    return True
        return False

    def _answer(self, line: str, finder: Finder, looking: Looking) -> Answer:
        if not self._quotations and asks_for_quotations(line):
            self._quotations = True
            self._indexes.index_quotations()
            finder.reopen_if_changed()
        elif looking.is_due:
            looking.look(self._indexes, finder, quotations=self._quotations)
        return self._wanted.answered(finder, line, typing=True)


def _lines(source: BinaryIO) -> Iterator[str]:
    """The lines of the input as they come; bytes that are no UTF-8 are replaced."""
    while line := source.readline():
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
