"""The examples of docs/search.md, run on a library that has something for each."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.shelf import Shelf

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.posts import LibraryInfo, Post, PostCard
from gulagreader.domain.progress import finish
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Collection
from gulagreader.search.plan import Plan, plan_of
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import update_index, update_quotation_index
from gulagreader.services.noting import NoteShelf
from gulagreader.services.reading import Reading
from gulagreader.storage.memory import ReaderMemory

PAGE = (Path(__file__).parents[2] / "docs" / "search.md").read_text("utf-8")


def examples(cell: str) -> list[str]:
    return [found.replace(r"\|", "|") for found in re.findall("`(.+?)`", cell)]


def rows(heading: str) -> list[list[str]]:
    """The examples in each row of the table whose first row is ``heading``."""
    table = PAGE.partition(f"{heading}\n|---|---|\n")[2].partition("\n\n")[0]
    cells = [re.split(r"(?<!\\)\|", row)[1:-1] for row in table.splitlines()]
    return [[*examples(first), "→", *examples(second)] for first, second in cells]


def pairs(heading: str) -> list[tuple[str, str]]:
    return [(first, second) for first, _, second in rows(heading)]


LANGUAGE = [
    example
    for row in rows("| You write | It finds |")
    for example in row[: row.index("→")]
]
SPELT = re.findall(r"`([\w]+)` finds (\w+’?\w*)", PAGE)
NOT_FOUND = re.findall(r"`(\w+)` does not find (\w+)", PAGE)

INFO = LibraryInfo("docs", "Docs", aliases=(("Solzhenitsyn", "Солженицын"),))
FIRST = (
    Post(
        "p1",
        "The amnesty",
        "The Gulag amnesty freed many from a camp; résumé, Straße, I don’t, Ёлка.",
        "Ann",
        "1953-04",
        ("camps",),
    ),
    Comment(
        "c1",
        "The cult of personality, says Солженицын.",
        author="reader 3",
        date="2014-03-05",
    ),
    Comment("c2", "Linked", date="2014-03-06", kind="pingback"),
    Comment(
        "c3",
        "An old man, a prisoner, was freed after Stalin.",
        "c1",
        "Reader 7",
        "1956",
    ),
)
SECOND = (
    Post(
        "p2",
        "A novel",
        "The novel tells of deported kolkhoz workers, freed “in full accordance with"
        " the law of the land”, and of a colony.",
        "Bert",
        "2013",
        ("books",),
    ),
    Comment(
        "c4", "The camp and the kolkhoz of the Gulag.", author="Ann", date="2014-03"
    ),
    Comment(
        "c5",
        "Novels like that: one was published on the camp, by Solzhenitsyn, with"
        " amnestied men.",
        "c4",
        "Reader 7",
        "2012",
    ),
    Comment("c6", "The new prison authority, in the time of Хрущёв."),
)
P1, P2 = "p1 c1 c2 c3", "p2 c4 c5 c6"
FOUND = {
    "gulag amnesty": "p1",
    '"cult of personality"': "c1",
    "amnest*": "p1 c5",
    '"cult of person*"': "c1",
    "camp OR colony": "p1 p2 c4 c5",
    "gulag camp OR colony": "p1 c4",
    "(gulag camp) OR kolkhoz": "p1 p2 c4",
    "freed -stalin": "p1 p2",
    'freed -"old man"': "p1 p2",
    "freed -author:ann": "c3 p2",
    "freed -(camp colony)": "p1 c3 p2",
    "near/5(novel published)": "c5",
    'near/9(novel* "was published" =camp)': "c5",
    "=prisoner": "c3",
    "prisner~": "c3",
    "author:reader": "c1 c3 c5",
    'author:"reader 3"': "c1",
    "title:amnesty": "p1",
    "tag:camps": P1,
    "author:rea*": "c1 c3 c5",
    "title:amn*": "p1",
    'tag:"cam*"': P1,
    "in:posts": "p1 p2",
    "in:comments": "c1 c2 c3 c4 c5 c6",
    "kind:pingback": "c2",
    "date:1953": "p1",
    "date:2014-03": "c1 c2 c4",
    "date:2014-03-05": "c1",
    'date:"march 2014"': "c1 c2 c4",
    'date:"5 march 2014"': "c1",
    "date:1950s": "p1 c3",
    "date:1940s..1950s": "p1 c3",
    "date:1953..1956": "p1 c3",
    "date:1953-1956": "p1 c3",
    "date:1953..": "p1 c1 c2 c3 p2 c4 c5",
    "date:..1956": "p1 c3",
    "date:>=2014-03": "c1 c2 c4",
    "date:<2014": "p1 c3 p2 c5",
    "is:unread": P1,
    "is:read": P2,
    "is:new": "c6",
    "is:starred": P1,
    "has:quotation": "p2",
    "has:reply": "p1 c1 p2 c4",
    "in:quotations accordance": "p2",
    "in:notes accordance": "p2",
    "has:note": "c4 p2",
    "thread:{novel kolkhoz}": P2,
    "thread:{(novel published)}": P2,
    "thread:{author:ann kolkhoz} in:comments": "c4 c5 c6",
    "-thread:{kolkhoz}": P1,
}


class Visited:
    """A reader who has read the second post before its last comment came."""

    def read_posts(self) -> frozenset[str]:
        return frozenset({"p2"})

    def starred(self) -> frozenset[str]:
        return frozenset({"p1"})

    def seen_threads(self) -> Mapping[str, frozenset[str]]:
        return {"p2": frozenset({"c4", "c5"})}

    def known_posts(self) -> frozenset[str] | None:
        return frozenset({"p1", "p2"})


class Noted:
    """The second post, as notes are taken on it."""

    info, folder = INFO, Path("nowhere")
    cards = (PostCard("p2", "A novel", "Bert", "2013", (), 3, "nowhere/p2.md"),)

    def read(self, post_id: str) -> Reading:
        assert post_id == "p2"
        post, *comments = SECOND
        return Reading(post, thread_of(comments), self.cards[0].path)


def noted(folder: Path) -> NoteShelf:
    """Two notes on the second post."""
    memory = ReaderMemory.open(folder / "memory.sqlite")
    now = datetime(2026, 3, 5, tzinfo=UTC)
    shelf = NoteShelf(memory.notes("docs"), Noted(), lambda: now)
    reading = Noted().read("p2")
    span = (reading.post.body.index("accordance"), reading.post.body.index(" with"))
    shelf.add(reading.post, reading.thread, None, span)
    shelf.add(reading.post, reading.thread, "c4", text="Which kolkhoz?")
    return shelf


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    folder = tmp_path_factory.mktemp("docs")
    shelf = Shelf(folder / "library", INFO)
    shelf.put(*FIRST)
    shelf.put(*SECOND)
    texts = finish(update_index(shelf, folder / "cache"))
    quotations = finish(update_quotation_index(shelf, folder / "cache"))
    notes = noted(folder)
    finder = Finder.open(
        INFO,
        texts.folder,
        states=Visited(),
        quotations=quotations.folder,
        notes=lambda: notes,
    )
    yield finder
    finder.close()


def found(finder: Finder, query: str, *, typing: bool = False) -> set[str]:
    answer = finder.answer(query, typing=typing)
    assert answer.notes == ()
    assert answer.total == len(answer.hits)
    return {hit.comment or hit.post for hit in answer.hits}


def test_every_example_of_the_language_is_known_here() -> None:
    assert sorted(LANGUAGE) == sorted(FOUND)


@pytest.mark.parametrize("example", LANGUAGE)
def test_every_example_finds_what_its_row_says(finder: Finder, example: str) -> None:
    assert found(finder, example) == set(FOUND[example].split())


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("gulag AND amnesty", "gulag amnesty"),
        ("camp | colony", "camp OR colony"),
        ("freed NOT stalin", "freed -stalin"),
        ("date:>2013", "date:>=2014"),
        ("date:<=2013", "date:<2014"),
        ('is:"unread"', "is:unread"),
    ],
)
def test_what_is_said_to_be_the_same_finds_the_same(
    finder: Finder, one: str, same: str
) -> None:
    assert f"`{one}`".replace("|", r"\|") in PAGE
    assert found(finder, one) == found(finder, same) != set()


@pytest.mark.parametrize(("word", "form"), [*SPELT, ("Solzhenitsyn", "Солженицын")])
def test_words_are_found_as_the_page_says(finder: Finder, word: str, form: str) -> None:
    hits = finder.answer(word, typing=False).hits
    marked = {hit.snippet[a:b] for hit in hits for a, b in hit.matches}
    assert form in marked


@pytest.mark.parametrize(("word", "other"), NOT_FOUND)
def test_words_are_not_found_as_the_page_says(
    finder: Finder, word: str, other: str
) -> None:
    assert found(finder, other) == {"c6"}
    assert "c6" not in found(finder, word)


def test_the_page_has_examples_of_words() -> None:
    assert len(SPELT) >= 8
    assert len(NOT_FOUND) == 3


def test_what_is_excluded_in_a_thread_is_excluded_from_all_of_it(
    finder: Finder,
) -> None:
    assert found(finder, "thread:{novel -kolkhoz}") == set()
    assert found(finder, "thread:{camp -kolkhoz}") == set(P1.split())
    assert found(finder, "thread:{-kolkhoz}") == set(P1.split())
    assert found(finder, "thread:{(camp -kolkhoz)}") == {*P1.split(), *P2.split()}
    assert found(finder, "thread:{(novel camp kolkhoz)}") == set()
    assert found(finder, "thread:{novel camp prison}") == set(P2.split())


def test_near_counts_the_words_between_in_any_order(finder: Finder) -> None:
    assert found(finder, "near/4(published novel)") == {"c5"}
    assert found(finder, "near/3(published novel)") == set()
    assert found(finder, 'near/3("was published" novel)') == {"c5"}
    assert found(finder, 'near/2("was published" novel)') == set()
    assert found(finder, "near/1000(novel gulag)") == set()


def test_an_exact_name_is_found_by_this_name_alone(finder: Finder) -> None:
    assert found(finder, "Солженицына") == {"c1", "c5"}
    assert found(finder, "=Solzhenitsyn") == {"c5"}


@pytest.mark.parametrize(
    "name", ["Khrushchev", "Chruschtschow", "Chruščev", "Khrouchtchev"]
)
def test_names_are_found_in_the_other_alphabet_on_request(
    finder: Finder, name: str
) -> None:
    assert name in PAGE
    hits = finder.answer(name, typing=False, transliterate=True).hits
    assert [hit.comment for hit in hits] == ["c6"]
    assert found(finder, name) == set()


def planned(query: str, *, typing: bool = False) -> tuple[Plan | None, Collection]:
    read = parse_query(query, typing=typing)
    return plan_of(read.part), read.collection


@pytest.mark.parametrize(("written", "read"), pairs("| You write | It is read as |"))
def test_what_is_not_understood_is_read_as_the_page_says(
    written: str, read: str
) -> None:
    assert parse_query(written, typing=False).notes
    assert planned(written) == planned(read)
    assert parse_query(read, typing=False).notes == ()


@pytest.mark.parametrize(("written", "meant"), pairs("| You write | It means |"))
def test_signs_bind_as_the_page_says(written: str, meant: str) -> None:
    assert planned(written) == planned(meant)
    assert parse_query(written, typing=False).notes == ()


@pytest.mark.parametrize(("typed", "asked"), pairs("| Typed so far | It asks for |"))
def test_what_is_half_typed_asks_for_what_the_page_says(typed: str, asked: str) -> None:
    assert planned(typed, typing=True) == planned(asked)
    assert parse_query(typed, typing=True).notes == ()


def test_the_bounds_are_those_that_the_page_names() -> None:
    for query, note in (
        ("a " * 401, "its end was left out"),
        ("(" * 24 + "a", "deeper than 24"),
        (f'"{"a " * 2001}"', "its end was left out"),
        ("near/1001(a b)", "at most 1000"),
        (f"near/1({'a ' * 17})", "takes 16"),
    ):
        assert note in parse_query(query, typing=False).notes[0]
    within = ("a " * 400, "(" * 23 + "a", f'"{"a " * 2000}"', f"near/1000({'a ' * 16})")
    for query in within:
        assert parse_query(query, typing=False).notes == ()


PIECES = (
    *LANGUAGE,
    *("(", ")", "-", "OR", "NOT", "near/0(", "thread:{", "-thread:{", "}", '"', "~"),
    *("…", "*", "\ud800", "Солженицына", "date:2014..2013", "in:notes", "has:note"),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=7),
    st.sampled_from(["", " "]),
    st.booleans(),
    st.booleans(),
)
def test_any_mix_of_examples_is_answered(
    finder: Finder, pieces: list[str], between: str, typing: bool, grouped: bool
) -> None:
    query = between.join(pieces)
    answer = finder.answer(query, typing=typing, grouped=grouped)
    assert answer.query == query
    if answer.hits and not typing:
        assert finder.explain(query, answer.hits[0]).hit == answer.hits[0]
