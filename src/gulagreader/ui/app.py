"""The application: it binds the screens to one library and leaves cleanly."""

import asyncio
import gc
import os
import signal
import sys
from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from textual import events, on, work
from textual.command import Provider

from gulagreader.services.wiring import Services
from gulagreader.text.clean import clean
from gulagreader.ui.errands.gathering import DossierErrands
from gulagreader.ui.errands.library_errands import LibraryErrands
from gulagreader.ui.keys.commands import NOT_WHILE_TYPING
from gulagreader.ui.program.settled import AS_USUAL, Settled
from gulagreader.ui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete

    # None of it is needed for the first picture; imported, it would come late.
    from gulagreader.ui.keys.keys_in_order import KeysInOrder, Pressed
    from gulagreader.ui.program.upkeep import Upkeep

_SWITCH_SECONDS = 0.0005
"""How long a thread may keep the others waiting: short, so that a search never
shows in the keys."""

_COLLECTIONS = 1000
"""Small collections of garbage between two that look through everything. Python's
own 10 hold the keys up for a quarter of a second, again and again, while a large
library is indexed beside a long thread: over a million objects, and no garbage."""


def _commands() -> type[Provider]:
    from gulagreader.ui.keys.palette import CommandsProvider  # noqa: PLC0415 - start-up

    return CommandsProvider


class Gulagreader(DossierErrands, LibraryErrands):
    """The reader, on one library at a time."""

    CSS_PATH = "reader.tcss"
    TITLE = "GulagReader"
    COMMANDS = {_commands}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = []

    def __init__(
        self,
        services: Services,
        open_services: Callable[[Path], Services],
        *,
        editor: str | None = None,
        post: str | None = None,
        settled: Settled = AS_USUAL,
        guest: bool = False,
        tour: bool = False,
    ) -> None:
        """Take the library's services and how to open another library's.

        ``editor`` is the command that opens a file; ``post`` the id of the post
        to begin with, where that is not the one left open; ``settled`` what the
        reader's config says. A ``guest`` has no command that reaches files. Who
        opens the reader for the first time is taken on a ``tour``.
        """
        # Textual picks its filter here: with the terminal's own colours it takes
        # them all away, else it would leave greys.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._services = services
        self._open_services = open_services
        self._editor = editor
        self._first_post = post
        self._settle(settled, guest=guest)
        self._takes_tour = tour and not services.memory.recent_libraries()
        self._upkeep: Upkeep | None = None
        self._dress_as_settled()
        # The style sheet is read in these colours at once, and not in others first.
        self.stylesheet.set_variables(self.get_css_variables())
        self._styled = False
        self.animation_level = "none"

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheet anew and style everything, when the theme changes."""
        # Textual does so at the start as well, when all has just been styled.
        if self._styled:
            super().refresh_css(animate)
        self._styled = True

    async def on_event(self, event: events.Event) -> None:
        """Take keys in their order, and all else as it comes."""
        if isinstance(event, events.Key | events.Paste):
            if not self.screen_stack:
                return  # typed ahead of the end
            if event.is_forwarded:
                await super().on_event(event)
            else:
                await self._keys_in_order.take(event)
        else:
            await super().on_event(event)

    @cached_property
    def _keys_in_order(self) -> "KeysInOrder":
        from gulagreader.ui.keys.keys_in_order import KeysInOrder  # noqa: PLC0415 - start-up

        return KeysInOrder(self, self._carry_out)

    async def _carry_out(self, event: "Pressed") -> "Pressed":
        """Carry a key out, as the Latin one in its place; clean what is pasted."""
        if isinstance(event, events.Paste):
            # Before any line that is typed in sees it.
            event.text = clean(event.text)
        else:
            event = self.as_latin(event)
            self.reader.status.let_pass()
            if self.screen is self.reader and self.reader.took_key(event):
                return event
        await super().on_event(event)
        return event

    async def on_mount(self) -> None:
        """Take the signals and show the library."""
        sys.setswitchinterval(_SWITCH_SECONDS)
        self.take_keys()
        gc.set_threshold(*gc.get_threshold()[:2], _COLLECTIONS)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            try:
                loop.add_signal_handler(number, self.exit)
            except (NotImplementedError, RuntimeError, ValueError):
                break  # not the main thread, or no such signals here
        # Textual takes one back from each screen that another stands in for, and gives
        # none to the first.
        self.reader._push_result_callback(self.reader, None)
        self.call_later(self.call_after_refresh, self._go_on)

    def get_default_screen(self) -> ReaderScreen:
        """The reader is the screen below all others."""
        self.has_begun = False
        self._search = self._upkeep = None
        self.reader = ReaderScreen(self._services, self._first_post)
        self._first_post = None
        return self.reader

    def _go_on(self) -> None:
        """Do what the first picture need not wait for."""
        self.reader.open_first()
        self.call_after_refresh(self._furnish)
        self.has_begun = True
        if "_keys_in_order" in self.__dict__:
            # Something was typed before there was anything to be seen.
            self.call_later(self._keys_in_order.go_on)

    def _furnish(self) -> None:
        """Do what the first post need not wait for either."""
        if not self.reader.is_attached:
            return  # left at once
        self.reader.furnish()
        self.reader.find_quoted()
        self.reader.begin_noting()
        memory = self._services.memory
        memory.remember_library()
        self.begin_title()
        if self._takes_tour:
            self.action_tour()
        if memory.notice:
            self.reader.status.say(memory.notice, problem=True)
        self._tell_mistakes()
        self._begin_upkeep()

    @work(group="begin", exclusive=True)
    async def _begin_upkeep(self) -> None:
        """Look after the library, once its first picture stands."""
        # In a thread: numpy and the index are slow to import, and keys wait for none.
        await asyncio.to_thread(import_module, "gulagreader.ui.program.upkeep")
        _ = self.upkeep
        # What is here now stays, and need not be looked through for garbage.
        gc.freeze()
        gc.enable()

    @property
    def upkeep(self) -> "Upkeep":
        """What keeps the screen in step with the files, from the first picture on."""
        from gulagreader.ui.program.upkeep import Upkeep  # noqa: PLC0415 - start-up

        if self._upkeep is None:
            self._upkeep = Upkeep(self._services, self.reader, self.search)
            self.reader.mount(self._upkeep)
        return self._upkeep

    def exit(
        self,
        result: None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave, with the place kept."""
        self._keep_what_is_written()
        if self._search is not None and self.screen is self._search:
            self._search.keep_left()
        # Textual takes the panes away before the work that would show something there.
        self.workers.cancel_all()
        super().exit(result, return_code, message)

    def pop_screen(self) -> "AwaitComplete":
        """Close the screen on top, and end its work before its widgets go."""
        if not self.is_screen_installed(self.screen):
            self.workers.cancel_node(self.screen)
        return super().pop_screen()

    def _keep_what_is_written(self) -> None:
        """Keep what is half done: the program may not come back to it."""
        self.reader.keep_place()
        self.reader.keep_seen()
        if "gulagreader.ui.notes.drafting" in sys.modules:
            # Something was typed into, perhaps.
            from gulagreader.ui.notes.typed_words import keep_drafts  # noqa: PLC0415 - start-up

            keep_drafts(self.screen_stack)

    def action_suspend_process(self) -> None:
        """Go to the shell; a closed terminal may be the end of what sleeps."""
        self._keep_what_is_written()
        super().action_suspend_process()

    def on_unmount(self) -> None:
        """Give back the library's files."""
        self._services.close()

    # Search

    @on(ReaderScreen.SearchWanted)
    async def _search_wanted(self, message: ReaderScreen.SearchWanted) -> None:
        if await self.show_again(message.screen):
            return
        if await self.show_quotations_again(message.screen):
            return
        if self.show_dossier_again(message.screen):
            return
        if self.reader.show_notes_again(message.screen):
            return
        await self.action_show_hits()
        if message.search is not None:
            self.search.ask_saved(message.search)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave to the line that is typed in the keys that it needs."""
        typing = getattr(self, "reader", None) is self.screen and self.reader.is_typing
        if typing and action in NOT_WHILE_TYPING:
            return False
        return super().check_action(action, parameters)

    # What is not the business of one pane

    def action_quit_now(self) -> None:
        """Quit from anywhere."""
        self.exit()

    def action_show_damage(self) -> None:
        """List every damaged or doubtful place of the library."""
        from gulagreader.ui.screens.page import PageScreen, damage_blocks  # noqa: PLC0415 - start-up

        damages = self._services.damages
        if not damages:
            self.reader.status.say("Nothing in the library is damaged")
            return
        blocks = damage_blocks(damages, self._services.folder)
        self.push_screen(PageScreen("Damaged or doubtful", blocks))

    def action_browse(self) -> None:
        """Open the post's address in the browser."""
        from gulagreader.ui.program.editor import browse  # noqa: PLC0415 - start-up

        reading = self.reader.reading
        origin = reading.post.origin if reading is not None else None
        words, problem = browse(self, origin.url if origin else None, "post")
        self.reader.status.say(words, problem=problem)

    def action_edit(self) -> None:
        """Open the post's file in the editor and take in what was changed."""
        reading = self.reader.reading
        if reading is None:
            return
        from gulagreader.ui.program.editor import edit  # noqa: PLC0415 - start-up

        problem = edit(self, self._editor, reading.path)
        if problem:
            self.reader.status.say(problem, problem=True)
        self.reader.read_again()
        self.upkeep.refresh_library()
