"""The forms in which a page's line says when, in a dozen languages.

They are pieces of patterns; what day they mean is told by
:mod:`gulagreader.importing.printed_dates`.
"""

from collections.abc import Iterable

from gulagreader.importing.printed_dates import MONTH_NAMES


def _one_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest that fits first.

    Written as a tree of their letters: a pattern of two hundred names one after the
    other tries each of them at every letter of a line.
    """
    by_letter: dict[str, list[str]] = {}
    ends = False
    for word in words:
        ends = ends or not word
        if word:
            by_letter.setdefault(word[0], []).append(word[1:])
    branches = [letter + _one_of(rest) for letter, rest in sorted(by_letter.items())]
    if not branches:
        return ""
    pattern = "|".join(branches)
    if len(branches) > 1 or ends:
        pattern = f"(?:{pattern})"
    return f"{pattern}?" if ends else pattern


_MONTH = _one_of(MONTH_NAMES)
_CLOCK = r"\d{1,2}(?:[:.]\d\d(?:[:.]\d\d)?| ?h ?(?:\d\d)?)(?: ?[ap]\.?\s?m\b\.?)?"
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|(?:luned|marted|mercoled|gioved|venerd)ì|sabato|domenica"
    r"|(?:segunda|terça|quarta|quinta|sexta)-feira"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:man|tirs|tis|ons|tors|fre|lör|lør|sön|søn)da[gn]?)[.,]? "
)
"""A weekday, whole or short."""
_CLOCKED = rf"(?:(?:at |um |à |kl\.? )?{_CLOCK}(?: uhr)?(?:,| on| am| el| le| den)? )?"
_ON = (
    r"(?:posted |posté |publicado |geschrieben |skrevet )?"
    r"(?:on |am |le |at |el |il |em |en |op |den |dne |w dniu )?"
)
_NUMBERED = (
    r"\d{1,2}(?:st|nd|rd|th|er|º|°)?\.? (?:de |of )?\w+\.?,? (?:de |del )?\d{4}"
    r"|\d{4},? [^\W\d]{3,12}\.? \d{1,2}(?!\d)"
    r"|\d{4}[-/.]\d\d[-/.]\d\d"
    r"|\d{4} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]"
    r"|\d{1,2}[./-]\d{1,2}[./,-]\s?(?:\d{4}|\d\d)"
)
_NAMED = r"\.? \d{1,2}(?:st|nd|rd|th)?,? (?:at )?\d{4}"
_AGO = (
    r"(?:about |almost |over )?(?:\d{1,3}|an?|one) "
    r"(?:second|minute|hour|day|week|month|year)s? ago"
    r"|vor (?:\d{1,3}|einem|einer) (?:minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?"
    r"|jahr(?:en)?)|il y a (?:\d{1,3}|une?) (?:minute|heure|jour|semaine|mois|an)s?"
    r"|hace (?:\d{1,3}|una?) (?:minuto|hora|día|semana|mes|año)(?:e?s)?"
    r"|\d{1,3} (?:минут|час|д[ене]|недел|месяц|год|года|лет)\w* назад"
)
_REST = (
    r"(?>(?:[\s,|·•@#()\[\]—–:;./+*\\-]|\d{1,4}"
    r"|(?:at|um|uhr|à|às|a|las?|le|los|alle|ore|kl|klo|o|ob|h|min|[ap]\.?\s?m"
    r"|permalin?k|permalien|permalänk|permalenke|enlace permanente|link|reply|edit"
    r"|quote|delete|modifier|bearbeiten|editar|répondre|antworten|responder|ответить"
    r"|edytuj|odpowiedz|изменить|modifica|rispondi|編集|返信"
    r"|постоянная ссылка|gmt|utc|ce[s]?t|[ecmp][sd]t|bst|в|г|года|uur"
    r"|mon|tue|wed|thu|fri|sat|sun)(?![^\W\d]))){0,40}"
)

DAY = rf"{_CLOCKED}{_ON}(?:{WEEKDAY})?(?:{_NUMBERED}|(?:{_MONTH}){_NAMED})"
"""A day, maybe with the time or its name before it."""
WHEN = rf"(?:{DAY}|{_AGO}){_REST}"
"""A day and the time, and the buttons that stand behind them."""
WHEN_ALONE = (
    rf"(?:{_CLOCKED}{_ON}(?:[\w-]{{2,14}}[.,]? )?(?:{_NUMBERED}|\w+{_NAMED})"
    rf"|{_AGO}){_REST}"
)
"""The same where the line says nothing else: then any word may be a month's."""
FUSED = (
    rf"(?:(?:\d{{1,2}}\.? (?:de )?)?(?:{_MONTH})\b.{{0,4}}?\d.{{0,8}}?\d{{4}}"
    rf"|{_NUMBERED}){_REST}"
)
"""A day that stands right behind a name, without a space."""
MAY_SAY_WHEN = r"\d{4}|\d[./-]\d{1,2}[./,-]|ago|назад|vor |il y a|hace "
"""What stands in each of these forms: looked for first, since most lines have none."""
