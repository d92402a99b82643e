"""Lines of a dump to Markdown: paragraphs, verse and lists, all words escaped."""

from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.importing.text_dump.lines import Lines, unwrapped
from gulagreader.importing.text_dump.runs import find_runs
from gulagreader.text.escape import escape

_SURE_BULLETS = "•◦□▪■○●"


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together: a paragraph, or a paragraph of a list item."""

    first: int
    """The line it begins at, counted from 0 in the dump."""
    lines: tuple[str, ...]
    """Its words, re-joined where the page's width broke them."""
    mark: str | None = None
    """``3.`` or ``-`` for the first paragraph of a list item."""
    indent: int = 0
    """In the dump."""
    heading: int = 0
    """The level of a Markdown heading, else 0."""
    joins: int = 0
    within: bool = False
    """Whether it goes on with the list item above."""

    @property
    def plain(self) -> str:
        """Its words on one line."""
        return " ".join(self.lines)


def pieces_of(
    lines: Lines, places: range, *, first_text: str | None = None
) -> list[Piece]:
    """Cut lines into pieces; ``first_text`` replaces the words of the first line."""
    listed = _list_starts(lines, places, first_text is not None)
    groups: list[list[int]] = []
    fresh = True
    for at in places:
        if lines.indent[at] < 0:
            fresh = True
            continue
        if fresh or at in listed or _stands_alone(lines, groups[-1], at, listed):
            groups.append([at])
        else:
            groups[-1].append(at)
        fresh = lines.heading(at) is not None
    pieces: list[Piece] = []
    for group in groups:
        words = first_text if group[0] == places[0] else None
        pieces.extend(_paragraphs(lines, group, listed, words, pieces))
    return [piece for piece in pieces if any(piece.lines)]


def _stands_alone(
    lines: Lines, group: Sequence[int], at: int, listed: frozenset[int]
) -> bool:
    if lines.flat or lines.heading(at) is not None:
        return True
    return group[0] in listed and lines.indent[at] <= lines.indent[group[0]]


def _list_starts(lines: Lines, places: range, skip_first: bool) -> frozenset[int]:
    """Lines that begin a list item: two in a row, or a bullet that is no dash."""
    if not places:
        return frozenset()
    found: set[int] = set()
    for run in find_runs(lines, places.start + skip_first, places.stop):
        in_step = all(
            after == before + 1
            for before, after in zip(run.numbers, run.numbers[1:], strict=False)
        )
        several = len(run.starts) > 1 and in_step
        listed = several and (run.numbers or run.indent)
        if listed or run.kind in _SURE_BULLETS:
            found.update(run.starts)
    return frozenset(found)


def _paragraphs(
    lines: Lines,
    group: Sequence[int],
    listed: frozenset[int],
    first_text: str | None,
    before: Sequence[Piece],
) -> list[Piece]:
    """The paragraphs of lines that no blank line parts: nearly always one."""
    first = group[0]
    texts = [lines.own_words(at) for at in group]
    mark = None
    if first_text is not None:
        texts[0] = first_text
    elif first in listed and (marker := lines.marker(first)):
        texts[0] = marker.rest
        mark = "-" if marker.number is None else f"{marker.number}."
    heading = lines.heading(first) if first_text is None else None
    within = mark is None and _goes_on(before, lines.indent[first])
    return [
        Piece(
            group[paragraph.first],
            tuple(text for text in paragraph.lines if text),
            None if paragraph.first else mark,
            lines.indent[first],
            heading[0] if heading else 0,
            paragraph.joins,
            within=within or (mark is not None and paragraph.first > 0),
        )
        for paragraph in unwrapped(lines, group, texts)
    ]


def _goes_on(before: Sequence[Piece], indent: int) -> bool:
    if not before:
        return False
    above = before[-1]
    return (above.mark is not None or above.within) and indent > above.indent - (
        1 if above.within else 0
    )


@dataclass(frozen=True, slots=True)
class Written:
    """Markdown, and how many broken lines were put together for it."""

    markdown: str
    joins: int = 0


def plain_markdown(
    lines: Lines, places: range, *, first_text: str | None = None
) -> Written:
    """Write lines as Markdown that shows their words and nothing else."""
    pieces = pieces_of(lines, places, first_text=first_text)
    return Written(
        markdown_of([(piece, written_plainly(piece)) for piece in pieces]),
        sum(piece.joins for piece in pieces),
    )


def written_plainly(piece: Piece) -> str:
    """A piece's words, escaped, its lines kept apart by hard breaks."""
    return "\\\n".join(escape(line) for line in piece.lines)


def markdown_of(pieces: Sequence[tuple[Piece, str]]) -> str:
    """Put pieces and their Markdown together, list items under their lists."""
    out: list[str] = []
    open_items: list[tuple[int, int]] = []  # indent in the dump, column of its words
    for piece, words in pieces:
        if piece.mark is None and not piece.within:
            open_items.clear()
        column = open_items[-1][1] if open_items else 0
        markdown = words
        tight = False
        if piece.mark is not None:
            tight = bool(open_items)
            while open_items and open_items[-1][0] >= piece.indent:
                open_items.pop()
            column = open_items[-1][1] if open_items else 0
            own = len(piece.mark) + 1
            open_items.append((piece.indent, column + own))
            markdown = f"{piece.mark} " + words.replace("\n", "\n" + " " * own)
        if out:
            out.append("\n" if tight else "\n\n")
        out.append(" " * column + markdown.replace("\n", "\n" + " " * column))
    return "".join(out)
