"""AsciiDoc and Org: the title, the fields, headings and listings; the rest as written.

Old blogs in these are few. Their words come in as they stand, line by line where
lines begin with marks, so that nothing is lost and nothing is taken for markup.
"""

import re
from collections.abc import Sequence
from html import escape

from gulagreader.importing.markups.rst import MarkupHtml

_HEADINGS = {"org": "*", "adoc": "="}
_FENCES = {
    "org": re.compile(r"[ \t]*#\+begin_(?P<kind>\w{1,20})\b.*", re.IGNORECASE),
    "adoc": re.compile(r"(?P<kind>-{4,}|\.{4,}|```)[ \t]*"),
}
_FIELDS = {
    "org": re.compile(r"#\+(?P<name>\w[\w-]{0,40}):[ \t]*(?P<words>.*)"),
    "adoc": re.compile(r":(?P<name>\w[\w-]{0,60}):[ \t]*(?P<words>.*)"),
}
_NAMES = {
    "filetags": "tags",
    "page-tags": "tags",
    "page-date": "date",
    "revdate": "date",
    "published_at": "date",
    "hp-tags": "tags",
}
_LONGEST = 400
"""Lines in which the end of a listing is looked for."""
_MARKED = re.compile(r"\s*(?:[-+*|#.:]|\d+[.)])")


def html_of_written(text: str, kind: str) -> MarkupHtml:
    """Read a text as it is written; ``kind`` is ``adoc`` or ``org``."""
    lines = text.split("\n")
    fields: dict[str, str] = {}
    title = ""
    mark = re.escape(_HEADINGS[kind])
    heading = re.compile(rf"(?P<marks>{mark}{{1,6}})[ \t]+(?P<words>\S.*)")
    at = 0
    while at < len(lines):
        found = _FIELDS[kind].fullmatch(lines[at])
        titled = heading.fullmatch(lines[at]) if kind == "adoc" and not title else None
        if found is not None:
            name = found["name"].lower()
            fields.setdefault(_NAMES.get(name, name), found["words"].strip(" :"))
        elif titled is not None and len(titled["marks"]) == 1:
            title = titled["words"]
        elif lines[at].strip():
            break
        at += 1
    title = fields.pop("title", title)
    if "tags" in fields and "," not in fields["tags"]:
        fields["tags"] = re.sub(r"[:\s]+", ", ", fields["tags"])
    return MarkupHtml(_blocks(lines[at:], kind, heading), escape(title), fields)


def _blocks(lines: Sequence[str], kind: str, heading: re.Pattern[str]) -> str:
    parts: list[str] = []
    said: list[str] = []

    def end_paragraph() -> None:
        if said:
            parts.append(f"<p>{_said(said)}</p>")
            said.clear()

    at = 0
    while at < len(lines):
        line = lines[at]
        found = heading.fullmatch(line)
        fence = _FENCES[kind].fullmatch(line)
        end = _end_of_listing(lines, at, kind, fence["kind"]) if fence else None
        if fence is not None and end is not None:
            end_paragraph()
            inner = "\n".join(lines[at + 1 : end])
            parts.append(f"<pre><code>{escape(inner)}</code></pre>")
            at = end
        elif found is not None and (kind == "org" or len(found["marks"]) > 1):
            end_paragraph()
            level = min(6, len(found["marks"]) + (kind == "org"))
            parts.append(f"<h{level}>{escape(found['words'])}</h{level}>")
        elif line.strip():
            said.append(line)
        else:
            end_paragraph()
        at += 1
    end_paragraph()
    return "".join(parts)


def _said(lines: Sequence[str]) -> str:
    by_line = any(_MARKED.match(line) for line in lines)
    return ("<br>" if by_line else "\n").join(escape(line.strip()) for line in lines)


def _end_of_listing(lines: Sequence[str], at: int, kind: str, fence: str) -> int | None:
    """The line that ends a listing; None where none does, near enough."""
    for end in range(at + 1, min(len(lines), at + _LONGEST)):
        if kind == "adoc" and lines[end].rstrip() == fence.rstrip():
            return end
        if kind == "org" and lines[end].strip().lower() == f"#+end_{fence.lower()}":
            return end
    return None
