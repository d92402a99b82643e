"""Places marked by a letter, and the way to them from anywhere."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from gulagreader.domain.places import Place
from gulagreader.ui.screens.listed_posts import ListedPostsScreen

if TYPE_CHECKING:
    from gulagreader.text.blocks import Block
    from gulagreader.ui.keys.palette import Offer

_TICKS = ("grave_accent", "apostrophe", "ё")
"""The key that goes to marks, as layouts send it; twice, it goes back."""
_SHOWN = 60
"""Characters of what is marked."""


class PlaceMarksScreen(ListedPostsScreen):
    """The open post, with places kept by letters."""

    _letter_for: Literal["set", "go"] | None = None
    """What the next key is a letter for."""

    def _return_to(self, place: Place) -> None:
        """Show a place; said by the screen that knows how."""
        raise NotImplementedError

    def action_set_mark(self) -> None:
        """Mark this place with the letter typed next."""
        if self.here() is not None:
            self._letter_for = "set"
            self.status.say("Mark this place: type a letter")

    def action_go_to_mark(self) -> None:
        """Go to the place marked with the letter typed next."""
        self._letter_for = "go"
        there = (
            " ".join(self._services.memory.threads.marks())
            or "none yet; {text.set-mark} sets one"
        )
        self.status.say(
            f"Go to mark: {there} · ` back to before the jump · ? lists them"
        )

    def take_letter(self, key: str, character: str | None) -> bool:
        """Take the key that a mark waits for; True where one did."""
        purpose, self._letter_for = self._letter_for, None
        if purpose is None:
            return False
        if purpose == "go" and key in _TICKS:
            self._go_before_the_jump()
        elif purpose == "go" and key == "question_mark":
            self._list_marks()
        elif character is not None and character.isalnum():
            letter = character
            self._set(letter) if purpose == "set" else self._go(letter)
        else:
            self.status.say("" if key == "escape" else "Marks are letters and digits")
        return True

    def _set(self, letter: str) -> None:
        here = self.here()
        if here is not None:
            self._services.memory.threads.set_mark(letter, here)
            self.status.say(f"Marked; `{letter} comes back here")

    def _go(self, letter: str) -> None:
        place = self._services.memory.threads.marks().get(letter)
        if place is None:
            self.status.say(f"No place is marked {letter}; m{letter} marks this one")
            return
        origin = self.here()
        self._return_to(place)
        if self.session.post != place.post:
            return  # what is wrong is told
        self.session = self.session.jumped(origin)
        if place.comment not in {None, self.thread_pane.focused_comment}:
            self.status.say(f"Comment {place.comment} is not here any more")
        else:
            self.status.say(f"At mark {letter}; {{anywhere.back}} goes back")

    def _go_before_the_jump(self) -> None:
        """Go to where the last jump began; again, return."""
        behind = self.session.history.behind
        if not behind:
            self.status.say("There was no jump to go back from")
            return
        here = self.here()
        self._return_to(behind[-1])
        self.session = self.session.jumped(here)

    # All of them

    def mark_offers(self) -> "Iterator[Offer]":
        """What the palette offers: each marked place."""
        from gulagreader.ui.keys.palette import Offer  # noqa: PLC0415 - start-up

        for letter, words in self._marked():
            yield Offer(
                f"Go to mark {letter}: {words}", "Marks", partial(self._go, letter)
            )

    def _marked(self) -> Iterator[tuple[str, str]]:
        for letter, place in self._services.memory.threads.marks().items():
            card = self._services.card(place.post)
            title = card.title if card is not None else f"{place.post} (not here)"
            comment = f", comment {place.comment}" if place.comment else ""
            yield letter, title[:_SHOWN] + comment

    def _list_marks(self) -> None:
        from gulagreader.ui.screens.page import PageScreen  # noqa: PLC0415 - start-up

        self.app.push_screen(PageScreen("Marks", _mark_blocks(list(self._marked()))))


def _mark_blocks(marks: Sequence[tuple[str, str]]) -> "Sequence[Block]":
    from gulagreader.text.blocks import Block, BlockKind  # noqa: PLC0415 - start-up

    lines = [f"{letter}   {words}" for letter, words in marks]
    words = "\n".join(lines) or "No place is marked yet; a mark is set by a letter."
    return (Block(BlockKind.CODE, words, 0, 0),)
