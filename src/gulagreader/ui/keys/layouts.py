"""Keyboard layouts: which key of another alphabet stands where a Latin one does.

A reader who writes in another alphabet need not change the layout to move: the key
in the same place does the same. Letters only, and what is a letter there but a sign
on a US keyboard: where both send signs, the sign sent decides.
"""

from collections.abc import Iterable, Mapping

_LATIN = (
    *"qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM",
    "left_square_bracket",
    "right_square_bracket",
    "left_curly_bracket",
    "right_curly_bracket",
    "semicolon",
    "colon",
    "apostrophe",
    "quotation_mark",
    "comma",
    "full_stop",
    "less_than_sign",
    "greater_than_sign",
    "grave_accent",
)
"""The keys of a US keyboard, by Textual's names, in the order of the rows below."""
ROWS = {
    "russian": "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬхъХЪжЖэЭбюБЮё",
    "ukrainian": "йцукенгшщзфівапролдячсмитьЙЦУКЕНГШЩЗФІВАПРОЛДЯЧСМИТЬхїХЇжЖєЄбюБЮ'",
    "belarusian": "йцукенгшўзфывапролдячсмітьЙЦУКЕНГШЎЗФЫВАПРОЛДЯЧСМІТЬх'Х'жЖэЭбюБЮё",
    "greek": ";ςερτυθιοπασδφγηξκλζχψωβνμ:ΣΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ[]{}΄¨'\",.<>`",
    "hebrew": "/'קראטוןםפשדגכעיחלךזסבהנמצ/'קראטוןםפשדגכעיחלךזסבהנמצ][}{ף:,\"תץ><;",
    "armenian": "քոեռտըւիօպասդֆգհյկլզղցվբնմՔՈԵՌՏԸՒԻՕՊԱՍԴՖԳՀՅԿԼԶՂՑՎԲՆՄխծԽԾ;:'\",․<>՝",
    "georgian": "ქწერტყუიოპასდფგჰჯკლზხცვბნმქჭეღთყუიოპაშდფგჰჟკლძხჩვბნმ[]{};:'\",.<>„",
}
"""Built in: each a string of the keys in the order of :data:`_LATIN`."""
_WITH_NUMERO = frozenset({"russian", "ukrainian", "belarusian"})
"""Layouts that send a sign at Shift+3 that no Latin one has (``№``)."""
USUAL = ("russian",)
"""The layouts that answer where the reader names none."""
SHORTEST = 26
"""Letters that an own layout gives at least: those in the places of ``q`` to ``m``."""
LONGEST = len(_LATIN)


def latin_of(layouts: Iterable[str]) -> Mapping[str, str]:
    """For each letter of the layouts the Latin key, or the sign, in its place.

    A layout is a name of :data:`ROWS` or the keys themselves: 26 of them without
    Shift, else 52 with those with Shift behind, else with the signs' as well. Only
    letters that no Latin layout sends are taken; where two layouts have a letter in
    different places the first one decides.
    """
    found: dict[str, str] = {}
    for layout in layouts:
        row = ROWS.get(layout, layout)
        if layout not in ROWS and len(row) == SHORTEST:
            row += "".join(upper if len(upper := k.upper()) == 1 else k for k in row)
        for latin, key in zip(_LATIN, row, strict=False):
            if key.isalpha() and not key.isascii():
                found.setdefault(key, latin)
        if layout in _WITH_NUMERO:
            found["numero_sign"] = "number_sign"
    return found


def is_layout(words: str) -> bool:
    """Whether words name a layout, or are the keys of one."""
    return words in ROWS or SHORTEST <= len(words) <= LONGEST
