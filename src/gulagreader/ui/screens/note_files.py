"""Notes in files: written out, taken in, and those of others laid over the library."""

import asyncio
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from gulagreader.domain.errors import GulagreaderError
from gulagreader.ui.screens.noting import NotingScreen

if TYPE_CHECKING:
    # Nothing of it is needed before somebody asks for it.
    from gulagreader.services.note_exchange import Form
    from gulagreader.ui.keys.palette import Offer

_WHERE = "Highlights and notes"
_FORMS: "tuple[tuple[str, Form], ...]" = (
    ("W3C JSON Lines", "w3c"),
    ("Hypothesis", "hypothesis"),
)


class NoteFilesScreen(NotingScreen):
    """An open post whose notes can be exchanged with others."""

    def note_offers(self) -> "Iterator[Offer]":
        """What the palette offers beside the commands."""
        from gulagreader.ui.keys.palette import Offer  # noqa: PLC0415 - start-up

        for name, form in _FORMS:
            title = f"Export all notes as {name}"
            yield Offer(title, _WHERE, partial(self._ask_export, form))
        yield Offer("Import notes from a file", _WHERE, self._ask_notes)
        lay = "Lay another reader’s notes over the library"
        yield Offer(lay, _WHERE, self._ask_lay)
        try:
            layers = self.shelf.layers()
        except GulagreaderError:
            return
        for laid in layers:
            layer = laid.layer
            title = f"Lift the notes of {layer.name}"
            told = laid.problem or f"{len(laid.notes)} in {layer.colour}, {layer.path}"
            yield Offer(title, told, partial(self._lift, Path(layer.path), layer.name))

    def _ask_path(
        self,
        question: str,
        check: Callable[[Path], str | None],
        then: Callable[[Path], object],
    ) -> None:
        from gulagreader.ui.screens.path import PathScreen  # noqa: PLC0415 - start-up

        def given(path: Path | None) -> None:
            if path is not None:
                then(path)

        self.app.push_screen(PathScreen(question, check), given)

    # Out and in

    def _ask_export(self, form: "Form") -> None:
        if not self.shelf.notes():
            self.status.say("There are no notes of yours to export yet")
            return
        self._ask_path(
            "Write the notes to which file?", _is_new, partial(self._write_notes, form)
        )

    @work(group="note file")
    async def _write_notes(self, form: "Form", target: Path) -> None:
        from gulagreader.domain.progress import finish  # noqa: PLC0415 - start-up
        from gulagreader.services.note_files import export_notes  # noqa: PLC0415

        shelf = self.shelf
        notes = shelf.notes()

        def write() -> Path:
            return finish(export_notes(shelf, notes, target, form, shelf.now()))

        try:
            path = await asyncio.to_thread(write)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self.status.say(f"Wrote {_many(len(notes))} to {path}")

    def _ask_notes(self) -> None:
        self._ask_path("Import notes from which file?", _is_file, self._take_notes)

    @work(group="note file")
    async def _take_notes(self, file: Path) -> None:
        from gulagreader.domain.progress import finish  # noqa: PLC0415 - start-up
        from gulagreader.services.note_files import import_notes  # noqa: PLC0415

        shelf = self.shelf
        try:
            done = await asyncio.to_thread(
                lambda: finish(import_notes(shelf, [file], shelf.now()))
            )
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        said = f"{_many(len(done.added))} added, {len(done.changed)} changed"
        if done.unchanged:
            said += f", {done.unchanged} there already"
        if done.homeless:
            said += (
                f", {done.homeless} on pages that are not here"
                f" ({{anywhere.show-notes}} lists them)"
            )
        if done.refused:
            said += f"; {len(done.refused)} refused: {done.refused[0].why}"
        self.status.say(said, problem=bool(done.refused))
        self.find_noted()

    # Layers

    def _ask_lay(self) -> None:
        self._ask_path("Lay which file over the library?", _is_file, self._ask_colour)

    def _ask_colour(self, file: Path) -> None:
        from gulagreader.domain.notes import COLOURS  # noqa: PLC0415 - start-up
        from gulagreader.ui.screens.choice import ChoiceScreen  # noqa: PLC0415

        taken = {laid.layer.colour for laid in self.shelf.layers()}
        free = [colour for colour in reversed(COLOURS) if colour not in taken]
        first = COLOURS.index(free[0]) if free else 0

        def lay(number: int | None) -> None:
            if number is not None:
                self._lay(file, COLOURS[number])

        self.app.push_screen(ChoiceScreen("In which colour?", COLOURS, first), lay)

    def _lay(self, file: Path, colour: str) -> None:
        try:
            laid = self.shelf.lay_over(file, colour)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        said = f"{_many(len(laid.notes))} of {laid.layer.name} laid over in {colour}"
        if laid.refused:
            said += f"; {len(laid.refused)} refused: {laid.refused[0].why}"
        self.status.say(said, problem=bool(laid.refused))
        self.find_noted()

    def _lift(self, file: Path, name: str) -> None:
        try:
            self.shelf.lift(file)
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return
        self.status.say(f"The notes of {name} are lifted; the file is as it was")
        self.find_noted()


def _is_new(path: Path) -> str | None:
    if path.exists():
        return (
            f"There is a {'folder' if path.is_dir() else 'file'} of this name already"
        )
    if not path.parent.is_dir():
        return "There is no such folder"
    return None


def _is_file(path: Path) -> str | None:
    return None if path.is_file() else "There is no such file"


def _many(notes: int) -> str:
    return "1 note" if notes == 1 else f"{notes} notes"
