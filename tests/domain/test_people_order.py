"""The order of a table of people."""

import pytest

from gulagreader.domain.people import (
    UNKNOWN,
    UNKNOWN_NAME,
    Column,
    Person,
    PersonNumbers,
    most_first,
    sorted_people,
)

ANNA = PersonNumbers(
    Person("anna", "Anna"), comments=3, first="2014-03", questions=4, answered=1
)
BORIS = PersonNumbers(
    Person("boris", "boris"), comments=7, first="2013", questions=2, answered=2
)
CHALK = PersonNumbers(Person("chalk", "Chalk"), comments=3)
NOBODY = PersonNumbers(Person(UNKNOWN, UNKNOWN_NAME), comments=9, first="2012")
EVERY = (NOBODY, CHALK, BORIS, ANNA)


@pytest.mark.parametrize(
    ("column", "order", "turned"),
    [
        ("name", [ANNA, BORIS, CHALK], [CHALK, BORIS, ANNA]),
        ("comments", [BORIS, ANNA, CHALK], [ANNA, CHALK, BORIS]),
        ("first", [BORIS, ANNA, CHALK], [ANNA, BORIS, CHALK]),
        ("answered", [BORIS, ANNA, CHALK], [ANNA, BORIS, CHALK]),
    ],
)
def test_who_has_no_value_comes_last_either_way_and_nobody_at_the_very_end(
    column: Column, order: list[PersonNumbers], turned: list[PersonNumbers]
) -> None:
    assert sorted_people(EVERY, column) == [*order, NOBODY]
    assert sorted_people(EVERY, column, turned=True) == [*turned, NOBODY]


def test_the_share_of_answered_questions_is_unknown_without_a_question() -> None:
    assert (ANNA.share, CHALK.share) == (0.25, None)


def test_who_answered_most_comes_first_and_equals_stand_by_their_names() -> None:
    people = [row.person for row in EVERY]
    found = most_first({"chalk": 2, "boris": 5, "anna": 2}, people)
    assert [(one.person.name, one.count) for one in found] == [
        ("boris", 5),
        ("Anna", 2),
        ("Chalk", 2),
    ]
