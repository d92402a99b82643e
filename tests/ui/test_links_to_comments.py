"""An address of a comment leads to it, in the thread at hand and in others."""

from dataclasses import replace
from pathlib import Path

from ui.reading_room import reader_on, reading, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Origin, Post
from gulagreader.domain.session import Leading
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder

_ADDRESS = "https://blog.example.org/{}/"


def _library(folder: Path) -> Path:
    create_library(folder, "Two", library_id="two")
    library = LibraryFolder.open(folder)
    here, there = _ADDRESS.format("amnesty"), _ADDRESS.format("thaw")
    for name, post, comments in (
        (
            "amnesty",
            Post("1" * 16, "Amnesty", "It began in March.", date="2014-03-03"),
            (
                Comment("c70", "Who was left out?", author="kettle_on"),
                Comment("c71", "Most of them.", parent="c70", author="map_room"),
                Comment("c80", f"As said: {here}#comment-71.", author="reader 9"),
                Comment("c81", f"And there: {there}#comment-91.", author="reader 8"),
            ),
        ),
        (
            "thaw",
            Post("2" * 16, "Thaw", "It went on.", date="2014-02-03"),
            (
                Comment("c90", "How long?", author="kettle_on"),
                Comment("c91", "Until 1964.", author="map_room"),
            ),
        ),
    ):
        origin = Origin("rss", "a.xml", "0" * 64, "rss/1", url=_ADDRESS.format(name))
        library.write_post(replace(post, origin=origin), comments)
    return folder


async def test_it_goes_there_and_back(tmp_path: Path) -> None:
    app = reader_on(_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app) as pilot:
        await pilot.press("enter", "3", "-", "G", "k", "L", "enter")
        await until(pilot, lambda: app.reader.thread_pane.focused_comment == "c71")
        assert "A comment of this thread" in app.reader.status.words
        await pilot.press("backspace")
        await until(pilot, lambda: app.reader.thread_pane.focused_comment == "c80")


async def test_it_opens_the_other_post_at_the_comment(tmp_path: Path) -> None:
    app = reader_on(_library(tmp_path / "library"), tmp_path / "own")
    async with reading(app) as pilot:
        await pilot.press("enter", "3", "G", "L", "enter")
        await until(pilot, lambda: app.reader.session.post == "2" * 16)
        await until(pilot, lambda: app.reader.thread_pane.focused_comment == "c91")
        assert app.reader.session.leading is Leading.THREAD
        await pilot.press("backspace")
        await until(pilot, lambda: app.reader.thread_pane.focused_comment == "c81")
