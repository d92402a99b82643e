"""Who is quoted, where the text says so by a simple pattern; no guesses.

The patterns look at the sentence around a quotation only. Pronouns are resolved only
where that sentence names one person.
"""

import re
from dataclasses import dataclass

from gulagreader.text.names import CAPITAL
from gulagreader.text.reported_speech import (
    AUX,
    NAME,
    OFFICE,
    SENTENCES,
    TOKEN,
    VERB,
    VERBS,
    name_of,
)
from gulagreader.text.speech_words import (
    ACCORDING,
    ACCORDING_WORDS,
    AS,
    BEGAN,
    BEHIND_NAME,
    CALLING,
)

_AS_WORDS = frozenset(
    (  # noqa: SIM905 - words read better so
        "As as Wie wie Comme comme Como como Come come Com com Jak jak Ako ako Как как"
        " Як як Zoals zoals Som som Kuten kuten Mint mint Ahogy ahogy"
    ).split()
)
_BEHIND = re.compile(rf"{NAME}\s(?:{BEHIND_NAME})\b(?P<rest>[^.!?;“”\"«»]{{0,60}})\s*$")
_AFTER_WORDS = VERBS | {"cut", "went", "broke", "put", "so", "was", *BEGAN}
_BEGAN = "|".join(BEGAN)
_NOUN = re.compile(
    r"(?<![^\W_])(?:der|die|das|dem|den|the|ein|eine|einem|einer|eines|des|im|zum"
    r"|zur)\s\Z"
)
"""An article before what German writes large though it is no name."""
_OBJECT = re.compile(
    r"(?<![^\W_])(?:to|of|from|with|by|for|about|in|at|near|im|в|во|из|dans|en|w|we"
    r"|an|von|mit|à|avec|a|con|di|do|od|z|к|от|с|у)"
    r"\s(?:(?:the|an?|der|dem|den|des|la|le|el|il|al|del)\s)?\Z"
)
"""Words before a name that is not who speaks: *the note to Malenkov said*."""
_BEHIND_WORDS = frozenset(BEHIND_NAME.split("|"))
_CALLS = frozenset(
    "calls labels nennt называет appelle llama chiama nazywa nazývá називає".split()  # noqa: SIM905
)
"""Forms that no participle is like."""
_ASIDE = r"(?:\s\([^()]{1,40}\))?(?:,\s[^,.;:!?“”\"«»]{1,60},)?"
_BEFORE = re.compile(
    rf"(?:{NAME}(?:{_ASIDE}|,(?=\swho\s))|(?<=,\s)(?:(?:the|an?|der|die|le|la|el"
    rf"|il)\s(?:[^\W\d_A-Z]+\s){{1,3}})?"
    rf"{NAME.replace('?P<name>', '?P<named>')},)"
    rf"\s{AUX}(?P<verb>{VERB})\b"
    rf"(?P<rest>[^.!?;“”\"«»:]{{0,60}})[,:]?\s*$"
)
_IN_WORDS_OF = re.compile(
    rf"(?:^|[,—–:;(]\s?|\b)[Ii]n\s{NAME}['’]s?\s(?:own\s)?(?:view|words?|opinion"
    rf"|phrase|account|telling|judge?ment|eyes|reading"
    r"|formulation|memory|memoirs?|terms|definition|formula|description|version|book"
    r"|diary|letters?|novel|story)\b(?P<rest>[^.!?;“”\"«»]{0,80})\s*$"
)
_OWN_WORDS = re.compile(
    rf"{NAME}['’]s?\s(?:[^\W\d_A-Z]+\s){{0,2}}(?:speech|words|answer|reply|toast"
    rf"|remark|statement|motto)\s(?P<rest>[^.!?;“”\"«»]{{0,60}})$"
)
_INVERTED = re.compile(
    rf"(?:^|[,—–])\s?(?:{AUX})?{VERB}\s{OFFICE}{NAME}(?P<rest>,[^.!?;“”\"«»]{{0,60}})\s*$"
)
_FOR = re.compile(
    rf"^\s*(?:For|Pour|Für|Para|Per|Для|Dla|Pro)\s(?:(?:the|den|die|le|la|el"
    rf"|l['’])\s?)?{OFFICE}{NAME}(?P<rest>,[^!?;“”\"«»]{{3,80}})$"
)
_IN_MARKS = re.compile(r"[“\"«„‘][^“”\"«»„]*[”\"»“’]")
_SENTENCE_IN_MARKS = re.compile(r"[.!?…][”\"»“’]\s+(?=[^a-zа-яё])")
_ANOTHER = re.compile(rf",\s[{CAPITAL}][^\W\d_]+\s(?![{CAPITAL}])[^,]*$")
"""The subject of another clause."""
_SHE_SAYS = re.compile(
    rf"(?<![^\W_])(?:he|she|er|sie|il|elle|él|ella|он|она|on"
    rf"|ona)\s(?:[^\W\d_]+\s)?{VERB}"
    r"\b[^.!?;“”\"«»]{0,50}$"
)
_SOMEBODY = re.compile(rf"{NAME}(?=\s[^\W\d_A-Z]|,)(?!['’])")
_OWN = frozenset("speech words answer reply toast remark statement motto".split())  # noqa: SIM905
_FOR_WORDS = frozenset("For Pour Für Para Per Для Dla Pro".split())  # noqa: SIM905
_PRONOUNS = frozenset("he she they er sie il elle él ella он она on ona".split())  # noqa: SIM905
_ACCORDING = re.compile(
    rf"(?<![^\W_])(?:{ACCORDING})\s{OFFICE}{NAME}"
    rf"(?:\s\([^()]{{0,40}}\))?(?P<rest>[^.!?;“”\"«»]{{0,60}})\s*$"
)
_AS = re.compile(
    rf"(?<![^\W_])(?:{AS})\s?{AUX}{VERB}\s{OFFICE}{NAME}"
    rf"(?P<rest>[^.!?;“”\"«»]{{0,60}})\s*$"
)
_COLON = re.compile(rf"(?:^|[.!?…]\s|\n)\s*{NAME}(?:\s\([^()]{{0,20}}\))?:\s*$")
_THERE = r"(?:(?:po|w|we|na|в|во|на|после|nach|am|im|on|in|at|after|vor)\s[^\W\d_]+\s)?"
"""When and where somebody says it."""
_AFTER = re.compile(
    rf"\s*,?\s?(?:[—–-]|--)?\s?(?:(?:is|was)\s(?:what|how)\s"
    rf"|as\s)?(?:{AUX}(?:{VERB}|{_BEGAN})\s{_THERE}{OFFICE}{NAME}"
    rf"|(?:so|was\s(?:the|his"
    rf"|her)\s[^\W\d_]+\sof)\s{OFFICE}{NAME.replace('?P<name>', '?P<two>')}"
    rf"|(?:[^\W\d_A-Z]+\s){{1,4}}[^\W\d_A-Z]+,"
    rf"\s{NAME.replace('?P<name>', '?P<one>')},\s{AUX}{VERB}\b"
    rf"|(?:(?:the|Mrs?\.?|Dr\.?|old|young|little|poor"
    rf"|dear)\s)?{NAME.replace('?P<name>', '?P<first>')}"
    rf"(?:,\s[^,.;:!?“”\"«»]{{1,60}},)?\s{AUX}(?:{VERB}|cut in|went on|broke in"
    rf"|put in|{_BEGAN})\b)"
)
_JAPANESE = re.compile(
    r"(?P<name>[一-鿿]{2,5}?)"
    r"(?:さん|氏|先生|教授|博士)(?:は|が)[、\s]?\Z"
)
_INSIDE = re.compile(
    rf"[,!?….]\s?(?:[—–]\s)?(?:{VERB})\s{OFFICE}{NAME}"
    rf"(?:[^—–.]{{0,30}}[.,]\s?[—–]|,\s)"
)
_NO_BLANK = re.compile(r",(?=[^\W\d_])")
_BY = re.compile(rf"\s(?:by|von|par|por)\s{OFFICE}{NAME}")
_DASH = re.compile(rf"\s*(?:[—–―]|--)\s?{NAME}\s*(?:[,(].{{0,120}})?(?=\n|$)")
_DASHES = ("—", "–", "―", "-")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a quotation, in its paragraph and markup left out."""

    before: str
    after: str


def speaker_of(around: Around, *, ended: bool = False) -> str | None:
    """Who is quoted according to the words around a quotation; None if not sure.

    ``ended`` says that the quotation ends with a full stop: a name behind it, and then
    a verb, begin a sentence of their own.
    """
    before = _NO_BLANK.sub(", ", around.before)
    return (
        _announced(before)
        or _named_after(around.after, ended=ended)
        or _called_by(before, around.after)
        or _in_japanese(around)
    )


def _called_by(before: str, after: str) -> str | None:
    """The name in *were once called “the pride of the Revolution” by Trotsky*."""
    found = _BY.match(after)
    clause = SENTENCES.split(before)[-1]
    if found is None or VERBS.isdisjoint(TOKEN.findall(clause[-60:])):
        return None
    return name_of(found["name"])


def _in_japanese(around: Around) -> str | None:
    found = _JAPANESE.search(around.before[-12:])
    return found["name"] if found and around.after.startswith("と") else None


def named_inside(inner: str) -> str | None:
    """The name in *“… , — explains the curator Olga M. — …”*, between the marks."""
    found = _INSIDE.search(inner)
    return name_of(found["name"]) if found else None


def _announced(before: str) -> str | None:
    """The name in the sentence that leads to a quotation."""
    words = frozenset(TOKEN.findall(before))
    patterns = _patterns(words)
    if patterns:
        before = SENTENCES.split(before)[-1]
    if before.rstrip().endswith(":"):
        patterns.append(_COLON)
    for pattern in patterns:
        for found in pattern.finditer(before):
            group = "named" if found.groupdict().get("named") else "name"
            said, lead = found[group], before[: found.start(group)]
            name = name_of(said)
            noun = " " not in said and _NOUN.search(lead)
            if noun or (pattern is _BEFORE and _OBJECT.search(lead)):
                continue
            if name and not (pattern is _BEFORE and _is_called(found)):
                return name
    rest = _IN_MARKS.sub(" ", _SENTENCE_IN_MARKS.split(before)[-1])
    if rest != before and not _ANOTHER.search(rest):
        return _announced(rest)
    return None if words.isdisjoint(_PRONOUNS) else _meant_by_pronoun(before)


def _patterns(words: frozenset[str]) -> list[re.Pattern[str]]:
    """The patterns that words may fulfil: looking words up spares most searches."""
    patterns = []
    if words & ACCORDING_WORDS:
        patterns.append(_ACCORDING)
    if words & _BEHIND_WORDS:
        patterns.append(_BEHIND)
    if words & VERBS:
        patterns += [_AS, _BEFORE] if words & _AS_WORDS else [_BEFORE]
        patterns.append(_INVERTED)
    if words & {"In", "in"} and words & {"s"}:
        patterns.append(_IN_WORDS_OF)
    if "s" in words and words & _OWN:
        patterns.append(_OWN_WORDS)
    if words & _FOR_WORDS:
        patterns.append(_FOR)
    return patterns


def _meant_by_pronoun(before: str) -> str | None:
    """Whom *when she says* means, where the sentence names one person alone."""
    sentence = _IN_MARKS.sub("", SENTENCES.split(before)[-1])
    says = _SHE_SAYS.search(sentence)
    if says is None:
        return None
    names = set()
    for found in _SOMEBODY.finditer(sentence, 0, says.start()):
        if found["name"].endswith(("'s", "’s")) or _OBJECT.search(
            sentence[: found.start()]
        ):
            return None
        if _NOUN.search(sentence[: found.start()]):
            continue
        name = name_of(found["name"])
        if name and not (found.start() == 0 and name.endswith("ing")):
            names.add(name)
    return names.pop() if len(names) == 1 else None


def _is_called(found: re.Match[str]) -> bool:
    """Tell "a tool for Pootle called …" from "Pootle called the tool …"."""
    verb = found.group("verb")
    return (
        verb in CALLING and verb not in _CALLS and not found.group("rest").strip(" ,:")
    )


def _named_after(after: str, *, ended: bool) -> str | None:
    """The name right behind a quotation."""
    found = None
    if not _AFTER_WORDS.isdisjoint(TOKEN.findall(after[:70])):
        found = _AFTER.match(after)
        if ended and found is not None and found.group("first"):
            found = None
    if found is None and after.lstrip()[:1] in _DASHES:
        found = _DASH.match(after)
    if found is None:
        return None
    said = next(name for name in found.groups() if name)
    lead = after[: after.find(said, found.start())]
    words = said.split()
    if len(words) == 1 and _NOUN.search(lead):
        return None
    if len(words) > 2 and _NOUN.search(lead):
        said = " ".join(words[1:])  # the office that German writes large
    return name_of(said)
