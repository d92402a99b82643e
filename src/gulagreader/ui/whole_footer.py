"""The footer, with no key cut in the middle of its word."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer


class WholeFooter(Footer):
    """Shows as many keys as there is room for, each whole."""

    def compose(self) -> ComposeResult:
        """The keys; those that do not fit are hidden once their places are known."""
        yield from super().compose()
        self.call_after_refresh(self._hide_what_is_cut)

    def on_resize(self, event: events.Resize) -> None:
        """Look again which keys fit."""
        self.call_after_refresh(self._hide_what_is_cut)

    def _hide_what_is_cut(self) -> None:
        for key in self.query("FooterKey"):
            # Hidden by sight alone, so that its place stays known.
            key.visible = key.region.right <= self.region.right
