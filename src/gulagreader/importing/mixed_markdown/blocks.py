"""Markdown with blocks of HTML in it, to Markdown alone.

The reader shows HTML as it stands, so what people put into Markdown has to become
Markdown here. A block of HTML begins as CommonMark has it (0.31.2, 4.6) and goes on
to the blank line, or to its end tag where it would come apart otherwise. Listings
stay untouched.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gulagreader.importing.archive import LeftOut
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.importing.mixed_markdown.inline import without_tags

_SUSPECT = re.compile(r"<(?:[A-Za-z/]|!--)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANY_FENCE = re.compile(r"\s*(?:>\s?)*(?:[-+*] +|\d+[.)] +)?(?P<marks>`{3,}|~{3,})")
_ITEM = re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])(?:\s|$)")
_BLOCK = re.compile(
    r" {0,3}</?(?P<name>address|article|aside|blockquote|body|center|dd|details|div"
    r"|dl|dt|embed|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html"
    r"|iframe|legend|li|link|main|meta|nav|noscript|object|ol|p|pre|script|section"
    r"|style|summary|svg|table|tbody|td|textarea|tfoot|th|thead|tr|ul|video|audio)"
    r"(?=[\s/>]|$)",
    re.IGNORECASE,
)
_WHOLE = frozenset(
    (
        *("audio", "blockquote", "details", "dl", "figure", "iframe", "object", "ol"),
        *("pre", "script", "style", "svg", "table", "textarea", "ul", "video"),
    )
)
"""What would mean something else if it ended at a blank line."""
_RAW = frozenset({"pre", "script", "style", "textarea", "svg"})
_WITH_MARKDOWN = re.compile(r"\bmarkdown\s*=\s*[\"']?(?:1|block|span)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown without HTML, and what was left out of it."""

    text: str
    left_out: tuple[LeftOut, ...] = ()


def without_html(text: str) -> Markdown:
    """Turn the HTML in a Markdown text into Markdown."""
    if _SUSPECT.search(text) is None:
        return Markdown(text)
    parts: list[str] = []
    left_out: list[LeftOut] = []
    for is_html, part in _parts(text.split("\n")):
        shown = _from_html(part) if is_html else Markdown(part)
        left_out.extend(shown.left_out)
        parts.append(shown.text)
    return Markdown("\n".join(parts).strip("\n"), tuple(left_out))


def _from_html(part: str) -> Markdown:
    """A block of HTML; what stands around Markdown is taken away instead."""
    found = _BLOCK.match(part)
    first, _, rest = part.partition("\n")
    name = found["name"].lower() if found else ""
    if name in ("blockquote", "div", "section", "aside", "details", "center"):
        inside = re.sub(rf"</{name}\s*>\s*\Z", "", rest, flags=re.IGNORECASE)
        opened = re.fullmatch(r"\s*<[^>]*>\s*", first)
        if opened and (rest.startswith("\n") or _WITH_MARKDOWN.search(first)):
            inner = without_html(inside.strip("\n"))
            if name != "blockquote":
                return Markdown(f"\n{inner.text}\n", inner.left_out)
            quoted = re.sub(r"^", "> ", inner.text, flags=re.MULTILINE)
            return Markdown(f"\n{quoted}\n", inner.left_out)
    converted = markdown_of(part)
    shown = converted.markdown.strip("\n")
    return Markdown(f"\n{shown}\n" if shown else "", tuple(converted.left_out))


def _parts(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Parts of HTML (True) and of Markdown, its tags turned into marks already."""
    at = 0
    above: list[str] = []
    while at < len(lines):
        fence = _ANY_FENCE.match(lines[at])
        if fence is not None:
            end = _fence_end(lines, at, fence["marks"])
            yield from _flushed(above)
            yield False, "\n".join(lines[at:end])
            at = end
            continue
        block = _BLOCK.match(lines[at])
        if block is not None and (not above or not above[-1].strip()):
            yield from _flushed(above)
            end = _block_end(lines, at, block["name"].lower())
            yield True, "\n".join(lines[at:end])
            at = end
            continue
        above.append(lines[at])
        at += 1
    yield from _flushed(above)


def _flushed(above: list[str]) -> Iterator[tuple[bool, str]]:
    """Give the lines gathered so far, paragraph by paragraph."""
    if above:
        yield False, _inline("\n".join(above))
        above.clear()


def _inline(text: str) -> str:
    """Turn the tags of paragraphs into marks; indented listings stay."""
    shown = []
    in_list = False
    for paragraph in re.split(r"(\n(?:[ \t]*\n)+)", _COMMENT.sub("", text)):
        lines = paragraph.split("\n")
        indented = all(line.startswith(("    ", "\t")) or not line for line in lines)
        if not indented:
            in_list = _ITEM.match(lines[0]) is not None or (
                in_list and lines[0].startswith((" ", "\t"))
            )
        if (indented and not in_list) or "<" not in paragraph:
            shown.append(paragraph)
        else:
            shown.append(re.sub(r"\\\n\Z", "", without_tags(paragraph)))
    return "".join(shown)


def _fence_end(lines: list[str], start: int, marks: str) -> int:
    """The line after a fenced listing; the end of the text where it is never closed."""
    closing = re.compile(rf"\s*(?:>\s?)*{re.escape(marks[0])}{{{len(marks)},}}\s*")
    for at in range(start + 1, len(lines)):
        if closing.fullmatch(lines[at]):
            return at + 1
    return len(lines)


def _block_end(lines: list[str], start: int, name: str) -> int:
    """The line after a block of HTML."""
    opening = re.compile(rf"<{name}(?=[\s/>]|$)", re.IGNORECASE)
    closing = re.compile(rf"</{name}\s*>", re.IGNORECASE)
    whole = name in _WHOLE or _WITH_MARKDOWN.search(lines[start]) is not None
    if lines[start].lstrip().startswith("</") or not whole:
        return _blank_after(lines, start)
    depth = 0
    for at in range(start, len(lines)):
        depth += len(opening.findall(lines[at])) - len(closing.findall(lines[at]))
        if depth <= 0 or (name in _RAW and closing.search(lines[at])):
            # What stands behind on the same lines belongs to the block.
            return _blank_after(lines, at) if name not in _RAW else at + 1
    return _blank_after(lines, start)


def _blank_after(lines: list[str], start: int) -> int:
    for at in range(start, len(lines)):
        if not lines[at].strip():
            return at
    return len(lines)
