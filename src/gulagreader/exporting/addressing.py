"""How people are spoken to and of in threads: the signs that a word is a name."""

import re

_LINE_BEGINS = re.compile(r"(?:^|\n)[\s>*_\"“«]*$")
_CALLED = re.compile(
    r"[*_]{0,3}\s{0,2}(?:[:;!]|[–—-](?=\s)"
    # “Stalin, who ruled” tells of somebody.
    r"|,(?!\s*(?:who|whose|whom|which|the|an?|in|of|at|by|for|as|on|being|having|like"
    r"|his|her|and|or|too|die|der|und|котор\w+|как|и)\b))",
    re.IGNORECASE,
)
_GREETED = re.compile(
    r"(?:\b(?:hi|hello|hey|dear|thanks|thank you|thx|cheers|sorry|welcome"
    r"|reply(?:ing)? to|respon(?:se|d|ding) to|answer(?:ing)? to|in answer to|quoting"
    r"|hallo|liebe[rs]?|danke|antwort (?:an|auf)|bonjour|salut|merci|ch[eè]re?"
    r"|привет|здравствуй(?:те)?|спасибо|уважаем\w+|дорог\w+|ответ)"
    r"[,\s*_]{1,4}|@)$",
    re.IGNORECASE,
)
_PRAISED = re.compile(
    r"\b(?:great|nice|good|excellent|well done|bravo|right|congrat\w*|job|work|move"
    r"|idea|post|point|agree|exactly|please|молодец|согласен|согласна)[,\s*_]{1,4}$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[*_]{0,3}\s{0,2}(?:[!.?,)]|$)")
_WROTE = re.compile(
    r"[*_]{0,3}\s{1,3}(?:wrote|said|says|writes|asked|replied|commented|schrieb|schreibt"
    r"|sagte?|meinte?|a écrit|écrit|dit|написал[аи]?|пишет|сказал[аи]?|говорит)"
    r"[^\n.!?]{0,60}:[\s*_]*(?:\n|$)",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"['’]s?\s+(?:\w+\s+)?(?:comment|post|reply|remark|question|answer|point|response)",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\s+(?:said|wrote|says|writes|mentioned|noted|pointed out|asked|put it)\s+"
    r"(?:\w+\s+)?(?:above|below|earlier|in (?:the|her|his|a) (?:\w+ )?comment)",
    re.IGNORECASE,
)
_SMALL_TALK = frozenset(
    """hi hello hey dear thanks thank sorry welcome yes no well but and so as like if
    when what while because although though or then that this i with to by for from
    in on at is was did does are here there now also only even maybe perhaps today
    yesterday mr mrs ms miss dr prof professor sir madam great good nice agreed exactly
    привет спасибо да нет но и как если когда что уважаемый уважаемая дорогой дорогая
    hallo liebe lieber danke ja nein aber und wie""".split()  # noqa: SIM905 - a list
)
_FOLLOWS = re.compile(r"[*_]{0,3} {1,2}[*_]{0,3}([^\W\d_][^\W_]+)")
_PRECEDES = re.compile(r"([^\W\d_][^\W_]*)[*_]{0,3} {1,2}[*_]{0,3}$")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?…:;\n–—(“\"«])[\s>*_]*$")


def is_spoken_to(text: str, start: int, end: int) -> bool:
    """Whether what stands from ``start`` to ``end`` is plainly a person of the thread.

    ``@Jane``, ``Jane,`` at the beginning of a line, ``Thanks Jane``, ``reply to
    Jane``, ``Jane wrote:``, ``Jane’s comment``, ``as Jane said above``.
    """
    before, after = text[max(0, start - 40) : start], text[end : end + 90]
    if start and text[start - 1] == "@":
        return True
    if _LINE_BEGINS.search(before if start > 40 else text[:start]) and _CALLED.match(
        after
    ):
        return True
    return any(
        (
            _GREETED.search(before),
            _PRAISED.search(before) and _ENDS.match(after),
            _WROTE.match(after),
            _OWNS.match(after),
            _ABOVE.match(after),
        )
    )


def begins_a_sentence(text: str, start: int) -> bool:
    """Whether every word would have a capital letter here."""
    return _SENTENCE_BEGINS.search(text[max(0, start - 40) : start]) is not None


def is_part_of_a_name(text: str, start: int, end: int, *, last: bool) -> bool:
    """Whether a capitalised word beside it makes another name of it (Jane Austen).

    ``last`` says that it is a last name, so that a first name may stand before it.
    """
    if start and text[start - 1] == "@":
        return False
    follows = _FOLLOWS.match(text, end)
    if follows and follows[1][0].isupper() and not _is_small_talk(follows[1]):
        return True
    before = text[max(0, start - 60) : start]
    precedes = _PRECEDES.search(before)
    if precedes is None or not precedes[1][0].isupper() or _is_small_talk(precedes[1]):
        return False
    return last or _SENTENCE_BEGINS.search(before[: precedes.start()]) is None


def _is_small_talk(word: str) -> bool:
    return word.casefold() in _SMALL_TALK
