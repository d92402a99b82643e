"""The text file of an index: what was put in comes out, also after a kill."""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import UNDATED, Document, Documents
from gulagreader.search.plan import Run
from gulagreader.search.token_checks import TokenChecks

POST = Document(
    "post", "p1", "Über “titles”", "a text\nof words", None, "Ann", "2014-03-03"
)
ANSWER = Document("comment", "p1", POST.title, "", "c1", tags=("x",), parent=0, depth=1)


def written(folder: Path, *posts: list[Document], after: int = 0) -> int:
    writer = DocumentWriter(folder, after)
    for post in posts:
        writer.add_post(post)
    writer.finish()
    return writer.count


def test_documents_are_read_as_they_were_added(tmp_path: Path) -> None:
    other = replace(POST, post="p2", author=None, date=None)
    count = written(tmp_path, [POST, ANSWER], [other, replace(ANSWER, post="p2")])
    documents = Documents(tmp_path, count)
    assert len(documents) == 4
    assert documents.document(0) == POST
    assert documents.document(1) == replace(ANSWER, parent=0)
    assert documents.document(3) == replace(ANSWER, post="p2", parent=2)
    assert documents.author(0) == "Ann"
    assert documents.author(1) is None
    assert documents.years[0] == 2014
    assert documents.dates[2] == UNDATED
    documents.close()


def found(documents: Documents, *words: str, prefix: bool = False) -> list[int]:
    """The documents that have the words in a row."""
    everyone = np.arange(len(documents))
    run = Run(words, prefix)
    there = TokenChecks(documents).with_run(everyone, run, lambda: None)
    return [int(number) for number in there]


def test_runs_of_words_do_not_cross_from_the_title_to_the_body(tmp_path: Path) -> None:
    documents = Documents(tmp_path, written(tmp_path, [POST, ANSWER]))
    assert found(documents, "uber", "titles") == [0]
    assert found(documents, "text", "of", "wo", prefix=True) == [0]
    assert found(documents, "text", "of", "wo") == []
    assert found(documents, "titles", "a") == []
    assert documents.words_of(0) == (["uber", "titles"], ["a", "text", "of", "words"])
    documents.close()


def test_a_reader_sees_what_its_manifest_counts(tmp_path: Path) -> None:
    count = written(tmp_path, [POST])
    written(tmp_path, [replace(POST, post="p2", text="more")], after=count)
    documents = Documents(tmp_path, count)
    assert len(documents) == 1
    assert documents.document(0) == POST
    assert documents.vocabulary.number("more") == 0
    documents.close()


def test_what_a_killed_run_added_is_cut_off(tmp_path: Path) -> None:
    count = written(tmp_path, [POST])
    killed = DocumentWriter(tmp_path, count)
    killed.add_post([replace(POST, post="lost", author="Lost")])
    killed.abandon()
    with (tmp_path / "names").open("a") as names:
        names.write('["author", "to')
    fresh = replace(POST, post="p2", author="Bea", text="fresh")
    documents = Documents(tmp_path, written(tmp_path, [fresh], after=count))
    assert documents.document(0) == POST
    assert documents.document(1) == fresh
    documents.close()


def test_what_a_killed_run_left_in_an_empty_index_is_removed(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, [replace(POST, post="lost")])  # and no manifest counts it
    documents = Documents(tmp_path, written(tmp_path, [POST]))
    assert documents.document(0) == POST
    documents.close()


def test_files_that_are_too_short_are_refused(tmp_path: Path) -> None:
    count = written(tmp_path, [POST])
    with pytest.raises(ValueError, match="shorter"):
        Documents(tmp_path, count + 1)


@given(st.lists(st.tuples(st.text(), st.text(), st.none() | st.text()), max_size=4))
def test_any_text_can_be_kept(posts: list[tuple[str, str, str | None]]) -> None:
    made = [
        Document("post", f"p{n}", title, text, author=author or None)
        for n, (title, text, author) in enumerate(posts)
    ]
    with tempfile.TemporaryDirectory() as folder:
        documents = Documents(
            Path(folder), written(Path(folder), *([one] for one in made))
        )
        assert [documents.document(n) for n in range(len(made))] == made
        documents.close()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]))))
def test_the_id_of_a_comment_is_read_alone(names: list[str | None]) -> None:
    posts = [
        [replace(ANSWER, comment=name, author=name, parent=None)] for name in names
    ]
    with tempfile.TemporaryDirectory() as folder:
        count = written(Path(folder), *posts)
        documents = Documents(Path(folder), count)
        rows = list(range(len(documents.names)))[::-1]
        assert list(documents.names.read(rows)) == [
            (r, documents.names[r]) for r in rows
        ]
        assert [documents.comment(number) for number in range(count)] == names
        told = [documents.author(number) for number in range(count)]
        assert told == [name or None for name in names]
        documents.rest()
        assert [documents.author(number) for number in range(count)] == told
        documents.close()
