"""Find in the open post and its thread: the matches and the way through them."""

from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.text.blocks import Block, Stretch
from gulagreader.text.find import find_in, find_pattern
from gulagreader.ui.paint import Overlay
from gulagreader.ui.panes.find_bar import FindBar
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.panes.status import StatusLine
from gulagreader.ui.panes.thread import ThreadPane


@dataclass(frozen=True, slots=True)
class Match:
    """A match: in the post (``row`` None) or in a comment of the thread."""

    row: int | None
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Finding:
    """All matches in reading order, the post first, and the one at hand."""

    typed: str = ""
    matches: tuple[Match, ...] = ()
    current: int = -1
    """Number of the match at hand; -1 before the first step."""

    @property
    def counter(self) -> str:
        """Which match of how many, such as ``3/17``."""
        if not self.typed.strip():
            return ""
        if not self.matches:
            return "no match"
        return f"{self.current + 1}/{len(self.matches)}"

    @property
    def at_hand(self) -> Match | None:
        """The match at hand."""
        return self.matches[self.current] if self.current >= 0 else None

    def stepped(self, step: int) -> "Finding":
        """The next match, round and round."""
        if not self.matches:
            return self
        return Finding(
            self.typed, self.matches, (self.current + step) % len(self.matches)
        )

    def at(self, number: int) -> "Finding":
        """Another match at hand."""
        return Finding(self.typed, self.matches, number)


NOTHING_SOUGHT = Finding()


def find_everywhere(typed: str, post: Sequence[Block], thread: ThreadPane) -> Finding:
    """Find what was typed in a post and in its comments, folded ones too."""
    pattern = find_pattern(typed)
    if pattern is None:
        return NOTHING_SOUGHT
    matches = [Match(None, stretch) for stretch in find_in(post, pattern)]
    for row in range(len(thread.thread)):
        matches.extend(
            Match(row, stretch) for stretch in find_in(thread.blocks(row), pattern)
        )
    return Finding(typed, tuple(matches))


def first_from(
    finding: Finding, *, in_thread: bool, row: int, block: int, offset: int
) -> Finding:
    """Start at the first match at or after where the reader is."""
    here = (1, row, block, offset) if in_thread else (0, 0, block, offset)
    for number, match in enumerate(finding.matches):
        stretch = match.stretch
        place = (
            (0, 0, stretch.block, stretch.start)
            if match.row is None
            else (1, match.row, stretch.block, stretch.start)
        )
        if place >= here:
            return finding.at(number)
    return finding.at(0) if finding.matches else finding


def show_finding(finding: Finding, post: PostPane, thread: ThreadPane) -> None:
    """Mark every match, and the one at hand more than the others."""
    in_post: list[tuple[Stretch, str]] = []
    in_thread: dict[int, dict[int, list[Overlay]]] = {}
    for number, match in enumerate(finding.matches):
        current = number == finding.current
        look = "text--current-match" if current else "text--match"
        stretch = match.stretch
        if match.row is None:
            in_post.append((stretch, look))
        else:
            overlay = (stretch.start, stretch.end, look)
            in_thread.setdefault(match.row, {}).setdefault(stretch.block, []).append(
                overlay
            )
    post.overlay(in_post)
    thread.overlay(in_thread)


class FindDesk:
    """Finds for the reader: what is typed in, what is marked and where it leads."""

    def __init__(
        self, post: PostPane, thread: ThreadPane, bar: FindBar, status: StatusLine
    ) -> None:
        self._post, self._thread = post, thread
        self._bar, self._status = bar, status
        self.finding = NOTHING_SOUGHT
        """What was found last."""

    @property
    def in_thread(self) -> bool:
        """Whether the match at hand stands in a comment."""
        at_hand = self.finding.at_hand
        return at_hand is not None and at_hand.row is not None

    def seek(self, typed: str, *, in_thread: bool) -> None:
        """Find what was typed, from where the reader is."""
        found = find_everywhere(typed, self._post.blocks, self._thread)
        line = self._post.page.lines[self._post.top : self._post.top + 1]
        place = line[0] if line and not in_thread else None
        self.finding = first_from(
            found,
            in_thread=in_thread,
            row=self._thread.focused_row,
            block=place.block if place else 0,
            offset=place.start if place else 0,
        )
        self._go_to_match()

    def step(self, step: int) -> bool:
        """Go to the next match, or the one before; False where there is none."""
        if not self.finding.matches:
            return False
        self.finding = self.finding.stepped(step)
        self._go_to_match()
        return True

    def clear(self) -> None:
        """Mark nothing any more."""
        self.forget()
        show_finding(self.finding, self._post, self._thread)

    def forget(self) -> None:
        """Forget what was found, because another text is shown."""
        self.finding = NOTHING_SOUGHT
        self._status.show_counter("")

    def _go_to_match(self) -> None:
        show_finding(self.finding, self._post, self._thread)
        self._bar.say(self.finding.counter)
        self._status.show_counter(self.finding.counter)
        match = self.finding.at_hand
        if match is None:
            return
        if match.row is None:
            self._post.show_stretch(match.stretch)
        else:
            comment = self._thread.thread.rows[match.row].comment.id
            stretch = match.stretch
            self._thread.land_on(comment, stretch.block, stretch.start)
