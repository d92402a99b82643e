"""What a reader keeps about the list of posts: its order, its filter, own lists."""

from typing import TYPE_CHECKING

from gulagreader.domain.listing import ListOrder, SmartList
from gulagreader.storage.list_memory import ListMemory

if TYPE_CHECKING:
    from gulagreader.services.keeping import Clock, Keep

_ORDER, _FILTER, _LISTS = "order", "filter", "built-in lists"


class ListKeeping:
    """Remembers, for one library, what concerns its list."""

    def __init__(self, memory: ListMemory, keep: "Keep", clock: "Clock") -> None:
        self._memory, self._keep, self._clock = memory, keep, clock
        self._choices = dict(memory.choices())
        self._own = memory.lists()

    def _choose(self, name: str, value: str) -> None:
        if self._choices.get(name, "") != value:
            self._choices[name] = value
            self._keep(lambda: self._memory.keep_choice(name, value, self._clock()))

    @property
    def order(self) -> ListOrder:
        """What the list is sorted by."""
        kept = self._choices.get(_ORDER)
        return ListOrder(kept) if kept in set(ListOrder) else ListOrder.NEWEST

    def keep_order(self, order: ListOrder) -> None:
        """Remember what the list is sorted by."""
        self._choose(_ORDER, order.value)

    @property
    def filter(self) -> str:
        """The query that the list was left narrowed by; empty for none."""
        return self._choices.get(_FILTER, "")

    def keep_filter(self, query: str) -> None:
        """Remember what the list is narrowed by."""
        self._choose(_FILTER, query)

    @property
    def shows_built_in(self) -> bool:
        """Whether the lists that every library has stand above the posts."""
        return self._choices.get(_LISTS) != "hidden"

    def keep_built_in(self, *, shown: bool) -> None:
        """Remember whether they stand there."""
        self._choose(_LISTS, "shown" if shown else "hidden")

    @property
    def own(self) -> tuple[SmartList, ...]:
        """The reader's own lists, by their names."""
        return self._own

    def keep_list(self, kept: SmartList) -> None:
        """Keep a filter as a list, in place of another of its name."""
        others = [one for one in self._own if one.name != kept.name]
        every = sorted([*others, kept], key=lambda one: one.name.casefold())
        self._own = tuple(every)
        self._keep(lambda: self._memory.keep_list(kept, self._clock()))

    def drop_list(self, name: str) -> None:
        """Forget a list."""
        self._own = tuple(one for one in self._own if one.name != name)
        self._keep(lambda: self._memory.drop_list(name))
