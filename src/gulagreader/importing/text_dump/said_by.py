"""Lines that say who wrote something, and when: “Jane on March 3, 2014 says:”."""

import re

from gulagreader.importing.text_dump.patterns import whole_line
from gulagreader.importing.text_dump.when import (
    DAY,
    FUSED,
    MAY_SAY_WHEN,
    WHEN,
    WHEN_ALONE,
)

_SAID_WORDS = (
    *("says", "said", "wrote", "writes", "commented", "comments", "replied"),
    *("sagt", "sagte", "schreibt", "schrieb", "meint", "meinte"),
    *("a dit", "dit", "a écrit", "écrit", "dice", "dijo"),
    *("пишет", "говорит", "сказал", "сказала", "написал", "написала"),
    *("ha detto", "scrive", "scrisse", "disse", "diz", "schreef", "zegt"),
    *("pisze", "napisał", "napisała", "napisał(a)", "mówi"),
    *("sier", "säger", "siger", "skriver", "skrev", "sa"),
)
_SAID = "|".join(map(re.escape, _SAID_WORDS)) + r"|より(?:：|(?=\s*:))"

is_date_line = whole_line(WHEN_ALONE)
"""A line that only says when."""

author_says = whole_line(
    rf"(?P<author>[^\n]{{1,60}}?)\s*(?:{_SAID})", ending=(*_SAID_WORDS, "より")
)
"""“Jane says:”."""

author_colon = whole_line(r"(?P<author>[^\n:]{1,60}?)\s*(?=:)")
"""“Jane:”."""

author_and_date = whole_line(
    rf"(?P<author>[^\n]{{1,40}}?)(?:\s+(?:{_SAID}))?\s*[,|·•—–:-]?\s+"
    rf"(?P<date>{WHEN})(?:\s*(?:{_SAID}))?",
    rf"(?:on |am |le |el )?"
    rf"(?P<date2>{DAY}[^\n\w]{{0,3}}(?:at |um |à )?[\d:.apm ]{{0,12}})"
    rf"[,|·•—–:-]?\s*(?P<author2>[^\W\d][^\n]{{0,40}}?)\s+(?:{_SAID})",
    rf"(?P<author3>[^\n]{{0,38}}?[^\W\d_][.)]?)(?P<date3>{FUSED})",
    holding=MAY_SAY_WHEN,
)
"""“Jane on March 3, 2014 at 5:04 pm said:”, “Jane3 March 2014”."""


def who_and_when(line: str) -> tuple[str, str] | None:
    """Author and date where one line says both."""
    found = author_and_date(line)
    if found is None:
        return None
    for who, when in (("author", "date"), ("author2", "date2"), ("author3", "date3")):
        if found[who] is not None and may_be_name(found[who]):
            return found[who], found[when].strip()
    return None


OF_A_NAME = frozenset(
    (
        *("de", "da", "di", "du", "del", "der", "den", "van", "von", "und", "zu"),
        *("y", "e", "la", "le", "los", "the", "of", "and", "av", "af"),
    )
)
"""Words that a name may hold in small letters."""


def may_be_name(words: str) -> bool:
    """Whether words can be somebody's name, and no sentence."""
    told = words.split()
    small = [one for one in told if one[0].islower() and one not in OF_A_NAME]
    return (
        0 < len(told) <= 10
        and len(words) <= 90
        and words[-1] not in ".!?…,;"
        and (len(told) < 3 or len(small) < 2)
    )


signed = whole_line(
    r"(?:comment by|kommentar von|posted by|by|von|par|por)\s+"
    r"(?P<author>.{1,60}?)\s+(?:[—–|-]|on|am|at|le|el)\s+(?P<date>.*\d.*)"
)
"""“Comment by Jane — March 3, 2014”, under a comment."""
