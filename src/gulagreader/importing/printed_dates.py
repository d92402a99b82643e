"""Dates as blog pages print them, in fourteen languages and by signs, to ISO 8601.

Only what is certain is read: a day that could be a month (3/4/2014) is not, and
its words are kept as they stand.
"""

import re
import unicodedata
from datetime import date as calendar_date

_MONTHS = (
    "january januar janvier enero январь января gennaio janeiro januari styczeń "
    "stycznia січень січня leden ledna",
    "february februar février febrero февраль февраля febbraio fevereiro februari luty "
    "lutego лютий лютого únor února",
    "march märz mars marts marzo март марта março maart marzec marca березень березня "
    "březen března",
    "april avril abril апрель апреля aprile kwiecień kwietnia квітень квітня duben "
    "dubna",
    "may mai mayo май мая maggio maio mei maj maja травень травня květen května",
    "june juni juin junio июнь июня giugno junho czerwiec czerwca червень червня "
    "červen června",
    "july juli juillet julio июль июля luglio julho lipiec lipca липень липня "
    "červenec července",
    "august augusti août agosto август августа augustus sierpień sierpnia серпень "
    "серпня srpen srpna",
    "september septembre septiembre сентябрь сентября settembre setembro wrzesień "
    "września вересень вересня září",
    "october oktober octobre octubre октябрь октября ottobre outubro październik "
    "października жовтень жовтня říjen října",
    "november novembre noviembre ноябрь ноября novembro listopad listopada листопад "
    "листопада listopadu",
    "december dezember desember décembre diciembre декабрь декабря dicembre dezembro "
    "grudzień grudnia грудень грудня prosinec prosince",
)
"""In English, German, French, Spanish, Russian, Italian, Portuguese, Dutch, Polish,
Ukrainian, Czech, Norwegian, Danish and Swedish, where it is needed in the case that
dates have. Croatian is left
out: its ``listopad`` is October."""
_BY_NAME = {
    name: number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names.split()
}
_SHORT = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8}
_SHORT |= {"sep": 9, "sept": 9, "oct": 10, "okt": 10, "nov": 11, "dec": 12, "dez": 12}
_SHORT |= {"mär": 3, "янв": 1, "фев": 2, "мар": 3, "апр": 4, "авг": 8, "сен": 9}
_SHORT |= {"окт": 10, "ноя": 11, "дек": 12}
_SHORT |= {"janv": 1, "févr": 2, "fév": 2, "avr": 4, "juil": 7, "déc": 12}  # French
_SHORT |= {"ene": 1, "abr": 4, "ago": 8, "dic": 12}  # Spanish, and Italian's December
_SHORT |= {"gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10}  # Italian
_SHORT |= {"fev": 2, "out": 10}  # Portuguese
_SHORT |= {"mrt": 3}  # Dutch
_SHORT |= {"des": 12}  # Norwegian
_SHORT |= {"sty": 1, "lut": 2, "kwi": 4, "cze": 6, "lip": 7, "sie": 8}  # Polish
_SHORT |= {"wrz": 9, "paź": 10, "lis": 11, "gru": 12}
_SHORT |= {"січ": 1, "лют": 2, "бер": 3, "кві": 4, "квіт": 4, "тра": 5}  # Ukrainian
_SHORT |= {"чер": 6, "лип": 7, "сер": 8, "вер": 9, "жов": 10, "лис": 11, "гру": 12}

MONTH_NAMES = frozenset({*_BY_NAME, *_SHORT})
"""The names of months and their short forms, in small letters."""
_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"),
    re.compile(
        r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|°|ª)?\.? (?:de |of )?"
        r"(?P<name>[^\W\d]+)\.?,? (?:de )?(?P<y>\d{4})"
    ),
    re.compile(r"(?P<name>[^\W\d]+)\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4}),? (?P<name>[^\W\d]+)\.? (?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.\s?(?P<y>\d{4})"),
    re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})"),
    re.compile(
        r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"
    ),
    re.compile(r"(?P<m>\d{1,2})月 (?P<d>\d{1,2}), (?P<y>\d{4})"),
)
_HALVES = re.compile(r"(?P<am>上午|午前|오전)|(?:下午|午後|오후)")
"""Which half of the day it is, where that is said before the hour."""
_TIME = re.compile(
    r"(?<![\d:.])(?P<h>\d{1,2})(?:(?:[:.]|\s?h\s?)(?P<min>\d\d))(?::\d\d)?(?!\d)"
    r"\s*(?P<half>[ap]\.?m\b)?",
    re.IGNORECASE,
)


def iso_date(words: str) -> str | None:
    """Read “March 3rd, 2014 at 5:04 pm” as ``2014-03-03T17:04``.

    None where there is no date, or one that could be read in two ways.
    """
    # A letter and its accent may be two characters.
    words = unicodedata.normalize("NFC", words.strip().lower()[:200])[:120]
    for form in _FORMS:
        found = form.search(words)
        day = _day(found.groupdict()) if found is not None else None
        if found is not None and day is not None:
            return day + _time(words[found.end() :])
    return None


def _day(part: dict[str, str | None]) -> str | None:
    name = part.get("name")
    if name is not None:
        month = _BY_NAME.get(name) or _SHORT.get(name)
        day = int(part["d"] or 0)
    elif part.get("a") is not None:
        first, second = int(part["a"] or 0), int(part["b"] or 0)
        if min(first, second) <= 12 < max(first, second):
            month, day = min(first, second), max(first, second)
        else:
            month, day = (first, second) if first == second else (None, 0)
    else:
        month, day = int(part["m"] or 0), int(part["d"] or 0)
    if not month:
        return None
    try:
        return calendar_date(int(part["y"] or 0), month, day).isoformat()
    except ValueError:
        return None


def _time(rest: str) -> str:
    found = _TIME.search(rest)
    if found is None:
        return ""
    hour, minute = int(found["h"]), int(found["min"])
    half = (found["half"] or "")[:1]
    if not half and (said := _HALVES.search(rest[: found.start()])) is not None:
        half = "a" if said["am"] else "p"
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
