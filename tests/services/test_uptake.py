"""Which passages were taken up where, as a reader is told, from both ends."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from services.uptake_room import Room

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.domain.uptake import LinkKind
from gulagreader.services.uptake.updating import (
    PassagesState,
    passage_file_of,
    update_passages,
)
from gulagreader.text.quotation_rules import RULES

SENTENCE = (
    "convicted of economic and military crimes, of pregnant women, of women with "
    "children under ten, and of persons with incurable diseases"
)
WHOLE = (
    f"The decree freed “persons sentenced for up to five years, {SENTENCE}.” So it was."
)
PART = f"It let go those “{SENTENCE} (Geldom).” Then the trains ran full."
BARE = f"We copied this out: of all persons {SENTENCE} and of nobody else."


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path / "library")


def post(name: str, body: str, date: str | None = None) -> Post:
    return Post(name, f"Post {name}", body, author=f"author of {name}", date=date)


def test_one_sentence_is_one_passage_from_every_end(room: Room) -> None:
    room.put(post("whole", WHOLE))
    room.put(post("part", PART))
    room.put(post("bare", BARE))
    room.update()
    for name in ("whole", "part", "bare"):
        others = {"whole", "part", "bare"} - {name}
        links = (*room.graph.links_from(name), *room.graph.links_to(name))
        ends = {place.post for one in links for place in (one.source, one.target)}
        assert ends - {name} == others
        for link in links:
            assert all(text.endswith("incurable diseases") for text in room.said(link))
            assert all(SENTENCE in text for text in room.said(link))


def test_a_word_before_the_marks_is_no_part_of_the_passage(room: Room) -> None:
    room.put(post("inside", f"It freed “all those {SENTENCE}.” So it was."))
    room.put(post("before", f"At last all those “{SENTENCE}”: nobody else."))
    room.update()
    for name in ("inside", "before"):
        (link,) = room.graph.links_from(name)
        assert room.said(link) == (SENTENCE, SENTENCE)


def test_two_that_quote_one_sentence_share_it_and_neither_has_it_from_the_other(
    room: Room,
) -> None:
    room.put(post("whole", WHOLE, "2014-03-03"))
    room.put(post("part", PART, "2014-03-04"))
    room.update()
    (there,) = room.graph.links_from("whole")
    (back,) = room.graph.links_from("part")
    assert there.kind is back.kind is LinkKind.SHARED
    assert there.turned() == back
    assert room.graph.links_to("whole") == (back,)


def test_a_later_post_with_marks_quotes_an_earlier_one_without(room: Room) -> None:
    room.put(post("early", BARE, "2014"))
    room.put(post("late", PART, "2015"))
    room.update()
    (link,) = room.graph.links_from("late")
    assert (link.kind, link.target.post) == (LinkKind.QUOTED, "early")
    assert room.graph.links_from("early") == ()


BODY = (
    "The winter of 1953 was long. Nobody in the barracks believed the radio, and the "
    "guards pretended [they had heard nothing](https://a.example/b).\n\nIn *April* the "
    "first lists were read out in the yard, name after name, until it was dark."
)


@pytest.mark.parametrize(
    ("quoting", "quoted"),
    [
        ("You wrote “nobody in the barracks believed the radio”. Why?", None),
        ("> Nobody in the barracks believed the radio\n\nWhy?", None),
        ("“believed the radio” is the heart of it.", "believed the radio"),
        (
            "“The winter of 1953 … the guards pretended they had heard nothing”!",
            "The winter of 1953 was long. Nobody in the barracks believed the radio, "
            "and the guards pretended [they had heard nothing",
        ),
        (
            "“In April [1953] the first lists were read out in the yard”, you say.",
            "In *April* the first lists were read out in the yard",
        ),
        (
            "“In April the first lists were read loud in the yard, name after name.”",
            "In *April* the first lists were read out in the yard, name after name",
        ),
    ],
)
def test_a_comment_s_quotation_leads_to_the_passage(
    room: Room, quoting: str, quoted: str | None
) -> None:
    room.put(post("a", BODY), Comment("c1", quoting, author="night_shift"))
    room.update()
    (link,) = room.graph.links_from("a", "c1")
    assert link.kind is LinkKind.QUOTED
    expected = quoted or "Nobody in the barracks believed the radio"
    assert room.said(link)[1] == expected
    assert room.graph.links_to("a") == (link,)


@pytest.mark.parametrize(
    "quoting",
    [
        "“the radio” was new.",
        "“nobody in the camp believed the guards” is what I had thought.",
        "He said “believed the guards”, not that.",
    ],
)
def test_what_is_not_there_is_not_found(room: Room, quoting: str) -> None:
    room.put(post("a", BODY), Comment("c1", quoting))
    room.update()
    assert room.graph.links_from("a", "c1") == ()


def test_a_quotation_leads_to_the_comment_that_it_answers(room: Room) -> None:
    said = "I do not think that the lists were complete."
    room.put(
        post("a", BODY),
        Comment("c1", said, author="chalk"),
        Comment("c2", f"Again: {said}"),
        Comment("c3", "“the lists were complete” – were they?", parent="c1"),
    )
    room.update()
    (link,) = room.graph.links_from("a", "c3")
    assert (link.target.comment, room.said(link)[1]) == (
        "c1",
        "the lists were complete",
    )


TITLE = "The Gulag Archipelago 1918 to 1956 An Experiment in Literary Investigation"
HOUSE = "the Presidium of the Supreme Soviet of the Union of Soviet Socialist Republics"


@pytest.mark.parametrize(
    "name",
    [
        TITLE,
        HOUSE,
        "https://example.org/a/very/long/address/with/many/words/in/it.html",
        "apply /usr/src/kernel/patches/all/2/6/26/apply/debian -a amd64",
    ],
)
def test_a_name_or_an_address_that_two_posts_have_is_no_passage(
    room: Room, name: str
) -> None:
    room.put(post("a", f"I read of {name} first."))
    room.put(post("b", f"Nobody here knew {name} then."), Comment("c1", f"So {name}?"))
    assert room.update().links == 0


def test_a_title_in_marks_is_not_taken_from_the_post_above(room: Room) -> None:
    body = "Last week we read One Day in the Life of Ivan Denisovich together."
    said = "“One Day in the Life of Ivan Denisovich” is short, you know."
    room.put(post("a", body), Comment("c1", said))
    assert room.update().links == 0


def test_a_quotation_inside_another_one_leads_no_second_time(room: Room) -> None:
    said = "> He said “nobody in the barracks believed the radio” to us\n\nReally?"
    body = "He said “nobody in the barracks believed the radio” to us, and left."
    room.put(post("a", body), Comment("c1", said))
    assert room.update().links == 1


def test_every_passage_that_is_quoted_is_listed_with_how_often_it_was_taken_up(
    room: Room,
) -> None:
    room.put(post("whole", WHOLE, "2014"))
    room.put(
        post("part", PART, "2015-03"),
        Comment("c1", "She wrote: “We had nothing but a paper with a stamp on it.”"),
    )
    room.put(post("undated", "She wrote “we had no bread at all that winter” to me."))
    room.update()
    listed = room.graph.quotations()
    assert [(one.post, one.comment, one.taken_up, one.year) for one in listed] == [
        ("part", None, 1, "2015"),
        ("part", "c1", 0, "2015"),
        ("whole", None, 1, "2014"),
        ("undated", None, 0, ""),
    ]
    assert listed[0].cited == "Geldom"
    assert listed[0].words.startswith("“convicted of economic")
    room.take("part")
    room.update()
    assert [one.post for one in room.graph.quotations()] == ["whole", "undated"]


def test_a_cache_inside_the_library_is_refused(room: Room) -> None:
    with pytest.raises(IndexUnavailableError, match="inside the library"):
        finish(update_passages(room, room.folder / "cache"))
    assert not (room.folder / "cache").exists()


def test_words_that_are_repeated_without_marks_are_found(room: Room) -> None:
    room.put(
        post("a", BODY),
        Comment("c1", "So the first lists were read out in the yard, name after name."),
    )
    room.update()
    (link,) = room.graph.links_from("a", "c1")
    assert link.kind is LinkKind.REPEATED
    assert room.said(link)[0] == (
        "the first lists were read out in the yard, name after name"
    )


def test_the_uptake_of_a_post_says_who_took_what_and_what_they_answered(
    room: Room,
) -> None:
    radio = "“Nobody in the barracks believed the radio”"
    room.put(
        post("a", BODY, "2014"),
        Comment("c1", f"{radio}. But the cooks did.", author="night_shift"),
        Comment("c2", f"My aunt told it so: {radio}", author="chalk", parent="c1"),
        Comment("c3", "“until it was dark” moved me.", author="map_room"),
    )
    room.update()
    uptake = room.graph.uptake_of("a")
    assert [one.text for one in uptake.passages] == [
        "Nobody in the barracks believed the radio",
        "until it was dark",
    ]
    first, second = uptake.passages
    assert [(t.author, t.link.source.comment, t.answer) for t in first.takings] == [
        ("night_shift", "c1", "But the cooks did."),
        ("chalk", "c2", "My aunt told it so:"),
    ]
    assert [t.answer for t in second.takings] == ["moved me."]


def test_another_post_that_takes_a_passage_up_is_named(room: Room) -> None:
    room.put(post("early", BARE, "2014"))
    room.put(post("late", PART, "2015"))
    room.update()
    ((taking,),) = [one.takings for one in room.graph.uptake_of("early").passages]
    assert (taking.title, taking.author, taking.date) == (
        *("Post late", "author of late"),
        "2015",
    )
    assert taking.answer == "Then the trains ran full."


def test_what_changed_is_taken_in_and_what_is_gone_is_forgotten(room: Room) -> None:
    room.put(post("whole", WHOLE))
    room.put(post("other", "Nothing of that kind stands here."))
    assert room.update().rebuilt
    assert room.update() == PassagesState(2, 0)
    room.put(post("part", PART), Comment("c1", "“the trains ran full” of whom?"))
    state = room.update()
    assert (state.rebuilt, state.changed, state.links) == (False, 1, 2)
    assert len(room.graph.links_from("whole")) == 1
    room.put(post("whole", "Another text now."))
    room.update()
    assert room.graph.links_from("part") == ()
    room.put(post("whole", WHOLE))
    room.update()
    assert len(room.graph.links_from("part")) == 1
    room.take("whole")
    assert room.update().links == 1


def test_what_very_many_share_outlives_a_change_of_one(room: Room) -> None:
    for number in range(40):
        room.put(post(f"p{number:02}", BARE, f"{2000 + number}"))
    assert room.update().links == 39
    room.put(post("p39", f"{BARE} And once more.", "2039"))
    assert room.update().links == 39
    room.take("p00")
    room.update()
    assert all(room.graph.links_from(f"p{number:02}") for number in range(1, 40))


def test_a_run_that_is_closed_leaves_all_as_it_was(room: Room) -> None:
    room.put(post("whole", WHOLE))
    room.put(post("part", PART))
    room.update()
    before = room.graph.links_of("whole")
    room.put(post("bare", BARE))
    for rebuild in (False, True):
        job = update_passages(room, room.cache, rebuild=rebuild)
        next(job)
        job.close()
        assert room.graph.links_of("whole") == before
    folder = passage_file_of(room, room.cache).parent
    assert [path.name for path in folder.iterdir()] == ["passages.sqlite"]


def test_a_change_can_be_stopped_anywhere(room: Room) -> None:
    room.put(post("whole", WHOLE))
    room.put(post("part", PART))
    room.update()
    before = room.graph.every_link()
    room.put(post("bare", BARE))
    room.put(post("part", WHOLE))
    steps = len(list(update_passages(room, room.cache)))
    after = room.graph.every_link()
    assert after != before
    room.put(post("part", PART))
    room.take("bare")
    room.update()
    room.put(post("bare", BARE))
    room.put(post("part", WHOLE))
    for stop in range(1, steps + 1):
        job = update_passages(room, room.cache)
        for _ in range(stop):
            next(job)
        job.close()
        assert room.graph.every_link() == before
    room.update()
    assert set(room.graph.every_link()) == set(after)


def test_what_a_killed_run_left_is_removed_an_hour_later(room: Room) -> None:
    room.put(post("whole", WHOLE))
    room.update()
    folder = passage_file_of(room, room.cache).parent
    old, new = (folder / f".passages.sqlite.{name}.tmp" for name in ("old", "new"))
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    room.update(rebuild=True)
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0xx"])
def test_a_damaged_file_is_made_anew(room: Room, damage: bytes) -> None:
    room.put(post("whole", WHOLE))
    room.put(post("part", PART))
    room.update()
    passage_file_of(room, room.cache).write_bytes(damage)
    assert room.graph.links_from("whole") == ()
    assert room.update().rebuilt
    assert len(room.graph.links_from("whole")) == 1


def test_quotations_found_by_other_rules_are_taken_in_anew(room: Room) -> None:
    room.put(post("whole", WHOLE))
    room.update()
    with closing(sqlite3.connect(passage_file_of(room, room.cache))) as file:
        (version,) = file.execute("PRAGMA user_version").fetchone()
        file.execute(f"PRAGMA user_version={version - 1}")
    assert version % 1000 == RULES
    assert room.update().rebuilt
    assert not room.update().rebuilt


def test_a_post_that_cannot_be_read_is_named_and_left_out(room: Room) -> None:
    room.put(post("whole", WHOLE))
    room.damaged.add(room.put(post("part", PART)))
    state = room.update()
    assert (state.texts, len(state.notes)) == (1, 1)
    room.damaged.clear()
    assert room.update().links == 1


def test_a_cache_that_cannot_be_written_is_said(room: Room) -> None:
    room.cache.write_text("a file")
    with pytest.raises(IndexUnavailableError, match="GULAGREADER_CACHE"):
        room.update()


def test_before_it_is_made_nothing_is_linked(room: Room) -> None:
    room.put(post("whole", WHOLE))
    assert not room.graph.exists
    assert room.graph.uptake_of("whole").passages == ()


WORDS = WHOLE.split()
pieces = st.builds(
    lambda first, size, marks: (
        f"“{' '.join(WORDS[first : first + size])}”"
        if marks
        else " ".join(WORDS[first : first + size])
    ),
    st.integers(0, 20),
    st.integers(3, 20),
    st.booleans(),
)
bodies = st.lists(pieces, min_size=1, max_size=3).map("\n\n".join)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    states=st.lists(
        st.dictionaries(
            st.sampled_from(["a", "b", "c", "d"]), st.tuples(bodies, bodies), max_size=4
        ),
        min_size=2,
        max_size=3,
    ),
)
def test_taking_in_changes_comes_to_the_same_as_starting_anew(
    tmp_path_factory: pytest.TempPathFactory,
    states: list[dict[str, tuple[str, str]]],
) -> None:
    room = Room(tmp_path_factory.mktemp("room") / "library")
    for state in states:
        for path in list(room.posts):
            if path.stem not in state:
                room.take(path.stem)
        for name, (body, said) in state.items():
            room.put(post(name, body, "2014"), Comment("c1", said))
        room.update()
    links = {name: set(room.graph.links_of(name)) for name in states[-1]}
    room.update(rebuild=True)
    assert links == {name: set(room.graph.links_of(name)) for name in states[-1]}


@pytest.mark.parametrize(
    "quoted",
    [
        "“the tranis ran full”",
        "“Then the trains ran ful”",
        "“th trains ran full of people”",
        "“Then the trains ran full of peopel to the south”",
        "“[t]hen the trains ran full of people”",
        "“then the train[s] ran full of people”",
        "“Then the trains ran full of people to the west”",
    ],
)
def test_a_short_quotation_with_a_slip_is_led_to_its_words(
    room: Room, quoted: str
) -> None:
    body = "It was spring. Then the trains ran full of people to the south. So it went."
    above = Comment("c1", "I never heard that.")
    room.put(post("one", body), above, Comment("c2", f"You say {quoted}, really?"))
    room.update()
    (link,) = room.graph.links_from("one", "c2")
    assert link.target.comment is None
    assert "trains ran full" in room.said(link)[1]


@pytest.mark.parametrize(
    "quoted",
    ["“the trams ran empty”", "“the trains ran late”", "“in the year 1954”"],
)
def test_other_words_are_no_slips(room: Room, quoted: str) -> None:
    body = "Then the trains ran full of people. That was in the year 1953, they say."
    room.put(post("one", body), Comment("c1", f"I remember {quoted} quite well."))
    room.update()
    assert room.graph.links_from("one", "c1") == ()


def test_a_quotation_in_capitals_is_led_to_its_words(room: Room) -> None:
    said = "nobody in the whole street had ever asked them where they came from"
    room.put(post("one", f"They came back. I know that {said}, and why."))
    room.put(
        post("two", "Something else."), Comment("c1", f"Look: “{said.upper()}”. Well.")
    )
    room.update()
    assert [one.target.post for one in room.graph.links_from("two", "c1")] == ["one"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            f"1. **“{SENTENCE}”** The trains ran full.\n2. **“They were freed.”** No.",
            "The trains ran full.",
        ),
        (
            f"It says “{SENTENCE}”. And of others it says “they are to be kept there”.",
            "And of others it says …",
        ),
        (f"It says “{SENTENCE}”. But *who* was **it**", "But who was it"),
        (f"It says “{SENTENCE}”. And **how** “they were”.", "And how …"),
    ],
)
def test_an_answer_ends_where_the_next_quotation_is_introduced(
    text: str, answer: str, room: Room
) -> None:
    room.put(post("early", BARE, "2014"))
    room.put(post("late", text, "2015"))
    room.update()
    ((taking,),) = [one.takings for one in room.graph.uptake_of("early").passages]
    assert taking.answer == answer
