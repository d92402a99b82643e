"""Words that a reader has typed and not kept yet."""

from datetime import datetime

from gulagreader.domain.late_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """The passage that a note is written on."""

    post: str
    comment: str | None
    """None: the post's body."""
    start: int
    """Code points of the source, end exclusive."""
    end: int
    words: str
    """The passage as it was read."""
    chosen: bool = False
    """Whether the reader chose just this passage; else it stood under the eye."""
    whole: bool = False
    """Whether the post as a whole is meant, and no words of it."""

    def shared_with(self, other: "DraftPlace") -> int:
        """How many code points two passages have in common; 0 for other texts."""
        if (self.post, self.comment) != (other.post, other.comment):
            return 0
        if self.whole or other.whole:
            return int(self.whole and other.whole)
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Draft:
    """What stood in a field when it was looked at last."""

    name: str
    """What it is to become: one draft has a name."""
    text: str
    when: datetime
    colour: str = ""
    """Of a note, the colour that was chosen."""
    left: bool = False
    """Whether the reader closed the field; else the program ended over it."""
    place: DraftPlace | None = None
    """Of a note, what it is on."""
    note: str | None = None
    """The id of the note that is changed; None where it is no note yet."""
