"""Who is quoted, where the text says so by a simple pattern; no guesses.

The patterns look at the sentence around a quotation only. Pronouns are not
resolved.
"""

import re
from dataclasses import dataclass

from gulagreader.text.names import CAPITAL

_PART = rf"(?:[{CAPITAL}][^\W\d_]+(?:['’\-][{CAPITAL}]?[^\W\d_]+)*|[{CAPITAL}]\.)"
_NAME = rf"(?P<name>{_PART}(?:\s(?:(?:von|van|der|de|la|le|al)\s)?{_PART}){{0,4}})"
_STORY = (  # noqa: SIM905 - words read better so
    "asked asks replied replies cried whispered shouted muttered exclaimed answered"
    " thought yelled begged sighed screamed murmured growled snapped"
    " спросил спросила ответил ответила крикнул крикнула прошептал прошептала"
    " fragte rief antwortete"
).split()
_SAYING = (  # noqa: SIM905 - words read better so
    "said says told tells added adds remarked recalled recalls remembered remembers"
    " сказал сказала говорил говорила говорит сообщил сообщила sagte sagt dit"
).split()
_WRITING = (  # noqa: SIM905 - words read better so
    "wrote writes argued argues noted notes stated states declared declares claimed"
    " claims explained explains described describes observed observes announced"
    " announces concluded concludes insisted insists reported reports maintained"
    " maintains emphasised emphasized suggests suggested admitted admits warned warns"
    " proclaimed denounced commented comments asserted asserts mentions mentioned"
    " acknowledged ordered demanded promised quotes quoted recounts recounted believed"
    " believes writing saying puts put points pointed"
    " писал писала пишет отмечал отмечала отметил отметила утверждал утверждала заявил"
    " заявила вспоминал вспоминала schrieb schreibt meinte erklärte écrit écrivit"
    " affirme"
).split()
_CALLING = (  # noqa: SIM905 - words read better so
    "called calls named termed terms dubbed labelled labeled labels referred refers"
    " назвал назвала называл называла nannte nennt"
).split()
_VERBS = frozenset([*_STORY, *_SAYING, *_WRITING, *_CALLING])
_VERB = rf"(?:(?:{'|'.join(sorted(_VERBS))})\b(?: (?:out|it|to))?)"
_QUOTED_BY = frozenset(
    "According according words quoted Laut laut Selon selon словам мнению".split()  # noqa: SIM905
)
_TOKEN = re.compile(r"[^\W\d_]+")
_AUX = r"(?:(?:\w+ly|once|later|also|then|himself|herself|has|had|have|who)\s){0,2}"
_BEFORE = re.compile(
    rf"{_NAME}(?:,\s[^,.;:!?“”\"]{{1,60}},)?\s{_AUX}(?P<verb>{_VERB})\b"
    rf"(?P<rest>[^.!?;“”\"«»:]{{0,60}})[,:]?\s*$"
)
_ACCORDING = re.compile(
    rf"\b(?:[Aa]ccording to|[Ii]n the words of|[Aa]s quoted by|[Ll]aut|[Ss]elon"
    rf"|[Пп]о словам|[Пп]о мнению)\s(?:(?:the|historian|writer|author|poet|scholar)\s)"
    rf"{{0,3}}{_NAME}(?:\s\([^()]{{0,40}}\))?(?P<rest>[^.!?;“”\"«»]{{0,60}})\s*$"
)
_COLON = re.compile(rf"(?:^|[.!?…]\s|\n)\s*{_NAME}(?:\s\([^()]{{0,20}}\))?:\s*$")
_AFTER = re.compile(
    rf"\s*[,—–-]?\s?(?:{_AUX}{_VERB}\s(?:(?:the|historian|writer|author|poet|scholar)\s)"
    rf"{{0,3}}{_NAME}|{_NAME.replace('?P<name>', '?P<first>')}\s{_AUX}{_VERB}\b)"
)
_DASH = re.compile(rf"\s*(?:[—–―]|--)\s?{_NAME}\s*(?:[,(].{{0,120}})?(?=\n|$)")
_DASHES = ("—", "–", "―", "-")
_SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s(?=[^a-z])")
_SIGNED = re.compile(r"\s*(?:[—–―]|-{1,3})\s?(?P<name>[^\s—–―-][^,(\n]{1,80})")
_ADDRESSED = re.compile(
    rf"(?P<name>{_PART}(?:\s{_PART}){{1,4}})\s(?:to|in|on|at|from)\s"
)

STORY = rf"(?:{'|'.join(_STORY)})\b"
SAYING = rf"(?:{'|'.join(_SAYING)})\b"

_ARTICLES = frozenset(("the", "a", "an", "der", "die", "das", "le", "la", "les"))
_NO_NAMES = frozenset(
    """the a an this that these those he she it they we i you one who his her their
    its our my your as when while after before since although though however but and
    or if in on at by for from with to of then there here thus so yet both some many
    most all each other others another what which where how why not no yes once later
    also according note notes example examples quote quotes question questions answer
    answers source sources photo photos title translation text caption summary
    people critics scholars prisoners survivors officials authorities guards women
    witnesses students teachers men children workers peasants soldiers writers readers
    researchers journalists newspapers communists bolsheviks russians americans germans
    soviets families returnees inmates leaders nobody everybody someone everyone anyone
    issue problem rule figure table step today yesterday soviet russian american
    german british western many
    according gulag stalinist historian historians author writer
    napisał napisała powiedział powiedziała писал писала сказал сказала schrieb
    он она они это как но и в на по когда так вот что цитата пример вопрос ответ
    der die das er sie es wir ich ein eine und aber als il elle ils le la les un une
    """.split()  # noqa: SIM905 - words read better so
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a quotation, in its paragraph and markup left out."""

    before: str
    after: str


def reports(text: str) -> bool:
    """Whether one of the words of ``text`` says that somebody speaks or writes."""
    return not _VERBS.isdisjoint(_TOKEN.findall(text))


def speaker_of(around: Around) -> str | None:
    """Who is quoted according to the words around a quotation; None if not sure."""
    return _announced(around.before) or _named_after(around.after)


def _announced(before: str) -> str | None:
    """The name in the sentence that leads to a quotation."""
    words = _TOKEN.findall(before)
    patterns = []
    if not _QUOTED_BY.isdisjoint(words):
        patterns.append(_ACCORDING)
    if not _VERBS.isdisjoint(words):
        patterns.append(_BEFORE)
    if patterns:
        before = _SENTENCES.split(before)[-1]
    if before.rstrip().endswith(":"):
        patterns.append(_COLON)
    for pattern in patterns:
        for found in pattern.finditer(before):
            name = _name(found.group("name"))
            if name and not (pattern is _BEFORE and _is_called(found)):
                return name
    return None


def _is_called(found: re.Match[str]) -> bool:
    """Tell "a tool for Pootle called …" from "Pootle called the tool …"."""
    return found.group("verb") in _CALLING and not found.group("rest").strip(" ,:")


def _named_after(after: str) -> str | None:
    """The name right behind a quotation."""
    found = None
    if reports(after[:70]):
        found = _AFTER.match(after)
    if found is None and after.lstrip()[:1] in _DASHES:
        found = _DASH.match(after)
    if found is None:
        return None
    return _name(next(name for name in found.groups() if name))


def signature(line: str) -> str | None:
    """Who signs a block quote: the name of a line such as ``— Anne Applebaum``."""
    found = _SIGNED.match(line)
    if found is None:
        return None
    name = found.group("name").strip(' \t\r*_.:;“”"«»')
    addressed = _ADDRESSED.match(name)
    name = addressed.group("name") if addressed else name
    return name if name and (name[0].isupper() or not name[0].isascii()) else None


def _name(found: str | None) -> str | None:
    """Drop words that begin a sentence from a name; None if nothing is left."""
    words = (found or "").split()
    if words and words[0].casefold() in _ARTICLES:
        return None
    while words and re.split("['’]", words[0])[0].casefold() in _NO_NAMES:
        words.pop(0)
    if not words or len(words[-1].rstrip(".")) < 2:
        return None
    return " ".join(words)
