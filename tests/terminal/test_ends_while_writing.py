"""A note that is half typed outlasts the end of the program."""

import signal
from pathlib import Path

import pytest
from terminal.terminal import Terminal, terminal

from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.memory import ReaderMemory


def _write(screen: Terminal, text: str) -> None:
    screen.shows("Winter")
    screen.press("\r")
    screen.shows("The end.")
    screen.press("va")
    screen.shows("1 yellow")
    screen.press(text)
    screen.shows(text)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
def test_a_note_outlasts_a_closed_terminal_and_a_kill(
    tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "library"
    create_library(folder, "One", library_id="one")
    LibraryFolder.open(folder).write_post(
        Post("1" * 16, "Winter", "The snow came.\n\nThe end.", date="2014")
    )
    with terminal([str(folder)], tmp_path, (80, 24)) as screen:
        _write(screen, "Half a thought")
        if number is signal.SIGKILL:
            # What was typed a moment ago may be lost with it, and no more.
            file = tmp_path / "data" / "memory.sqlite"
            with ReaderMemory.open(file) as memory:
                screen.until(lambda: memory.drafts("one").drafts())
        screen.process.send_signal(number)
        screen.until(lambda: screen.process.poll() is not None)
    with terminal([str(folder)], tmp_path, (80, 24)) as screen:
        screen.shows("Not finished: “Half a thought”")
        screen.press("2a")
        screen.shows("Here is your draft of")
        screen.press("\r")
        screen.shows("Noted on")
        screen.press("Q")
        assert screen.ended() == 0


@pytest.mark.parametrize("controls", [True, False])
def test_the_reader_ends_with_its_terminal(tmp_path: Path, *, controls: bool) -> None:
    folder = tmp_path / "library"
    create_library(folder, "One", library_id="one")
    LibraryFolder.open(folder).write_post(
        Post("1" * 16, "Winter", "The snow came.\n\nThe end.", date="2014")
    )
    with terminal([str(folder)], tmp_path, (80, 24), controls=controls) as screen:
        _write(screen, "Half a thought")
        screen.hang_up()
    with terminal([str(folder)], tmp_path, (80, 24)) as screen:
        screen.shows("Not finished: “Half a thought”")
        screen.press("Q")
        assert screen.ended() == 0
