"""What the inside of a bracket must look like to be a citation.

Surnames, a year, a place in the work, in this order, each optional; several of
them split by semicolons; nothing else.
"""

import re
from dataclasses import dataclass

from gulagreader.text.names import CAPITAL, NAME_WORD

_NAME = rf"[{CAPITAL}][^\W\d_]+(?:['’\-][^\W\d_]+)*"
_PARTICLE = r"(?:von|van|der|den|de|du|del|della|di|da|la|le|ten|ter|zu|al|el)"
_PERSON = (
    rf"(?:(?:[{CAPITAL}]\.[ \-]?){{1,3}}\s?)?(?:{_PARTICLE}\s){{0,2}}"
    rf"(?:{_NAME}\s(?:(?:[{CAPITAL}]\.\s?)?)(?:{_PARTICLE}\s){{0,2}})?{_NAME}"
)
_JOINT = r"(?:\s?,?\s(?:and|und|et|y|и)\s|\s?,?\s?&\s?|,\s)"
_PEOPLE = rf"{_PERSON}(?:{_JOINT}{_PERSON}){{0,5}}(?:,?\s(?:et\.?\sal\b\.?|и\sдр\.))?"
_YEARS = (
    r"(?:\(?(?:c\.\s?|ca\.\s?)?(?:1[5-9]|20)\d\d[a-z]?(?:[/–-]\d{2}\b)?\)?"
    r"|n\.\s?d\.?|forthcoming|б\.\s?г\.)"
)
_RANGE = r"(?:\d{1,4}|[ivxlc]{1,7})(?:\s?[-–—]\s?(?:\d{1,4}|[ivxlc]{1,7}))?f{0,2}\.?"
_LIST = rf"{_RANGE}(?:,\s?{_RANGE}){{0,5}}"
_LABEL = (
    r"(?:pp?\.|pages?|pg\.?|[Ss]\.|[Сс]\.|[Cc]\.|стр\.|chap\.|chs?\.|chapters?|гл\.|Kap\.|vol\.|т\."
    r"|Bd\.|bk\.|para?\.|§§?|no\.|nn?\.|fn\.|loc\.|fols?\.)"
)
_LOCATOR = rf"{_LABEL}\s?{_LIST}(?:,\s{_LABEL}\s?{_LIST}){{0,2}}"
_LEAD = (
    r"(?:(?:see(?:\salso)?|cf\.|qtd\.\sin|quoted\s(?:in|by)|cited\s(?:in|by)"
    r"|as\s(?:cited|quoted)\sin|e\.g\.,?|from|vgl\.|zit\.\snach|цит\.\sпо:?|см\.)\s)?"
)
_INSIDE = r"(?:of|the|a|an|in|and|to|for|from|on|и|в|о|на|der|die|das|und|de|la|le|du)"
_SHORT_TITLE = (
    rf"(?:,\s[*_“\"]{{0,2}}{_NAME}(?:\s(?:{_INSIDE}\s){{0,2}}{_NAME}){{0,6}}"
    rf"[*_”\",]{{0,3}})"
)
_ARCHIVE = re.compile(
    rf"[{CAPITAL}]{{3,9}}(?:\s[{CAPITAL}]{{2,5}})?[,.]?\s"
    r"(?:[fFфФ]|[Ff]ond|[Фф]онд|coll)\.?\s?[\w-]{1,6}(?:[,.]\s?[^\W\d_]{1,4}\.?\s?[\w–-]{1,8}){0,5}"
)
"""A file of an archive: ``GARF, f. 9401, op. 1, d. 12``."""
_TITLED = re.compile(
    rf"(?P<people>{_PERSON})(?P<title>{_SHORT_TITLE})"
    rf"(?:,?\s(?P<year>{_YEARS}))?(?:[,:]?\s?{_LOCATOR}|[,:]?\s{_LIST})"
)
"""An author with one of several works, and a place in it."""
_DATED = re.compile(rf"(?P<year>{_YEARS})(?P<place>[,:]\s?(?:{_LOCATOR}|{_LIST}))?")
_ROMAN = re.compile(
    r"(?=[ivxlc]{2,8}\Z|[vxlc]\Z)c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
)
_CITED = re.compile(
    rf"(?P<lead>{_LEAD})(?P<people>{_PEOPLE})"
    rf"(?:,?\s(?P<year>{_YEARS}))?"
    rf"(?:[,:]?\s?(?P<place>{_LOCATOR})|(?P<title>{_SHORT_TITLE})?"
    rf"(?P<bare>(?:[,:]\s?|\s){_LIST}))?"
)
_PLACE = re.compile(
    rf"(?P<place>{_LOCATOR})|(?P<bare>\d{{1,3}}(?:\s?[-–]\s?\d{{1,4}})?)"
)
_AGAIN = re.compile(
    rf"(?:[Ii]bid(?:em)?\.?|[Oo]p\.\s?cit\.|[Ll]oc\.\s?cit\.|[Ee]bd\.|[Ee]benda|[Тт]ам\sже\.?"
    rf"|[Тт]амо\sсамо|[Tt]amże\.?|[Tt]amtéž\.?)(?:,?\s(?:{_LOCATOR}|{_LIST}))?"
)
_MORE = re.compile(rf"{_YEARS}(?:[,:]\s?(?:{_LOCATOR}|{_LIST}))?|{_LOCATOR}|{_RANGE}")
_REMARK = re.compile(
    r"[;,]\s(?:my (?:translation|emphasis|italics)|(?:emphasis|italics) (?:added|mine"
    r"|in (?:the )?original)|trans(?:lation)?\. mine|Übers\. d\. Verf\.|курсив мой)\Z"
)
"""What a writer adds of the quotation behind its place."""
_SPLIT = re.compile(r"\s*;\s*")

_NO_AUTHORS = frozenset(
    """a an the this that these see in on at of his her their our my i he she it we
    article articles chapter part figure fig table photo photos picture image map act
    order decree camp section item step page day week note episode season volume
    comment post issue version bug ticket appendix exhibit file
    question grade class group room barrack barracks phase plan war world
    number line lines sentence paragraph law code point points resolution directive
    january february march april may june july august september october november
    december jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday
    thursday friday saturday sunday spring summer autumn fall winter early late mid
    circa born died age aged about around after before until since between during
    gulag gulags cheka komsomol kolyma zek zeks moscow leningrad petersburg petrograd
    siberia solovki vorkuta norilsk magadan perm karaganda ukraine kiev russia russian
    soviet soviets ussr germany german english french british american bolshevik
    bolsheviks menshevik communist communists kulak kulaks politburo kremlin pravda
    izvestia izvestiya duma tsar czar europe america britain england france poland
    italy japan china kazakhstan georgia berlin london paris washington north south
    east west new old left right yes no laughs source emphasis translation original
    above below left top bottom photograph courtesy
    москва ленинград сибирь январь февраль март апрель май июнь июль август сентябрь
    октябрь ноябрь декабрь глава часть статья""".split()  # noqa: SIM905 - words read better so
)
"""Words that begin a bracket but are not the surname of an author."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a bracket says."""

    surnames: tuple[str, ...]
    """The last name of each person, in order; empty for a page alone."""
    years: frozenset[str] = frozenset()
    bare_name: bool = False
    """Nothing but names: it needs more evidence than its shape."""
    bare_number: bool = False
    """Nothing but a number, which is a page only right after a quotation."""
    full_name: bool = False
    """A bare name of several words, such as the translation of a title."""
    dated: bool = False
    """A year alone: a citation of whoever is named right before it."""
    only_key: str | None = None
    """A word that is no author's name, such as *Decree*: the bracket is a citation
    only where a source of the post has this very key."""


def shape_of(content: str) -> Shape | None:
    """Read the inside of a round bracket; None when it is no citation."""
    content = _REMARK.sub("", " ".join(content.split()))
    if not 1 < len(content) <= 160:
        return Shape((), bare_number=True) if content.isdecimal() else None
    parts = _SPLIT.split(content)
    if len(parts) > 6:
        return None
    shapes: list[Shape] = []
    for part in parts:
        shape = _part(part, first=not shapes)
        if shape is None or (shape.only_key and len(parts) > 1):
            return None
        shapes.append(shape)
    return Shape(
        tuple(name for shape in shapes for name in shape.surnames),
        frozenset().union(*(shape.years for shape in shapes)),
        all(shape.bare_name for shape in shapes),
        all(shape.bare_number for shape in shapes),
        any(shape.full_name for shape in shapes),
        all(shape.dated for shape in shapes),
        shapes[0].only_key,
    )


def _part(part: str, *, first: bool) -> Shape | None:
    if _AGAIN.fullmatch(part) or (not first and _MORE.fullmatch(part)):
        return Shape(())
    place = _PLACE.fullmatch(part)
    if place:
        return Shape((), bare_number=place.group("bare") is not None)
    if _ROMAN.fullmatch(part):
        return Shape((), bare_number=True)
    if _ARCHIVE.fullmatch(part):
        return Shape(())
    dated = _DATED.fullmatch(part)
    if dated is not None:
        years = frozenset(re.findall(r"\d{4}", dated["year"]))
        return Shape((), years, dated=not dated["place"])
    return _titled(part) or _cited(part)


def _titled(part: str) -> Shape | None:
    """Read an author with the title of a work; None when it is something else."""
    found = _TITLED.fullmatch(part)
    if found is None:
        return None
    author = NAME_WORD.findall(found["people"])
    if author[0].casefold() in _NO_AUTHORS:
        return None
    years = frozenset(re.findall(r"\d{4}", found["year"] or ""))
    return Shape((author[-1],), years)


def _cited(part: str) -> Shape | None:
    cited = _CITED.fullmatch(part)
    if cited is None:
        return None
    people = re.split(
        _JOINT, re.sub(r",?\s(?:et\.?\sal\b\.?|и\sдр\.)$", "", cited["people"])
    )
    words = [NAME_WORD.findall(person) for person in people]
    surnames = tuple(word[-1] for word in words if word)
    if any(word[0].casefold() in _NO_AUTHORS for word in words if word):
        if words != [[*surnames]] or not cited["year"]:
            return None
        years = frozenset(re.findall(r"\d{4}", cited["year"]))
        return Shape(surnames, years, only_key=surnames[0])
    if any(name.isupper() and len(name) < 6 for name in surnames):
        return None
    lead = cited["lead"].casefold() not in {"", "e.g. ", "e.g., ", "from "}
    bare = not (cited["year"] or cited["place"] or cited["bare"] or lead)
    plain = len(words) == 1 and len([w for w in words[0] if w[0].isupper()]) > 1
    particle = any(word[0].islower() for one in words for word in one)
    years = frozenset(re.findall(r"\d{4}", cited["year"] or ""))
    return Shape(surnames, years, bare, full_name=bare and plain and not particle)
