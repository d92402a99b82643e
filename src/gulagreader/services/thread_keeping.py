"""What a reader keeps about threads: how they are shown, what is new, marked places."""

from collections.abc import Iterator, Mapping, Set
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from gulagreader.domain.asked_words import NOTHING_ASKED, AskedWords
from gulagreader.domain.newness import SINCE_LAST_VISIT, Since, read_since
from gulagreader.domain.places import Place
from gulagreader.domain.posts import PostCard
from gulagreader.services.states import ReaderStates
from gulagreader.storage.memory_file import MemoryUnavailableError
from gulagreader.storage.thread_memory import ThreadMemory

if TYPE_CHECKING:
    from gulagreader.services.keeping import Clock, Keep

_FLAT, _SINCE = "flat", "since"
_GOES_ON = timedelta(minutes=30)
"""Who comes back to a post so soon only looked something up: the stay goes on."""


class SeenStates(ReaderStates, Protocol):
    """What the reader did, and what had been seen of one post."""

    def seen(self, post: str) -> frozenset[str] | None:
        """The comments under a post when it was left; None where it never was."""


class ThreadKeeping:
    """Remembers, for one library, what concerns its threads."""

    def __init__(
        self,
        memory: ThreadMemory,
        states: SeenStates,
        keep: "Keep",
        clock: "Clock",
        settled: Mapping[str, str] | None = None,
    ) -> None:
        """Take what remembers.

        ``settled`` is what the reader's config says, which comes before what was kept.
        """
        self._settled = settled or {}
        self._memory, self._states = memory, states
        self._keep, self._clock = keep, clock
        self._choices: dict[str, str] | None = None
        self._marks: dict[str, Place] | None = None
        self._here: str | None = None
        self._left: dict[str, datetime] = {}
        self._seen: dict[str, frozenset[str] | None] = {}
        self._parts: dict[str, tuple[str, int] | None] = {}
        self._asked: dict[str, AskedWords] = {}

    # How threads are shown

    def _chosen(self) -> dict[str, str]:
        if self._choices is None:
            self._choices = {**self._memory.choices(), **dict(self._given())}
        return self._choices

    def _given(self) -> Iterator[tuple[str, str]]:
        """The choices that the config makes."""
        order = self._settled.get("comments")
        if order is not None:
            yield _FLAT, "yes" if order == "time" else "no"
        since = read_since(self._settled.get("new-since", ""))
        if since is not None:
            yield _SINCE, since.text

    def _choose(self, name: str, value: str) -> None:
        self._chosen()[name] = value
        self._keep(lambda: self._memory.keep_choice(name, value, self._clock()))

    @property
    def flat(self) -> bool:
        """Whether comments are shown by time, and not as a tree."""
        return self._chosen().get(_FLAT) == "yes"

    def keep_flat(self, *, flat: bool) -> None:
        """Remember how comments are shown."""
        self._choose(_FLAT, "yes" if flat else "no")

    @property
    def since(self) -> Since:
        """Since when comments are new."""
        return read_since(self._chosen().get(_SINCE, "")) or SINCE_LAST_VISIT

    def keep_since(self, since: Since) -> None:
        """Remember since when comments are new."""
        self._choose(_SINCE, since.text)

    # What is new

    def begin_stay(
        self, post: str, comments: Set[str] | None = None
    ) -> frozenset[str] | None:
        """What had been seen of a thread when the reader came to its post.

        It stays so until the reader has been elsewhere for half an hour, whatever is
        remembered as seen meanwhile. ``comments`` are those that stand under the post
        now, None where they cannot be read: a post that had never been left begins
        with them seen, so that what comes during the first stay is new. None where
        nothing is known.
        """
        if post != self._here:
            self._come_to(post)
        if self._seen.get(post) is None and comments is not None:
            self._seen[post] = frozenset(comments)
        return self._seen.get(post)

    def _come_to(self, post: str) -> None:
        now = self._clock()
        if self._here is not None:
            self._left[self._here] = now
        self._here = post
        left = self._left.get(post)
        if left is None:
            left = self._left_before(post)
        goes_on = left is not None and now - left < _GOES_ON
        if not goes_on or self._seen.get(post) is None:
            self._seen[post] = self._states.seen(post)

    def _left_before(self, post: str) -> datetime | None:
        """When the post was left before the program was last begun."""
        try:
            stay = self._memory.stay(post)
        except MemoryUnavailableError:
            return None
        if stay is None:
            return None
        self._seen[post] = stay.comments
        return stay.when

    def end_stay(self, post: str, comments: Set[str]) -> None:
        """Remember what was new when a post is left, so that it is when one is back.

        ``comments`` are those that stand under the post now.
        """
        seen = self._seen.get(post)
        if seen is not None and not comments <= seen:
            self._memory.keep_stay(post, seen, self._clock())

    def new_comments(self, card: PostCard) -> int:
        """How many comments came under a post since it was last left.

        For the list: a look into two sets, so that any number of posts may be asked
        about; before the first, what was seen of every post is read, which for a
        hundred thousand of them had better be done in a thread
        (``Remembering.seen_threads``). It is counted by numbers alone, so that a
        comment that was taken away hides a new one; of a post that is not read
        nothing is new, all is unread.
        """
        if card.id not in self._states.read_posts():
            return 0
        seen = self._states.seen_threads().get(card.id)
        return 0 if seen is None else max(0, card.comments - len(seen))

    # Marked places

    def marks(self) -> Mapping[str, Place]:
        """The marked places by their letters."""
        return self._known_marks()

    def _known_marks(self) -> dict[str, Place]:
        if self._marks is None:
            self._marks = dict(self._memory.marks())
        return self._marks

    def set_mark(self, letter: str, place: Place) -> None:
        """Mark a place by a letter, in place of what had it."""
        known = {**self._known_marks(), letter: place}
        self._marks = dict(sorted(known.items()))
        self._keep(lambda: self._memory.set_mark(letter, place, self._clock()))

    # In the middle of a comment

    def part(self, post: str) -> tuple[str, int] | None:
        """The comment that was left in its middle, and the place in its text."""
        if post not in self._parts:
            try:
                self._parts[post] = self._memory.part(post)
            except MemoryUnavailableError:
                self._parts[post] = None
        return self._parts[post]

    def keep_part(self, post: str, comment: str | None, offset: int) -> None:
        """Remember where in a comment a post is left; nowhere at its beginning."""
        now = (comment, offset) if comment is not None and offset else None
        if now == self.part(post):
            return
        self._parts[post] = now
        if now is None:
            self._keep(lambda: self._memory.drop_part(post))
        else:
            self._keep(lambda: self._memory.keep_part(post, *now, self._clock()))

    # What is looked for in a post

    def asked(self, post: str) -> AskedWords:
        """What was looked for in a post, and what its thread was narrowed to."""
        if post not in self._asked:
            try:
                self._asked[post] = self._memory.asked(post)
            except MemoryUnavailableError:
                self._asked[post] = NOTHING_ASKED
        return self._asked[post]

    def keep_asked(self, post: str, asked: AskedWords) -> None:
        """Remember it, where it has changed."""
        if asked != self.asked(post):
            self._asked[post] = asked
            self._keep(lambda: self._memory.keep_asked(post, asked, self._clock()))
