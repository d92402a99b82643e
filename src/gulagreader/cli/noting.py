"""``notes``: the reader's highlights and notes, listed, searched, taken, exchanged."""

from collections.abc import Callable, Sequence
from pathlib import Path

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, as_json
from gulagreader.cli.desk import Desk
from gulagreader.cli.note_lines import (
    imported_shape,
    layer_shape,
    note_lines,
    note_shape,
)
from gulagreader.domain.notes import COLOURS, PlacedNote
from gulagreader.services.note_exchange import Form
from gulagreader.services.note_files import export_notes, import_notes
from gulagreader.services.note_layers import LaidOver
from gulagreader.services.note_search import NoteSearch
from gulagreader.services.note_w3c import to_w3c
from gulagreader.services.noting import NoteError, NoteShelf, passages
from gulagreader.storage.memory_file import MemoryUnavailableError

_FORMS: dict[str, Form] = {"w3c": "w3c", "hypothesis": "hypothesis"}
_OF_LIST = ("--post", "--lost", "--removed", "--jsonl")
_FOR_ALL = ("--library", "--json", "--plain")
_TAKES = {
    "add": ("--quote", "--note", "--tag", "--colour", "--by"),
    "change": ("--note", "--tag", "--colour"),
    "remove": (),
    "restore": (),
    "export": ("--to", "--as", "--force", "--tag", "--post", "--colour"),
    "import": (),
    "lay": ("--colour", "--by"),
    "lift": (),
    "layers": (),
}
"""What can be done with notes, and which options belong to it."""


def run_notes(request: Request, console: Console) -> int:
    """List notes, or do with them what the first word says; 1 where there is none."""
    action = request.words[0] if request.words and request.words[0] in _TAKES else ""
    _check(request, action)
    desk = Desk.open(request, console)
    desk.look()
    try:
        return _RUNS[action](_Noting(request, desk, action))
    finally:
        desk.forget()


def _check(request: Request, action: str) -> None:
    known = _TAKES[action] if action else (*_OF_LIST, "--tag", "--colour")
    for option in request.options:
        if option not in (*known, *_FOR_ALL):
            said = f"“notes {action}”" if action else "a list of notes"
            raise UsageError(f"{option} does not belong to {said}", request.verb)


class _Noting:
    """One request about notes."""

    def __init__(self, request: Request, desk: Desk, action: str) -> None:
        self._request, self._desk, self._console = request, desk, desk.console
        self._words = request.words[1:] if action else request.words
        signs = request.options.get("--by", "") if action == "add" else ""
        self._shelf: NoteShelf = desk.notes(signs)

    # --- listing

    def listed(self) -> int:
        """List the notes that fit."""
        if self._request.has("--removed"):
            return self._list_removed()
        found = self._chosen(" ".join(self._words))
        if self._request.has("--lost"):
            found = [one for one in found if one.unplaced]
        self._say_layers()
        self._print(found)
        lost = sum(bool(one.unplaced) for one in found)
        if lost and not self._request.has("--lost"):
            notes = "1 note has" if lost == 1 else f"{lost} notes have"
            self._console.note(f"{notes} no place any more. See which: notes --lost")
        if not found:
            asked = self._words or any(map(self._request.has, (*_OF_LIST, "--tag")))
            self._console.note("No note fits." if asked else "There are no notes yet.")
            return 1 if asked else 0
        return 0

    def _list_removed(self) -> int:
        every = self._shelf.removed()
        self._print(
            [
                PlacedNote(one.note, None, one.note.comment, "it was removed")
                for one in every
            ]
        )
        return 0

    def _chosen(self, query: str) -> list[PlacedNote]:
        """The notes that a query and the options let through, newest first."""
        search = NoteSearch(self._shelf, self._desk.library.info, self._desk.states())
        found = search.find(query)
        for told in found.told:
            self._console.note(told)
        tag, colour = (
            self._request.options.get(name) for name in ("--tag", "--colour")
        )
        chosen = [
            one for one in found.notes if tag is None or _has_tag(one[0].tags, tag)
        ]
        if "--post" in self._request.options:
            place = self._desk.library.resolve(self._request.options["--post"])
            chosen = [
                one
                for one in chosen
                if one[0].post == place.post and place.comment in (None, one[0].comment)
            ]
        placed = [self._shelf.placed(note, layer) for note, layer in chosen]
        return [one for one in placed if colour is None or one.colour == colour.lower()]

    def _print(self, found: Sequence[PlacedNote]) -> None:
        if self._request.has("--json"):
            self._console.say_json([note_shape(one) for one in found])
        elif self._request.has("--jsonl"):
            library = self._desk.library.info.id
            for one in found:
                self._console.out.write(f"{as_json(to_w3c(one.note, library))}\n")
        else:
            for number, one in enumerate(found):
                lines = [
                    *([()] if number else ()),
                    *note_lines(one, self._console.width),
                ]
                self._console.say_pieces(lines, plain=self._request.has("--plain"))

    def _say_layers(self) -> None:
        for laid in self._shelf.layers():
            if laid.problem:
                self._console.note(f"{laid.layer.name}: {laid.problem}")

    # --- taking and changing

    def add(self) -> int:
        """Take a note."""
        self._refuse_unlasting()
        place = self._desk.library.resolve(self._one("an ID: POST or POST#COMMENT"))
        reading = self._desk.library.read(place.post)
        quote = self._request.options.get("--quote")
        span = None
        if quote is not None:
            found = passages(reading.post, reading.thread, place.comment, quote)
            if not found:
                raise NoteError(
                    "These words do not stand in the text. Copy them from:"
                    f" gulagreader show {self._words[0]} --markdown"
                )
            if len(found) > 1:
                self._console.note(
                    f"These words stand there {len(found)} times; the first are marked."
                )
            span = found[0]
        note = self._shelf.add(
            reading.post,
            reading.thread,
            place.comment,
            span,
            colour=self._request.options.get("--colour", COLOURS[0]),
            text=self._request.options.get("--note", ""),
            tags=_tags(self._request.options.get("--tag", "")),
        )
        self._say_note(note.id, "noted")
        return 0

    def change(self) -> int:
        """Change what the options give of a note."""
        tags = self._request.options.get("--tag")
        note = self._shelf.change(
            self._one("the id of a NOTE"),
            colour=self._request.options.get("--colour"),
            text=self._request.options.get("--note"),
            tags=None if tags is None else _tags(tags),
        )
        self._say_note(note.id, "changed")
        return 0

    def remove(self) -> int:
        """Remove a note."""
        note = self._shelf.remove(self._one("the id of a NOTE"))
        if self._request.has("--json"):
            self._console.say_json({"removed": note.id})
        else:
            self._console.say(f"removed: {note.id}")
            self._console.note(
                "It can be had back for thirty days: gulagreader notes restore"
                f" {note.id}"
            )
        return 0

    def restore(self) -> int:
        """Take a removed note back."""
        note = self._shelf.restore(self._one("the id of a NOTE"))
        self._say_note(note.id, "restored")
        return 0

    def _say_note(self, note_id: str, said: str) -> None:
        if self._request.has("--json"):
            placed = self._shelf.placed(self._shelf.note(note_id))
            self._console.say_json(note_shape(placed))
        else:
            self._console.say(f"{said}: {note_id}")

    # --- files

    def export(self) -> int:
        """Write the notes that fit to a file."""
        target = self._request.path("--to")
        if target is None:
            raise UsageError("say where the notes go: --to FILE", self._request.verb)
        form = _FORMS.get(self._request.options.get("--as", "w3c"))
        if form is None:
            raise UsageError("--as takes w3c or hypothesis", self._request.verb)
        chosen = self._chosen(" ".join(self._words))
        notes = [one.note for one in chosen if one.layer is None]
        if not notes:
            self._console.note("No note fits; nothing was written.")
            return 1
        notes.sort(key=lambda note: (note.created, note.id))
        job = export_notes(
            self._shelf,
            notes,
            target,
            form,
            self._console.clock(),
            force=self._request.has("--force"),
        )
        path = self._console.run(job)
        if self._request.has("--json"):
            shape = {"target": str(path), "format": form, "notes": len(notes)}
            self._console.say_json(shape)
        else:
            self._console.say(f"written: {path}")
            self._console.note(_count(len(notes)))
        return 0

    def import_files(self) -> int:
        """Take in the notes of files; 3 where something was refused."""
        if not self._words:
            raise UsageError("“notes import” needs FILE...", self._request.verb)
        self._refuse_unlasting()
        files = [Path(word) for word in self._words]
        done = self._console.run(
            import_notes(self._shelf, files, self._console.clock())
        )
        for one in done.refused:
            line = "" if one.line is None else f":{one.line}"
            where = f"{one.file}{line}: " if one.line is not None else ""
            self._console.note(f"refused: {where}{one.why}")
        if done.homeless:
            self._console.note(
                f"{_count(done.homeless)} on pages that this library does not have;"
                " see them with: notes --lost"
            )
        if self._request.has("--json"):
            self._console.say_json(imported_shape(done))
        else:
            self._console.say(
                f"{_count(len(done.added))} added, {len(done.changed)} changed,"
                f" {done.unchanged} unchanged, {len(done.refused)} refused"
            )
        return 3 if done.refused else 0

    def lay(self) -> int:
        """Lay another reader's file over the library."""
        self._refuse_unlasting()
        file = Path(self._one("a FILE"))
        colour = self._request.options.get("--colour", "purple")
        laid = self._shelf.lay_over(file, colour, self._request.options.get("--by", ""))
        for one in laid.refused:
            self._console.note(f"refused: {file}:{one.line or 1}: {one.why}")
        self._say_laid([laid])
        return 0

    def lift(self) -> int:
        """Take a file off the library."""
        file = Path(self._one("a FILE"))
        if not self._shelf.lift(file):
            self._console.note(f"{file} was not laid over this library.")
            return 1
        self._say_laid(self._shelf.layers())
        return 0

    def layers(self) -> int:
        """List the files that are laid over the library."""
        self._say_laid(self._shelf.layers())
        return 0

    def _say_laid(self, every: Sequence[LaidOver]) -> None:
        if self._request.has("--json"):
            self._console.say_json([layer_shape(one) for one in every])
            return
        for one in every:
            said = one.problem or _count(len(one.notes))
            layer = one.layer
            self._console.say(f"{layer.colour}  {layer.name}  {layer.path}  {said}")

    def _one(self, what: str) -> str:
        """The only word of the request."""
        if len(self._words) != 1:
            action = self._request.words[0]
            raise UsageError(f"“notes {action}” needs {what}", self._request.verb)
        return self._words[0]

    def _refuse_unlasting(self) -> None:
        if not self._shelf.lasts:
            raise MemoryUnavailableError(
                "The note was not taken, since it could not be kept. Look at the folder"
                f" {self._desk.own.data}."
            )


_RUNS: dict[str, Callable[[_Noting], int]] = {
    "": _Noting.listed,
    "add": _Noting.add,
    "change": _Noting.change,
    "remove": _Noting.remove,
    "restore": _Noting.restore,
    "export": _Noting.export,
    "import": _Noting.import_files,
    "lay": _Noting.lay,
    "lift": _Noting.lift,
    "layers": _Noting.layers,
}


def _tags(written: str) -> list[str]:
    return [tag.strip() for tag in written.split(",") if tag.strip()]


def _has_tag(tags: Sequence[str], asked: str) -> bool:
    return asked.strip().casefold() in {tag.casefold() for tag in tags}


def _count(notes: int) -> str:
    return "1 note" if notes == 1 else f"{notes} notes"
