"""The text of a paragraph as it grows: pieces tied to the source, and spans on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gulagreader.text.blocks import Role, Run, Span
from gulagreader.text.source_runs import joined


@dataclass(frozen=True, slots=True)
class Inline:
    """Displayed text with spans and runs; offsets count from its beginning."""

    text: str
    spans: tuple[Span, ...]
    runs: tuple[Run, ...]
    image: bool = False
    """Whether it is nothing but one image."""


@dataclass(slots=True)
class _Piece:
    """A part of the text under construction."""

    text: str
    source: int
    exact: bool
    """Whether the text stands so in the source at ``source``."""


@dataclass(slots=True)
class Draft:
    """Text under construction; spans count in pieces, whose lengths still change."""

    content: str
    """The source of the paragraph."""
    pieces: list[_Piece] = field(default_factory=list)
    spans: list[tuple[int, int, Role, str | None]] = field(default_factory=list)
    """The first piece, the one after the last, the role and the target."""

    def exact(self, start: int, end: int) -> None:
        """Add what stands in the source."""
        self.pieces.append(_Piece(self.content[start:end], start, exact=True))

    def shown(self, text: str, source: int) -> None:
        """Add what stands for something else in the source."""
        self.pieces.append(_Piece(text, source, exact=False))

    def span(self, first: int, role: Role, target: str | None = None) -> None:
        """Mark all since the piece ``first``; a link that leads nowhere stays text."""
        if role is not Role.LINK or target is not None:
            self.spans.append((first, len(self.pieces), role, target))

    def emphasise(self, first: int, last: int, role: Role, used: int) -> None:
        """Mark what stands between two pieces of marks, and take ``used`` off both."""
        left, right = self.pieces[first], self.pieces[last]
        left.text = left.text[:-used]
        right.text = right.text[used:]
        right.source += used
        self.spans.append((first + 1, last, role, None))

    def link(self, opener: int, spans: int, target: str | None) -> None:
        """Make a link of all after the piece of its bracket, which is shown no more.

        ``spans`` is how many there were at the bracket: the outer of two links is
        the one that counts.
        """
        self.pieces[opener].text = ""
        if target is not None:
            inner = self.spans[spans:]
            self.spans[spans:] = [s for s in inner if s[2] is not Role.LINK]
            self.span(opener + 1, Role.LINK, target)

    def has_words_after(self, piece: int) -> bool:
        """Whether anything is shown after a piece."""
        return any(self.pieces[n].text for n in range(piece + 1, len(self.pieces)))

    def finished(self, *, image: bool) -> Inline:
        """The text with its spans and runs."""
        offsets = [0]
        runs: list[Run] = []
        for piece in self.pieces:
            start = offsets[-1]
            length = len(piece.text)
            offsets.append(start + length)
            if piece.exact and length:
                runs.append(Run(start, piece.source, length))
        text = "".join(piece.text for piece in self.pieces)
        spans = _ordered(
            Span(offsets[first], offsets[last], role, target)
            for first, last, role, target in self.spans
        )
        return Inline(text, spans, joined(runs), image)


def _ordered(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans by their start, the longer first, without those of no characters."""
    full = [span for span in spans if span.end > span.start]
    return tuple(sorted(full, key=lambda span: (span.start, -span.end)))


def moved(span: Span, by: int) -> Span:
    """A span in a text that others were put before."""
    return Span(span.start + by, span.end + by, span.role, span.target)


def labelled(inline: Inline, label: str, place: int) -> Inline:
    """Put the label of a footnote, which stands at ``place``, before its text."""
    shown = f"[{label}]"
    gap = len(shown) + 1 if inline.text else len(shown)
    runs = (Run(run.start + gap, run.source, run.length) for run in inline.runs)
    return Inline(
        f"{shown} {inline.text}" if inline.text else shown,
        (
            Span(0, len(shown), Role.FOOTNOTE, label),
            *(moved(span, gap) for span in inline.spans),
        ),
        (Run(0, place, 1), Run(1, place + 2, len(label) + 1), *runs),
    )
