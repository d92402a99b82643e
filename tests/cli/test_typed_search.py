"""gulagreader search --stdin while the library changes."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from gulagreader.cli.arguments import understand
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.index_desk import IndexDesk
from gulagreader.cli.typed_search import answer_lines
from gulagreader.cli.wanted_answer import Wanted
from gulagreader.services.reading import OpenLibrary

Step = str | Callable[[], None]


class Typist(io.RawIOBase):
    """Types lines, and does other things in between; a second passes with each."""

    def __init__(self, *steps: Step) -> None:
        super().__init__()
        self._steps = iter(steps)
        self.seconds = 0.0

    def readline(self, _: int | None = -1) -> bytes:
        for step in self._steps:
            self.seconds += 1.0
            if isinstance(step, str):
                return step.encode() + b"\n"
            step()
        return b""

    def now(self) -> float:
        return self.seconds


@pytest.fixture
def typed(
    library: Path, surroundings: dict[str, str]
) -> Callable[..., list[dict[str, Any]]]:
    """The answers to what a typist types."""

    def answers(*steps: Step) -> list[dict[str, Any]]:
        typist, out = Typist(*steps), io.StringIO()
        source = io.TextIOWrapper(cast("io.BufferedReader", typist))
        console = Console(
            surroundings, lambda: datetime.now(UTC), source, out, io.StringIO()
        )
        request = understand(["search", "--stdin", "--library", str(library)])
        indexes = IndexDesk(Desk.open(request, console))
        answer_lines(indexes, console, Wanted.of(request), typist.now)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return answers


@pytest.fixture
def add(library: Path) -> Callable[[str], Callable[[], None]]:
    def adding(text: str) -> Callable[[], None]:
        path = library / "posts/undated/gulag.md"

        def written() -> None:
            path.write_text(f"{path.read_text()}\n{text}\n", encoding="utf-8")

        return written

    return adding


def test_an_edit_is_found_while_the_program_runs(
    typed: Callable[..., list[dict[str, Any]]],
    add: Callable[[str], Callable[[], None]],
) -> None:
    answers = typed(
        *("rehabilitation", add("Rehabilitation came later."), "rehabilitation"),
        *(add("Rehabilitation again, and thaw."), "thaw ", "rehabilit"),
    )
    assert [answer["total"] for answer in answers] == [0, 1, 1, 1]


def test_an_edited_quotation_is_found_once_quotations_were_asked_for(
    typed: Callable[..., list[dict[str, Any]]],
    add: Callable[[str], Callable[[], None]],
) -> None:
    answers = typed(
        *("in:quotations amnesty", add("He said: “The thaw came too late for us.”")),
        *("in:quotations thaw ", "has:quotation thaw "),
    )
    assert [answer["total"] for answer in answers] == [2, 1, 1]
    assert all(answer["notes"] == [] for answer in answers)


def test_the_library_is_not_looked_at_with_every_line(
    typed: Callable[..., list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []
    refresh = OpenLibrary.refresh

    def counted(library: OpenLibrary) -> Iterator[Any]:
        looked.append(library)
        return refresh(library)

    monkeypatch.setattr(OpenLibrary, "refresh", counted)
    monkeypatch.setattr(Typist, "now", lambda typist: typist.seconds / 10)
    typed(*("gulag" for _ in range(25)))
    assert 2 <= len(looked) <= 4


def test_a_library_that_goes_while_it_is_searched_still_answers(
    typed: Callable[..., list[dict[str, Any]]], library: Path
) -> None:
    def gone() -> None:
        library.rename(library.with_name("elsewhere"))

    answers = typed("gulag", gone, "gulag", "gulag")
    assert len(answers) == 3
    assert answers[0]["total"] == 1
