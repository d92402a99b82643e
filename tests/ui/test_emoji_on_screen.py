"""Emoji of several characters: as the terminal draws them, and copied as they stand."""

from pathlib import Path

import pytest
from textual import events
from textual.geometry import Offset
from textual.selection import Selection
from ui.reading_room import open_services, reading, screen_text, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.config import Config, Emoji
from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.text.blocks import BlockKind
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.program.emoji_question import EmojiQuestion
from gulagreader.ui.program.settled import Settled

FAMILY = "👩‍👩‍👧‍👦"


def reader(tmp_path: Path, settled: Settled) -> Gulagreader:
    folder, own = tmp_path / "library", tmp_path / "own"
    create_library(folder, "One", library_id="one")
    text = f"A family {FAMILY} of four, a flag 🇵🇱 and a heart ❤️ here."
    LibraryFolder.open(folder).write_post(
        Post("1" * 16, f"They {FAMILY}", text, author="Jane 👍🏽 Doe", date="2014"),
        (Comment("c1", f"So it is {FAMILY}, 🏳️‍🌈.", author="r ❤️", date="2014-03-05"),),
    )
    return Gulagreader(
        open_services(folder, own), lambda other: open_services(other, own),
        settled=settled,
    )  # fmt: skip


async def test_a_terminal_that_is_not_known_gets_what_all_count_alike(
    tmp_path: Path,
) -> None:
    app = reader(tmp_path, Settled())
    async with reading(app, size=(120, 30)) as pilot:
        await pilot.press("enter")
        shown = screen_text(app)
        assert "A family 👩 of four, a flag PL and a heart ❤  here." in shown
        assert not set(shown) & set("\u200d\ufe0f🏽")


@pytest.mark.parametrize(
    "settled", [Settled(Config(emoji=Emoji.JOINED)), Settled(counts_alike=True)]
)
async def test_a_terminal_that_is_known_to_join_gets_all(
    tmp_path: Path, settled: Settled
) -> None:
    app = reader(tmp_path, settled)
    async with reading(app, size=(120, 30)) as pilot:
        await pilot.press("enter")
        assert f"A family {FAMILY} of four, a flag 🇵🇱 and" in screen_text(app)


async def test_what_the_terminal_says_that_it_joins_is_joined(tmp_path: Path) -> None:
    app = reader(tmp_path, Settled())
    async with reading(app, size=(120, 30)) as pilot:
        await pilot.press("enter")
        for column in (2, 4, 2, 1, 1):
            app.post_message(events.CursorPosition(column, 29))
        await until(pilot, lambda: FAMILY in screen_text(app))
        shown = screen_text(app)
        assert f"A family {FAMILY} of four, a flag 🇵🇱 and a heart ❤  here." in shown
        assert "Jane 👍 Doe" in shown


async def test_who_wants_them_parted_is_not_asked(tmp_path: Path) -> None:
    app = reader(tmp_path, Settled(Config(emoji=Emoji.PARTED)))
    async with reading(app, size=(120, 30)) as pilot:
        await pilot.press("enter")
        for _ in range(5):
            app.post_message(events.CursorPosition(2, 29))
        await pilot.pause()
        assert "A family 👩 of four, a flag PL" in screen_text(app)


async def test_what_is_copied_is_the_text_as_it_stands(tmp_path: Path) -> None:
    app = reader(tmp_path, Settled())
    async with reading(app, size=(120, 30)) as pilot:
        await pilot.press("enter", "y")
        assert f"A family {FAMILY} of four, a flag 🇵🇱 and a heart ❤️" in app.clipboard


async def test_the_flag_of_england_and_tabs_are_copied_as_they_stand(
    tmp_path: Path,
) -> None:
    tags = "".join(chr(0xE0000 + ord(char)) for char in "gbeng")
    england = f"🏴{tags}\U000e007f"
    folder, own = tmp_path / "library", tmp_path / "own"
    create_library(folder, "One", library_id="one")
    text = f"The flag {england} here.\n\n```\na\tb\n\tc\n```\n"
    LibraryFolder.open(folder).write_post(Post("1" * 16, "Flags", text), ())
    app = Gulagreader(
        open_services(folder, own), lambda other: open_services(other, own),
        settled=Settled(Config(emoji=Emoji.JOINED)),
    )  # fmt: skip
    async with reading(app, size=(120, 30)) as pilot:
        await pilot.press("enter")
        assert f"The flag {england} here." in screen_text(app)
        pane = app.reader.query_one(PostPane)
        code = next(n for n, b in enumerate(pane.blocks) if b.kind is BlockKind.CODE)
        whole = Selection(Offset(0, code - 1), Offset(11, code))
        assert pane.get_selection(whole) == (
            f"The flag {england} here.\n\na\tb\n\tc",
            "\n",
        )


def test_only_what_was_asked_is_taken_for_an_answer() -> None:
    question = EmojiQuestion(24)
    assert not question.take_last(2, 0)  # Shift+F3 of some terminals
    answers = [question.take_last(2, 23) for _ in range(5)]
    assert answers == [False] * 4 + [True]
    assert len(question.drawn) == 5
    assert not question.take_last(2, 23)
