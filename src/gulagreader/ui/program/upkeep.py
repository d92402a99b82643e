"""Keeping what is shown in step with the files: catalogue, index, the open post."""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.widget import Widget

from gulagreader.services.import_report import ImportReport
from gulagreader.services.index_state import IndexState
from gulagreader.services.wiring import Services, Stamps
from gulagreader.ui.panes.status import StatusLine, in_words
from gulagreader.ui.program.jobs import (
    JobEnded,
    JobFailed,
    JobProgressed,
    is_running,
    run_job,
)
from gulagreader.ui.screens.reader import ReaderScreen
from gulagreader.ui.screens.search import SearchScreen

if TYPE_CHECKING:
    # Nothing of it is needed before somebody imports.
    from gulagreader.services.import_deciding import ImportReview

_WATCH_SECONDS = 1.5
"""How often the open post's two files are looked at."""
_REFRESH_SECONDS = 4.0
"""How often the whole library is looked at while it is read."""
_REST = 40
"""It is looked at for at most one part in so many of the time."""
_REFRESH, _INDEX, _IMPORT = "catalogue", "index", "import"
_QUOTATIONS, _TIDYING, _PASSAGES = "quotations", "tidying", "passages"
_LATER = (_QUOTATIONS, _TIDYING)
"""Done once everything can be found, and given up for what is newer."""


class Upkeep(Widget):
    """An invisible widget that runs the jobs of a library and passes on news."""

    DEFAULT_CSS = "Upkeep { display: none; }"

    class QuotationsIndexed(Message):
        """The quotations can be searched as they are now."""

    class PassagesUpdated(Message):
        """It is known which passages were taken up."""

    def __init__(
        self, services: Services, reader: ReaderScreen, search: SearchScreen
    ) -> None:
        super().__init__()
        self._services, self._reader, self._search = services, reader, search
        self._began = self._ended_at = monotonic()
        self._to_show: Path | None = None
        self._tried: Stamps = (None, None)
        self._noted = ""
        self.guessed_about: tuple[Path, ...] = ()
        """The sources of the last import, where guesses were made in them."""
        self._importing: tuple[Path, ...] = ()
        self._reviewed: ImportReview | None = None
        self._looked_through = False
        self._cards: object = None
        """What the last look at the files gave: another object where they changed."""
        self._indexing: object = None
        self._indexed: object = None
        """Of which of these the index is being made, and of which it is whole."""
        self._quotations_behind = self._passages_behind = True

    def on_mount(self) -> None:
        """Look at the files once the first picture stands, then from time to time."""
        self.call_after_refresh(self.refresh_library)
        self.set_interval(_WATCH_SECONDS, self._watch_open_post)
        self.set_interval(_REFRESH_SECONDS, self._refresh_after_a_rest)

    def refresh_library(self) -> None:
        """Bring the catalogue and then the index up to date."""
        if not is_running(self, _REFRESH) and not is_running(self, _INDEX):
            self._began = monotonic()
            run_job(self, _REFRESH, self._services.refresh)

    def _refresh_after_a_rest(self) -> None:
        if monotonic() - self._ended_at > _REST * (self._ended_at - self._began):
            self.refresh_library()

    def update_index(self) -> None:
        """Bring the index up to date."""
        if is_running(self, _INDEX) or is_running(self, _TIDYING):
            return
        self._indexing = self._cards
        thorough, self._looked_through = not self._looked_through, True
        run_job(self, _INDEX, lambda: self._services.update_index(thorough=thorough))

    def _go_on_after(self, state: IndexState) -> None:
        """Index the quotations; build anew an index that small changes wore out."""
        if state.needs_rebuild:
            run_job(self, _TIDYING, lambda: self._services.update_index(rebuild=True))
        changed = state.changed > 0 or state.rebuilt
        self._quotations_behind |= changed
        self._passages_behind |= changed
        self._index_quotations()
        if not is_running(self, _QUOTATIONS):
            self._compare_passages()

    def _index_quotations(self) -> None:
        if self._quotations_behind and not is_running(self, _QUOTATIONS):
            self._quotations_behind = False
            run_job(self, _QUOTATIONS, self._services.update_quotation_index)

    def update_passages(self) -> None:
        """Compare the passages again, or once what is at work is done."""
        self._passages_behind = True
        if not self.is_busy:
            self._compare_passages()

    def _compare_passages(self) -> None:
        """Find the passages that texts share: last, since it takes the longest."""
        if self._passages_behind and not is_running(self, _PASSAGES):
            self._passages_behind = False
            run_job(self, _PASSAGES, self._services.update_passages)

    @property
    def is_busy(self) -> bool:
        """Whether a job is at work."""
        jobs = (_REFRESH, _INDEX, _IMPORT, *_LATER, _PASSAGES)
        return any(is_running(self, name) for name in jobs)

    def import_sources(self, path: Path) -> None:
        """Import a file or a folder into the library."""
        if is_running(self, _IMPORT):
            self._reader.status.say("An import is at work; wait until it is done")
        else:
            self._importing, self._reviewed = (path,), None
            run_job(self, _IMPORT, lambda: self._services.import_sources((path,)))

    def import_reviewed(self, review: "ImportReview") -> bool:
        """Import what was decided about; False while another import is at work."""
        if is_running(self, _IMPORT):
            return False
        self._importing, self._reviewed = review.look.paths, review
        run_job(self, _IMPORT, lambda: self._services.import_reviewed(review))
        return True

    def _watch_open_post(self) -> None:
        reading = self._reader.reading
        if reading is None:
            return
        stamps = self._services.stamps(reading)
        # What could not be taken in is tried again only when it changes once more.
        if stamps not in (reading.reading.stamps, self._tried):
            self._tried = stamps
            self._reader.read_again()
            self.refresh_library()

    @property
    def _is_leaving(self) -> bool:
        """Whether the screen is being taken down under a job that still reports."""
        return not self._reader.query(StatusLine)

    @on(JobProgressed)
    def _progressed(self, message: JobProgressed) -> None:
        if self._is_leaving:
            return
        self._reader.status.show_progress(message.job, message.progress)
        if message.job == _REFRESH:
            self._reader.show_more_cards()
        elif message.job == _INDEX:
            self._search.show_progress(in_words(message.progress))

    @on(JobFailed)
    def _failed(self, message: JobFailed) -> None:
        if self._is_leaving:
            return
        self._reader.status.show_progress(message.job, None)
        decided = self._reviewed is not None and self._reviewed.takes
        back = message.job == _IMPORT and decided
        again = (
            " {anywhere.review-import} goes back to what you decided." if back else ""
        )
        self._reader.status.say(f"{message.reason}{again}", problem=True)
        if message.job == _INDEX:
            self._search.show_progress("")

    @on(JobEnded)
    def _ended(self, message: JobEnded[object]) -> None:
        if self._is_leaving:
            return
        self._reader.status.show_progress(message.job, None)
        if message.job == _REFRESH:
            self._refreshed(message.outcome)
        elif message.job == _INDEX and isinstance(message.outcome, IndexState):
            self._search.show_progress("")
            # A file that could not be indexed is tried again, though it is the same.
            self._indexed = None if message.outcome.notes else self._indexing
            if message.outcome.changed or message.outcome.rebuilt:
                self._search.index_changed()
            self._go_on_after(message.outcome)
            # What cannot be read is named already, with its file and line.
            notes = () if self._services.damages else message.outcome.notes
            self._note_once(self._services.index_notice, *notes)
        elif message.job in _LATER:
            self._search.index_changed()
            self._index_quotations()
            if message.job == _QUOTATIONS:
                self.post_message(self.QuotationsIndexed())
                self._compare_passages()
        elif message.job == _PASSAGES:
            self._reader.passages_updated()
            self.post_message(self.PassagesUpdated())
        elif message.job == _IMPORT and isinstance(message.outcome, ImportReport):
            # A problem, that no word of what is damaged may stand in its place.
            said, refused = imported_in_words(message.outcome), message.outcome.refused
            self._reader.status.say(said, problem=bool(refused))
            self.guessed_about = self._importing if message.outcome.guesses else ()
            written = message.outcome.written
            self._to_show = written[0] if written else None
            self.refresh_library()

    def _refreshed(self, cards: object) -> None:
        """Show what the files have, and index what changed."""
        self._ended_at = monotonic()
        self._reader.library_refreshed()
        if self._to_show is not None and self._reader.show_imported(self._to_show):
            self._to_show = None
        self._cards = cards
        # What nothing changed of need not be looked at again, least of all by another
        # program.
        if self._indexed is not cards:
            self.update_index()

    def _note_once(self, *notes: str) -> None:
        """Say the first note, if there is one and it was not the last one said."""
        note = next(filter(None, notes), "")
        if note and note != self._noted:
            self._noted = note
            self._reader.status.say(note)


def imported_in_words(report: ImportReport) -> str:
    """Say in a line what an import did, the refusals first."""
    new = len(report.written)
    words = [f"{new} post{'s' * (new != 1)} imported"]
    if report.unchanged:
        words.append(f"{len(report.unchanged)} unchanged")
    if report.refused:
        first = report.refused[0]
        words.insert(0, f"Refused: {first.file.name}: {first.why}")
    if report.guesses:
        many = len(report.guesses)
        from gulagreader.services.import_review import unsure_guesses  # noqa: PLC0415 - start-up

        unsure = unsure_guesses(report)
        doubt = f", {unsure} of them unsure" if unsure else ""
        words.append(
            f"{many} guess{'es' * (many != 1)}{doubt}; {{anywhere.review-import}}"
            f" shows them"
        )
    return ", ".join(words)
