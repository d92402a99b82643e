"""Who wrote something: several authors, family names, and names that are no names.

Archives keep an author as one text. A person's name is turned around in a list of
references (Appel, Anna); a user's name or an institution is not. What is not surely a
person's name is left as it stands.
"""

import re
from dataclasses import dataclass

from gulagreader.text.clean import clean_line

_BETWEEN = re.compile(r"\s*;\s*|\s*,?\s+(?:and|und|et|и|&)\s+", re.IGNORECASE)
_INITIAL = r"(?:[^\W\d_]\.-?)+"
_WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
_GIVEN = re.compile(rf"(?:{_INITIAL}|{_WORD})\Z")
_FAMILY = re.compile(rf"{_WORD}\Z")
_PARTICLE_LIST = (
    "af al bin da dal de del della den der di do dos du el la le ten ter van vom von"
    " zu zum zur"
)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_NO_PERSON_LIST = (
    "the a an my our your team staff editors editor admin administrator anonymous"
    " anonym guest reader student students teacher class course group committee"
    " collective society association archive archives museum library university"
    " college school institute department office project memorial press news blog"
    " journal review foundation company reading room sons daughters partners co"
    " associates friends family brothers sisters"
)
_PARTICLES = frozenset(_PARTICLE_LIST.split())
_NO_PERSON = frozenset(_NO_PERSON_LIST.split())
_PATRONYMIC = re.compile(r"(?:вич|вна|ична|инична)\Z", re.IGNORECASE)
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Person:
    """One author. Without a family name the name is kept as it stands."""

    name: str
    """The whole name in its usual order."""
    family: str = ""
    given: str = ""
    suffix: str = ""
    """Jr., III, and the like."""

    @property
    def inverted(self) -> str:
        """The name as a list of references has it: Appel, Anna."""
        if not self.family:
            return self.name
        return ", ".join(filter(None, (self.family, self.given, self.suffix)))

    @property
    def short(self) -> str:
        """The family name; of others the whole name."""
        return self.family or self.name

    @property
    def initials(self) -> str:
        """Family name and initials: Lennon, J. R."""
        if not self.family:
            return self.name
        parts = re.split(r"[\s]+|(?<=\.)(?=[^\W\d_])", self.given)
        short = " ".join(
            "-".join(f"{part[0]}." for part in given.split("-") if part)
            for given in parts
            if given
        )
        return ", ".join(filter(None, (self.family, short, self.suffix)))


def people(author: str | None) -> tuple[Person, ...]:
    """The authors that a text names, in order.

    >>> [one.inverted for one in people("Anna Appel, Boris Brodsky and night_shift")]
    ['Appel, Anna', 'Brodsky, Boris', 'night_shift']
    """
    whole = clean_line(author or "")
    if not whole:
        return ()
    parts = [part for part in _BETWEEN.split(whole) if part]
    if not all(_is_one(part) for part in parts):
        return (Person(whole),)  # “Crime and Punishment Fan” is one name
    names = [name for part in parts for name in _at_commas(part)]
    return tuple(map(_person, names)) or (Person(whole),)


def _is_one(part: str) -> bool:
    """Whether a part between “and” may be authors of its own."""
    words = part.replace(",", " ").split()
    joined = all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)
    # “salt and pepper” is one user, “night_shift and corridor_notes” are two.
    alone = len(words) == 1 and not (words[0].isalpha() and words[0].islower())
    no_person = words[-1].lower() in _NO_PERSON or words[0].lower() in _NO_PERSON
    return not no_person and (alone or (joined and len(words) >= 2))


def _at_commas(part: str) -> list[str]:
    """Split names at commas, unless the comma parts a family name from a given one."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) > 1 and pieces[-1].rstrip(".").lower() in _SUFFIXES:
        pieces[-2:] = [f"{pieces[-2]} {pieces[-1]}"]
    names = [_person(piece).family for piece in pieces]
    if len(pieces) == 2 and not all(names):
        family, given = (_words(piece) for piece in pieces)
        if 0 < len(family) <= 3 and 0 < len(given) <= 3:
            return [f"{pieces[1]} {pieces[0]}"]
    return pieces if len(pieces) > 1 and all(names) else [part]


def _words(name: str) -> list[str]:
    """The words of a name; none where one of them is no part of a person's name."""
    words = name.split()
    good = all(
        _GIVEN.match(word)
        and (word[0].isupper() or word.lower() in _PARTICLES)
        and word.lower() not in _NO_PERSON
        for word in words
    )
    return words if good else []


def _person(name: str) -> Person:
    words = name.split()
    suffix = ""
    if len(words) > 2 and words[-1].rstrip(".").lower() in _SUFFIXES:
        suffix = words.pop()
    good = _words(" ".join(words).replace(",", " "))
    if not 2 <= len(good) <= _MOST_WORDS or not _FAMILY.match(good[-1]):
        return Person(name)
    if not good[0][0].isupper() or good[-1].lower() in _PARTICLES:
        return Person(name)
    if len(good) == 3 and _PATRONYMIC.search(good[-1]):
        return Person(name, good[0], " ".join(good[1:]))  # Иванова Анна Петровна
    first = len(good) - 1
    while first > 1 and good[first - 1].lower() in _PARTICLES:
        first -= 1
    plain = " ".join([*good, *([suffix] if suffix else [])])
    return Person(plain, " ".join(good[first:]), " ".join(good[:first]), suffix)
