"""Tell what somebody says in a story or an example from other quotations."""

import re

from gulagreader.text.marked_passage import COLON, Passage
from gulagreader.text.reported_speech import SAYING, STORY, follows_a_verb, reports

_LIKE = re.compile(
    r"\b(?:(?:was|were|be|is|am|are) like"
    r"|(?:(?<!where )(?<!when )(?<!that )you|someone|people|one|would|might|could"
    r"|(?<!used )(?<!liked )(?<!likes )to) (?:say|ask|think|saying)|imagine|saying"
    r"|thinking|yelling|shouting|asking)"
    r"[^.!?]{0,30}$",
    re.IGNORECASE,
)
_EXAMPLE_WORDS = frozenset(
    "like say ask think imagine saying thinking yelling shouting asking".split()  # noqa: SIM905
)
_PLAIN = re.compile(r"[a-z]+")
_PEOPLE = (
    r"(?:he|she|they|i|we|он|она|они|er|sie|il|elle|(?:the|my|an?|one|old)"
    r"(?! (?:report|decree|letter|document|article|book|author|order|text|file"
    r"|newspaper|law|constitution|historian|government|state|post|comment|blog"
    r"|textbook|encyclop(?:a|ae|æ)dia|source|page|paper|chapter|dictionary|certificate"
    r"|academy|court|committee|commission|party|caption|title|label|form|plaque"
    r"|poster|card"
    r"|stamp|sign|inscription|note|telegram|headline|entry|register|protocol"
    r"|minutes))(?: \w+){1,2})"
)
_STORY_AFTER = re.compile(
    rf"\s*[,—–-]?\s?(?:{_PEOPLE}\s(?:\w+ly\s)?(?:{STORY}|{SAYING})"
    rf"|(?:{STORY}|{SAYING})\s{_PEOPLE}\b)",
    re.IGNORECASE,
)
_ASKED_BEFORE = re.compile(
    rf"(?:{STORY})(?: (?:him|her|me|us|them|the \w+))?(?:[^.!?“”\"]{{0,20}}[,:])?\s*$"
)
_KIN_BEFORE = re.compile(
    r"\b(?:my|our|his|her) (?:\w+ )?(?:grandmother|grandfather|grandma|grandpa"
    r"|babushka|mother"
    r"|father|mom|mum|dad|aunt|uncle|sister|brother|roommate|friend|neighbou?r|wife"
    r"|husband)"
    rf"(?:['’]s)? (?:\w+ ){{0,2}}(?:{SAYING}|{STORY})[^.!?“”\"]{{0,30}}$",
    re.IGNORECASE,
)
_SENTENCE_OVER = re.compile(r"[.…]$")
_STORY_BEFORE = re.compile(
    rf"(?:\b{_PEOPLE}\s(?:\w+ly\s)?(?:said|says|told (?:me|him|her|us|them)|told)"
    r"|\b(?:was|were|been) told)[^.!?“”\"]{0,12}$",
    re.IGNORECASE,
)
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_CLOSING = " \t\r\n\u00a0”’\"'»“›"
_SAID_INSIDE = re.compile(
    rf"[,!?….]\s?[—–]\s[^—–]{{0,30}}\b(?:{STORY}|{SAYING})|[,!?…]\s(?:{STORY}|{SAYING})"
)
_UTTERANCE_ENDS = frozenset(".!?…,—–-")
_WRITTEN = frozenset(
    """книжки книги книге припиской приписка резолюция лозунг vers verse verses
    poem wrote writes written writing reads read letter letters letter's sign note
    noted telegram order decree report document diary inscription poster newspaper
    headline line words page schrieb schreibt stand brief schild zettel befehl
    bericht писал писала написал написала написано письмо письме записка приказ
    надпись табличка плакат écrit écrivit écrivait lettre panneau ordre écriteau
    escribió carta cartel orden napisał napisała list rozkaz tablica
    """.split()  # noqa: SIM905 - words read better so
)
"""Words of what stands written, in a story, too."""


def is_asked(passage: Passage) -> bool:
    """Whether somebody without a name asks or shouts it, or one of a family says so."""
    before = passage.around.before[-60:]
    return not passage.named and (
        _ASKED_BEFORE.search(before) is not None
        or _KIN_BEFORE.search(before) is not None
    )


def is_utterance(passage: Passage) -> bool:
    """Whether it begins and ends as what somebody says does."""
    inner, around = passage.inner.strip(_CLOSING), passage.around
    # Where the full stop stands behind the mark, a colon before it tells the same.
    outside = around.after[:1] in ".,;!?" and (
        COLON.search(around.before) is not None or follows_a_verb(around.after)
    )
    ended = inner[-1:] in _UTTERANCE_ENDS or outside
    begun = bool(inner) and not inner.lstrip("’'…“‘[")[:1].islower()
    return begun and (ended or _SAID_INSIDE.search(inner) is not None)


def is_written(passage: Passage) -> bool:
    """Whether the words around say that it is written or printed somewhere."""
    before = _PLAIN_WORD.findall(passage.around.before[-80:].casefold())
    after = _PLAIN_WORD.findall(passage.around.after[:50].casefold())
    return not _WRITTEN.isdisjoint((*before, *after))


def is_speech(words: list[str], passage: Passage) -> bool:
    """Tell words of a story or an example from words of a document."""
    inner = passage.inner.rstrip()
    before, after = passage.around.before[-60:], passage.around.after[:40]
    leading = _PLAIN.findall(before.lower())
    # Looking the words up first spares most searches.
    if not _EXAMPLE_WORDS.isdisjoint(leading) and is_example(passage):
        # Whoever asks what to say of a thing asks for a term.
        is_term = len(words) < 3 and inner[:1].islower() and inner[-1:].isalnum()
        return not is_term
    if len(words) > 1 and is_asked(passage):
        return True
    if passage.cited:
        return False
    if reports(after) and _STORY_AFTER.match(after):
        # After a full stop the next sentence tells of something else.
        return _SENTENCE_OVER.search(inner) is None
    if len(words) < 2 or not reports(before):
        return False
    if _ASKED_BEFORE.search(before):
        return True
    return len(words) < 8 and _STORY_BEFORE.search(before) is not None


def is_example(passage: Passage) -> bool:
    """Whether the words before say that anybody might say so."""
    return _LIKE.search(passage.around.before[-60:]) is not None
