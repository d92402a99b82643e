"""The index of a library's quotations, beside that of its texts."""

from collections.abc import Mapping
from pathlib import Path

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.services.searched_index import SearchedIndex

Quoting = Mapping[str, frozenset[str | None]]
"""The posts with quotations: the ids of the comments that have one, and None where
the post itself has."""
QUOTATIONS = frozenset({"quotation"})
_NONE: Quoting = {}
NOT_YET = "The quotations of this library are not indexed yet, so none is found."
_REPLACED = (
    "The library was indexed anew since the search was opened; what changed is not"
    " found yet."
)


class QuotationIndex:
    """Opened when it is first asked; there may be none yet.

    Use it from one thread only.
    """

    def __init__(self, folder: Path | None, library: str) -> None:
        self._folder = folder
        self._library = library
        self._index: SearchedIndex | None = None
        self._quoting: Quoting | None = None
        self._behind: tuple[object, int] | None = None

    def index(self) -> SearchedIndex | None:
        """The index; None while there is none that can be used."""
        if self._index is None and self._folder is not None:
            try:
                self._index = SearchedIndex.open(self._folder, self._library)
            except IndexUnavailableError:
                return None
        return self._index

    def reopen_if_changed(self) -> bool:
        """Take in what was indexed since; whether there was any."""
        if self._index is None or self._index.is_current:
            return False
        self.close()
        return True

    def rest(self) -> None:
        """Let the system have the memory of the files while nothing is asked."""
        if self._index is not None:
            self._index.rest()

    def close(self) -> None:
        """Give back the files; they are opened again when they are asked."""
        if self._index is not None:
            self._index.close()
        self._index = self._quoting = self._behind = None

    def quoting(self) -> Quoting:
        """Which posts and comments have a quotation, as far as it is known."""
        index = self.index()
        if index is None:
            return _NONE
        if self._quoting is None:
            there = index.of_kinds(QUOTATIONS)
            found = (
                (post, (n for n in index.post_rows.numbers(post) if there[n]))
                for post in index.post_rows.ids()
            )
            self._quoting = {
                post: frozenset(index.comments_of(numbers)) for post, numbers in found
            }
        return self._quoting

    def missing(self, texts: SearchedIndex) -> str:
        """Say what of the texts was not looked through for quotations, if anything."""
        index = self.index()
        if index is None:
            return NOT_YET
        states = index.state, texts.state
        if self._behind is None or self._behind[0] != states:
            quotations, indexed = index.stamps(), texts.stamps()
            if quotations is None or indexed is None:
                return _REPLACED
            behind = sum(
                quotations.get(name) != stamp for name, stamp in indexed.items()
            )
            self._behind = states, behind
        count = self._behind[1]
        if not count:
            return ""
        posts = f"{count} posts are" if count > 1 else "one post is"
        return f"The quotations of {posts} not indexed as they are now."
