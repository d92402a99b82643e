"""Dates in other writings."""

import pytest

from gulagreader.exporting.moments import blog_dates, machine_date

_NEVER = "0000-00-00 00:00:00"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2014", "2014"),
        ("2014-3-4", "2014-03-04"),
        ("2014-03-03T18:10", "2014-03-03T18:10"),
        ("2014-03-03 17:04:09-0500", "2014-03-03T17:04:09-05:00"),
        ("2014-03-03T22:04Z", "2014-03-03T22:04Z"),
        ("2014-03-03T22:04+01", "2014-03-03T22:04+01:00"),
        ("March 2014", None),
        (None, None),
    ],
)
def test_dates_are_written_for_programs(text: str | None, written: str | None) -> None:
    assert machine_date(text) == written


@pytest.mark.parametrize(
    ("text", "local", "universal"),
    [
        (
            "2014-03-03T17:04:00-05:00",
            "2014-03-03 17:04:00",
            "2014-03-03 22:04:00",
        ),
        ("2014-03-03T18:10", "2014-03-03 18:10:00", _NEVER),
        ("2014-03", "2014-03-01 00:00:00", _NEVER),
        ("0099-03-01", "0099-03-01 00:00:00", _NEVER),
        ("9999-12-31T23:00-05:00", "9999-12-31 23:00:00", _NEVER),
        (None, _NEVER, _NEVER),
        ("spring", _NEVER, _NEVER),
    ],
)
def test_wordpress_gets_no_time_that_was_not_known(
    text: str | None, local: str, universal: str
) -> None:
    dates = blog_dates(text)
    assert (dates.local, dates.universal) == (local, universal)


def test_a_zone_that_is_not_known_is_not_made_up() -> None:
    assert blog_dates("2014-03-03T18:10").published == "Mon, 03 Mar 2014 18:10:00 -0000"
    assert blog_dates("2014-03").published is None
