"""Notes placed in the posts of a library, and known until notes or files change."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from gulagreader.domain.errors import DamagedFileError, GulagreaderError
from gulagreader.domain.posts import LibraryInfo, PostCard
from gulagreader.services.known_notes import NotesNow
from gulagreader.services.note_places import (
    NO_POST,
    UNREADABLE,
    NoteOf,
    PostNotes,
    place_notes,
    unplaced,
)
from gulagreader.services.reading import Reading
from gulagreader.storage.folder_scan import comments_path_of, stamp_of

Noted = Mapping[str, frozenset[str | None]]
"""The posts with a note: the ids of the comments that have one, and None where the
post itself has."""


class NotedLibrary(Protocol):
    """What notes need of a library (``reading.OpenLibrary`` has it)."""

    @property
    def info(self) -> LibraryInfo:
        """What it says of itself."""

    @property
    def folder(self) -> Path:
        """Where it is."""

    @property
    def cards(self) -> Sequence[PostCard]:
        """A card for each post; another object when they changed."""

    def read(self, post_id: str, /) -> Reading:
        """Read a post with its comments."""


class NotePlacing:
    """Reads posts to place notes in them, each again when its files changed.

    May be used from several threads.
    """

    def __init__(self, library: NotedLibrary) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._placed: dict[str, tuple[object, object, PostNotes]] = {}
        self._cards: tuple[object, Mapping[str, PostCard]] = (None, {})
        self._noted: tuple[object, object, Noted] | None = None

    def of_post(self, post: str, given: tuple[NoteOf, ...]) -> PostNotes:
        """Place the notes that are given on a post."""
        card = self.card(post)
        if not given:
            return PostNotes()
        if card is None:
            return unplaced(given, NO_POST)
        stamps = stamp_of(card.path), stamp_of(comments_path_of(card.path))
        with self._lock:
            kept = self._placed.get(post)
        if kept is not None and kept[0] == stamps and kept[1] is given:
            return kept[2]
        try:
            reading = self._library.read(post)
            found = place_notes(given, reading.post, reading.thread)
        except DamagedFileError:
            found = unplaced(given, UNREADABLE, card.title)
        except GulagreaderError:
            found = unplaced(given, NO_POST)
        with self._lock:
            self._placed[post] = stamps, given, found
        return found

    def noted(self, now: NotesNow) -> Noted:
        """Which posts and comments have a placed note, own or laid over.

        Another object when, and only when, notes or the library changed.
        """
        state, cards = now, self._library.cards
        kept = self._noted
        if kept is not None and kept[0] is state and kept[1] is cards:
            return kept[2]
        found = {
            post: frozenset(one.comment for one in self.of_post(post, given).placed)
            for post, given in state.by_post.items()
        }
        noted: Noted = {post: there for post, there in found.items() if there}
        if kept is not None and kept[2] == noted:
            noted = kept[2]
        self._noted = state, cards, noted
        return noted

    def card(self, post: str) -> PostCard | None:
        """The card of a post; None where the library has no such post."""
        cards = self._library.cards
        if self._cards[0] is not cards:
            self._cards = cards, {card.id: card for card in cards}
        return self._cards[1].get(post)
