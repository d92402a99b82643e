"""A line to type in that tells in the footer what Enter does."""

from textual.binding import Binding
from textual.widgets import Input


class TypedLine(Input):
    """An input whose Enter is among the keys of the footer."""

    BINDINGS = [Binding("enter", "submit", "Done", key_display="Enter")]
