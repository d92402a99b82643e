"""The index of quotations: what is in it, whose words they are, and keeping it up."""

from pathlib import Path

import pytest
from services.shelf import Shelf

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexed_quotations import quotation_documents_of
from gulagreader.services.indexing import (
    IndexState,
    index_folder_of,
    quotation_index_folder_of,
    update_index,
    update_quotation_index,
)
from gulagreader.text.quotation_rules import RULES

BODY = """\
Khrushchev said: “The harvest will not wait for the commission.”

> A block that somebody *quoted* at length,
> over two lines.

He had read “Kolyma Tales” and “so-called” memoirs.
"""
ANSWER = "You wrote: “He had read ‘Kolyma Tales’ twice before the winter came.”"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "library")
    shelf.put(
        Post("p1", "A harvest", BODY, author="chalk", date="2014-03-05", tags=("a",)),
        Comment("c1", ANSWER, author="reader", date="2014-03-06"),
        Comment("c2", "Nobody is quoted here.", parent="c1"),
    )
    shelf.put(Post("p2", "No quotation", "Nothing."))
    return shelf


def update(shelf: Shelf) -> IndexState:
    cache = shelf.folder.parent / "cache"
    finish(update_index(shelf, cache))
    return finish(update_quotation_index(shelf, cache))


def found(shelf: Shelf, query: str) -> list[tuple[str | None, str | None]]:
    cache = shelf.folder.parent / "cache"
    finder = Finder.open(
        shelf.info,
        index_folder_of(shelf, cache),
        quotations=quotation_index_folder_of(shelf, cache),
    )
    try:
        answer = finder.answer(f"in:quotations {query}", typing=False)
        assert not answer.notes
        return [(hit.comment, hit.author) for hit in answer.hits]
    finally:
        finder.close()


def test_each_outermost_quotation_is_a_document_of_its_own(shelf: Shelf) -> None:
    post, thread, _ = shelf.posts[shelf.folder / "p1.md"]
    documents = quotation_documents_of(post, thread)
    assert [one.text for one in documents] == [
        "“The harvest will not wait for the commission.”",
        "A block that somebody quoted at length, over two lines.",
        "“He had read ‘Kolyma Tales’ twice before the winter came.”",
    ]
    assert {one.kind for one in documents} == {"quotation"}
    assert [one.comment for one in documents] == [None, None, "c1"]
    sources = (BODY, BODY, ANSWER)
    for one, source in zip(documents, sources, strict=True):
        assert one.span is not None
        start, end = one.span
        assert source[start:end].split()[-1] == source[:end].split()[-1]
        assert len(source[start:end]) >= len(one.text)
    assert [one.date for one in documents] == ["2014-03-05"] * 2 + ["2014-03-06"]


def test_the_author_is_who_is_quoted_and_else_whose_text_it_is(shelf: Shelf) -> None:
    update(shelf)
    assert found(shelf, "author:khrushchev") == [(None, "Khrushchev")]
    assert found(shelf, "author:chalk") == [(None, "chalk")]
    assert found(shelf, "author:reader") == [("c1", "reader")]


def test_the_words_of_a_posts_title_are_not_those_of_its_quotations(
    shelf: Shelf,
) -> None:
    assert update(shelf).documents == 3
    assert found(shelf, "harvest") == [(None, "Khrushchev")]
    assert len(found(shelf, "")) == 3


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("title:harvest", 3),
        ('title:"harvest a"', 3),
        ("title:harv*", 3),
        ("title:harv", 0),
        ('title:"harvest wint*"', 0),
        ("title:quotation", 0),
        ("winter title:harvest", 1),
        ("author:khrushchev -title:harvest", 0),
        ("title:harvest OR winter", 3),
        ("thread:{title:harvest} kolyma", 1),
        ("-title:thaw", 3),
    ],
)
def test_the_title_of_a_quotation_is_that_of_its_post(
    shelf: Shelf, query: str, count: int
) -> None:
    update(shelf)
    assert len(found(shelf, query)) == count


def test_the_title_of_a_quotation_changes_with_its_post(shelf: Shelf) -> None:
    update(shelf)
    shelf.put(Post("p1", "A thaw", BODY))
    update(shelf)
    assert len(found(shelf, "title:thaw")) == 2
    assert not found(shelf, "title:harvest")


def test_an_explanation_names_the_title_of_the_post(shelf: Shelf) -> None:
    update(shelf)
    cache = shelf.folder.parent / "cache"
    finder = Finder.open(
        shelf.info,
        index_folder_of(shelf, cache),
        quotations=quotation_index_folder_of(shelf, cache),
    )
    try:
        query = "in:quotations winter title:harv*"
        (hit,) = finder.answer(query, typing=False).hits
        explained = finder.explain(query, hit)
        assert "a title that has harv…" in " ".join(map(str, explained.filters))
    finally:
        finder.close()


def test_a_changed_post_is_looked_through_again_and_no_other(shelf: Shelf) -> None:
    update(shelf)
    reads = shelf.reads
    assert update(shelf).changed == 0
    assert shelf.reads == reads
    shelf.put(Post("p2", "Two", "Still no words of others."))
    assert update(shelf).changed == 1
    reads = shelf.reads
    assert update(shelf).changed == 0
    assert shelf.reads == reads
    shelf.put(Post("p2", "Two", "He said: “A thaw is not a spring, my friends.”"))
    state = update(shelf)
    assert (state.changed, state.documents, state.rebuilt) == (1, 4, False)
    assert found(shelf, "thaw")
    shelf.take("p1")
    assert update(shelf).documents == 1


def test_both_indexes_live_side_by_side(shelf: Shelf) -> None:
    state = update(shelf)
    assert state.folder.name == "quotations"
    finish(update_index(shelf, shelf.folder.parent / "cache", rebuild=True))
    assert found(shelf, "harvest")
    assert state.folder.stat().st_mode & 0o777 == 0o700


def test_quotations_found_by_other_rules_are_indexed_anew(shelf: Shelf) -> None:
    state = update(shelf)
    (manifest,) = state.folder.glob("gen-*/manifest.json")
    now, before = f'.{RULES}"', f'.{RULES - 1}"'
    text = manifest.read_text("utf-8")
    assert now in text
    manifest.write_text(text.replace(now, before), "utf-8")
    state = update(shelf)
    assert (state.rebuilt, state.documents) == (True, 3)
    assert not update(shelf).rebuilt
