"""The first line of a comment: who wrote it, as what, when, and what is hidden."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import field

from gulagreader.domain.comments import Row, Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.ui.signs import ANSWERS, BETWEEN

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


@dataclass(frozen=True, slots=True)
class HeadState:
    """How a comment is shown at the moment."""

    folded: bool = False
    flat: bool = False
    capped: bool = False
    """Whether its level is deeper than it is indented."""
    hidden: int = 0
    """How many answers under it are not shown."""


def head_words(speakers: Speakers, number: int, state: HeadState) -> str:
    """What stands behind the author's name."""
    row = speakers.thread.rows[number]
    parts = [part for part in _parts(speakers, number, row, state) if part]
    return f" {BETWEEN} ".join(parts)


def _parts(
    speakers: Speakers, number: int, row: Row, state: HeadState
) -> Iterator[str]:
    comment = row.comment
    if state.flat and row.parent is not None:
        yield f"{ANSWERS} {speakers.name(row.parent)}"
    if comment.kind != "comment":
        yield comment.kind
    yield speakers.role(number)
    yield display_date(comment.date)
    if state.capped and not state.flat:
        yield f"level {row.depth + 1}"
    yield row.note or ""
    if state.hidden:
        yield f"+{state.hidden} {'reply' if state.hidden == 1 else 'replies'}"
    if state.folded:
        yield first_words(comment.text)


def first_words(text: str) -> str:
    """The beginning of a comment on one line, its quoted lines left out."""
    from gulagreader.text.markdown import plain_text  # noqa: PLC0415 - start-up

    lines = (line for line in text.splitlines() if not line.startswith(">"))
    seen = plain_text("\n".join(lines).strip()[:_READ])
    return " ".join(seen.split())[:_FIRST_WORDS]
