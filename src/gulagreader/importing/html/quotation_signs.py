"""The marks that a browser sets around ``<q>``, by language."""

_BY_LANGUAGE = {
    "en": "“”‘’",
    "de": "„“‚‘",
    "cs": "„“‚‘",
    "bg": "„“‚‘",
    "fr": "«»“”",
    "it": "«»“”",
    "es": "«»“”",
    "pt": "«»“”",
    "ru": "«»„“",
    "uk": "«»„“",
    "be": "«»„“",
    "pl": "„”«»",
    "hu": "„”»«",
    "ro": "„”«»",
    "sv": "””’’",
    "fi": "””’’",
    "da": "»«›‹",
    "nl": "“”‘’",
    "ja": "「」『』",
    "zh": "“”‘’",
}
"""Outer opening, outer closing, inner opening, inner closing."""


def signs_for(lang: str, depth: int) -> tuple[str, str]:
    """The opening and the closing mark at a depth, 0 for the outermost."""
    signs = _BY_LANGUAGE.get(lang.lower().split("-")[0], _BY_LANGUAGE["en"])
    place = 0 if depth % 2 == 0 else 2
    return signs[place], signs[place + 1]
