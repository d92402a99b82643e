"""Choose which earlier import to look at again."""

from collections.abc import Sequence

from gulagreader.domain.counting import amount
from gulagreader.services.import_guesses import GuessedImport
from gulagreader.text.clean import clean_line
from gulagreader.ui.screens.choice import ChoiceScreen

MOST = 8
"""Imports that are offered; the ninth line is for another file."""
_ANOTHER = "another file or folder …"


class ImportChoiceScreen(ChoiceScreen):
    """Gives the number of an import; the number behind the last is another file."""

    CSS = ChoiceScreen.CSS + "ImportChoiceScreen > Vertical { width: 78; }"

    def __init__(self, imports: Sequence[GuessedImport]) -> None:
        """Take the imports, the newest first, of which at most ``MOST`` are shown."""
        lines = [_line(one) for one in imports[:MOST]]
        super().__init__("Look again at which import?", [*lines, _ANOTHER])


def _line(one: GuessedImport) -> str:
    names = ", ".join(clean_line(path.name or str(path)) for path in one.sources)
    unsure = f", {one.unsure} unsure" if one.unsure else ""
    day, _, clock = one.when.partition("T")
    return f"{day} {clock[:5]}  {amount(one.guesses, 'guesses')}{unsure}: {names}"
