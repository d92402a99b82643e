"""The examples of docs/search.md, run on a library that has something for each."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from services.shelf import Shelf

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.domain.progress import finish
from gulagreader.domain.queries import parse_query
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import update_index

PAGE = Path(__file__).parents[2] / "docs" / "search.md"
ROWS = re.findall(r"^\| (`.+?) \| .+ \|$", PAGE.read_text("utf-8"), re.MULTILINE)
EXAMPLES = [
    example.replace(r"\|", "|")
    for row in ROWS
    for example in re.findall("`(.+?)`", row)
]
SPELT = re.findall(r"`(\w+)` finds (\w+’?\w*)", PAGE.read_text("utf-8"))
INFO = LibraryInfo("docs", "Docs", aliases=(("Solzhenitsyn", "Солженицын"),))


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    folder = tmp_path_factory.mktemp("docs")
    shelf = Shelf(folder / "library", INFO)
    text = "The Gulag amnesty freed many from a camp; résumé, Straße, I don’t, Ёлка."
    cult = "The cult of personality, says Солженицын."
    shelf.put(
        Post("p1", "The amnesty", text, "Ann", "1953-04", ("camps",)),
        Comment("c1", cult, author="reader 3", date="2014-03-05"),
        Comment("c2", "Linked", date="2014-03-06", kind="pingback"),
        Comment("c3", "Old", author="Reader 7", date="1956"),
    )
    state = finish(update_index(shelf, folder / "cache"))
    finder = Finder.open(INFO, state.folder)
    yield finder
    finder.close()


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 25
    assert len(SPELT) == 4


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_understood_and_finds_something(
    finder: Finder, example: str
) -> None:
    answer = finder.answer(example, typing=False)
    assert answer.notes == ()
    assert answer.total > 0


@pytest.mark.parametrize(("word", "found"), [*SPELT, ("Solzhenitsyn", "Солженицын")])
def test_words_are_found_however_they_are_spelt(
    finder: Finder, word: str, found: str
) -> None:
    (hit,) = finder.answer(word, typing=False).hits
    assert [hit.snippet[start:end] for start, end in hit.matches] == [found]


def test_what_is_not_yet_understood_is_noted() -> None:
    later = (
        PAGE.read_text("utf-8").partition("Not yet understood: ")[2].partition("\n")[0]
    )
    for example in re.findall("`(.+?)`", later):
        filled = example.replace("…", "a b")
        filled = f"{filled}unread" if filled in {"is:", "has:"} else filled
        assert parse_query(filled, typing=False).notes, example
