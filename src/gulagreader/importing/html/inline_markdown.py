"""Runs of a paragraph to Markdown that the reader shows as it was meant.

What is written is read back by the reader's own parser. Where Markdown cannot set
off a stretch (a bold syllable before a bracket, say), the words matter more than
their look and stay without it.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import partial
from unicodedata import category

from gulagreader.importing.html.escaped_markdown import (
    Place,
    code,
    destination,
    escaped,
    fitted,
    leading_escaped,
    plainly,
)
from gulagreader.importing.html.runs import Kind, Run, Style, shown
from gulagreader.text.emphasis import is_mark
from gulagreader.text.entities import PUNCTUATION
from gulagreader.text.inline import parse_inline
from gulagreader.text.markdown import is_plain
from gulagreader.text.web_addresses import bare_address_end

_SIGNS = ((Style.STRONG, "**"), (Style.EMPHASIS, "*"), (Style.STRUCK, "~~"))
_SIGN_OF = dict(_SIGNS)


def inline_markdown(
    runs: Sequence[Run], notes: Set[str], place: Place = Place.PARAGRAPH
) -> str:
    """Write settled runs as Markdown, breaks as hard breaks.

    ``notes`` are the labels of the footnotes of the text. Only a paragraph can
    hold a break.
    """
    if place is not Place.PARAGRAPH:
        runs = [Run(" ") if run.kind is Kind.BREAK else run for run in runs]
    expected = shown(runs)
    if len(runs) == 1 and runs[0] == Run(expected) and is_plain(expected):
        return fitted(expected, place)
    written = ""
    loosened = partial(_loosened, notes=notes)
    for attempt in (_as_meant, loosened, _without_emphasis, _escaped_throughout):
        written = attempt(runs)
        if place is Place.PARAGRAPH:
            written = leading_escaped(written)
        read = f"![{written}](x)" if place is Place.CAPTION else written
        if parse_inline(read, {}, notes).text.split() == expected.split():
            break
    return fitted(written, place)


def _as_meant(runs: Sequence[Run]) -> str:
    return "".join(_Writer(list(_writable(runs))).written())


def _loosened(runs: Sequence[Run], notes: Set[str]) -> str:
    """Emphasis taken only from words in which it cannot be written.

    Between two spaces emphasis begins and ends as it is meant; what cannot be said in
    Markdown are knots inside of words, “a*b***c**”.
    """
    loose: list[Run] = []
    for word in _words(runs):
        if any(run.style for run in word) and not _can_be_read(word, notes):
            loose += (replace(run, style=run.style & Style.CODE) for run in word)
        else:
            loose += word
    return _as_meant(loose)


def _words(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The runs in groups with white space between each two that is not set off."""
    group: list[Run] = []
    for run in runs:
        if group and (_is_space(group[-1], -1) or _is_space(run, 0)):
            yield group
            group = []
        group.append(run)
    if group:
        yield group


def _is_space(run: Run, edge: int) -> bool:
    return not run.style and run.shown[edge:][:1].isspace()


def _can_be_read(word: list[Run], notes: Set[str]) -> bool:
    runs = [replace(word[0], text=word[0].text.lstrip()), *word[1:]]
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return parse_inline(_as_meant(runs), {}, notes).text == shown(runs)


def _without_emphasis(runs: Sequence[Run]) -> str:
    plain = [replace(run, style=run.style & Style.CODE) for run in runs]
    return _as_meant(plain)


def _escaped_throughout(runs: Sequence[Run]) -> str:
    return "".join(plainly(run) for run in runs)


def _writable(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with punctuation outside of emphasis where it could not begin or end.

    By CommonMark's rules “a**!**b” is no emphasis: a mark at its edge needs a
    space or another mark outside. Code cannot be emphasised and split, so it is
    only code.
    """
    pieces = [
        replace(run, style=Style.CODE) if run.style & Style.CODE else run
        for run in runs
    ]
    for number, run in enumerate(pieces):
        before = pieces[number - 1] if number else None
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        if run.kind is not Kind.TEXT or run.style in (Style.PLAIN, Style.CODE):
            yield run
            continue
        start, end = 0, len(run.text)
        if before is not None and _is_word(before.shown[-1:]):
            start = _marks_at(run.text, run.style & ~before.style)
        if after is not None and _is_word(after.shown[:1]) and start < end:
            end -= _marks_at(run.text[::-1], run.style & ~after.style)
        if before is not None and start:
            yield replace(run, text=run.text[:start], style=run.style & before.style)
        if start < end:
            yield replace(run, text=run.text[start:end])
        if after is not None and end < len(run.text) and start < len(run.text):
            text = run.text[max(start, end) :]
            yield replace(run, text=text, style=run.style & after.style)


def _is_word(char: str) -> bool:
    return bool(char) and not char.isspace() and not is_mark(char)


def _marks_at(text: str, ending: int) -> int:
    if not ending:
        return 0
    count = 0
    while count < len(text) and _may_move(text[count]):
        count += 1
    return count


def _may_move(char: str) -> bool:
    """Punctuation may stand outside; a sign may be half of one with what follows."""
    return char == " " or char in PUNCTUATION or category(char).startswith("P")


class _Writer:
    """Opens and closes emphasis and links around runs, the longest outermost."""

    def __init__(self, runs: list[Run]) -> None:
        self.runs = runs
        self.open: list[int | str] = []
        """What is open, outermost first: a style, or the address of a link."""

    def written(self) -> Iterator[str]:
        for number, run in enumerate(self.runs):
            wanted = _wanted(run)
            yield from self._close(wanted)
            yield from self._open(number, wanted)
            yield self._content(number)
        yield from self._close(set())

    def _close(self, wanted: set[int | str]) -> Iterator[str]:
        keep = 0
        while keep < len(self.open) and self.open[keep] in wanted:
            keep += 1
        while len(self.open) > keep:
            one = self.open.pop()
            yield f"]({destination(one)})" if isinstance(one, str) else _sign(one)

    def _open(self, number: int, wanted: set[int | str]) -> Iterator[str]:
        fresh = [one for one in wanted if one not in self.open]
        fresh.sort(key=lambda one: (-self._lasts(number, one), _rank(one)))
        for one in fresh:
            self.open.append(one)
            yield "[" if isinstance(one, str) else _sign(one)

    def _lasts(self, number: int, one: int | str) -> int:
        end = number
        while end < len(self.runs) and one in _wanted(self.runs[end]):
            end += 1
        return end - number

    def _content(self, number: int) -> str:
        run = self.runs[number]
        if run.kind is not Kind.TEXT:
            return plainly(run)
        if run.style & Style.CODE:
            return code(run.text)
        if _is_bare(run):
            return run.text
        first = number == 0 or self.runs[number - 1].kind is Kind.BREAK
        last = number + 1 == len(self.runs) or (
            self.runs[number + 1].kind is Kind.BREAK
        )
        return escaped(run, first=first, last=last)


def _wanted(run: Run) -> set[int | str]:
    if not run.style and run.link is None:
        return set()
    wanted: set[int | str] = {style for style, _ in _SIGNS if run.style & style}
    if run.link and not _is_bare(run):
        wanted.add(run.link)
    return wanted


def _is_bare(run: Run) -> bool:
    """Whether a link's words are its address, which needs no markup."""
    return run.link == run.text and bare_address_end(run.text, 0) == len(run.text)


def _rank(one: int | str) -> int:
    return 0 if isinstance(one, str) else (2 if one == Style.EMPHASIS else 1)


def _sign(style: int) -> str:
    return _SIGN_OF[style]
