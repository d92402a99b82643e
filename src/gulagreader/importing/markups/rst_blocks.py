"""The blocks of a text in reStructuredText, to HTML."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from gulagreader.importing.markups.rst_directives import Inside, directive_html
from gulagreader.importing.markups.rst_lines import (
    ADORNMENT,
    FIELD,
    heading,
    indented,
    is_list,
    marked,
    table,
    until_blank,
)
from gulagreader.importing.markups.rst_names import RstNames
from gulagreader.importing.markups.rst_words import RstWords, note_name

COMMENTS = "remarks in the source that nobody was to see"
DIRECTIVES = "parts that only a running site can show"
_DEEPEST = 25
"""Blocks inside one another; what stands deeper is read as paragraphs."""
_LEAST_RULE = 4
_BULLET = re.compile(r"[-*+•‣⁃](?:[ ]+|$)")
_NUMBERED = re.compile(r"\(?(?:\d{1,9}|#|[A-Za-z]|[ivxlcIVXLC]{1,7})[.)](?:[ ]+|$)")
_DIRECTIVE = re.compile(
    r"\.\. (?P<name>[A-Za-z][\w.:+-]{0,60}?)\s?::(?:[ ]+(?P<words>.*)|$)"
)
_NOTE = re.compile(r"\.\. \[(?P<label>#?[\w.:+-]{0,80}|\*)\](?:[ ]+(?P<words>.*)|$)")
_DEFINED = re.compile(r"\.\. (?:_|\|[^|\n]+\|[ ]+[\w-]+::)|__ ")


@dataclass
class RstBlocks:
    """Writes the blocks of one text as HTML."""

    names: RstNames
    words: RstWords = field(init=False)
    left_out: Counter[str] = field(default_factory=Counter)
    styles: list[str] = field(default_factory=list)
    """The styles of headings, the highest first."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    auto: int = 0

    def __post_init__(self) -> None:
        self.words = RstWords(self.names)

    def notes_html(self) -> str:
        """The texts of the footnotes, below all."""
        if not self.notes:
            return ""
        items = (
            f'<li id="{escape(note_name(label))}">{html}</li>'
            for label, html in self.notes
        )
        return f'<ol class="footnotes">{"".join(items)}</ol>'

    def blocks(self, lines: Sequence[str], depth: int) -> str:
        """Write blocks that begin at the margin as HTML."""
        parts: list[str] = []
        at = 0
        while at < len(lines):
            if not lines[at]:
                at += 1
                continue
            html, at = self._block(lines, at, depth)
            parts.append(html)
        return "".join(parts)

    def _block(self, lines: Sequence[str], at: int, depth: int) -> tuple[str, int]:
        line = lines[at]
        if depth > _DEEPEST:
            end = until_blank(lines, at)
            return f"<p>{self._said(lines[at:end])}</p>", end
        if line.startswith(" "):
            return self._quoted(lines, at, depth)
        return (
            self._heading(lines, at)
            or self._marked_block(lines, at, depth)
            or self._drawn(lines, at)
            or self._listed(lines, at, depth)
            or self._paragraph(lines, at)
        )

    def _heading(self, lines: Sequence[str], at: int) -> tuple[str, int] | None:
        found = heading(lines, at)
        if found is None:
            return None
        words, style, end = found
        if style not in self.styles:
            self.styles.append(style)
        level = min(6, self.styles.index(style) + 2)
        return f"<h{level}>{self.words.html(words)}</h{level}>", end

    def _marked_block(
        self, lines: Sequence[str], at: int, depth: int
    ) -> tuple[str, int] | None:
        """What begins with two full stops or two strokes."""
        line = lines[at]
        if line.startswith("..") and (len(line) == 2 or line[2] == " "):
            return self._explicit(lines, at, depth)
        return ("", at + 1) if _DEFINED.match(line) else None

    def _drawn(self, lines: Sequence[str], at: int) -> tuple[str, int] | None:
        """What stands as it is drawn: tables, lines across, verse, sessions."""
        line = lines[at]
        end = table(lines, at)
        if end is None and line.startswith(">>> "):
            end = until_blank(lines, at)
        if end is not None:
            return f"<pre>{escape(chr(10).join(lines[at:end]))}</pre>", end
        if len(line) >= _LEAST_RULE and ADORNMENT.fullmatch(line):
            return "<hr>", at + 1
        return self._verse(lines, at) if line.startswith("| ") else None

    def _listed(
        self, lines: Sequence[str], at: int, depth: int
    ) -> tuple[str, int] | None:
        line = lines[at]
        for pattern, tag in ((_BULLET, "ul"), (_NUMBERED, "ol")):
            if pattern.match(line) and is_list(lines, at, pattern):
                return self._items(lines, at, depth, pattern, tag)
        if FIELD.match(line):
            return self._listed_field(lines, at, depth)
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if below.startswith(" ") and not line.endswith("::"):
            return self._definition(lines, at, depth)
        return None

    def _said(self, lines: Sequence[str]) -> str:
        return self.words.html("\n".join(line.strip() for line in lines))

    def _paragraph(self, lines: Sequence[str], at: int) -> tuple[str, int]:
        end = until_blank(lines, at)
        said = list(lines[at:end])
        listing = ""
        if said[-1].endswith("::"):
            body, after = indented(lines, end)
            if not body:
                body, after = marked(lines, end)
            if body:
                listing = f"<pre><code>{escape(chr(10).join(body))}</code></pre>"
                end = after
            last = said[-1].removesuffix("::").rstrip()
            said[-1] = last if not last or said[-1][-3:-2] == " " else f"{last}:"
        html = self._said(said)
        return (f"<p>{html}</p>" if html.strip() else "") + listing, end

    def _quoted(self, lines: Sequence[str], at: int, depth: int) -> tuple[str, int]:
        body, end = indented(lines, at)
        return self._quotation(body, depth), end

    def _quotation(self, body: list[str], depth: int) -> str:
        """A quotation, with who said it where its last lines say that."""
        cite = ""
        last = len(body) - 1
        while last > 0 and re.match(r"(?:---?|—)[ ]?[^\s-]", body[last]) is None:
            if not body[last] or last < len(body) - 3:
                last = 0
                break
            last -= 1
        if last > 0:
            by = re.sub(r"^(?:---?|—)[ ]?", "", " ".join(body[last:]))
            cite = f"<cite>{self.words.html(by)}</cite>"
            body = body[:last]
        return f"<blockquote>{self.blocks(body, depth + 1)}{cite}</blockquote>"

    def _verse(self, lines: Sequence[str], at: int) -> tuple[str, int]:
        end = at
        said: list[str] = []
        while end < len(lines) and lines[end]:
            line = lines[end]
            if line.startswith("|"):
                said.append(line[1:].strip())
            elif line.startswith(" ") and said:
                said[-1] = f"{said[-1]} {line.strip()}"
            else:
                break
            end += 1
        return f"<p>{'<br>'.join(self.words.html(one) for one in said)}</p>", end

    def _items(
        self,
        lines: Sequence[str],
        at: int,
        depth: int,
        pattern: re.Pattern[str],
        tag: str,
    ) -> tuple[str, int]:
        parts: list[str] = []
        first = ""
        while at < len(lines):
            found = pattern.match(lines[at]) if lines[at] else None
            if lines[at] and found is None:
                break
            if found is None:
                at += 1
                continue
            number = re.search(r"\d+", found[0])
            first = first or (number[0] if number is not None and not parts else "1")
            body, end = indented(lines, at + 1)
            html = self.blocks([lines[at][len(found[0]) :], *body], depth + 1)
            parts.append(f"<li>{html}</li>")
            at = max(end, at + 1)
        start = f' start="{first}"' if tag == "ol" and first not in ("", "1") else ""
        return f"<{tag}{start}>{''.join(parts)}</{tag}>", at

    def _listed_field(
        self, lines: Sequence[str], at: int, depth: int
    ) -> tuple[str, int]:
        found = FIELD.match(lines[at])
        assert found is not None  # looked at before
        body, end = indented(lines, at + 1)
        name = self.words.html(found["name"])
        inner = self.blocks([found["words"] or "", *body], depth + 1)
        return f"<dl><dt>{name}</dt><dd>{inner}</dd></dl>", max(end, at + 1)

    def _definition(self, lines: Sequence[str], at: int, depth: int) -> tuple[str, int]:
        body, end = indented(lines, at + 1)
        term = self.words.html(lines[at].strip())
        inner = self.blocks(body, depth + 1)
        return f"<dl><dt>{term}</dt><dd>{inner}</dd></dl>", end

    def _explicit(self, lines: Sequence[str], at: int, depth: int) -> tuple[str, int]:
        line = lines[at]
        body, end = indented(lines, at + 1)
        end = max(end, at + 1)
        note = _NOTE.match(line)
        if note is not None:
            label = note["label"].lower()
            if label in ("#", "*"):
                self.auto += 1
                label = f"#{self.auto}"
            html = self.blocks([note["words"] or "", *body], depth + 1)
            self.notes.append((label, html))
            return "", end
        if _DEFINED.match(line):
            return "", end
        found = _DIRECTIVE.match(line)
        if found is not None:
            return self._directive(
                found["name"], found["words"] or "", body, depth
            ), end
        if line == ".." and len(lines) > at + 1 and not lines[at + 1]:
            return "", at + 1  # ends a list or a quotation, and is no remark
        self.left_out[COMMENTS] += 1
        return "", end

    def _directive(self, name: str, words: str, body: list[str], depth: int) -> str:
        inside = Inside(
            lambda lines: self.blocks(lines, depth + 1),
            lambda lines: self._quotation(lines, depth),
            self.words.html,
        )
        shown = directive_html(name, words, body, inside)
        if shown is None:
            self.left_out[DIRECTIVES] += 1
        return shown or ""
