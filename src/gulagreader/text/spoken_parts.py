"""A text as it is spoken, in parts short enough to stop after and to go on from.

Who listens cannot skim: what is said at once should be over in about a minute. So a
long paragraph is said some sentences at a time, and short ones may be said together.
"""

from collections.abc import Iterable, Iterator, Sequence

from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.sentences import sentences
from gulagreader.text.spoken import spoken

LONG = 900
"""Characters that are said at once at most, where a sentence ends in time: a minute at
the 15 characters a second of unhurried speech."""
_ENOUGH = 600
"""Characters of what is said at once of a longer text."""
_PROSE = (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """What is said at once, and where it stands in the source."""

    words: str
    start: int
    end: int


def spoken_parts(blocks: Sequence[Block]) -> list[SpokenPart]:
    """Say each block by itself, and a long paragraph in several parts."""
    said = zip(blocks, spoken(blocks), strict=True)
    return [part for block, words in said for part in _parts_of(block, words)]


def spoken_together(blocks: Sequence[Block]) -> list[SpokenPart]:
    """Say a text at once where it is short, else some blocks or sentences at a time."""
    parts = spoken_parts(blocks)
    if sum(len(part.words) for part in parts) <= LONG:
        return _joined([parts]) if parts else []
    return _joined(_grouped(parts))


def _grouped(parts: Iterable[SpokenPart]) -> Iterator[list[SpokenPart]]:
    group: list[SpokenPart] = []
    length = 0
    for part in parts:
        if group and length + len(part.words) > _ENOUGH:
            yield group
            group, length = [], 0
        group.append(part)
        length += len(part.words)
    if group:
        yield group


def _joined(groups: Iterable[Sequence[SpokenPart]]) -> list[SpokenPart]:
    return [
        SpokenPart("\n".join(one.words for one in group), group[0].start, group[-1].end)
        for group in groups
    ]


def _parts_of(block: Block, words: str) -> Iterator[SpokenPart]:
    """A block as it is spoken, in parts of whole sentences."""
    start, end = block.source_start, block.source_end
    at = words.find(block.text)
    if block.kind not in _PROSE or len(block.text) <= LONG or at < 0:
        yield SpokenPart(words, start, end)
        return
    before, behind = words[:at], words[at + len(block.text) :]
    spans = list(_stretches(block.text))
    for number, (first, last) in enumerate(spans):
        said = block.text[first:last]
        is_first, is_last = number == 0, number == len(spans) - 1
        yield SpokenPart(
            f"{before if is_first else ''}{said}{behind if is_last else ''}",
            start if is_first else block.to_source(first),
            end if is_last else block.to_source(last - 1) + 1,
        )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences, each about as long as the others."""
    number = -(-len(text) // _ENOUGH)
    least = len(text) / number
    start: int | None = None
    end = 0
    for first, end in sentences(text):
        start = first if start is None else start
        if end - start >= least:
            yield start, end
            start = None
    if start is not None:
        yield start, end
