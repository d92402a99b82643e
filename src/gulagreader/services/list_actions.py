"""What a reader does with the posts of a list, each step of it to be undone."""

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass

from gulagreader.domain.listing import SmartList
from gulagreader.domain.searches import SavedSearch
from gulagreader.services.remembering import Remembering

_STEPS_KEPT = 100


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that was done."""

    done: str
    """In words, as in: Undone: 3 posts marked as read."""
    undo: Callable[[], None]


class ListActions:
    """Carries actions out and says what was done; the last hundred can be undone.

    What is said names the key that undoes it by its command, in braces.
    """

    def __init__(self, memory: Remembering) -> None:
        self._memory = memory
        self._steps: deque[_Step] = deque(maxlen=_STEPS_KEPT)

    def mark_read(self, posts: Collection[str], *, read: bool) -> str:
        """Mark posts as read, or as not read."""
        change = self._memory.change_marks("read", posts, marked=read)
        how = "read" if read else "not read"
        return self._did(
            change.size,
            f"{_posts(change.size)} marked as {how}",
            lambda: self._memory.carry_out(change.undone()),
        )

    def star(self, posts: Collection[str], *, starred: bool) -> str:
        """Put a star on posts, or take it off."""
        change = self._memory.change_marks("star", posts, marked=starred)
        got = "got a star" if starred else "lost the star"
        return self._did(
            change.size,
            f"{_posts(change.size)} {got}",
            lambda: self._memory.carry_out(change.undone()),
        )

    def drop_search(self, search: SavedSearch) -> str:
        """Remove a saved search."""
        self._memory.drop_search(search.name)

        def undo() -> None:
            self._memory.save_search(search.name, search.query, search.sort)

        return self._did(1, f"removed “{search.name}”", undo)

    def keep_list(self, kept: SmartList) -> str:
        """Keep a filter as a list; one of the same name gives way."""
        lists = self._memory.listing
        before = next((one for one in lists.own if one.name == kept.name), None)
        if before == kept:
            return f"“{kept.name}” was kept already; nothing to change"
        lists.keep_list(kept)

        def undo() -> None:
            if before is None:
                lists.drop_list(kept.name)
            else:
                lists.keep_list(before)

        return self._did(1, f"kept the list “{kept.name}”", undo)

    def drop_list(self, dropped: SmartList) -> str:
        """Remove a list of the reader's own."""
        lists = self._memory.listing
        lists.drop_list(dropped.name)
        return self._did(
            1, f"removed “{dropped.name}”", lambda: lists.keep_list(dropped)
        )

    def _did(self, many: int, words: str, undo: Callable[[], None]) -> str:
        said = words[:1].upper() + words[1:]
        if not many:
            return f"{said}; nothing to change"
        self._steps.append(_Step(words, undo))
        return f"{said}; {{list.undo}} undoes it"

    def undo(self) -> str | None:
        """Undo the last action that is not undone; say it, or None without one."""
        if not self._steps:
            return None
        step = self._steps.pop()
        step.undo()
        more = len(self._steps)
        rest = f" ({more} more to undo)" if more else ""
        return f"Undone: {step.done}{rest}"


def _posts(many: int) -> str:
    return "1 post" if many == 1 else f"{many:,} posts"
