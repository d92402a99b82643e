"""The names that a library says are one: whichever is asked, the others are meant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gulagreader.search.word_forms import WordForms
from gulagreader.text.words import words

Name = tuple[str, ...]
"""A name, as a run of normalised words."""


class Aliases:
    """Groups of names. A name is looked up, however many there are."""

    def __init__(self, groups: Iterable[Iterable[str]] = ()) -> None:
        """Take the names of a library's alias table apart into words."""
        named = [[tuple(words(name)) for name in group] for group in groups]
        self._groups = [list(filter(None, group)) for group in named]
        self._by_name: dict[Name, list[int]] = defaultdict(list)
        for number, group in enumerate(self._groups):
            for name in dict.fromkeys(group):
                self._by_name[name].append(number)
        self._families: tuple[WordForms, dict[str, list[int]]] | None = None

    def __iter__(self) -> Iterator[list[Name]]:
        """Each group of names."""
        return iter(self._groups)

    def of(self, asked: Name) -> list[Name]:
        """The other names of a name."""
        groups = self._by_name.get(asked, ())
        others = (name for number in groups for name in self._groups[number])
        return [name for name in dict.fromkeys(others) if name != asked]

    def of_any_form(self, asked: str, forms: WordForms) -> list[Name]:
        """The other names of a name of one word, found from any form of it."""
        families = self._by_family(forms)
        numbers = {*self._by_name.get((asked,), ())}
        for family in forms.families(asked):
            numbers.update(families.get(family, ()))
        others = (name for number in sorted(numbers) for name in self._groups[number])
        return [
            name
            for name in dict.fromkeys(others)
            if not (len(name) == 1 and forms.akin(asked, name[0]))
        ]

    def _by_family(self, forms: WordForms) -> dict[str, list[int]]:
        """In which groups the families of words have a name; kept for one library."""
        if self._families is None or self._families[0] is not forms:
            found: dict[str, list[int]] = defaultdict(list)
            for name, numbers in self._by_name.items():
                for family in forms.families(name[0]) if len(name) == 1 else ():
                    found[family] += numbers
            self._families = forms, found
        return self._families[1]
