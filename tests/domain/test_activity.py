"""Months in which people wrote."""

from hypothesis import given
from hypothesis import strategies as st

from gulagreader.domain.activity import (
    month_name,
    month_of,
    newest_of,
    read_months,
    stretches_of,
    written_months,
)


def test_months_are_written_and_read() -> None:
    dates = ["2014-03-05", "2013-12", "2014-03-31T23:59", "2014", None, "soon"]
    march = month_of("2014-03")
    assert march is not None
    assert dict(read_months(written_months(dates))) == {march: 2, march - 3: 1}
    assert month_name(march) == "March 2014"
    assert written_months([]) == ""


def test_a_stretch_is_called_and_asked_for_by_its_months() -> None:
    march = month_of("2014-03")
    assert march is not None
    (one,) = stretches_of({march: 4}, 9)
    assert (one.label, one.clause) == ("March 2014", "date:2014-03")
    (both,) = stretches_of({march - 3: 1, march: 4}, 1)
    assert both.label == "December 2013 – March 2014"
    assert both.clause == "date:2013-12..2014-03"
    assert both.count == 5


def test_the_newest_of_some_dates_is_found() -> None:
    assert newest_of(["2014-03", "2014-03-05", None, "2013"]) == "2014-03-05"
    assert newest_of([None, "soon"]) is None


@given(
    st.dictionaries(st.integers(24000, 24400), st.integers(1, 50), max_size=20),
    st.integers(1, 60),
)
def test_stretches_hold_every_month_once(months: dict[int, int], room: int) -> None:
    stretches = stretches_of(months, room)
    assert len(stretches) <= room
    assert sum(one.count for one in stretches) == sum(months.values())
    for one in stretches:
        within = [n for month, n in months.items() if one.first <= month <= one.last]
        assert sum(within) == one.count
    if months:
        assert (stretches[0].first, stretches[-1].last) == (min(months), max(months))
