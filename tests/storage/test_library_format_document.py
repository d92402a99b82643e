"""The example in the description of the format is a library, as it says."""

import re
from pathlib import Path

import pytest

from gulagreader.domain.comments import thread_of
from gulagreader.domain.posts import CitedSource
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.survey import check

DOCUMENT = Path(__file__).parents[2] / "docs" / "library-format.md"
EXAMPLE = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def library(tmp_path: Path) -> LibraryFolder:
    for name, content in EXAMPLE.findall(DOCUMENT.read_text("utf-8")):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return LibraryFolder.open(tmp_path)


def test_the_example_is_a_sound_library(library: LibraryFolder) -> None:
    assert check(library) == ()
    assert library.info.id == "made-up-course"
    assert library.info.aliases[0] == ("Solzhenitsyn", "Solzhenitsin", "Солженицын")
    assert library.info.teachers == ("chalk_and_footnote",)


def test_the_example_says_what_the_tables_say(library: LibraryFolder) -> None:
    (file,) = library.post_files()
    read = library.read(file.path)
    post = read.post
    assert (post.id, post.date) == ("0123456789abcdef", "2014-03-03T17:04:00-05:00")
    assert post.tags == ("gulag", "amnesty", "1953")
    assert post.origin is not None
    assert post.origin.importer == "text-dump/1"
    assert post.sources == (
        CitedSource(
            "doe", "Jane Doe: A Made-up Book, 2001, p. 12", "https://example.org/book"
        ),
    )
    assert post.extra == {"mood": "thoughtful"}
    assert post.body.startswith("The first paragraph.")
    assert post.body.endswith("> A block quotation.")
    rows = thread_of(read.comments).rows
    assert [(row.comment.id, row.depth) for row in rows] == [
        ("c1", 0),
        ("c2", 1),
        ("c7", 0),
    ]
    assert rows[2].comment.kind == "pingback"


def test_the_example_is_written_as_it_stands(library: LibraryFolder) -> None:
    (file,) = library.post_files()
    read = library.read(file.path)
    before = file.path.read_text(), file.comments_path.read_text()
    file.path.write_text(before[0].replace("Jane Doe\n", "Somebody\n"))
    file.comments_path.unlink()
    assert len(library.write_post(read.post, read.comments)) == 2
    after = file.path.read_text(), file.comments_path.read_text()
    assert after == before
