"""A list of quotations narrowed by the query language."""

from pathlib import Path

import pytest
from services.shelf import Shelf

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import (
    index_folder_of,
    quotation_index_folder_of,
    update_index,
    update_quotation_index,
)
from gulagreader.services.quotation_filter import Narrowed, QuotationFilter
from gulagreader.services.reading import Reading
from gulagreader.services.uptake.graph import PassageGraph
from gulagreader.services.uptake.updating import update_passages


class Room(Shelf):
    """A shelf with an index of its quotations, and the list of them."""

    @property
    def cache(self) -> Path:
        return self.folder.parent / "cache"

    def read(self, post_id: str) -> Reading:
        path = self.folder / f"{post_id}.md"
        post, thread, _ = self.posts[path]
        return Reading(post, thread, path)

    def compare(self) -> None:
        finish(update_passages(self, self.cache))

    def index(self) -> None:
        finish(update_index(self, self.cache))
        finish(update_quotation_index(self, self.cache))

    def filter(self) -> QuotationFilter:
        found = QuotationFilter(
            lambda: Finder.open(
                self.info,
                index_folder_of(self, self.cache),
                quotations=quotation_index_folder_of(self, self.cache),
            )
        )
        found.take(PassageGraph.open(self, self.cache).quotations())
        return found


@pytest.fixture
def room(tmp_path: Path) -> Room:
    room = Room(tmp_path / "library")
    room.put(
        Post(
            "a",
            "Bread",
            "She wrote: “We had no bread at all.” So we left.",
            date="2014",
        ),
        Comment("c1", "He said: “The winters were long there.”", author="chalk"),
    )
    room.put(Post("b", "Snow", "As Orlova said: “Snow fell on the long roads.”"))
    room.compare()
    return room


def numbers(narrowed: Narrowed | None) -> tuple[int, ...]:
    assert narrowed is not None
    return narrowed.numbers


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", (0, 1, 2)),
        ("brea", (0,)),
        ("long", (1, 2)),
        ("long -snow", (1,)),
        ("author:orl", (2,)),
        ("date:2014", (0,)),
        ("title:bre", (0, 1)),
        ("long title:bread", (1,)),
        ("zeppelin", ()),
        ("in:quotations winters", (1,)),
    ],
)
def test_the_list_is_narrowed_by_what_is_typed(
    room: Room, typed: str, found: tuple[int, ...]
) -> None:
    room.index()
    assert numbers(room.filter().narrowed(typed, typing=True)) == found


def test_words_are_looked_for_while_nothing_is_indexed(room: Room) -> None:
    narrowed = room.filter().narrowed("long", typing=True)
    assert numbers(narrowed) == (1, 2)
    assert narrowed is not None
    assert "not indexed yet" in narrowed.notes[0]


def test_what_is_not_wanted_any_more_is_not_answered(room: Room) -> None:
    room.index()
    quotations = room.filter()
    assert quotations.narrowed("long", typing=True, cancel=lambda: True) is None
    assert numbers(quotations.narrowed("long", typing=True)) == (1, 2)


def test_what_was_indexed_since_is_taken_in(room: Room) -> None:
    room.index()
    quotations = room.filter()
    assert numbers(quotations.narrowed("tundra", typing=True)) == ()
    room.put(Post("c", "North", "He wrote: “The tundra is no road at all.”"))
    room.compare()
    room.index()
    quotations.reopen_if_changed()
    quotations.take(PassageGraph.open(room, room.cache).quotations())
    assert numbers(quotations.narrowed("tundra", typing=True)) == (3,)


def test_an_index_of_another_state_gives_what_both_have(room: Room) -> None:
    room.index()
    room.take("a")
    room.compare()
    assert numbers(room.filter().narrowed("long", typing=True)) == (0,)
