"""Finding posts and comments: a query in, an answer that can be shown out."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from gulagreader.domain.hits import Answer
from gulagreader.domain.posts import LibraryInfo

Sort = Literal["relevance", "date"]


class Finder:
    """Answers queries from one library's index. Use it from one thread only."""

    @classmethod
    def open(cls, info: LibraryInfo, folder: Path) -> "Finder":
        """Open the index in ``folder`` (of ``IndexState``) for a library.

        Raises IndexUnavailableError where there is none or it is damaged; then
        run ``update_index`` and open again. A damaged index is dropped, so that
        the next ``update_index`` builds a new one.
        """
        raise NotImplementedError

    def answer(
        self,
        query_text: str,
        *,
        typing: bool,
        limit: int = 20,
        sort: Sort = "relevance",
        offset: int = 0,
        cancel: Callable[[], bool] | None = None,
    ) -> Answer:
        """Answer a query; no text of a query is an error.

        While ``typing`` the last plain word is a prefix unless a space follows,
        the answer may be bounded (``exact`` False) and has no facets. When
        ``cancel`` turns true the answer comes at once and is to be thrown away.
        Raises IndexUnavailableError where the index is damaged, as ``open``.
        """
        raise NotImplementedError

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words of the library that begin with ``prefix``, most frequent first."""
        raise NotImplementedError

    def reopen_if_changed(self) -> bool:
        """Take in what another run has indexed since; whether there was any."""
        raise NotImplementedError

    def close(self) -> None:
        """Give back the files."""
        raise NotImplementedError
