"""The finder against a gold set: how well it must do, over all and by class.

Each line of the file holds a text with its quotations (start, end, kind, level,
number of spans, speaker, whether it is cited) and its citations (start, end, the
key of the source, whether the link is a guess).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gulagreader.domain.posts import CitedSource
from gulagreader.domain.quotations import Citation, Quotation
from gulagreader.text.quotation_rules import RULES
from gulagreader.text.quotations import find_citations, find_quotations

GOLD = Path(__file__).with_name("gold_quotations.jsonl")


@dataclass(frozen=True)
class Case:
    row: Mapping[str, Any]
    quotations: tuple[Quotation, ...]
    citations: tuple[Citation, ...]

    @property
    def text(self) -> str:
        return str(self.row["text"])

    def pairs(self) -> Iterator[tuple[Mapping[str, Any], Quotation]]:
        found = {(one.start, one.end): one for one in self.quotations}
        for wanted in self.row["quotes"]:
            one = found.get((wanted["start"], wanted["end"]))
            if one is not None:
                yield wanted, one


@cache
def cases() -> Sequence[Case]:
    answer = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sources = [CitedSource(one["key"], one["text"]) for one in row["sources"]]
        markdown = row["markdown"]
        answer.append(
            Case(
                row,
                find_quotations(row["text"], sources=sources, markdown=markdown),
                find_citations(row["text"], sources, markdown=markdown),
            )
        )
    return answer


def _spans(rows: Sequence[Mapping[str, Any]]) -> set[tuple[int, int]]:
    return {(row["start"], row["end"]) for row in rows}


def test_the_gold_set_covers_every_class() -> None:
    classes = [case.row["class"] for case in cases()]
    least = {
        "straight": 10,
        "curly": 10,
        "nested": 8,
        "apostrophe": 10,
        "scripts": 12,
        "paragraphs": 8,
        "unclosed": 6,
        "not-quotation": 12,
        "citation": 12,
        "block": 6,
        "measure": 4,
    }
    assert {name: classes.count(name) >= n for name, n in least.items()} == (
        dict.fromkeys(least, True)
    )


def test_quotations_are_found_to_the_character() -> None:
    right = found = wanted = 0
    wrong = []
    for case in cases():
        gold = _spans(case.row["quotes"])
        mine = {(one.start, one.end) for one in case.quotations}
        right += len(gold & mine)
        found += len(mine)
        wanted += len(gold)
        wrong += [(case.row["id"], case.text[a:b]) for a, b in sorted(gold ^ mine)]
    f1 = 2 * right / (found + wanted)
    assert f1 >= 0.95, wrong


def test_kinds_are_mostly_right() -> None:
    pairs = [pair for case in cases() for pair in case.pairs()]
    wrong = [(one.text, one.kind) for row, one in pairs if one.kind != row["kind"]]
    assert 1 - len(wrong) / len(pairs) >= 0.85, wrong


def test_citations_are_found_and_little_else() -> None:
    right = found = wanted = 0
    wrong = []
    for case in cases():
        gold = _spans(case.row["citations"])
        mine = {(one.start, one.end) for one in case.citations}
        right += len(gold & mine)
        found += len(mine)
        wanted += len(gold)
        wrong += [(case.row["id"], case.text[a:b]) for a, b in sorted(gold ^ mine)]
    assert right / found >= 0.95, wrong
    assert right / wanted >= 0.85, wrong


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case.row["id"]) for case in cases()]
)
def test_what_else_the_gold_set_says_of_a_text(case: Case) -> None:
    for row, one in case.pairs():
        said = (one.level, one.unclosed, len(one.spans), one.speaker)
        assert said == (row["level"], row["unclosed"], row["spans"], row["speaker"])
        assert (one.citation is not None) == row.get("citation", False)
    links = {(one.start, one.end): (one.source, one.probable) for one in case.citations}
    for row in case.row["citations"]:
        linked = links.get((row["start"], row["end"]))
        assert linked == (row["source"], row["probable"])


def test_who_finds_something_else_raises_the_number_of_the_rules() -> None:
    found = [
        (list(map(asdict, case.quotations)), list(map(asdict, case.citations)))
        for case in cases()
    ]
    digest = hashlib.sha256(json.dumps(found).encode()).hexdigest()[:12]
    assert (RULES, digest) == (3, "0e4c9d451567"), (
        "What is found has changed: raise RULES, so that what libraries keep of their "
        "quotations is made anew, and write the new digest here."
    )
