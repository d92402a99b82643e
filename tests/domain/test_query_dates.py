"""The dates of a query."""

import pytest

from gulagreader.domain.dates import parse_date
from gulagreader.domain.query_dates import LATEST, date_span


def of(text: str) -> tuple[int, int]:
    moment = parse_date(text)
    assert moment is not None
    return moment.start, moment.end


def test_dates_are_spans_with_both_ends() -> None:
    assert date_span("1953") == of("1953")
    assert date_span("2014-03") == of("2014-03")
    both = of("1953")[0], of("1956")[1]
    for written in ("1953..1956", "1956..1953", "1953-1956", "1953–1956", "1953…1956"):
        assert date_span(written) == both
    assert date_span("1953-03 .. 1956-12") == (of("1953-03")[0], of("1956")[1])
    assert date_span("1953..") == (of("1953")[0], LATEST)
    assert date_span("..1956") == (0, of("1956")[1])
    assert date_span(">=2014-03") == (of("2014-03")[0], LATEST)
    assert date_span("≥ 2014-03") == (of("2014-03")[0], LATEST)
    assert date_span(">2014-03") == (of("2014-03")[1], LATEST)
    assert date_span("<2014") == (0, of("2014")[0])
    assert date_span("<=2014") == (0, of("2014")[1])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("march 1953", "1953-03"),
        ("March-1953", "1953-03"),
        ("sept. 1953", "1953-09"),
        ("5 March 1953", "1953-03-05"),
    ],
)
def test_a_month_may_be_a_word(written: str, meant: str) -> None:
    assert date_span(written) == of(meant)


def test_a_decade_has_ten_years() -> None:
    assert date_span("1950s") == (of("1950")[0], of("1959")[1])
    assert date_span("1930s..1950s") == (of("1930")[0], of("1959")[1])
    assert date_span("<1950s") == (0, of("1950")[0])
    assert date_span("0000s") is None


def test_months_in_words_make_ranges() -> None:
    assert date_span("march 1953..may 1953") == (of("1953-03")[0], of("1953-05")[1])


@pytest.mark.parametrize(
    "written",
    ["", "..", "soon", "19", "1953-13", "31 june 1953", "foo 1953", "1953..x", ">="],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert date_span(written) is None
