"""What was typed and not kept yet, remembered."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from services.opened_memory import SetClock, opened

from gulagreader.domain.drafts import DraftPlace
from gulagreader.services.remembering import Remembering


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def memory(tmp_path: Path, clock: SetClock) -> Iterator[Remembering]:
    remembering = opened(tmp_path, clock)
    yield remembering
    remembering.close()


def passage(start: int, end: int, comment: str | None = None) -> DraftPlace:
    return DraftPlace("post", comment, start, end, "words", chosen=True)


def test_a_draft_comes_back_as_it_was(
    tmp_path: Path, memory: Remembering, clock: SetClock
) -> None:
    place = passage(3, 9, "c1")
    memory.drafts.keep("a", "half \ud800", colour="blue", place=place, note="n")
    again = opened(tmp_path, clock)
    found = again.drafts.named("a")
    again.close()
    assert found is not None
    assert (found.text, found.colour, found.note) == ("half \ud800", "blue", "n")
    assert found.place == place
    assert memory.drafts.lasts


def test_the_newest_text_of_a_draft_stays_until_it_is_dropped(
    memory: Remembering,
) -> None:
    memory.drafts.keep("a", "hal")
    memory.drafts.keep("a", "half")
    found = memory.drafts.named("a")
    assert found is not None
    assert found.text == "half"
    memory.drafts.drop("a")
    assert memory.drafts.named("a") is None


def test_a_new_note_finds_the_draft_that_shares_most_with_its_passage(
    memory: Remembering,
) -> None:
    drafts = memory.drafts
    drafts.keep("first", "1", place=passage(0, 10))
    drafts.keep("second", "2", place=passage(10, 30))
    drafts.keep("comment", "3", place=passage(0, 30, "c1"))
    drafts.keep("changed", "4", place=passage(0, 30), note="n")
    whole = DraftPlace("post", None, 0, 900, "All", whole=True)
    drafts.keep("post", "5", place=whole)
    found = {
        name: drafts.on(place)
        for name, place in {
            "second": passage(8, 20),
            "first": passage(2, 4),
            "comment": passage(29, 40, "c1"),
            "post": whole,
        }.items()
    }
    assert {name: one.name for name, one in found.items() if one} == {
        name: name for name in found
    }
    assert drafts.on(passage(30, 40)) is None


def test_only_a_draft_over_which_the_program_ended_is_unfinished(
    memory: Remembering, clock: SetClock
) -> None:
    drafts = memory.drafts
    drafts.keep("ended over", "1")
    clock.now += timedelta(minutes=1)
    drafts.keep("left", "2", left=True)
    found = drafts.interrupted()
    assert found is not None
    assert found.name == "ended over"
    drafts.keep("ended over", "1", left=True)
    assert drafts.interrupted() is None


def test_the_hundred_newest_drafts_are_kept(
    memory: Remembering, clock: SetClock
) -> None:
    for number in range(102):
        clock.now += timedelta(seconds=1)
        memory.drafts.keep(f"d{number}", "half")
    assert memory.drafts.named("d1") is None
    assert memory.drafts.named("d2") is not None


def test_a_draft_of_today_has_a_time_and_an_older_one_a_day(
    memory: Remembering, clock: SetClock
) -> None:
    memory.drafts.keep("a", "half")
    found = memory.drafts.named("a")
    assert found is not None
    assert memory.drafts.when(found) == clock.now.astimezone().strftime("%H:%M")
    clock.now += timedelta(days=2)
    assert memory.drafts.when(found) == found.when.astimezone().date().isoformat()
