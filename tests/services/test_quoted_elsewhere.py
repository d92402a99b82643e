"""Quotations of four to seven words, led to another post: where that is safe."""

import random
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.uptake_room import Room

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Origin, Post
from gulagreader.domain.uptake import Link, LinkKind

BODY = (
    "Grandfather seldom spoke of it. The guards slept beside a warm stove while we "
    "carried frozen timber from the river. Nobody had ever seen the orchard, they said."
)
SMALL = (
    "the",
    "of",
    "and",
    "to",
    "in",
    "that",
    "was",
    "it",
    "for",
    "with",
    "as",
    "had",
)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A library of many common words, among which those of the tests are rare."""
    room = Room(tmp_path / "library")
    chance = random.Random(3)
    common = [*SMALL, *(f"common{number}" for number in range(150))]
    for number in range(20):
        said = " ".join(chance.choice(common) for _ in range(900))
        room.put(post(f"filler{number}", f"{said}."))
    room.put(post("source", BODY, "2012-05-01"))
    return room


def post(
    name: str,
    body: str,
    date: str | None = None,
    author: str | None = None,
    tags: tuple[str, ...] = (),
) -> Post:
    return Post(name, f"Post {name}", body, author=author, date=date, tags=tags)


def quote(room: Room, said: str, date: str = "2013-02-03") -> tuple[Link, ...]:
    """What a comment under a post that has nothing of it is led to."""
    own = post("own", "Something of our own stands here.", date)
    room.put(own, Comment("c1", said, date=date))
    room.update()
    return room.graph.links_from("own", "c1")


@pytest.mark.parametrize(
    "quoted",
    [
        "slept beside a warm stove",
        "SLEPT BESIDE A WARM STOVE",
        "slept, beside a warm stove!",
        "carried frozen timber from the river",
        "the guards slept … a warm stove",
        "the guards slept beside [such] a warm stove",
        "slept besdie a warm stove",
        "carried frozen timbre from the river",
    ],
)
def test_a_short_quotation_is_led_to_another_post(room: Room, quoted: str) -> None:
    (link,) = quote(room, f"Somebody wrote: “{quoted}”. I thought of that all day.")
    assert (link.kind, link.probable) == (LinkKind.QUOTED, False)
    assert (link.target.post, link.target.comment) == ("source", None)
    assert room.said(link)[1].endswith(("stove", "river"))


@pytest.mark.parametrize(
    "said",
    [
        "He wrote: “that was it for them”, and left.",
        "He wrote: “common1 common2 common3 common4”, and left.",
        "He wrote: “carried frozen timber from the village”, and left.",
        "He wrote: “slept behind a warm stove”, and left.",
        "He wrote: [“slept beside a warm stove”](https://a.example/b), and left.",
        "They slept beside a warm stove, and left.",
    ],
)
def test_what_anybody_may_say_or_what_differs_is_not(room: Room, said: str) -> None:
    assert quote(room, said) == ()


def test_a_set_phrase_that_stands_in_many_posts_is_not(room: Room) -> None:
    for number in range(5):
        body = f"Number {number} slept beside a warm stove, too."
        room.put(post(f"other{number}", body, "2011"))
    assert quote(room, "As was said: “slept beside a warm stove”.") == ()


@pytest.mark.parametrize(
    "name", ["The Great Patriotic War was", "the Central Committee of the Party"]
)
def test_a_name_is_not(room: Room, name: str) -> None:
    room.put(post("named", f"Before {name} another thing, all was well.", "2011"))
    assert quote(room, f"He wrote of “{name}” and of nothing else.") == ()


def test_a_later_post_is_not_where_it_comes_from(room: Room) -> None:
    said = "Somebody wrote: “slept beside a warm stove”."
    assert quote(room, said, "2011-06-06") == ()


def test_of_several_posts_the_earliest_is_probable(room: Room) -> None:
    room.put(post("later", "Again the guards slept beside a warm stove.", "2012-08"))
    (link,) = quote(room, "Somebody wrote: “guards slept beside a warm stove”. So?")
    assert (link.target.post, link.probable) == ("source", True)


@pytest.mark.parametrize("how", ["author", "address", "tags"])
def test_what_the_writer_names_is_where_it_comes_from(room: Room, how: str) -> None:
    origin = Origin("page", "a", "b", "c", url="https://blog.example.org/stove/")
    tags = ("winter",) if how == "tags" else ()
    body = "Again the guards slept beside a warm stove."
    author = "Map Room" if how == "author" else None
    named = Post("named", "Of heat", body, author, "2012-08", tags, origin=origin)
    room.put(named)
    room.put(post("own", "Something of our own stands here.", "2013", tags=tags))
    said = "Look: “guards slept beside a warm stove”. {} wrote that."
    by = {"author": "Map Room", "address": "https://blog.example.org/stove/#c1"}
    path = room.folder / "own.md"
    own = room.posts[path][0]
    room.put(own, Comment("c1", said.format(by.get(how, "Somebody")), date="2013"))
    room.update()
    (link,) = room.graph.links_from("own", "c1")
    assert (link.target.post, link.probable) == ("named", False)


def test_two_that_quote_the_same_few_words_share_them(room: Room) -> None:
    room.put(post("one", "She said “slept beneath seven thin blankets” twice.", "2012"))
    room.put(post("two", "He wrote: “slept beneath seven thin blankets”.", "2013"))
    room.update()
    (link,) = room.graph.links_from("one")
    assert (link.kind, link.target.post) == (LinkKind.SHARED, "two")
    assert room.graph.links_from("two") == (link.turned(),)


def test_it_is_kept_in_step_with_what_changes(room: Room) -> None:
    said = "Somebody wrote: “guards slept beside a warm stove”. So?"
    assert len(quote(room, said)) == 1
    room.put(post("later", "The guards slept beside a warm stove.", "2012-08"))
    assert not room.update().rebuilt
    assert [one.probable for one in room.graph.links_from("own", "c1")] == [True]
    room.put(post("source", "Nothing of it.", "2012-05-01"))
    room.update()
    (link,) = room.graph.links_from("own", "c1")
    assert (link.target.post, link.probable) == ("later", False)
    room.take("later")
    room.update()
    assert room.graph.links_from("own", "c1") == ()
    room.put(post("source", BODY, "2012-05-01"))
    room.update()
    assert len(room.graph.links_from("own", "c1")) == 1


def test_words_that_come_to_be_common_are_led_no_more(room: Room) -> None:
    said = "Somebody wrote: “slept beside a warm stove”. So?"
    assert len(quote(room, said)) == 1
    room.put(post("many", "stove warm a beside slept " * 30))
    room.update()
    assert room.graph.links_from("own", "c1") == ()
    room.take("many")
    room.update()
    assert len(room.graph.links_from("own", "c1")) == 1


def test_a_post_whose_date_alone_changes_is_looked_at_again(room: Room) -> None:
    said = "Somebody wrote: “slept beside a warm stove”. So?"
    room.put(post("source", BODY, "2014"))
    assert quote(room, said) == ()
    room.put(post("source", BODY, "2012"))
    room.update()
    assert len(room.graph.links_from("own", "c1")) == 1
    room.put(post("source", BODY, "2014"))
    room.update()
    assert room.graph.links_from("own", "c1") == ()


RARE = ["".join(random.Random(one).sample(ascii_lowercase, 8)) for one in range(40)]
NAMES = "abcdefgh"


def put(room: Room, name: str, chance: random.Random) -> None:
    """Put a post that has some rare words, with comments that quote such ones."""
    said = []
    for marks in ("{}", "“{}”", chance.choice(["{}", "“{}”", "one", "“{}” Jane"])):
        first = chance.randrange(len(RARE) - 6)
        words = RARE[first : first + chance.randint(4, 6)]
        if chance.random() < 0.2:
            at = chance.randrange(len(words))
            words[at] = chance.choice([f"{words[at][:-1]}x", "Name", "the"])
        before, after = chance.sample(SMALL, 2)
        said.append(f"So {before} {marks.format(' '.join(words))} {after} it was.")
    date = chance.choice([None, "2011", "2012-05-01", "2013"])
    author = chance.choice([None, "Jane Doe", "Jane"])
    tags = tuple(chance.sample(["one", "two"], chance.randrange(2)))
    room.put(
        post(name, said[0], date, author, tags),
        *(Comment(f"c{number}", one) for number, one in enumerate(said[1:])),
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 32))
def test_changes_come_to_the_same_as_starting_anew(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    room = Room(tmp_path_factory.mktemp("room") / "library")
    room.put(post("filler", " ".join(SMALL * 600)))
    for name in NAMES:
        put(room, name, chance)
    room.update()
    for name in chance.sample(NAMES, 3):
        if chance.random() < 0.7:
            put(room, name, chance)
        else:
            room.take(name)
        assert not room.update().rebuilt
    links = {path.stem: set(room.graph.links_of(path.stem)) for path in room.posts}
    room.update(rebuild=True)
    anew = {path.stem: set(room.graph.links_of(path.stem)) for path in room.posts}
    assert links == anew
