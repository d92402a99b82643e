"""Whenever a run that indexes is killed, what is found is right, and the next heals.

The run is stopped right before a file operation or report of progress, chosen by
chance with a seed. While it stands still another reader searches; then it is killed,
another searches again, and the next run brings everything up to date.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.stopped_run import CHANGED, COMMENTS, POSTS, library_in_state

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import index_folder_of, update_index

SEED = 1953
KILLS = {"first": 10, "change": 24, "rebuild": 12}
EACH = COMMENTS + 1


class Victim:
    """A program that indexes and can be stopped at any moment."""

    def __init__(self, folder: Path) -> None:
        self.cache, self.library = folder / "cache", folder / "library"
        self.rebuilt = 0
        self._program = subprocess.Popen(
            [sys.executable, "-m", "services.stopped_run", self.cache, self.library],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        )

    def _asks(self, line: str) -> str:
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._program.stdin.write(line + "\n")
        self._program.stdin.flush()
        return self._program.stdout.readline().strip()

    def runs(
        self,
        state: int,
        *,
        rebuild: bool = False,
        which: str = "operation",
        moment: int = 0,
    ) -> str:
        """Index the library in a state, up to a moment; what it says then."""
        asked = {"state": state, "rebuild": rebuild, "which": which, "moment": moment}
        return self._asks(json.dumps(asked))

    def is_killed(self) -> None:
        """Kill the run that stands still."""
        assert self._asks("") == "killed"

    def finds(self, query: str) -> int | None:
        """What another reader finds; None where it is told that there is no index."""
        shelf = library_in_state(self.library, 0)
        try:
            finder = Finder.open(shelf.info, index_folder_of(shelf, self.cache))
        except IndexUnavailableError:
            return None
        try:
            return finder.answer(query, typing=False, limit=1).total
        finally:
            finder.close()

    def is_healed(self, state: int) -> bool:
        """Bring the index up to date from here; whether all of it is found."""
        shelf = library_in_state(self.library, state)
        outcome = finish(update_index(shelf, self.cache, brief=True))
        assert outcome.documents == POSTS * EACH
        assert not outcome.notes
        self.rebuilt += outcome.rebuilt
        return self.is_in(state)

    def is_in(self, state: int) -> bool:
        """Whether the index holds exactly one state of the library."""
        all_of_it = self.finds("alpha OR gamma")
        own = CHANGED * EACH if state else POSTS * EACH
        return all_of_it == POSTS * EACH and self.finds(f"state{state}") == own

    def ends(self) -> None:
        """Let the program end."""
        self._program.communicate(timeout=30)


@pytest.fixture
def victim(tmp_path: Path) -> Iterator[Victim]:
    victim = Victim(tmp_path)
    yield victim
    victim.ends()


def moments(victim: Victim, kind: str) -> Iterator[tuple[str, int]]:
    """Moments of a run to kill it at: most of them file operations."""
    chance = random.Random(f"{SEED} {kind}")
    most = {
        which: int(victim.runs(1, rebuild=True, which=which))
        for which in ("operation", "progress")
    }
    if kind == "change":
        most["operation"] = int(victim.runs(2))
    for number in range(KILLS[kind]):
        which = "progress" if number % 6 == 5 and kind != "change" else "operation"
        yield which, 1 + chance.randrange(most[which])


def test_a_change_that_is_killed_is_found_wholly_or_not_at_all(victim: Victim) -> None:
    state = 2
    for which, moment in moments(victim, "change"):
        assert victim.is_healed(state)
        assert victim.runs(state + 1, which=which, moment=moment) == "stopped"
        assert victim.is_in(state) or victim.is_in(state + 1)
        victim.is_killed()
        assert victim.is_in(state) or victim.is_in(state + 1)
        state += 1
    assert not victim.rebuilt  # what was whole is never read anew


def test_a_rebuild_that_is_killed_leaves_a_whole_index(victim: Victim) -> None:
    for which, moment in moments(victim, "rebuild"):
        run = victim.runs(1, rebuild=True, which=which, moment=moment)
        assert run == "stopped"
        assert victim.is_in(1)
        victim.is_killed()
        assert victim.is_in(1)
        assert victim.is_healed(1)


def test_a_first_run_that_is_killed_leaves_no_index_or_a_whole_one(
    victim: Victim,
) -> None:
    folder = index_folder_of(library_in_state(victim.library, 0), victim.cache)
    for which, moment in moments(victim, "first"):
        (folder / "CURRENT").unlink(missing_ok=True)
        (folder / "KEY").unlink(missing_ok=True)
        run = victim.runs(1, which=which, moment=moment)
        assert run == "stopped"
        victim.is_killed()
        assert victim.finds("gamma") in (None, POSTS * COMMENTS)
        assert victim.is_healed(1)
    left = {path.name for path in folder.iterdir()}
    assert {name for name in left if name.startswith("gen-")} == {
        (folder / "CURRENT").read_text()
    }


def test_a_second_program_waits_for_the_first_and_uses_what_is_there(
    victim: Victim,
) -> None:
    assert victim.is_healed(1)
    shelf = library_in_state(victim.library, 1)
    run = victim.runs(1, rebuild=True, which="progress", moment=20)
    assert run == "stopped"
    waited: list[float] = []
    state = finish(update_index(shelf, victim.cache, patience=0.5, pause=waited.append))
    assert (state.documents, len(waited)) == (POSTS * EACH, 5)
    assert state.notes[0].startswith("Another program is indexing this library")

    def first_one_ends(_: float) -> None:
        victim.is_killed()

    state = finish(update_index(shelf, victim.cache, pause=first_one_ends))
    assert (state.rebuilt, state.changed, state.notes) == (False, 0, ())


def test_a_program_waits_longer_for_the_first_index_of_all(victim: Victim) -> None:
    run = victim.runs(1, which="progress", moment=20)
    assert run == "stopped"
    shelf = library_in_state(victim.library, 1)
    waited: list[float] = []
    with pytest.raises(IndexUnavailableError, match="try again in a moment"):
        finish(update_index(shelf, victim.cache, patience=0.5, pause=waited.append))
    assert len(waited) > 100
    victim.is_killed()
    assert victim.is_healed(1)
