"""What changed in a library, taken in post by post, by way of the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import numpy as np

from gulagreader.domain.progress import Job, Progress
from gulagreader.services.indexable import PostFile
from gulagreader.services.uptake.linking import Led, Side, led_in, link_rows
from gulagreader.services.uptake.quoted_elsewhere import QuotedElsewhere, lead_short
from gulagreader.services.uptake.short_to_lead import short_to_lead
from gulagreader.services.uptake.state import PassagesState
from gulagreader.services.uptake.taking import Taken, Taker, add_post, stamp_of
from gulagreader.services.uptake.thread_texts import Text
from gulagreader.storage.link_rows import LinkRow
from gulagreader.storage.passage_file import PassageFile, TextRow
from gulagreader.text.passage_matching import MOST_ALIKE, fingerprints, matches
from gulagreader.text.shared_passages import MOST_PAIRED, is_worth_a_look, shares_a_run

_STEP = 8
_FEW = 50
"""Changed posts that are always taken in one by one."""
_NEIGHBOURS = 200
"""Texts that are looked at again because one that they share passages with changed."""
_WORN = 0.5
"""The share of texts that are gone at which the file is made anew."""
_MOST_LOOKED = 64
"""Texts with a fingerprint that very many have, among which one is looked for that
shares more."""
_KEPT = 64
"""Posts kept in memory that share passages with changed ones."""


def change_passages(taker: Taker, path: Path) -> Job[PassagesState | None]:
    """Take in what changed; None where all has to be made anew."""
    with PassageFile.open(path) as kept:
        if kept is None:
            return None
        files = {file.name: file for file in taker.library.post_files()}
        known = kept.stamps()
        changed = {n for n, file in files.items() if known.get(n) != stamp_of(file)}
        gone = known.keys() - files.keys()
        texts, links, dead = kept.counts()
        count = len(changed) + len(gone)
        if count > max(_FEW, len(known) // 5) or dead > max(1000, _WORN * texts):
            return None
        if count:
            done = yield from _Change(taker, kept).take_in(files, changed, gone)
            if not done:
                return None
            texts, links, _ = kept.counts()
        return PassagesState(texts, links, count, False, tuple(taker.notes))


@dataclass
class _Change:
    taker: Taker
    kept: PassageFile
    beside: dict[str, Taken | None] = field(default_factory=dict)
    """Posts that were read again because others share passages with them."""

    def take_in(
        self,
        files: Mapping[str, PostFile],
        changed: set[str],
        gone: Iterable[str],
    ) -> Job[bool]:
        """Take in changed posts and forget those that are gone.

        False where too many others would have to be looked at again.
        """
        kept = self.kept
        known = kept.stamps()
        bereft: set[int] = set()
        for name in (*(changed & known.keys()), *gone):
            bereft |= kept.linked_with(name)
        if len(bereft) > _NEIGHBOURS:
            return False
        taken = []
        for done, name in enumerate(sorted(changed)):
            yield Progress("Reading for passages", done, len(changed))
            one = self.taker.take(files[name])
            if one is not None:
                taken.append(one)
        left = [words for name in (*changed, *gone) for _, words in kept.texts_in(name)]
        with kept.changing():
            for name in (*changed, *gone):
                kept.remove_post(name)
            for done, one in enumerate(taken):
                for _ in self._add(one):
                    yield Progress("Comparing passages", done, len(taken))
            for number in sorted(bereft):
                yield Progress("Comparing passages", len(taken), len(taken))
                self._link_again(number)
            # Here other passages may meet short quotations, or meet them no more.
            met = bereft.union(*map(kept.linked_with, changed))
            met |= {
                other for number in bereft for other in kept.links.neighbours(number)
            }
            yield from self._lead_short(changed, left, met)
        return True

    def _lead_short(
        self, changed: Iterable[str], left: Sequence[bytes], met: Iterable[int]
    ) -> Job[None]:
        """Lead the short quotations anew that may come from elsewhere now.

        ``left`` are the words of the texts that are gone, ``met`` the texts of which
        other links changed.
        """
        kept = self.kept
        texts = [text for name in changed for text in kept.texts_in(name)]
        new = [words for _, words in texts]
        own = {*met, *(number for number, _ in texts)}
        chosen = short_to_lead(kept, left, new, own)
        kept.links.forget_short(chosen)
        elsewhere = QuotedElsewhere(kept, self.taker, self._side_of)
        yield from lead_short(elsewhere, kept, chosen)

    def _side_of(self, number: int) -> Side | None:
        """A text of the file by its number."""
        row = self.kept.text(number)
        owner = None if row is None else self._take_again(row.name)
        if row is None or owner is None:
            return None
        words = np.frombuffer(row.words, "<u4")
        for text in owner.texts:
            if text.comment == row.comment and np.array_equal(text.numbers, words):
                return _side(number, text, owner)
        return None

    def _link_again(self, number: int) -> None:
        """Link a text that lost a link: one that stood for many others may be gone."""
        kept = self.kept
        side = self._side_of(number)
        if side is None:
            return
        known = {number, *kept.links.neighbours(number)}
        prints = _prints_of(side.text)
        for other, seeds in _candidates(kept, side.text, prints).items():
            found = None if other in known else kept.text(other)
            if found is not None and found.name != side.name:
                kept.links.add(self._compared(side, other, seeds, {}))

    def _add(self, one: Taken) -> Iterator[None]:
        """Add a post that is not in the file, and its links with those that are.

        Pauses after a few texts.
        """
        kept = self.kept
        numbers = add_post(self.kept, one)
        led = led_in(one, numbers)
        own = {
            number: _side(number, text, one, led.get(number, ()))
            for number, text in zip(numbers, one.texts, strict=True)
        }
        for at, (number, text) in enumerate(zip(numbers, one.texts, strict=True)):
            if at % _STEP == 0:
                yield
            own_prints = _prints_of(text)
            side = own[number]
            for other, seeds in _candidates(kept, text, own_prints).items():
                kept.links.add(self._compared(side, other, seeds, own))
            kept.add_prints(
                (value, number, place)
                for value, places in own_prints.items()
                for place in places
            )

    def _compared(
        self,
        side: Side,
        other: int,
        seeds: Sequence[tuple[int, int]],
        own: Mapping[int, Side],
    ) -> list[LinkRow]:
        here = side.text.numbers.tolist()
        if other in own:
            words = own[other].text.numbers.tolist()
            if not is_worth_a_look(here, words, seeds):
                return []
            return link_rows(side, own[other], matches(here, words, seeds))
        row = self.kept.text(other)
        if row is None:
            return []
        words = np.frombuffer(row.words, "<u4").tolist()
        if not is_worth_a_look(here, words, seeds):
            return []
        if side.order < (row.date, row.name):
            turned = sorted((there, at) for at, there in seeds)
            found = [one.turned() for one in matches(words, here, turned)]
        else:
            found = matches(here, words, seeds)
        owner = self._take_again(row.name) if found else None
        if owner is None:
            return []
        for text in owner.texts:
            if text.comment == row.comment and text.numbers.tolist() == words:
                return link_rows(side, _side(other, text, owner), found)
        return []  # it changes just now, and is compared when it is taken in

    def _take_again(self, name: str) -> Taken | None:
        """Read a post that did not change, for the places of its words."""
        if name not in self.beside:
            if len(self.beside) > _KEPT:
                self.beside.clear()
            self.beside[name] = self.taker.take(PostFile(name, ()))
        return self.beside[name]


def _side(number: int, text: Text, owner: Taken, led: Sequence[Led] = ()) -> Side:
    return Side(number, text, owner.file.name, owner.order, led)


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
    kept: PassageFile, text: Text, own: Mapping[int, Sequence[int]]
) -> dict[int, list[tuple[int, int]]]:
    """The texts of the file with fingerprints of a text, and where both have them.

    Where very many have one, the first of them, and the first with more around it.
    """
    words = text.numbers.tolist()
    read = lru_cache(_MOST_LOOKED)(lambda number: _words_of(kept.text(number)))
    found: dict[int, list[tuple[int, int]]] = {}
    for value, rows in groupby(kept.with_prints(list(own)), key=itemgetter(0)):
        group = [(other, place) for _, other, place in rows]
        if len(group) + len(own[value]) > MOST_PAIRED:
            alike = (
                (other, place)
                for other, place in group[:_MOST_LOOKED]
                if shares_a_run(
                    words, read(other), [(here, place) for here in own[value]]
                )
            )
            group = list(dict.fromkeys([group[0], *islice(alike, 1)]))
        for other, place in group:
            seeds = found.setdefault(other, [])
            seeds += [(here, place) for here in own[value]]
    return {other: sorted(seeds) for other, seeds in found.items()}


def _words_of(row: TextRow | None) -> list[int]:
    return [] if row is None else np.frombuffer(row.words, "<u4").tolist()
