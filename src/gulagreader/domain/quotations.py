"""Quotations as values: where they stand, what kind they are, whom they cite.

Offsets are code points into the source text they were found in (a post's body
or a comment's text, as the library has it), end exclusive, marks included.
"""

from enum import StrEnum

from gulagreader.domain.late_dataclasses import dataclass


class QuotationKind(StrEnum):
    """What a pair of marks is used for."""

    QUOTATION = "quotation"
    """Words taken from a document or a person."""
    TITLE = "title"
    """The title of a work."""
    TERM = "term"
    """A term, a name or a scare quote."""
    SPEECH = "speech"
    """Words said or thought in a story or an example."""
    BLOCK = "block"
    """A block quote (Markdown ``>``)."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference in brackets that belongs to a quotation or a sentence."""

    text: str
    """What the brackets hold, without them."""
    start: int
    """Where the bracket opens."""
    end: int
    """After the bracket closes."""
    source: str | None = None
    """The key of the post's source it names, where that was found."""
    source_text: str | None = None
    probable: bool = False
    """Whether the source is a guess (a misspelt name)."""
    more_sources: tuple[str, ...] = ()
    """Keys of the further sources that the same brackets name."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage."""

    start: int
    end: int
    text: str
    """The source between ``start`` and ``end``, marks included; the paragraphs
    of a longer quotation are joined as they stand in the source."""
    kind: QuotationKind
    level: int = 1
    """1 for an outermost quotation, 2 for one inside it, and so on."""
    citation: Citation | None = None
    speaker: str | None = None
    """Who is quoted, where the text says so."""
    unclosed: bool = False
    """Whether the closing mark is missing."""
    spans: tuple[tuple[int, int], ...] = ()
    """One ``(start, end)`` for each paragraph of a quotation over several; for a
    quotation in one paragraph a single pair."""
