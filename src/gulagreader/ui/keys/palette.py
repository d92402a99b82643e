"""The palette: every command by name, themes, imports and recent libraries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.types import IgnoreReturnCallbackType

from gulagreader.ui.keys.commands import Command, Where
from gulagreader.ui.keys.keys_in_words import key_of
from gulagreader.ui.panes.posts import PostsPane
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.screens.search import SearchScreen


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette."""

    title: str
    help: str
    run: IgnoreReturnCallbackType
    names: str = ""
    """What it is called elsewhere: in the footer, and where keys are given."""


_OF_TITLE, _OF_NAMES, _WITHIN = 3000.0, 2000.0, 1000.0
"""Added for words that are there: letters that lie about come after all of these."""
_WORD = re.compile(r"\w+")


def words_begun(typed: str, text: str) -> tuple[int, ...] | None:
    """The letters of a text where words begin as typed; None unless all of them do."""
    letters: list[int] = []
    begins = [word.start() for word in _WORD.finditer(text)]
    small = text.lower()
    for word in _WORD.findall(typed.lower()):
        at = next((at for at in begins if small.startswith(word, at)), None)
        if at is None:
            return None
        letters.extend(range(at, at + len(word)))
    return tuple(letters) or None


class CommandsProvider(Provider):
    """Offers what can be done where the reader is."""

    def _offers(self) -> Iterator[Offer]:
        for command in self.app.commands:  # type: ignore[attr-defined]  # the reader's app
            if command.where in self._places() and "move" not in command.name:
                title = self._titled(command)
                names = f"{command.label} {command.id.partition('.')[2]}"
                run = partial(self._run, command)
                yield Offer(title, command.where.value, run, names)
        yield from self.app.offers()  # type: ignore[attr-defined]  # the reader's app

    def _titled(self, command: Command) -> str:
        if not command.keys:
            return command.help
        plain = getattr(self.app, "has_plain_signs", False)
        return f"{command.help}  ({key_of(command, plain=plain)})"

    def _places(self) -> tuple[Where, ...]:
        if isinstance(self.screen, SearchScreen):
            return (*self.screen.places, Where.SEARCH)
        if self.screen.has_class("-looking"):
            # Known by its class, so that it need not be imported to be asked for.
            return tuple(getattr(self.screen, "places", ()))
        if isinstance(self.focused, PostsPane):
            return (Where.ANYWHERE, Where.LIST)
        if getattr(self.screen, "is_picking", False):
            return (Where.SELECTING, Where.ANYWHERE)
        if isinstance(self.focused, ThreadPane):
            return (Where.ANYWHERE, Where.TEXT, Where.THREAD)
        return (Where.ANYWHERE, Where.TEXT)

    async def _run(self, command: Command) -> None:
        on_pane = command.where in {Where.LIST, Where.TEXT, Where.THREAD}
        on_pane = on_pane and not command.name.startswith("screen.")
        namespace = self.focused if on_pane and self.focused else self.screen
        # While it is carried out the palette may still be the screen.
        await self.app.run_action(command.name.removeprefix("screen."), namespace)

    async def discover(self) -> Hits:
        """Offer everything before the reader types."""
        for offer in self._offers():
            shown, told = Content(offer.title), escape(offer.help)
            yield DiscoveryHit(shown, offer.run, offer.title, told)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for offer in self._offers():
            # Textual's own highlighting would take a library's name for markup.
            score, letters = matcher.fuzzy_search.match(query, offer.title)
            begun = words_begun(query, offer.title)
            if begun is not None:
                score, letters = score + _OF_TITLE, begun
            elif words_begun(query, f"{offer.title} {offer.names}") is not None:
                score, letters = score + _OF_NAMES, ()
            elif query.strip().lower() in offer.title.lower():
                score += _WITHIN
            if score > 0:
                shown = Content(offer.title)
                for at in letters:
                    shown = shown.stylize(matcher.match_style, at, at + 1)
                yield Hit(score, shown, offer.run, offer.title, escape(offer.help))
