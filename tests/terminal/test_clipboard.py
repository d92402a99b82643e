"""What is copied reaches the terminal as it reads, by the sequence OSC 52."""

import base64
import re
from pathlib import Path

from terminal.terminal import terminal

from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.views.selecting import copied_words

_SENTENCE = (
    "«Нас не тронут», — говорила она в тот вечер; бумага лежала на столе, и печь"
    " давно остыла, а за окном третий день шёл снег без перерыва."
)
_CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def test_a_dragged_over_passage_is_copied_unwrapped(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    create_library(folder, "One", library_id="one")
    LibraryFolder.open(folder).write_post(
        Post("1" * 16, "Winter", f"{_SENTENCE}\n\nThe end.", date="2014")
    )
    with terminal([str(folder)], tmp_path, (60, 24)) as screen:
        screen.shows("Winter")
        screen.press("\r")
        screen.shows("The end.")
        screen.shows("перерыва.")
        rows = screen.screen.splitlines()
        first = next(n for n, row in enumerate(rows) if "«Нас" in row)
        last = next(n for n, row in enumerate(rows) if "The end." in row)
        column = rows[first].index("«") + 1
        end = rows[last].index("The end.") + len("The end.") + 1
        screen.press(f"\x1b[<0;{column};{first + 1}M")
        screen.press(f"\x1b[<32;{end};{last + 1}M")
        screen.press(f"\x1b[<0;{end};{last + 1}m")
        wanted = base64.b64encode(f"{_SENTENCE}\n\nThe end.".encode())

        def copied() -> bool:
            # The drag may still be on its way.
            screen.press("\x03")
            return wanted in _CLIPBOARD.findall(screen.written)

        screen.until(copied)
        screen.shows("Copied ")
        screen.press("Q")
        screen.ended()


def test_a_long_copy_says_that_some_terminals_take_less() -> None:
    assert copied_words("a" * 74_994) == "Copied 74,994 characters"
    assert "some terminals take only" in copied_words("ж" * 40_000)
