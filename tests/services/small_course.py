"""A small library to search in, and how answers are told in a test."""

from pathlib import Path

from services.shelf import Shelf

from gulagreader.domain.comments import Comment
from gulagreader.domain.hits import Answer, Hit
from gulagreader.domain.posts import LibraryInfo, Post
from gulagreader.domain.progress import finish
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import (
    index_folder_of,
    quotation_index_folder_of,
    update_index,
    update_quotation_index,
)
from gulagreader.services.states import ReaderStates

INFO = LibraryInfo(
    "course", "The course", aliases=(("Solzhenitsyn", "Солженицын", "the chronicler"),)
)
AMNESTY = Post(
    "p1",
    "The amnesty of 1953",
    "After Stalin died, the **amnesty** freed many, but not those of Article 58.\n\n"
    "The cult of personality ended later.",
    author="Teacher A",
    date="2014-03-03T17:04:00-05:00",
    tags=("amnesty", "camps"),
)
THREAD = (
    Comment(
        "c1", "Who was freed from the camps?", author="reader 3", date="2014-03-04"
    ),
    Comment("c2", "Thieves, says Солженицын.", "c1", "reader 7", "2014-03-05"),
    Comment("c3", "The cult\nof personality again!", "c2", "reader 3", "2014-03-06"),
    Comment("c4", "See also", date="2015", kind="pingback"),
)
NOVEL = Post("p2", "A novel", "One day in the life of a camp.", date="1962-11")


def small_course(folder: Path) -> Shelf:
    """A post with a thread, and one without."""
    shelf = Shelf(folder, INFO)
    shelf.put(AMNESTY, *THREAD)
    shelf.put(NOVEL)
    return shelf


def indexed(shelf: Shelf, cache: Path, *, quotations: bool = True) -> None:
    """Bring the indexes of a shelf up to date."""
    finish(update_index(shelf, cache))
    if quotations:
        finish(update_quotation_index(shelf, cache))


def opened(shelf: Shelf, cache: Path, states: ReaderStates | None = None) -> Finder:
    """Open the search in a shelf that was indexed."""
    return Finder.open(
        shelf.info,
        index_folder_of(shelf, cache),
        states=states,
        quotations=quotation_index_folder_of(shelf, cache),
    )


def name(hit: Hit) -> str:
    """A hit in short: ``p1`` or ``p1#c3``."""
    return f"{hit.post}#{hit.comment}" if hit.comment else hit.post


def ids(answer: Answer) -> list[str]:
    """The hits of an answer in short."""
    return [name(hit) for hit in answer.hits]
