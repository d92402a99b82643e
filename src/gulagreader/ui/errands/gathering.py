"""What the reader does with dossiers: gathers what is at hand, and opens them."""

from typing import TYPE_CHECKING

from textual.app import App

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.text.clean import clean_line
from gulagreader.ui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    # None of it is needed for the first picture; imported, it would come late.
    from gulagreader.services.dossier import Gathered
    from gulagreader.services.dossier_placing import PlacedEntry

DOSSIER = "dossier"
"""The dossier's screen, as one that led to the reader."""
_SHOWN = 15
"""Characters of what was gathered that are told."""


class DossierErrands(App[None]):
    """The application's part that gathers."""

    reader: ReaderScreen
    _services: Services
    _cut = False
    """Whether more was selected than what was gathered is of."""
    _went_from: str | None = None
    """The entry of the dossier that led to the reader last."""

    def action_gather(self) -> None:
        """Gather what is selected; else the comment, or the post, at hand."""
        if self.screen is not self.reader:
            return
        self._cut = False
        try:
            done = self._gather()
        except GulagreaderError as error:
            self.reader.status.say(str(error), problem=True)
            return
        if done is None:
            self.reader.status.say("There is nothing to gather here")
            return
        shelf, where = self._services.dossiers, clean_line(done.dossier.name)
        what = f"{done.entry.kind.value} {_told(done)}"
        lasts = "" if shelf.lasts else "Kept only until you quit: "
        if done.again:
            words = f"“{where}” has this {what} already, as number {done.number}"
        else:
            place = f"{done.number} in “{where}”"
            words = (
                f"Gathered the {what} as {place}; {{anywhere.show-dossier}}, then"
                f" {{entries.remove}} undoes"
            )
        if self._cut:
            words = f"Of the first comment alone: {words}"
        self.reader.status.say(f"{lasts}{words}")

    def _gather(self) -> "Gathered | None":
        from gulagreader.ui.passages.passage import passage_at_hand  # noqa: PLC0415 - start-up

        reader, shelf = self.reader, self._services.dossiers
        open_one = reader.reading
        if open_one is not None and (reader.selections or reader.marked_place):
            passage = passage_at_hand(reader, open_one.post.id)
            if passage is not None and passage.chosen:
                self._cut = passage.cut
                if passage.whole:
                    return shelf.gather_text(open_one.reading, passage.comment)
                span = passage.start, passage.end
                return shelf.gather_passage(open_one.reading, passage.comment, span)
        if reader.session.leading is Leading.POSTS:
            card = reader.posts.under_cursor
            if card is None:
                return None
            return shelf.gather_text(self._services.read(card.id).reading)
        if open_one is None:
            return None
        comment = None
        if reader.session.leading is Leading.THREAD:
            comment = reader.thread_pane.focused_comment
        return shelf.gather_text(open_one.reading, comment)

    def action_show_dossier(self) -> None:
        """Show the dossier that is gathered into."""
        self._show_dossier(None)

    def _show_dossier(self, entry: str | None) -> None:
        from gulagreader.ui.screens.dossier import DossierScreen  # noqa: PLC0415 - start-up

        if self.screen is self.reader:
            self.push_screen(DossierScreen(self._services, entry), self._go_to_entry)

    def show_dossier_again(self, screen: str) -> bool:
        """Show the dossier at the entry that led to the reader; False: it was none."""
        if screen == DOSSIER:
            self._show_dossier(self._went_from)
        return screen == DOSSIER

    def _go_to_entry(self, placed: "PlacedEntry | None") -> None:
        """Show an entry in the reader, its passage marked; Backspace comes back."""
        if placed is not None:
            from gulagreader.domain.uptake import PassagePlace  # noqa: PLC0415 - start-up

            self._went_from = placed.entry.id
            start, end = placed.span or (0, 0)
            place = PassagePlace(placed.entry.post, placed.comment, start, end)
            self.reader.come_from(DOSSIER, place)


def _told(done: "Gathered") -> str:
    """The beginning of what was gathered."""
    from gulagreader.text.references.titles import quoted  # noqa: PLC0415 - start-up

    entry = done.entry
    words = entry.words or (entry.cited.title if entry.cited else "")
    words = clean_line(words)
    return quoted(words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…")
