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
from gulagreader.importing.mixed_markdown.marked_elements import with_markdown_as_html

_SUSPECT = re.compile(r"<(?:[A-Za-z/]|!--)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ANY_FENCE = re.compile(r"\s*(?:>\s?)*(?:[-+*] +|\d+[.)] +)?(?P<marks>`{3,}|~{3,})")
_TABLE = re.compile(r"^[ |]*:?-{2,}:?[ ]*\|", re.MULTILINE)
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
_AROUND_MARKDOWN = frozenset(
    ("blockquote", "div", "section", "aside", "details", "center")
)
_DEEPEST = 20
_LONGEST = 3_000
"""Lines that a block may have before its end is no longer looked for."""
_EMPTY = frozenset(("hr", "link", "meta", "embed"))
_RAW = frozenset({"pre", "script", "style", "textarea", "svg"})
_WITH_MARKDOWN = re.compile(r"\bmarkdown\s*=\s*[\"']?(?:1|block|span)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Markdown:
    """Markdown without HTML, and what was left out of it."""

    text: str
    left_out: tuple[LeftOut, ...] = ()


def without_html(text: str) -> Markdown:
    """Turn the HTML in a Markdown text into Markdown."""
    return _without_html(text, 0)


def _without_html(text: str, depth: int) -> Markdown:
    if _SUSPECT.search(text) is None:
        return Markdown(text)
    parts: list[str] = []
    left_out: list[LeftOut] = []
    after_html = False
    for is_html, part in _parts(text.split("\n")):
        shown = part
        if is_html:
            converted = _from_html(part, depth)
            left_out.extend(converted.left_out)
            shown = converted.text
        if is_html or after_html:
            # A block needs the blank line that HTML did not need.
            shown = shown.strip("\n")
            if not shown:
                continue
            if parts:
                parts[-1] = parts[-1].rstrip("\n")
                parts.append("")
        parts.append(shown)
        after_html = is_html
    return Markdown("\n".join(parts).strip("\n"), tuple(left_out))


def _from_html(part: str, depth: int) -> Markdown:
    """A block of HTML; what stands around Markdown is taken away instead."""
    found = _BLOCK.match(part)
    first, _, rest = part.partition("\n")
    name = found["name"].lower() if found else ""
    opened = re.match(rf"\s*<{name}(?=[\s>])[^>]*>", first) if name else None
    is_around = rest.startswith("\n") or _WITH_MARKDOWN.search(first) is not None
    if opened and is_around and name in _AROUND_MARKDOWN and depth < _DEEPEST:
        marked = _WITH_MARKDOWN.search(opened[0]) is not None
        head = markdown_of("" if marked else first[opened.end() :])
        inside = f"{first[opened.end() :]}\n{rest}" if marked else rest
        inside = re.sub(rf"</{name}\s*>\s*\Z", "", inside, flags=re.IGNORECASE)
        inner = _without_html(inside.strip("\n"), depth + 1)
        text = "\n\n".join(filter(None, (head.markdown, inner.text)))
        left_out = (*head.left_out, *inner.left_out)
        if name == "blockquote":
            text = re.sub(r"^", "> ", text, flags=re.MULTILINE)
        return Markdown(text, left_out)
    converted = markdown_of(with_markdown_as_html(part))
    return Markdown(converted.markdown, tuple(converted.left_out))


def _parts(lines: list[str]) -> Iterator[tuple[bool, str]]:
    """Parts of HTML (True) and of Markdown, its tags turned into marks already."""
    at = 0
    above: list[str] = []
    last_ends: dict[str, int] = {}
    while at < len(lines):
        fence = _ANY_FENCE.match(lines[at])
        if fence is not None:
            end = _fence_end(lines, at, fence["marks"])
            yield from _flushed(above)
            yield False, "\n".join(lines[at:end])
            at = end
            continue
        block = _BLOCK.match(lines[at])
        if block is not None and not _continues_item(above, lines[at]):
            yield from _flushed(above)
            end = _block_end(lines, at, block["name"].lower(), last_ends)
            yield True, "\n".join(lines[at:end])
            at = end
            continue
        above.append(lines[at])
        at += 1
    yield from _flushed(above)


def _continues_item(above: list[str], line: str) -> bool:
    """Whether an indented line belongs to the list item above it."""
    if not line.startswith((" ", "\t")):
        return False
    begun = next(
        (one for one in reversed(above) if one and not one.startswith((" ", "\t"))), ""
    )
    return _ITEM.match(begun) is not None


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
            table = _TABLE.search(paragraph) is not None
            plain = without_tags(paragraph, line_break=" " if table else "\\\n")
            shown.append(plain.removesuffix("\\\n"))
    return "".join(shown)


def _fence_end(lines: list[str], start: int, marks: str) -> int:
    """The line after a fenced listing; the end of the text where it is never closed."""
    closing = re.compile(rf"\s*(?:>\s?)*{re.escape(marks[0])}{{{len(marks)},}}\s*")
    for at in range(start + 1, len(lines)):
        if closing.fullmatch(lines[at]):
            return at + 1
    return len(lines)


def _block_end(
    lines: list[str], start: int, name: str, last_ends: dict[str, int]
) -> int:
    """The line after a block of HTML; ``last_ends`` is kept from block to block.

    A block ends where its tag does, as kramdown has it, else at a blank line.
    """
    if name in _EMPTY and lines[start].rstrip().endswith(">"):
        return start + 1
    opening = re.compile(rf"<{name}(?=[\s/>]|$)", re.IGNORECASE)
    closing = re.compile(rf"</{name}\s*>", re.IGNORECASE)
    whole = name in _WHOLE or _WITH_MARKDOWN.search(lines[start]) is not None
    if name not in last_ends:
        ends = (at for at in reversed(range(len(lines))) if closing.search(lines[at]))
        last_ends[name] = next(ends, -1)
    if lines[start].lstrip().startswith("</") or last_ends[name] < start:
        return _blank_after(lines, start)
    depth = 0
    for at in range(start, min(len(lines), start + _LONGEST)):
        line = lines[at]
        if not whole and not line.strip():
            return at
        depth += len(opening.findall(line)) - len(closing.findall(line))
        if depth <= 0 or (name in _RAW and closing.search(line)):
            ends_here = name in _RAW or line.rstrip().endswith(">")
            # What stands behind on the same lines belongs to the block.
            return at + 1 if ends_here else _blank_after(lines, at)
    return _blank_after(lines, start)


def _blank_after(lines: list[str], start: int) -> int:
    for at in range(start, len(lines)):
        if not lines[at].strip():
            return at
    return len(lines)
