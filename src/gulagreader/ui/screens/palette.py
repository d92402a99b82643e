"""The palette on the screen: a line to type in, what fits below it, and its keys."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.command import CommandInput, CommandPalette

from gulagreader.ui.keys.whole_footer import WholeFooter


class PaletteScreen(CommandPalette):
    """Textual's palette, with a footer that tells the palette's own keys."""

    DEFAULT_CSS = """
    PaletteScreen > Vertical { margin-top: 2; height: 1fr; max-width: 100; }
    PaletteScreen SearchIcon { display: none; }
    PaletteScreen #--results { overlay: none; height: 1fr; }
    PaletteScreen CommandList { height: auto; max-height: 100%; }
    """
    BINDINGS = [
        Binding("enter", "run", "Run", key_display="Enter", priority=True),
        Binding("escape", "escape", "Close", key_display="Esc"),
    ]

    def __init__(self) -> None:
        super().__init__(
            placeholder="type to narrow; Enter does it, Esc closes",
            id="--command-palette",
        )

    def compose(self) -> ComposeResult:
        """The line, what fits, and the keys."""
        yield from super().compose()
        yield WholeFooter()

    async def action_run(self) -> None:
        """Run the command under the cursor, which is the first one at first."""
        await self.query_one(CommandInput).action_submit()
