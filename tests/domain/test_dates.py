"""Dates: whole, partial and none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.domain.dates import display_date, exact_moment, parse_date


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2014-03-03T17:04:00-05:00", "3 March 2014"),
        ("2014-03-03T17:04", "3 March 2014"),
        ("2014-03-03 17:04:09.25Z", "3 March 2014"),
        ("2014-03-03", "3 March 2014"),
        ("2014-03", "March 2014"),
        ("2014", "2014"),
        ("9999-12", "December 9999"),
        ("some day", "some day"),
        ("2014-02-30", "2014-02-30"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(text: str | None, shown: str) -> None:
    assert display_date(text) == shown


def test_the_time_is_shown_on_request_where_it_is_known() -> None:
    assert display_date("2014-03-03T17:04:00-05:00", time=True) == "3 March 2014, 17:04"
    assert display_date("2014-03-03", time=True) == "3 March 2014"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2014-03-03T00:00", "3 March 2014"),
        ("2014-03-03T00:00:00Z", "3 March 2014"),
        ("2014-03-03 00:00:00.000+00:00", "3 March 2014"),
        ("2014-03-03T00:00:01", "3 March 2014, 00:00"),
        ("2014-03-03T00:00:00.5", "3 March 2014, 00:00"),
        ("2014-03-03T00:01", "3 March 2014, 00:01"),
        ("2014-03", "March 2014"),
        ("some day", "some day"),
    ],
)
def test_midnight_to_the_second_is_a_day_without_an_hour(text: str, shown: str) -> None:
    assert display_date(text, time=True) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2014-03-03T17:04:00-05:00", "3 March 2014, 17:04:00, UTC-05:00"),
        ("2014-03-03 17:04:09.25Z", "3 March 2014, 17:04:09.25, UTC"),
        ("2014-03-03T07:04+0300", "3 March 2014, 07:04, UTC+0300"),
        ("2014-03-03T00:00:00Z", "3 March 2014, 00:00:00, UTC"),
        ("2014-03-03T17:04", "3 March 2014, 17:04, zone unknown"),
        ("2014-03-03", "3 March 2014"),
        ("2014", "2014"),
        ("some day", "some day"),
        (None, ""),
    ],
)
def test_the_exact_moment_has_all_that_is_known(text: str | None, shown: str) -> None:
    assert exact_moment(text) == shown


def test_a_partial_date_spans_all_it_may_mean() -> None:
    year, month, day = (parse_date(text) for text in ("2016", "2016-02", "2016-02-29"))
    assert year is not None
    assert month is not None
    assert day is not None
    assert year.start < month.start < day.start < day.end == month.end < year.end
    assert year.end - year.start == 366 * 86_400


def test_a_date_stands_in_the_year_that_was_written_whatever_the_zone() -> None:
    late = parse_date("2013-12-31T23:30:00-08:00")
    assert late is not None
    assert late.year == 2013


@pytest.mark.parametrize("text", ["2014-13", "0000", "2014-03-03T25:00", "14-3-3", "x"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.start < moment.end


@given(st.datetimes(), st.datetimes())
def test_dates_sort_as_time_runs(one: object, other: object) -> None:
    moments = sorted([str(one)[:19], str(other)[:19]])
    first, second = (parse_date(text) for text in moments)
    assert first is not None
    assert second is not None
    assert first.start <= second.start
