"""How the reader likes the threads of a library, what was new there, marked places."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from gulagreader.domain.asked_words import NOTHING_ASKED, AskedWords
from gulagreader.domain.places import Place
from gulagreader.storage.library_memory import Seen
from gulagreader.storage.memory_tables import KeptChoices

_MARK, _STAY, _PART, _ASKED = "mark", "stay", "part", "asked"
_MOST_STAYS = 20
"""A stay goes on for half an hour at most; in that time nobody reads more threads."""
_MOST_PARTS = 200
"""Long comments that were left in their middle."""
_MOST_ASKED = 20
"""Posts in which something was looked for when they were left."""


class ThreadMemory(KeptChoices):
    """What is remembered of one library's threads."""

    _CHOICE = "thread"

    def stay(self, post: str) -> Seen | None:
        """What had been seen before the last stay with a post, and when that ended."""
        for name, value, at in self._kept.newest(_STAY):
            if name == post and isinstance(value, list):
                return Seen(datetime.fromisoformat(at), frozenset(map(str, value)))
        return None

    def keep_stay(self, post: str, seen: Iterable[str], when: datetime) -> None:
        """Remember what had been seen before a stay with a post that ends now."""
        self._kept.put(_STAY, post, sorted(seen), when, _MOST_STAYS)

    def marks(self) -> Mapping[str, Place]:
        """The marked places by their letters, in the order of the alphabet."""
        places = {}
        for name, value, _ in sorted(self._kept.newest(_MARK), key=lambda row: row[0]):
            post, comment, offset = value
            places[name] = Place(post, comment, int(offset))
        return places

    def set_mark(self, letter: str, place: Place, when: datetime) -> None:
        """Mark a place, in place of what had the letter."""
        value = [place.post, place.comment, place.offset]
        self._kept.put(_MARK, letter, value, when)

    def part(self, post: str) -> tuple[str, int] | None:
        """The comment that was left in its middle, and the place in its text."""
        for name, value, _ in self._kept.newest(_PART):
            if name == post and isinstance(value, list):
                return str(value[0]), int(value[1])
        return None

    def keep_part(self, post: str, comment: str, offset: int, when: datetime) -> None:
        """Remember where in a comment's text a post was left."""
        self._kept.put(_PART, post, [comment, offset], when, _MOST_PARTS)

    def drop_part(self, post: str) -> None:
        """Forget it: the reader is elsewhere, or at a comment's beginning."""
        self._kept.drop(_PART, post)

    def asked(self, post: str) -> AskedWords:
        """What was looked for in a post when it was left."""
        for name, value, _ in self._kept.newest(_ASKED):
            if name == post and isinstance(value, list) and len(value) == 4:
                find, at, query, author = value
                named = None if author is None else str(author)
                return AskedWords(str(find), int(at), str(query), named)
        return NOTHING_ASKED

    def keep_asked(self, post: str, asked: AskedWords, when: datetime) -> None:
        """Remember what is looked for in a post; nothing forgets it."""
        if asked == NOTHING_ASKED:
            self._kept.drop(_ASKED, post)
        else:
            value = [asked.find, asked.at, asked.query, asked.author]
            self._kept.put(_ASKED, post, value, when, _MOST_ASKED)
