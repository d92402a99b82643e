"""What is gathered, made into entries of a dossier."""

from collections.abc import Callable
from dataclasses import replace

from gulagreader.domain.dossier import DossierError, Entry, EntryKind
from gulagreader.domain.notes import Note
from gulagreader.services.citing import cite, cite_span
from gulagreader.services.dossier_placing import EntryPlacing
from gulagreader.services.keeping import Clock
from gulagreader.services.note_placing import NotedLibrary
from gulagreader.services.note_values import MOST_TEXT
from gulagreader.services.reading import Reading
from gulagreader.text.anchoring import select
from gulagreader.text.clean import clean, clean_line

_LONGEST_HEADING = 300


class EntryMaking:
    """Makes entries, each with what a citation says of it now."""

    def __init__(
        self,
        library: NotedLibrary,
        placing: EntryPlacing,
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        self._library, self._placing = library, placing
        self._clock, self._new_id = clock, new_id

    def of_passage(
        self, reading: Reading, comment: str | None, span: tuple[int, int], remark: str
    ) -> Entry:
        """A passage of a post's body, or of one of its comments.

        ``span`` counts code points of the source (``post.body``, ``comment.text``).

        Raises:
            DossierError: there is no such comment or passage.
        """
        try:
            selector = select(_source(reading, comment), *span)
        except ValueError as error:
            raise DossierError(f"Nothing can be gathered: {error}.") from None
        cited = cite(reading, self._library.info, comment)
        cited = cite_span(reading, cited, selector.start, selector.end)
        return Entry(
            id=self._new_id(),
            kind=EntryKind.PASSAGE,
            gathered=self._clock(),
            post=reading.post.id,
            comment=comment,
            selector=selector,
            words=cited.passage or selector.exact,
            remark=cleaned_words(remark),
            cited=replace(cited, passage=""),
        )

    def of_text(self, reading: Reading, comment: str | None, remark: str) -> Entry:
        """A whole comment, or without one the post.

        Raises:
            DossierError: there is no such comment.
        """
        source = _source(reading, comment)
        return Entry(
            id=self._new_id(),
            kind=EntryKind.POST if comment is None else EntryKind.COMMENT,
            gathered=self._clock(),
            post=reading.post.id,
            comment=comment,
            words="" if comment is None else source,
            remark=cleaned_words(remark),
            cited=cite(reading, self._library.info, comment),
        )

    def of_note(self, note: Note, remark: str) -> Entry:
        """One of the reader's notes, with its passage as the library has it now."""
        entry = Entry(
            id=self._new_id(),
            kind=EntryKind.NOTE,
            gathered=self._clock(),
            post=note.post,
            comment=note.comment,
            selector=note.selector,
            note=note.id,
            words=note.passage,
            text=note.text,
            remark=cleaned_words(remark),
        )
        (placed,) = self._placing.places([entry])
        cited = placed.cited and replace(placed.cited, passage="")
        words = placed.words if note.selector else ""
        return replace(entry, cited=cited, words=words)

    def of_own(self, kind: EntryKind, text: str) -> Entry:
        """A heading or a paragraph of the reader's own.

        Raises:
            DossierError: it says nothing.
        """
        words = own_words(kind, text)
        return Entry(self._new_id(), kind, self._clock(), text=words)


def is_same(one: Entry, other: Entry) -> bool:
    """Whether two entries are the same thing of the library."""
    if one.kind is not other.kind or one.kind.is_own:
        return False
    if one.kind is EntryKind.NOTE:
        return one.note == other.note
    return (one.post, one.comment, one.selector) == (
        other.post,
        other.comment,
        other.selector,
    )


def cleaned_words(text: str) -> str:
    """What the reader says on something, as it is kept.

    Raises:
        DossierError: it is too long.
    """
    if len(text) > MOST_TEXT:
        raise DossierError(f"A text may have {MOST_TEXT} characters at most.")
    return clean(text).strip()


def own_words(kind: EntryKind, text: str) -> str:
    """The words of a heading or paragraph, as they are kept.

    Raises:
        DossierError: they say nothing, or are too long.
    """
    said = clean_line(text)[:_LONGEST_HEADING] if kind is EntryKind.HEADING else ""
    said = said or cleaned_words(text)
    if not said:
        raise DossierError(f"A {kind.value} needs words.")
    return said


def _source(reading: Reading, comment: str | None) -> str:
    source = reading.source(comment)
    if source is None:
        shown = clean_line(comment or "")[:80]
        raise DossierError(f"The thread has no comment “{shown}”.")
    return source
