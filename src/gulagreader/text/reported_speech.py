"""The verbs that say that somebody is quoted, and the names beside them."""

import re

from gulagreader.text.names import CAPITAL
from gulagreader.text.speech_words import CALLING, FUNCTION_WORDS, NO_OFFICE
from gulagreader.text.speech_words import SAYING as SAYING_VERBS
from gulagreader.text.speech_words import STORY as STORY_VERBS
from gulagreader.text.speech_words import WRITING as WRITING_VERBS

_PARTICLE = (
    r"(?:von|van|der|den|de|du|des|del|della|di|da|dos|do|la|le|zu|ten|al|el|bin|of)"
)
PART = (
    rf"(?:(?:Mrs?|Ms|Dr|Prof|St|Lt|Col|Gen|Capt|Sen|Rep|Gov)\."
    rf"|[{CAPITAL}]['’][{CAPITAL}][^\W\d_]+"
    rf"|[{CAPITAL}][^\W\d_]+(?:['’\-][{CAPITAL}]?[^\W\d_]+)*|[{CAPITAL}]\.)"
)
NAME = (
    rf"(?P<name>(?:(?:von|van|de)\s)?{PART}"
    rf"(?:\s(?:{_PARTICLE}\s){{0,2}}{PART}){{0,4}}(?:['’]s(?= own\b))?)"
)
OFFICE = rf"(?:(?!(?:{NO_OFFICE})\s)[^\W\d_]+(?:\s|['’](?=\w))){{0,4}}?"
"""Words between a verb and a name: *the historian*, *житель деревни*."""
VERBS = frozenset([*STORY_VERBS, *SAYING_VERBS, *WRITING_VERBS, *CALLING])
VERB = rf"(?:(?:{'|'.join(sorted(VERBS))})\b(?: (?:out|it|to))?)"
_CALLING = frozenset(CALLING)
TOKEN = re.compile(r"[^\W\d_]+")
AUX = (
    r"(?:(?:\w+ly|once|later|also|then|himself|herself|has|had|have|who|have|a|ha|hat"
    r"|avait|l['’]a|hanno|haben|hatte|heeft|har|ont|avoir|który|который"
    r"|которая)\s){0,2}"
)
_LEADS_ON = re.compile(r"\s*(?:,\s?(?:[—–-]|--)?|[—–-]|--)\s?(?=[^\W\d_])")
SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s(?=[^a-z])")
STORY = rf"(?:{'|'.join(STORY_VERBS)})\b"
SAYING = rf"(?:{'|'.join(SAYING_VERBS)})\b"
_ARTICLES = frozenset(("the", "a", "an", "der", "die", "das", "le", "la", "les"))
_OFFICES = frozenset(
    """prime minister president chancellor premier senator governor mayor chairman
    secretary general foreign interior deputy director judge justice ambassador
    bishop archbishop first party commissar marshal historian министр президент
    премьер-министр генерал секретарь председатель профессор депутат премьер
    куратор судья sędzia dyrektor prezes kurator burmistrz режиссёр режиссер
    """.split()  # noqa: SIM905 - words read better so
)
"""Words before a full name that are no part of it."""
_TOLD_WHOM = re.compile(
    r"(?<!\bvan)(?<!\bvon)(?<!\bten)\s(?:der|dem|den|des)\s[^\W\d_]+$"
)
"""*sagte Ruth Engel der Zeitung*."""
_COMMON = frozenset(
    """mother father mom mum dad grandmother grandfather grandma grandpa aunt uncle
    sister brother teacher doctor guard commandant captain sergeant colonel major
    general officer interrogator investigator warden foreman brigadier neighbour
    neighbor nurse clerk judge prosecutor director chairman president minister
    comrade soldier driver voice people начальник следователь конвойный старик
    старуха старушка мать отец бабушка дедушка тетя тётя дядя женщина мужчина
    солдат учитель врач товарищ сосед соседка комендант бригадир капитан майор
    полковник другой другая один одна кто-то мальчик девочка сын дочь жена муж
    tante onkel mutter vater großmutter großvater oma opa architekt lehrer
    lehrerin arzt ärztin direktor wärter kommandant nachbar nachbarin richter
    soldat dagegen danach dazu später zuvor schließlich mère père oncle madre
    padre abuela abuelo matka ojciec babcia dziadek sąsiad strażnik
    """.split()  # noqa: SIM905 - words read better so
)
"""Words that tell who somebody is, but not the name."""
_NO_NAMES = (
    frozenset(
        """the a an this that these those he she it they we i you one mein meine meinem
    unser unsere seine ihre моя мой наш наша who his her their its our my your as
    when while after before since although though however but and or if in on at
    by for from with to of then there here thus so yet both some many most all
    each other others another what which where how why not no yes once later also
    according note notes example examples quote quotes question questions answer
    answers image picture video poster source sources photo photos title
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


def reports(text: str) -> bool:
    """Whether one of the words of ``text`` says that somebody speaks or writes."""
    return not VERBS.isdisjoint(TOKEN.findall(text.replace("so-called", "")))


def calls(text: str) -> bool:
    """Whether one of the words of ``text`` says that somebody calls something so."""
    return not _CALLING.isdisjoint(TOKEN.findall(text))


def follows_a_verb(after: str) -> bool:
    """Whether a verb of saying stands behind a quotation and its comma or dash.

    Without one a title may be what describes or explains something.
    """
    lead = _LEADS_ON.match(after)
    return lead is not None and reports(after[lead.end() : lead.end() + 30])


def name_of(found: str | None) -> str | None:
    """Drop words that begin a sentence from a name; None if nothing is left."""
    words = _TOLD_WHOM.sub("", found or "").split()
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
    if len(words) == 1 and words[0].casefold() in _COMMON:
        return None
    return " ".join(words)
