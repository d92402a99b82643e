"""Which passages were taken up where, asked from either end."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.late_patterns import late_pattern
from gulagreader.domain.quotation_list import ListedQuotation
from gulagreader.domain.uptake import (
    Link,
    LinkKind,
    Passage,
    PassagePlace,
    Taking,
    Uptake,
)
from gulagreader.services.indexable import IndexableLibrary
from gulagreader.services.reading import Reading
from gulagreader.services.uptake.crowds import shared_by_way, sharing_counts
from gulagreader.services.uptake.state import passage_file_of
from gulagreader.storage.passage_file import PassageFile
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text
from gulagreader.text.quotations import find_quotations

_ANSWER = 400
"""Characters of an answer that are shown at most."""
_BEFORE_QUOTATION = late_pattern(r"(?:\s+(?:\d{1,3}[.)]|[-*+>]))?(?:\s+[*_]+)?[\s>]*$")
"""What stands at the end of a text because a quotation comes next: the sign of a list's
item or of a block quote, and what makes words bold."""
_AFTER_QUOTATION = late_pattern(r"^(?:[\s.,;:!?…”\"’»)>]|[*_]+(?![\w*_]))+")
"""What still belongs to a quotation, or to its sentence."""
_ENDS = '.!?…:;”"’»)'


class ReadableLibrary(IndexableLibrary, Protocol):
    """A library whose posts can be read by their ids."""

    def read(self, post_id: str) -> Reading:
        """Read a post; GulagreaderError where it cannot be."""


class PassageGraph:
    """The links of a library as they were last brought up to date.

    The file is opened for each question, so that it may be asked from any thread and
    sees what was taken in meanwhile. Where there is none yet, nothing is linked.
    """

    def __init__(self, library: ReadableLibrary, path: Path) -> None:
        self._library = library
        self._path = path

    @classmethod
    def open(cls, library: ReadableLibrary, cache: Path) -> "PassageGraph":
        """The graph that ``cache`` keeps of a library; nothing is read yet."""
        return cls(library, passage_file_of(library, cache))

    @property
    def exists(self) -> bool:
        """Whether it was ever made."""
        return self._path.is_file()

    @property
    def stamp(self) -> tuple[int, int] | None:
        """Changes when the links change; None where there are none yet."""
        try:
            facts = self._path.stat()
        except OSError:
            return None
        return facts.st_mtime_ns, facts.st_size

    def ends(self) -> list[tuple[str, str | None, str, str | None, LinkKind]]:
        """Post and comment of both ends of every link of the library."""
        try:
            with PassageFile.open(self._path) as kept:
                return [] if kept is None else list(kept.links.ends())
        except sqlite3.Error:
            return []

    def every_link(self) -> tuple[Link, ...]:
        """All links of the library."""
        try:
            with PassageFile.open(self._path) as kept:
                return () if kept is None else tuple(kept.links.every())
        except sqlite3.Error:
            return ()

    def links_of(self, post: str) -> tuple[Link, ...]:
        """All links of a post and its comments, from and to them, each as it is."""
        found = dict.fromkeys((*self._asked(post, False), *self._asked(post, True)))
        return tuple(found)

    def links_from(self, post: str, comment: str | None = None) -> tuple[Link, ...]:
        """What a text took from others, or shares with them, in its own order.

        The source of each link is in the text that was asked for.
        """
        found = [
            one for one in self._asked(post, False) if one.source.comment == comment
        ]
        found += [
            one.turned()
            for one in self._asked(post, True)
            if one.kind is LinkKind.SHARED and one.target.comment == comment
        ]
        return tuple(sorted(found, key=lambda one: (one.source.start, one.source.end)))

    def links_to(self, post: str, comment: str | None = None) -> tuple[Link, ...]:
        """What others took from a text, or share with it, in its own order.

        The target of each link is in the text that was asked for.
        """
        found = [
            one for one in self._asked(post, True) if one.target.comment == comment
        ]
        found += [
            one.turned()
            for one in self._asked(post, False)
            if one.kind is LinkKind.SHARED and one.source.comment == comment
        ]
        return tuple(sorted(found, key=lambda one: (one.target.start, one.target.end)))

    def linked_with(self, place: PassagePlace) -> tuple[PassagePlace, ...]:
        """Where else the words of a place stand, in the order of the library.

        That is whom it has them from, who took them up, and who shares them.
        """
        found = [
            link.target
            for link in self.links_from(place.post, place.comment)
            if link.source.meets(place)
        ]
        found += [
            link.source
            for link in self.links_to(place.post, place.comment)
            if link.target.meets(place)
        ]
        return tuple(dict.fromkeys(found))

    def quotations(self) -> tuple[ListedQuotation, ...]:
        """Every passage that the library quotes, the newest posts first.

        As it was last brought up to date; how often each was taken up is counted.
        """
        try:
            with PassageFile.open(self._path) as kept:
                return () if kept is None else _listed(kept)
        except sqlite3.Error:
            return ()

    def takings(self, links: Sequence[Link]) -> tuple[Taking, ...]:
        """Who took a passage up, by what ``Passage.further`` holds."""
        readings: dict[str, Reading] = {}
        found = (self._taking(link, readings) for link in links)
        return tuple(one for one in found if one is not None)

    def uptake_of(
        self, post: str, comment: str | None = None, *, most: int | None = None
    ) -> Uptake:
        """Which passages of a post, or of a comment, were taken up, and by whom.

        ``most`` of each passage are read, beside those in the post's own thread.

        Raises:
            UnknownPostError: the library has no such post.
            DamagedFileError: its file cannot be read.
        """
        reading = self._library.read(post)
        source = reading.source(comment) or ""
        groups: list[list[Link]] = []
        end = -1
        for link in self.links_to(reading.post.id, comment):
            if link.target.end > len(source):
                continue  # the post changed since
            if groups and link.target.start < end:
                groups[-1].append(link)
                end = max(end, link.target.end)
            else:
                groups.append([link])
                end = link.target.end
        readings = {reading.post.id: reading}
        passages = [self._passage(source, group, readings, most) for group in groups]
        found = tuple(one for one in passages if one.takings)
        return Uptake(reading.post.id, found)

    def _passage(
        self,
        source: str,
        links: Sequence[Link],
        readings: dict[str, Reading],
        most: int | None,
    ) -> Passage:
        start = min(link.target.start for link in links)
        end = max(link.target.end for link in links)
        own = links[0].target.post
        links = sorted(links, key=lambda one: one.source.post != own)
        near = sum(one.source.post == own for one in links)
        read = len(links) if most is None else max(near, most)
        takings = [self._taking(link, readings) for link in links[:read]]
        known = tuple(one for one in takings if one is not None)
        return Passage(start, end, source[start:end], known, tuple(links[read:]))

    def _taking(self, link: Link, readings: dict[str, Reading]) -> Taking | None:
        """Who took a passage up; None where it is not there any more."""
        post = link.source.post
        if post not in readings:
            try:
                readings[post] = self._library.read(post)
            except GulagreaderError:
                return None
        reading = readings[post]
        text = reading.source(link.source.comment)
        if text is None or link.source.end > len(text):
            return None
        if link.source.comment is None:
            author, date = reading.post.author, reading.post.date
        else:
            thread = reading.thread
            comment = thread.rows[thread.index[link.source.comment]].comment
            author, date = comment.author, comment.date
        answer = _answer(text, link.source.start, link.source.end)
        return Taking(link, reading.post.title, author, date, answer)

    def _asked(self, post: str, incoming: bool) -> list[Link]:
        try:
            with PassageFile.open(self._path) as kept:
                if kept is None:
                    return []
                found = kept.links.of_post(post, incoming=incoming)
                return found if incoming else [*found, *shared_by_way(kept, post)]
        except sqlite3.Error:
            return []  # damaged, or just being written: the next update mends it


def _listed(kept: PassageFile) -> tuple[ListedQuotation, ...]:
    taken: dict[int, list[tuple[int, int]]] = {}
    for text, start, end in kept.links.taken():
        taken.setdefault(text, []).append((start, end))
    more = sharing_counts(kept.links.every_end())
    found = []
    for text, one in kept.quotations():
        stretches = taken.get(text, ())
        count = sum(low < one.end and one.start < high for low, high in stretches)
        meeting = (
            others
            for low, high, others in more.get(text, ())
            if low < one.end and one.start < high
        )
        count = max(count, max(meeting, default=0) + bool(count))
        found.append(replace(one, taken_up=count) if count else one)
    return tuple(found)


def _answer(text: str, start: int, end: int) -> str:
    """What a writer says to a passage: what follows it up to the next quotation.

    The rest of its sentence is not yet the answer, but of a last one there is no other.
    """
    quotations = [one for one in find_quotations(text) if one.level == 1]
    own = [one for one in quotations if one.start < end and start < one.end]
    start = min([start, *(one.start for one in own)])
    cited = (one.citation.end for one in own if one.citation is not None)
    end = max([end, *(one.end for one in own), *cited])
    after = min(
        (one.start for one in quotations if one.start >= end), default=len(text)
    )
    before = max((one.end for one in quotations if one.end <= start), default=0)
    following = _AFTER_QUOTATION.sub("", _BEFORE_QUOTATION.sub("", text[end:after]))
    said = clean_line(plain_text(following))
    if said and after < len(text) and said[-1] not in _ENDS:
        said = f"{said} …"  # its sentence goes on with the next quotation
    if not said:
        said = clean_line(plain_text(text[before:start].rstrip(' “"‘«(>\n')))
    if len(said) > _ANSWER:
        said = said[:_ANSWER].rsplit(" ", 1)[0] + " …"
    return said
