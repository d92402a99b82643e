"""A terminal is asked how it counts emoji, when there are some, and is believed."""

from pathlib import Path

from terminal.terminal import terminal

from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder

_WHERE = b"\x1b[6n"
_FAMILY = "👩‍👩‍👧‍👦"


def _library(tmp_path: Path, text: str) -> str:
    folder = tmp_path / "library"
    create_library(folder, "One", library_id="one")
    LibraryFolder.open(folder).write_post(
        Post("1" * 16, "Winter", f"{text}\n\nThe end.", date="2014")
    )
    return str(folder)


def test_emoji_are_drawn_as_the_terminal_answers(tmp_path: Path) -> None:
    library = _library(tmp_path, f"They {_FAMILY} came.")
    with terminal([library], tmp_path, (80, 24)) as screen:
        screen.shows("Winter")
        screen.press("\r")
        screen.until(lambda: screen.written.count(_WHERE) == 5)
        screen.until(lambda: "They 👩 came.".encode() in screen.written)
        asked = len(screen.written)
        screen.press("\x1b[24;3R" * 5)
        screen.until(lambda: f"They {_FAMILY} came.".encode() in screen.written[asked:])
        screen.press("Q")
        screen.ended()
        assert screen.written.count(_WHERE) == 5


def test_nothing_is_asked_where_there_are_none(tmp_path: Path) -> None:
    library = _library(tmp_path, "«Письмо» — 大赦令, 😀.")
    with terminal([library], tmp_path, (80, 24)) as screen:
        screen.shows("Winter")
        screen.press("\r")
        screen.shows("The end.")
        screen.press("Q")
        screen.ended()
        assert _WHERE not in screen.written
