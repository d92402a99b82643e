"""Keys carried out one after another, however fast they come.

Textual hands a key to the widget that has the focus, which answers in its own turn, by
messages that others take in theirs. Keys that come in one burst, as over a slow line,
would be given out before that: those typed behind Enter went into the line that Enter
was to close. Here the next key waits until what the one before it began is done.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from textual import events
from textual.dom import DOMNode
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from gulagreader.ui.settled_app import SettledApp

_ROUNDS, _ROUNDS_TYPED = 2, 4
"""How often a sign goes from the widget that had the key up to the app. What a key
begins is at most so many messages long, each of them the answer to the one before: what
a pane says, what the screen asks for; and before that, where a key goes to a line and
not to a command, the key itself and what the line says of it."""
_LONGEST_SECONDS = 2.0
_LOOK_SECONDS = 0.02

Pressed = events.Key | events.Paste


class KeysInOrder:
    """Holds keys back until those before them are carried out."""

    def __init__(
        self, app: "SettledApp", carry_out: Callable[[Pressed], Awaitable[Pressed]]
    ) -> None:
        """Take the app and what carries a key out; it gives the key as it was taken."""
        self._app, self._carry_out = app, carry_out
        self.longest = _LONGEST_SECONDS
        """After so many seconds the next key is carried out in any case."""
        self._held: deque[Pressed] = deque()
        self._waiting: asyncio.TimerHandle | None = None
        """Ends the wait for what the last key began, while there is one."""
        self._wait_number = 0
        self._lays_out = False
        """Whether that is waited for, too, which lays the screen out anew."""
        self._typed_into: DOMNode | None = None
        """The line that letters are perhaps still on their way to."""
        self._answer_by = 0.0
        """Until when keys wait for an answer that the reader asked for by Enter."""
        self._awaited = False
        """Whether they waited for one, which now leads somewhere."""
        self._first_by = self._now + _LONGEST_SECONDS
        """Until when they wait for the first post of a library not catalogued yet."""

    @property
    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def take(self, event: Pressed) -> None:
        """Carry a key out, or what was pasted, after all that came before it."""
        if not self._app.has_begun and isinstance(event, events.Key):
            event = _as_typed(event)
        self._held.append(event)
        await self.go_on()

    async def go_on(self) -> None:
        """Carry out what was held back, as far as nothing need be waited for."""
        while self._held and self._is_ready_for(self._held[0]):
            await self._next(self._held.popleft())

    def _is_ready_for(self, event: Pressed) -> bool:
        if self._waiting is not None or not self._app.has_begun:
            return False
        if not self._app.screen_stack:
            return False  # the reader is left
        screen, line = self._app.screen, self._typed_into
        if not screen.is_mounted:
            self._settle(screen)
        elif self._app.reader.awaits_first_post and self._now < self._first_by:
            self._app.set_timer(_LOOK_SECONDS, self.go_on)
        elif line is not None and not (_is_text(event) and line is self._app.focused):
            self._typed_into = None
            self._settle(line)
        elif getattr(screen, "is_following", False) and self._may_wait:
            self._awaited = True
            self._app.set_timer(_LOOK_SECONDS, self.go_on)
        elif self._awaited:
            self._awaited = False
            self._settle(screen)
        else:
            return True
        return False

    @property
    def _may_wait(self) -> bool:
        """Whether an answer is worth waiting for; Esc among the keys gives it up."""
        return self._now < self._answer_by and not any(
            isinstance(one, events.Key) and one.key == "escape" for one in self._held
        )

    async def _next(self, event: Pressed) -> None:
        app = self._app
        typing, screen, focused = app.is_typing, app.screen, app.focused
        to = focused or screen
        taken = await self._carry_out(event)
        if typing and _is_text(taken) and app.focused is focused:
            self._typed_into = to
            return
        self._answer_by = self._now + self.longest
        is_command = not typing and not taken.is_forwarded and app.screen is screen
        # Who has the keys now may not have its size yet, by which it turns pages.
        self._lays_out = app.focused is not focused or app.screen is not screen
        self._settle(to, _ROUNDS if is_command else _ROUNDS_TYPED)

    # Whether all is done that a key began

    def _settle(self, begun: DOMNode, rounds: int = _ROUNDS_TYPED) -> None:
        """Send a sign after the messages that a key made, until all are answered."""
        self._wait_number += 1
        self._waiting = asyncio.get_running_loop().call_later(
            self.longest, self._give_up, self._wait_number
        )
        self._pass_on(deque(), begun, rounds, self._wait_number)

    def _pass_on(
        self, pumps: deque[MessagePump], begun: DOMNode, rounds: int, number: int
    ) -> None:
        """Put the sign behind what the next one has to answer; at last go on."""
        if number != self._wait_number or self._waiting is None:
            return  # it took too long
        if not pumps and rounds:
            pumps.extend(self._way_up(begun))
            rounds -= 1
        while pumps:
            # What is closed meanwhile takes none.
            if pumps.popleft().call_later(self._pass_on, pumps, begun, rounds, number):
                return
        lays_out, self._lays_out = self._lays_out, False
        if lays_out and self._app.screen.call_after_refresh(self._give_up, number):
            return
        self._give_up(number)

    def _way_up(self, begun: DOMNode) -> list[MessagePump]:
        app = self._app
        below = [node for node in begun.ancestors_with_self if node is not app]
        if app.screen not in below:
            below.append(app.screen)
        return [*below, app]

    def _give_up(self, number: int) -> None:
        if number != self._wait_number or self._waiting is None:
            return
        self._waiting.cancel()
        self._waiting = None
        if self._held:
            self._app.call_later(self.go_on)


def _as_typed(event: events.Key) -> events.Key:
    """A key as it was typed, where it was before the program took the terminal.

    A terminal that gathers lines, as it does for a shell, makes a line's end of Enter.
    """
    return events.Key("enter", "\r") if event.key == "ctrl+j" else event


def _is_text(event: Pressed) -> bool:
    """Whether it goes into a line, and nowhere else."""
    return isinstance(event, events.Paste) or event.is_printable
