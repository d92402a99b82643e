"""A citation for reference managers: BibTeX, RIS and CSL-JSON."""

import json
import re
import unicodedata
from collections.abc import Iterator

from gulagreader.domain.citing import Cited
from gulagreader.text.clean import clean_line
from gulagreader.text.references.days import numbers
from gulagreader.text.references.people import Person, people
from gulagreader.text.references.titles import quoted

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}
_UNSAFE_IN_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", "\t": "%20"}
_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
_LANGUAGES = {
    "en": "english",
    "de": "ngerman",
    "fr": "french",
    "ru": "russian",
    "uk": "ukrainian",
    "pl": "polish",
    "cs": "czech",
    "sk": "slovak",
    "es": "spanish",
    "pt": "portuguese",
    "it": "italian",
    "nl": "dutch",
    "hu": "magyar",
    "sv": "swedish",
    "da": "danish",
    "nb": "norsk",
    "no": "norsk",
    "fi": "finnish",
    "ro": "romanian",
    "et": "estonian",
    "lv": "latvian",
    "lt": "lithuanian",
}
"""Names by which babel, and so biblatex, knows languages; others are left out."""
_WORD = re.compile(r"\S+")


def bibtex(cited: Cited) -> str:
    """An entry for BibTeX and biblatex, in UTF-8.

    ``@misc`` is the type for web texts that both know. What TeX would act on is
    escaped without a lone brace, which BibTeX counts even after a backslash; words
    with capitals are protected from styles that make titles small.
    """
    day = numbers(cited.dated)
    fields = {"author": " and ".join(map(_bibtex_name, people(cited.signed)))}
    fields["title"] = _protected(_title(cited))
    fields["howpublished"] = _tex(cited.container)
    fields["year"] = str(day[0]) if day else ""
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if len(day) > 1:
        lines.append(f"  month = {_MONTHS[day[1] - 1]}")
    if len(day) > 2:
        lines.append(f"  day = {{{day[2]}}}")
    if cited.link:
        lines.append(f"  url = {{{_address(cited.link)}}}")
    if cited.link and cited.accessed:
        lines.append(f"  urldate = {{{_iso(cited.accessed)}}}")
    note = [f"id {cited.id}"]
    note += [f"paragraph {cited.paragraph}"] if cited.paragraph else []
    lines.append(f"  note = {{{_tex(', '.join(note))}}}")
    named = _LANGUAGES.get(cited.lang.lower().partition("-")[0])
    lines += [f"  langid = {{{named}}}"] if named else []
    return f"@misc{{{_key(cited)},\n" + ",\n".join(lines) + "\n}"


def ris(cited: Cited) -> str:
    """A record of the tagged format that reference managers take; lines end in CRLF.

    No value can hold a line break, so none can begin a tag of its own.
    """
    return "\r\n".join(f"{tag}  - {clean_line(value)}" for tag, value in _ris(cited))


def _ris(cited: Cited) -> Iterator[tuple[str, str]]:
    yield "TY", "BLOG"
    for one in people(cited.signed):
        yield "AU", one.inverted
    yield "TI", _title(cited)
    yield "T2", cited.container
    day = numbers(cited.dated)
    if day:
        yield "PY", str(day[0])
        yield "DA", _slashed(day)
    if cited.link:
        yield "UR", cited.link
    if cited.accessed:
        yield "Y2", _slashed(numbers(cited.accessed))
    if cited.paragraph:
        yield "SP", f"para. {cited.paragraph}"
    yield "LA", cited.lang
    yield "ID", cited.id
    yield "ER", ""


def csl_json(cited: Cited) -> str:
    """An array of one item, as CSL processors, Zotero and pandoc read it."""
    return json.dumps([csl_item(cited)], ensure_ascii=False, indent=2)


def csl_item(cited: Cited) -> dict[str, object]:
    """The item of :func:`csl_json`."""
    item: dict[str, object] = {
        "id": cited.id,
        "type": "post" if cited.comment else "post-weblog",
        "title": _title(cited),
        "container-title": cited.container,
        "language": cited.lang,
    }
    authors = [_csl_name(one) for one in people(cited.signed)]
    if authors:
        item["author"] = authors
    if numbers(cited.dated):
        item["issued"] = {"date-parts": [numbers(cited.dated)]}
    if cited.link:
        item["URL"] = cited.link
    if cited.accessed:
        item["accessed"] = {"date-parts": [numbers(cited.accessed)]}
    if cited.comment:
        item["genre"] = "Comment"
        item["reviewed-title"] = cited.title
        reviewed = [_csl_name(one) for one in people(cited.author)]
        if reviewed:
            item["reviewed-author"] = reviewed
    if cited.paragraph:
        item["note"] = f"paragraph {cited.paragraph}"
    return item


def _title(cited: Cited) -> str:
    title = clean_line(cited.title)
    if cited.comment is not None:
        return f"Comment on {quoted(title)}"
    return title or "Untitled post"


def _csl_name(one: Person) -> dict[str, str]:
    if not one.family:
        return {"literal": one.name}
    name = {"family": one.family, "given": one.given}
    return {**name, "suffix": one.suffix} if one.suffix else name


def _bibtex_name(one: Person) -> str:
    if not one.family:
        return f"{{{_tex(one.name)}}}"
    family = f"{{{_tex(one.family)}}}" if " " in one.family else _tex(one.family)
    middle = [_tex(one.suffix)] if one.suffix else []
    return ", ".join([family, *middle, _tex(one.given)])


def _tex(text: str) -> str:
    return "".join(_TEX.get(char, char) for char in clean_line(text))


def _protected(title: str) -> str:
    """A title in which every word with a capital keeps it.

    The first letter of all needs no protection: no style makes it small.
    """
    parts = []
    at = 0
    for found in _WORD.finditer(title):
        word = found.group()
        kept = word if found.start() else word[1:]
        shown = f"{{{_tex(word)}}}" if kept != kept.lower() else _tex(word)
        parts += [_tex_kept(title[at : found.start()]), shown]
        at = found.end()
    return "".join((*parts, _tex_kept(title[at:])))


def _tex_kept(text: str) -> str:
    """As ``_tex``, with the blanks at both ends."""
    return "".join(_TEX.get(char, char) for char in text)


def _address(url: str) -> str:
    return "".join(_UNSAFE_IN_ADDRESS.get(char, char) for char in clean_line(url))


def _key(cited: Cited) -> str:
    names = people(cited.signed)
    first = names[0].short if names else "anonymous"
    year = numbers(cited.dated)[:1]
    parts = [f"{_plain(first)}{year[0] if year else ''}", _plain(cited.post)]
    parts += [_plain(cited.comment.id)] if cited.comment else []
    return "-".join(part for part in parts if part) or "post"


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if char.isascii() and char.isalnum()).lower()


def _slashed(day: list[int]) -> str:
    """``2014/03/03/``, the parts that are not known empty."""
    known = [f"{day[0]:04}", *(f"{part:02}" for part in day[1:])] if day else []
    return "/".join([*known, *([""] * (4 - len(known)))])


def _iso(date: str) -> str:
    day = numbers(date)
    return (
        "-".join([f"{day[0]:04}", *(f"{part:02}" for part in day[1:])]) if day else ""
    )
