"""Words put into Markdown so that no program takes them for markup.

``text.escape`` writes for this reader, which takes HTML for text; what is written here
goes to programs that do not. CommonMark lets any ASCII punctuation be escaped (0.31.2,
2.4), and so does Pandoc ("any punctuation or space character preceded by a backslash
will be treated literally", User's Guide, Backslash escapes).
"""

import re

from gulagreader.text.blocks import BlockKind
from gulagreader.text.entities import entity_at
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.web_addresses import bare_addresses

_ALWAYS = re.compile(r"[\\`*\[\]<~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,31};)")
# Pandoc's citations, superscripts, attributes, and what its ``smart`` would change:
# straight quotation marks, dashes, dots.
_PANDOC = re.compile(r"[@^{}\"']|-(?=-)|(?<=-)-|\.(?=\.\.)")
_FIRST = re.compile(r"(?=[#>+=:|%-])|(?P<list>\d{1,9})(?=[.)](?:\s|$))")
_LETTERED = re.compile(
    r"(?P<list>\(?(?:[A-Za-z]|[IVXLCDMivxlcdm]{1,9}|\d{1,9}))(?=[.)])"
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])\1(?!`)", re.DOTALL)
_ACTS = re.compile(r"\\.|<(?!(?:https?://|mailto:)[^\s<>]*>)|\[(?=\^)", re.DOTALL)
_DEFINES = re.compile(r"^(\s{0,3}(?:[>*+-]\s+)*)\[(?=[^\]]*\]:)")
_AFTER = "after"
_RULE = re.compile(r"^ {0,3}(?:-{3,}|\.{3})\s*$")


def literal(text: str, *, pandoc: bool = False) -> str:
    """Write plain words as Markdown that shows just them.

    Line breaks stay. Web addresses are put between angle brackets, which is a link in
    both. With ``pandoc`` also what only Pandoc acts on is escaped.
    """
    lines = [_line(line, pandoc=pandoc) for line in text.split("\n") if line.strip()]
    return "\\\n".join(lines)


def _line(line: str, *, pandoc: bool) -> str:
    line = " ".join(line.split())
    parts: list[str] = []
    at = 0
    for start, end in (*bare_addresses(line), (len(line), len(line))):
        parts.append(_escaped(line, at, start, pandoc=pandoc))
        address = line[start:end]
        parts.append(f"<{address}>" if address else "")
        at = end
    whole = "".join(parts)
    first = _LETTERED.match(whole) if pandoc else None
    first = first or _FIRST.match(whole)
    if first is None:
        return whole
    marker = first["list"] or ""
    return f"{marker}\\{whole[len(marker) :]}"


def _escaped(line: str, start: int, end: int, *, pandoc: bool) -> str:
    places = {found.start() for found in _ALWAYS.finditer(line, start, end)}
    places = {at for at in places if line[at] != "&" or entity_at(line, at)}
    if pandoc:
        places |= {found.start() for found in _PANDOC.finditer(line, start, end)}
    shown: list[str] = []
    for place in sorted(places):
        shown += [line[start:place], "\\"]
        start = place
    return "".join((*shown, line[start:end]))


def own_markdown(text: str) -> str:
    """A reader's own Markdown, kept from reaching beyond itself.

    Its emphasis, links, lists stay. HTML becomes text; a fence that is left open is
    closed; footnotes and definitions of links, which would hold for the whole
    document, are text, and so are lines that Pandoc takes for the bounds of metadata.
    """
    written: list[str] = []
    prose: list[str] = []
    fence = ""
    for line in text.strip("\n").split("\n"):
        found = _FENCE.match(line)
        if fence:
            written.append(line)
            closes = found and found[1][0] == fence[0] and len(found[1]) >= len(fence)
            if closes and found and not found[2].strip():
                fence = ""
        elif found and not (found[1][0] == "`" and "`" in found[2]):
            written += [*_prose(prose), line]
            prose, fence = [], found[1]
        else:
            prose.append(line)
    written += _prose(prose)
    whole = "\n".join([*written, fence] if fence else written)
    # Something rare, such as a fence in a list that is left open.
    return whole if _ends(whole) else "\n\n".join(map(literal, text.split("\n\n")))


def _ends(text: str) -> bool:
    """Whether a paragraph below a text is one of its own."""
    last = parse_blocks(f"{text}\n\n{_AFTER}")[-1]
    own = last.kind is BlockKind.PARAGRAPH and not last.containers
    return own and last.text == _AFTER


def _prose(lines: list[str]) -> list[str]:
    """Lines outside of fences."""
    if not lines:
        return []
    ruled = ["* * *" if _is_rule(lines, n) else line for n, line in enumerate(lines)]
    defused = "\n".join(_DEFINES.sub(r"\1\\[", line) for line in ruled)
    parts: list[str] = []
    at = 0
    for code in _CODE.finditer(defused):
        if code.start() and defused[code.start() - 1] == "\\":
            continue
        parts += [_ACTS.sub(_defuse, defused[at : code.start()]), code.group()]
        at = code.end()
    parts.append(_ACTS.sub(_defuse, defused[at:]))
    return "".join(parts).split("\n")


def _is_rule(lines: list[str], number: int) -> bool:
    """Whether a line is a rule, and not what underlines a heading."""
    above = lines[number - 1].strip() if number else ""
    return not above and _RULE.match(lines[number]) is not None


def _defuse(found: re.Match[str]) -> str:
    sign = found.group()
    return sign if sign.startswith("\\") else f"\\{sign}"
