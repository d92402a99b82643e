"""Which comments ask something: found some at a time, and kept for the next time."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from gulagreader.domain.errors import LibraryError
from gulagreader.services.people_roll import Roll
from gulagreader.services.searched_index import SearchedIndex
from gulagreader.storage.safe_write import write_file
from gulagreader.text.questions import QUESTION_MARKS, asks

_SIGNS = (
    *(mark.encode() for mark in QUESTION_MARKS),
    # A semicolon behind a Greek letter.
    *(b"\xce\x00;", b"\xcf\x00;", b"\xe1\x00\x00;"),
)
_VERSION = 1
"""To be raised when it changes what a question is."""
_STEP = 400
_FILE = "questions.json"
Sources = Callable[[str], Mapping[str, str]]
"""Gives the sources of a post's comments, by id, where the index cannot tell what of
them is quoted; empty where it can."""


class QuestionSearch:
    """Finds the comments of an index that ask something.

    The numbers of documents are given once in a generation of an index. So what was
    found is kept beside it, and only documents that came since are looked at. It is a
    cache: damaged or lost, it is made again.
    """

    def __init__(self, index: SearchedIndex, roll: Roll, sources: Sources) -> None:
        self._index, self._roll, self._sources = index, roll, sources
        self.asked: list[int] = []
        """The numbers of those found, as far as the search has come."""

    def steps(self) -> Iterator[None]:
        """Search some comments at each step.

        Raises:
            IndexUnavailableError: the index is damaged.
        """
        examined, asked = self._kept()
        by = self._roll.by
        self.asked = [number for number in asked if by[number] >= 0]
        with self._index.reading():
            signed = self._index.documents.with_signs(_SIGNS)
        signed = signed[(signed >= examined) & (by[signed] >= 0)]
        known: tuple[str, Mapping[str, str]] = "", {}
        for count, number in enumerate(signed.tolist()):
            if count % _STEP == 0:
                yield
            document = self._index.document(number)
            if document.post != known[0]:
                known = document.post, self._sources(document.post)
            if asks(known[1].get(document.comment or "", document.text)):
                self.asked.append(number)
        if examined < len(by):
            self._keep()

    @property
    def _path(self) -> Path:
        return self._index.folder / _FILE

    def _kept(self) -> tuple[int, list[int]]:
        """How many documents were looked at before, and which of them ask."""
        try:
            kept = json.loads(self._path.read_bytes())
            version, generation, examined = kept["of"]
            asked = kept["asked"]
            numbers = [*asked, examined]
            whole = all(isinstance(one, int) for one in numbers)
        except (OSError, ValueError, KeyError, TypeError):
            return 0, []
        fits = (version, generation) == (_VERSION, self._index.state[0])
        if not (whole and fits and min(numbers) >= 0 and max(numbers) == examined):
            return 0, []
        return (examined, asked) if examined <= len(self._roll.by) else (0, [])

    def _keep(self) -> None:
        of = _VERSION, self._index.state[0], len(self._roll.by)
        # Where it cannot be written it is found again the next time.
        with suppress(LibraryError):
            text = json.dumps({"of": of, "asked": self.asked})
            write_file(self._path, text, durable=False)
