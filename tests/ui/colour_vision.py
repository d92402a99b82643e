"""How colours look to eyes that do not part all hues, and how far two are apart.

Machado, Oliveira and Fernandes, *A Physiologically-based Model for Simulation of Color
Vision Deficiency* (2009), severity 1.0; distances as CIE 1976 in CIELAB.
"""

from collections.abc import Sequence

Colour = Sequence[float]
"""Red, green and blue, 0 to 1, linear."""
SEEN_BY = {
    "all hues": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(channel: int) -> float:
    """A channel of a screen, 0 to 255, as light, 0 to 1 (IEC 61966-2-1)."""
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def seen_by(channels: Sequence[int], eyes: str) -> list[float]:
    """A colour as some eyes see it."""
    light = [linear(channel) for channel in channels]
    rows = SEEN_BY[eyes]
    mixed = (sum(a * b for a, b in zip(row, light, strict=True)) for row in rows)
    return [min(1.0, max(0.0, one)) for one in mixed]


def apart(one: Colour, other: Colour) -> float:
    """How far two colours are apart; 2 is the least that is noticed side by side."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _lab(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = colour
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (_bent(value) for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _bent(value: float) -> float:
    cut = 0.008856
    return float(value ** (1 / 3)) if value > cut else 7.787 * value + 16 / 116
