"""Write a library of any size, the same one for the same numbers.

    python -m benchmarks.library_maker FOLDER 15000 100000 5000

writes 15,000 posts with about 100,000 comments, and a post more, the newest, with a
thread of 5,000. Words are drawn by Zipf's law; threads have a long tail, as they have
in archives (median 3, a few with hundreds); one text in five holds a quotation in
curly marks, one in ten is Russian.
"""

import random
import sys
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from benchmarks.search_corpus import MadeUpLibrary
from gulagreader.domain.comments import Comment
from gulagreader.storage.library_file import create_library

DEEPEST = 12
"""The deepest level of the long thread."""
LONG_THREAD = "aaaaaaaaaaaaaaaa"
"""The id of the post that has it."""

_RUSSIAN = [
    "амнистия",
    "лагерь",
    "письмо",
    "газета",
    "указ",
    "колония",
    "осень",
    "снег",
    "печь",
    "хлеб",
    "север",
    "дорога",
    "слово",
    "дело",
    "год",
    "жизнь",
    "человек",
    "время",
    "рука",
    "глаз",
    "голос",
    "дом",
    "город",
    "зима",
    "ночь",
    "день",
]


@dataclass(frozen=True)
class Prose:
    """Sentences without a meaning and with the shapes of real ones."""

    vocabulary: int = 20_000

    @cached_property
    def _words(self) -> Sequence[str]:
        return MadeUpLibrary(1, vocabulary=self.vocabulary).words

    @cached_property
    def _weights(self) -> Sequence[float]:
        return list(accumulate(1 / (rank + 2.7) for rank in range(self.vocabulary)))

    def _drawn(self, chance: random.Random, count: int) -> list[str]:
        most = self._weights[-1]
        return [
            self._words[bisect(self._weights, chance.random() * most)]
            for _ in range(count)
        ]

    def words(self, chance: random.Random, count: int) -> str:
        """Words in small letters."""
        return " ".join(self._drawn(chance, count))

    def sentence(self, chance: random.Random, *, russian: bool) -> str:
        """A sentence, one in twelve with a quotation."""
        size = 5 + chance.randrange(16)
        drawn = (
            chance.choices(_RUSSIAN, k=size) if russian else self._drawn(chance, size)
        )
        if chance.random() < 1 / 12:
            low, high = ("«", "»") if russian else ("“", "”")
            drawn[2] = low + drawn[2]
            drawn[-1] += high + " (Orlova 1957)"
        elif chance.random() < 1 / 4:
            drawn[size // 2] += ","
        return " ".join(drawn).capitalize() + "."

    def text(self, chance: random.Random, mean: int) -> str:
        """Paragraphs of about ``mean`` words in all."""
        russian = chance.random() < 0.1
        sentences = max(1, round(chance.expovariate(13 / mean)))
        made = [self.sentence(chance, russian=russian) for _ in range(sentences)]
        paragraphs = [made[at : at + 5] for at in range(0, len(made), 5)]
        return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


def thread(prose: Prose, count: int, chance: random.Random) -> Iterator[Comment]:
    """A thread of ``count`` comments, two in three of them answers."""
    depths: list[int] = []
    for number in range(count):
        parent = None
        if number and chance.random() < 2 / 3:
            above = max(0, number - 1 - int(chance.paretovariate(0.7)))
            parent = above if depths[above] < DEEPEST else None
        depths.append(0 if parent is None else depths[parent] + 1)
        yield Comment(
            f"c{number + 1}",
            prose.text(chance, 50),
            None if parent is None else f"c{parent + 1}",
            f"reader {int(chance.paretovariate(1)) % 900}",
            f"2014-{1 + chance.randrange(12):02}-{1 + chance.randrange(28):02}T18:10",
        )


def _sidecar(comments: Iterator[Comment]) -> str:
    # By hand: PyYAML's writer takes a hundred times longer, and only the reader of
    # these files is to be measured.
    parts = []
    for comment in comments:
        parts.append(f"- id: {comment.id}\n")
        if comment.parent:
            parts.append(f"  parent: {comment.parent}\n")
        text = comment.text.replace("\n", "\n    ").replace("    \n", "\n")
        parts.append(f"  author: {comment.author}\n  date: '{comment.date}'\n")
        parts.append(f"  text: |-\n    {text}\n")
    return "".join(parts)


def _write(file: Path, head: str, body: str, comments: Iterator[Comment]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")
    sidecar = _sidecar(comments)
    if sidecar:
        beside = file.with_name(file.stem + ".comments.yaml")
        beside.write_text(sidecar, encoding="utf-8")


def make_library(folder: Path, posts: int, comments: int, longest: int = 0) -> None:
    """Write ``posts`` posts with about ``comments`` comments in all.

    Where ``longest`` is given, a post more (``LONG_THREAD``) is the newest and has
    that many.
    """
    prose = Prose()
    create_library(folder, "A made-up library", library_id=f"made-{posts}-{comments}")
    chance = random.Random(f"{posts} {comments}")
    # Pareto's law gives the long tail: most threads short, a few very long.
    tail = [min(chance.paretovariate(0.9) - 1, 400.0) for _ in range(posts)]
    each = comments / max(sum(tail), 1)
    for number, weight in enumerate(tail):
        year = 2000 + number % 20
        date = f"{year}-{1 + chance.randrange(12):02}-{1 + chance.randrange(28):02}"
        head = (
            f"title: {prose.words(chance, 6).capitalize()}\nid: '{number:016}'\n"
            f"author: Teacher {number % 20}\ndate: '{date}'\n"
            f"tags: [{prose.words(chance, 1)}]\n"
        )
        file = folder / "posts" / str(year) / f"{date}-{number:06}.md"
        answers = thread(prose, round(weight * each), chance)
        _write(file, head, prose.text(chance, 250), answers)
    if longest:
        head = f"title: The longest thread\nid: {LONG_THREAD}\ndate: '2025-01-01'\n"
        file = folder / "posts/2025/2025-01-01-longest.md"
        many = thread(prose, longest, random.Random(longest))
        _write(file, head, prose.text(random.Random(1), 800), many)


if __name__ == "__main__":
    make_library(Path(sys.argv[1]), *(int(number) for number in sys.argv[2:]))
