"""A library on the disk whose people are asked about."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.domain.people import PersonNumbers
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import index_folder_of, update_index
from gulagreader.services.people import LibraryPeople
from gulagreader.services.reading import OpenLibrary
from gulagreader.services.remarks import Remarks
from gulagreader.services.uptake.graph import PassageGraph
from gulagreader.services.uptake.updating import update_passages
from gulagreader.storage.library_folder import LibraryFolder

LIBRARY = """\
id: people
name: People
aliases: [[Solzhenitsyn, Солженицын], [Ann, Anna Lee]]
teachers: [Teacher A]
"""


@dataclass
class Room:
    """An open library with its people."""

    library: OpenLibrary
    people: LibraryPeople
    remarks: Remarks
    finder: Finder

    def row(self, name: str) -> PersonNumbers:
        """The numbers of who bears a name."""
        (person,) = self.people.named(name)
        (row,) = (row for row in self.people.rows if row.person.key == person.key)
        return row

    def unanswered(self) -> list[str]:
        """The ids of the comments whose questions nobody answered."""
        found = self.remarks.remarks(self.remarks.unanswered())
        return [f"{one.post}#{one.comment}" for one in found]


@contextmanager
def room(
    folder: Path,
    posts: Sequence[tuple[Post, Sequence[Comment]]],
    *,
    again: bool = False,
) -> Iterator[Room]:
    """Write posts into a library, and open it; ``again`` where it is there already."""
    home = folder / "library"
    if not again:
        home.mkdir()
        (home / "library.yaml").write_text(LIBRARY, encoding="utf-8")
    written = LibraryFolder.open(home)
    for post, comments in posts:
        written.write_post(post, tuple(comments))
    cache = folder / "cache"
    library = OpenLibrary.open(home, cache)
    finish(library.refresh())
    finish(update_index(library, cache))
    finish(update_passages(library, cache))
    finder = Finder.open(library.info, index_folder_of(library, cache))
    people = LibraryPeople(library, finder.texts, PassageGraph.open(library, cache))
    try:
        yield Room(library, people, Remarks(people), finder)
    finally:
        finder.close()
