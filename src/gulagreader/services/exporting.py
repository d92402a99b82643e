"""Exporting: a library, or a choice of its posts, into a file of another program."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from gulagreader.domain.errors import Damage, DamagedFileError, ExportError
from gulagreader.domain.posts import PostCard
from gulagreader.domain.progress import Job, Progress
from gulagreader.exporting.anonymising import Anonymiser
from gulagreader.exporting.contents import (
    Contents,
    Entry,
    ExportedPost,
    Posts,
    oldest_first,
)
from gulagreader.exporting.epub import write_epub
from gulagreader.exporting.json_lines import json_lines
from gulagreader.exporting.web_page import web_page
from gulagreader.exporting.wxr import wxr
from gulagreader.services.export_folder import CopiedFolder, WrittenFolder
from gulagreader.services.export_report import ExportOrder, ExportReport
from gulagreader.services.export_target import export_target, new_file, new_folder
from gulagreader.services.reading import OpenLibrary
from gulagreader.storage.folder_scan import comments_path_of
from gulagreader.storage.library_folder import LibraryFolder

_TEXTS: Mapping[str, Callable[[Contents, Posts], Iterator[str]]] = MappingProxyType(
    {"html": web_page, "jsonl": json_lines, "wxr": wxr}
)
FORMATS = ("markdown", "html", "epub", "jsonl", "wxr")
_ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".epub": "epub",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "wxr",
    ".wxr": "wxr",
}
_STEP = 20
"""Posts between two reports of progress."""


def format_of(name: str | None, target: Path) -> str:
    """The format that is named, or that a target's ending tells.

    Raises:
        ExportError: it is none, or cannot be told.
    """
    known = ", ".join(FORMATS)
    if name is None:
        told = _ENDINGS.get(target.suffix.lower())
        if told is None:
            raise ExportError(f"Say what to make of it: --as FORMAT ({known}).")
        return told
    if name not in FORMATS:
        raise ExportError(f"There is no format “{name}”. There are {known}.")
    return name


def export_library(
    library: OpenLibrary, order: ExportOrder, now: datetime
) -> Job[ExportReport]:
    """Export posts with their comments, oldest first; the library is not touched.

    Posts are read one after the other. A post that cannot be read is left out and
    named in the report. Closed early, or with an error, the export leaves nothing,
    and an older target as it was.

    Raises:
        ExportError: the target may not be used, or cannot be written.
    """
    target = export_target(
        order.target,
        library.folder,
        folder=order.format == "markdown",
        force=order.force,
    )
    run = _Run(library, order, target, now)
    if order.key is not None:
        run.key = run.key_target(order.key)
    if order.anonymise:
        yield from run.learn()
    if order.format == "markdown":
        yield from run.into_folder()
    else:
        yield from run.into_file()
    return run.report


class _Run:
    """One export."""

    def __init__(
        self, library: OpenLibrary, order: ExportOrder, target: Path, now: datetime
    ) -> None:
        self._library = LibraryFolder.open(library.folder)
        self._order = order
        self._now = now
        self._all = oldest_first(library.cards)
        self._target = target
        chosen = order.posts
        self._cards = self._all if chosen is None else _in_order(self._all, chosen)
        self._hiding = (
            Anonymiser(library.info, keep_teachers=order.keep_teachers)
            if order.anonymise
            else None
        )
        self.key: Path | None = None
        self.report = ExportReport(target, order.format)
        known = {card.path for card in self._all}
        if chosen is None:
            self.report.left_out += [
                one
                for one in library.damages
                if one.fatal and one.path.suffix == ".md" and one.path not in known
            ]

    def key_target(self, key: Path) -> Path:
        """Where the key goes: neither into the export nor beside a library's files."""
        order = self._order
        if not order.anonymise:
            raise ExportError("--key belongs to --anonymise; without it nobody is hid.")
        path = export_target(key, self._library.path, folder=False, force=order.force)
        if path == self._target or path.is_relative_to(self._target):
            raise ExportError(f"{key} lies in the export. Keep the key apart from it.")
        return path

    def learn(self) -> Job[None]:
        """Learn who there is from the whole library, whatever is exported of it."""
        hiding = self._hiding
        assert hiding is not None
        for number, card in enumerate(self._all):
            if number % _STEP == 0:
                yield Progress("Learning names", number, len(self._all))
            exported = self._read(card, tell=False)
            if exported is not None:
                hiding.learn(exported)
        hiding.finish_learning()
        self.report.anonymised = hiding.report

    def into_folder(self) -> Job[None]:
        """Write a library."""
        with new_folder(self._target) as into:
            if self._hiding is None:
                copied = CopiedFolder(self._library.path, into, self._library.info)
                for number, card in enumerate(self._cards):
                    if number % _STEP == 0:
                        yield self._progress(number)
                    self._copy(copied, card)
            else:
                written = WrittenFolder(into, self._hiding.info())
                for exported in self._posts():
                    if self.report.posts % _STEP == 1:
                        yield self._progress(self.report.posts)
                    written.add(exported)
            self._write_key()

    def _copy(self, copied: CopiedFolder, card: PostCard) -> None:
        if not card.path.is_file():
            self._leave_out(Damage(card.path, None, "the file is not there any more"))
            return
        try:
            copied.add(card)
        except OSError as error:
            beside = comments_path_of(card.path)
            if error.filename not in (str(card.path), str(beside)):
                raise
            why = f"the file cannot be read: {error.strerror}"
            self._leave_out(Damage(Path(error.filename), None, why))
            if error.filename == str(card.path):
                return
        self.report.posts += 1
        self.report.comments += card.comments

    def into_file(self) -> Job[None]:
        """Write one file."""
        contents = self._contents()
        posts = self._posts()
        with new_file(self._target) as file:
            yield self._progress(0)
            if self._order.format == "epub":
                for _ in write_epub(file, contents, posts, self._now):
                    yield self._progress(self.report.posts)
            else:
                told = 0
                for piece in _TEXTS[self._order.format](contents, posts):
                    file.write(piece.encode("utf-8", "replace"))
                    if self.report.posts >= told + _STEP:
                        told = self.report.posts
                        yield self._progress(told)
            self._write_key()

    def _progress(self, done: int) -> Progress:
        return Progress("Writing posts", done, len(self._cards))

    def _posts(self) -> Iterator[ExportedPost]:
        for card in self._cards:
            exported = self._read(card, tell=True)
            if exported is None:
                continue
            self.report.posts += 1
            self.report.comments += len(exported.comments)
            yield exported if self._hiding is None else self._hiding.post(exported)

    def _read(self, card: PostCard, *, tell: bool) -> ExportedPost | None:
        try:
            read = self._library.read(card.path)
        except DamagedFileError as error:
            if tell:
                self._leave_out(error.damage)
            return None
        for damage in read.damages if tell else ():
            if damage.fatal:
                self._leave_out(damage)
        post = read.post
        if post.id != card.id:
            # Two files have this id; the catalogue gave the second its own.
            post = replace(post, id=card.id)
        return ExportedPost(post, read.comments)

    def _leave_out(self, damage: Damage) -> None:
        self.report.left_out.append(damage)

    def _contents(self) -> Contents:
        cards = self._cards
        name = "" if self._order.posts is None else _name_of(cards)
        hiding = self._hiding
        if hiding is None:
            info = self._library.info
            entries = tuple(
                Entry(one.id, one.title, one.author, one.date, one.comments)
                for one in cards
            )
            tags = tuple(dict.fromkeys(tag for card in cards for tag in card.tags))
            return Contents(info, entries, tags, name)
        entries = tuple(
            Entry(
                hiding.identity(one.id),
                hiding.line(one.title),
                hiding.author(one.author),
                one.date,
                one.comments,
            )
            for one in cards
        )
        tags = tuple(
            dict.fromkeys(hiding.line(tag) for card in cards for tag in card.tags)
        )
        return Contents(hiding.info(), entries, tags, f"{name}:hidden")

    def _write_key(self) -> None:
        if self.key is None or self._hiding is None:
            return
        text = json.dumps(self._hiding.key(), ensure_ascii=False, indent=1)
        with new_file(self.key, private=True) as file:
            file.write(text.encode("utf-8", "replace") + b"\n")


def _in_order(
    every: Sequence[PostCard], chosen: Sequence[PostCard]
) -> tuple[PostCard, ...]:
    paths = {card.path for card in chosen}
    return tuple(card for card in every if card.path in paths)


def _name_of(cards: Sequence[PostCard]) -> str:
    """Tells one choice of posts from another."""
    ids = "\0".join(sorted(card.id for card in cards))
    return hashlib.sha256(ids.encode("utf-8", "replace")).hexdigest()[:16]
