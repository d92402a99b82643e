"""What the reader does with libraries: opens another one, as the palette offers it."""

from abc import abstractmethod
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gulagreader.domain.errors import GulagreaderError
from gulagreader.services.wiring import Services
from gulagreader.text.clean import clean_line
from gulagreader.ui.errands.quotation_errands import QuotationErrands
from gulagreader.ui.errands.search_errands import SearchErrands
from gulagreader.ui.errands.study_errands import StudyErrands
from gulagreader.ui.program.guided import GuidedApp

if TYPE_CHECKING:
    # None of it is needed for the first picture; imported, it would come late.
    from gulagreader.ui.keys.palette import Offer


class LibraryErrands(SearchErrands, StudyErrands, QuotationErrands, GuidedApp):
    """The application's part that opens another library, and fills the palette."""

    _open_services: Callable[[Path], Services]

    @abstractmethod
    def _go_on(self) -> None:
        """Do what the first picture need not wait for."""

    @abstractmethod
    def _keep_what_is_written(self) -> None:
        """Keep what is half done."""

    def offers(self) -> "Iterator[Offer]":
        """What the palette offers beside the commands."""
        from gulagreader.ui.keys.palette import Offer  # noqa: PLC0415 - start-up

        yield Offer("Take the tour of a minute", "Help", self.action_tour)
        yield from self.reader.mark_offers()
        yield from self.reader.page_offers()
        if not self._is_guest:
            yield from self._file_offers()
        yield from self._theme_offers()

    def _file_offers(self) -> "Iterator[Offer]":
        """What reaches files outside the library."""
        from gulagreader.ui.keys.palette import Offer  # noqa: PLC0415 - start-up

        yield Offer("Import files into this library", "Add posts", self._ask_import)
        yield Offer("Look at files before importing", "Add posts", self._ask_look)
        yield from self.reader.note_offers()
        yield Offer("Open another library", "A folder", self._ask_library)
        for path, name in self._services.memory.recent_libraries():
            if path != self._services.folder:
                open_it = partial(self._switch_to, path)
                yield Offer(f"Open {name}", clean_line(str(path)), open_it)

    def _ask_library(self) -> None:
        from gulagreader.ui.screens.path import PathScreen  # noqa: PLC0415 - start-up

        def check(path: Path) -> str | None:
            try:
                self._open_services(path).close()
            except GulagreaderError as error:
                return str(error)
            return None

        self.push_screen(
            PathScreen("Open which library?", check), self._switch_if_given
        )

    async def _switch_if_given(self, path: Path | None) -> None:
        if path is not None:
            await self._switch_to(path)

    async def _switch_to(self, path: Path) -> None:
        try:
            services = self._open_services(path)
        except GulagreaderError as error:
            self.reader.status.say(str(error), problem=True)
            return
        self._keep_what_is_written()
        # The search or a page may stand over the reader; all of it goes.
        while self.screen is not self.reader:
            await self.pop_screen()
        self._looking = None
        search, before = self._search, self._services
        self._services = services
        await self.switch_screen(self.get_default_screen())
        if search is not None:
            self.uninstall_screen("search")
            await search.remove()
        await self.forget_study()
        await self.forget_quotations()
        before.close()
        self.call_after_refresh(self._go_on)
