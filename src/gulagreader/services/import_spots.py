"""What an imported post is to the library, and where it belongs there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.services.thread_joining import Origins, parted
from gulagreader.storage.library_folder import PostWithComments


class Standing(StrEnum):
    """What an imported post is to the library."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    CHANGED_BY_HAND = "changed by hand"
    REPEATED = "repeated"
    """The same post came twice in one import."""
    KNOWN = "known from elsewhere"
    """Another source has it with no fewer words; only its comments are new."""
    UNRECORDED = "unrecorded"
    """Unchanged, but an interrupted import left no record of it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a post belongs."""

    post_id: str
    standing: Standing
    path: Path | None = None
    """Its file, where it has one."""
    old: PostWithComments | None = None
    beside: str | None = None
    """The id of another post that has the same identity and other words."""
    is_copy: bool = False
    """Whether the post came before from a file of another name."""
    joined: Mapping[str, Origins] = field(default_factory=dict)
    """Which of its comments came from elsewhere."""
    digest: str = ""
    """Of what the source says."""
    quotations: int | None = None
    """How many it quotes, where an earlier import has counted them."""

    @property
    def own_comments(self) -> tuple[Comment, ...]:
        """The comments that the library has of the post's own source."""
        return parted(self.old.comments, self.joined)[0] if self.old else ()
