"""Jupyter notebooks as posts: cells of Markdown, of code and of what it printed.

https://nbformat.readthedocs.io/en/latest/format_description.html, versions 3 and 4.
A post's fields stand in a raw first cell between ``---``, or as a list ``- title: …``
in the first cell (pelican-jupyter, fastpages), or in a file beside the notebook.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import LeftOut
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.text.clean import clean, clean_line

PICTURES = "pictures that code has drawn"
HIDDEN = "hidden cells of notebooks"
_FIELD = re.compile(r"[ \t]*[-*][ \t]+(?P<name>[A-Za-z_]\w*)[ \t]*:[ \t]*(?P<value>.*)")
_TITLE = re.compile(r"#[ \t]+(?P<words>[^\n]+)")
_HIDDEN = re.compile(r"\s*#[ \t]?\|?[ \t]*(?:hide|echo:[ \t]*false)\b", re.IGNORECASE)
_HIDING = frozenset(("hide", "remove_cell", "hide_cell", "remove-cell", "hide-cell"))
_TOLD = re.compile(r"#[ \t]?(?:\|[ \t]*)?(?:collapse|export|exports?)[-\w]*[ \t]*\n")
_NO_WORDS = re.compile(r"\s*\[?(?:<[^<>\n]*>,?\s*)+\]?\s*")
"""What Python prints of a thing that it draws: ``<Figure size 640x480>``."""
_TICKS = re.compile(r"^[ \t]*(`{3,})", re.MULTILINE)

Cell = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook's text in Markdown, as yet with HTML in it, and its fields."""

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()


_INCLUDED = re.compile(
    r"^[ \t]*\{%-?[ \t]*notebook[ \t]+(?P<file>[^\s%{}]+\.ipynb)(?P<more>[^%{}\n]*)%\}",
    re.MULTILINE,
)
_SLICE = re.compile(r"cells\[(?P<first>\d{0,6}):(?P<end>\d{0,6})\]")


def with_notebooks(text: str, beside: Callable[[str], str | None]) -> Notebook:
    """A text with the notebooks it shows (Pelican's ``{% notebook x.ipynb %}``).

    ``beside`` gives the text of a file by the end of its name; a notebook that is
    not there, or is none, stays named as it was.
    """
    left_out: list[LeftOut] = []

    def shown(found: re.Match[str]) -> str:
        stored = beside(found["file"])
        if stored is None:
            return found[0]
        part = _SLICE.search(found["more"])
        first, end = (part["first"], part["end"]) if part is not None else ("", "")
        try:
            book = read_notebook(stored, int(first or 0), int(end) if end else None)
        except SourceError:
            return found[0]
        left_out.extend(book.left_out)
        return book.text

    return Notebook(_INCLUDED.sub(shown, text), {}, tuple(left_out))


def read_notebook(text: str, first: int = 0, end: int | None = None) -> Notebook:
    """Read a notebook, or its cells from ``first`` to ``end`` without its fields.

    Raises:
        SourceError: it is no notebook.
    """
    book = _decoded(text)
    cells = [cell for cell in _cells(book) if isinstance(cell, dict)]
    whole = first == 0 and end is None
    fields, at = _fields(cells) if whole else ({}, 0)
    counts: Counter[str] = Counter()
    language = _language(book)
    parts = [
        part
        for cell in cells[first or at : end]
        for part in _shown(cell, language, counts)
    ]
    left_out = tuple(LeftOut(what, count) for what, count in counts.items())
    return Notebook("\n\n".join(parts).strip("\n") + "\n", fields, left_out)


def _decoded(text: str) -> Mapping[str, object]:
    try:
        book = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"is no notebook: {clean_line(str(error))}") from error
    if not isinstance(book, dict) or not ("cells" in book or "worksheets" in book):
        raise SourceError("is no notebook: it has no cells")
    return book


def _cells(book: Mapping[str, object]) -> list[object]:
    found = book.get("cells")
    if isinstance(found, list):
        return found
    sheets = book.get("worksheets")
    first = sheets[0] if isinstance(sheets, list) and sheets else {}
    return _list(_mapping(first).get("cells"))


def _language(book: Mapping[str, object]) -> str:
    about = _mapping(book.get("metadata"))
    for name, key in (("language_info", "name"), ("kernelspec", "language")):
        found = _mapping(about.get(name)).get(key)
        if isinstance(found, str) and re.fullmatch(r"[\w+#.-]{1,30}", found):
            return found
    return "python"


def _fields(cells: Sequence[Cell]) -> tuple[dict[str, str], int]:
    """The fields in the first cell, and how many cells hold nothing else."""
    if not cells:
        return {}, 0
    words = _text(cells[0].get("source")).strip()
    if cells[0].get("cell_type") != "markdown":
        return {}, 0
    fields: dict[str, str] = {}
    for number, line in enumerate(words.split("\n")):
        title = _TITLE.fullmatch(line.strip())
        found = _FIELD.fullmatch(line)
        if title is not None and not number:
            fields["title"] = title["words"].strip()
        elif found is not None:
            fields.setdefault(found["name"].lower(), found["value"].strip(" \"'"))
        elif line.strip() and not line.startswith(">"):
            return {}, 0
    has_more = any(name in fields for name in ("date", "author", "tags", "categories"))
    return (fields, 1) if has_more and "title" in fields else ({}, 0)


def _shown(cell: Cell, language: str, counts: Counter[str]) -> Iterator[str]:
    source = _text(cell.get("source") or cell.get("input")).strip("\n")
    kind = cell.get("cell_type")
    tags = _list(_mapping(cell.get("metadata")).get("tags"))
    if _HIDING.intersection(one for one in tags if isinstance(one, str)) or (
        kind == "code" and _HIDDEN.match(source)
    ):
        counts[HIDDEN] += 1
    elif kind == "heading":
        level = cell.get("level")
        depth = level if isinstance(level, int) and 0 < level < 7 else 2
        yield f"{'#' * depth} {clean_line(source)}"
    elif kind != "code":
        yield source
    else:
        source = _TOLD.sub("", source)
        if source.strip():
            yield fenced(source, language)
        for output in _list(cell.get("outputs")):
            yield from _printed(_mapping(output), counts)


def _printed(output: Cell, counts: Counter[str]) -> Iterator[str]:
    """What code has printed; what went wrong is no part of a post."""
    kind = output.get("output_type")
    if kind == "stream" and output.get("name", output.get("stream")) != "stderr":
        words = _text(output.get("text"))
        if words.strip():
            yield fenced(words, "")
    elif kind in ("execute_result", "display_data", "pyout"):
        data = {**output, **_mapping(output.get("data"))}
        drawn = any(name.startswith("image/") for name in data) or "png" in data
        plain = _text(data.get("text/plain", data.get("text")))
        html = _text(data.get("text/html", data.get("html")))
        if "text/markdown" in data:
            yield _text(data["text/markdown"])
        elif plain.strip() and _NO_WORDS.fullmatch(plain) is None:
            yield fenced(plain, "")
        elif html.strip() and not drawn:
            found = markdown_of(html)
            for one in found.left_out:
                counts[one.what] += one.count
            yield found.markdown
        if drawn:
            counts[PICTURES] += 1


def fenced(text: str, language: str) -> str:
    """A listing, between marks that do not occur in it."""
    longest = max((len(found[1]) for found in _TICKS.finditer(text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text.strip(chr(10))}\n{fence}"


def _text(source: object) -> str:
    """Text as it is stored, a string or a list of its lines; cleaned.

    JSON hides signs in escapes, so that what was read clean may not be it here.
    """
    if isinstance(source, list):
        source = "".join(one for one in source if isinstance(one, str))
    return clean(source) if isinstance(source, str) else ""


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
