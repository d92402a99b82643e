"""The time that a text takes, and how far a reader is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import paragraphs

from gulagreader.text.markdown import parse_blocks
from gulagreader.text.page import lay_out_page
from gulagreader.text.reading_time import (
    ReadingTime,
    in_minutes,
    minutes_of,
    progress_words,
)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("word " * 400, 2),
        ("слово " * 360, 2),
        ("大赦令的字" * 52, 1),
        ("", 0),
    ],
)
def test_a_script_has_its_speed(text: str, minutes: float) -> None:
    assert minutes_of(text) == pytest.approx(minutes, rel=0.03)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.2, "1 min"),
        (3.6, "4 min"),
        (59.7, "1 h"),
        (80, "1 h 20 min"),
    ],
)
def test_a_time_is_written_as_one_says_it(minutes: float, words: str) -> None:
    assert in_minutes(minutes) == words


def test_progress_begins_with_the_whole_time_and_ends_at_the_last_line() -> None:
    blocks = parse_blocks("\n\n".join(["word " * 100] * 20))
    page = lay_out_page(blocks, 72)
    time = ReadingTime(blocks)
    lines = len(page.lines)
    assert progress_words(page, time, 0, 20) == "10 min"
    assert progress_words(page, time, (lines - 20) // 2, 20).startswith("50% · ")
    assert progress_words(page, time, lines - 21, 20).startswith("99% · ")
    assert progress_words(page, time, lines - 20, 20) == "100%"
    assert progress_words(page, time, 0, lines) == "10 min"


@given(paragraphs, st.integers(8, 60))
def test_time_never_runs_back(text: str, width: int) -> None:
    blocks = parse_blocks(text)
    page = lay_out_page(blocks, width)
    time = ReadingTime(blocks)
    shown = [line for line in page.lines if not line.blank]
    so_far = [time.minutes_before(line.block, line.start) for line in shown]
    assert so_far == sorted(so_far)
    assert all(one <= time.minutes for one in so_far)
