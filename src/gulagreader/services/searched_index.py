"""An open index, read so that damage in it is told from a mistake of ours."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.query_parts import Kind
from gulagreader.search.counting import (
    Flags,
    PostRows,
    PostTitles,
    answered,
    author_names,
    flagged,
)
from gulagreader.search.damage import is_no_damage
from gulagreader.search.documents import Document, Documents
from gulagreader.search.engine import Cancel, CancelledError, Found, Question, never
from gulagreader.search.generation import Generation
from gulagreader.search.generations import Generations
from gulagreader.search.open_index import OpenIndex, drop_damaged, open_current
from gulagreader.search.plan import Plan
from gulagreader.text.words import words


class SearchedIndex:
    """One generation of an index. Use it from one thread only.

    Whatever goes wrong while the index is read drops it, so that a new one is
    built, and is raised as IndexUnavailableError. One that another run has put in
    its place stays.
    """

    def __init__(self, folder: Path, index: OpenIndex) -> None:
        self.folder = folder
        self._index = index
        self._state = _state(index.generation)

    @classmethod
    def open(cls, folder: Path, library: str) -> "SearchedIndex":
        """Open the current index of a library in ``folder``.

        Raises:
            IndexUnavailableError: there is none, or it is damaged.
        """
        return cls(folder, open_current(folder, library))

    @property
    def is_current(self) -> bool:
        """Whether nothing was indexed since it was opened."""
        return Generations(self.folder).state() == self._state

    @property
    def state(self) -> tuple[str, int]:
        """Names what is in the index; another state has another name."""
        return self._state

    def rest(self) -> None:
        """Give back what memory it can while nothing is asked."""
        self._index.engine.rest()
        self._index.documents.rest()

    def close(self) -> None:
        """Give back the files."""
        self._index.close()

    @property
    def documents(self) -> Documents:
        """The texts; what reads their files belongs into :meth:`reading`."""
        return self._index.documents

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Take every error of the block for damage; so do nothing else in it."""
        try:
            yield
        except (CancelledError, MemoryError):
            raise
        except Exception as error:
            if is_no_damage(error):
                raise IndexUnavailableError(
                    f"The search index cannot be read: {error}"
                ) from error
            if self.is_current:
                drop_damaged(self.folder)
            raise IndexUnavailableError(
                "The search index is damaged and was dropped; build it again with: "
                "gulagreader index"
            ) from error

    def search(self, question: Question, cancel: Cancel = never) -> Found:
        """Answer a question; raises CancelledError when ``cancel`` turns true."""
        with self.reading():
            return self._index.engine.search(question, cancel)

    def finds(self, plan: Plan, cancel: Cancel = never) -> bool:
        """Whether any document answers a plan."""
        question = Question(plan, limit=0, bounded=True)
        return self.search(question, cancel).total > 0

    def document(self, number: int) -> Document:
        """Read one document."""
        with self.reading():
            return self.documents.document(number)

    def parent(self, number: int) -> int | None:
        """The comment that a comment answers."""
        with self.reading():
            return self.documents.parent(number)

    def words_of(self, number: int) -> tuple[list[str], list[str]]:
        """The normalised words of a document: of a post's title, and of the text."""
        with self.reading():
            return self.documents.words_of(number)

    def author_words(self) -> frozenset[str]:
        """The words of the authors' names."""
        return self._author_words

    @cached_property
    def _author_words(self) -> frozenset[str]:
        names = self.author_names().values()
        return frozenset(word for name in names for word in words(name))

    def languages(self) -> tuple[str, ...]:
        """The languages that posts are said to be written in."""
        with self.reading():
            return self.documents.languages

    def complete(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Words that begin so, the most frequent first."""
        with self.reading():
            return tuple(self.documents.vocabulary.complete(prefix, limit))

    def near(self, word: str, limit: int) -> tuple[str, ...]:
        """Words of a similar spelling, the most frequent first."""
        with self.reading():
            return tuple(self.documents.vocabulary.near(word, limit))

    def frequency(self, asked: Sequence[str]) -> int:
        """How many documents have any of the words."""
        with self.reading():
            return self._index.engine.frequency(asked)

    @property
    def live(self) -> int:
        """How many documents can be found."""
        return self._index.engine.live

    @property
    def mean_length(self) -> float:
        """The mean of the documents' lengths, a title's words counted three times."""
        return self._index.engine.mean_length

    @cached_property
    def post_rows(self) -> PostRows:
        """Which documents belong to a post."""
        with self.reading():
            return PostRows(self.documents)

    def titled(self, asked: Sequence[str], *, prefix: bool) -> Flags:
        """For each document whether its post's title has all of some words.

        With ``prefix`` the last of them may go on.
        """
        return self._post_titles.flags(asked, prefix=prefix)

    @cached_property
    def _post_titles(self) -> PostTitles:
        with self.reading():
            return PostTitles(self.documents)

    def author_names(self) -> dict[int, str]:
        """The authors' names by their rows."""
        with self.reading():
            return dict(author_names(self.documents))

    @cached_property
    def answered(self) -> Flags:
        """For each document whether another one answers it directly."""
        with self.reading():
            return answered(self.documents)

    def of_kinds(self, kinds: frozenset[str]) -> Flags:
        """For each document whether it is of one of the kinds, and can be found."""
        found = self.search(Question(Kind(kinds), limit=0))
        return flagged(found.everything, len(self.documents))

    def comments_of(self, numbers: Iterable[int]) -> list[str | None]:
        """The id of the comment that each document is, or stands in."""
        with self.reading():
            return list(map(self.documents.comment, numbers))

    def places(self) -> list[tuple[str, str | None, int]]:
        """Of each document its post, its comment and where it begins in the source."""
        with self.reading():
            documents = self.documents
            rows = documents.posts.tolist()
            names = documents.names.read(sorted(set(rows)))
            ids: dict[int, str] = {row: name[1] for row, name in names}
            return [
                (ids[row], *documents.place(number)) for number, row in enumerate(rows)
            ]

    def number_of(
        self, post: str, comment: str | None, span: tuple[int, int] | None
    ) -> int | None:
        """The newest document of a post or comment, or of a quotation in it."""
        numbers = self.post_rows.numbers(post)[::-1]
        comments = self.comments_of(numbers)
        for number, other in zip(numbers, comments, strict=True):
            if other == comment and (
                span is None or self.document(number).span == span
            ):
                return number
        return None

    def stamps(self) -> dict[str, tuple[int, ...]] | None:
        """The library's files as they were indexed.

        None where another run has indexed since: then nobody keeps them.
        """
        try:
            with self.reading():
                files = self._index.generation.files()
        except IndexUnavailableError:
            if self.is_current or not Generations(self.folder).has_any:
                raise
            return None
        return {name: file.stamp for name, file in files.items()}


def _state(generation: Generation) -> tuple[str, int]:
    return generation.folder.name, generation.manifest.revision
