"""The peer for the start: the least that a Textual program with five widgets does."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input, OptionList, Static


class FiveWidgets(App[None]):
    """A head, a line to type in, a list, a text and a footer."""

    def compose(self) -> ComposeResult:
        yield Header()
        yield Input()
        yield OptionList(*(f"Line {number}" for number in range(100)))
        yield Static("Here is everything")
        yield Footer()


if __name__ == "__main__":
    FiveWidgets().run()
