"""Who is who: the spellings of names in a library, joined to people."""

from collections import Counter
from collections.abc import Iterator, Mapping

from gulagreader.domain.people import UNKNOWN, UNKNOWN_NAME, Person
from gulagreader.domain.posts import LibraryInfo
from gulagreader.exporting.people import names_in
from gulagreader.text.clean import clean_line
from gulagreader.text.words import words


def folded(name: str) -> str:
    """A name as names are compared: its words without case, accents and spacing.

    A name without a letter or digit stays as it is.
    """
    return " ".join(words(name)) or " ".join(clean_line(name).split())


class People:
    """The people of a library by the spellings of their names."""

    def __init__(self, info: LibraryInfo, spellings: Mapping[str, int]) -> None:
        """Take how often each spelling stands above a text."""
        self._groups: dict[str, str] = {}
        for group in info.aliases:
            keys = [folded(name) for name in group if folded(name)]
            # A name of two groups joins them, as it does in a search.
            first = next((self._groups[k] for k in keys if k in self._groups), None)
            for key in keys:
                self._join(key, first or keys[0])
        self._teachers = {self.key(name) for name in info.teachers}
        counts: dict[str, Counter[str]] = {}
        for name, count in spellings.items():
            spelt = " ".join(clean_line(name).split())
            counts.setdefault(self.key(name), Counter())[spelt] += count
        self._people = {
            key: Person(
                key,
                UNKNOWN_NAME if key == UNKNOWN else found.most_common(1)[0][0],
                () if key == UNKNOWN else tuple(n for n, _ in found.most_common()),
                key in self._teachers,
            )
            for key, found in counts.items()
        }

    def _join(self, key: str, group: str) -> None:
        before = self._groups.get(key)
        self._groups[key] = group
        if before is not None and before != group:
            for other, old in self._groups.items():
                if old == before:
                    self._groups[other] = group

    def key(self, name: str | None) -> str:
        """The key of who bears a name; ``UNKNOWN`` for none, or for Anonymous."""
        if not name or not names_in(name):
            return UNKNOWN
        key = folded(name)
        return self._groups.get(key, key)

    def is_teacher(self, key: str) -> bool:
        """Whether the library names somebody as a teacher."""
        return key in self._teachers

    def person(self, key: str) -> Person:
        """The person of a key; one who wrote nothing has the key for a name."""
        known = self._people.get(key)
        return known or Person(key, key or UNKNOWN_NAME, (), key in self._teachers)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._people.values())

    def named(self, asked: str) -> list[Person]:
        """Who may be meant by a name: who bears it, else all who have its words.

        As with ``author:`` in a search, any of the words of a name will do, and the
        last one may go on.
        """
        key = self.key(asked)
        if key in self._people and (key != UNKNOWN or folded(asked) == UNKNOWN_NAME):
            return [self._people[key]]
        wanted = words(asked)
        return [
            person
            for person in self._people.values()
            if wanted
            and any(_has(words(name), wanted) for name in (*person.names, person.key))
        ]


def _has(name: list[str], wanted: list[str]) -> bool:
    return all(word in name for word in wanted[:-1]) and any(
        word.startswith(wanted[-1]) for word in name
    )
