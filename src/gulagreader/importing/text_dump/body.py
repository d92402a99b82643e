"""The body of a dumped post: paragraphs, headings, captions and its sources."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from gulagreader.domain.posts import CitedSource
from gulagreader.importing.archive import DECIDED, Guess
from gulagreader.importing.cited import cited_sources
from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.decided import NOTHING_DECIDED, PARTS, Decided
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.paragraphs import (
    Piece,
    markdown_of,
    pieces_of,
    written_plainly,
)
from gulagreader.text.escape import escape
from gulagreader.text.markdown import plain_text

_SHORT = 12
_CAPTION_OR = ("heading", "paragraph")
_HEADING_OR = ("caption", "paragraph")
_CLOSING = re.compile(r"(?<= )(#+)$")
_LONGEST_SOURCE = 80
_ENDS = tuple('.!?…:;,"”’»)]')


@dataclass
class Body:
    """A body as Markdown, and what was decided about its parts."""

    markdown: str = ""
    sources: tuple[CitedSource, ...] = ()
    guesses: list[Guess] = field(default_factory=list)
    joins: int = 0
    first_join: int | None = None


def read_body(
    lines: Lines, start: int, end: int, decided: Decided = NOTHING_DECIDED
) -> Body:
    """Read the lines between title and comments."""
    pieces = pieces_of(lines, range(start, end))
    body = Body()
    references: list[str] = []
    written: list[tuple[Piece, str]] = []
    in_sources = False
    for place, piece in enumerate(pieces):
        in_sources = _reference(piece, in_sources, references, body)
        shown = _markdown(pieces, place, in_sources, body, decided)
        written.append((piece, shown))
        if piece.joins:
            body.joins += piece.joins
            body.first_join = body.first_join or piece.first + 1
    body.markdown = markdown_of(written)
    body.sources = cited_sources(references)
    return body


def _reference(
    piece: Piece, in_sources: bool, references: list[str], body: Body
) -> bool:
    """Collect what a piece says of sources; whether the list of sources has begun."""
    line = piece.first + 1
    words = piece.plain
    if patterns.is_sources_heading(words):
        if not in_sources:
            reason = "a line that heads sources; what follows is taken as sources"
            body.guesses.append(Guess(line, "sources", reason, 0.8))
        return True
    if len(words.split(None, _LONGEST_SOURCE)) >= _LONGEST_SOURCE:
        return in_sources
    for one in piece.lines:
        named = patterns.SOURCE_LINE.match(one)
        if named is not None and not in_sources:
            reason = f"the line begins with “{named[0].strip()}”"
            body.guesses.append(Guess(line, "source", reason, 0.8))
        if named is not None or in_sources:
            references.append(one[named.end() :] if named is not None else one)
    return in_sources


def _markdown(
    pieces: Sequence[Piece],
    place: int,
    in_sources: bool,
    body: Body,
    decided: Decided,
) -> str:
    """A piece as heading, caption or paragraph; says so when that is a guess."""
    piece = pieces[place]
    line = piece.first + 1
    words = piece.plain
    if piece.heading and piece.mark is None:
        return _heading(words, max(2, piece.heading))
    if piece.mark is not None or piece.within:
        return written_plainly(piece)
    part = decided.part(line)
    if part is not None:
        choices = tuple(one for one in PARTS if one != part)
        body.guesses.append(Guess(line, part, DECIDED, 1.0, choices))
        return _SHOWN[part](piece)
    if patterns.is_sources_heading(words):
        return _heading(words)
    if patterns.SOURCE_LINE.match(words) or in_sources:
        return written_plainly(piece)
    if patterns.is_caption(words):
        reason = "it begins as captions do; the picture itself is not in a dump"
        body.guesses.append(Guess(line, "caption", reason, 0.8, _CAPTION_OR))
        return _caption(piece)
    if _heads(pieces, place):
        reason = (
            "a short line without a full stop, above a paragraph; "
            "it may as well be the caption of a lost picture"
        )
        body.guesses.append(Guess(line, "heading", reason, 0.5, _HEADING_OR))
        return _heading(words)
    return written_plainly(piece)


def _heading(words: str, level: int = 2) -> str:
    # A heading may be closed by marks of its own, so those at its end are words.
    return "#" * level + " " + _CLOSING.sub(r"\\\1", escape(words))


def _caption(piece: Piece) -> str:
    words = written_plainly(piece)
    emphasised = f"*{words}*"
    # An asterisk of its own can break the emphasis; then it does without.
    shown = plain_text(emphasised).split() == piece.plain.split()
    return emphasised if shown else words


def _as_heading(piece: Piece) -> str:
    return _heading(piece.plain)


_SHOWN: Mapping[str, Callable[[Piece], str]] = {
    "heading": _as_heading,
    "caption": _caption,
    "paragraph": written_plainly,
}


def _is_short(piece: Piece) -> bool:
    words = piece.plain
    return (
        len(piece.lines) == 1
        and piece.mark is None
        and not piece.within
        and len(words.split(None, _SHORT)) <= _SHORT
        and len(words) <= 200
        and not words.endswith(_ENDS)
        and not words[0].islower()
    )


def _heads(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a short line can be a heading: something longer stands below it.

    Short lines one after the other are verse or a list, and no headings.
    """
    if not _is_short(pieces[place]) or place + 1 == len(pieces):
        return False
    beside = [pieces[place + 1], *(pieces[place - 1 : place] if place else ())]
    return not any(_is_short(piece) for piece in beside)
