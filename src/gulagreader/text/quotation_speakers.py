"""Who is quoted, where the text says so by a simple pattern; no guesses.

The patterns look at the sentence around a quotation only. Pronouns are not
resolved.
"""

import re
from dataclasses import dataclass

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĢĪĮĶĻŁŃŅŇŐŒŘŚŠŞŢŤŪŮŰŲŹŻŽЀ-Я"
_PART = rf"(?:[{_UPPER}][^\W\d_]+(?:['’\-][{_UPPER}]?[^\W\d_]+)*|[{_UPPER}]\.)"
_NAME = rf"(?P<name>{_PART}(?:\s(?:(?:von|van|der|de|la|le|al)\s)?{_PART}){{0,4}})"
_STORY = (
    "asked|asks|replied|replies|cried|whispered|shouted|muttered|exclaimed|answered"
    "|thought|yelled|begged|sighed|screamed|murmured|growled|snapped|called out"
    "|спросила?|ответила?|крикнула?|прошептала?|fragte|rief|antwortete"
)
_SAYING = (
    "said|says|told|tells|added|adds|remarked|recalled|recalls|remembered|remembers"
    "|сказала?|говорила?|говорит|sagte|sagt|dit|сообщила?"
)
_WRITING = (
    "wrote|writes|argued|argues|noted|notes|stated|states|declared|declares|claimed"
    "|claims|explained|explains|described|describes|observed|observes|announced"
    "|announces|concluded|concludes|insisted|insists|reported|reports|maintained"
    "|maintains|emphasi[sz]ed|suggests|suggested|admitted|admits|warned|warns"
    "|proclaimed|denounced|commented|comments|pointed out|points out|put it|puts it"
    "|asserted|asserts|mentions|mentioned|acknowledged|ordered|demanded|promised"
    "|quotes|quoted|recounts|recounted|believed|believes"
    "|писала?|пишет|отмечала?|отметила?|утверждала?|заявила?|вспоминала?"
    "|schrieb|schreibt|meinte|erklärte|écrit|écrivit|affirme"
)
_CALLING = (
    "called|calls|named|termed|terms|dubbed|labell?ed|labels|referred to|refers to"
    "|назвала?|называла?|nannte|nennt"
)
_VERB = rf"(?:{_WRITING}|{_SAYING}|{_STORY}|{_CALLING})"
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
_SIGNED = re.compile(r"\s*(?:[—–―]|-{1,3})\s?(?P<name>[^\s—–―-][^,(\n]{1,80})")

STORY = re.compile(rf"\b(?:{_STORY})\b")
SAYING = re.compile(rf"\b(?:{_SAYING})\b")
REPORTING = re.compile(rf"\b{_VERB}\b")
WRITING = re.compile(rf"\b(?:{_WRITING})\b")

_NO_NAMES = frozenset(
    """the a an this that these those he she it they we i you one who his her their
    its our my your as when while after before since although though however but and
    or if in on at by for from with to of then there here thus so yet both some many
    most all each other others another what which where how why not no yes once later
    also according note notes example examples quote quotes question questions answer
    answers source sources photo photos title translation text caption summary
    he's she's today yesterday soviet russian american german british western many
    according gulag stalinist historian historians author writer
    он она они это как но и в на по когда так вот что цитата пример вопрос ответ
    der die das er sie es wir ich ein eine und aber als il elle ils le la les un une
    """.split()  # noqa: SIM905 - words read better so
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a quotation, in its paragraph and markup left out."""

    before: str
    after: str


def speaker_of(around: Around) -> str | None:
    """Who is quoted according to the words around a quotation; None if not sure."""
    sentence = re.split(r"(?<=[^\W\d_]{3}[.!?])\s(?=[^a-z])", around.before)[-1]
    for pattern in (_ACCORDING, _BEFORE):
        for found in pattern.finditer(sentence):
            name = _name(found.group("name"))
            if name:
                return name
    colon = _COLON.search(around.before)
    if colon:
        name = _name(colon.group("name"))
        if name:
            return name
    after = _AFTER.match(around.after) or _DASH.match(around.after)
    if after:
        return _name(after.group("name") or after.group("first"))
    return None


def signature(line: str) -> str | None:
    """Who signs a block quote: the name of a line such as ``— Anne Applebaum``."""
    found = _SIGNED.match(line)
    if found is None:
        return None
    name = found.group("name").strip(' \t\r*_.:;“”"«»')
    return name if name and (name[0].isupper() or not name[0].isascii()) else None


def _name(found: str | None) -> str | None:
    """Drop words that begin a sentence from a name; None if nothing is left."""
    words = (found or "").split()
    while words and words[0].casefold() in _NO_NAMES:
        words.pop(0)
    if not words or len(words[-1].rstrip(".")) < 2:
        return None
    return " ".join(words)
