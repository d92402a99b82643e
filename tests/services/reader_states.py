"""A reader who did something, without a memory's file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gulagreader.storage.memory_file import MemoryUnavailableError


@dataclass
class Done:
    """What a reader has done; see ``ReaderStates``."""

    read: frozenset[str] = frozenset()
    stars: frozenset[str] = frozenset()
    seen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    known: frozenset[str] | None = None
    broken: bool = False

    def read_posts(self) -> frozenset[str]:
        if self.broken:
            raise MemoryUnavailableError("The memory is held by another program.")
        return self.read

    def starred(self) -> frozenset[str]:
        return self.stars

    def seen_threads(self) -> Mapping[str, frozenset[str]]:
        return self.seen

    def known_posts(self) -> frozenset[str] | None:
        return self.known
