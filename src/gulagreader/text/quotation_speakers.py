"""Who is quoted, where the text says so by a simple pattern; no guesses.

The patterns look at the sentence around a quotation only. Pronouns are not
resolved.
"""

import re
from dataclasses import dataclass

from gulagreader.text.names import CAPITAL
from gulagreader.text.speech_words import (
    ACCORDING,
    ACCORDING_WORDS,
    AS,
    BEHIND_NAME,
    CALLING,
    FUNCTION_WORDS,
    NO_OFFICE,
)
from gulagreader.text.speech_words import SAYING as SAYING_VERBS
from gulagreader.text.speech_words import STORY as STORY_VERBS
from gulagreader.text.speech_words import WRITING as WRITING_VERBS

_PARTICLE = (
    r"(?:von|van|der|den|de|du|des|del|della|di|da|dos|do|la|le|zu|ten|al|el|bin)"
)
_PART = (
    rf"(?:(?:Mrs?|Ms|Dr|Prof|St|Lt|Col|Gen|Capt|Sen|Rep|Gov)\."
    rf"|[{CAPITAL}]['’][{CAPITAL}][^\W\d_]+"
    rf"|[{CAPITAL}][^\W\d_]+(?:['’\-][{CAPITAL}]?[^\W\d_]+)*|[{CAPITAL}]\.)"
)
_NAME = (
    rf"(?P<name>(?:(?:von|van|de)\s)?{_PART}"
    rf"(?:\s(?:{_PARTICLE}\s){{0,2}}{_PART}){{0,4}}(?:['’]s(?= own\b))?)"
)
_OFFICE = rf"(?:(?!(?:{NO_OFFICE})\s)[^\W\d_]+(?:\s|['’](?=\w))){{0,4}}?"
"""Words between a verb and a name: *the historian*, *житель деревни*."""
_VERBS = frozenset([*STORY_VERBS, *SAYING_VERBS, *WRITING_VERBS, *CALLING])
_VERB = rf"(?:(?:{'|'.join(sorted(_VERBS))})\b(?: (?:out|it|to))?)"
_AS_WORDS = frozenset(
    (  # noqa: SIM905 - words read better so
        "As as Wie wie Comme comme Como como Come come Com com Jak jak Ako ako Как как"
        " Як як Zoals zoals Som som Kuten kuten Mint mint Ahogy ahogy"
    ).split()
)
_BEHIND = re.compile(
    rf"{_NAME}\s(?:{BEHIND_NAME})\b(?P<rest>[^.!?;“”\"«»]{{0,60}})\s*$"
)
_AFTER_WORDS = _VERBS | {"cut", "went", "broke", "began", "put"}
_NOUN = re.compile(r"(?<![^\W_])(?:der|die|das|dem|den|ein|eine|einem)\s\Z")
"""An article before what German writes large though it is no name."""
_OBJECT = re.compile(
    r"(?<![^\W_])(?:to|of|from|with|by|for|about|in|at|near|im|в|во|из|dans|en|w|we"
    r"|an|von|mit|à|avec|a|con|di|do|od|z|к|от|с|у)"
    r"\s(?:(?:the|an?|der|dem|den|des|la|le|el|il|al|del)\s)?\Z"
)
"""Words before a name that is not who speaks: *the note to Malenkov said*."""
_BEHIND_WORDS = frozenset(BEHIND_NAME.split("|"))
_CALLING = frozenset(CALLING)
_TOKEN = re.compile(r"[^\W\d_]+")
_AUX = (
    r"(?:(?:\w+ly|once|later|also|then|himself|herself|has|had|have|who|have|a|ha|hat"
    r"|avait|l['’]a|hanno|haben|hatte|heeft|har|ont|avoir|który|который"
    r"|которая)\s){0,2}"
)
_ASIDE = r"(?:\s\([^()]{1,40}\))?(?:,\s[^,.;:!?“”\"«»]{1,60},)?"
_BEFORE = re.compile(
    rf"(?:{_NAME}{_ASIDE}|(?<=,\s)(?:(?:the|an?|der|die|le|la|el"
    rf"|il)\s(?:[^\W\d_A-Z]+\s){{1,3}})?"
    rf"{_NAME.replace('?P<name>', '?P<named>')},)"
    rf"\s{_AUX}(?P<verb>{_VERB})\b"
    rf"(?P<rest>[^.!?;“”\"«»:]{{0,60}})[,:]?\s*$"
)
_IN_WORDS_OF = re.compile(
    rf"(?:^|[,—–:;(]\s?|\b)[Ii]n\s{_NAME}['’]s?\s(?:own\s)?(?:view|words?|opinion"
    rf"|phrase|account|telling|judge?ment|eyes|reading"
    r"|formulation|memory|memoirs?|terms|definition|formula|description|version|book"
    r"|diary|letters?|novel|story)\b(?P<rest>[^.!?;“”\"«»]{0,80})\s*$"
)
_INVERTED = re.compile(
    rf"(?:^|[,—–])\s?(?:{_AUX})?{_VERB}\s{_OFFICE}{_NAME}(?P<rest>,[^.!?;“”\"«»]{{0,60}})\s*$"
)
_FOR = re.compile(
    rf"^\s*(?:For|Pour|Für|Para|Per|Для|Dla|Pro)\s(?:(?:the|den|die|le|la|el"
    rf"|l['’])\s?)?{_OFFICE}{_NAME}(?P<rest>,[^!?;“”\"«»]{{3,80}})$"
)
_IN_MARKS = re.compile(r"[“\"«„‘][^“”\"«»„]*[”\"»“’]")
_SHE_SAYS = re.compile(
    rf"(?<![^\W_])(?:he|she|er|sie|il|elle|él|ella|он|она|on"
    rf"|ona)\s(?:[^\W\d_]+\s)?{_VERB}"
    r"\b[^.!?;“”\"«»]{0,50}$"
)
_SOMEBODY = re.compile(rf"{_NAME}(?=\s[^\W\d_A-Z]|,)(?!['’])")
_FOR_WORDS = frozenset("For Pour Für Para Per Для Dla Pro".split())  # noqa: SIM905
_PRONOUNS = frozenset("he she they er sie il elle él ella он она on ona".split())  # noqa: SIM905
_ACCORDING = re.compile(
    rf"(?<![^\W_])(?:{ACCORDING})\s{_OFFICE}{_NAME}"
    rf"(?:\s\([^()]{{0,40}}\))?(?P<rest>[^.!?;“”\"«»]{{0,60}})\s*$"
)
_AS = re.compile(
    rf"(?<![^\W_])(?:{AS})\s?{_AUX}{_VERB}\s{_OFFICE}{_NAME}"
    rf"(?P<rest>[^.!?;“”\"«»]{{0,60}})\s*$"
)
_COLON = re.compile(rf"(?:^|[.!?…]\s|\n)\s*{_NAME}(?:\s\([^()]{{0,20}}\))?:\s*$")
_AFTER = re.compile(
    rf"\s*,?\s?(?:[—–-]|--)?\s?(?:{_AUX}{_VERB}\s{_OFFICE}{_NAME}"
    rf"|(?:[^\W\d_A-Z]+\s){{1,4}}[^\W\d_A-Z]+,"
    rf"\s{_NAME.replace('?P<name>', '?P<one>')},\s{_AUX}{_VERB}\b"
    rf"|(?:(?:the|Mrs?\.?|Dr\.?)\s)?{_NAME.replace('?P<name>', '?P<first>')}"
    rf"(?:,\s[^,.;:!?“”\"«»]{{1,60}},)?\s{_AUX}(?:{_VERB}|cut in|went on|broke in"
    rf"|put in|began)\b)"
)
_LEADS_ON = re.compile(r"\s*(?:,\s?(?:[—–-]|--)?|[—–-]|--)\s?(?=[^\W\d_])")
_CITE = re.compile(
    r"(?:\s|[—–―(-]|<(?!cite)/?\w[^<>]{0,80}>){0,20}<cite\b[^<>]{0,80}>"
    r"(?P<name>(?:[^<>]|<(?!/cite)[^<>]{0,200}>){1,120}?)</cite>",
    re.IGNORECASE,
)
_LEADS_TO_BLOCK = re.compile(
    rf"\s*(?:(?:The )?(?:poet|writer|historian|author"
    rf"|memoirist) )?{_NAME}(?:['’]s own)?\s{_AUX}"
    r"(?:begins?|began|opens?|opened|starts?|started|ends?|ended|closes?|closed"
    r"|goes on|went on|tells?|told"
    r"|sums?|summed|sets?|makes?|made|gives?|gave|shows?|showed|has|had|replies"
    r"|beginnt|schließt|commence|conclut"
    r"|comienza|empieza|termina|inizia|conclude|начинает|заканчивает"
    r"|заключает)\b[^.!?“”«»]{0,60}:$"
)
_JAPANESE = re.compile(
    r"(?P<name>[一-鿿]{2,5}?)"
    r"(?:さん|氏|先生|教授|博士)(?:は|が)[、\s]?\Z"
)
_FOOTER = re.compile(
    r"<(?:footer|figcaption|cite)\b[^<>]{0,80}>((?:[^<>]"
    r"|<[^<>]{0,200}>){1,160}?)</(?:footer|figcaption|cite)>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_DASH = re.compile(rf"\s*(?:[—–―]|--)\s?{_NAME}\s*(?:[,(].{{0,120}})?(?=\n|$)")
_DASHES = ("—", "–", "―", "-")
_SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s(?=[^a-z])")
_SIGNED = re.compile(r"\s*(?:[—–―]|-{1,3})\s?(?P<name>[^\s—–―-][^,(\n]{1,80})")
_ADDRESSED = re.compile(
    rf"(?P<name>{_PART}(?:\s{_PART}){{1,4}})\s(?:to|in|on|at|from)\s"
)

STORY = rf"(?:{'|'.join(STORY_VERBS)})\b"
SAYING = rf"(?:{'|'.join(SAYING_VERBS)})\b"

_ARTICLES = frozenset(("the", "a", "an", "der", "die", "das", "le", "la", "les"))
_OFFICES = frozenset(
    """prime minister president chancellor premier senator governor mayor
    chairman secretary general foreign interior deputy director judge justice ambassador bishop archbishop
    first party commissar marshal historian министр президент премьер-министр генерал
    секретарь председатель профессор депутат премьер режиссёр режиссер""".split()  # noqa: SIM905 - words read better so
)
"""Words before a full name that are no part of it."""
_NO_NAMES = (
    frozenset(
        """the a an this that these those he she it they we i you one who his her their
    its our my your as when while after before since although though however but
    and or if in on at by for from with to of then there here thus so yet both
    some many most all each other others another what which where how why not no
    yes once later also according note notes example examples quote quotes
    question questions answer answers source sources photo photos title
    translation text caption summary people critics scholars prisoners survivors
    officials authorities guards women witnesses students teachers men children
    workers peasants soldiers writers readers researchers journalists newspapers
    communists bolsheviks russians americans germans soviets families returnees
    inmates leaders nobody everybody someone everyone anyone issue problem rule
    figure table step today yesterday soviet russian american german british
    western gulag stalinist professor profesor professeur january february march
    april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday автор авторы autor auteur whoever
    whatever whose historian historians author writer poet memoirist journalist
    novelist scholar sociologist economist archivist историк писатель поэт
    журналист профессор социолог экономист правозащитник архивист исследователь
    исследовательница писательница поэтесса директор академик napisał napisała
    powiedział powiedziała писал писала сказал сказала schrieb это вот цитата
    пример вопрос ответ der die das er sie es wir ich ein eine und aber als il
    elle ils le la les un une
    """.split()  # noqa: SIM905 - words read better so
    )
    | FUNCTION_WORDS
)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a quotation, in its paragraph and markup left out."""

    before: str
    after: str


def reports(text: str) -> bool:
    """Whether one of the words of ``text`` says that somebody speaks or writes."""
    return not _VERBS.isdisjoint(_TOKEN.findall(text.replace("so-called", "")))


def calls(text: str) -> bool:
    """Whether one of the words of ``text`` says that somebody calls something so."""
    return not _CALLING.isdisjoint(_TOKEN.findall(text))


def follows_a_verb(after: str) -> bool:
    """Whether a verb of saying stands behind a quotation and its comma or dash.

    Without one a title may be what describes or explains something.
    """
    lead = _LEADS_ON.match(after)
    return lead is not None and reports(after[lead.end() : lead.end() + 30])


def speaker_of(around: Around, *, ended: bool = False) -> str | None:
    """Who is quoted according to the words around a quotation; None if not sure.

    ``ended`` says that the quotation ends with a full stop: a name behind it, and then
    a verb, begin a sentence of their own.
    """
    return (
        _announced(around.before)
        or _named_after(around.after, ended=ended)
        or _in_japanese(around)
    )


def _in_japanese(around: Around) -> str | None:
    found = _JAPANESE.search(around.before[-12:])
    return found["name"] if found and around.after.startswith("と") else None


def cited_in_tag(following: str) -> str | None:
    """The content of a ``<cite>`` right at the beginning of ``following``."""
    found = _CITE.match(following)
    name = found and " ".join(_TAG.sub("", found.group("name")).split())
    return name or None


def _announced(before: str) -> str | None:
    """The name in the sentence that leads to a quotation."""
    words = frozenset(_TOKEN.findall(before))
    patterns = _patterns(words)
    if patterns:
        before = _SENTENCES.split(before)[-1]
    if before.rstrip().endswith(":"):
        patterns.append(_COLON)
    for pattern in patterns:
        for found in pattern.finditer(before):
            group = "named" if found.groupdict().get("named") else "name"
            said, lead = found[group], before[: found.start(group)]
            name = _name(said)
            noun = " " not in said and _NOUN.search(lead)
            if noun or (pattern is _BEFORE and _OBJECT.search(lead)):
                continue
            if name and not (pattern is _BEFORE and _is_called(found)):
                return name
    return None if _PRONOUNS.isdisjoint(words) else _meant_by_pronoun(before)


def _patterns(words: frozenset[str]) -> list[re.Pattern[str]]:
    """The patterns that words may fulfil: looking words up spares most searches."""
    patterns = []
    if words & ACCORDING_WORDS:
        patterns.append(_ACCORDING)
    if words & _BEHIND_WORDS:
        patterns.append(_BEHIND)
    if words & _VERBS:
        patterns += [_AS, _BEFORE] if words & _AS_WORDS else [_BEFORE]
        patterns.append(_INVERTED)
    if words & {"In", "in"} and words & {"s"}:
        patterns.append(_IN_WORDS_OF)
    if words & _FOR_WORDS:
        patterns.append(_FOR)
    return patterns


def _meant_by_pronoun(before: str) -> str | None:
    """Whom *when she says* means, where the sentence names one person alone."""
    sentence = _IN_MARKS.sub("", _SENTENCES.split(before)[-1])
    says = _SHE_SAYS.search(sentence)
    if says is None:
        return None
    names = set()
    for found in _SOMEBODY.finditer(sentence, 0, says.start()):
        if found["name"].endswith(("'s", "’s")) or _OBJECT.search(
            sentence[: found.start()]
        ):
            return None
        name = _name(found["name"])
        if name and not (found.start() == 0 and name.endswith("ing")):
            names.add(name)
    return names.pop() if len(names) == 1 else None


def _is_called(found: re.Match[str]) -> bool:
    """Tell "a tool for Pootle called …" from "Pootle called the tool …"."""
    return found.group("verb") in CALLING and not found.group("rest").strip(" ,:")


def _named_after(after: str, *, ended: bool) -> str | None:
    """The name right behind a quotation."""
    found = None
    if not _AFTER_WORDS.isdisjoint(_TOKEN.findall(after[:70])):
        found = _AFTER.match(after)
        if ended and found is not None and found.group("first"):
            found = None
    if found is None and after.lstrip()[:1] in _DASHES:
        found = _DASH.match(after)
    if found is None:
        return None
    said = next(name for name in found.groups() if name)
    if " " not in said and _NOUN.search(after[: after.find(said, found.start())]):
        return None
    return _name(said)


def leads_to_block(before: str) -> str | None:
    """The name in a sentence such as *Shalamov begins with the road:*."""
    found = _LEADS_TO_BLOCK.match(_SENTENCES.split(before)[-1])
    return _name(found.group("name")) if found else None


def signed_in_tags(block: str) -> str | None:
    """Who signs a block quote of tags in its ``<footer>`` or ``<cite>``."""
    found = _FOOTER.search(block[-400:])
    if found is None:
        return None
    words = " ".join(_TAG.sub(" ", found.group(1)).split())
    return signature(f"— {words.lstrip('—–- ')}")


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
    while len(words) > 2 and words[0].casefold() in _OFFICES:
        words.pop(0)
    if words and words[0].casefold() in _ARTICLES:
        # "Der Historiker Nicolas Werth"; "The New York Times", but not "The Minister".
        german = words[0].casefold() in ("der", "die", "das")
        words = words[2:] if german else words[1:] if len(words) > 2 else []
    while words and re.split("['’]", words[0])[0].casefold() in _NO_NAMES:
        words.pop(0)
    if not words or len(words[-1].rstrip(".")) < 2:
        return None
    return " ".join(words)
