"""The reader's own themes: one dark, one light, warm like old paper and lamps."""

from textual.theme import Theme

LAMP = Theme(
    name="lamp",
    dark=True,
    primary="#d8a657",
    secondary="#7daea3",
    accent="#e6cfa0",
    warning="#e78a4e",
    error="#ea6962",
    success="#a9b665",
    foreground="#ddd5c5",
    background="#1b1a18",
    surface="#242220",
    panel="#2c2a27",
)
PAPER = Theme(
    name="paper",
    dark=False,
    primary="#8a4b08",
    secondary="#1f6f6b",
    accent="#6b3e00",
    warning="#d99a2b",
    error="#b3261e",
    success="#4f6b1d",
    foreground="#2a2622",
    background="#faf6ec",
    surface="#f3eddf",
    panel="#ebe3d1",
)
DEFAULT_THEME = LAMP.name
OTHER_THEME = PAPER.name
NO_COLOUR_THEME = "ansi-dark"
"""Uses the terminal's own colours only, so nothing is left once they are gone."""
OFFERED_THEMES = (
    LAMP.name,
    PAPER.name,
    "ansi-dark",
    "ansi-light",
    "gruvbox",
    "nord",
    "solarized-light",
    "textual-dark",
    "textual-light",
)
"""What the palette offers: ours, the terminal's own, and a few well-known ones."""
