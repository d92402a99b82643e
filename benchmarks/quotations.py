"""Measure the finder of quotations: how well it does on the gold set, and how fast.

    python -m benchmarks quotations

The gold set is ``tests/text/gold_quotations.jsonl``: texts in which every quotation and
every citation was marked by hand, in eleven classes of difficulty.
"""

import json
import random
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.library_maker import Prose, thread
from benchmarks.measuring import heading, in_turns, row
from gulagreader.domain.posts import CitedSource
from gulagreader.text.quotations import find_citations, find_quotations

_GOLD = Path(__file__).parents[1] / "tests" / "text" / "gold_quotations.jsonl"
_LIBRARY = Path(__file__).parents[1] / "library" / "posts"
Row = Mapping[str, Any]


@dataclass
class Counts:
    """What was found, what was wanted, and how much of that is the same."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def take(self, mine: set[tuple[int, int]], gold: set[tuple[int, int]]) -> None:
        """Count the places of one text."""
        self.right += len(mine & gold)
        self.found += len(mine)
        self.wanted += len(gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, self.found + self.wanted)


def run() -> None:
    """Print how well and how fast quotations are found."""
    rows = [json.loads(line) for line in _GOLD.read_text("utf-8").splitlines()]
    _quality(rows)
    _speed(rows)


def _quality(rows: list[Row]) -> None:
    spans, citations, speakers = Counts(), Counts(), Counts()
    by_class: dict[str, Counts] = defaultdict(Counts)
    kinds = right_kinds = 0
    for one in rows:
        sources = [CitedSource(each["key"], each["text"]) for each in one["sources"]]
        markdown = one["markdown"]
        quotations = find_quotations(one["text"], sources=sources, markdown=markdown)
        cited = find_citations(one["text"], sources, markdown=markdown)
        mine = {(each.start, each.end) for each in quotations}
        for counts in (spans, by_class[one["class"]]):
            counts.take(mine, _places(one["quotes"]))
        citations.take(
            {(each.start, each.end) for each in cited}, _places(one["citations"])
        )
        gold = {(each["start"], each["end"]): each for each in one["quotes"]}
        for each in quotations:
            wanted = gold.get((each.start, each.end))
            if wanted is not None:
                kinds += 1
                right_kinds += each.kind.value == wanted["kind"]
                named = each.speaker is not None and each.speaker == wanted["speaker"]
                speakers.right += named
                speakers.found += each.speaker is not None
                speakers.wanted += wanted["speaker"] is not None
    heading(f"Quotations: {len(rows)} texts marked by hand", "what", "%")
    row("quotations to the character, F1", _percent(spans.f1))
    row("… precision", _percent(spans.precision))
    row("… recall", _percent(spans.recall))
    row("kind right, of those found", _percent(right_kinds / max(1, kinds)))
    row("speaker, precision", _percent(speakers.precision))
    row("… recall", _percent(speakers.recall))
    row("citations, precision", _percent(citations.precision))
    row("citations, recall", _percent(citations.recall))
    heading("The same by class", "class", "texts", "quotations", "F1 in %")
    for name, counts in by_class.items():
        texts = sum(one["class"] == name for one in rows)
        row(name, texts, counts.wanted, _percent(counts.f1))


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"


def _places(rows: list[Row]) -> set[tuple[int, int]]:
    return {(one["start"], one["end"]) for one in rows}


def _speed(rows: list[Row]) -> None:
    comments = [one.text for one in thread(Prose(), 3_600, random.Random(1))]
    texts = {
        "posts of the library that ships": _a_million(
            [file.read_text("utf-8") for file in sorted(_LIBRARY.rglob("*.md"))]
        ),
        "comments, one sentence in twelve with a quotation": comments,
        "the gold set, nothing but hard cases": _a_million(
            [one["text"] for one in rows]
        ),
    }
    times = in_turns({name: partial(_find, each) for name, each in texts.items()}, 5)
    heading(
        "Finding quotations in 1 MB",
        "of",
        "seconds",
        "of the processor",
        "quotations in it",
    )
    for name, took in times.items():
        size = sum(len(one.encode()) for one in texts[name]) / 1e6
        busy = min(_processor_time(texts[name]) for _ in range(3))
        found = f"{_find(texts[name]) / size:,.0f}"
        row(name, took / 1000 / size, busy / size, found)


def _processor_time(texts: list[str]) -> float:
    """Seconds that do not count what else the machine does."""
    start = time.process_time()
    _find(texts)
    return time.process_time() - start


def _a_million(texts: list[str]) -> list[str]:
    """The same texts over and over: a megabyte."""
    return texts * (1_000_000 // sum(len(one.encode()) for one in texts) + 1)


def _find(texts: list[str]) -> int:
    return sum(len(find_quotations(one)) for one in texts)
