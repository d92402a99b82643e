"""Plain signs in the place of those that lines, marks and arrows are drawn with.

Where a terminal's font has no such signs, each is replaced, as the very last step
before the screen, by one of ASCII that takes as many cells. Letters of any alphabet
stay what they are, and what is copied or written is not touched.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

PLAIN = str.maketrans(
    {
        **dict.fromkeys("─━╌╍┄┅═▔▁―—–‒−", "-"),
        **dict.fromkeys("│┃╎╏┆┇║▏▎▍▌▋▊▉▐▕", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬", "+"),
        **dict.fromkeys("•‣●◦○■□▪▫★☆", "*"),
        **dict.fromkeys("▸▶►→↳❯›↪⇥", ">"),
        **dict.fromkeys("◂◀◄←↩‹⏎⇤", "<"),
        **dict.fromkeys("▾▼↓⌄", "v"),
        **dict.fromkeys("▴▲↑⌃", "^"),
        # Bars stay of three heights.
        **dict.fromkeys("▂", "_"),
        **dict.fromkeys("▃▄▅", "="),
        **dict.fromkeys("▆▇█▓▒░▣", "#"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺", "0123456789+", strict=True)),
        "·": "-",
        "…": "~",
        "×": "x",
        "✎": "*",
        "✓": "v",
        "≡": "=",
        "✗": "x",
        "🔎": "> ",
        "\u00a0": " ",
        "\u202f": " ",
    }
)


class PlainSigns(LineFilter):
    """Draws plain signs in the place of all others."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Replace the signs of one line, its cells unchanged."""
        del background
        return [
            segment
            if segment.text.isascii()
            else segment._replace(text=segment.text.translate(PLAIN))
            for segment in segments
        ]
