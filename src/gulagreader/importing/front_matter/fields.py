"""Fields of a file or of a comment, taken one by one; the rest is told of.

Names are looked up without regard to case. What is taken is cleaned here, because
YAML and JSON may hide control characters behind escapes.
"""

import re
from collections.abc import Iterator, Mapping

from gulagreader.importing.archive import ADDRESSES, EMAILS, LeftOut
from gulagreader.importing.people import holds_email
from gulagreader.importing.sources import CONTROLS
from gulagreader.importing.timestamps import iso_from_words
from gulagreader.text.clean import clean_line, cleaned

HASHES = "hashes of e-mail addresses"
AVATARS = "addresses of avatars"
FIELDS = "other fields"

_NOTHING = frozenset({"", "~", "null", "nil"})
_EMAIL = re.compile(r"e?[-_]?mail|(?:.*[_-]|comment)?e?mail(?:[_-]?address)?", re.ASCII)
_ADDRESS = re.compile(r"(?:.*[_-])?ip(?:[_-]?addr(?:ess)?)?|remote[_-]addr", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}", re.ASCII | re.IGNORECASE)
_AVATAR = re.compile(r"(?:.*[_-])?(?:avatar|gravatar)(?:[_-]?(?:url|hash|id))?")


class Fields:
    """A mapping of decoded values, from which known fields are taken."""

    def __init__(
        self, values: Mapping[str, object], lines: Mapping[str, int] | None = None
    ) -> None:
        self._values: dict[str, tuple[str, object]] = {}
        for key, value in values.items():
            self._values.setdefault(key.lower(), (key, value))
        self._lines = lines or {}
        self._removed = 0

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def line_of(self, name: str) -> int | None:
        """The line of a field, where it is known."""
        written = self._values.get(name, (name,))[0]
        return self._lines.get(written)

    def take(self, *names: str) -> object:
        """Take the first field of these names that says something; None if none does.

        All of the names count as taken.
        """
        found: object = None
        for name in names:
            _, value = self._values.pop(name, (name, None))
            if found is None and value and not _is_nothing(value):
                found = value
        return found

    def peek(self, name: str) -> str:
        """The words of a field in small letters, left where it is."""
        return (_line_of_words(self._values.get(name, (name, None))[1]) or "").lower()

    def words(self, *names: str) -> str | None:
        """Take words on one line; of a list of words all, of a mapping its name."""
        return _line_of_words(self.take(*names))

    def text(self, *names: str) -> str:
        """Take words with their line ends."""
        value = self.take(*names)
        if isinstance(value, list):
            value = "\n\n".join(str(one) for one in value if isinstance(one, str))
        if not isinstance(value, str):
            return ""
        tidy = cleaned(value)
        self._removed += tidy.removed
        return tidy.text

    def date(self, *names: str) -> str | None:
        """Take the first date that can be read, in ISO 8601; keep what cannot."""
        for name in names:
            value = self._values.get(name, (name, None))[1]
            if not isinstance(value, str) or _is_nothing(value):
                self._values.pop(name, None)
                continue
            date = iso_from_words(value)
            if date is not None:
                self.take(*names)
                return date
        return None

    def list_of_words(self, *names: str, at_blanks: bool = False) -> tuple[str, ...]:
        """Take the words of all these fields, each once.

        Words in one line are parted at commas or semicolons; ``at_blanks`` parts
        them at blanks where there is no comma, as Jekyll does.
        """
        found: dict[str, None] = {}
        for name in names:
            value = self.take(name)
            if isinstance(value, str):
                parts = re.split(r"[,;]", value)
                if len(parts) == 1 and at_blanks:
                    parts = value.split()
            else:
                parts = [word for one in _items(value) if (word := _line_of_words(one))]
            for part in parts:
                word = clean_line(part).strip("\"' ")
                if word:
                    found.setdefault(word)
        return tuple(found)

    def is_true(self, name: str) -> bool | None:
        """Take a truth value; None where the field is absent or is none."""
        value = self.take(name)
        words = value.strip().lower() if isinstance(value, str) else ""
        if words in ("true", "yes", "on", "1"):
            return True
        return False if words in ("false", "no", "off", "0") else None

    def drop_private(self) -> Iterator[LeftOut]:
        """Drop addresses of people, and what stands for one; each is counted."""
        for name in [*self._values]:
            value = self._values[name][1]
            what = _private_name(name, value)
            if what is not None:
                self._values.pop(name)
                if value and not _is_nothing(value):
                    yield LeftOut(what)

    def rest(self) -> Iterator[LeftOut]:
        """What was not taken, to be kept in the import's record."""
        for name, (written, value) in self._values.items():
            if not value or _is_nothing(value):
                continue
            text = f"{clean_line(written)}: {clean_line(shown(value))}"
            if holds_email(text):
                yield LeftOut(EMAILS)
            else:
                yield LeftOut(FIELDS, 1, self.line_of(name), text[:2000])
        if self._removed:
            yield LeftOut(CONTROLS, self._removed)


def shown(value: object) -> str:
    """A decoded value in words."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {shown(one)}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(shown(one) for one in value)
    return str(value)


def _private_name(name: str, value: object) -> str | None:
    """What a field of this name is counted under that no library keeps."""
    if _EMAIL.fullmatch(name):
        is_hash = isinstance(value, str) and _HASH.fullmatch(value.strip())
        return HASHES if is_hash else EMAILS
    if _ADDRESS.fullmatch(name):
        return ADDRESSES
    if _AVATAR.fullmatch(name):
        return AVATARS
    if name in ("email_md5", "emailhash", "email_hash", "hash", "md5"):
        return HASHES
    return None


def _is_nothing(value: object) -> bool:
    return isinstance(value, str) and value.strip() in _NOTHING


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value] if value else []


def _line_of_words(value: object) -> str | None:
    if isinstance(value, Mapping):
        low = {str(key).lower(): one for key, one in value.items()}
        names = ("name", "display_name", "nickname", "title", "term", "login")
        value = next((low[name] for name in names if low.get(name)), None)
    if isinstance(value, list):
        words = [_line_of_words(one) for one in value]
        return ", ".join(word for word in words if word) or None
    if not isinstance(value, str) or _is_nothing(value):
        return None
    return clean_line(value) or None
