"""A dossier as Markdown with footnotes, for any program, and for Pandoc.

Footnotes are written ``[^1]`` (Pandoc's User's Guide, Footnotes; GitHub and most others
read the same). For Pandoc what is cited stands as ``[@key, para. 2]`` instead, with the
references in a file of CSL-JSON beside it, which the YAML at the head names.
"""

import json
import re
from collections.abc import Iterator, Mapping

from gulagreader.domain.citing import Cited, Reference
from gulagreader.domain.dossier import EntryKind
from gulagreader.domain.dossier_pages import WrittenDossier, WrittenPart
from gulagreader.text.literal import literal, own_markdown
from gulagreader.text.references.files import csl_item

# "Citation keys must begin with a letter, digit, or _, and may contain alphanumerics
# and single internal punctuation characters (:.#$%&-+?<>~/)"; others stand in braces.
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_]+(?:[:.#$%&+?<>~/-][A-Za-z0-9_]+)*")
_UNFIT = re.compile(r"[^\w:.#$%&+?<>~/-]")


def dossier_markdown(written: WrittenDossier) -> str:
    """The dossier as Markdown with footnotes and a list of what it cites."""
    parts = [f"# {literal(written.name)}", f"*{literal(written.about)}*"]
    for part in written.parts:
        mark = f"[^{part.number}]" if part.number else ""
        parts += _part(part, mark, pandoc=False)
    for number, note in enumerate(written.notes, 1):
        parts.append(f"[^{number}]: {_reference(note)}")
    if written.entries:
        parts.append(f"## {literal(written.list_heading)}")
        parts.append("\n".join(f"- {_reference(one)}" for one in written.entries))
    return "\n\n".join(parts) + "\n"


def dossier_pandoc(written: WrittenDossier, references: str) -> str:
    """The dossier as Pandoc's Markdown; ``references`` is the name of that file."""
    keys = citation_keys(written)
    head = {
        "title": literal(written.name, pandoc=True),
        "subtitle": literal(written.about, pandoc=True),
        "lang": written.lang,
        "bibliography": references,
        "reference-section-title": written.list_heading,
        "link-citations": True,
    }
    if not written.works:
        del head["bibliography"], head["reference-section-title"]
    # JSON is YAML, too, and nothing in it can end the line.
    values = {name: json.dumps(one, ensure_ascii=False) for name, one in head.items()}
    lines = [f"{name}: {value}" for name, value in values.items()]
    parts = ["\n".join(["---", *lines, "---"])]
    for part in written.parts:
        mark = f" {_cited(part.cited, keys)}" if part.number and part.cited else ""
        parts += _part(part, mark, pandoc=True)
    return "\n\n".join(parts) + "\n"


def dossier_references(written: WrittenDossier) -> str:
    """What the dossier cites as CSL-JSON, under the keys that it is cited by."""
    keys = citation_keys(written)
    items = [{**csl_item(work), "id": keys[work.id]} for work in written.works]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def citation_keys(written: WrittenDossier) -> Mapping[str, str]:
    """The key of each text that is cited, by its id: the id, as far as Pandoc can."""
    keys: dict[str, str] = {}
    for work in written.works:
        key = _UNFIT.sub("_", work.id)
        while key in keys.values():
            key += "_"
        keys[work.id] = key
    return keys


def _cited(cited: Cited, keys: Mapping[str, str]) -> str:
    key = keys[cited.id]
    named = f"@{key}" if _PLAIN_KEY.fullmatch(key) else f"@{{{key}}}"
    place = f", para. {cited.paragraph}" if cited.paragraph else ""
    return f"[{named}{place}]"


def _part(part: WrittenPart, mark: str, *, pandoc: bool) -> Iterator[str]:
    if part.kind is EntryKind.HEADING:
        yield f"## {literal(part.own, pandoc=pandoc)}"
    elif part.kind is EntryKind.PARAGRAPH:
        yield own_markdown(part.own)
    else:
        yield from _gathered(part, mark, pandoc=pandoc)
    if part.remark:
        yield own_markdown(part.remark)
    if part.said:
        yield f"*{literal(part.said, pandoc=pandoc)}*"


def _gathered(part: WrittenPart, mark: str, *, pandoc: bool) -> Iterator[str]:
    lines: list[str] = []
    for paragraph in part.quoted:
        inner = "> " * paragraph.depth
        words = literal(paragraph.text, pandoc=pandoc)
        if words:
            lines += [*(f"> {inner}{line}" for line in words.split("\n")), ">"]
    who = f"{literal(part.attribution, pandoc=pandoc)}{mark}"
    if lines:
        yield "\n".join([*lines, f"> — {who}"])
    elif part.attribution:
        yield who
    if part.own:
        yield own_markdown(part.own)


def _reference(reference: Reference) -> str:
    shown = []
    for text, italic in reference.pieces:
        words = literal(text)
        # Blanks at the ends of a piece hold it apart from the next.
        before = " " if text[:1] == " " else ""
        after = " " if text[-1:] == " " else ""
        shown.append(f"{before}{f'*{words}*' if italic else words}{after}")
    return "".join(shown).strip()
