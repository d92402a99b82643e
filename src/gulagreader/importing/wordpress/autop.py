"""WordPress's paragraph step: text with blank lines to HTML with paragraphs.

WordPress stores posts and comments as they were typed and makes paragraphs only
when it shows them (``wpautop`` in wp-includes/formatting.php). The rules here give
the same paragraphs, in one pass over the text.
"""

import re

_NAMES = (
    "table|thead|tfoot|caption|colgroup|col|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|"
    "form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|"
    "article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary"
)
_OPENING = re.compile(rf"<(?:{_NAMES})(?=[\s/>])", re.IGNORECASE)
_CLOSING = re.compile(rf"</(?:{_NAMES})\s*>", re.IGNORECASE)
_RULE = re.compile(r"<hr(?=[\s/>])[^<>]*>", re.IGNORECASE)
_LEADING = re.compile(
    rf"(?:\s*(?:<(/?)({_NAMES})(?=[\s/>])[^<>]*>|(\x02\d+\x03)))++\s*", re.IGNORECASE
)
_TRAILING = re.compile(
    rf"(?:(?:</(?:{_NAMES})\s*+>|\x02\d+\x03)\s*+)++\Z", re.IGNORECASE
)
_KEPT = re.compile(r"<(pre|script|style|textarea)(?=[\s/>])", re.IGNORECASE)
_END_OF = {
    name: re.compile(rf"</{name}\s*+>", re.IGNORECASE)
    for name in ("pre", "script", "style", "textarea")
}
_TAG_OVER_LINES = re.compile(r"</?[A-Za-z][^<>\n]*+\n[^<>]*+>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TWO_BREAKS = re.compile(r"<br\s*/?>(?:\s*<br\s*/?>)+", re.IGNORECASE)
# On a line of its own it goes with its line: no blank line is left in its place.
_COMMENT = re.compile(r"(?:(?<=\n)|\A)<!--.*?-->[ \t]*\n?|<!--.*?(?:-->|\Z)", re.DOTALL)
_PAGE = re.compile(r"<!--nextpage-->")
_BLANK = re.compile(r"\n[ \t\f\xa0]*\n\s*")
_LINE_END = re.compile(r"(?:(<br\s*/?>)[ \t]*)?\n", re.IGNORECASE)
_PLACE = re.compile("\x02(\\d+)\x03")
# In these a paragraph's text stands bare.
_BARE_INSIDE = frozenset(
    (
        *("p", "li", "td", "th", "dt", "dd", "div", "caption", "figcaption", "legend"),
        *("summary", "address", "h1", "h2", "h3", "h4", "h5", "h6"),
    )
)


def autop(text: str) -> str:
    """Make paragraphs of blank lines and line breaks of single ones.

    Comments go; ``pre``, ``script``, ``style`` and ``textarea`` stay untouched.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\x02", "").replace("\x03", "")
    kept: list[str] = []
    text = _set_aside(_COMMENT.sub("", _PAGE.sub("\n\n", text)), kept)
    text = _TAG_OVER_LINES.sub(lambda tag: tag[0].replace("\n", " "), text)
    text = _TWO_BREAKS.sub("\n\n", text)
    text = _OPENING.sub(lambda tag: f"\n\n{tag[0]}", text)
    text = _CLOSING.sub(lambda tag: f"{tag[0]}\n\n", text)
    text = _RULE.sub(lambda tag: f"{tag[0]}\n\n", text)
    pieces = (_paragraph(piece) for piece in _BLANK.split(text.strip()))
    shown = "\n".join(piece for piece in pieces if piece)
    return _PLACE.sub(lambda place: kept[int(place[1])], shown)


def _set_aside(text: str, kept: list[str]) -> str:
    """Put a mark for each element whose inside is not touched, on lines of its own."""
    parts: list[str] = []
    at = 0
    missing: set[str] = set()
    for found in _KEPT.finditer(text):
        name = found[1].lower()
        if found.start() < at or name in missing:
            continue
        closing = _END_OF[name].search(text, found.end())
        if closing is None:
            missing.add(name)
            continue
        parts += [text[at : found.start()], f"\n\n\x02{len(kept)}\x03\n\n"]
        kept.append(text[found.start() : closing.end()])
        at = closing.end()
    return "".join((*parts, text[at:]))


def _paragraph(piece: str) -> str:
    """One piece between blank lines, in ``p`` where it is text on its own."""
    piece = piece.strip()
    before = _LEADING.match(piece)
    start = before.end() if before is not None else 0
    after = _TRAILING.search(piece, start)
    end = after.start() if after is not None else len(piece)
    inner = piece[start:end].strip()
    if not _BREAK.sub("", inner).strip():
        return piece[:start] + piece[end:]
    inner = _LINE_END.sub("<br />\n", inner)
    opened = before is not None and not before[1] and before[2]
    if not (opened and before[2].lower() in _BARE_INSIDE):  # type: ignore[index]  # matched
        inner = f"<p>{inner}</p>"
    return piece[:start] + inner + piece[end:]
