"""How the reader likes the list of a library's posts, and the lists made of it."""

from datetime import datetime

from gulagreader.domain.listing import SmartList
from gulagreader.storage.memory_tables import KeptChoices

_LIST = "list"


class ListMemory(KeptChoices):
    """What is remembered of one library's list."""

    _CHOICE = "listing"

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
