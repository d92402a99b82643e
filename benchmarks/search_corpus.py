"""A made-up library of any size, the same one for the same number.

Words are made of syllables and drawn by Zipf's law; half of a text comes from one of
a few hundred topics, so that words stand together as they do in real threads. Posts
have 7 comments in the mean, some have hundreds. Nothing is kept: a post is made again
whenever it is read.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from gulagreader.domain.comments import Comment, Thread, thread_of
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.services.indexable import PostFile

_SYLLABLES = [
    a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an")
]


@dataclass
class MadeUpLibrary:
    """About ``comments`` comments; see ``IndexableLibrary``."""

    comments: int
    vocabulary: int = 60_000
    folder: Path = field(default_factory=lambda: Path("/made-up"))

    @property
    def info(self) -> LibraryInfo:
        return LibraryInfo(f"made-up-{self.comments}", "A made-up library")

    @cached_property
    def words(self) -> list[str]:
        chance = random.Random(1)
        made: dict[str, None] = {}
        while len(made) < self.vocabulary:
            size = min(2 + len(made) * 3 // self.vocabulary + chance.randrange(2), 5)
            made["".join(chance.choices(_SYLLABLES, k=size))] = None
        return list(made)

    @cached_property
    def _zipf(self) -> list[float]:
        return list(accumulate(1 / (rank + 2.7) for rank in range(self.vocabulary)))

    @cached_property
    def _topics(self) -> list[list[str]]:
        chance = random.Random(2)
        return [[self._word(chance) for _ in range(120)] for _ in range(300)]

    def _word(self, chance: random.Random) -> str:
        return self.words[bisect(self._zipf, chance.random() * self._zipf[-1])]

    def _text(self, chance: random.Random, mean: int, topic: list[str]) -> str:
        size = max(3, int(chance.expovariate(1 / mean)))
        drawn = chance.choices(self.words, cum_weights=self._zipf, k=size)
        for at in range(0, size, 3):
            drawn[at] = chance.choice(topic)
        sentences = [drawn[at : at + 14] for at in range(0, size, 14)]
        return " ".join(" ".join(words).capitalize() + "." for words in sentences)

    def post_files(self) -> Iterator[PostFile]:
        for number in range(max(1, self.comments // 7)):
            yield PostFile(str(self.folder / f"{number:06}.md"), (1,))

    def read_post(self, path: Path) -> tuple[Post, Thread]:
        number = int(path.stem)
        chance = random.Random(number)
        topic = self._topics[chance.randrange(len(self._topics))]
        day = f"{2006 + chance.randrange(16)}-{1 + chance.randrange(12):02}"
        post = Post(
            f"{number:06}",
            self._text(chance, 5, topic),
            self._text(chance, 350, topic),
            author=f"Teacher {chance.randrange(20)}",
            date=f"{day}-{1 + chance.randrange(28):02}",
            tags=(topic[0], topic[1]),
        )
        size = 2 + int(chance.expovariate(1 / 4)) + (number % 500 == 3) * 450
        comments = [
            Comment(
                f"c{place + 1}",
                self._text(chance, 60, topic),
                f"c{chance.randrange(place) + 1}" if place and place % 3 else None,
                f"reader {int(chance.paretovariate(1)) % 900}",
                f"{day}-{1 + chance.randrange(28):02}T{chance.randrange(24):02}:15",
            )
            for place in range(size)
        ]
        return post, thread_of(comments)
