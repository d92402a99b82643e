"""Opening a library and reading in it: cards, posts with their threads, places."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gulagreader.domain.comments import Thread, thread_of
from gulagreader.domain.errors import Damage, DamagedFileError, UnknownPostError
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.places import Place
from gulagreader.domain.posts import LibraryInfo, Post, PostCard
from gulagreader.domain.progress import Job, finish
from gulagreader.storage.card_columns import CardColumns
from gulagreader.storage.catalogue import Catalogue, CatalogueState
from gulagreader.storage.folder_scan import Stamp, Stamps, comments_path_of, stamp_of
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.text.clean import clean_line

if TYPE_CHECKING:
    # Nothing is indexed before the list stands.
    from gulagreader.services.indexable import PostFile


@dataclass(frozen=True)
class Reading:
    """A post as it is read: with its thread, and what is wrong with its files."""

    post: Post
    thread: Thread
    path: Path
    damages: tuple[Damage, ...] = ()
    stamps: tuple[Stamp | None, Stamp | None] = (None, None)
    """Of the post's file and its comments file, taken before they were read."""

    def source(self, comment: str | None) -> str | None:
        """The source of the post's body, or of a comment; None where that is gone."""
        if comment is None:
            return self.post.body
        there = self.thread.comment(comment)
        return None if there is None else there.text


class OpenLibrary:
    """A library that is open: its folder, and the catalogue of its posts.

    It is what an index needs of a library (``IndexableLibrary``), too.
    """

    def __init__(self, library: LibraryFolder, catalogue: Catalogue) -> None:
        self._library = library
        self._catalogue = catalogue

    @classmethod
    def open(cls, folder: Path, cache: Path) -> "OpenLibrary":
        """Open the library in ``folder``; ``cache`` is the user's cache folder.

        No post is read: ``cards`` are those of the last ``refresh``.

        Raises:
            LibraryError: the folder is no library; it says what to do.
        """
        library = LibraryFolder.open(folder)
        return cls(library, Catalogue.open(cache, library))

    @property
    def info(self) -> LibraryInfo:
        """What ``library.yaml`` says."""
        return self._library.info

    @property
    def folder(self) -> Path:
        """The library's folder, absolute, links resolved."""
        return self._library.path

    @property
    def cards(self) -> CardColumns:
        """A card for each post, newest first, undated last."""
        return self._catalogue.cards()

    @property
    def damages(self) -> tuple[Damage, ...]:
        """Every damaged or doubtful place of the library."""
        return self._catalogue.damages()

    def refresh(self) -> Job[CatalogueState]:
        """Take in what changed on the disk; the outcome has cards and damages."""
        return self._catalogue.refresh()

    def unchanged(self) -> Job[CatalogueState | None]:
        """Look whether all files are as they were saved; None where something changed.

        It takes little time and memory.
        """
        return self._catalogue.unchanged()

    def show_saved(self) -> None:
        """Show what another program has saved so far of a first catalogue."""
        self._catalogue.show_saved()

    @property
    def is_large(self) -> bool:
        """Whether there are so many posts that other programs do its long jobs."""
        return self._catalogue.is_large

    @property
    def is_saved(self) -> bool:
        """Whether the last ``refresh`` could keep what it read."""
        return self._catalogue.is_saved

    @property
    def damages_elsewhere(self) -> tuple[Damage, ...]:
        """What is wrong beside the posts, as of the last ``refresh``."""
        return self._catalogue.damages_elsewhere

    def take_in_saved(self, damages: tuple[Damage, ...]) -> CatalogueState | None:
        """Take in what the ``refresh`` of another program saved; None where it fails.

        ``damages`` are those beside the posts.
        """
        return self._catalogue.take_in_saved(damages)

    def known_card(self, post_id: str) -> PostCard | None:
        """The card of a post by its whole id, as of the last ``refresh``."""
        window = self._catalogue.window
        if window is None:
            return self._known(post_id)
        number = window.number_of(post_id)
        return None if number is None else window[number]

    @property
    def listed(self) -> Sequence[PostCard]:
        """The cards for a list; of a large library read as they come into view."""
        window = self._catalogue.window
        return self.cards if window is None else window

    def card(self, post_id: str) -> PostCard:
        """The card of a post, by its id or a beginning that only one id has.

        Where the catalogue has none, the disk is looked at before giving up.

        Raises:
            UnknownPostError: no post or more than one is meant.
        """
        found = self._fitting(post_id)
        if not found:
            finish(self.refresh())
            found = self._fitting(post_id)
        if len(found) == 1:
            return found[0]
        shown = clean_line(post_id)[:80]
        if not found:
            raise UnknownPostError(
                f'No post has the id "{shown}". See which there are: gulagreader list'
            )
        some = ", ".join(card.id for card in found[:5])
        more = ", …" if len(found) > 5 else ""
        raise UnknownPostError(
            f'"{shown}" begins the ids of {len(found)} posts: {some}{more}. Give more'
            " of it."
        )

    def read(self, post_id: str) -> Reading:
        """Read a post anew, by its id or a beginning that only one id has.

        Damaged comments do not hide the post; the damage is in the reading.

        Raises:
            UnknownPostError: no post or more than one is meant.
            DamagedFileError: the post's own file cannot be read.
        """
        card = self.card(post_id)
        try:
            return self._read(card)
        except DamagedFileError:
            if card.path.exists():
                raise
        # Its file was moved or removed since the catalogue was made.
        finish(self.refresh())
        return self._read(self.card(post_id))

    def changed(self, reading: Reading) -> bool:
        """Whether the files of a reading changed on the disk since."""
        return self._stamps(reading.path) != reading.stamps

    def resolve(self, identifier: str) -> Place:
        """The place that ``POST`` or ``POST#COMMENT`` names.

        Raises:
            UnknownPostError: there is no such post or comment.
            DamagedFileError: the post's own file cannot be read.
        """
        post_id, mark, comment = identifier.partition("#")
        if not mark or self._known(identifier) is not None:
            return Place(self.card(identifier).id)
        reading = self.read(post_id)
        if comment in reading.thread.index:
            return Place(reading.post.id, comment)
        post = reading.post.id
        raise UnknownPostError(
            f'"{reading.post.title}" has no comment "{clean_line(comment)[:80]}". See'
            f" which there are: gulagreader show {post}"
        )

    def post_files(self) -> "Iterator[PostFile]":
        """The file of every post, unread, in the order of their paths.

        As the last ``refresh`` saw them; before the first one they are looked at.
        """
        from gulagreader.services.indexable import PostFile  # noqa: PLC0415 - start-up

        folder = self._library.path
        for relative, stamps in self._catalogue.seen() or self._looked_at():
            post, comments = stamps
            yield PostFile(f"{folder}/{relative}", (*post, *(comments or (0, -1))))

    def _looked_at(self) -> Iterator[tuple[str, Stamps]]:
        for file in self._library.post_files():
            yield file.relative, file.stamps

    def read_post(self, path: Path) -> tuple[Post, Thread]:
        """Read one post by its file; DamagedFileError where it cannot be."""
        reading = self._read_file(path)
        return reading.post, reading.thread

    def _read(self, card: PostCard) -> Reading:
        reading = self._read_file(card.path)
        if reading.post.id == card.id:
            return reading
        return replace(reading, post=replace(reading.post, id=card.id))

    def _read_file(self, path: Path) -> Reading:
        stamps = self._stamps(path)
        read = self._library.read(path)
        post = read.post
        if self._catalogue.window is not None:
            return Reading(post, thread_of(read.comments), path, read.damages, stamps)
        owner, file = self._known(post.id), str(path)
        if owner is not None and owner.file != file:
            # Two files have this id; the catalogue gave the second its own.
            known = next((card for card in self.cards if card.file == file), None)
            post = post if known is None else replace(post, id=known.id)
        return Reading(post, thread_of(read.comments), path, read.damages, stamps)

    def _stamps(self, path: Path) -> tuple[Stamp | None, Stamp | None]:
        return stamp_of(path), stamp_of(comments_path_of(path))

    def _fitting(self, post_id: str) -> list[PostCard]:
        exact = self.known_card(post_id)
        if exact is not None:
            return [exact]
        if not post_id:
            return []
        cards = self.cards
        ids = enumerate(cards.ids())
        return [cards[at] for at, one in ids if one.startswith(post_id)]

    def _known(self, post_id: str) -> PostCard | None:
        cards = self.cards
        number = cards.number_of(post_id)
        return None if number is None else cards[number]
