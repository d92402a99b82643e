"""Keeping a library's passages in step with it: all at first, then what changed.

The first build holds all words in memory as numbers, at some 30 bytes a word, and
compares them at once; what changes later is compared by way of the file.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np

from gulagreader.domain.errors import DamagedFileError, IndexUnavailableError
from gulagreader.domain.progress import Job, Progress
from gulagreader.domain.uptake import Link, LinkKind
from gulagreader.services.indexable import IndexableLibrary, PostFile
from gulagreader.services.indexing import index_folder_of
from gulagreader.services.uptake.quoted_above import quoted_above
from gulagreader.services.uptake.thread_texts import Text, texts_of
from gulagreader.storage.passage_file import LinkRow, PassageFile
from gulagreader.text.passage_matching import (
    MOST_ALIKE,
    Match,
    fingerprints,
    matches,
)
from gulagreader.text.shared_passages import (
    MOST_PAIRED,
    corpus_of,
    is_worth_a_look,
    printed,
    shared_passages,
)

_FILE = "passages.sqlite"
_STEP = 20
_FEW = 50
"""Changed posts that are always taken in one by one."""
_NEIGHBOURS = 200
"""Texts that are looked at again because one that they share passages with changed."""
_WORN = 0.5
"""The share of texts that are gone at which the file is made anew."""
_SMALL_WORDS = 6
"""Words that two texts share beside the marks of a passage, at most."""
_KEPT = 64
"""Posts kept in memory that share passages with changed ones."""


@dataclass(frozen=True, slots=True)
class PassagesState:
    """What is known of a library's passages after an update."""

    texts: int
    links: int
    changed: int = 0
    """Post files taken in or removed by this run."""
    rebuilt: bool = False
    notes: tuple[str, ...] = ()
    """Files that could not be read."""


def passage_file_of(library: IndexableLibrary, cache: Path) -> Path:
    """The file under ``cache`` that holds what is known of a library's passages."""
    return index_folder_of(library, cache) / _FILE


def update_passages(
    library: IndexableLibrary, cache: Path, *, rebuild: bool = False
) -> Job[PassagesState]:
    """Bring what is known of a library's passages up to date.

    ``cache`` is the user's cache folder. Closed early, all is as it was before. What is
    damaged is made anew.

    Raises:
        IndexUnavailableError: the file cannot be written there.
    """
    path = passage_file_of(library, cache)
    run = _Run(library, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not rebuild:
            try:
                state = yield from run.change()
            except sqlite3.DatabaseError:
                state = None
            if state is not None:
                return state
        return (yield from run.build())
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IndexUnavailableError(
            f"The passages of this library cannot be kept in {path}: {reason}. Make"
            " room there, or name another folder in GULAGREADER_CACHE."
        ) from error


@dataclass
class _Taken:
    """A post's file with its texts."""

    file: PostFile
    post: str
    date: str
    texts: list[Text]
    links: list[Link]
    """Its quotations, led to what stands above them."""

    @property
    def order(self) -> tuple[str, str]:
        """By date; undated ones last."""
        return self.date, self.file.name


@dataclass
class _Run:
    library: IndexableLibrary
    path: Path
    notes: list[str] = field(default_factory=list)
    beside: dict[str, _Taken | None] = field(default_factory=dict)
    """Posts that were read again because others share passages with them."""

    def _take(self, file: PostFile) -> _Taken | None:
        """Read a post and lead its quotations to what stands above them."""
        try:
            post, thread = self.library.read_post(file.path)
        except DamagedFileError as error:
            self.notes.append(str(error))
        except OSError as error:
            self.notes.append(f"{file.path}: {error.strerror or error}")
        else:
            read = texts_of(post, thread)
            links = list(quoted_above(post.id, thread, read))
            return _Taken(file, post.id, post.date or "9999", read.texts, links)
        return None

    def build(self) -> Job[PassagesState]:
        """Take in the whole library."""
        files = list(self.library.post_files())
        self.notes.clear()
        taken: list[_Taken] = []
        for done, file in enumerate(files):
            if done % _STEP == 0:
                yield Progress(
                    "Reading for passages", done, len(files), 0.7 * done / len(files)
                )
            one = self._take(file)
            if one is not None:
                taken.append(one)
        # Where very many texts share a passage, they are linked with the first one.
        taken.sort(key=lambda one: one.order)
        texts = [text for one in taken for text in one.texts]
        yield Progress("Comparing passages", 0, len(texts), 0.7)
        corpus = corpus_of([text.numbers for text in texts])
        prints, own, places = printed(corpus)
        with PassageFile.make(self.path) as kept:
            numbers = [number for one in taken for number in _add(kept, one)]
            owners = [one for one in taken for _ in one.texts]
            links = sum(len(one.links) for one in taken)
            yield Progress("Comparing passages", len(texts) // 2, len(texts), 0.8)
            shared = shared_passages(corpus, prints, own, places)
            for count, (later, earlier, found) in enumerate(shared):
                if count % 500 == 0:
                    yield Progress("Comparing passages", later, len(texts), 0.85)
                rows = _rows(
                    _Side(numbers[later], texts[later], owners[later]),
                    _Side(numbers[earlier], texts[earlier], owners[earlier]),
                    found,
                )
                links += len(rows)
                kept.add_links(rows)
            yield Progress("Writing passages", 0, len(texts), 0.9)
            every = np.array(numbers, np.int64)
            kept.add_prints(
                _print_rows(
                    prints.view(np.int64), every[own] if len(own) else own, places
                )
            )
        return PassagesState(len(texts), links, len(files), True, tuple(self.notes))

    def change(self) -> Job[PassagesState | None]:
        """Take in what changed; None where all has to be made anew."""
        with PassageFile.open(self.path) as kept:
            if kept is None:
                return None
            files = {file.name: file for file in self.library.post_files()}
            known = kept.stamps()
            changed = {n for n, file in files.items() if known.get(n) != _stamp(file)}
            gone = known.keys() - files.keys()
            texts, links, dead = kept.counts()
            if len(changed) + len(gone) > max(_FEW, len(known) // 5):
                return None
            if dead > max(1000, _WORN * texts):
                return None
            count = len(changed) + len(gone)
            if count:
                done = yield from self._change(kept, files, changed, gone)
                if not done:
                    return None
                texts, links, _ = kept.counts()
            return PassagesState(texts, links, count, False, tuple(self.notes))

    def _change(
        self,
        kept: PassageFile,
        files: Mapping[str, PostFile],
        changed: set[str],
        gone: Iterable[str],
    ) -> Job[bool]:
        known = kept.stamps()
        bereft: set[int] = set()
        for name in (*(changed & known.keys()), *gone):
            bereft |= kept.linked_with(name)
        if len(bereft) > _NEIGHBOURS:
            return False
        taken = []
        for done, name in enumerate(sorted(changed)):
            yield Progress("Reading for passages", done, len(changed))
            one = self._take(files[name])
            if one is not None:
                taken.append(one)
        with kept.changing():
            for name in (*changed, *gone):
                kept.remove_post(name)
            for one in taken:
                self._add(kept, one)
            for number in sorted(bereft):
                self._link_again(kept, number)
        return True

    def _link_again(self, kept: PassageFile, number: int) -> None:
        """Link a text that lost a link: one that stood for many others may be gone."""
        row = kept.text(number)
        owner = None if row is None else self._take_again(row.name)
        if row is None or owner is None:
            return
        words = np.frombuffer(row.words, "<u4")
        for text in owner.texts:
            if text.comment == row.comment and np.array_equal(text.numbers, words):
                side = _Side(number, text, owner)
                known = {number, *kept.neighbours(number)}
                for other, seeds in _candidates(kept, _prints_of(text)).items():
                    found = None if other in known else kept.text(other)
                    if found is not None and found.name != row.name:
                        kept.add_links(self._compared(kept, side, other, seeds, {}))
                return

    def _add(self, kept: PassageFile, one: _Taken) -> None:
        """Add a post that is not in the file, and its links with those that are."""
        numbers = _add(kept, one)
        own = dict(zip(numbers, one.texts, strict=True))
        for number, text in zip(numbers, one.texts, strict=True):
            own_prints = _prints_of(text)
            side = _Side(number, text, one)
            for other, seeds in _candidates(kept, own_prints).items():
                kept.add_links(self._compared(kept, side, other, seeds, own))
            kept.add_prints(
                (value, number, place)
                for value, places in own_prints.items()
                for place in places
            )

    def _compared(
        self,
        kept: PassageFile,
        side: "_Side",
        other: int,
        seeds: Sequence[tuple[int, int]],
        own: Mapping[int, Text],
    ) -> list[LinkRow]:
        here = side.text.numbers.tolist()
        if other in own:
            words = own[other].numbers.tolist()
            if not is_worth_a_look(here, words, seeds):
                return []
            found = matches(here, words, seeds)
            return _rows(side, _Side(other, own[other], side.owner), found)
        row = kept.text(other)
        if row is None:
            return []
        words = np.frombuffer(row.words, "<u4").tolist()
        if not is_worth_a_look(here, words, seeds):
            return []
        if side.owner.order < (row.date, row.name):
            turned = sorted((there, at) for at, there in seeds)
            found = [one.turned() for one in matches(words, here, turned)]
        else:
            found = matches(here, words, seeds)
        owner = self._take_again(row.name) if found else None
        if owner is None:
            return []
        for text in owner.texts:
            if text.comment == row.comment and text.numbers.tolist() == words:
                return _rows(side, _Side(other, text, owner), found)
        return []  # it changes just now, and is compared when it is taken in

    def _take_again(self, name: str) -> _Taken | None:
        """Read a post that did not change, for the places of its words."""
        if name not in self.beside:
            if len(self.beside) > _KEPT:
                self.beside.clear()
            self.beside[name] = self._take(PostFile(name, ()))
        return self.beside[name]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two texts that share something."""

    number: int
    text: Text
    owner: _Taken
    """The post that it belongs to."""

    def was_led(self, start: int, end: int, other: Text) -> bool:
        """Whether a quotation in a stretch was led to a text of its thread already."""
        return any(
            link.source.comment == self.text.comment
            and link.target.comment == other.comment
            and link.source.start < end
            and start < link.source.end
            for link in self.owner.links
        )


def _add(kept: PassageFile, one: _Taken) -> list[int]:
    """Write a post with its texts and the links inside its thread."""
    kept.add_post(one.file.name, _stamp(one.file), one.post, one.date)
    numbers = [
        kept.add_text(
            one.file.name, one.post, text.comment, text.numbers.astype("<u4").tobytes()
        )
        for text in one.texts
    ]
    number_of: dict[str | None, int] = {}
    for number, text in zip(numbers, one.texts, strict=True):
        number_of.setdefault(text.comment, number)
    kept.add_links(
        LinkRow(
            number_of[link.source.comment],
            link.source.start,
            link.source.end,
            number_of[link.target.comment],
            link.target.start,
            link.target.end,
            link.kind,
            link.score,
        )
        for link in one.links
    )
    return numbers


def _rows(later: _Side, earlier: _Side, found: Sequence[Match]) -> list[LinkRow]:
    """Matches as links; those that a quotation was led to already are left out.

    In a thread the text that stands lower has it from the one above; of two posts the
    later from the earlier.
    """
    thread = later.owner.file.name == earlier.owner.file.name
    if not thread and later.owner.order < earlier.owner.order:
        later, earlier = earlier, later
        found = [one.turned() for one in found]
    rows = []
    for one in (_inside_marks(one, later.text, earlier.text) for one in found):
        start, end = later.text.span(one.start, one.end)
        other = earlier.text.span(one.other_start, one.other_end)
        if thread and later.was_led(start, end, earlier.text):
            continue
        marked = later.text.is_marked(start, end)
        kind = LinkKind.REPEATED if thread else LinkKind.SHARED
        if marked and (thread or not earlier.text.is_marked(*other)):
            kind = LinkKind.QUOTED
        score = round(one.score, 4)
        rows.append(
            LinkRow(later.number, start, end, earlier.number, *other, kind, score)
        )
    return rows


def _inside_marks(one: Match, text: Text, other: Text) -> Match:
    """Cut off what stands outside the marks of either text: a word before them.

    Two writers put the same small word before a sentence that they both quote.
    """
    ends = zip(
        text.outside(one.start, one.end),
        other.outside(one.other_start, one.other_end),
        strict=True,
    )
    before, after = (max(pair) for pair in ends)
    cut = replace(
        one,
        start=one.start + before,
        end=one.end - after,
        other_start=one.other_start + before,
        other_end=one.other_end - after,
        same=one.same - before - after,
    )
    if not (before or after) or before + after > _SMALL_WORDS:
        return one
    fits = (
        np.array_equal(
            text.numbers[one.start : cut.start],
            other.numbers[one.other_start : cut.other_start],
        )
        and np.array_equal(
            text.numbers[cut.end : one.end],
            other.numbers[cut.other_end : one.other_end],
        )
        and cut.same > _SMALL_WORDS
    )
    return cut if fits else one


def _prints_of(text: Text) -> dict[int, list[int]]:
    """A text's fingerprints, as the file has them, and where they stand."""
    found: dict[int, list[int]] = {}
    prints, places = fingerprints(text.numbers)
    for value, place in zip(
        prints.view(np.int64).tolist(), places.tolist(), strict=True
    ):
        known = found.setdefault(value, [])
        if len(known) < MOST_ALIKE:
            known.append(place)
    return found


def _candidates(
    kept: PassageFile, own: Mapping[int, Sequence[int]]
) -> dict[int, list[tuple[int, int]]]:
    """The texts of the file with fingerprints of a text, and where both have them."""
    found: dict[int, list[tuple[int, int]]] = {}
    for value, rows in groupby(kept.with_prints(list(own)), key=itemgetter(0)):
        group = list(rows)
        crowded = len(group) + len(own[value]) > MOST_PAIRED
        for _, text, place in group[:1] if crowded else group:
            seeds = found.setdefault(text, [])
            seeds += [(here, place) for here in own[value]]
    return {text: sorted(seeds) for text, seeds in found.items()}


def _print_rows(
    *parts: "np.typing.NDArray[np.int64]",
) -> Iterator[tuple[int, int, int]]:
    step = 1 << 17
    for at in range(0, len(parts[0]), step):
        one, two, three = (part[at : at + step].tolist() for part in parts)
        yield from zip(one, two, three, strict=True)


def _stamp(file: PostFile) -> str:
    return " ".join(map(str, file.stamp))
