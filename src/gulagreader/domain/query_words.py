"""Plain words of a query and the signs on them: ``camp*``, ``camp~``, ``=camp``."""

import re
import unicodedata

from gulagreader.domain.query_parts import Phrase, Term

LONGEST = 4000
"""Characters of one word or phrase; a longer row of words is nobody's question, and
each word of it is looked up."""
_SIMILAR = re.compile(r"(?<!~)~++[0-9]*+$")


def says_something(text: str) -> bool:
    """Whether a text has a letter or a digit."""
    return any(character.isalnum() for character in text)


def shortened(text: str) -> str:
    """A value as a note repeats it: on one line, its beginning."""
    line = " ".join(text[:60].split())
    return line if len(text) <= 40 else f"{line[:40]}…"


def cut(text: str) -> str:
    """The beginning of a very long word or phrase, up to the end of a word."""
    if len(text) <= LONGEST:
        return text
    head, blank, _ = text[: LONGEST + 1].rpartition(" ")
    return head if blank else text[:LONGEST]


def read_word(word: str, *, growing: bool) -> tuple[Term | None, str]:
    """A word with the signs on it, and a note where they are not all understood.

    ``growing``: its last letters are still to come.
    """
    if re.fullmatch(r"~[0-9]+", word):
        return None, (
            f"{word} behind a phrase is not understood; write near/5(two words) for"
            " words near each other"
        )
    bare = word.lstrip("=")
    exact = bare != word
    spelt = _SIMILAR.sub("", bare)
    similar = spelt != bare
    head, star, tail = spelt.partition("*")
    note = ""
    if star and says_something(tail):
        note = (
            f"{shortened(word)}: * stands at the end of a word only; read as a hyphen"
        )
        prefix = growing or spelt.endswith("*")
        # A sign that parts words, but not one that would make another query of it.
        first = "_" if spelt.startswith("*") else ""
        return Term(first + spelt.strip("*").replace("*", "-"), prefix), note
    if similar and (exact or star or _is_row(spelt)):
        note = f"{shortened(word)}: ~ goes with one whole word only; it was passed over"
        similar = False
    prefix = bool(star) or (growing and not similar)
    return Term(head, prefix, exact, similar), note


def read_phrase(text: str, *, growing: bool) -> tuple[Phrase, str]:
    """A row of words; a star may stand at its end."""
    stripped = text.rstrip()
    note = ""
    if "*" in stripped.rstrip("*"):
        note = (
            f"“{shortened(text)}”: * stands at the end of a phrase only; the other"
            " was passed over"
        )
    return Phrase(text.lstrip(), growing or stripped.endswith("*")), note


def _is_row(word: str) -> bool:
    """Whether a word has parts, joined by hyphens and the like."""
    inner = word.strip("'’ʼ-_.")
    return any(
        not (sign.isalnum() or sign in "'’ʼ" or unicodedata.combining(sign))
        for sign in inner
    )
