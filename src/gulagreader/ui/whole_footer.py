"""The footer, with no key cut in the middle of its word."""

from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer

_LOOKS = 5
"""How often the places of the keys are waited for, a picture each."""


class WholeFooter(Footer):
    """Shows as many keys as there is room for, each whole."""

    def compose(self) -> ComposeResult:
        """The keys; those that do not fit are hidden once their places are known."""
        yield from super().compose()
        self.call_after_refresh(self._hide_what_is_cut)

    def on_resize(self, event: events.Resize) -> None:
        """Look again which keys fit."""
        self.call_after_refresh(self._hide_what_is_cut)

    def _hide_what_is_cut(self, looks: int = _LOOKS) -> None:
        keys = self.query("FooterKey")
        if looks and not all(key.region.width for key in keys):
            # Made while another screen stood here, they have no places yet.
            self.call_after_refresh(self._hide_what_is_cut, looks - 1)
            return
        for key in keys:
            # Hidden by sight alone, so that its place stays known.
            key.visible = key.region.right <= self.region.right
