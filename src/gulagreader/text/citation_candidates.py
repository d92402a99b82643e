"""Everything in a text that is written like a citation, in order."""

import re
from dataclasses import dataclass

from gulagreader.text.citation_shape import Shape
from gulagreader.text.citation_shapes import shape_of
from gulagreader.text.covering import HIDDEN
from gulagreader.text.quotable import Quotable

_ROUND = re.compile(r"\((?:[^()]|\([^()]{1,80}\)){1,260}\)")
_SQUARE = re.compile(r"\[[^\[\]\n]{3,220}\](?![(:=\[])")
_NUMBERS = (
    r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,5}"
    r"(?:(?:,\s?(?:pp?|S|с|стр|s)\.|:)\s?\d{1,4}(?:\s?[–-]\s?\d{1,4})?)?"
)
_MARK = re.compile(
    r"(?=[\[\\<⁰¹²³⁴-⁹^†‡])(?:"
    r"\[(?P<note>\^[^\]\s\[]{1,40})\](?!:)"
    rf"|\[(?P<square>{_NUMBERS}|(?:note|n\.|nb|fn\.?|Anm\.|прим\."
    rf"|сн\.)\s?\d{{1,3}})\](?![(:=]|\[(?!\d))"
    r"|\[\[?\^?(?P<linked>\d{1,3})\]?\]\([^()\s]{0,300}#[^()\s]{1,200}\)"
    r"|\\\[(?P<escaped>\d{1,3})\\\]"
    r"|\[(?P<key>(?:[^\[\]@;\n]{0,40}-?@[\w:.#$%&+?<>~/-]{2,60}[^\[\]@;\n]{0,60};?){1,5})\](?![(:=])"
    r"|<sup\b[^<>]{0,200}>(?:<a\b[^<>]{0,300}>)?\[?(?P<sup>\d{1,3}"
    r"|[*†‡])\]?(?:</a>)?</sup>"
    r"|(?P<raised>[⁰¹²³⁴-⁹]{1,3})(?![^\W_])"
    r"|(?<=[^\s^])\^\[?(?P<caret>\d{1,3})\]?\^"
    r"|(?<=[^\s†‡])(?P<dagger>[†‡])(?=[\s.,;:)]|\Z)"
    r")"
)
_UNIT = re.compile(
    r"(?:\d|[⁻⁺]|(?<![^\W\d_])(?:[kcmd]?m|ft|in|mi|[xyznecr]))$", re.IGNORECASE
)
_LINE_START = re.compile(rf"(?:\A|\n)[ \t{HIDDEN}]*\Z")
_NUMBER = re.compile(r"\d+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_EMPHASIS = re.compile(rf"{HIDDEN}+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may be a citation, and how it is written."""

    start: int
    end: int
    text: str
    shape: Shape | None
    """None for numbers and marks, which need no further evidence."""
    number: str | None = None
    """Of a numbered reference."""


def candidates(text: Quotable) -> list[Found]:
    """Everything of the right shape, in order; code is not looked at."""
    found = _brackets(text)
    ends = {one.start: one.end for one in found}
    for match in _MARK.finditer(text.source):
        one = _numbered(match, text)
        if one is not None and one.start not in ends:
            found.append(one)
    found.sort(key=lambda one: (one.start, -one.end))
    return _outermost(found)


def _outermost(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _brackets(text: Quotable) -> list[Found]:
    """Brackets whose inside is a citation's; of nested ones the outer, if it is."""
    found: list[Found] = []
    masked, at = text.masked, 0
    while True:
        at = masked.find("(", at)
        if at < 0:
            break
        match = _ROUND.match(masked, at)
        at += 1
        if match is None:
            continue
        one = _bracket(match, text)
        if one is not None:
            found.append(one)
            at = match.end()
    for match in _SQUARE.finditer(masked):
        start, end = match.span()
        if text.source.find("]", start, end) != end - 1:
            continue
        one = _bracket(match, text)
        if one is None or not _is_named(one) or text.source[start - 1 : start] == "!":
            continue
        found.append(one)
    return found


def _bracket(match: re.Match[str], text: Quotable) -> Found | None:
    start, end = match.span()
    shape = shape_of(_content(text, start + 1, end - 1))
    if shape is None:
        return None
    return Found(start, end, text.source[start + 1 : end - 1], shape)


def _is_named(one: Found) -> bool:
    """Square brackets hold what editors put in, too: only clear forms are taken."""
    shape = one.shape
    return shape is not None and shape.strong and shape.only_key is None


def _content(text: Quotable, start: int, end: int) -> str:
    """What a bracket shows, emphasis written with single stars."""
    masked = text.masked[start:end]
    if HIDDEN in masked:
        source = text.source

        def shown(run: re.Match[str]) -> str:
            markup = source[start + run.start() : start + run.end()]
            return "*" if markup.strip("*_") == "" else ""

        masked = _EMPHASIS.sub(shown, masked)
        if masked.count("*") % 2:
            masked = masked.replace("*", "")
        if "]" not in masked:
            masked = masked.replace("[", "")
    return masked


def _numbered(match: re.Match[str], text: Quotable) -> Found | None:
    start, end = match.span()
    kind = match.lastgroup or ""
    content = match.group(kind)
    covered = text.masked[start]
    if covered != text.source[start] and not (
        covered == HIDDEN and kind in {"sup", "escaped"}
    ):
        return None
    if kind in {"raised", "sup", "caret"} and _UNIT.search(
        text.source, max(0, start - 3), start
    ):
        return None
    if kind == "raised" and _LINE_START.search(text.masked, max(0, start - 6), start):
        return None  # the note itself
    if kind == "key":
        return Found(start, end, content, None)
    digits = _NUMBER.search(content.translate(_RAISED))
    number = content[1:] if kind == "note" else digits and digits.group()
    return Found(start, end, content, None, number)
