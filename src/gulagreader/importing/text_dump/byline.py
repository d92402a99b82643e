"""A line that says who wrote a post and when, as pages have them beside their texts.

Such a line is taken apart piece by piece from the left: “Posted on”, a day, “by Jane”,
“in Letters”, “3 comments”. Only a line that is nothing but such pieces is one.
"""

import re
from dataclasses import dataclass

from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.text_dump import said_by
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.when import DAY, FUSED, WEEKDAY

_LONGEST = 240
_MOST_PIECES = 14
_MOST_UNKNOWN = 2
_LABEL = re.compile(
    r"(?:(?:this (?:entry|post) was )?(?:posted|published|written|updated)"
    r"(?: (?:on|at))?(?! by\b)|post date|date|posté|publié|rédigé|écrit"
    r"|veröffentlicht|geschrieben|gepostet|erstellt|publicado|publicada|escrito"
    r"|опубликовано|добавлено|дата|pubblicato|scritto|gepubliceerd|geplaatst"
    r"|投稿日|opublikowano|dodano|napisane|publisert|skrevet|publicerat|postat|udgivet"
    r")(?=[\W_]|\d|$)(?: (?:on|am|le|el|il|op|den|em|at))?\s*:?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[\s|/·•—–,;:.()\[\]*#«»←→-]+|(?:at|um|à|@)\s+(?=\d)")
DATE = re.compile(
    rf"(?:{DAY}|{FUSED})"
    r"(?:(?:\s|,|at|um|uhr|à|@|às|a las|kl\.?|·|–|-){0,4}"
    r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?(?: uhr)?)?",
    re.IGNORECASE,
)
_KEYWORD = (
    r"(?:Posted|Published|Veröffentlicht|Kategorie|Categor|Catégor|Рубрик|Schlagw"
    r"|Tags|Tagged|Filed|Étiquettes|Etiquetas|Leave|Comments?\b|Publi|Опублик)"
)
_COUNT = (
    r"(?:\d{1,5}|no|one|keine?|aucun|sin|нет) "
    r"(?:comment|repl|respons|komm|coment|réact)"
)
_BY = re.compile(
    r"(?:(?:post(?:ed)?|written|published|posté|publié|rédigé|écrit|veröffentlicht"
    r"|geschrieben|publicado|publicada|escrito|pubblicato|skrevet|publisert"
    r"|geschreven)[ _])?(?:by|von|par|por|da|door|av|af|przez)[:\s]\s*"
    r"|投稿者\s*:?\s*"
    r"|(?:post )?(?:author|autor|auteur|автор(?:ом)?|autore|forfatter|författare)\b"
    r"\s*:?\s*"
    r"(?:(?:by|von|par|por)\s+)?",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?P<name>[^\W\d_](?:[^|/·•—–,;:()\[\]\n\d]{0,58}?[^\s|/·•—–,;:()\[\]\d-])?)"
    rf"(?=\s*$|\s*[|/·•—–,;:(\[]|\s+-\s|\s*{_KEYWORD}"
    rf"|\s+(?i:in|under|on|am|le|el|en|em|den|at|um|dans|unter|kl|w)\s"
    rf"|\s*(?i:{FUSED})|\s+(?i:{DAY})|\s+(?i:{_COUNT}))"
)
_IN = re.compile(
    r"(?:(?:filed|posted|tagged|categorized|abgelegt)\s+)?(?:in|under|unter|dans|en|с|w)\s+"
    r"[^|/·•—–\n]{1,90}?(?=\s*$|\s*[|/·•—–]|\s+(?:by|on|with)\s|\s*(?:and )?tagged )"
    r"|(?:and )?(?:categor(?:y|ies)|kategorien?|catégories?|categorías?|рубрик\w*"
    r"|tags?|tagged|schlag(?:wörter|worte)|étiquettes?|etiquetas?|merkelapper)\s*:?\s*"
    r"[^|/·•—–\n]{1,120}?(?=\s*$|\s*[|/·•—–])",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"(?:{_COUNT}\w*(?: on .{{1,160}})?|leave a (?:comment|reply)(?: on .{{1,160}})?"
    r"|kommentar hinterlassen|laisser un commentaire|deja un comentario"
    r"|оставить комментарий|comments? off|(?:bookmark the )?permalink|permalien"
    r"|permalenke|edit|print|email|share|with \d+ comments?|\d+ views?|\d+ min read"
    r"|comments?(?: closed)?|views?|updated|last modified|\d{1,5})(?!\w)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[^|/·\d]{1,40}?(?=\s*(?:[|·]|$))")
_DAY_NAMED = re.compile(rf"(?:{WEEKDAY})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line says of who wrote a post and when."""

    author: str | None
    date: str | None
    """As ISO 8601."""
    labelled: bool
    """Whether it says that this is the post's: “Posted on”, “by”, “Author”."""
    named_day: bool
    """Whether the day has its weekday or the time, as posts have it."""
    counts: bool = False
    """Whether it counts comments or names categories as well."""


def byline_of(line: str) -> Byline | None:
    """Take a line apart; None where it is anything but a byline."""
    rest = line.strip().strip("*_").replace("_", " ").strip()
    if not rest or len(rest) > _LONGEST:
        return None
    parts = _Parts(columns="|" in line or "·" in line)
    for _ in range(_MOST_PIECES):
        if not rest:
            break
        end = parts.take(rest)
        if end is None:
            return None
        rest = rest[end:]
    return None if rest else parts.told()


@dataclass
class _Parts:
    """What the pieces of a line have told so far."""

    columns: bool
    """Whether bars part the line, so that a piece may have no name of its own."""
    author: str | None = None
    date: str | None = None
    labelled: bool = False
    named_day: bool = False
    counts: bool = False
    unknown: int = 0

    def take(self, rest: str) -> int | None:
        """Take one piece; gives where it ends, None where it is none."""
        if found := DATE.match(rest):
            return self._take_date(found)
        if found := _BY.match(rest):
            return self._take_author(rest, found.end())
        if found := _LABEL.match(rest):
            self.labelled = True
        elif found := _IN.match(rest) or _OTHER.match(rest):
            self.counts = True
        elif not (found := _SEPARATOR.match(rest)):
            # “May 3, 2012 | Letters | by Jane”: a category has no name of its own.
            found = _BETWEEN.match(rest) if self.columns else None
            self.unknown += 1
        if found is None or self.unknown > _MOST_UNKNOWN:
            return None
        return found.end()

    def _take_date(self, found: re.Match[str]) -> int | None:
        told = iso_date(found[0])
        if told is None:
            return None
        self.date = self.date or told
        weekday = _DAY_NAMED.search(found[0]) is not None
        self.named_day = self.named_day or "T" in told or weekday
        return found.end()

    def _take_author(self, rest: str, start: int) -> int | None:
        whose = _NAME.match(rest, start)
        if whose is None or not _can_be_name(whose["name"]):
            return None
        self.author = self.author or whose["name"].strip()
        self.labelled = True
        return whose.end()

    def told(self) -> Byline | None:
        """The byline, if there is enough for one."""
        unsure = self.unknown and (
            self.date is None or not (self.author or self.counts)
        )
        if unsure or (self.author is None and self.date is None):
            return None
        return Byline(
            self.author, self.date, self.labelled, self.named_day, self.counts
        )


_NO_NAME = frozenset(
    ("author", "autor", "en", "in", "on", "under", "am", "the", "a", "date")
)


def _can_be_name(words: str) -> bool:
    last = words.lower().split()[-1]
    return last not in _NO_NAME and said_by.may_be_name(words)


def shown(lines: Lines, at: int) -> str:
    """A line's words without a list mark and the marks of links."""
    marker = lines.marker(at)
    words = marker.rest if marker is not None else lines.words(at)
    return words.strip() if len(words) <= _LONGEST else ""
