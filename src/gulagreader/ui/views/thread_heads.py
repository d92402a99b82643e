"""The first line of a comment: who wrote it, as what, when, and what is hidden."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import field

from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.text.cells import cell_len
from gulagreader.ui.looks.signs import ANSWERS, BETWEEN

_SHORTER = {"author of the post": "author"}
_BEGINNING = 24
"""Cells of a folded comment's first words that come before the hour."""
_LEAST_WORDS = 10
"""Cells without which no first words are shown: a few letters say nothing, and would
cut what stands before them."""
_FIRST_WORDS = 200
"""Characters of a folded comment that may be shown beside its author."""
_READ = 1000
"""Characters of its source that they are taken from: signs of markup are not shown."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """Whose comments are told apart in a thread."""

    thread: Thread = field(default_factory=Thread)
    post_author: str | None = None
    teachers: AbstractSet[str] = frozenset()

    def is_teacher(self, row: int) -> bool:
        """Whether a teacher of the library speaks."""
        return self.thread.rows[row].comment.author in self.teachers

    def role(self, row: int) -> str:
        """What its author is in this thread; empty for one among others.

        Who began the branch is marked on what they say further down in it.
        """
        author = self.thread.rows[row].comment.author
        if author is None:
            return ""
        if author in self.teachers:
            return "teacher"
        if author == self.post_author:
            return "author of the post"
        root = self.thread.root(row)
        begun = root != row and self.thread.rows[root].comment.author == author
        return "starter" if begun else ""

    def name(self, row: int) -> str:
        """The name of a comment's author, or what stands for it."""
        comment = self.thread.rows[row].comment
        return comment.author or f"comment {comment.id}"


_Wording = tuple[bool, bool, bool]
"""Whether a first line has a long role, a whole month, and the hour."""
_WORDINGS: tuple[_Wording, ...] = (
    (True, True, True),
    (False, True, True),
    (False, False, True),
    (False, True, False),
    (False, False, False),
)
"""What is tried in turn where the room is short: shorter words before less is said, and
then the hour goes first, since the day and what follows say more."""
_FOREMOST = ("answers", "kind", "hidden", "level", "date", "role", "note")
"""What stays where the shortest words are too long: no date is cut in its month."""


@dataclass(frozen=True, slots=True)
class HeadState:
    """How a comment is shown at the moment."""

    folded: bool = False
    flat: bool = False
    capped: bool = False
    """Whether its level is deeper than it is indented."""
    hidden: int = 0
    """How many answers under it are not shown."""
    hidden_new: int = 0
    """How many of these are new."""


def head_words(speakers: Speakers, number: int, state: HeadState, room: int) -> str:
    """What stands behind the author's name.

    ``room`` is in cells; where it is short, it is said shorter, or less is said.
    """
    role, words = speakers.role(number), ""
    spare = _BEGINNING if state.folded and not state.flat else 0
    parts: dict[str, str] = {}
    for wording in _WORDINGS:
        parts = dict(_parts(speakers, number, state, role, wording))
        words = _joined(parts.values())
        if cell_len(words) + (spare if wording[-1] else 0) <= room:
            break
    else:
        if state.hidden:
            parts["hidden"] = _replies(state, short=True)
        words = _foremost(parts, room)
    if state.folded and cell_len(words) + _LEAST_WORDS <= room:
        begins = first_words(speakers.thread.rows[number].comment.text)
        words = _joined((words, begins))
    return words


def _foremost(parts: dict[str, str], room: int) -> str:
    """The parts that fit, each whole; of the first a beginning where none fits."""
    kept: dict[str, str] = {}
    for name in _FOREMOST:
        tried = {n: part for n, part in parts.items() if n in kept or n == name}
        if cell_len(_joined(tried.values())) <= room:
            kept = tried
        elif name == "answers" and parts.get(name):
            return parts[name]  # whom it answers is known by a part of a name
    return _joined(kept.values()) or _joined(parts.values())


def _joined(parts: Iterable[str]) -> str:
    return f" {BETWEEN} ".join(part for part in parts if part)


def _parts(
    speakers: Speakers, number: int, state: HeadState, role: str, wording: _Wording
) -> Iterator[tuple[str, str]]:
    row = speakers.thread.rows[number]
    comment = row.comment
    long_role, long_month, hour = wording
    if state.flat and row.parent is not None:
        yield "answers", f"{ANSWERS} {speakers.name(row.parent)}"
    if comment.kind != "comment":
        yield "kind", comment.kind
    yield "role", role if long_role else _SHORTER.get(role, role)
    if state.capped and not state.flat:
        yield "level", f"level {row.depth + 1}"
    yield "date", display_date(comment.date, time=hour, short=not long_month)
    yield "note", row.note or ""
    if state.hidden:
        yield "hidden", _replies(state)


def _replies(state: HeadState, *, short: bool = False) -> str:
    replies = "" if short else " reply" if state.hidden == 1 else " replies"
    new = f", {state.hidden_new} new" if state.hidden_new else ""
    return f"+{state.hidden}{replies}{new}"


def first_words(text: str) -> str:
    """The beginning of a comment on one line, its quoted lines left out."""
    from gulagreader.text.markdown import plain_text  # noqa: PLC0415 - start-up

    lines = (line for line in text.splitlines() if not line.startswith(">"))
    seen = plain_text("\n".join(lines).strip()[:_READ])
    return " ".join(seen.split())[:_FIRST_WORDS]
