"""The forms of citations without an author: files, laws, scripture, press, letters."""

import re

from gulagreader.text import citation_types as kinds
from gulagreader.text.citation_row import GROUP, PLACES, WHEN, TokenRow
from gulagreader.text.citation_shape import Shape

_FILES = re.compile(
    r"[Ll]*(?:[WOUSGKRBrIvJxQu,.:\-()]*[,.:\-]?)"
    r"(?P<files>(?:[,.:]?[FfsPpNnVYDm](?:A)?)+)(?:[,.:]?[OW])?[.,]*"
)
_LAWS = re.compile(r"[Ll]*[WOUSGKRrIvJxHpPNnDmYQV,.:\-()s]+")
_SCRIPTURE = re.compile(r"[Ll]*N?B[.,]?(?:[VN])(?:[,]?[VN])*(?:[,.]?[UW]{1,2})?")
_PRESS = re.compile(
    rf"[Ll]*(?:Q|[WOUJxvI.,\-]*S[WOUSJxvI.()\-]*)(?:[,.:]?(?:{WHEN}|d|{PLACES}))+\.?"
)
_GENRES = re.compile(
    rf"[Ll]*(?:{GROUP}[,:]?)?[xOWUr]{{0,3}}[.]?G[WOUSGKRrIvJxQHu.\-,:()YDmdPpNn]*"
)


def file(row: TokenRow) -> Shape | None:
    """A file of an archive: ``GARF, f. 9401, op. 1, d. 12``, ``FO 371/1234``."""
    found = _FILES.fullmatch(row.types)
    if found is None:
        return None
    marks, lead = found["files"], row.types[: found.start("files")]
    count = len(re.findall("[Ffs]", marks))
    named = bool(set(lead) & set("UR"))
    shelved = named and (count > 0 or ("R" in lead and bool(set(marks) & set("NnP"))))
    several = "f" in marks and count > 1
    return Shape((), row.years()) if shelved or several else None


def law(row: TokenRow) -> Shape | None:
    """A decree or an article of a code, by number or day."""
    types = row.types
    if not _LAWS.fullmatch(types):
        return None
    if kinds.LAW in types:
        number = bool(set(types) & set("nNPVs"))
        article, day = kinds.MINOR in types, bool(set(types) & set("DY"))
        if day or kinds.MONTH in types or article:
            return Shape((), row.years())
        return Shape((), weak=True) if number else None
    code = re.fullmatch(
        r"[Ll]*(?:p[,.]?[xOUW]*[UW]+|[OUW]*U+,?p(?:[,.]?[pP])*)\.?", types
    )
    return Shape((), row.years()) if code else None


def scripture(row: TokenRow) -> Shape | None:
    """A verse of scripture."""
    return Shape(()) if _SCRIPTURE.fullmatch(row.types) else None


def press(row: TokenRow) -> Shape | None:
    """A newspaper or a journal with its day, year or number."""
    if not _PRESS.fullmatch(row.types):
        return None
    first = row.tokens[0]
    title = first.text if first.type == kinds.QUOTED else None
    return Shape((), row.years(), title=title)


def genre(row: TokenRow) -> Shape | None:
    """A letter, an interview, a diary, a speech with its day."""
    found = _GENRES.fullmatch(row.types)
    if found is None:
        return None
    dated = set(row.types) & set("YDmdHV")
    return Shape((), row.years(), weak=not dated)
