"""Counts in words."""

import pytest

from gulagreader.domain.counting import agreeing, amount


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("posts", "1 post"),
        ("guesses", "1 guess"),
        ("summaries", "1 summary"),
        ("people", "1 person"),
        ("e-mail addresses", "1 e-mail address"),
        ("IP addresses", "1 IP address"),
        ("attached files", "1 attached file"),
        ("comments and posts in the trash", "1 comment or post in the trash"),
        ("scripts and styles", "1 script or style"),
        ("control and invisible characters", "1 control and invisible character"),
        ("comments that were not approved", "1 comment that was not approved"),
        ("records that are no pages", "1 record that is no page"),
        ("files of a site that hold no post", "1 file of a site that holds no post"),
        ("pages that only list posts", "1 page that only lists posts"),
        ("pages around the chapters of a book", "1 page around the chapters of a book"),
        ("hashes of e-mail addresses", "1 hash of e-mail addresses"),
        ("boxes", "1 box"),
        ("files that are no pages", "1 file that is no page"),
        (
            "terms that are neither tags nor categories",
            "1 term that is neither tag nor category",
        ),
        ("pages that the server did not give", "1 page that the server did not give"),
    ],
)
def test_one_thing_is_counted_in_the_singular(many: str, one: str) -> None:
    assert amount(1, many) == one
    assert amount(2, many) == f"2 {many}"
    assert amount(0, many) == f"0 {many}"


def test_a_verb_agrees_with_its_count() -> None:
    assert [agreeing(1, one) for one in ("are", "were", "have", "answer")] == [
        *("is", "was", "has", "answers")
    ]
    assert agreeing(2, "are") == "are"
