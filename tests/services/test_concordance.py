"""A concordance as a reader is given it, with the places in the sources."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.people_room import Room, room

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.services.concordance import Concordance, concordance_of
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import (
    index_folder_of,
    quotation_index_folder_of,
    update_quotation_index,
)
from gulagreader.services.keyword_places import placed

POST = Post(
    "p1",
    "A camp in the title",
    "The **camp** was closed.\n\n> No camp is *ever* closed.\n\nSee [the camp](http://e.org/camp).",
    date="2014-03-01",
)
THREAD = (
    Comment("c1", "Camps and a camp’s guard; *лагерь*.", author="Zoe", date="2013"),
    Comment("c2", "The cult of personality, the cult.", author="Ann"),
    Comment("c3", "“A camp is a camp”, he said.", "c2", "Ann", "2015"),
)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room(tmp_path_factory.mktemp("here"), [(POST, THREAD)]) as made:
        yield made


def found(here: Room, query: str, **how: str) -> Concordance:
    return concordance_of(here.finder, query, **how)  # type: ignore[arg-type]


def keywords(found: Concordance) -> list[str]:
    return [line.keyword for line in found.lines()]


def test_each_occurrence_is_a_line_with_its_place(here: Room) -> None:
    lines = found(here, "camp", order="date").lines()
    places = [(line.comment, line.keyword) for line in lines]
    assert places == [
        ("c1", "Camps"),
        ("c1", "camp’s"),
        (None, "camp"),
        (None, "camp"),
        (None, "camp"),
        ("c3", "camp"),
        ("c3", "camp"),
    ]
    assert lines[0].author == "Zoe"
    assert lines[2].before.endswith("The ")
    assert lines[2].after.startswith(" was closed.")


def test_the_places_count_in_the_source(here: Room) -> None:
    sources: dict[str | None, str] = {one.id: one.text for one in THREAD}
    sources[None] = POST.body
    for line, span in placed(found(here, "camp OR лагерь").lines(), here.library.read):
        assert span is not None
        assert sources[line.comment][span[0] : span[1]] == line.keyword
    before = "http://e.org/"
    starts = [
        span[0]
        for _, span in placed(found(here, "camp").lines(), here.library.read)
        if span
    ]
    assert POST.body.index(before) + len(before) not in starts


def test_a_phrase_is_one_keyword(here: Room) -> None:
    every = found(here, '"the cult" OR personality')
    assert keywords(every) == ["the cult", "The cult", "personality"]
    assert (every.head.total, every.head.texts) == (3, 1)


def test_filters_choose_the_texts(here: Room) -> None:
    assert len(found(here, "camp author:ann")) == 2
    assert len(found(here, "camp", only="posts")) == 3
    assert len(found(here, "camp OR cult", only="comments")) == 6
    assert found(here, "camp -closed").head.texts == 2


def test_another_order_has_the_same_lines(here: Room) -> None:
    right = found(here, "camp")
    left = right.ordered("left")
    assert sorted(map(str, left.lines())) == sorted(map(str, right.lines()))
    assert left.head.order == "left"


def test_what_gives_no_line_is_explained(here: Room) -> None:
    assert "no word" in found(here, "author:ann").head.notes[0]
    assert len(found(here, "")) == 0
    nothing = found(here, "kamp")
    assert (len(nothing), nothing.lines()) == (0, [])
    assert "camp" in nothing.head.suggestions
    assert found(here, "in:notes camp").head.notes


def test_what_is_not_wanted_any_more_comes_empty(here: Room) -> None:
    gone = concordance_of(here.finder, "camp", cancel=lambda: True)
    assert len(gone) == 0


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(alphabet='camp "*-()~=<>{}:inthread/1', max_size=30))
def test_no_query_is_an_error(here: Room, query: str) -> None:
    lines = found(here, query).lines(0, 10)
    assert all(line.keyword for line in lines)


def test_quotations_are_looked_through(tmp_path: Path) -> None:
    with room(tmp_path, [(POST, THREAD)]) as here:
        cache = tmp_path / "cache"
        finish(update_quotation_index(here.library, cache))
        finder = Finder.open(
            here.library.info,
            index_folder_of(here.library, cache),
            quotations=quotation_index_folder_of(here.library, cache),
        )
        lines = concordance_of(finder, "camp", only="quotations").lines()
        finder.close()
        assert {line.kind for line in lines} == {"quotation"}
        sources = {None: POST.body, "c3": THREAD[2].text}
        spans = [
            (sources[line.comment][span[0] : span[1]], span[0])
            for line, span in placed(lines, here.library.read)
            if span
        ]
        assert [text for text, _ in spans] == ["camp"] * len(lines)
        assert len(lines) == len({start for _, start in spans})


def test_a_text_that_changed_since_has_no_place(tmp_path: Path) -> None:
    with room(tmp_path, [(POST, THREAD)]) as here:
        lines = found(here, "cult").lines()
        for path in (tmp_path / "library").rglob("*.comments.yaml"):
            text = path.read_text(encoding="utf-8").replace("cult", "camp")
            path.write_text(text, encoding="utf-8")
        assert [span for _, span in placed(lines, here.library.read)] == [None, None]
