"""The marks that quotations are written with, and which mark closes which."""

DOUBLE = '"“”„‟«»‹›「」『』'
SINGLE = "'‘’‚"
CLOSERS = {
    '"': '"”“',
    "“": '”“"',
    "”": "”",
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹›",
    "「": "」",
    "『": "』",
    "‘": "’‘'",
    "’": "’",
    "‚": "‘’",
    "'": "'’",
}
_SAME = ({'"', "“", "”", "„", "‟"}, {"«", "»"}, {"‹", "›"}, {"‘", "'", "‚"})
"""Marks that count as one kind where a quotation goes on in a new paragraph."""


def same_kind(one: str, other: str) -> bool:
    """Whether a quotation begun with one mark may go on with the other."""
    return one == other or any(one in kind and other in kind for kind in _SAME)
