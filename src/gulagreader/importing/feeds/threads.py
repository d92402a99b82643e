"""The comments of a feed, put together post by post."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import ImportedComments, PostLink
from gulagreader.importing.gathered_comments import (
    GatheredComment,
    newest_last,
    thread_from,
)


@dataclass
class FeedThreads:
    """Comments under what they answer, until their post comes or the feed ends."""

    origin: Origin
    _threads: dict[str, list[GatheredComment]] = field(default_factory=dict)
    """By what tells their post in this feed: its id, or an address of it."""
    _links: dict[str, PostLink] = field(default_factory=dict)

    def put(self, post: str, link: PostLink, comment: GatheredComment) -> None:
        """Add a comment; ``link`` says how its post is found outside the feed."""
        self._threads.setdefault(post, []).append(comment)
        self._links.setdefault(post, link)

    def take(self, post: str) -> list[GatheredComment]:
        """The comments on a post, oldest first; none are left behind."""
        return newest_last(self._threads.pop(post, []))

    def alone(self) -> Iterator[ImportedComments]:
        """The comments whose post is not in the feed."""
        for post, comments in self._threads.items():
            thread = thread_from(newest_last(comments))
            yield ImportedComments(
                self._links[post],
                thread.comments,
                self.origin,
                remarks=thread.remarks,
                left_out=thread.left_out,
            )

    @property
    def has_any(self) -> bool:
        """Whether the feed has a comment, taken or not."""
        return bool(self._links)
