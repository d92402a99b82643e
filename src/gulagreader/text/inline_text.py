"""The text of a paragraph as it grows: pieces tied to the source, and spans on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from gulagreader.text.blocks import Role, Run, Span


@dataclass(frozen=True, slots=True)
class Inline:
    """Displayed text with spans and runs; offsets count from its beginning."""

    text: str
    spans: tuple[Span, ...]
    runs: tuple[Run, ...]
    image: bool = False
    """Whether it is nothing but one image."""


class Draft:
    """Text under construction; spans count in pieces, whose lengths still change.

    A piece is no object but two numbers: a text of a million marks has as many.
    """

    __slots__ = ("_content", "_ends", "_grows", "_starts", "_texts", "spans")

    def __init__(self, content: str) -> None:
        self._content = content
        """The source of the paragraph."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        """Where in the source each piece stands."""
        self._texts: dict[int, str] = {}
        """What is shown by pieces that stand for something else."""
        self._grows = False
        """Whether what follows in the source may be made a part of the last piece."""
        self.spans: list[tuple[int, int, Role, str | None]] = []
        """The first piece, the one after the last, the role and the target."""

    def __len__(self) -> int:
        return len(self._starts)

    def exact(self, start: int, end: int) -> None:
        """Add what stands in the source, as a piece that can be counted from."""
        self._starts.append(start)
        self._ends.append(end)
        self._grows = False

    def plain(self, start: int, end: int) -> None:
        """Add what stands in the source and nothing is counted from."""
        if self._grows and self._ends[-1] == start:
            self._ends[-1] = end
        else:
            self._starts.append(start)
            self._ends.append(end)
            self._grows = True

    def shown(self, text: str, source: int) -> None:
        """Add what stands for something else in the source."""
        self._texts[len(self._starts)] = text
        self.exact(source, source)

    def cut_spaces(self) -> bool:
        """Take the spaces off the end; say whether there were two or more."""
        last = len(self._starts) - 1
        if last < 0:
            return False
        text = self._texts.get(last)
        if text is not None:
            self._texts[last] = text.rstrip(" ")
            return text.endswith("  ")
        start, end = self._starts[last], self._ends[last]
        while end > start and self._content[end - 1] == " ":
            end -= 1
        hard = self._ends[last] - end > 1
        self._ends[last] = end
        return hard

    def span(self, first: int, role: Role, target: str | None = None) -> None:
        """Mark all since the piece ``first``; a link that leads nowhere stays text."""
        self._grows = False
        if role is not Role.LINK or target is not None:
            self.spans.append((first, len(self), role, target))

    def emphasise(self, first: int, last: int, role: Role, used: int) -> None:
        """Mark what stands between two pieces of marks, and take ``used`` off both."""
        self._ends[first] -= used
        self._starts[last] += used
        self.spans.append((first + 1, last, role, None))

    def link(self, opener: int, spans: int, target: str | None) -> None:
        """Make a link of all after the piece of its bracket, which is shown no more.

        ``spans`` is how many there were at the bracket: the outer of two links is
        the one that counts.
        """
        self._starts[opener] = self._ends[opener]
        self._grows = False
        if target is not None:
            inner = self.spans[spans:]
            self.spans[spans:] = [s for s in inner if s[2] is not Role.LINK]
            self.span(opener + 1, Role.LINK, target)

    def has_words_after(self, piece: int) -> bool:
        """Whether anything is shown after a piece."""
        return any(
            self._ends[number] > self._starts[number] or self._texts.get(number)
            for number in range(piece + 1, len(self))
        )

    def finished(self, *, image: bool) -> Inline:
        """The text with its spans and runs."""
        content, texts = self._content, self._texts
        offset = 0
        offsets = [0]
        parts: list[str] = []
        runs: list[Run] = []
        # Pieces that follow each other in text and source are one run.
        run_start = run_source = run_length = 0
        for number, (start, end) in enumerate(
            zip(self._starts, self._ends, strict=True)
        ):
            if end > start:
                if run_start + run_length != offset or run_source + run_length != start:
                    if run_length:
                        runs.append(Run(run_start, run_source, run_length))
                    run_start, run_source, run_length = offset, start, 0
                run_length += end - start
                parts.append(content[start:end])
                offset += end - start
            elif number in texts:
                parts.append(texts[number])
                offset += len(texts[number])
            offsets.append(offset)
        if run_length:
            runs.append(Run(run_start, run_source, run_length))
        spans = _ordered(
            (offsets[first], offsets[last], role, target)
            for first, last, role, target in self.spans
        )
        return Inline("".join(parts), spans, tuple(runs), image)


def _ordered(spans: Iterable[tuple[int, int, Role, str | None]]) -> tuple[Span, ...]:
    """Spans by their start, the longer first, without those of no characters."""
    full = [span for span in spans if span[1] > span[0]]
    full.sort(key=lambda span: (span[0], -span[1]))
    return tuple(Span(*span) for span in full)


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
