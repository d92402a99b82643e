"""A picture over the reader, where textual-image is installed to draw it."""

import sys
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from gulagreader.services.pictures import PictureError
from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.whole_footer import WholeFooter

_MOST_DOTS = 40_000_000
_SHOWN = (1600, 1600)
"""Dots that a picture is made smaller to, before the terminal gets it."""


class PictureScreen(ModalScreen[None]):
    """Shows a picture with its caption."""

    BINDINGS = [Binding("escape,enter,q,й,space", "dismiss(None)", "Close")]

    def __init__(self, widget_type: Any, picture: Any, caption: str) -> None:
        """Take textual-image's widget, the decoded picture and its caption."""
        super().__init__()
        self._type, self._picture, self._caption = widget_type, picture, caption

    def compose(self) -> ComposeResult:
        """The picture."""
        with Vertical():
            yield self._type(self._picture)
        yield WholeFooter()

    def on_mount(self) -> None:
        """Name it."""
        box = self.query_one(Vertical)
        box.border_title = Content(self._caption)


def picture_widget(app: App[None]) -> Any:
    """textual-image's widget; None where it is not installed.

    At its first import it asks the terminal what it can draw, and must have it to
    itself for that: the reader leaves the screen for a moment.
    """
    if find_spec("textual_image") is None:
        return None
    if "textual_image.widget" not in sys.modules:
        # Where the terminal cannot be given up, what it can draw stays unasked.
        with suppress(SuspendNotSupported), app.suspend():
            import_module("textual_image.widget")
    return import_module("textual_image.widget").Image


def decoded(path: Path) -> Any:
    """Decode a picture, at most as large as it can be seen; for a worker.

    Raises:
        PictureError: it is no picture, or has too many dots.
    """
    image = import_module("PIL.Image")
    try:
        with image.open(path) as picture:
            if picture.width * picture.height > _MOST_DOTS:
                raise PictureError("The picture has more than 40 million dots")
            picture.draft("RGB", _SHOWN)
            picture.thumbnail(_SHOWN)
            return picture.convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        MemoryError,
        image.DecompressionBombError,
    ) as error:
        raise PictureError(
            f"The picture cannot be read: {clean_line(str(error))}"
        ) from error
