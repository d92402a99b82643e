"""What a reader types is kept as a draft until it is done with."""

from contextlib import suppress
from typing import TYPE_CHECKING

from gulagreader.domain.drafts import Draft, DraftPlace
from gulagreader.domain.errors import GulagreaderError
from gulagreader.storage.draft_memory import DraftMemory

if TYPE_CHECKING:
    from gulagreader.services.keeping import Clock, Keep


class DraftKeeping:
    """Remembers, for one library, what was typed and not kept yet."""

    def __init__(self, memory: DraftMemory, keep: "Keep", clock: "Clock") -> None:
        self._memory, self._keep, self._clock = memory, keep, clock

    @property
    def lasts(self) -> bool:
        """Whether what is kept outlasts the program."""
        return self._memory.lasts

    def named(self, name: str) -> Draft | None:
        """The draft of a name."""
        return next((one for one in self._drafts() if one.name == name), None)

    def on(self, place: DraftPlace) -> Draft | None:
        """The draft of a new note that shares most with a passage; None: none does."""
        shares = [
            (one.place.shared_with(place), one)
            for one in self._drafts()
            if one.place is not None and one.note is None
        ]
        most, found = max(shares, key=lambda share: share[0], default=(0, None))
        return found if most else None

    def interrupted(self) -> Draft | None:
        """The newest draft in whose writing the program ended."""
        return next((one for one in self._drafts() if not one.left), None)

    def keep(
        self,
        name: str,
        text: str,
        *,
        colour: str = "",
        left: bool = False,
        place: DraftPlace | None = None,
        note: str | None = None,
    ) -> None:
        """Keep what is typed; ``left`` says that the reader closed the field."""
        draft = Draft(name, text, self._clock(), colour, left, place, note)
        self._keep(lambda: self._memory.put(draft))

    def drop(self, name: str) -> None:
        """Forget a draft."""
        self._keep(lambda: self._memory.drop(name))

    def when(self, draft: Draft) -> str:
        """When a draft was typed: the time of today, or the day."""
        now = self._clock().astimezone()
        then = draft.when.astimezone()
        if then.date() == now.date():
            return then.strftime("%H:%M")
        return then.date().isoformat()

    def _drafts(self) -> tuple[Draft, ...]:
        # What cannot be read must not keep anybody from writing.
        with suppress(GulagreaderError):
            return self._memory.drafts()
        return ()
