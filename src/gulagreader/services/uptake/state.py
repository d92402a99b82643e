"""What is known of a library's passages, and where that is kept."""

from dataclasses import dataclass
from pathlib import Path

from gulagreader.services.indexable import IndexableLibrary
from gulagreader.services.indexing import index_folder_of

_FILE = "passages.sqlite"


@dataclass(frozen=True, slots=True)
class PassagesState:
    """What is known of a library's passages after an update."""

    texts: int
    links: int
    changed: int = 0
    """Post files taken in or removed by this run."""
    rebuilt: bool = False
    notes: tuple[str, ...] = ()
    """Files that could not be read."""


def passage_file_of(library: IndexableLibrary, cache: Path) -> Path:
    """The file under ``cache`` that holds what is known of a library's passages."""
    return index_folder_of(library, cache) / _FILE
