"""The words that a reader sees of a source, each with its place in the source.

Passages are compared by these: markup, case, accents, marks and line ends do not
matter, and what is found can be shown in the text as it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.text.blocks import Block
from gulagreader.text.markdown import is_plain, parse_blocks
from gulagreader.text.words import word_spans


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Normalised words in reading order; offsets are code points of the source."""

    words: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def __len__(self) -> int:
        return len(self.words)


def placed_words(source: str) -> PlacedWords:
    """The words of cleaned Markdown, without those of addresses and markup."""
    if is_plain(source):
        return _of(list(word_spans(source)))
    return placed_in_blocks(parse_blocks(source))


def placed_in_blocks(blocks: Sequence[Block]) -> PlacedWords:
    """The words of a source that was parsed already."""
    found = [
        (word, block.to_source(start), block.to_source(end - 1) + 1)
        for block in blocks
        for word, start, end in word_spans(block.text)
    ]
    return _of(found)


def _of(found: Sequence[tuple[str, int, int]]) -> PlacedWords:
    if not found:
        return PlacedWords()
    words, starts, ends = zip(*found, strict=True)
    return PlacedWords(words, starts, ends)
