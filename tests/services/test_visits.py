"""Visits to a library: what came in between is new, through all the parts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from services.small_course import ids

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.services.wiring import Services
from gulagreader.storage.folders import Folders
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FIRST = Post("1111111111111111", "A letter", "It came in autumn.", date="2014")
LATE = Post("2222222222222222", "A stove", "Cold.", date="2015")


@pytest.fixture
def library(tmp_path: Path) -> LibraryFolder:
    create_library(tmp_path / "library", "For tests", library_id="test-library")
    library = LibraryFolder.open(tmp_path / "library")
    library.write_post(FIRST, (Comment("c1", "Who wrote it?"),))
    return library


def visit(library: LibraryFolder, tmp_path: Path) -> Services:
    own = Folders(tmp_path / "data", tmp_path / "cache")
    services = Services.open(library.path, own, lambda: NOW)
    finish(services.refresh())
    finish(services.update_index())
    return services


def found(services: Services, query: str) -> set[str]:
    finder = services.open_finder()
    answer = finder.answer(query, typing=False)
    finder.close()
    return set(ids(answer))


def test_what_came_since_the_last_visit_is_new(
    library: LibraryFolder, tmp_path: Path
) -> None:
    services = visit(library, tmp_path)
    assert found(services, "is:new") == set()
    services.memory.mark_read(FIRST.id)
    services.memory.keep_seen(FIRST.id, ["c1"])
    assert found(services, "is:unread") == set()
    services.close()

    library.write_post(LATE, (Comment("c1", "It was."),))
    both = (Comment("c1", "Who wrote it?"), Comment("c2", "His sister."))
    library.write_post(FIRST, both)
    services = visit(library, tmp_path)
    assert found(services, "is:new") == {LATE.id, f"{FIRST.id}#c2"}
    assert found(services, "is:unread") == {LATE.id, f"{LATE.id}#c1"}
    services.memory.keep_seen(FIRST.id, ["c1", "c2"])
    assert found(services, "is:new") == {LATE.id}
    services.close()

    services = visit(library, tmp_path)
    assert found(services, "is:new") == set()
    services.close()


def test_a_look_that_shows_no_posts_is_no_visit(
    library: LibraryFolder, tmp_path: Path
) -> None:
    visit(library, tmp_path).close()
    library.write_post(LATE)
    own = Folders(tmp_path / "data", tmp_path / "cache")
    Services.open(library.path, own, lambda: NOW).close()
    services = visit(library, tmp_path)
    assert found(services, "is:new") == {LATE.id}
    services.close()


def test_quotations_are_found_through_the_reader(
    library: LibraryFolder, tmp_path: Path
) -> None:
    said = 'She wrote: "we are well, and the bread is enough until spring".'
    library.write_post(Post("3333333333333333", "Bread", said))
    services = visit(library, tmp_path)
    assert found(services, "has:quotation") == set()
    finish(services.update_quotation_index())
    assert found(services, "has:quotation") == {"3333333333333333"}
    assert found(services, "bread in:quotations") == {"3333333333333333"}
    services.close()
