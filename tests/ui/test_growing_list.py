"""The list while a library is catalogued for the first time."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ui.reading_room import reader_on, reading, screen_text, until

from gulagreader.domain.progress import Job, Progress
from gulagreader.services.library_jobs import LibraryJobs
from gulagreader.services.reading import OpenLibrary
from gulagreader.services.wiring import Services
from gulagreader.storage import catalogue
from gulagreader.storage.catalogue import CatalogueState
from gulagreader.storage.folders import Folders
from gulagreader.storage.library_file import create_library
from gulagreader.ui.app import Gulagreader

_POSTS = 40
_TURNS = 1000


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of forty posts, whose files do not stand in the order of their days."""
    folder = tmp_path / "library"
    create_library(folder, "A library for tests", library_id="test-library")
    (folder / "posts").mkdir(exist_ok=True)
    for number in range(_POSTS):
        day = f"2014-01-{1 + number * 7 % 31:02}"
        text = f"---\ntitle: Post {number:02}\ndate: '{day}'\n---\n\nCold.\n"
        (folder / "posts" / f"{number:02}.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def go_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> threading.Event:
    """Lets what reads the posts go on, after the first few of them were saved."""
    allowed = threading.Event()
    for name, value in (("_MANY", 5), ("_FIRST_SAVED", 8), ("_SAVED_AT_ONCE", 8)):
        monkeypatch.setattr(catalogue, name, value)
    monkeypatch.setattr(catalogue, "_STEP", 1)

    def read_beside(self: LibraryJobs) -> Job[CatalogueState]:
        """As if another program read the posts."""
        here = self._library
        other = OpenLibrary.open(here.folder, tmp_path / "cache")
        for progress in other.refresh():
            here.show_saved()
            yield progress
            for _ in range(_TURNS if here.listed else 0):
                if allowed.wait(0.02):
                    break
                yield progress
        state = here.take_in_saved(())
        assert state is not None
        return state

    monkeypatch.setattr(LibraryJobs, "refresh", read_beside)
    return allowed


async def test_posts_come_into_the_list_as_they_are_read_and_the_cursor_stays(
    library: Path, go_on: threading.Event, tmp_path: Path
) -> None:
    own = Folders(tmp_path / "data", tmp_path / "cache")

    def opened(folder: Path) -> Services:
        return Services.open(folder, own, lambda: datetime.now(UTC))

    app = Gulagreader(opened(library), opened)
    try:
        async with reading(app) as pilot:
            posts = app.reader.posts
            await until(pilot, lambda: len(posts.cards))
            assert len(posts.cards) < _POSTS
            await until(pilot, lambda: app.reader.reading is not None)
            await until(pilot, lambda: "Reading posts" in screen_text(app))
            await pilot.press("1", "j", "j")
            here = posts.under_cursor
            assert here is not None
            go_on.set()
            await until(pilot, lambda: len(posts.cards) == _POSTS)
            assert posts.under_cursor == here
            dates = [card.date or "" for card in posts.cards]
            assert dates == sorted(dates, reverse=True)
    finally:
        go_on.set()


async def test_a_library_is_called_empty_only_after_its_files_were_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    allowed = threading.Event()
    refresh = LibraryJobs.refresh

    def refresh_later(self: LibraryJobs) -> Job[CatalogueState]:
        for _ in range(_TURNS):
            if allowed.wait(0.02):
                break
            yield Progress("Looking", 0, None)
        return (yield from refresh(self))

    monkeypatch.setattr(LibraryJobs, "refresh", refresh_later)
    create_library(tmp_path / "library", "Empty", library_id="empty")
    app = reader_on(tmp_path / "library", tmp_path)
    try:
        async with reading(app, size=(160, 24)) as pilot:
            await until(pilot, lambda: "Looking for posts" in screen_text(app))
            assert "no posts yet" not in screen_text(app).lower()
            allowed.set()
            await until(pilot, lambda: "No posts yet" in screen_text(app))
            await until(pilot, lambda: "has no posts yet" in screen_text(app))
            assert "Looking for posts" not in screen_text(app)
    finally:
        allowed.set()
