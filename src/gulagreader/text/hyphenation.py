"""Where a word may be parted at the end of a line, by the patterns of its language.

The patterns are Liang's (*Word Hy-phen-a-tion by Com-put-er*, 1983), as the
dictionaries of Hunspell hold them; pyphen, an extra, reads them.
"""

from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from unicodedata import name as name_of

Points = Callable[[str], tuple[int, ...]]
"""For a word of letters the places at which a hyphen may part it, in order."""

HOW_TO_INSTALL = "hyphenation needs pyphen: pip install 'gulagreader[hyphenation]'"
_LEAST_LETTERS = 6
"""Shorter words stay whole."""
_BEFORE, _BEHIND = 2, 3
"""Letters of a word that stay before a hyphen, and behind it."""
_OF_SCRIPT = {"LATIN": "en_US", "CYRILLIC": "ru", "GREEK": "el"}
"""The language of a word in another script than that of its text's language."""
_NOT_LATIN = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "mn"), "CYRILLIC"),
    **dict.fromkeys(("as", "kn", "mr", "or", "pa", "sa", "te", "th"), ""),
    "el": "GREEK",
}


def can_hyphenate() -> bool:
    """Whether pyphen is installed."""
    return find_spec("pyphen") is not None


@lru_cache(maxsize=16)
def hyphenation_of(lang: str) -> Points:
    """Where the words of a text in a language may be parted.

    ``lang`` is a language tag such as ``en`` or ``de-CH``. A word in letters of
    another script is parted as one of that script's commonest language here, so that
    Russian words in an English text are. Words of fewer than six letters, in capitals
    or of a language without patterns have no places, and neither has a place that
    would change how a word is spelt. Two letters at least stand before a hyphen,
    three behind it.

    Raises:
        ModuleNotFoundError: if pyphen is not installed.
    """
    from pyphen import Pyphen, language_fallback  # noqa: PLC0415 - an extra

    tag = lang.replace("-", "_")
    # Those of plain "en" are British.
    known = _OF_SCRIPT["LATIN"] if tag == "en" else language_fallback(tag)
    own = _NOT_LATIN.get(lang.replace("_", "-").partition("-")[0].lower(), "LATIN")
    languages = {**_OF_SCRIPT, own: known}

    @lru_cache(maxsize=16)
    def patterns(language: str) -> Pyphen:
        return Pyphen(lang=language, left=_BEFORE, right=_BEHIND)

    @lru_cache(maxsize=20_000)
    def points(word: str) -> tuple[int, ...]:
        if len(word) < _LEAST_LETTERS or word.isupper() or not word.isalpha():
            return ()
        script = name_of(word[0], "").partition(" ")[0]
        language = languages.get(script)
        if language is None:
            return ()
        found = patterns(language).positions(word)
        return tuple(int(place) for place in found if place.data is None)

    return points
