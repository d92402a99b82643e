"""Names of authors, without the addresses that programs put beside them."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import unquote

from gulagreader.importing.archive import ADDRESSES, EMAILS, LeftOut
from gulagreader.text.clean import clean_line

_EMAIL = re.compile(r"[^\s<>()\[\],;:\"“”@]{1,64}@[^\s<>()\[\],;:\"“”@]{1,255}")
_EMPTY_MARKS = re.compile(
    r"<(?:[\s,;]|mailto:)*>|\((?:[\s,;]|mailto:)*\)|\[(?:[\s,;]|mailto:)*\]|\bmailto:",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"[^\s@/:<>]+@[^\s@/:<>]+\.[^\s@/:<>]+")
_HEX = "0123456789abcdefABCDEF"
_WHOLLY_BRACKETED = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it may be kept, and what was taken from it."""

    name: str | None
    left_out: tuple[LeftOut, ...] = ()


def name_of(words: str | None) -> PersonName:
    """Take the e-mail address out of ``Jane <jane@…>`` or ``jane@… (Jane)``.

    None where nothing but an address is given; some programs name a guest by the
    IP address of the machine.
    """
    line = clean_line(words or "")
    if line and is_ip_address(line):
        return PersonName(None, (LeftOut(ADDRESSES),))
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


def is_ip_address(words: str) -> bool:
    """Whether a word is the address of a machine, of the old sort or the new."""
    if len(words) > 50 or not (words[0] in "[:" or words[0] in _HEX):
        return False
    try:
        ip_address(words.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return True


def names_a_mailbox(url: str) -> bool:
    """Whether a web address holds an e-mail address; ``/@jane`` is none."""
    return ("@" in url or "%40" in url) and bool(_IN_ADDRESS.search(unquote(url)))
