"""Dialogue that dashes tell, as in Russian, French and Spanish books.

    — Speech, — said he. — More speech.
    —Speech —said he—. More speech.
    — Speech, said he.

A line is dialogue where it begins with a dash and a verb of saying follows what is
said, or where several such lines stand together and somebody asks or exclaims. Lists
and signatures begin with dashes, too.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gulagreader.text.covering import HIDDEN
from gulagreader.text.names import CAPITAL
from gulagreader.text.quotable import Quotable
from gulagreader.text.speech_words import SAYING, STORY, WRITING

_LINE = re.compile(
    rf"^[ \t{HIDDEN}]*(?P<dash>[—–―]"
    rf"|--)[ \t\u00a0]?(?=[{CAPITAL}¿¡«“„\"…\d])(?P<said>[^\r\n]+)",
    re.MULTILINE,
)
_MAY_HAVE = re.compile(r"^[ \t\x00]*(?:[—–―]|--)", re.MULTILINE)
_DASH = re.compile(
    r"(?P<before>[\s\u00a0]?)(?:[—–―]|--)(?P<stop>[.,;:]?)(?P<after>[\s\u00a0]?)"
)
_VERBS = frozenset(
    (  # noqa: SIM905 - words read better so
        "произнес произнёс произнесла повторил повторила продолжал продолжала сказали"
        " спросили закричал закричала кричал кричала буркнул буркнула проговорил"
        " проговорила пробормотал пробормотала отозвался отозвалась заметил заметила"
        " промолвил промолвила вздохнул вздохнула усмехнулся усмехнулась улыбнулся"
        " улыбнулась возразил возразила согласился согласилась отвечал отвечала"
        " приказал приказала попросил попросила хрипло шепнул шепнула"
        " dit dis disait fit demanda répliqua reprit cria répéta ajouta souffla soupira"
        " s'écria s’écria lança grogna balbutia continua observa"
        " dijo preguntó contestó replicó susurró murmuró exclamó añadió repitió"
        " gritó insistió observó continuó disse respondeu perguntou sussurrou exclamou"
        " murmurou"
        " powiedział zapytał spytał odparł odparła odrzekł odrzekła rzekł rzekła"
        " mruknął"
        " mruknęła zawołał zawołała szepnął szepnęła wykrzyknął"
    ).split()
).union(STORY, SAYING, WRITING)
_WORDS = re.compile(r"[^\W\d_]+")
_INCISE = re.compile(
    rf"(?P<stop>[,?!…])\s(?P<verb>[a-zà-ÿ'’]+)(?:-t)?(?:-(?:il|elle|ils|elles|on"
    rf"|je)\b|\s(?:[{CAPITAL}][\w'’-]+|(?:le|la|l['’]|un|une|mon|ma|son"
    rf"|sa)\s?[\w'’-]+))"
)
_REST = re.compile(r"[^.!?…,:]*[.!?…,:]\s+")
"""What still tells who says it, and by which sign the rest of it is parted."""
_ENDS = re.compile(r"[.!?…,:;»”\"—–]$")
_LIVELY = re.compile(r"[?!…]")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says, from its dash or first letter to its last sign."""

    start: int
    end: int
    told: str
    """The words behind it that tell who says it; may be empty."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    line: re.Match[str]
    parts: tuple[Said, ...]
    sure: bool


def dialogue(text: Quotable) -> list[Said]:
    """What is said in the dialogue of a text that dashes tell."""
    if _MAY_HAVE.search(text.masked) is None:
        return []
    found: list[Said] = []
    group: list[_Spoken] = []
    for line in _LINE.finditer(text.masked):
        if group and text.masked[group[-1].line.end() : line.start()].strip(
            " \t\r\n\u00a0" + HIDDEN
        ):
            found += _of_group(group)
            group = []
        group.append(_spoken(line))
    found += _of_group(group)
    return found


def _of_group(group: Sequence[_Spoken]) -> Iterator[Said]:
    """The dialogue of lines that follow one another, if it is some."""
    sure = any(one.sure for one in group)
    ended = sum(1 for one in group if _ENDS.search(one.line["said"].rstrip()))
    lively = sum(1 for one in group if _LIVELY.search(one.line["said"]))
    together = len(group) > 1 and ended == len(group)
    if not sure and not (together and lively):
        return
    for one in group:
        if one.sure or together or len(group) > 1:
            yield from one.parts


def _spoken(line: re.Match[str]) -> _Spoken:
    """Tell what is said in a line from what is told."""
    words, base = line["said"], line.start("said")
    parts: list[Said] = []
    sure = False
    for start, end, told in _stretches(words):
        first = line.start("dash") if start == 0 else base + start
        for low, high, incise in _with_incises(words, start, end):
            begins = first if low == start else base + low
            telling = incise or told
            sure = sure or _has_verb(telling)
            if high > low + 1:
                parts.append(Said(begins, base + high, telling))
    return _Spoken(line, tuple(parts), sure)


def _stretches(words: str) -> Iterator[tuple[int, int, str]]:
    """What is said between dashes: start, end, and the words told behind it."""
    start, end = 0, -1
    at = 0
    for dash in _DASH.finditer(words):
        if end < 0:
            if _tells(words, dash):
                end, at = _end_before(words, dash.start()), dash.end()
            continue
        told = words[at : dash.start()].rstrip()
        if not (dash["stop"] or told.endswith((".", ",", "!", "?", "…", ":", ";"))):
            continue
        yield start, end, told
        start, end = dash.end() if dash["stop"] else dash.end("before"), -1
        while start < len(words) and words[start].isspace():
            start += 1
    if end >= 0:
        yield start, end, words[at:]
    elif start < len(words):
        yield start, len(words.rstrip(" \t\u00a0" + HIDDEN)), ""


def _tells(words: str, dash: re.Match[str]) -> bool:
    """Whether a dash ends what is said: behind its sign, or before who says it."""
    end = _end_before(words, dash.start())
    following = words[dash.end() : dash.end() + 60]
    if not end or not following.strip():
        return False
    last = words[end - 1]
    if last in ".,!?…;:":
        spaced = bool(dash["before"])
        return spaced and (last != "," or following[:1].islower())
    return following[:1].islower() and not dash["after"] and bool(dash["before"])


def _end_before(words: str, end: int) -> int:
    """Where what stands before ``end`` ends, without the blanks behind it.

    To copy all that is before would take long where a line has thousands of dashes.
    """
    while end and words[end - 1].isspace():
        end -= 1
    return end


def _with_incises(words: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Cut out *, dit-il,* in French, which no dashes part from what is said."""
    at = start
    for incise in _INCISE.finditer(words, start, end):
        if incise["verb"] not in _VERBS or incise.start() < at:
            continue
        stop = len(incise["stop"]) if incise["stop"] != "," else 0
        yield at, incise.start() + stop, incise.group()
        rest = _REST.match(words, incise.end(), end)
        at = rest.end() if rest else end
    if at < end:
        yield at, end, ""


def _has_verb(words: str) -> bool:
    return not _VERBS.isdisjoint(_WORDS.findall(words[:80]))
