"""Letters that can be read on whatever lies behind them.

Looks lie over one another: a match in a passage that a comment quotes, in a note, in
the row that is chosen. A theme cannot name a colour for each of these, so where its
colours come too near, the letters go as far towards white or black as they must. The
measure is the contrast of WCAG 2.2: (lighter + 0.05) / (darker + 0.05).
"""

from textual.color import BLACK, WHITE, Color

LEAST = 4.5
"""Contrast of a text (WCAG 2.2, 1.4.3)."""
ENHANCED = 7.0
"""Contrast of a text in the themes that promise more (1.4.6)."""
_STEPS = 20
_A_LITTLE = 0.3
"""How far a ground goes towards black or white so that letters need not turn over."""


def least_contrast(theme: str) -> float:
    """The contrast that every text of a theme has at least."""
    return ENHANCED if theme.startswith("high-contrast") else LEAST


def legible(letters: Color, ground: Color, least: float) -> tuple[Color, Color]:
    """Two colours that can be read on one another, as near to the given as it goes.

    The letters go towards white or black; where even these are too near, the ground
    goes the other way. Light letters stay light and dark ones dark where the ground
    need go a little way for that: black letters on one word of a dark page look struck
    out. Both are opaque. A colour of the terminal's own palette stays: nobody knows
    what it looks like.
    """
    if letters.ansi is not None or ground.ansi is not None:
        return letters, ground
    behind = _luminance(ground)
    if _ratio(_luminance(letters), behind) >= least:
        return letters, ground
    is_dark = _ratio(1.0, behind) >= _ratio(0.0, behind)
    end, away = (WHITE, BLACK) if is_dark else (BLACK, WHITE)
    if is_dark != (_luminance(letters) > behind):
        # The other end would turn the letters over.
        for step in range(1, _STEPS + 1):
            own = letters.blend(away, step / _STEPS)
            lower = ground.blend(end, _A_LITTLE * step / _STEPS)
            if _ratio(_luminance(own), _luminance(lower)) >= least:
                return own, lower
    for step in range(1, _STEPS + 1):
        nearer = letters.blend(end, step / _STEPS)
        if _ratio(_luminance(nearer), behind) >= least:
            return nearer, ground
    farther = ground
    for step in range(1, _STEPS + 1):
        farther = ground.blend(away, step / _STEPS)
        if _ratio(_luminance(end), _luminance(farther)) >= least:
            break
    return end, farther


def _luminance(color: Color) -> float:
    """The relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        for share in (channel / 255 for channel in color.rgb)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
