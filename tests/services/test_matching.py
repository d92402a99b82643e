"""The query language over values in memory, without an index."""

import pytest

from gulagreader.domain.queries import parse_query
from gulagreader.services.matching import Subject, askable, fits

TEXT = "The novel of a day in the camps was at last published; Солженицына."
QUOTED = Subject(TEXT, "post", "reader 3", "A novel", ("books",), "1962-11")
CARD = Subject("Prisoners of the novel", "post", beginnings=True)


@pytest.mark.parametrize(
    "query",
    [
        *("camp", "camps", "Солженицын", "cams~", "pub*", '"at last pub*"', "day-in"),
        *("near/9(novel published)", 'near/3(published "the camp*")', "near/0(a day)"),
        *("near/2(last camps)", "novel -kolkhoz", "date:1960s", "author:reader"),
        *("near/1(… novel)", "=camps", "in:posts", "(kolkhoz OR camp) title:novel"),
    ],
)
def test_a_query_fits(query: str) -> None:
    part, notes = askable(parse_query(query, typing=False))
    assert notes == ()
    assert fits(part, QUOTED)


@pytest.mark.parametrize(
    "query",
    [
        *("=camp", "cams", '"the camp"', "publ", "near/7(novel published)", "kolkhoz"),
        *("near/9(novel kolkhoz)", "in:comments", "date:1953", "-camp", "tag:camps"),
        *("near/1(last camps)", "=Солженицын", "prisoners-of"),
    ],
)
def test_a_query_does_not_fit(query: str) -> None:
    part, notes = askable(parse_query(query, typing=False))
    assert notes == ()
    assert not fits(part, QUOTED)


def test_a_card_is_found_by_beginnings_unless_a_word_is_exact() -> None:
    for query, expected in (("prison", True), ("=prison", False), ('"prison"', False)):
        assert fits(parse_query(query, typing=False).part, CARD) == expected


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("is:unread camps", "is:unread was left out"),
        ("-is:new camps", "is:new was left out"),
        ("camps OR has:note", "has:note was left out"),
        ("thread:{kolkhoz} camps", "thread:{…} was left out"),
        ("in:notes camps", "in:notes was left out"),
    ],
)
def test_what_only_an_index_knows_is_left_out_with_a_note(
    query: str, note: str
) -> None:
    part, notes = askable(parse_query(query, typing=False))
    assert fits(part, QUOTED)
    assert len(notes) == 1
    assert note in notes[0]
