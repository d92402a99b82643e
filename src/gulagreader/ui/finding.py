"""Find in the open post and its thread: the matches and the way through them."""

from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.text.blocks import Block, Stretch
from gulagreader.text.find import find_in, find_pattern
from gulagreader.ui.paint import Overlay
from gulagreader.ui.panes.post import PostPane
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
