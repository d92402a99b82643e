"""The part of the style sheet that the first picture does without.

Textual parses a style sheet rule by rule, 40 µs each: with the looks of texts and all
other screens it was a twentieth of the start. Nothing need be styled anew when that
part comes: looks are worked out when they are painted, and screens when they are shown.
"""

from pathlib import Path
from typing import Any

from textual.app import App

_SHEET = str(Path(__file__).with_name("late.tcss"))
EARLY = "posts--"
"""What the looks of the first picture begin with."""


def read_late_styles(app: App[Any]) -> None:
    """Read the rest of the reader's style sheet, unless that was done."""
    # A program without the first part, such as a test of one view, has none.
    if app.css_path and not app.stylesheet.has_source(_SHEET):
        app.stylesheet.read(_SHEET)
        # Textual looks into its table of rules before it parses what was read.
        _ = app.stylesheet.rules
