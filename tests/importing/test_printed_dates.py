"""Dates as pages print them."""

import pytest

from gulagreader.importing.printed_dates import iso_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("March 3rd, 2014 at 5:04 pm", "2014-03-03T17:04"),
        ("3. März 2014 um 17:04 Uhr", "2014-03-03T17:04"),
        ("le 3 mars 2014 à 17 h 04", "2014-03-03T17:04"),
        ("1er août 2014", "2014-08-01"),
        ("lunes, 3 de marzo de 2014 a las 17:04", "2014-03-03T17:04"),
        ("3 марта 2014 г. в 17:04", "2014-03-03T17:04"),
        ("3 marzo 2014 alle 17:04", "2014-03-03T17:04"),
        ("1º gennaio 2014", "2014-01-01"),
        ("segunda-feira, 3 de março de 2014 às 17h04", "2014-03-03T17:04"),
        ("3 maart 2014 om 17:04", "2014-03-03T17:04"),
        ("3 augustus 2014", "2014-08-03"),
        ("3 marca 2014 r. o 17:04", "2014-03-03T17:04"),
        ("12 października 2014", "2014-10-12"),
        ("12 listopada 2014", "2014-11-12"),
        ("3 березня 2014 р. о 17:04", "2014-03-03T17:04"),
        ("28 лютого 2014", "2014-02-28"),
        ("3. března 2014 v 17:04", "2014-03-03T17:04"),
        ("30. července 2014", "2014-07-30"),
        ("30. c\u030cervna 2014", "2014-06-30"),
        ("3 gen 2014", "2014-01-03"),
        ("3 paź 2014", "2014-10-03"),
        ("13/4/2014", "2014-04-13"),
        ("4/13/2014", "2014-04-13"),
        ("3/3/2014", "2014-03-03"),
        ("2012 May 31 at 23:54", "2012-05-31T23:54"),
    ],
)
def test_a_printed_date_is_read(printed: str, iso: str) -> None:
    assert iso_date(printed) == iso


@pytest.mark.parametrize(
    "words", ["3/4/2014", "31 lutego 2014", "3 foo 2014", "version 3", "2014", ""]
)
def test_what_is_no_certain_date_is_not_read(words: str) -> None:
    assert iso_date(words) is None
