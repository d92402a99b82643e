"""What the search is asked: queries key by key, and a dozen classes of whole ones.

All are drawn from the made-up library by a fixed chance, so that every run and every
engine is asked the same.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.search_corpus import MadeUpLibrary


@dataclass(frozen=True)
class Asked:
    """A query, in parts that every engine can put into its own language."""

    words: tuple[str, ...] = ()
    prefix: str = ""
    """The beginning of one more word."""
    phrase: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    """Words with at most five others between."""
    like: str = ""
    """A word spelt wrong by a letter."""
    author: str = ""
    year: int = 0
    newest_first: bool = False

    def text(self) -> str:
        """The query in the reader's language."""
        parts = [
            *(f"={word}" for word in self.words),
            f"{self.prefix}*" if self.prefix else "",
            f'"{" ".join(self.phrase)}"' if self.phrase else "",
            f"near/5({' '.join(f'={word}' for word in self.near)})"
            if self.near
            else "",
            f"{self.like}~" if self.like else "",
            f'author:"{self.author}"' if self.author else "",
            f"date:{self.year}" if self.year else "",
        ]
        return " ".join(part for part in parts if part)


def sessions(library: MadeUpLibrary, count: int) -> list[list[str]]:
    """One to three words in a row from real texts, key by key."""
    chance = random.Random(5)
    files = list(library.post_files())
    typed = []
    for number in range(count):
        post, _ = library.read_post(chance.choice(files).path)
        words = post.body.replace(".", "").lower().split()
        size = 1 + number % 3
        at = chance.randrange(max(1, len(words) - size))
        query = " ".join(words[at : at + size])
        typed.append([query[:end] for end in range(1, len(query) + 1)])
    return typed


def classes(library: MadeUpLibrary, count: int) -> dict[str, list[Asked]]:
    """Whole queries by what makes them hard; ``count`` of each."""
    chance = random.Random(7)
    words = library.words
    # By rank: the first stand in most texts, those about 400 in one of a hundred.
    common, mid, rare = words[:15], words[150:900], words[25_000:45_000]

    def drawn(source: Sequence[str], size: int = 1) -> tuple[str, ...]:
        return tuple(chance.sample(source, size))

    each = range(count)
    pairs = _pairs(library, chance, count)
    return {
        "a rare word": [Asked(drawn(rare)) for _ in each],
        "a word of one text in a hundred": [Asked(drawn(mid)) for _ in each],
        "a common word": [Asked(drawn(common)) for _ in each],
        "two words": [Asked(drawn(mid, 2)) for _ in each],
        "a common word and another": [Asked(drawn(common) + drawn(mid)) for _ in each],
        "two common words": [Asked(drawn(common, 2)) for _ in each],
        "a word by one author": [
            Asked(drawn(mid), author=f"reader {1 + chance.randrange(30)}") for _ in each
        ],
        "a word in one year": [
            Asked(drawn(mid), year=2006 + chance.randrange(16)) for _ in each
        ],
        "a word, newest first": [Asked(drawn(mid), newest_first=True) for _ in each],
        "a common word, newest first": [
            Asked(drawn(common), newest_first=True) for _ in each
        ],
        "a word misspelt (~)": [
            Asked(like=_misspelt(one, chance)) for one in drawn(mid, count)
        ],
        "a phrase from a text": [Asked(phrase=pair) for pair in pairs],
        "a phrase of common words": [Asked(phrase=drawn(common, 2)) for _ in each],
        "two words near one another": [Asked(near=pair) for pair in pairs],
        "two common words near": [Asked(near=drawn(common, 2)) for _ in each],
        "two letters": [Asked(prefix=one[:2]) for one in drawn(mid, count)],
        "three letters": [Asked(prefix=one[:3]) for one in drawn(mid, count)],
        "a word and two letters": [
            Asked(drawn(mid), prefix=drawn(mid)[0][:2]) for _ in each
        ],
    }


def _pairs(
    library: MadeUpLibrary, chance: random.Random, count: int
) -> list[tuple[str, ...]]:
    """Pairs of words that stand in a row somewhere, neither very common."""
    files = list(library.post_files())
    common = set(library.words[:60])
    found: list[tuple[str, ...]] = []
    while len(found) < count:
        post, _ = library.read_post(chance.choice(files).path)
        words = post.body.replace(".", "").lower().split()
        rows = [row for row in pairwise(words) if not common & set(row)]
        if rows:
            found.append(chance.choice(rows))
    return found


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice("aeiou") + word[at + 1 :]
