"""Who wrote a post and when, as the lines around its title and below its text say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.text_dump import patterns, said_by
from gulagreader.importing.text_dump.byline import DATE, Byline, byline_of, shown
from gulagreader.importing.text_dump.lines import Lines

_COUNTED = {2: "two", 3: "three", 4: "four"}
_ENTRY = re.compile(
    r"(?:this (?:entry|post) (?:was|is) "
    r"|dieser (?:beitrag|eintrag|artikel) (?:wurde|ist) "
    r"|(?:cette entrée|cet article|ce contenu) a été |esta entrada (?:fue|está) "
    r"|(?:эта )?запись (?:была )?(?:опубликована|размещена) )",
    re.IGNORECASE,
)
_BY_WITHIN = re.compile(
    r"\b(?:by|von|par|por|автором)\s+(?P<name>[^\W\d_][^\n,.;:(]{0,40}?)"
    r"(?=\s*(?:[.,;(]|$|\b(?:on|in|under|and|am|um|at|le|dans|el|en|veröffentlicht"
    r"|geschrieben|with)\b))",
    re.IGNORECASE,
)
_POSTED = re.compile(
    r"(?:post|written|published|publi|author|autor|auteur|автор|veröff|geschr|escrito"
    r"|écrit|rédig|skrevet)",
    re.IGNORECASE,
)
_DASH = re.compile(r"[—–|·•-]")
_BY_ALONE = re.compile(
    r"(?:(?:written|posted) )?(?:by|von|par|por|da|di|door|av|af|przez|autore?|author"
    r"|auteur|автор)\s*:?",
    re.IGNORECASE,
)
_CATEGORY = re.compile(r"(?:in|en|dans|w|в|em|i)(?: \S{1,30}){0,4}(?<![.!?:])")
"""“in Letters”, in small letters: “In Moscow” may be the text's first heading."""
_LONGEST_NAME = 5


@dataclass(frozen=True, slots=True)
class Told:
    """Who and when of a post, the lines that say so, and how sure that is."""

    author: str | None
    date: str | None
    lines: tuple[int, ...]
    """Those that are nothing else and belong to no text."""
    reason: str
    confidence: float


def told_near_title(lines: Lines, above: range, below: range) -> Told | None:
    """Who and when from the lines beside a title; those below it may be several."""
    found: list[tuple[int, Byline]] = []
    taken = -1
    for at in below:
        if lines.indent[at] < 0 or not shown(lines, at) or at <= taken:
            continue
        told, taken = _maybe_broken(lines, at, below.stop)
        if told is None:
            told, taken = _in_pieces(lines, at, below.stop)
        if told is None or len(found) >= 4:
            break
        own = [one for one in range(at, taken + 1) if lines.indent[one] >= 0]
        found.extend((one, told) for one in own)
    over = _nearest(lines, above)
    mine = [told for _, told in found]
    author = next((told.author for told in mine if told.author), None)
    date = next((told.date for told in mine if told.date), None)
    counts = any(told.counts for told in mine)
    sure = any(told.labelled or told.named_day or told.counts for told in mine)
    if date is None and over is not None and over.date and over.named_day:
        date, author = over.date, author or over.author
    elif date is not None and author is None and not sure:
        # A day alone may be the subject's and not the post's.
        return None
    if date is None and not (author and _is_a_name(author) and not counts):
        return None
    places = tuple(at for at, _ in found)
    said = "the line under the title says so"
    if len(places) > 1:
        said = f"{_COUNTED.get(len(places), 'several')} lines under the title say so"
    elif not places:
        said = "the line above the title says so"
    both = author is not None and date is not None
    labelled = any(told.labelled for told in mine)
    return Told(author, date, places, said, 0.9 if both and labelled else 0.6)


def _maybe_broken(lines: Lines, at: int, end: int) -> tuple[Byline | None, int]:
    """What a line says, with the next one where the page's width broke it in two."""
    told = byline_of(shown(lines, at))
    width = lines.width
    following = at + 1
    if (
        width is not None
        and following < end
        and lines.indent[following] >= 0
        and lines.full(at, width)
    ):
        both = byline_of(f"{shown(lines, at)} {shown(lines, following)}")
        if both is not None and byline_of(shown(lines, following)) is None:
            return both, following
    return told, at


def _in_pieces(lines: Lines, at: int, end: int) -> tuple[Byline | None, int]:
    """“by”, a name and “in Letters” on lines of their own, as block themes set them.

    Gives the last line that belongs to them; a dash may stand above.
    """
    filled = [one for one in range(at, min(end, at + 10)) if lines.indent[one] >= 0]
    words = [shown(lines, one) for one in filled]
    if words and _DASH.fullmatch(words[0]):
        filled, words = filled[1:], words[1:]
    if len(words) < 2 or _BY_ALONE.fullmatch(words[0]) is None:
        return None, at
    name = words[1]
    if not _is_a_name(name) or len(name.split()) > _LONGEST_NAME:
        return None, at
    category = len(words) > 2 and _CATEGORY.fullmatch(words[2]) is not None
    return Byline(name, None, labelled=True, named_day=False), filled[1 + category]


def _nearest(lines: Lines, above: range) -> Byline | None:
    filled = [at for at in above if lines.indent[at] >= 0 and shown(lines, at)]
    for at in reversed(filled[-2:]):
        if (told := byline_of(shown(lines, at))) is not None:
            return told
    return None


def _entry(lines: Lines, at: int, last: int) -> Byline | None:
    """“This entry was posted on … by …”, which may go on over some lines."""
    if _ENTRY.match(shown(lines, at)) is None:
        return None
    rows: list[str] = []
    for row in range(at, min(at + (1 if lines.flat else 5), last + 1)):
        if lines.indent[row] < 0:
            break
        rows.append(lines.words(row)[:400].replace("_", " "))
    whole = " ".join(rows)
    day = DATE.search(whole)
    who = _BY_WITHIN.search(whole)
    date = iso_date(day[0]) if day is not None else None
    return Byline(who["name"].strip() if who else None, date, True, True)


def told_below_text(lines: Lines, places: Sequence[int]) -> Told | None:
    """Who and when from the lines between a text and its comments."""
    author = date = None
    said: list[int] = []
    for at in places:
        if lines.indent[at] < 0:
            continue
        if patterns.is_sources_heading(lines.words(at)):
            break
        told = _entry(lines, at, places[-1]) or byline_of(shown(lines, at))
        if told is None or not told.labelled:
            continue
        # “Author: James von Geldern” may be of a source and not of the post.
        if patterns.SOURCE_LINE.match(shown(lines, at)) and told.date is None:
            continue
        mine = told.date or told.counts or _POSTED.match(shown(lines, at))
        if not mine:
            continue
        author, date = author or told.author, date or told.date
        said.append(at)
    if date is None and author is None:
        return None
    both = author is not None and date is not None
    reason = "a line below the text says so"
    return Told(author, date, tuple(said), reason, 0.8 if both else 0.6)


def _is_a_name(words: str) -> bool:
    """Whether a name stands alone: “By Ann Roe” is one, “By the River” is none."""
    told = words.split()
    if len(told) == 1:
        return said_by.may_be_name(words)
    return (
        said_by.may_be_name(words)
        and all(one[0].isupper() or one in said_by.OF_A_NAME for one in told)
        and told[0][0].isupper()
        and told[0].lower() != "the"
    )
