"""The seam between the search and a full-text engine.

An engine finds numbers of documents. What must be checked in the text it reads
through ``Documents``; snippets, marks and facets stand above it. Another engine is
held to the same behaviour by ``tests/search/test_engine_contract.py``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, Self

import numpy as np
import numpy.typing as npt

from gulagreader.domain.progress import Job
from gulagreader.search.documents import Documents
from gulagreader.search.plan import Plan

Sort = Literal["relevance", "date"]
Cancel = Callable[[], bool]


class CancelledError(Exception):
    """The question is not wanted any more."""


def never() -> bool:
    """Say that nobody has lost patience."""
    return False


@dataclass(frozen=True, slots=True)
class Question:
    """A plan and how it is to be answered."""

    plan: Plan
    limit: int = 20
    """How many numbers are wanted in order."""
    sort: Sort = "relevance"
    bounded: bool = False
    """Whether the answer may leave out documents to come quickly (typing)."""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents that answer a question.

    Ordered by score, then newest first, then as the library has them (``date``:
    newest first). Undated documents come last.
    """

    numbers: Sequence[int] | npt.NDArray[np.integer[Any]]
    """The first of them, at most as many as were asked for."""
    scores: Sequence[float] | npt.NDArray[np.float64]
    total: int
    """How many there are; a lower bound unless ``exact``."""
    exact: bool
    everything: Sequence[int] | npt.NDArray[np.integer[Any]]
    """All that were found, in no order; empty for a bounded question."""


class Engine(Protocol):
    """A full-text index in a folder. Use an open one from one thread only.

    Any exception from ``open``, ``search`` and ``apply`` means that the folder is
    damaged and the index is to be built anew.
    """

    name: str
    """The engine with the version of its format; another one cannot be opened."""

    @classmethod
    def build(cls, folder: Path, documents: Documents) -> Job[None]:
        """Index all documents in an empty folder."""

    @classmethod
    def open(cls, folder: Path, documents: Documents) -> Self:
        """Open an index; every number in it is one of ``documents``."""

    def apply(self, documents: Documents, first: int, deletes: Sequence[int]) -> None:
        """Take in the documents from number ``first`` on, and remove others.

        Afterwards the engine answers from ``documents`` and the new state.
        """

    def search(self, question: Question, cancel: Cancel = never) -> Found:
        """Answer a question; raises CancelledError when ``cancel`` turns true."""

    def frequency(self, words: Sequence[str]) -> int:
        """How many documents have at least one of the words."""

    @property
    def mean_length(self) -> float:
        """The mean number of words of a document, a title's counted three times."""

    @property
    def pieces(self) -> int:
        """How many parts the index has; many make it slow."""

    @property
    def live(self) -> int:
        """How many documents can be found."""

    def rest(self) -> None:
        """Give back what memory it can while nothing is asked."""

    def close(self) -> None:
        """Give back the files."""
