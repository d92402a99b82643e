"""The dossiers: shown one at a time, begun, named, dropped, and written out."""

import re
from pathlib import Path

from textual import on

from gulagreader.domain.dossier import Dossier
from gulagreader.domain.errors import GulagreaderError
from gulagreader.services.dossier_writing import (
    DossierFiles,
    WritingOrder,
    references_of,
    write_dossier,
)
from gulagreader.services.export_target import export_target
from gulagreader.text.clean import clean_line
from gulagreader.ui.panes.dossier_entries import EntriesPane
from gulagreader.ui.program.jobs import JobEnded, JobFailed, JobProgressed, run_job
from gulagreader.ui.screens.dossier_entries import DossierEntriesScreen
from gulagreader.ui.screens.name import NameScreen
from gulagreader.ui.screens.write_out import WriteOutScreen

_WRITING = "dossier"
_UNFIT = re.compile(r"[^\w-]+")


class DossierScreen(DossierEntriesScreen):
    """Shows the dossier that is gathered into; gives the entry to go to."""

    # Dossiers

    def action_step_dossier(self, step: int) -> None:
        """Show another dossier, and gather into it."""
        every = self._shelf.dossiers()
        here = self.dossier
        ids = [one.id for one in every]
        if here is None or len(every) < 2 or here.id not in ids:
            self.status.say(
                "There is no other dossier; {dossier.begin-dossier} begins one"
            )
            return
        name = every[(ids.index(here.id) + step) % len(every)].name
        if self._take(lambda: self._shelf.use(name)):
            self.status.say(f"Gathering into “{name}” from now on")

    def action_begin_dossier(self) -> None:
        """Begin another dossier."""

        def begin(name: str | None) -> None:
            if name and self._take(lambda: self._shelf.new(name)):
                self.status.say(f"Gathering into “{name}” from now on")

        self.app.push_screen(NameScreen("New dossier"), begin)

    def action_rename_dossier(self) -> None:
        """Call the dossier otherwise."""
        dossier = self.dossier
        if dossier is None:
            return

        def rename(name: str | None) -> None:
            if name:
                self._take(lambda: self._shelf.rename(dossier, name))

        self.app.push_screen(NameScreen("Name", dossier.name), rename)

    def action_drop_dossier(self) -> None:
        """Drop the whole dossier; the one that is gathered into then is shown."""
        dossier = self.dossier
        if dossier is None:
            self.status.say("There is no dossier to drop")
            return

        def drop() -> Dossier | None:
            self._shelf.drop(dossier)
            return self._shelf.current()

        if self._take(drop):
            self._dropped_last = True
            self._show_entry()
            name = clean_line(dossier.name)
            self.status.say(f"Dropped “{name}”; {{dossier.restore}} brings it back")

    def action_restore(self) -> None:
        """Bring back what was removed last: an entry, or a whole dossier."""
        dossier = self.dossier
        if dossier is None or self._dropped_last:
            self._bring_back()
            return
        try:
            done = self._shelf.restore(dossier)
        except GulagreaderError as error:
            self.status.say(str(error))
            return
        self._take(lambda: done.dossier, done.entry.id)
        self.status.say(f"The {done.entry.kind.value} is back as number {done.number}")

    def _bring_back(self) -> None:
        """Bring back the dossier that was dropped last."""
        dropped = self._shelf.dropped()
        if not dropped:
            self.status.say("No dossier was dropped in the last thirty days")
            return
        name = dropped[0].dossier.name
        self._dropped_last = False
        if self._take(lambda: self._shelf.bring_back(name)):
            self.status.say(f"“{clean_line(name)}” is back, and gathered into")

    # Writing

    def action_write_out(self) -> None:
        """Ask for a file, and write the dossier to it."""
        dossier = self.dossier
        if dossier is None or not dossier.entries:
            self.status.say("There is nothing to write yet")
            return
        name = _UNFIT.sub("-", clean_line(dossier.name)).strip("-") or "dossier"
        proposed = Path.cwd() / f"{name.lower()}.md"
        screen = WriteOutScreen(proposed, self._problem_with)
        self.app.push_screen(screen, self._write)

    def _problem_with(self, order: WritingOrder) -> str:
        folder = self._services.folder
        files = [order.target]
        if order.format == "pandoc":
            files.append(references_of(order.target))
        try:
            for file in files:
                export_target(file, folder, folder=False, force=order.force)
        except GulagreaderError as error:
            return str(error)
        return ""

    def _write(self, order: WritingOrder | None) -> None:
        dossier = self.dossier
        if order is not None and dossier is not None:
            now = self._shelf.now()
            run_job(
                self, _WRITING, lambda: write_dossier(self._shelf, dossier, order, now)
            )

    @on(JobProgressed)
    def _progressed(self, message: JobProgressed) -> None:
        self.status.show_progress(message.job, message.progress)

    @on(JobFailed)
    def _failed(self, message: JobFailed) -> None:
        self.status.show_progress(message.job, None)
        self.status.say(message.reason, problem=True)

    @on(JobEnded)
    def _ended(self, message: JobEnded[object]) -> None:
        self.status.show_progress(message.job, None)
        if isinstance(message.outcome, DossierFiles):
            beside = message.outcome.references
            more = f" and {beside.name}" if beside is not None else ""
            self.status.say(f"Written: {message.outcome.target}{more}")

    # The end

    @on(EntriesPane.Chosen)
    def action_go(self) -> None:
        """Go to the place of the entry in the reader."""
        entry = self.entries.entry_at_hand
        if entry is None or entry.kind.is_own:
            return
        placed = self._placed[entry.id] if self._knows(entry) else None
        placed = placed or self._shelf.place(entry)
        if placed.unplaced:
            self.status.say(f"It has no place any more: {placed.unplaced}")
        else:
            self.dismiss(placed)

    def action_leave(self) -> None:
        """Back from the entry at hand, then to the reader."""
        if self.focused is self.preview:
            self.action_next_part()
        else:
            self.dismiss(None)
