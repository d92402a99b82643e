"""Write out why a hit was found and stands where it stands."""

from gulagreader.domain.hits import Explanation, MatchedTerm
from gulagreader.text.blocks import Block, BlockKind

_HOW = {
    "exact": "as it is written",
    "inflected": "in other forms",
    "similar": "in like spellings",
    "prefix": "as the beginning of a word",
    "alias": "under another name",
    "transliterated": "in another script",
    "phrase": "in a row",
    "near": "near one another",
}


def explanation_blocks(told: Explanation) -> tuple[Block, ...]:
    """A page: the score, then a paragraph for each word, then the filters."""
    blocks = [
        _block(BlockKind.HEADING, "Why this was found", level=1),
        _block(
            BlockKind.PARAGRAPH,
            f"Score {told.score:.2f}, the sum of what each word gives. The text has "
            f"{_many(told.length, 'word')}; the mean is {told.mean_length:.0f}. "
            "The longer a text, the less a word in it counts.",
        ),
    ]
    for term in told.terms:
        blocks.append(_block(BlockKind.HEADING, term.asked, level=2))
        blocks.append(_block(BlockKind.PARAGRAPH, _in_words(term)))
    if not told.terms:
        words = "The query asks for no words, so every text that passes stands alike."
        blocks.append(_block(BlockKind.PARAGRAPH, words))
    if told.filters:
        blocks.append(_block(BlockKind.HEADING, "It passes", level=2))
        blocks.extend(_block(BlockKind.PARAGRAPH, passed) for passed in told.filters)
    return tuple(blocks)


def _in_words(term: MatchedTerm) -> str:
    how = _HOW.get(term.why, term.why)
    forms = ", ".join(term.found)
    found = f": {forms}" if forms and forms != term.asked else ""
    return (
        f"+{term.score:.2f} · found in the {term.field} {how}{found} · counts "
        f"{_number(term.count)} here · {_many(term.documents, 'text')} "
        f"{'has' if term.documents == 1 else 'have'} it"
    )


def _number(count: float) -> str:
    return f"{count:.1f}".removesuffix(".0") + ("×" if count else "")


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"


def _block(kind: BlockKind, text: str, level: int = 0) -> Block:
    return Block(kind, text, 0, 0, level=level)
