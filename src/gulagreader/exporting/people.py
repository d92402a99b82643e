"""The people of an archive: who wrote in it, and who is who under which name."""

import re
from collections.abc import Iterator

from gulagreader.exporting.name_words import keys_of
from gulagreader.text.clean import clean_line

_NOBODY = frozenset(
    """anonymous anonym anonyme anónimo аноним guest gast invité гость unknown
    unbekannt inconnu nobody someone user visitor anon""".split()  # noqa: SIM905 - read as a list
)
_PSEUDONYMS = ("reader", "person", "voice", "speaker", "participant", "pseudonym")
_BESIDE = re.compile(
    r"\s*[(\[{].*|\s+[-–—|/«»:@].*|,\s*(?:ph\.?\s?d|m\.?a|jr|sr)\b.*", re.IGNORECASE
)
_TITLES = re.compile(
    r"^(?:(?:dr|prof|professor|mr|mrs|ms|miss|sir|herr|frau|mme|проф|д-р)\b\.?\s*)+",
    re.IGNORECASE,
)
_TURNED = re.compile(r"([^\W\d_][\w'’-]*),\s*([^\W\d_][\w'’. -]*)")
_AND = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\bи\b)\s*")


class People:
    """Everyone who wrote, in the order in which they first appear."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.pages: set[int] = set()
        """Those that are only the titles of pages which link here (pingbacks)."""
        self.names: list[list[str]] = []
        """The spellings of each person's name, by number."""

    def add(self, author: str, *, page: bool = False) -> None:
        """Take in the author of a post or a comment, or the title of a ``page``."""
        for name in [clean_line(author)] if page else names_in(author):
            key = _key(name)
            number = self._numbers.setdefault(key, len(self.names))
            if number == len(self.names):
                self.names.append([])
                self.pages.add(number)
            if not page:
                self.pages.discard(number)
            if name not in self.names[number]:
                self.names[number].append(name)

    def of(self, author: str | None) -> Iterator[int]:
        """The numbers of those whom an author's line names."""
        whole = self._numbers.get(_key(clean_line(author))) if author else None
        if whole is not None:
            yield whole
            return
        for name in names_in(author) if author else ():
            number = self._numbers.get(_key(name))
            if number is not None:
                yield number

    def __len__(self) -> int:
        return len(self.names)

    def word(self) -> str:
        """What pseudonyms begin with: a word that is in nobody's name."""
        taken = {key for names in self.names for name in names for key in keys_of(name)}
        return next(
            (word for word in _PSEUDONYMS if word not in taken), "pseudonym no."
        )


def other_spellings(name: str) -> Iterator[str]:
    """How others may write a name: without titles, brackets and middle names.

    ``Dr. Jane M. Doe (History)`` gives ``Jane M. Doe`` and ``Jane Doe``; ``Doe,
    Jane`` gives ``Jane Doe``.
    """
    core = _TITLES.sub("", _BESIDE.sub("", name)).strip()
    turned = _TURNED.fullmatch(core)
    if turned:
        core = f"{turned[2]} {turned[1]}"
    if core and core != name:
        yield core
    words = core.split()
    if len(words) > 2 and words[0][0].isupper() and words[-1][0].isupper():
        yield f"{words[0]} {words[-1]}"


def names_in(author: str) -> list[str]:
    """The names in an author's line: several, where each is of two words or more.

    Those that name nobody, such as Anonymous, are none.
    """
    line = clean_line(author)
    parts = [part for part in _AND.split(line) if part]
    if len(parts) < 2 or any(len(part.split()) < 2 for part in parts):
        parts = [line]
    return [part for part in parts if part and not _nobody(part)]


def _nobody(name: str) -> bool:
    keys = keys_of(name)
    return bool(keys) and all(key in _NOBODY for key in keys)


def _key(name: str) -> str:
    return " ".join(keys_of(name)) or name
