"""A dossier as it is to be written: quotes, words, notes and list, in no format yet."""

from dataclasses import dataclass

from gulagreader.domain.citing import Cited, Reference
from gulagreader.domain.dossier import EntryKind


@dataclass(frozen=True, slots=True)
class QuotedParagraph:
    """A paragraph of the library's text, without markup."""

    text: str
    """May hold line breaks."""
    depth: int = 0
    """How many block quotes of the text itself it stands in."""


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """An entry."""

    kind: EntryKind
    anchor: str
    """Tells it from the other parts."""
    own: str = ""
    """A heading (plain words), or the reader's Markdown: a paragraph, a note."""
    quoted: tuple[QuotedParagraph, ...] = ()
    """The words that are quoted."""
    source: str = ""
    """The Markdown of a text that is quoted whole; empty for a passage."""
    lang: str = ""
    attribution: str = ""
    """Who wrote what is quoted, where and when; plain words."""
    cited: Cited | None = None
    number: int = 0
    """Of its footnote, from 1; 0 where it has none."""
    remark: str = ""
    """The reader's Markdown."""
    said: str = ""
    """What has to be told about it, such as that the library has it no more."""


@dataclass(frozen=True, slots=True)
class WrittenDossier:
    """All of it."""

    name: str
    about: str
    """Where it was gathered and when it was written."""
    lang: str
    parts: tuple[WrittenPart, ...] = ()
    notes: tuple[Reference, ...] = ()
    """The footnotes, from number 1 on."""
    list_heading: str = ""
    entries: tuple[Reference, ...] = ()
    """The bibliography, in its order."""
    works: tuple[Cited, ...] = ()
    """What is cited anywhere, each once, for reference managers."""
