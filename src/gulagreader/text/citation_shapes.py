"""What the inside of a bracket must look like to be a citation.

A bracket has parts between semicolons. Each part is read as a row of tokens
(``citation_tokens``), and the row of their types is compared with the forms in which
authors, works, places in them, days, files of archives and laws are cited.
"""

import re

from gulagreader.text.citation_forms import Part
from gulagreader.text.citation_shape import Shape
from gulagreader.text.citation_tokens import tokens_of

_LONGEST = 260
_MOST_PARTS = 8
_REMARK = re.compile(
    r"[;,.]\s?\(?(?:my (?:translation|emphasis|italics)|(?:the )?(?:emphasis"
    r"|italics)(?: is| are)? (?:added|mine|ours"
    r"|in (?:the )?original)|(?:author['’]s|own) translation|trans(?:lation"
    r"|\.)?\.? (?:mine|modified)|tr\. mine"
    r"|[üÜ]bers(?:etzung|\.) (?:d\. Verf\.|des Verfassers|von mir)|Hervorh(?:ebung"
    r"|\.) (?:von mir|im Original|d\. Verf\.)"
    r"|курсив (?:мой|наш|автора)|выделено (?:мной|нами)|перевод (?:мой|наш|автора)"
    r"|пер\. (?:мой|автора)"
    r"|(?:je souligne|nous soulignons|ma traduction|notre traduction)"
    r"|la traducción es mía|traducción (?:mía|propia)|traduzione mia"
    r"|tłum\. własne)\)?\.?\Z",
    re.IGNORECASE,
)
"""What a writer adds of the quotation behind its place."""
_SPLIT = re.compile(r"\s*;\s*")
_DIGIT = re.compile(r"\d")
_COMMA = re.compile(r"\s?,\s(?=[^\W\d_])|\sand\s")
_MARKS = re.compile(r"[“”\"«»„]")


def shape_of(content: str) -> Shape | None:
    """Read the inside of a bracket; None when it is no citation.

    Emphasis in it is written with single stars.
    """
    content = _REMARK.sub("", " ".join(content.split()))
    if not 1 < len(content) <= _LONGEST:
        return Shape((), bare_number=True) if content.isdecimal() else None
    parts = [content] if _MARKS.search(content) else _SPLIT.split(content)
    if len(parts) == 1 and ";" in content:
        parts = _outside_marks(content)
    if len(parts) > _MOST_PARTS:
        return None
    shapes: list[Shape] = []
    for part in parts:
        shape = _part(part, first=not shapes) or _listed(part)
        if shape is None and shapes and shapes[0].strong:
            break  # a remark behind a citation
        if shape is None or (shape.only_key and len(parts) > 1):
            return None
        shapes.append(shape)
    return _together(shapes)


def _outside_marks(content: str) -> list[str]:
    """Split at semicolons that stand outside quotation marks."""
    parts, at, inside = [], 0, False
    for place, char in enumerate(content):
        if char in "“«„":
            inside = True
        elif char in "”»":
            inside = False
        elif char == '"':
            inside = not inside
        elif char == ";" and not inside:
            parts.append(content[at:place].strip())
            at = place + 1
    return [*parts, content[at:].strip()]


def _together(shapes: list[Shape]) -> Shape:
    return Shape(
        tuple(name for shape in shapes for name in shape.surnames),
        frozenset().union(*(shape.years for shape in shapes)),
        all(shape.bare_name for shape in shapes),
        all(shape.bare_number for shape in shapes),
        any(shape.full_name for shape in shapes),
        all(shape.dated for shape in shapes),
        all(shape.weak for shape in shapes),
        len(shapes) == 1 and shapes[0].name_and_year,
        all(shape.placed for shape in shapes),
        shapes[0].title if len(shapes) == 1 else None,
        shapes[0].only_key,
    )


def _part(part: str, *, first: bool) -> Shape | None:
    tokens = tokens_of(part)
    if tokens is None and "*" in part:
        tokens = tokens_of(part.replace("*", ""))
    if not tokens:
        return None
    return Part(tokens).shape(first=first) or _without_emphasis(part, first=first)


def _listed(part: str) -> Shape | None:
    """Read *(Overy p. 78, Braithwaite 2006)*: a comma where a semicolon should be."""
    if not _DIGIT.search(part):
        return None
    for comma in _COMMA.finditer(part):
        shapes = [
            _part(half, first=True)
            for half in (part[: comma.start()], part[comma.end() :])
        ]
        if all(one and one.strong and one.surnames for one in shapes):
            return _together([one for one in shapes if one])
    return None


def _without_emphasis(part: str, *, first: bool) -> Shape | None:
    """Read once more what is no title: *(see *Adler* 45)*, *(*ibid.*, 4)*."""
    tokens = tokens_of(part.replace("*", "")) if "*" in part else None
    return Part(tokens).shape(first=first) if tokens else None
