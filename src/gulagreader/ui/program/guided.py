"""The application as a guide: the tour, the help, and what a guest may not do."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual import on
from textual.dom import DOMNode
from textual.widget import AwaitMount

from gulagreader.domain.session import Leading
from gulagreader.ui.keys.commands import SEARCH_PLACES, Where
from gulagreader.ui.looks.late_styles import read_late_styles
from gulagreader.ui.panes.posts import PostsPane
from gulagreader.ui.panes.thread import ThreadPane
from gulagreader.ui.program.titled_app import TitledApp
from gulagreader.ui.screens.reader import ReaderScreen

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    # None of it is needed for the first picture; imported, it would come late.
    from gulagreader.ui.panes.tour import TourLine
    from gulagreader.ui.screens.search import SearchScreen


class GuidedApp(TitledApp):
    """Shows a newcomer round, and anybody the keys."""

    _tour: "TourLine | None" = None
    _search: "SearchScreen | None" = None

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Carry out an action, unless it is not for a guest."""
        if self._is_guest:
            from gulagreader.ui.program.guests import REFUSED, is_denied  # noqa: PLC0415 - start-up

            if is_denied(action if isinstance(action, str) else action[1]):
                self.reader.status.say(REFUSED)
                return True
        done = await super().run_action(action, default_namespace, namespaces)
        in_thread = self.reader.session.leading is Leading.THREAD
        if in_thread and self.screen_stack and self.screen is self.reader:
            # Another comment may be in focus, or this one folded.
            self.reader.say_enter()
        if done and self._tour is not None:
            name = action if isinstance(action, str) else action[1]
            action = name.partition("(")[0].rpartition(".")[2]
            self._tour.did(action, in_thread=in_thread)
        return done

    def push_screen(self, screen: Any, *wanted: Any, **more: Any) -> Any:
        """Show a screen, unless it is not for a guest."""
        if self._is_guest:
            from gulagreader.ui.program.guests import REFUSED, is_reaching  # noqa: PLC0415 - start-up

            if is_reaching(screen):
                self.reader.status.say(REFUSED)
                return AwaitMount(self.screen, ())
        read_late_styles(self)
        return super().push_screen(screen, *wanted, **more)

    @on(ReaderScreen.NothingOpen)
    def _nothing_open(self) -> None:
        if self._tour is not None:
            self.action_tour()
            self.reader.status.say(
                "The palette ({anywhere.command-palette}) takes you on the tour again"
            )

    def action_tour(self) -> None:
        """Take the tour of a minute, or end it."""
        from gulagreader.ui.panes.tour import TourLine  # noqa: PLC0415 - start-up

        if self._tour is not None:
            self._tour.remove()
            self._tour = None
            return
        self._tour = TourLine(self.commands, plain=self.has_plain_signs)
        self.reader.mount(self._tour, before="#find")

    def action_command_palette(self) -> None:
        """Offer every command by name, and say how to choose one."""
        from gulagreader.ui.screens.palette import PaletteScreen  # noqa: PLC0415 - start-up

        if not isinstance(self.screen, PaletteScreen):
            self.push_screen(PaletteScreen())

    def action_show_keys(self) -> None:
        """Show the keys, those that work where the reader is first."""
        from gulagreader.ui.screens.keys import KeysScreen  # noqa: PLC0415 - start-up

        self.push_screen(
            KeysScreen(self.commands, self._places(), plain=self.has_plain_signs)
        )

    def _places(self) -> tuple[Where, ...]:
        """The places of commands: where the reader is, then those nearby."""
        if self.screen is self._search:
            here = self._search.places
            return (*here, *(where for where in SEARCH_PLACES if where not in here))
        places = getattr(self.screen, "places", None)
        if places is not None:
            return tuple(places)
        first: tuple[Where, ...] = (Where.TEXT,)
        if isinstance(self.focused, PostsPane):
            first = (Where.LIST,)
        elif isinstance(self.focused, ThreadPane):
            first = (Where.THREAD, Where.TEXT)
        return (*first, *(where for where in Where if where not in first))
