import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.domain.dates import parse_date
from gulagreader.importing.timestamps import (
    iso_from_epoch,
    iso_from_iso,
    iso_from_rfc822,
    iso_from_words,
)


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2016-03-28T09:15:00Z", "2016-03-28T09:15:00Z"),
        ("2017-01-12 16:00:00 +0000", "2017-01-12T16:00:00+00:00"),
        ("2017-01-12 16:00:00 -300", "2017-01-12T16:00:00-03:00"),
        ("2017-01-10T08:00:00-05:00", "2017-01-10T08:00:00-05:00"),
        ("2017-01-10T08:00:00+05", "2017-01-10T08:00:00+05:00"),
        ("2017-05-11T12:09:22.946Z", "2017-05-11T12:09:22.946Z"),
        ("2015-06-07T08:09:10.1234567+02:00", "2015-06-07T08:09:10.1234567+02:00"),
        ("2014-3-3 7:04", "2014-03-03T07:04"),
        ("2014-03-03 17:04:00 UTC", "2014-03-03T17:04:00Z"),
        ("2014-03-03", "2014-03-03"),
        ("2014-03", "2014-03"),
        ("1953", "1953"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
    ],
)
def test_iso_dates_keep_what_is_written_and_get_no_zone(words: str, iso: str) -> None:
    assert iso_from_iso(words) == iso
    assert parse_date(iso) is not None


@pytest.mark.parametrize(
    "words",
    [
        "0000-00-00 00:00:00",
        "0001-01-01T00:00:00Z",
        "2014-13-01",
        "2014-02-30",
        "2014-03-03T25:00",
        "3/4/2014",
        "yesterday",
        "",
        "2014-03-03T10:00:00+99:00",
    ],
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert iso_from_words(words) is None


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("Mon, 03 Mar 2014 22:04:00 +0000", "2014-03-03T22:04:00+00:00"),
        ("Mon, 3 Mar 2014 17:04:00 -0500", "2014-03-03T17:04:00-05:00"),
        ("3 March 2014 17:04 EST", "2014-03-03T17:04-05:00"),
        ("Mon, 03 Mar 14 22:04:00 GMT", "2014-03-03T22:04:00Z"),
        ("Sun, 06 Nov 94 08:49:37 -0000", "1994-11-06T08:49:37Z"),
        ("Thu, 13 Mar 2014 10:00:00 MEZ", "2014-03-13T10:00:00"),
        ("Mon,03 Mar 2014 22:04:00 +0000 (UTC)", "2014-03-03T22:04:00+00:00"),
        ("3 Mar 2014", "2014-03-03"),
    ],
)
def test_feed_dates_become_iso_dates(words: str, iso: str) -> None:
    assert iso_from_rfc822(words) == iso


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("1484060400", "2017-01-10T15:00:00Z"),
        ("1400000000000", "2014-05-13T16:53:20Z"),
        ("1400000000123", "2014-05-13T16:53:20.123Z"),
        ("1400000000.5", "2014-05-13T16:53:20.500Z"),
        ("999999999", "2001-09-09T01:46:39Z"),
    ],
)
def test_seconds_and_milliseconds_since_1970_are_exact(words: str, iso: str) -> None:
    assert iso_from_epoch(words) == iso


@given(st.text(max_size=40))
def test_any_words_are_a_date_of_the_library_or_none(words: str) -> None:
    iso = iso_from_words(words)
    assert iso is None or parse_date(iso) is not None


@given(st.integers(0, 253402300799999))
def test_every_count_of_milliseconds_is_read_or_left(number: int) -> None:
    iso = iso_from_epoch(str(number))
    assert iso is None or parse_date(iso) is not None
