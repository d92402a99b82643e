"""Web addresses: which a reader may follow, and which become links by themselves."""

import re
from collections.abc import Iterator

from gulagreader.text.clean import clean
from gulagreader.text.entities import unescape_all

_TARGETS = ("http://", "https://", "mailto:")
_BARE = re.compile(r"https?://[^\s<>\[\]\"“”„«»`]+")
_SHORTEST = 9
"""Characters of ``http://`` and a little more."""
_POINTED = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]{1,31}:[^<>\x00-\x20]*)>")
_POINTED_MAIL = re.compile(
    r"<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}"
    r"[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)


def target_of(address: str) -> str | None:
    """The address if it is one a reader may follow, else None."""
    address = clean(unescape_all(address)).strip()
    if any(char.isspace() for char in address):
        return None
    return address if address.lower().startswith(_TARGETS) else None


def bare_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses stand that become links without any markup."""
    for found in _BARE.finditer(text):
        end = _end_of(text, found)
        if end is not None:
            yield found.start(), end


def bare_address_end(text: str, at: int) -> int | None:
    """Where the bare web address that begins at ``at`` ends; None if none does."""
    found = _BARE.match(text, at)
    return _end_of(text, found) if found else None


def pointed_address(text: str, at: int) -> tuple[int, int, str] | None:
    """An address in angle brackets: its start and end without them, and its target.

    CommonMark 0.31.2, 6.5; the target of a mail address has ``mailto:`` before it.
    """
    found = _POINTED.match(text, at)
    if found is not None:
        return *found.span(1), found.group(1)
    mail = _POINTED_MAIL.match(text, at)
    return None if mail is None else (*mail.span(1), f"mailto:{mail.group(1)}")


def _end_of(text: str, found: re.Match[str]) -> int | None:
    start, end = found.span()
    if text[start - 1 : start].isalnum() or end - start < _SHORTEST:
        return None
    return start + _trimmed(found.group())


def _trimmed(address: str) -> int:
    """The length of a bare address without the punctuation of its sentence."""
    end = len(address)
    opened, closed = address.count("("), address.count(")")
    while end:
        last = address[end - 1]
        if last == ")":
            if closed <= opened:
                break
            closed -= 1
        elif last not in "?!.,:;*_~'’‘…\\":
            break
        end -= 1
    return end
