"""A small library with notes on it, in a temporary folder."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from storage.library_room import put

from gulagreader.domain.progress import finish
from gulagreader.services.noting import NoteShelf
from gulagreader.services.reading import OpenLibrary
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.memory import ReaderMemory

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
BODY = """\
The amnesty of 1953 freed more than a million, but "no political prisoner" among them.

Nobody had *asked* them. The decree was signed by Voroshilov.
"""
POST = f"""\
---
title: Whom the amnesty left out
id: p1
author: chalk
date: "2014-03-03"
source: {{kind: rss, file: feed.xml, sha256: "0", importer: rss/1, url: "https://blog.example.org/2014/amnesty/"}}
---
{BODY}"""
COMMENTS = """\
- id: c1
  author: reader 3
  text: Was Stalin dead by then, or only nearly so?
  url: https://blog.example.org/2014/amnesty/#comment-17
- id: c2
  parent: c1
  text: For three weeks. The decree of the Presidium came on 27 March.
"""
OTHER = "---\ntitle: A novel\nid: p2\n---\nOne day in the life of a camp.\n"


@dataclass
class NoteRoom:
    """A library, a memory, and a clock that goes on by a minute each time."""

    folder: Path
    ticks: "count[int]" = field(default_factory=count)
    ids: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        create_library(self.folder / "library", "Notes", library_id="noted")
        self.files = LibraryFolder.open(self.folder / "library")
        self.write("p1.md", POST)
        self.write("p1.comments.yaml", COMMENTS)
        self.write("p2.md", OTHER)
        self.library = OpenLibrary.open(self.folder / "library", self.folder / "cache")
        finish(self.library.refresh())
        self.memory = ReaderMemory.open(self.folder / "data" / "memory.sqlite")
        self.shelf = self.shelf_of("me")

    def clock(self) -> datetime:
        return NOON + timedelta(minutes=next(self.ticks))

    def new_id(self) -> str:
        return f"00000000-0000-4000-8000-{next(self.ids):012}"

    def shelf_of(self, reader: str) -> NoteShelf:
        """The shelf as a program finds it that is started anew."""
        notes = self.memory.notes("noted")
        return NoteShelf(
            notes, self.library, self.clock, reader=reader, new_id=self.new_id
        )

    def write(self, name: str, text: str) -> None:
        put(self.files, name, text)

    def rewrite(self, change: Callable[[str], str], name: str = "p1.md") -> None:
        """Change a file of the library, as an editor or an import does."""
        path = self.files.path / "posts" / name
        self.write(name, change(path.read_text("utf-8")))
        finish(self.library.refresh())

    def mark(
        self,
        passage: str,
        comment: str | None = None,
        post: str = "p1",
        text: str = "",
        tags: tuple[str, ...] = (),
        colour: str = "yellow",
    ) -> str:
        """Mark a passage; give the note's id."""
        reading = self.library.read(post)
        source = reading.post.body
        if comment is not None:
            row = reading.thread.index[comment]
            source = reading.thread.rows[row].comment.text
        start = source.index(passage)
        note = self.shelf.add(
            reading.post,
            reading.thread,
            comment,
            (start, start + len(passage)),
            text=text,
            tags=tags,
            colour=colour,
        )
        return note.id

    def shown(self, note_id: str) -> str | None:
        """The passage of a note as it stands now; None where it has no place."""
        placed = self.shelf.placed(self.shelf.note(note_id))
        if placed.span is None:
            return None
        reading = self.library.read(placed.note.post)
        source = reading.post.body
        if placed.comment is not None:
            row = reading.thread.index[placed.comment]
            source = reading.thread.rows[row].comment.text
        return source[slice(*placed.span)]
