"""Highlights and notes: a passage of a text, with a colour, words and tags.

A note knows its passage by its very words, by what stands before and after them, and
by its place, so that it finds its passage again in a text that was edited or imported
anew. These are the TextQuoteSelector and TextPositionSelector of the W3C Web
Annotation Data Model.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from gulagreader.domain.note_colours import COLOURS
from gulagreader.domain.posts import NOTHING_ELSE

__all__ = [
    "COLOURS",
    "Anchor",
    "Change",
    "Layer",
    "Motivation",
    "Note",
    "PlacedNote",
    "Selector",
]

Motivation = Literal["highlighting", "commenting"]
Change = Literal["none", "marks", "words"]
"""How a passage differs from the one that was marked: in nothing, in marks (quotation
marks, dashes, blanks, emphasis, capitals), or in its words."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A passage of a source text: a post's ``body``, or a comment's ``text``.

    Offsets are code points, end exclusive, as ``show`` gives the text.
    """

    exact: str
    prefix: str = ""
    """What stood before it; empty at the text's start, or where it is not known."""
    suffix: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A highlight, or a note on a passage or on a whole text."""

    id: str
    """A UUID, or the address (IRI) that another program gave it."""
    post: str
    """Empty where it is on a page that the library did not have."""
    comment: str | None
    selector: Selector | None
    """None: the note is on the whole text."""
    colour: str
    text: str
    """Markdown, cleaned; empty for a highlight alone."""
    tags: tuple[str, ...]
    created: datetime
    modified: datetime
    author: str = ""
    """The reader's name; empty where it is not known."""
    source: str = ""
    """The address of the page that it was made on, where that is not the library's."""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING_ELSE)
    """What a file that it came from says beside this, to be written back."""

    @property
    def motivation(self) -> Motivation:
        """Why it was made, in the words of the W3C model."""
        return "commenting" if self.text else "highlighting"

    @property
    def passage(self) -> str:
        """The words that were marked; empty for a note on a whole text."""
        return self.selector.exact if self.selector else ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage was found again."""

    start: int
    end: int
    sure: float
    """1 where the passage and what is around it are as they were; at least 0.5."""
    change: Change = "none"

    @property
    def changed(self) -> bool:
        """Whether the words of the passage are other ones than those marked."""
        return self.change == "words"


@dataclass(frozen=True, slots=True)
class Layer:
    """Another reader's file of notes, laid over a library. It is only read."""

    path: str
    name: str
    """What its notes are shown under: the reader's name, or the file's."""
    colour: str
    """The colour of all its notes."""


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note and where it stands now."""

    note: Note
    anchor: Anchor | None
    """None for a note on a whole text, and for one that has no place."""
    comment: str | None
    """The comment it stands in now; None: the post's body."""
    unplaced: str = ""
    """Why it has no place, in words; empty where it has one."""
    title: str = ""
    """Of the post; empty where the library has no such post."""
    layer: Layer | None = None
    """Whose file it is of; None: the reader's own."""

    @property
    def colour(self) -> str:
        """The colour that it is shown in."""
        return self.layer.colour if self.layer else self.note.colour

    @property
    def span(self) -> tuple[int, int] | None:
        """Its place in the source of the post or comment; None without one."""
        return (self.anchor.start, self.anchor.end) if self.anchor else None
