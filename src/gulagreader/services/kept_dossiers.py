"""The dossiers on one library as wholes: which there are, and what they are called."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from gulagreader.domain.dossier import Dossier, DossierError
from gulagreader.services.keeping import Clock
from gulagreader.storage.dossier_memory import DossierMemory, DroppedDossier
from gulagreader.text.clean import clean_line

_FIRST_NAME = "Dossier"
"""What the first dossier is called where nobody named one."""
_LONGEST_NAME = 80


class KeptDossiers:
    """The dossiers on one library; one of them is gathered into."""

    def __init__(
        self,
        memory: DossierMemory,
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        """Take what ``memory`` keeps."""
        self._memory, self._clock, self._new_id = memory, clock, new_id

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return self._memory.lasts

    def now(self) -> datetime:
        """The time."""
        return self._clock()

    def dossiers(self) -> tuple[Dossier, ...]:
        """All dossiers, the oldest first."""
        return self._memory.dossiers()

    def dropped(self) -> tuple[DroppedDossier, ...]:
        """The dossiers that can be had back, the last dropped first."""
        return self._memory.dropped()

    def current(self) -> Dossier | None:
        """The dossier that is gathered into; None where there is none yet."""
        every, named = self.dossiers(), self._memory.current()
        found = [one for one in every if one.id == named]
        return found[0] if found else every[-1] if every else None

    def dossier(self, name: str) -> Dossier:
        """A dossier by its name, or by a beginning only one has; case is not looked at.

        Raises:
            DossierError: there is none, or more than one.
        """
        return _named(self.dossiers(), name, "There is no dossier")

    def here(self) -> Dossier:
        """The dossier that is gathered into, begun where there is none.

        Raises:
            MemoryUnavailableError: it cannot be kept.
        """
        return self.current() or self.new(_FIRST_NAME)

    def new(self, name: str) -> Dossier:
        """Begin a dossier, and gather into it from now on.

        Raises:
            DossierError: it has no name, or one that another has.
            MemoryUnavailableError: it cannot be kept.
        """
        dossier = Dossier(self._new_id(), self._free(name), self._clock())
        self._memory.begin(dossier)
        return dossier

    def use(self, name: str) -> Dossier:
        """Gather into another dossier from now on.

        Raises:
            DossierError: there is none of that name.
            MemoryUnavailableError: the memory cannot be written.
        """
        dossier = self.dossier(name)
        self._memory.make_current(dossier.id, self._clock())
        return dossier

    def rename(self, dossier: Dossier, name: str) -> Dossier:
        """Call a dossier otherwise.

        Raises:
            DossierError: the name is empty or taken.
            MemoryUnavailableError: the memory cannot be written.
        """
        free = self._free(name, but=dossier.id)
        return self._change(dossier, lambda one: replace(one, name=free))

    def drop(self, dossier: Dossier) -> None:
        """Drop a dossier; it can be had back for thirty days."""
        self._memory.drop(dossier.id, self._clock())

    def bring_back(self, name: str) -> Dossier:
        """Take a dropped dossier back, and gather into it from now on.

        Raises:
            DossierError: none of that name was dropped.
            MemoryUnavailableError: the memory cannot be written.
        """
        every = [one.dossier for one in self.dropped()]
        same = [one for one in every if one.name == clean_line(name)][:1]
        found = same[0] if same else _named(every, name, "Nobody dropped a dossier")
        free = self.free_name(found.name)
        self._memory.restore(found.id, free, self._clock())
        return replace(found, name=free)

    def begin_with(self, dossier: Dossier) -> Dossier:
        """Take a whole dossier in, under a name that is free.

        Raises:
            MemoryUnavailableError: it cannot be kept.
        """
        taken = replace(dossier, name=self.free_name(dossier.name))
        self._memory.begin(taken)
        return taken

    def free_name(self, name: str) -> str:
        """A name that no dossier has: this one, or with a number behind it."""
        taken = {one.name.casefold() for one in self.dossiers()}
        free, number = name, 2
        while free.casefold() in taken:
            free, number = f"{name} ({number})", number + 1
        return free

    def _free(self, name: str, but: str = "") -> str:
        shown = clean_line(name)[:_LONGEST_NAME].strip()
        if not shown:
            raise DossierError("A dossier needs a name.")
        if any(
            one.name.casefold() == shown.casefold() and one.id != but
            for one in self.dossiers()
        ):
            raise DossierError(f"There is a dossier “{shown}” already.")
        return shown

    def _change(self, dossier: Dossier, do: Callable[[Dossier], Dossier]) -> Dossier:
        return self._memory.change(dossier.id, do, self._clock())


def _named(every: Sequence[Dossier], name: str, none: str) -> Dossier:
    sought = clean_line(name).casefold()
    exact = [one for one in every if one.name.casefold() == sought]
    found = exact or [
        one for one in every if sought and one.name.casefold().startswith(sought)
    ]
    if len(found) == 1:
        return found[0]
    shown = clean_line(name)[:_LONGEST_NAME]
    if found:
        names = ", ".join(f"“{one.name}”" for one in found[:5])
        raise DossierError(f"“{shown}” may be {names}. Give more of the name.")
    raise DossierError(
        f"{none} “{shown}”. See which there are: gulagreader dossier list"
    )
