"""What an action on a dossier works with: the request, the desk, the dossiers."""

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.desk import Desk
from gulagreader.domain.dossier import Dossier, Entry
from gulagreader.services.dossier import DossierShelf
from gulagreader.storage.memory_file import MemoryUnavailableError


class DossierDesk:
    """One request about a dossier."""

    def __init__(self, request: Request, desk: Desk, action: str) -> None:
        self.request, self.desk, self.console = request, desk, desk.console
        self.action = action
        self.words = request.words[1:] if action else request.words
        self.shelf: DossierShelf = desk.dossiers()

    @property
    def named(self) -> Dossier | None:
        """The dossier that ``--in`` names, or the one that is gathered into."""
        name = self.request.options.get("--in")
        return self.shelf.current() if name is None else self.shelf.dossier(name)

    @property
    def dossier(self) -> Dossier:
        """The same, where there has to be one."""
        found = self.named
        if found is None:
            raise UsageError(
                "there is no dossier yet; begin one: gulagreader dossier new NAME",
                self.request.verb,
            )
        return found

    def one(self, what: str) -> str:
        """The only word of the request."""
        if len(self.words) != 1:
            raise self.needs(what)
        return self.words[0]

    def text(self, what: str) -> str:
        """All words of the request as one text."""
        text = " ".join(self.words).strip()
        if not text:
            raise self.needs(what)
        return text

    def needs(self, what: str) -> UsageError:
        """What to raise where something is missing."""
        return UsageError(f"“dossier {self.action}” needs {what}", self.request.verb)

    def number(self, word: str) -> int:
        """A number of an entry, from 1.

        Raises:
            UsageError: it is something else.
        """
        digits = word.isascii() and word.isdigit()
        if not (digits and int(word[:9]) > 0):
            raise UsageError(f"“{word}” is no number of an entry", self.request.verb)
        return int(word[:9])

    def entry(self, dossier: Dossier, word: str) -> Entry:
        """The entry that a number from 1 names.

        Raises:
            UsageError: there is none.
        """
        number = self.number(word)
        if number > len(dossier.entries):
            raise UsageError(
                f"“{dossier.name}” has {len(dossier.entries)} entries, no {number}.",
                self.request.verb,
            )
        return dossier.entries[number - 1]

    @property
    def place(self) -> int | None:
        """The number before which ``--at`` puts something, from 0; None: the end."""
        at = self.request.number("--at", 0)
        return at - 1 if at else None

    def refuse_unlasting(self) -> None:
        """Raise where nothing could be kept."""
        if not self.shelf.lasts:
            raise MemoryUnavailableError(
                "Nothing was gathered, since it could not be kept. Look at the folder"
                f" {self.desk.own.data}."
            )
