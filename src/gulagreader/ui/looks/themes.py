"""The reader's own themes, and which of Textual's are offered beside them.

Each look has to be told apart in every theme: by colour where there are colours, and
by weight, slant or line where there are none. The contrast of each is tested.
"""

from textual.theme import BUILTIN_THEMES, Theme

NOTE_COLOURS = {
    "note-yellow": "#c9a227 30%",
    "note-green": "#5d9e3f 30%",
    "note-blue": "#3f7fc4 30%",
    "note-red": "#cf5b4a 30%",
    "note-purple": "#9a62c0 30%",
}
"""What lies behind a noted passage, where a theme says nothing else."""
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
"""Warm and dark, like a lamp over old paper."""
PAPER = Theme(
    name="paper",
    dark=False,
    primary="#8a4b08",
    secondary="#1f6f6b",
    accent="#6b3e00",
    warning="#8f5a00",
    error="#b3261e",
    success="#4f6b1d",
    foreground="#2a2622",
    background="#faf6ec",
    surface="#f3eddf",
    panel="#ebe3d1",
)
"""The same by day."""
HIGH_CONTRAST = Theme(
    name="high-contrast",
    dark=True,
    primary="#ffd60a",
    secondary="#5ce1ff",
    accent="#ffffff",
    warning="#ffb000",
    error="#ff8a80",
    success="#7dff9b",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    variables={"text-muted": "#d6d6d6"},
)
"""White on black; every text at least 7 to 1 (WCAG 2.2, 1.4.6)."""
HIGH_CONTRAST_LIGHT = Theme(
    name="high-contrast-light",
    dark=False,
    primary="#00308f",
    secondary="#004d40",
    accent="#000000",
    warning="#6b4200",
    error="#8b0000",
    success="#1b4d00",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#f0f0f0",
    variables={"text-muted": "#383838"},
)
"""Black on white, the same."""
BLUE_ORANGE = Theme(
    name="blue-orange",
    dark=True,
    primary="#e69f00",
    secondary="#56b4e9",
    accent="#f0e442",
    warning="#ff9d5c",
    error="#f5b8d8",
    success="#8cc8ff",
    foreground="#e8e8e8",
    background="#14161a",
    surface="#1c1f25",
    panel="#252932",
    variables={
        "note-yellow": "#322e07",
        "note-green": "#212919",
        "note-blue": "#00193a",
        "note-red": "#713d47",
        "note-purple": "#72276e",
    },
)
"""For eyes that do not part red from green: the hues of Okabe and Ito (2008).

What lies behind noted passages differs in lightness, too: a test looks at it as such
eyes do.
"""
RED_CYAN = Theme(
    name="red-cyan",
    dark=True,
    primary="#ff6f61",
    secondary="#4dd0c8",
    accent="#ffd3cc",
    warning="#ff9a8d",
    error="#ff4d5e",
    success="#9be7e1",
    foreground="#ece7e6",
    background="#171415",
    surface="#201c1d",
    panel="#2a2526",
    variables={
        "note-yellow": "#4c4b27",
        "note-green": "#094f19",
        "note-blue": "#1653d0",
        "note-red": "#6e0d04",
        "note-purple": "#700db0",
    },
)
"""For eyes that do not part blue from yellow: reds against cyans alone."""
MONOCHROME = Theme(
    name="monochrome",
    dark=True,
    primary="#ffffff",
    secondary="#c8c8c8",
    accent="#e4e4e4",
    warning="#b0b0b0",
    error="#ffffff",
    success="#c8c8c8",
    foreground="#d8d8d8",
    background="#101010",
    surface="#181818",
    panel="#242424",
)
"""Greys alone; what colours tell elsewhere is told by weight, slant and line."""
OWN_THEMES = (
    LAMP,
    PAPER,
    HIGH_CONTRAST,
    HIGH_CONTRAST_LIGHT,
    BLUE_ORANGE,
    RED_CYAN,
    MONOCHROME,
)
DEFAULT_THEME = LAMP.name
OTHER_THEME = PAPER.name
NO_COLOUR_THEME = "ansi-dark"
"""Uses the terminal's own colours only, so nothing is left once they are gone."""
WITHOUT_HUES = frozenset({MONOCHROME.name, "ansi-dark", "ansi-light"})
"""Themes in which weight, slant and line tell what grounds of a colour tell elsewhere.

The terminal's own colours cannot be mixed: a ground of a tenth of one would be all of
it, and what is written on it in the same colour not to be seen.
"""
OFFERED_THEMES = (
    *(theme.name for theme in OWN_THEMES),
    "ansi-dark",
    "ansi-light",
    "gruvbox",
    "nord",
    "solarized-light",
    "textual-dark",
    "textual-light",
)
"""What the palette offers: ours, the terminal's own, and a few well-known ones."""


def theme_names() -> list[str]:
    """Every theme that can be chosen, ours first."""
    return [*(theme.name for theme in OWN_THEMES), *BUILTIN_THEMES]
