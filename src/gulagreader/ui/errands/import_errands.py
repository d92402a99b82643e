"""What the reader does to bring posts in: asks for files, looks at them, imports."""

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App

from gulagreader.services.wiring import Services
from gulagreader.text.clean import clean_line
from gulagreader.ui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    # None of it is needed for the first picture; imported, it would come late.
    from gulagreader.services.import_deciding import ImportReview
    from gulagreader.ui.program.upkeep import Upkeep
    from gulagreader.ui.screens.import_review import ImportReviewScreen


class ImportErrands(App[None]):
    """The application's part that imports."""

    reader: ReaderScreen
    _services: Services
    _looking: "ImportReviewScreen | None" = None

    @property
    @abstractmethod
    def upkeep(self) -> "Upkeep":
        """What keeps the screen in step with the files."""

    def _ask_import(self) -> None:
        from gulagreader.ui.screens.path import PathScreen  # noqa: PLC0415 - start-up

        screen = PathScreen(
            "Import which file or folder?", _exists, "looks at it first", self._look
        )
        self.push_screen(screen, self._import)

    def _import(self, path: Path | None) -> None:
        if path is not None:
            self.upkeep.import_sources(path)

    def _ask_look(self) -> None:
        """Offer the imports that had to guess; where there are none, ask for a path."""
        from gulagreader.services.import_guesses import guessed_imports  # noqa: PLC0415 - start-up

        imports = guessed_imports(self._services.folder)
        if not imports:
            self._ask_path()
            return
        from gulagreader.ui.screens.import_choice import MOST, ImportChoiceScreen  # noqa: PLC0415 - start-up

        def chosen(number: int | None) -> None:
            if number is None:
                return
            if number < min(MOST, len(imports)):
                self._look_again(imports[number].sources)
            else:
                self._ask_path()

        self.push_screen(ImportChoiceScreen(imports), chosen)

    def _look_again(self, paths: Sequence[Path]) -> None:
        gone = next((path for path in paths if not path.exists()), None)
        if gone is None:
            self._look_at(paths)
        else:
            self.reader.status.say(
                f"{clean_line(str(gone))} is not there any more;"
                " {anywhere.review-import} and the last line ask where it lies now"
            )

    def _ask_path(self) -> None:
        from gulagreader.ui.screens.path import PathScreen  # noqa: PLC0415 - start-up

        self.push_screen(
            PathScreen("Look at which file or folder?", _exists), self._look
        )

    def _look(self, path: Path | None) -> None:
        if path is not None:
            self._look_at((path,))

    def _look_at(
        self, paths: Sequence[Path], before: "ImportReview | None" = None
    ) -> None:
        from gulagreader.ui.screens.import_review import ImportReviewScreen  # noqa: PLC0415 - start-up

        takes = before.takes if before is not None else {}
        self._looking = ImportReviewScreen(self._services, paths, takes)
        self.push_screen(self._looking, self._looked)

    def _looked(self, _: None) -> None:
        left = self._looking.review if self._looking is not None else None
        again = (
            "; {anywhere.review-import} goes back to what you decided"
            if left and left.takes
            else ""
        )
        self.reader.status.say(f"Nothing was imported{again}")

    def action_review_import(self) -> None:
        """Look at the guesses of the last import, of an earlier one, or of files."""
        left = self._looking.review if self._looking is not None else None
        if left is not None and left.takes and not left.done:
            # What was decided there is not lost with a key.
            self._look_at(left.look.paths, left)
        elif self.upkeep.guessed_about:
            self._look_at(self.upkeep.guessed_about)
        else:
            self._ask_look()

    async def on_import_review_screen_import_wanted(
        self, message: "ImportReviewScreen.ImportWanted"
    ) -> None:
        """Import what was looked at, unless an import is at work."""
        if self.screen is not message.screen:
            return  # left meanwhile
        if self.upkeep.import_reviewed(message.review):
            await self.pop_screen()
        else:
            message.screen.say("An import is at work; wait until it is done")


def _exists(path: Path) -> str | None:
    """What is wrong with a path that is to be imported."""
    return None if path.exists() else f"{path} does not exist"
