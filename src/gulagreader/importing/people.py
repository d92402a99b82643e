"""Names of authors, without the addresses that programs put beside them."""

import re
from dataclasses import dataclass

from gulagreader.importing.archive import EMAILS, LeftOut
from gulagreader.text.clean import clean_line

_EMAIL = re.compile(r"[^\s<>()\[\],;:\"“”@]{1,64}@[^\s<>()\[\],;:\"“”@]{1,255}")
_EMPTY_MARKS = re.compile(
    r"<(?:[\s,;]|mailto:)*>|\((?:[\s,;]|mailto:)*\)|\[(?:[\s,;]|mailto:)*\]|\bmailto:",
    re.IGNORECASE,
)
_WHOLLY_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it may be kept, and what was taken from it."""

    name: str | None
    left_out: tuple[LeftOut, ...] = ()


def name_of(words: str | None) -> PersonName:
    """Take the e-mail address out of ``Jane <jane@…>`` or ``jane@… (Jane)``.

    None where nothing but an address is given.
    """
    line = clean_line(words or "")
    if "@" not in line:
        return PersonName(line or None)
    rest, dropped = _EMAIL.subn("", line)
    if not dropped:
        return PersonName(line)
    rest = _EMPTY_MARKS.sub("", rest).strip(" ,;:-–—\"'")
    bracketed = _WHOLLY_BRACKETED.fullmatch(rest)
    name = clean_line(bracketed[1] if bracketed else rest)
    return PersonName(name or None, (LeftOut(EMAILS, dropped),))


def holds_email(words: str) -> bool:
    """Whether there is an e-mail address in words that are not a text."""
    return "@" in words and _EMAIL.search(words) is not None
