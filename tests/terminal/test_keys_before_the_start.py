"""Keys that are typed while the program starts are carried out, in order."""

from pathlib import Path

import pytest
from terminal.terminal import terminal

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder


def _library(folder: Path) -> Path:
    create_library(folder, "One", library_id="one")
    library = LibraryFolder.open(folder)
    for number, title in enumerate(["Winter", "Spring", "Summer"], 1):
        texts = (f"Answer {n} in {title}" for n in range(1, 5))
        post = Post(str(number) * 16, title, f"It is {title}.", date=f"201{9 - number}")
        comments = (Comment(f"c{n}", text) for n, text in enumerate(texts, 1))
        library.write_post(post, tuple(comments))
    return folder


@pytest.mark.parametrize("drawn", ["", "Opening the library", "Winter"])
def test_keys_written_while_it_starts_lead_where_they_would_later(
    tmp_path: Path, drawn: str
) -> None:
    folder = str(_library(tmp_path / "library"))
    with terminal([folder], tmp_path, (100, 30)) as screen:
        screen.shows("It is Winter.")
        screen.press("1Q")
        screen.ended()
    with terminal([folder], tmp_path, (100, 30)) as screen:
        # Before anything is drawn the terminal still gathers lines, as for a shell.
        screen.shows(drawn)
        screen.press("j\r3jj")
        screen.shows("It is Spring.")
        screen.shows("▌▾ comment c3")
        screen.press("Q")
        assert screen.ended() == 0
