"""What the reader remembers of one library, with the time put to each change."""

import threading
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gulagreader.domain.folding import Folded
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.places import Place
from gulagreader.domain.posts import LibraryInfo
from gulagreader.domain.searches import SavedSearch, SearchOrder
from gulagreader.storage.library_memory import Mark
from gulagreader.storage.memory import ReaderMemory
from gulagreader.storage.memory_file import MemoryUnavailableError

if TYPE_CHECKING:
    from gulagreader.services.draft_keeping import DraftKeeping
    from gulagreader.services.keeping import Clock
    from gulagreader.services.list_keeping import ListKeeping
    from gulagreader.services.search_keeping import SearchKeeping
    from gulagreader.services.thread_keeping import ThreadKeeping
    from gulagreader.storage.dossier_memory import DossierMemory
    from gulagreader.storage.note_memory import NoteMemory


@dataclass(frozen=True, slots=True)
class MarksChange:
    """Which posts got a mark, and which lost one that they had since a time."""

    kind: Mark
    put: Mapping[str, datetime]
    taken: Mapping[str, datetime]

    @property
    def size(self) -> int:
        """How many posts it concerns."""
        return len(self.put) + len(self.taken)

    def undone(self) -> "MarksChange":
        """The change that takes this one back."""
        return MarksChange(self.kind, self.taken, self.put)


class Remembering:
    """The reader's memory of one library.

    What a search asks (``services.states.ReaderStates``) may be read from another
    thread.
    """

    def __init__(
        self,
        memory: ReaderMemory,
        info: LibraryInfo,
        folder: Path,
        clock: "Clock",
        settled: Mapping[str, str] | None = None,
    ) -> None:
        self._settled = dict(settled or {})
        self._memory = memory
        self._library = memory.library(info.id)
        self._id = info.id
        self._name, self._folder, self._clock = info.name, folder, clock
        self._read = frozenset(self._library.read_posts())
        self._starred = frozenset(self._library.starred_posts())
        self._searches = memory.searches(info.id)
        self._seen: Mapping[str, frozenset[str]] | None = None
        self._known: tuple[Container[str] | None] | None = None
        self._reading = threading.Lock()
        self._problem: str | None = None

    def notes(self) -> "NoteMemory":
        """The highlights and notes on this library."""
        return self._memory.notes(self._id)

    def dossiers(self) -> "DossierMemory":
        """What was gathered in this library."""
        return self._memory.dossiers(self._id)

    @cached_property
    def drafts(self) -> "DraftKeeping":
        """What was typed and not kept yet."""
        from gulagreader.services.draft_keeping import DraftKeeping  # noqa: PLC0415 - start-up

        return DraftKeeping(self._memory.drafts(self._id), self._keep, self._clock)

    @cached_property
    def threads(self) -> "ThreadKeeping":
        """How threads are shown, what in them is new, and the marked places."""
        from gulagreader.services.thread_keeping import ThreadKeeping  # noqa: PLC0415 - start-up

        memory = self._memory.threads(self._id)
        return ThreadKeeping(memory, self, self._keep, self._clock, self._settled)

    @cached_property
    def listing(self) -> "ListKeeping":
        """How the list is shown, and the lists that the reader made of it."""
        from gulagreader.services.list_keeping import ListKeeping  # noqa: PLC0415 - start-up

        memory = self._memory.listing(self._id)
        return ListKeeping(memory, self._keep, self._clock)

    @property
    def notice(self) -> str | None:
        """What is to be told about the memory's file, if anything."""
        return self._memory.notice

    def take_problem(self) -> str | None:
        """Why something could not be kept since this was asked last, if anything.

        A full disk must not end the reading: what cannot be written is kept for as
        long as the program runs, and the reader is told.
        """
        problem, self._problem = self._problem, None
        return problem

    def _keep(self, change: Callable[[], None]) -> None:
        try:
            change()
        except MemoryUnavailableError as error:
            self._problem = str(error)

    def read_posts(self) -> frozenset[str]:
        """The ids of the posts marked as read."""
        return self._read

    def mark_read(self, post: str) -> None:
        """Mark a post as read."""
        if post not in self._read:
            self._keep(lambda: self._library.mark_read(post, self._clock()))
            self._read |= {post}

    def mark_unread(self, post: str) -> None:
        """Take the mark back."""
        self._keep(lambda: self._library.mark_unread(post))
        self._read -= {post}

    def starred(self) -> frozenset[str]:
        """The ids of the posts with a star."""
        return self._starred

    def set_star(self, post: str, *, starred: bool) -> None:
        """Put a star on a post, or take it off."""
        if starred:
            self._keep(lambda: self._library.star(post, self._clock()))
            self._starred |= {post}
        else:
            self._keep(lambda: self._library.unstar(post))
            self._starred -= {post}

    def change_marks(
        self, kind: Mark, posts: Iterable[str], *, marked: bool
    ) -> "MarksChange":
        """Mark many posts at once, or take the mark back; say what that changed."""
        had = self._library.marked(kind)
        if marked:
            now = self._clock()
            change = MarksChange(kind, {p: now for p in posts if p not in had}, {})
        else:
            change = MarksChange(kind, {}, {p: had[p] for p in posts if p in had})
        self.carry_out(change)
        return change

    def carry_out(self, change: "MarksChange") -> None:
        """Change marks as said; the opposite of a change undoes it."""
        put, taken = change.put, change.taken
        self._keep(lambda: self._library.change_marks(change.kind, put, taken))
        if change.kind == "read":
            self._read = self._read.difference(taken).union(put)
        else:
            self._starred = self._starred.difference(taken).union(put)

    def keep_seen(self, post: str, comments: Iterable[str]) -> None:
        """Remember which comments stand under a post that the reader leaves.

        Comments that come later are new (``is:new``).
        """
        now = frozenset(comments)

        def change() -> None:
            with suppress(MemoryUnavailableError):  # which the next line tells
                self.threads.end_stay(post, now)
            if self.seen(post) == now:
                return
            try:
                self._library.mark_seen(post, now, self._clock())
            except MemoryUnavailableError:
                self._see(post, now, self.seen_threads())
                raise
            if self._seen is not None:
                self._see(post, now, self._seen)

        self._keep(change)

    def _see(
        self,
        post: str,
        comments: frozenset[str],
        known: Mapping[str, frozenset[str]],
    ) -> None:
        with self._reading:
            self._seen = {**known, post: comments}

    def seen(self, post: str) -> frozenset[str] | None:
        """The comments under a post when it was left; None where it never was."""
        if self._seen is None:
            # One post's can be had without those of a hundred thousand.
            found = self._library.seen(post)
            return found.comments if found is not None else None
        return self._seen.get(post)

    def seen_threads(self) -> Mapping[str, frozenset[str]]:
        """The same of every post that was ever left. Do not change the mapping."""
        with self._reading:
            if self._seen is None:
                self._seen = self._library.seen_threads()
            return self._seen

    def known_posts(self) -> Container[str] | None:
        """The posts that the library had at the end of any visit before this one.

        None where this is the first visit. Known is known: a post that goes and
        comes back under its id, as an import done again brings it, is not new.
        """
        with self._reading:
            if self._known is None:
                from gulagreader.services.known_posts import KnownPosts  # noqa: PLC0415 - start-up

                known = self._searches.known_posts()
                self._known = (None if known is None else KnownPosts(known),)
            return self._known[0]

    def end_visit(self, posts: Iterable[str]) -> None:
        """Remember at the end of a visit which posts the library has.

        Where the program is killed the visit has no end, and what was new stays so.
        """
        there = frozenset(posts)

        def change() -> None:
            known = self.known_posts()
            if known is None or not all(post in known for post in there):
                self._searches.keep_known_posts(there, self._clock())

        self._keep(change)

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches by their names."""
        return self._searches.saved_searches()

    def save_search(
        self, name: str, query: str, sort: SearchOrder = "relevance"
    ) -> None:
        """Keep a query under a name, in place of another of that name."""
        search = SavedSearch(name, query, sort)
        self._keep(lambda: self._searches.save_search(search, self._clock()))

    def drop_search(self, name: str) -> None:
        """Forget a saved search."""
        self._keep(lambda: self._searches.drop_search(name))

    def past_queries(self) -> tuple[str, ...]:
        """The queries asked last, at most 100, each once, newest first."""
        return self._searches.past_queries()

    @property
    def search(self) -> "SearchKeeping":
        """How the search was left."""
        from gulagreader.services.search_keeping import SearchKeeping  # noqa: PLC0415 - start-up

        return SearchKeeping(self._memory.listing(self._id), self._keep, self._clock)

    def keep_query(self, text: str) -> None:
        """Put a query in front of the past ones; one of blanks only is none."""
        asked = text.strip()
        if asked:
            self._keep(lambda: self._searches.keep_query(asked, self._clock()))

    def folds(self, post: str) -> Folded:
        """The comments of a post that were left folded."""
        return self._library.folds(post)

    def keep_folds(self, post: str, folded: Folded) -> None:
        """Remember which comments are folded."""
        self._keep(lambda: self._library.set_folds(post, folded, self._clock()))

    def place(self, post: str) -> Place | None:
        """Where a post was left; None where it was never open."""
        return self._library.place(post)

    def keep_place(self, place: Place) -> None:
        """Remember where a post is left; it is then the last one."""
        self._keep(lambda: self._library.set_place(place, self._clock()))

    def last_post(self) -> str | None:
        """The post that was left last."""
        return self._library.last_post()

    def remember_library(self) -> None:
        """Put this library in front of the recent ones."""
        folder, name = self._folder, self._name
        self._keep(lambda: self._memory.remember_library(folder, name, self._clock()))

    def recent_libraries(self) -> tuple[tuple[Path, str], ...]:
        """The libraries opened last with their names, newest first."""
        recent = self._memory.recent_libraries()
        return tuple((library.path, library.name) for library in recent)

    def setting(self, key: str) -> str | None:
        """A setting of the user, for every library; the config's comes first."""
        given = self._settled.get(key)
        return given if given is not None else self._memory.setting(key)

    def keep_setting(self, key: str, value: str) -> None:
        """Remember a setting.

        One that the config names as well holds until the program ends.
        """
        if key in self._settled:
            self._settled[key] = value
        self._keep(lambda: self._memory.set_setting(key, value, self._clock()))

    def close(self) -> None:
        """Close the memory's file."""
        self._memory.close()
