"""Where a page's comments are: evidence for each run of list items, weighed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gulagreader.importing.text_dump import patterns, said_by
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.runs import Run, find_loose_runs, find_runs

_ENOUGH = 3
_PICTURE = re.compile(r"\[[^\]]{0,200}\]\s*")
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,300}\)")
_LINK = re.compile(r"\[([^\]]{0,200})\]\([^)]{0,300}\)")
_LONGEST_HEAD = 900
_REMEMBERED = 4096
# A comment talks to the writer; a recipe, a syllabus or a list of laws does not.
_TALK = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|my|your|thanks?|thank|post|blog|ich|mein|dein|danke"
    r"|je|merci|mon|votre|ton|yo|gracias|tu|mi|я|мне|спасибо|вы|ваш|ты)\b"
    r"|(?:wow|great|good job|nice)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A run that was taken for the comments."""

    run: Run
    header: int | None
    """The line of the heading above them."""
    authors: bool
    """Whether the dump kept their authors or dates."""
    score: int
    reason: str

    @property
    def confidence(self) -> float:
        """The score as 0 to 1."""
        return round(min(0.98, 0.4 + 0.06 * self.score), 2)


def find_comments(lines: Lines, after: int) -> Placed | None:
    """The run of list items that is most likely the comments, if any is.

    ``after`` is the line behind the title, which is never their heading.
    """
    runs = [*find_runs(lines, after, len(lines)), *_loose(lines, after)]
    judged = [placed for run in runs if (placed := _judge(lines, run, after))]
    if not judged:
        return None
    best = max(
        judged,
        key=lambda one: (one.score, -one.run.indent, -one.run.starts[0]),
    )
    return _outermost(best, judged)


def _loose(lines: Lines, after: int) -> list[Run]:
    found = []
    for run in find_loose_runs(lines, after, len(lines)):
        end = next(
            (
                at
                for at in range(run.starts[-1], len(lines))
                if lines.indent[at] == 0 and patterns.is_reply_heading(lines.words(at))
            ),
            len(lines),
        )
        found.append(
            Run(run.kind, run.indent, run.starts, run.numbers, end, loose=True)
        )
        if len(found) == 20:  # each looks for its end: keep the work linear
            break
    return found


def _outermost(best: Placed, judged: Sequence[Placed]) -> Placed:
    """Replies can score as well as the comments they stand under."""
    for other in sorted(judged, key=lambda one: one.run.indent):
        run = other.run
        if (
            run.indent < best.run.indent
            and run.starts[0] < best.run.starts[0]
            and best.run.end <= run.end
            and run.loose == best.run.loose
        ):
            return other
    return best


def _judge(lines: Lines, run: Run, after: int) -> Placed | None:
    """Weigh one run; None when it is not taken for comments."""
    if not run.numbers and run.indent < 1:
        return None
    authors = _share_with_heads(lines, run)
    header = _header_above(lines, run, after, headed=authors >= 0.5)
    if run.numbers and run.numbers[0] > 3 and header is None:
        return None
    if run.numbers and run.numbers[0] > 1 and run.indent < 1 and header is None:
        return None
    below = _below(lines, run.end)
    form = any(patterns.is_reply_heading(lines.words(at)) for at in below[:4])
    if below and not run.loose and _goes_on_below(lines, run, below[0]):
        return None
    if run.loose and authors < 0.5:
        return None
    counted = header is not None and any(map(str.isdigit, lines.words(header)))
    if not counted and not form and not _have_words(lines, run):
        return None
    if header is None and authors < 0.5 and not (form and _talks(lines, run)):
        return None
    prose = sum(_is_prose(lines, at) for at in below)
    evidence = [
        (4, header is not None, "a heading above them"),
        (3, form, "the reply form below them"),
        (3, authors >= 0.5, "authors, dates or reply lines in them"),
        (1, _words(lines, run) >= 25 * len(run.starts), "their length"),
        (1, _apart(lines, run) > 0, "blank lines between them"),
        (1, bool(run.numbers), "their numbers"),
        (1, not below, "nothing after them"),
        (-min(prose, 4), prose > 0, "though prose follows"),
    ]
    score = sum(weight for weight, holds, _ in evidence if holds)
    if score < _ENOUGH:
        return None
    reason = ", ".join(words for _, holds, words in evidence if holds)
    return Placed(run, header, authors >= 0.5, score, reason)


def _goes_on_below(lines: Lines, run: Run, below: int) -> bool:
    """Whether the last item only says who: then its words are not indented."""
    last = run.starts[-1]
    marker = lines.marker(last)
    alone = lines.skip_blank(last + 1, run.end) == run.end
    first = without_picture(marker.rest if marker else "")
    said = said_by.author_says(first) is not None
    return alone and (said or said_by.is_date_line(lines.words(below)) is not None)


def _header_above(lines: Lines, run: Run, after: int, *, headed: bool) -> int | None:
    """The heading of comments above a run.

    A short line or two may stand between where the items have heads.
    """
    between = 0
    for at in range(run.starts[0] - 1, max(after, run.starts[0] - 8) - 1, -1):
        if lines.indent[at] < 0 or not without_picture(lines.words(at)):
            continue
        if patterns.is_header(lines.words(at)):
            return at
        if not headed:
            return None
        between += 1
        short = len(lines.words(at).split(None, 8)) <= 7
        if between > 2 or not short or lines.marker(at) is not None:
            return None
    return None


_LOOK_BELOW = 400


def _below(lines: Lines, end: int) -> list[int]:
    stop = min(len(lines), end + _LOOK_BELOW)
    return [at for at in range(end, stop) if lines.indent[at] >= 0]


def _is_prose(lines: Lines, at: int) -> bool:
    text = lines.words(at)
    return len(text.split(None, 35)) >= 35 and not (
        patterns.is_reply_heading(text) or patterns.is_boilerplate(text)
    )


@lru_cache(_REMEMBERED)
def without_picture(text: str) -> str:
    """A head's line without the stand-in of an avatar and the marks of links.

    ``[a1b2c]`` and ``![](x.png)`` stand for pictures; html2text writes links as
    ``[Jane](x)`` or, the older one, as ``2011_May_9``.
    """
    if len(text) > _LONGEST_HEAD:
        return text
    plain = _LINK.sub(r"\1", _IMAGE.sub("", text)).strip()
    if (found := _PICTURE.match(plain)) is not None:
        plain = plain[found.end() :]
    spaced = plain.replace("_", " ")
    return spaced if said_by.is_date_line(spaced) else plain


def _share_with_heads(lines: Lines, run: Run) -> float:
    """How many of the items show an author, a date or a reply line."""
    shown = 0
    for start, end in run.items():
        marker = lines.marker(start)
        first = without_picture(marker.rest if marker else "")
        head = [
            first,
            *(lines.words(at) for at in range(start + 1, min(end, start + 6))),
        ]
        foot = [lines.words(at) for at in range(max(start + 1, end - 6), end)]
        shown += (
            bool(said_by.author_says(first) or said_by.author_and_date(first))
            or any(said_by.is_date_line(without_picture(line)) for line in head)
            or said_by.is_date_line(next(filter(None, reversed(foot)), "")) is not None
            or any(
                said_by.signed(line) or patterns.is_reply_line(line) for line in foot
            )
        )
    return shown / len(run.starts)


def _have_words(lines: Lines, run: Run) -> bool:
    """Whether half of the items say more than who, when and a title.

    A list of the newest posts with their days looks like comments without words.
    """
    wordy = 0
    for start, end in run.items():
        marker = lines.marker(start)
        own = [marker.rest if marker else ""]
        own += [lines.words(at) for at in range(start + 1, min(end, start + 8))]
        said = [
            line
            for line in own
            if line
            and not said_by.is_date_line(without_picture(line))
            and not patterns.is_reply_line(line)
            and said_by.who_and_when(without_picture(line)) is None
        ]
        wordy += len(said) > 1 or sum(len(line.split()) for line in said) >= 15
    return wordy * 2 >= len(run.starts)


def _words(lines: Lines, run: Run) -> int:
    return sum(len(lines.words(at).split()) for at in range(run.starts[0], run.end))


def _apart(lines: Lines, run: Run) -> int:
    """How many items have a blank line above them, the first left aside."""
    return sum(lines.indent[at - 1] < 0 for at in run.starts[1:])


def _far_apart(lines: Lines, run: Run) -> bool:
    """Whether every item has two blank lines or more above it, the first aside.

    Where a theme wraps each comment in boxes of its own, dumps leave that gap; the
    items of a list in a post stand close together.
    """
    later = run.starts[1:]
    return bool(later) and all(
        at > 1 and lines.indent[at - 1] < 0 and lines.indent[at - 2] < 0 for at in later
    )


def _talks(lines: Lines, run: Run) -> bool:
    """Whether items without authors and dates read as comments all the same.

    A numbered list at the end of a post, above “Leave a Reply”, has the shape of
    comments too. So they stand far apart, or two of three must hold: they are
    long, they stand apart, and half of them talk to somebody.
    """
    if _far_apart(lines, run):
        return True
    items = [
        " ".join(lines.words(at) for at in range(start, min(end, start + 30)))
        for start, end in run.items()
    ]
    count = len(items)
    long = _words(lines, run) >= 25 * count
    apart = count > 1 and _apart(lines, run) == count - 1
    talking = sum(bool(_TALK.search(item[:2000])) for item in items) * 2 >= count
    return long + apart + talking >= 2
