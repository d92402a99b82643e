"""Find in a text: where the letters typed stand in what is displayed."""

import re

# A typed character finds its typographic kin: what a keyboard has is straight.
_KIN = (
    "'‘’‚‛ʼ",
    '"“”„‟«»',
    "-‐‑–—−",
    "еёЕЁ",
)
_CLASS = {char: f"[{re.escape(kin)}]" for kin in _KIN for char in kin}


def find_pattern(typed: str) -> re.Pattern[str] | None:
    """A pattern for what was typed; None where there is nothing to look for.

    Case, the kind of quotation marks and dashes, and the width of white space
    make no difference.
    """
    words = typed.split()
    if not words:
        return None
    parts = ["".join(_CLASS.get(char) or re.escape(char) for char in w) for w in words]
    return re.compile(r"\s+".join(parts), re.IGNORECASE)
