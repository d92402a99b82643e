"""The reader by line and prompt: reads a library aloud, a part for each line typed."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from gulagreader.cli.console import Console
from gulagreader.cli.line_reader.orders import nearest, orders_said, understood
from gulagreader.cli.line_reader.sayings import many
from gulagreader.cli.line_reader.studying import Studying
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.places import Place
from gulagreader.services.wiring import Services
from gulagreader.storage.config_file import named_library, read_config
from gulagreader.storage.folders import config_path, folders
from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.layouts import USUAL, latin_of

_NONE: Mapping[str, str] = MappingProxyType({})


class LineReader(Studying):
    """Reads a library by line and prompt; the place and the marks are kept."""

    _left = False

    def __init__(
        self, services: Services, console: Console, latin: Mapping[str, str] = _NONE
    ) -> None:
        """Take the library's services, where to read and write, and the layouts."""
        super().__init__(services, console)
        self._latin = latin

    # The loop

    def run(self, place: Place | None = None) -> None:
        """Read until the reader leaves, from a place on if one is given."""
        info, cards = self._services.info, self._services.cards
        unread = sum(c.id not in self._services.memory.read_posts() for c in cards)
        name = clean_line(info.name)
        self._say(f"{name}: {many(len(cards), 'post')}, {unread} unread.")
        self._say("Enter reads on. help says what else can be typed; quit leaves.")
        if place is not None:
            self._open(place.post, place.comment)
        try:
            while not self._left:
                line = self._asked()
                if line is None:
                    break
                self._carry_out(line)
        finally:
            # At the prompt Ctrl+C leaves; the place is kept.
            self._leave_post()

    def _asked(self) -> str | None:
        """A line that was typed; None at the end of them."""
        self._console.out.write(f"{self._where}> ")
        self._console.out.flush()
        line = self._console.source.readline()
        if not line.endswith("\n"):
            self._say("")
        return line or None

    def _carry_out(self, line: str) -> None:
        found = understood(line, self._latin)
        if found is None:
            near = nearest(line)
            hint = f" Did you mean {near}?" if near else ""
            self._say(f"{clean_line(line)} is no order.{hint} help says them all.")
            return
        order, rest = found
        does: Callable[[str], None] = getattr(self, f"_do_{order.name}")
        try:
            does(rest)
        except GulagreaderError as error:
            self._say(clean_line(str(error)))
        except KeyboardInterrupt:
            # What was going on ends, such as a long reading, and the reader does not.
            self._say("", "Stopped.")
        problem = self._services.memory.take_problem()
        if problem is not None:
            self._say(problem)

    def _do_help(self, named: str) -> None:
        self._say(*orders_said(named))

    def _do_quit(self, _: str) -> None:
        self._left = True


def read_aloud(folder: Path | None, named: str | None, console: Console) -> int:
    """Read a library by line and prompt, from a post on if one is named.

    Raises:
        GulagreaderError: the library or the user's memory cannot be opened, or has
            no such post.
    """
    environ = console.environ
    own = folders(environ)
    config = read_config(config_path(environ)).config
    layouts = USUAL if config.layouts is None else config.layouts
    services = Services.open(
        folder or named_library(environ, own), own, console.clock, config.settings
    )
    try:
        plainly = console.told_plainly()
        plainly.run(services.refresh())
        place = services.resolve(named) if named else None
        reader = LineReader(services, plainly, latin_of(layouts))
        reader.run(place)
    finally:
        services.close()
    return 0
