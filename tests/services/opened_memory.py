"""The memory of one library, as a run of the program opens it, with a clock to set."""

from datetime import UTC, datetime
from pathlib import Path

from gulagreader.domain.posts import LibraryInfo
from gulagreader.services.remembering import Remembering
from gulagreader.storage.memory import ReaderMemory


class SetClock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def opened(tmp_path: Path, clock: SetClock) -> Remembering:
    """Open it; close what is given."""
    info = LibraryInfo("one", "One")
    memory = ReaderMemory.open(tmp_path / "memory.db")
    return Remembering(memory, info, tmp_path, clock)
