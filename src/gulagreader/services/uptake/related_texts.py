"""What speaks for a text as the source of a quotation, beside its words."""

from functools import lru_cache
from pathlib import Path

from gulagreader.domain.comments import Thread
from gulagreader.domain.errors import DamagedFileError
from gulagreader.domain.posts import Post
from gulagreader.services.indexable import IndexableLibrary
from gulagreader.services.post_links import normal_link
from gulagreader.storage.passage_file import TextRow
from gulagreader.storage.short_rows import ShortRow
from gulagreader.text.words import words

NAMED, ALIKE = 2, 1
"""The writer names the text's author or post; both posts have a tag."""
_LEAST_NAME = 3


class RelatedTexts:
    """The texts of a library, read to see how two of them are related."""

    def __init__(self, library: IndexableLibrary) -> None:
        self._library = library
        self._read = lru_cache(8)(self._read_post)

    def how(self, own: TextRow, text: TextRow, row: ShortRow) -> int:
        """Whether the writer names the other text, or both posts have a tag."""
        mine, its = self._read(own.name), self._read(text.name)
        source = self.source(own)
        if mine is None or its is None or source is None:
            return 0
        post = its[0]
        address = normal_link(post.origin.url) if post.origin is not None else ""
        if "/" in address and address.lower() in source.lower():
            return NAMED
        said = f" {' '.join(words(source))} "
        quoted = f" {' '.join(word for piece in row.pieces for word in piece)} "
        for name in (text.author, post.title):
            named = f" {' '.join(words(name or ''))} "
            long = len(named) > _LEAST_NAME + 1 and named.strip() not in quoted
            if long and named in said:
                return NAMED
        return ALIKE if set(mine[0].tags) & set(post.tags) else 0

    def source(self, text: TextRow) -> str | None:
        """A text as it is written; None where it is not there any more."""
        read = self._read(text.name)
        if read is None or text.comment is None:
            return None if read is None else read[0].body
        comment = read[1].comment(text.comment)
        return None if comment is None else comment.text

    def _read_post(self, name: str) -> tuple[Post, Thread] | None:
        try:
            return self._library.read_post(Path(name))
        except (DamagedFileError, OSError):
            return None  # what cannot be read was noted
