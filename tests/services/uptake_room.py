"""A library in memory, with what is known of its passages."""

from dataclasses import dataclass
from pathlib import Path

from services.shelf import Shelf

from gulagreader.domain.errors import UnknownPostError
from gulagreader.domain.progress import finish
from gulagreader.domain.uptake import Link
from gulagreader.services.reading import Reading
from gulagreader.services.uptake.graph import PassageGraph
from gulagreader.services.uptake.updating import PassagesState, update_passages


@dataclass
class Room(Shelf):
    """A shelf whose posts are read by id, with what is known of its passages."""

    def read(self, post_id: str) -> Reading:
        path = self.folder / f"{post_id}.md"
        if path not in self.posts:
            raise UnknownPostError(post_id)
        post, thread, _ = self.posts[path]
        return Reading(post, thread, path)

    @property
    def cache(self) -> Path:
        return self.folder.parent / "cache"

    def update(self, *, rebuild: bool = False) -> PassagesState:
        return finish(update_passages(self, self.cache, rebuild=rebuild))

    @property
    def graph(self) -> PassageGraph:
        return PassageGraph.open(self, self.cache)

    def said(self, link: Link) -> tuple[str, str]:
        """The words at both ends of a link."""
        ends = []
        for place in (link.source, link.target):
            reading = self.read(place.post)
            text = reading.post.body
            if place.comment is not None:
                thread = reading.thread
                text = thread.rows[thread.index[place.comment]].comment.text
            ends.append(text[place.start : place.end])
        return ends[0], ends[1]
