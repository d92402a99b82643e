"""A passage that very many texts share: all of them are told, from any of them."""

from pathlib import Path

import pytest
from services.uptake_room import Room

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.quotations import Quotation, QuotationKind
from gulagreader.domain.uptake import PassagePlace
from gulagreader.services.repeats import Standing
from gulagreader.services.same_words import SameWords

DECREE = (
    "convicted of economic and military crimes, of pregnant women, of women with "
    "children under ten, and of persons with incurable diseases"
)
COUNT = 40
NAMES = [f"p{number:02}" for number in range(COUNT)]


@pytest.fixture(params=["at first", "one by one"])
def room(tmp_path: Path, request: pytest.FixtureRequest) -> Room:
    """Forty posts that quote one sentence, each after words of its own."""
    room = Room(tmp_path / "library")
    if request.param == "one by one":
        room.put(post("other", "Nothing of it."))
        room.update()
    for number, name in enumerate(NAMES):
        said = f"Note {number} says: “{DECREE}.” That was number {number}."
        # The first file is not the oldest post.
        room.put(post(name, said, f"{2000 + (number * 7) % COUNT}"))
        if request.param == "one by one":
            room.update()
    room.update()
    return room


def post(name: str, body: str, date: str | None = None) -> Post:
    return Post(name, f"Post {name}", body, date=date)


def test_each_is_told_of_all_others_and_the_links_stay_few(room: Room) -> None:
    assert len(room.graph.every_link()) < 6 * COUNT
    for name in ("p00", "p07", "p20", "p39"):
        links = room.graph.links_to(name)
        assert {one.source.post for one in links} == {*NAMES} - {name}
        for link in links:
            assert all(DECREE in text for text in room.said(link))


def test_who_took_it_up_is_read_in_pages(room: Room) -> None:
    (passage,) = room.graph.uptake_of("p07", most=10).passages
    assert (len(passage.takings), passage.count) == (10, COUNT - 1)
    further = room.graph.takings(passage.further[:12])
    assert len(further) == 12
    assert all(
        taking.title and "That was number" in taking.answer for taking in further
    )
    told = {one.link.source.post for one in (*passage.takings, *further)}
    assert len(told) == 22


def test_the_list_of_quotations_says_how_many_share_it(room: Room) -> None:
    counts = {one.post: one.taken_up for one in room.graph.quotations()}
    assert counts == dict.fromkeys(NAMES, COUNT - 1)


def test_on_the_command_line_each_names_all_others(room: Room) -> None:
    every = []
    for name in NAMES:
        body = room.read(name).post.body
        start, end = body.index("“"), body.index("”") + 1
        quotation = Quotation(start, end, body[start:end], QuotationKind.QUOTATION)
        every.append(Standing(name, None, quotation))
    same = SameWords(every, room.graph.every_link())
    for one in (every[0], every[7], every[39]):
        assert {place.post for place in same.of(one)} == {*NAMES} - {one.post}
        assert same.taken_up(one) == COUNT - 1


def test_a_comment_that_quotes_it_is_told_of_where_it_stands(room: Room) -> None:
    room.put(
        post("late", "What do you make of it?", "2050"),
        Comment("c1", f"I read “{DECREE}” and was silent."),
    )
    room.update()
    places = room.graph.linked_with(PassagePlace("late", "c1", 7, 60))
    assert {one.post for one in places} == {*NAMES}
