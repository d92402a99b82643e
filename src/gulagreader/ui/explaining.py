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
    """A page: what each word gives to the score, the filters, the text's length."""
    if not told.length:
        words = "The query as it stands does not find this."
        return (_block(BlockKind.PARAGRAPH, words),)
    blocks = [_block(BlockKind.HEADING, f"Score {told.score:.2f}", level=1)]
    for term in told.terms:
        words = f"{term.asked}  +{term.score:.2f}"
        blocks.append(_block(BlockKind.HEADING, words, level=2))
        blocks.append(_block(BlockKind.PARAGRAPH, _in_words(term)))
    if not told.terms:
        words = "The query asks for no words, so all that passes it stand alike."
        blocks.append(_block(BlockKind.PARAGRAPH, words))
    passed = (f"Passes {words}" for words in told.filters)
    blocks.extend(_block(BlockKind.PARAGRAPH, words) for words in passed)
    length = (
        f"The text has {_many(told.length, 'word')}; the mean is "
        f"{told.mean_length:.0f}. The longer a text, the less a word in it counts."
    )
    blocks.append(_block(BlockKind.PARAGRAPH, length))
    return tuple(blocks)


def _in_words(term: MatchedTerm) -> str:
    how = _HOW.get(term.why, term.why)
    forms = ", ".join(term.found)
    found = f": {forms}" if forms and forms != term.asked else ""
    have = "has" if term.documents == 1 else "have"
    return (
        f"In the {term.field} {how}{found}. Counts {_number(term.count)} here; "
        f"{_many(term.documents, 'text')} {have} it."
    )


def _number(count: float) -> str:
    return f"{count:.1f}".removesuffix(".0") + ("×" if count else "")


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'s' * (count != 1)}"


def _block(kind: BlockKind, text: str, level: int = 0) -> Block:
    return Block(kind, text, 0, 0, level=level)
