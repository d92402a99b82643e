"""How the reader likes the list of a library's posts, and the lists made of it."""

from collections.abc import Mapping
from datetime import datetime

from gulagreader.domain.listing import SmartList
from gulagreader.storage.memory_tables import KeptValues, MemoryTables

_CHOICE, _LIST = "listing", "list"


class ListMemory:
    """What is remembered of one library's list."""

    def __init__(self, tables: MemoryTables, library_id: str) -> None:
        self._kept = KeptValues(tables, library_id)

    def choices(self) -> Mapping[str, str]:
        """What was chosen, by its name."""
        return {name: str(value) for name, value, _ in self._kept.newest(_CHOICE)}

    def keep_choice(self, name: str, value: str, when: datetime) -> None:
        """Remember a choice in place of the one before."""
        self._kept.put(_CHOICE, name, value, when)

    def lists(self) -> tuple[SmartList, ...]:
        """The reader's own lists by their names."""
        rows = self._kept.newest(_LIST)
        found = [SmartList(name, str(query)) for name, query, _ in rows]
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.name)))

    def keep_list(self, kept: SmartList, when: datetime) -> None:
        """Keep a list under its name, in place of another of that name."""
        self._kept.put(_LIST, kept.name, kept.query, when)

    def drop_list(self, name: str) -> None:
        """Forget a list."""
        self._kept.drop(_LIST, name)
