"""Where the lines of a concordance stand in the sources of posts and comments.

An index holds texts without markup; a reader and other programs count in the source.
Both have the same words, so that the number of a word leads from the one to the other.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from gulagreader.domain.concordance import KeywordLine
from gulagreader.domain.errors import GulagreaderError
from gulagreader.services.reading import Reading
from gulagreader.text.placed_words import PlacedWords, placed_words
from gulagreader.text.words import words

Read = Callable[[str], Reading]
"""Reads a post by its id; GulagreaderError where it cannot be."""
Span = tuple[int, int]
_POSTS_KEPT, _TEXTS_KEPT = 400, 2000
"""Lines come in any order: long threads, which have most of them, are met again."""


def placed(
    lines: Iterable[KeywordLine], read: Read
) -> Iterator[tuple[KeywordLine, Span | None]]:
    """Each line with the place of its keyword in the source.

    Code points of the post's body or the comment's text, end exclusive. None where the
    text is not there any more, or has changed since it was indexed.
    """

    @lru_cache(_POSTS_KEPT)
    def reading_of(post: str) -> Reading | None:
        try:
            return read(post)
        except GulagreaderError:
            return None

    @lru_cache(_TEXTS_KEPT)
    def words_of(post: str, comment: str | None) -> PlacedWords | None:
        reading = reading_of(post)
        source = None if reading is None else reading.source(comment)
        return None if source is None else placed_words(source)

    for line in lines:
        source = words_of(line.post, line.comment)
        yield line, None if source is None else _span(line, source)


def _span(line: KeywordLine, source: PlacedWords) -> Span | None:
    first = line.word
    if line.span is not None:
        first += sum(start < line.span[0] for start in source.starts)
    last = first + line.words - 1
    if last >= len(source):
        return None
    if list(source.words[first : last + 1]) != words(line.keyword):
        return None
    return source.starts[first], source.ends[last]
