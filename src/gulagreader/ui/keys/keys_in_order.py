"""Keys carried out one after another, however fast they come.

Textual hands a key to the widget that has the focus, which answers in its own turn, by
messages that others take in theirs. Keys that come in one burst, as over a slow line,
would be given out before that: those typed behind Enter went into the line that Enter
was to close. Here the next key waits until what the one before it began is done.

A key that is held down repeats faster than a slow machine paints. What it leads to is
painted while no key waits, else ten times a second: so the screen never lags behind.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.dom import DOMNode
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from gulagreader.ui.program.settled_app import SettledApp

_ROUNDS, _ROUNDS_TYPED = 2, 4
"""How often a sign goes from the widget that had the key up to the app. What a key
begins is at most so many messages long, each of them the answer to the one before: what
a pane says, what the screen asks for; and before that, where a key goes to a line and
not to a command, the key itself and what the line says of it."""
_LONGEST_SECONDS = 2.0
_LOOK_SECONDS = 0.02
_UNPAINTED_SECONDS, _PAINTING_SECONDS = 0.1, 0.04
"""How long at the most a key that repeats goes unpainted, and how long there is then
for a repaint, which waits for the next sixtieth of a second."""

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
        self._done: str | None = None
        """The key carried out last, where it led nowhere else."""
        self._unpainted = ExitStack()
        self._painting: asyncio.TimerHandle | None = None
        """Lets the screen be painted again, while it is not."""
        self._painted_by = 0.0
        """Until when there is time for a repaint."""

    @property
    def _now(self) -> float:
        return asyncio.get_running_loop().time()

    async def take(self, event: Pressed) -> None:
        """Carry a key out, or what was pasted, after all that came before it."""
        if not self._app.has_begun and isinstance(event, events.Key):
            event = _as_typed(event)
        self._held.append(event)
        self._paint_as_needed()
        await self.go_on()

    async def go_on(self) -> None:
        """Carry out what was held back, as far as nothing need be waited for."""
        while self._held and self._is_ready_for(self._held[0]):
            await self._next(self._held.popleft())
            self._paint_as_needed()

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
        self._done = None
        taken = await self._carry_out(event)
        if typing and _is_text(taken) and app.focused is focused:
            self._typed_into = to
            return
        self._answer_by = self._now + self.longest
        is_command = not typing and not taken.is_forwarded and app.screen is screen
        # Who has the keys now may not have its size yet, by which it turns pages.
        self._lays_out = app.focused is not focused or app.screen is not screen
        if is_command and not self._lays_out and isinstance(event, events.Key):
            self._done = event.key
        self._settle(to, _ROUNDS if is_command else _ROUNDS_TYPED)

    # What of it is painted

    def _paint_as_needed(self) -> None:
        """Paint nothing between a key and the same one again, in the same place."""
        following = self._held[0] if self._held else None
        repeats = isinstance(following, events.Key) and following.key == self._done
        if not repeats:
            self._paint()
        elif self._painting is None and self._now >= self._painted_by:
            loop = asyncio.get_running_loop()
            self._unpainted.enter_context(self._app.batch_update())
            self._painting = loop.call_later(_UNPAINTED_SECONDS, self._paint)

    def _paint(self) -> None:
        """Let the screen be painted again."""
        if self._painting is not None:
            self._painting.cancel()
            self._painting = None
            self._unpainted.close()
            if self._app.screen_stack:
                self._app.screen.check_idle()
            self._painted_by = self._now + _PAINTING_SECONDS

    # Whether all is done that a key began

    def _settle(self, begun: DOMNode, rounds: int = _ROUNDS_TYPED) -> None:
        """Send a sign after the messages that a key made, until all are answered."""
        self._wait_number += 1
        self._waiting = asyncio.get_running_loop().call_later(
            self.longest, self._give_up, self._wait_number
        )
        self._pass_on(_Sign(self._pass_on, begun, rounds, self._wait_number))

    def _pass_on(self, sign: "_Sign") -> None:
        """Put the sign behind what the next one has to answer; at last go on."""
        if sign.number != self._wait_number or self._waiting is None:
            return  # it took too long
        if not sign.pumps and sign.rounds:
            sign.pumps.extend(self._way_up(sign.begun))
            sign.rounds -= 1
        while sign.pumps:
            # What is closed meanwhile takes none.
            if sign.pumps.popleft().post_message(events.Callback(sign)):
                return
        lays_out, self._lays_out = self._lays_out, False
        give_up = partial(self._give_up, sign.number)
        if lays_out and self._app.screen.call_after_refresh(give_up):
            return
        self._give_up(sign.number)

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


class _Sign:
    """Goes from one that has messages to answer to the next."""

    _param_count = 0
    """Textual looks for it; else it would read the signature at each of twelve steps,
    which takes as long as all else that a key does."""

    def __init__(
        self,
        pass_on: Callable[["_Sign"], None],
        begun: DOMNode,
        rounds: int,
        number: int,
    ) -> None:
        self._pass_on = pass_on
        self.begun, self.rounds, self.number = begun, rounds, number
        self.pumps: deque[MessagePump] = deque()
        """Where it has still to go, before the next round."""

    def __call__(self) -> None:
        """Go on."""
        self._pass_on(self)


def _as_typed(event: events.Key) -> events.Key:
    """A key as it was typed, where it was before the program took the terminal.

    A terminal that gathers lines, as it does for a shell, makes a line's end of Enter.
    """
    return events.Key("enter", "\r") if event.key == "ctrl+j" else event


def _is_text(event: Pressed) -> bool:
    """Whether it goes into a line, and nowhere else."""
    return isinstance(event, events.Paste) or event.is_printable
