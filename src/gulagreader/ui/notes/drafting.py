"""Words that are being typed: kept as a draft until they are kept or thrown away."""

from typing import TYPE_CHECKING

from gulagreader.domain.drafts import Draft, DraftPlace
from gulagreader.domain.notes import Note
from gulagreader.services.draft_keeping import DraftKeeping
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.clean import clean_line
from gulagreader.ui.notes.noting import is_whole_post, whole_post
from gulagreader.ui.passages.passage import Passage, passage_of_span

if TYPE_CHECKING:
    from gulagreader.ui.screens.reader_layout import ReaderLayout

LOOK_SECONDS = 0.7
"""How often is looked what was typed: a kill costs no more than that."""
_BEGINNING = 20
"""Characters of a draft that are told."""


class Drafting:
    """What is typed into one field, under the name of what it is to become."""

    def __init__(
        self,
        drafts: DraftKeeping,
        name: str,
        base: str,
        *,
        place: DraftPlace | None = None,
        note: str | None = None,
        found: Draft | None = None,
    ) -> None:
        """Take what stands in the field without a draft, and the draft to go on with.

        Without ``found`` it is the draft of the name.
        """
        self.found = found or drafts.named(name)
        """The draft that the field begins with."""
        self._drafts = drafts
        self._name = self.found.name if self.found is not None else name
        self._base, self._place, self._note = base, place, note
        self._aside: str | None = None
        self._last = (self.text, self.found.colour if self.found is not None else "")
        self._is_over = self._stays = False

    @property
    def text(self) -> str:
        """What the field begins with."""
        return self.found.text if self.found is not None else self._base

    @property
    def said(self) -> str:
        """What is to be said of the draft that the field begins with, if any."""
        if self.found is None:
            return ""
        when = self._drafts.when(self.found)
        return f"Here is your draft of {when}; Ctrl+r goes without it"

    def look(self, text: str, colour: str = "") -> None:
        """Keep what stands in the field, where that has changed."""
        if self._is_over or self._last == (text, colour):
            return
        self._last = text, colour
        if self._is_base(text):
            self._drafts.drop(self._name)
        else:
            self._keep(text, colour, left=False)

    def swapped(self, text: str) -> str:
        """What is to stand there instead: without the draft, or with it again."""
        if self._is_base(text):
            return self._aside if self._aside is not None else self.text
        self._aside = text
        return self._base

    def leave(self, text: str, colour: str = "") -> None:
        """End without keeping; what was typed stays as a draft."""
        self._is_over = True
        self._stays = not self._is_base(text)
        if self._stays:
            self._keep(text, colour, left=True)
        else:
            self._drafts.drop(self._name)

    def done(self) -> None:
        """End: the words were kept, or are not wanted any more."""
        self._is_over = True
        self._drafts.drop(self._name)

    def left_words(self, key: str) -> str:
        """What is to be said after leaving, with the ``key`` that goes on, if any."""
        if not self._stays:
            return ""
        lasts = "" if self._drafts.lasts else " until you quit"
        return f"What you typed is kept{lasts}; {key} goes on with it"

    def _is_base(self, text: str) -> bool:
        return not text.strip() or text.strip() == self._base.strip()

    def _keep(self, text: str, colour: str, *, left: bool) -> None:
        self._drafts.keep(
            self._name,
            text,
            colour=colour,
            left=left,
            place=self._place,
            note=self._note,
        )


def drafting_of_note(
    drafts: DraftKeeping,
    passage: Passage,
    note: Note | None,
    base: str,
    found: Draft | None = None,
) -> Drafting:
    """What is typed into a note on a passage; ``found`` is a draft to go on with."""
    place = place_of(passage)
    if note is None:
        name = f"new {place.post} {place.comment or ''} {place.start} {place.end}"
        found = found or drafts.on(place)
    else:
        name = name_of(note)
    return Drafting(
        *(drafts, name, base),
        place=place,
        note=note.id if note is not None else None,
        found=found,
    )


def name_of(note: Note) -> str:
    """The name of the draft of a note that is changed."""
    return f"note {note.id}"


def place_of(passage: Passage) -> DraftPlace:
    """Where a note on a passage is to be."""
    return DraftPlace(
        *(passage.post, passage.comment, passage.start, passage.end, passage.text),
        chosen=passage.chosen,
        whole=is_whole_post(passage),
    )


def resumed(
    screen: "ReaderLayout",
    reading: QuotedReading,
    drafts: DraftKeeping,
    passage: Passage,
) -> tuple[Draft, Passage] | None:
    """The draft that is meant where nothing is chosen, and the passage it was on.

    It is the note of the open post over which the program ended, else one that was
    closed and is on what is read. Where its words do not stand there any more it is on
    the ``passage`` that is read.
    """
    draft = drafts.interrupted()
    if draft is None or draft.place is None or draft.place.post != reading.post.id:
        draft = drafts.on(place_of(passage))
    place = draft.place if draft is not None else None
    if draft is None or place is None:
        return None
    if place.whole:
        return draft, whole_post(reading)
    span = place.start, place.end
    there = passage_of_span(
        screen, place.post, place.comment, span, selected=place.chosen
    )
    if there is None or there.text != place.words:
        return draft, passage
    return draft, there


def unfinished(draft: Draft, post: str | None) -> str:
    """What is said of a draft over which the program ended; ``post`` is open."""
    what = f"Not finished: {first_words_of(draft)}"
    if draft.place is not None and draft.place.post == post:
        return f"{what}; {{text.take-note}} goes on with it"
    if draft.place is not None:
        return f"{what}; {{text.take-note}} in its post goes on"
    if draft.note is not None:
        return f"{what}; {{anywhere.show-notes}} lists its note"
    return f"{what}; {{anywhere.show-dossier}} leads to it"


def first_words_of(draft: Draft) -> str:
    """How a draft begins."""
    typed = clean_line(draft.text)
    if len(typed) > _BEGINNING:
        typed = f"{typed[:_BEGINNING].rstrip()}…"
    return f"“{typed}”"
