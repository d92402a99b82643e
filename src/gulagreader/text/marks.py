"""Marks: where the words and phrases that a query found stand in a text.

A text in plain letters (ASCII, Russian, and the usual quotation marks and dashes) is
searched by a pattern of the words asked for, and only what it meets is normalised;
any other text is taken apart word by word. Both ways give the same marks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from gulagreader.text.words import normalise, word_spans

Span = tuple[int, int]
Found = tuple[str, int, int, bool]
"""A word with its start and end, and whether it follows the one before it."""
_SMALL = "0-9a-zа-яё"
_ANY_LETTER = re.compile(f"[{_SMALL}]")
_PLAIN = re.compile(r"[\x00-\x7fА-Яа-яЁё\u2013\u2014\u2018-\u201f\u2026\u00a0«»№]*")
_INSIDE = re.compile(rf"(?<=[{_SMALL}]')")
_REST = re.compile(rf"(?:[{_SMALL}]|'(?=[{_SMALL}]))*")


def mark_spans(
    text: str, marked: Sequence[str], phrases: Sequence[Sequence[str]] = ()
) -> tuple[Span, ...]:
    """Where the words and phrases of an answer stand in any text.

    ``marked`` are normalised words; one that ends in ``*`` marks every word that
    begins so. ``phrases`` are runs of such words; a run is marked as one span.
    Spans are in order and never overlap; offsets in code points, end exclusive.
    """
    return tuple(iterate_marks(text, marked, phrases))


def iterate_marks(
    text: str, marked: Sequence[str], phrases: Sequence[Sequence[str]] = ()
) -> Iterator[Span]:
    """Give the spans of :func:`mark_spans` one by one, reading no further."""
    exact, prefixes = _matcher(marked)
    runs = [run for run in phrases if run]
    sought = {*marked, *(word for run in runs for word in run)} - {"", "*"}
    if not sought:
        return
    found = _sought_in(text, frozenset(sought))
    if runs:
        yield from _marks_with_runs(found, exact, prefixes, runs)
        return
    for word, start, end, _ in found:
        if word in exact or word.startswith(prefixes):
            yield start, end


def _sought_in(text: str, sought: frozenset[str]) -> Iterator[Found]:
    """At least the words that are sought, in order."""
    if not _PLAIN.fullmatch(text):
        yield from _sought_word_by_word(text, sought)
        return
    # Of a plain text every letter has one small letter, so places stay what they are.
    small = text.lower().replace("\u2019", "'")
    before = 0
    for found in _pattern(sought).finditer(small):
        start = found.start()
        if start < before or _INSIDE.match(small, start):
            continue
        rest = _REST.match(small, found.end())
        end = rest.end() if rest else found.end()
        follows = _ANY_LETTER.search(small, before, start) is None
        yield normalise(text[start:end]), start, end, follows
        before = end


def _sought_word_by_word(text: str, sought: frozenset[str]) -> Iterator[Found]:
    exact, prefixes = _matcher(sorted(sought))
    before = -1
    for at, (word, start, end) in enumerate(word_spans(text)):
        if word in exact or word.startswith(prefixes):
            yield word, start, end, before == at - 1
            before = at


@lru_cache(maxsize=64)
def _pattern(sought: frozenset[str]) -> re.Pattern[str]:
    """A pattern for what begins as one of the words sought, but for case.

    Every word of a plain text whose normal form is sought, or begins as asked, is
    met; what else is met is told apart by its normal form. It is kept small, because
    a new one is needed for each key.
    """
    spelt = (_spelt(word.rstrip("*")) for word in sorted(sought))
    return re.compile(rf"(?<![{_SMALL}])(?:{'|'.join(spelt)})")


def _spelt(word: str) -> str:
    letters = ("[её]" if letter == "е" else re.escape(letter) for letter in word)
    return "'?".join(letters)


def _marks_with_runs(
    words: Iterable[Found],
    exact: frozenset[str],
    prefixes: tuple[str, ...],
    runs: Sequence[Sequence[str]],
) -> Iterator[Span]:
    longest = max(len(run) for run in runs)
    window: list[tuple[str, int, int]] = []
    # A run may reach back over words that were marked singly, so spans are held
    # until no run can begin before their end.
    held: list[Span] = []
    for word, start, end, follows in words:
        if not follows:
            window.clear()
        window.append((word, start, end))
        if len(window) > longest:
            window.pop(0)
        while held and held[0][1] <= window[0][1]:
            yield held.pop(0)
        begins = _run_start(window, runs)
        if begins is None and (word in exact or word.startswith(prefixes)):
            begins = start
        if begins is None:
            continue
        while held and begins < held[-1][1]:
            begins = min(begins, held.pop()[0])
        held.append((begins, end))
    yield from held


def _matcher(marked: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    prefixes = tuple(word[:-1] for word in marked if word.endswith("*") and word[:-1])
    return frozenset(word for word in marked if not word.endswith("*")), prefixes


def _run_start(
    window: Sequence[tuple[str, int, int]], runs: Sequence[Sequence[str]]
) -> int | None:
    """Where the longest run that ends with the window's last word begins."""
    starts = [
        window[-len(run)][1]
        for run in runs
        if len(run) <= len(window)
        and all(
            _fits(asked, found[0])
            for asked, found in zip(run, window[-len(run) :], strict=True)
        )
    ]
    return min(starts, default=None)


def _fits(asked: str, found: str) -> bool:
    return found.startswith(asked[:-1]) if asked.endswith("*") else found == asked
