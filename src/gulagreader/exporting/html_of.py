"""A library's Markdown as HTML: one writer for pages, books and WordPress.

What is written is well-formed XML as well. Nothing in it acts or is fetched: raw
HTML of the source is text, pictures are their captions unless they are asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gulagreader.domain.quotations import Quotation, QuotationKind
from gulagreader.exporting.html_tree import Item, ListOf, Quote, Tree, tree_of
from gulagreader.exporting.marked_text import escaped, web_target
from gulagreader.text.blocks import Block, BlockKind, Role, Span, stretches
from gulagreader.text.markdown import parse_blocks

_TAGS = {
    Role.EMPHASIS: "em",
    Role.STRONG: "strong",
    Role.STRUCK: "del",
    Role.CODE: "code",
}


@dataclass(frozen=True, slots=True)
class Manner:
    """How texts are written in one format."""

    highest: int = 0
    """The level of a text's highest headings, others below it; 0 leaves all as is."""
    pictures: bool = False
    """Whether pictures are fetched by the reader's program."""
    strict: bool = True
    """Whether addresses are percent-encoded, and bad ones left without a link."""
    brackets: bool = False
    """Whether ``[word`` is written so that WordPress sees no shortcode in it."""
    line_end: str = "<br />"
    """A line's end inside a paragraph."""


@dataclass(frozen=True, slots=True)
class _Markup:
    """A stretch of a block's text between two tags."""

    start: int
    end: int
    opening: str
    closing: str


def html_of(
    source: str,
    manner: Manner,
    *,
    quotations: Iterable[Quotation] = (),
    anchor: str = "",
) -> str:
    """Write a Markdown text as HTML.

    ``quotations`` are marked with ``<span class="quoted KIND">``; ``anchor`` is the
    name of the text in its document, and without one footnotes are not linked.
    """
    blocks = parse_blocks(source)
    return _Writer(blocks, manner, anchor, _quoted(blocks, quotations)).written()


def _quoted(
    blocks: Sequence[Block], quotations: Iterable[Quotation]
) -> dict[int, list[_Markup]]:
    """The quotations of each block, by its number."""
    found: dict[int, list[_Markup]] = {}
    for one in quotations:
        if one.kind is QuotationKind.BLOCK:
            continue  # the block quote shows it
        opening = f'<span class="quoted {one.kind.value}">'
        for start, end in one.spans or ((one.start, one.end),):
            for part in stretches(blocks, start, end):
                marks = found.setdefault(part.block, [])
                marks.append(_Markup(part.start, part.end, opening, "</span>"))
    return found


@dataclass
class _Writer:
    """Writes the blocks of one text."""

    blocks: Sequence[Block]
    manner: Manner
    anchor: str
    quoted: dict[int, list[_Markup]]
    notes: set[str] = field(default_factory=set)
    """The footnotes that were given their name already."""

    def __post_init__(self) -> None:
        self.known = {
            span.target
            for block in self.blocks
            for span in block.spans
            if block.kind is BlockKind.FOOTNOTE and span.role is Role.FOOTNOTE
        }
        levels = (b.level for b in self.blocks if b.kind is BlockKind.HEADING)
        highest = self.manner.highest
        self.lower = highest - min(levels, default=highest) if highest else 0

    def written(self) -> str:
        return "\n\n".join(self._node(node) for node in tree_of(self.blocks))

    def _node(self, node: Tree, *, bare: bool = False) -> str:
        match node:
            case Quote():
                inside = "\n".join(self._node(one) for one in node.inside)
                return f"<blockquote>\n{inside}\n</blockquote>"
            case ListOf():
                items = "\n".join(self._item(item, node) for item in node.items)
                start = f' start="{node.first}"' if node.first not in (None, 1) else ""
                tag = "ul" if node.first is None else "ol"
                return f"<{tag}{start}>\n{items}\n</{tag}>"
            case int():
                return self._block(node, bare=bare)

    def _item(self, item: Item, within: ListOf) -> str:
        inside = "\n".join(self._node(one, bare=within.tight) for one in item.inside)
        return f"<li>{inside}</li>"

    def _block(self, number: int, *, bare: bool) -> str:
        block = self.blocks[number]
        match block.kind:
            case BlockKind.HEADING:
                level = min(6, block.level + self.lower)
                return f"<h{level}>{self._inline(number)}</h{level}>"
            case BlockKind.CODE:
                return f"<pre><code>{self._escaped(block.text)}</code></pre>"
            case BlockKind.RULE:
                return "<hr />"
            case BlockKind.TABLE:
                return self._table(number)
            case BlockKind.FOOTNOTE:
                return f'<p class="footnote">{self._inline(number)}</p>'
            case BlockKind.IMAGE:
                return f'<p class="picture">{self._picture(number)}</p>'
            case BlockKind.PARAGRAPH:
                text = self._inline(number)
                return text if bare else f"<p>{text}</p>"

    def _picture(self, number: int) -> str:
        block = self.blocks[number]
        where = next((s.target for s in block.spans if s.role is Role.LINK), None)
        if not self.manner.pictures or where is None:
            return self._inline(number)
        return f'<img src="{escaped(where)}" alt="{self._escaped(block.text)}" />'

    def _table(self, number: int) -> str:
        rows = []
        for place, cells in enumerate(self.blocks[number].cells):
            tag = "td" if place else "th"
            written = (
                f"<{tag}>{self._inline(number, *cell)}</{tag}>" for cell in cells
            )
            rows.append(f"<tr>{''.join(written)}</tr>")
        head, *rest = rows or [""]
        body = "<tbody>\n" + "\n".join(rest) + "\n</tbody>\n" if rest else ""
        return f"<table>\n<thead>\n{head}\n</thead>\n{body}</table>"

    def _inline(self, number: int, start: int = 0, end: int | None = None) -> str:
        """A block's text, or a part of it, with its markup."""
        block = self.blocks[number]
        end = len(block.text) if end is None else end
        marks = [*self._markup(number), *self.quoted.get(number, ())]
        inside = [
            _Markup(max(one.start, start), min(one.end, end), one.opening, one.closing)
            for one in marks
            if one.start < end and one.end > start
        ]
        inside.sort(key=lambda one: (one.start, -one.end))
        return self._nested(block.text, start, end, inside)

    def _nested(self, text: str, start: int, end: int, marks: list[_Markup]) -> str:
        """Text with markup that may overlap, closed and opened again where it does."""
        places = sorted(
            {start, end, *(m.start for m in marks), *(m.end for m in marks)}
        )
        parts: list[str] = []
        line_end = self.manner.line_end
        within: list[_Markup] = []
        coming = 0
        for at, after in zip(places, [*places[1:], end], strict=True):
            over = next((n for n, one in enumerate(within) if one.end <= at), None)
            if over is not None:
                parts += [one.closing for one in reversed(within[over:])]
                within[over:] = [one for one in within[over:] if one.end > at]
                parts += [one.opening for one in within[over:]]
            while coming < len(marks) and marks[coming].start <= at:
                parts.append(marks[coming].opening)
                within.append(marks[coming])
                coming += 1
            parts.append(self._escaped(text[at:after]).replace("\n", line_end))
        return "".join(parts)

    def _escaped(self, text: str) -> str:
        safe = escaped(text)
        return safe.replace("[", "&#91;") if self.manner.brackets else safe

    def _markup(self, number: int) -> Iterable[_Markup]:
        block = self.blocks[number]
        for span in block.spans:
            tag = _TAGS.get(span.role)
            if tag is not None:
                yield _Markup(span.start, span.end, f"<{tag}>", f"</{tag}>")
            elif span.role is Role.LINK:
                yield from self._link(span, block.text[span.start : span.end])
            elif self.anchor and span.target in self.known:
                defines = block.kind is BlockKind.FOOTNOTE and span.start == 0
                yield self._note(span, defines=defines)

    def _link(self, span: Span, shown: str) -> Iterable[_Markup]:
        target = span.target or ""
        where = web_target(target) if self.manner.strict else target
        if where:
            bare = ' class="bare"' if shown == target and self.manner.strict else ""
            opening = f'<a href="{escaped(where)}"{bare}>'
            yield _Markup(span.start, span.end, opening, "</a>")

    def _note(self, span: Span, *, defines: bool) -> _Markup:
        label = "".join(f"{ord(sign):x}." for sign in span.target or "")
        name = f"{self.anchor}-note-{label}"
        if not defines:
            opening = f'<sup><a href="#{name}">'
            return _Markup(span.start, span.end, opening, "</a></sup>")
        identity = "" if name in self.notes else f' id="{name}"'
        self.notes.add(name)
        return _Markup(span.start, span.end, f"<span{identity}>", "</span>")
