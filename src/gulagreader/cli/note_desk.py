"""What an action on notes works with: the request, the desk, the shelf of notes."""

from collections.abc import Sequence

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.desk import Desk
from gulagreader.domain.notes import PlacedNote
from gulagreader.services.note_search import NoteSearch
from gulagreader.services.noting import NoteShelf
from gulagreader.storage.memory_file import MemoryUnavailableError


class NoteDesk:
    """One request about notes."""

    def __init__(self, request: Request, desk: Desk, action: str) -> None:
        self.request, self.desk, self.console = request, desk, desk.console
        self.words = request.words[1:] if action else request.words
        signs = request.options.get("--by", "") if action == "add" else ""
        self.shelf: NoteShelf = desk.notes(signs)

    def chosen(self, query: str) -> list[PlacedNote]:
        """The notes that a query and the options let through, newest first."""
        search = NoteSearch(self.shelf, self.desk.library.info, self.desk.states())
        found = search.find(query)
        for told in found.told:
            self.console.note(told)
        tag, colour = (self.request.options.get(name) for name in ("--tag", "--colour"))
        chosen = [
            one for one in found.notes if tag is None or _has_tag(one[0].tags, tag)
        ]
        if "--post" in self.request.options:
            place = self.desk.library.resolve(self.request.options["--post"])
            chosen = [
                one
                for one in chosen
                if one[0].post == place.post and place.comment in (None, one[0].comment)
            ]
        placed = [self.shelf.placed(note, layer) for note, layer in chosen]
        return [one for one in placed if colour is None or one.colour == colour.lower()]

    def one(self, what: str) -> str:
        """The only word of the request."""
        if len(self.words) != 1:
            action = self.request.words[0]
            raise UsageError(f"“notes {action}” needs {what}", self.request.verb)
        return self.words[0]

    def refuse_unlasting(self) -> None:
        """Raise where a note could not be kept."""
        if not self.shelf.lasts:
            raise MemoryUnavailableError(
                "The note was not taken, since it could not be kept. Look at the folder"
                f" {self.desk.own.data}."
            )


def _has_tag(tags: Sequence[str], asked: str) -> bool:
    return asked.strip().casefold() in {tag.casefold() for tag in tags}
