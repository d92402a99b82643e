"""Citations that name their author in the sentence: *Applebaum (2003) shows*.

What stands in the bracket alone, a year or a page, needs the words around it.
"""

import re

from gulagreader.text.covering import HIDDEN
from gulagreader.text.names import CAPITAL
from gulagreader.text.reported_speech import reports
from gulagreader.text.uncited_words import NO_AUTHORS, STOPS

_SURNAME = rf"[{CAPITAL}][^\W\d_]+(?:['’\-][^\W\d_]+)*?"
_NAME_BEFORE = re.compile(
    rf"(?<![^\W_])(?P<name>{_SURNAME})(?P<own>['’]s?)?"
    r"(?P<others>,?\s(?:et\.?\sal\.?|и\sдр\.|u\.\s?a\.|and\s(?:colleagues"
    r"|others)))?(?:['’]s)?\s\Z"
)
_SHOWS = re.compile(
    r"\b(?:show|find|demonstrat|estimat|examin|trac|document|calculat|propos|identif"
    r"|discuss|compar|offer|provid"
    r"|present|treat|analy[sz]|explor|distinguish|challeng|reject|critici[sz]"
    r"|criticis|sees?\b|view|count|link|interpret|defin|emphasi|stress"
    r"|underlin|highlight|conced|contend|hold|reveal|remind|point|question|doubt"
    r"|establish|locat|focus|assess|reconstruct"
    r"|investigat|survey|review|attribut|suggest|rel(?:y|ies)|quot|cit|list|speak"
    r"|call|put|read|devot|draw|make|give|take)(?:s|es|ed|e|ies|ied|[a-z]?ing)?\b"
    r"|\b(?:ge(?:zeigt|schildert)|dargelegt|nachgewiesen|montré|démontré|soutenu"
    r"|has (?:an?|much|little|no|also|recently))\b"
    r"|\b(?:found|has shown|have shown|saw|held|gave|made|took|drew|spoke|read)\b"
    r"|\b(?:zeig|beschreib|nenn|untersuch|analysier|beton|meint|verweis)\w*"
    r"|\b(?:montr|décri|analys|soulign|estim|rappel|évoqu)\w*|\b(?:muestra|sostiene"
    r"|analiza|describe|subraya|mostra|sottolinea|descrive)\b"
    r"|\b(?:показ|опис|анализир|рассматрив|исследу|считает|полагает|приводит"
    r"|подч[её]ркив)\w*|\b(?:pokazuje|opisuje|podkreśla|popisuje|ukazuje)\b",
    re.IGNORECASE,
)
"""What scholars do beside writing."""
_CUE = re.compile(
    r"(?:according to|see|see also|cf\.|compare|following|follows|per|pace|contra"
    r"|unlike|like|as in"
    r"|(?:cited|quoted|described|argued|shown|found|noted|discussed|documented"
    r"|reported|suggested|proposed|estimated|coined) (?:in|by)"
    r"|(?:work|study|studies|book|account|figures|estimates|research|analysis"
    r"|article|findings) (?:of|by)|in the words of|based on"
    r"|laut|nach|vgl\.|siehe|selon|d['’]après|voir|según|véase|secondo|cfr\."
    r"|согласно|см\.|ср\.|по мнению|у|według|zob\.|podle|viz)\s"
    rf"(?:(?:[{CAPITAL}]\.\s?){{1,3}}|{_SURNAME}\s(?:and|&|und|et|y|e|и|i)\s"
    rf"|{_SURNAME}\s|von\s|de\s){{0,2}}\Z",
    re.IGNORECASE,
)
"""What leads to the name of an author."""
_AS = re.compile(
    r"(?<![^\W_])(?:as|как|wie|comme|como|come|jak|jako"
    r"|як)\s(?P<said>(?:[^\W\d_]+\s){1,3})\Z",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s[^,.;]{1,60},(?=\s)")
_RELATIVE = frozenset("that which who when where and or but".split())  # noqa: SIM905
_WORK = re.compile(
    r"(?:film|movie|novel|play|poem|song|album|opera|documentary|painting|story"
    r"|фильм\w*|роман\w*|повест\w+|рассказ\w*|пьес\w+|Film|Roman)\s\Z"
)
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s|\n\s*\n")
_NAME = re.compile(rf"(?<![^\W_]){_SURNAME}(?![^\W_])")
_AUTHOR = re.compile(
    r"\b(?:the|our) (?:author|narrator|historian|memoirist|text|book)\b|\b(?:автор"
    r"|der Autor|l['’]auteur|el autor)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(rf"[\s{HIDDEN}]*(?:[.,;:!?)]|\Z|\n)")
_WORD_BEFORE = re.compile(r"([^\W_]+)[^\w]{0,2}\Z")
_NO_NAMES = NO_AUTHORS | STOPS
_LONGEST_SENTENCE = 300


def named_before(masked: str, at: int) -> tuple[str, bool] | None:
    """The surname right before a bracket, and whether it can be but an author's.

    It is where it owns what follows (*Adler's (2002) book*), where others wrote with
    it, and behind words such as *according to*.
    """
    before = masked[max(0, at - 90) : at].replace(HIDDEN, "")
    found = _NAME_BEFORE.search(before)
    if found is None:
        return None
    rest = before[: found.start()]
    if _WORK.search(rest):
        return None
    owns = (found["own"] or "").endswith("s")
    told = _AS.search(rest)
    sure = (
        owns
        or found["others"] is not None
        or _CUE.search(rest) is not None
        or (told is not None and _says(told["said"]))
    )
    return found["name"], sure


def goes_on_to_say(masked: str, at: int) -> bool:
    """Whether what follows a bracket tells what its author writes or shows."""
    following = masked[at : at + 90].partition(".")[0]
    aside = _ASIDE.match(following)
    words = (following[aside.end() :] if aside else following).split()[:3]
    if words and words[0] in _RELATIVE:
        return False
    return _says(" ".join(words))


def _says(words: str) -> bool:
    return reports(words) or _SHOWS.search(words) is not None


def names_of_sentence(masked: str, at: int, end: int) -> tuple[frozenset[str], bool]:
    """The names in the sentence that a bracket ends, and whether one says something.

    There are none where the bracket stands amid a clause, but right behind the verb,
    and where a name is right before it: its number would be an age.
    """
    before = masked[max(0, at - _LONGEST_SENTENCE) : at].replace(HIDDEN, "")
    sentence = _SENTENCE.split(before)[-1].rstrip()
    last = _WORD_BEFORE.search(sentence)
    if last is None or last.group(1)[0].isupper() or last.group(1)[0].isdigit():
        return frozenset(), False
    if not (_CLAUSE_ENDS.match(masked, end) or _says(last.group(1))):
        return frozenset(), False
    found = (name.group() for name in _NAME.finditer(sentence))
    names = frozenset(name for name in found if name.casefold() not in _NO_NAMES)
    return names, _says(sentence) and bool(names or _AUTHOR.search(sentence))
