"""In which forms a person is spoken of, and which of them may mean something else.

A name that is unlike any other word (a full name, a user name) is a person wherever
it stands. A single word such as Jane is one as well, unless it is also a word, a
person of history, or mostly used where its owner does not write: then only the places
where somebody is plainly spoken to are the person's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from gulagreader.exporting.name_parts import gap_between, others, parts_of, same_gap
from gulagreader.exporting.name_words import (
    UNSPACED,
    WORD,
    Word,
    cases_of,
    keys_of,
    words_in,
)
from gulagreader.exporting.people import People, other_spellings
from gulagreader.text.words import normalise

_ALSO_WORDS = frozenset(
    """a an the and of for in on my your our his her not new old one two mr mrs ms dr
    prof professor sir miss blog history student teacher class school reader writer
    will may mark bill art grant rose hope faith grace joy jack pat rob sue dawn june
    april august summer autumn frank max page price rich sandy chase drew lance miles
    norm ray rod stone west young king prince pope major general comrade citizen red
    white black green brown angel baker carter cook fisher hunter mason miller smith
    вера надежда любовь слава роман лев мир воля роза
    stalin lenin trotsky trotskii khrushchev beria brezhnev gorbachev molotov yezhov
    yagoda dzerzhinsky zhukov kirov bukharin marx engels hitler churchill roosevelt
    putin yeltsin solzhenitsyn shalamov ginzburg tsar
    сталин ленин троцкий хрущев берия брежнев горбачев молотов ежов солженицын
    шаламов путин""".split()  # noqa: SIM905 - read as a list
)
_FEW = 3
_MOST_WORDS = 5
_ODD_SIGNS = re.compile(r"[\d_]|[^\w\s.,'’\-]")
_SHORTEST_JOINED = 6
"""Letters of a name in one word, as in an address; shorter ones are in many words."""
_SHORTEST_PART = 4
"""The same of a part of several words, such as Li-Mei, which others write as one."""
_ODD = re.compile(r"[\d_]|[a-zа-я][A-ZА-Я]")


@dataclass
class Form:
    """One way in which people are named, and whom it may mean."""

    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands between the words in the name."""
    written: str
    whole: bool
    """Whether it is all of a name, not one word of it."""
    last: bool = False
    """Whether it is the last word of a name of several."""
    people: set[int] = field(default_factory=set)
    doubtful: bool = False
    """Whether it may well mean something else."""
    common: bool = False
    """Whether it is a word that is mostly written small, such as will."""
    compound: bool = False
    """Whether it is one name of several words, such as Anne-Marie: no word is."""

    @property
    def odd(self) -> bool:
        """Whether no word is written so: with digits, or a capital letter inside."""
        return self.whole and _ODD.search(self.written) is not None

    @property
    def sure(self) -> bool:
        """Whether it is somebody wherever it stands with its capital letters."""
        return self.whole and not self.doubtful and (len(self.keys) > 1 or self.odd)

    def is_small(self, found: str) -> bool:
        """Whether words that were found may be the words and not the name."""
        if self.odd or self.compound or found != found.lower():
            return False
        return len(self.keys) > 1 or self.written != self.written.lower()


def _variants(word: str) -> set[str]:
    """A name as it is written, and with the capital letter that others give it."""
    return {word, word[:1].upper() + word[1:]}


class Uses:
    """How often words are used, and how often where a person of that name writes."""

    def __init__(self) -> None:
        self.all: Counter[str] = Counter()
        """Every word as it is written."""
        self.own: Counter[str] = Counter()
        """Words of names, in threads in which their owners take part."""

    def add(self, words: Iterable[str], own: Iterable[str] = ()) -> None:
        """Take in the words of a text in whose thread the words ``own`` are names."""
        here = Counter(words)
        self.all.update(here)
        for word in {variant for name in own for variant in _variants(name)}:
            if here[word]:
                self.own[word] += here[word]

    def is_common(self, written: str) -> bool:
        """Whether a word with a capital letter is mostly written without one."""
        small = written.lower()
        return small != written and self.all[small] > self.all[written]

    def means_something_else(self, written: str) -> bool:
        """Whether most uses of a single word are not of the person of that name."""
        variants = _variants(written)
        own = sum(self.own[one] for one in variants)
        elsewhere = sum(self.all[one] for one in variants) - own
        # A few uses prove nothing, and then it is better to hide somebody.
        return self.is_common(written) or elsewhere > own + _FEW


class Forms:
    """All forms of all names, to be looked up by their first word."""

    def __init__(self, people: People, uses: Uses, history: Iterable[str] = ()) -> None:
        self._forms: dict[tuple[tuple[str, ...], bool], Form] = {}
        for number, names in enumerate(people.names):
            for name in names if number not in people.pages else ():
                for spelling in (name, *other_spellings(name)):
                    self._add_name(spelling, number)
        known = {keys_of(name) for name in history}
        self._first: dict[str, list[Form]] = {}
        self._cases: dict[str, set[str]] = {}
        for form in self._forms.values():
            form.doubtful = _is_doubtful(form, uses, known)
            form.common = len(form.keys) == 1 and uses.is_common(form.written)
            self._file(form)
        for forms in self._first.values():
            forms.sort(key=lambda form: (-len(form.keys), not form.whole))
        self.unspaced = _unspaced(people)
        self._joined = frozenset(
            "".join(form.keys)
            for form in self._forms.values()
            if len(form.keys) > 1 and form.sure
        )

    def _add_name(self, name: str, person: int) -> None:
        words = list(words_in(name))
        if not words:
            return
        self._add(name, words, person, whole=True)
        if len(words) < 2 or not _is_personal(name, words):
            return
        joined = "".join(word.key for word in words)
        if len(joined) >= _SHORTEST_JOINED:
            self._add(joined, [Word(joined, 0, len(joined))], person, whole=True)
        self._add_compounds(name, words, person)
        for place, word in enumerate(words):
            if word.end - word.start > 2:
                last = place == len(words) - 1
                self._add(name, [word], person, whole=False, last=last)

    def _add_compounds(self, name: str, words: Sequence[Word], person: int) -> None:
        """Add what Anne-Marie Duval is called: Anne-Marie, @AnneMarie, Marie Duval."""
        parts = parts_of(name, words)
        for number, part in enumerate(parts):
            if len(part) < 2:
                continue
            last = number == len(parts) - 1
            if len(parts) > 1:
                self._add(name, part, person, whole=False, last=last, compound=True)
            for one in part if len(parts) > 1 else ():
                self._add(name, others(parts, number, one), person, whole=True)
        if len(parts) < len(words):
            # As one word, and with any of the words alone: @AnneMarie, @AnneDuval.
            for size in range(2, len(words) + 1):
                for some in combinations(words, size):
                    joined = "".join(word.key for word in some)
                    if len(joined) >= _SHORTEST_PART:
                        one = Word(joined, 0, len(joined))
                        self._add(joined, [one], person, whole=False, compound=True)

    def _add(
        self,
        name: str,
        words: Sequence[Word],
        person: int,
        *,
        whole: bool,
        last: bool = False,
        compound: bool = False,
    ) -> None:
        keys = tuple(word.key for word in words)
        gaps = tuple(gap_between(name, one, other) for one, other in pairwise(words))
        written = name[words[0].start : words[-1].end]
        # A single name and the first name of somebody else are one form.
        both = (keys, len(keys) > 1)
        form = self._forms.setdefault(both, Form(keys, gaps, written, whole, last))
        if form.written == form.written.lower():
            form.written = written
        form.people.add(person)
        form.whole = form.whole or whole
        form.last = form.last and last
        form.compound = form.compound or compound

    def _file(self, form: Form) -> None:
        self._first.setdefault(form.keys[0], []).append(form)
        for key in form.keys:
            for case in cases_of(key):
                self._cases.setdefault(case, set()).add(key)

    def meets(self, text: str) -> bool:
        """Whether any word of a text is a word of a name; few texts have one."""
        cases = self._cases
        return any(normalise(word) in cases for word in set(WORD.findall(text)))

    def starting(self, key: str) -> list[Form]:
        """The forms that may begin with a word, the longest first."""
        keys = self._cases.get(key)
        if keys is None:
            return []
        if len(keys) == 1:
            return self._first.get(next(iter(keys)), [])
        found = [form for one in keys for form in self._first.get(one, ())]
        return sorted(found, key=lambda form: (-len(form.keys), not form.whole))

    def is_joined(self, key: str) -> bool:
        """Whether a word begins or ends with the words of a name run together."""
        if not self._joined:
            return False
        lengths = range(_SHORTEST_JOINED, len(key) + 1)
        return any(key[:n] in self._joined or key[-n:] in self._joined for n in lengths)

    def stands_at(
        self, form: Form, words: Sequence[Word], at: int, text: str, *, loose: bool
    ) -> bool:
        """Whether a form stands at a word; ``loose`` as in an address."""
        if at + len(form.keys) > len(words):
            return False
        for place, key in enumerate(form.keys):
            word = words[at + place]
            if word.key != key and key not in self._cases.get(word.key, ()):
                return False
            if place:
                gap = text[words[at + place - 1].end : word.start]
                if not (loose or same_gap(form.gaps[place - 1], gap)):
                    return False
        return True


def _is_personal(name: str, words: Sequence[Word]) -> bool:
    """Whether a name is made of words with capitals, as first and last names are."""
    capitals = sum(name[word.start].isupper() for word in words)
    return len(words) <= _MOST_WORDS and capitals >= 2 and not _ODD_SIGNS.search(name)


def _is_doubtful(
    form: Form, uses: Uses, history: "set[tuple[str, ...]] | frozenset[tuple[str, ...]]"
) -> bool:
    if form.keys in history:
        return True
    if form.odd or len(form.keys) > 1:
        return False
    key = form.keys[0]
    if key in _ALSO_WORDS or len(key) < 3 or key.isdigit():
        return True
    return uses.means_something_else(form.written)


def _unspaced(people: People) -> Mapping[str, int]:
    """Names in scripts without spaces, which are looked for letter by letter."""
    return {
        name: number
        for number, names in enumerate(people.names)
        for name in names
        if number not in people.pages and UNSPACED.search(name) and len(name) > 1
    }
