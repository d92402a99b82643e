"""A dossier's entries in order: moved, removed, put in, and remarked on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.message import Message

from gulagreader.domain.dossier import Dossier, Entry
from gulagreader.domain.errors import GulagreaderError
from gulagreader.services.dossier import Gathered
from gulagreader.services.dossier_placing import PlacedEntry
from gulagreader.services.wiring import Services
from gulagreader.ui.notes.drafting import Drafting, first_words_of
from gulagreader.ui.panes.dossier_entries import EntriesPane
from gulagreader.ui.screens.dossier_layout import DossierLayout
from gulagreader.ui.screens.name import NameScreen
from gulagreader.ui.screens.words import WordsScreen

_NOTHING = (
    "Nothing is gathered yet. In the reader, {anywhere.gather} gathers what is"
    " selected, the comment in focus, or the post. {entries.insert-heading} puts"
    " a heading in, {entries.insert-paragraph} a paragraph of your own."
)
_OF_ENTRIES = frozenset({"go", "move_entry", "remark", "remove", "write_out"})


class DossierEntriesScreen(DossierLayout):
    """A dossier whose entries are shown, with the place each has in its text."""

    @dataclass
    class Placed(Message):
        """Entries were looked for in the texts."""

        found: tuple[PlacedEntry, ...]

    def __init__(self, services: Services, entry: str | None = None) -> None:
        """Take the library's services, and the id of the entry to begin at."""
        super().__init__()
        self._services = services
        self._shelf = services.dossiers
        self.dossier: Dossier | None = None
        """What is shown; None where there is none yet."""
        self._first = entry
        self._placed: dict[str, PlacedEntry] = {}
        self._dropped_last = False
        """Whether what was taken away last is the whole dossier."""

    def on_mount(self) -> None:
        """Show the dossier."""
        self.entries.say_empty(_NOTHING)
        self._take(self._shelf.current, self._first)
        self._tell_unfinished()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with entries only where there are some."""
        if action in _OF_ENTRIES and not self._has_entries:
            return False
        return super().check_action(action, parameters)

    @property
    def _has_entries(self) -> bool:
        return self.dossier is not None and bool(self.dossier.entries)

    def _tell_unfinished(self) -> None:
        """Go to what the reader wrote on when the program ended over it."""
        draft = self._services.memory.drafts.interrupted()
        dossier = self.dossier
        if draft is None or dossier is None or self._first is not None:
            return
        what = f"Not finished: {first_words_of(draft)}"
        if draft.name == _paragraph_of(dossier):
            key = "{entries.insert-paragraph}"
            self.status.say(f"{what}; {key} goes on with it")
        for entry in dossier.entries:
            if draft.name == _remark_on(dossier, entry):
                self.entries.show_dossier(dossier, entry.id)
                key = "{entries.remark}"
                self.status.say(f"{what}; {key} goes on with it")

    # What is shown

    def _take(self, do: Callable[[], Dossier | None], entry: str | None = None) -> bool:
        """Do something to the dossier and show what became of it; False: it failed."""
        try:
            self.dossier = do()
        except GulagreaderError as error:
            self.status.say(str(error), problem=True)
            return False
        self.entries.show_dossier(self.dossier, entry)
        self.refresh_bindings()
        self._place_entries()
        return True

    def _place_entries(self) -> None:
        """Look for the entries in the texts, those that are not known yet."""
        entries = self.dossier.entries if self.dossier is not None else ()
        unknown = [one for one in entries if not self._knows(one)]
        if unknown:
            place = partial(self._place, tuple(unknown))
            self.run_worker(place, group="place", thread=True, exclusive=True)

    def _knows(self, entry: Entry) -> bool:
        known = self._placed.get(entry.id)
        return known is not None and known.entry == entry

    def _place(self, entries: tuple[Entry, ...]) -> None:
        try:
            self.post_message(self.Placed(self._shelf.places(entries)))
        except GulagreaderError:
            # The words that were kept are shown, and nothing is looked for any more.
            self.post_message(self.Placed(tuple(map(_as_kept, entries))))

    @on(Placed)
    def _show_placed(self, message: Placed) -> None:
        self._placed.update({one.entry.id: one for one in message.found})
        if self.query("#entries"):
            self.entries.show_places(self._placed)
            self._show_entry()

    @on(EntriesPane.Highlighted)
    def _show_entry(self) -> None:
        if not self.query("#entries"):
            return
        entry = self.entries.entry_at_hand
        if entry is None:
            self.preview.show_words("")
            return
        if self._knows(entry):
            self.preview.show_entry(self._placed[entry.id])
        else:
            self.preview.show_entry(_as_kept(entry), is_sought=not entry.kind.is_own)

    # Ordering

    def action_move_entry(self, step: int) -> None:
        """Move the entry down or up."""
        dossier, entry = self.dossier, self.entries.entry_at_hand
        if dossier is None or entry is None:
            return
        to = max(0, self.entries.cursor + step)
        self._take(lambda: self._shelf.move(dossier, entry.id, to), entry.id)

    def action_remove(self) -> None:
        """Remove the entry."""
        dossier, entry = self.dossier, self.entries.entry_at_hand
        if dossier is None or entry is None:
            return
        if self._take(lambda: self._shelf.remove(dossier, entry.id)):
            self._dropped_last = False
            self.status.say(
                f"Removed the {entry.kind.value}; {{dossier.restore}} brings it back"
            )

    # The reader's words

    def action_remark(self) -> None:
        """Write a remark, or the words of a heading or paragraph."""
        dossier, entry = self.dossier, self.entries.entry_at_hand
        if dossier is None or entry is None:
            return

        own = entry.kind.is_own
        base = entry.text if own else entry.remark
        drafts = self._services.memory.drafts
        drafting = Drafting(drafts, _remark_on(dossier, entry), base)

        def keep(words: str | None) -> None:
            if words is None:
                self.status.say(drafting.left_words("{entries.remark}"))
                return
            if entry.kind.is_own:
                change = partial(self._shelf.change, dossier, entry.id, text=words)
            else:
                change = partial(self._shelf.change, dossier, entry.id, remark=words)
            if self._take(change, entry.id):
                drafting.done()

        question = f"The {entry.kind.value}:" if own else "What do you remark on it?"
        self.app.push_screen(WordsScreen(question, drafting), keep)

    def action_insert_heading(self) -> None:
        """Put a heading in above the entry at hand."""

        def put(words: str | None) -> None:
            if words is not None:
                add = self._shelf.add_heading
                self._insert(lambda at: add(words, at, into=self.dossier), below=False)

        self.app.push_screen(NameScreen("Heading"), put)

    def action_insert_paragraph(self) -> None:
        """Put a paragraph of the reader's own in below the entry at hand."""
        drafts = self._services.memory.drafts
        drafting = Drafting(drafts, _paragraph_of(self.dossier), "")

        def put(words: str | None) -> None:
            if words is None:
                self.status.say(drafting.left_words("{entries.insert-paragraph}"))
                return
            add = self._shelf.add_paragraph
            if not words or self._insert(
                lambda at: add(words, at, into=self.dossier), below=True
            ):
                drafting.done()

        question = "A paragraph of your own:"
        self.app.push_screen(WordsScreen(question, drafting), put)

    def _insert(self, add: Callable[[int | None], Gathered], *, below: bool) -> bool:
        """Put an entry in; whether that was done."""
        at = self.entries.cursor + below if self.entries.rows else None
        done: list[Gathered] = []

        def do() -> Dossier:
            done.append(add(at))
            return done[0].dossier

        if not self._take(do):
            return False
        self.entries.show_dossier(self.dossier, done[0].entry.id)
        self.status.say("Put in; {entries.remove} takes it out again")
        return True


def _remark_on(dossier: Dossier, entry: Entry) -> str:
    """The name of the draft of what is written on an entry."""
    return f"remark {dossier.id} {entry.id}"


def _paragraph_of(dossier: Dossier | None) -> str:
    """The name of the draft of a paragraph that is to be put in."""
    return f"paragraph {dossier.id if dossier is not None else ''}"


def _as_kept(entry: Entry) -> PlacedEntry:
    return PlacedEntry(entry, entry.words, entry.text, entry.cited)
