"""What an index holds after an update, told without opening one."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class IndexState:
    """What an index holds after it was brought up to date."""

    folder: Path
    """The library's part of the cache; what ``Finder.open`` takes."""
    documents: int
    """Posts and comments that can be found."""
    changed: int = 0
    """Post files taken in or removed by this run."""
    rebuilt: bool = False
    """Whether everything was indexed anew."""
    needs_rebuild: bool = False
    """Whether so much was changed piecemeal that a rebuild would pay. Of a small
    index, or where it is overdue, the update has done it already."""
    notes: tuple[str, ...] = ()
    """What a reader should know: files left out, an index thrown away."""
