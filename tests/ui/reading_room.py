"""A reader on a library of its own, driven by keys, for the tests of the screen."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import CitedSource, Post
from gulagreader.domain.progress import finish
from gulagreader.services.wiring import Services
from gulagreader.storage.folders import Folders
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
_TURNS = 400
"""How often a condition is looked at before a test gives up: some seconds."""

LETTER = """\
The letter came in autumn and said little. “We are well, the stove draws and the \
bread is enough until the snow melts again,” it read (Orlova 1957).

She kept it in a tin. Nobody in the house spoke of it, and the word *camp* was not \
said at the table.

> The stove draws, and the bread is enough.
>
> — the letter again

What the letter left out is longer than what it said.
""" + "".join(
    f"""
Paragraph {n} is here to make the post longer than a window is high, and so that
there is something to turn pages in.
"""
    for n in range(1, 9)
)


def answers(depth: int) -> list[Comment]:
    """A thread: one branch ``depth`` deep, and two short ones after it."""
    chain = [
        Comment(
            f"c{n}",
            f"Answer number {n}, which says a little about the stove and the snow. "
            + "It goes on for a while, so that it takes some lines. " * 3,
            parent=f"c{n - 1}" if n > 1 else None,
            author=f"reader {n}",
            date=f"2014-03-{n:02}",
        )
        for n in range(1, depth + 1)
    ]
    return [
        *chain,
        Comment("c20", "A second branch about *bread*.", author="kettle_on"),
        Comment("c21", "I disagree about bread.", parent="c20", author="reader 2"),
        Comment("c30", "The last word, on snow.", author="corridor_notes"),
    ]


def make_library(folder: Path, name: str = "A library for tests") -> Path:
    """Write a library of three posts, one of them with a thread."""
    create_library(folder, name, library_id="test-library")
    library = LibraryFolder.open(folder)
    source = CitedSource("orlova", "Orlova, Letters (1957)")
    letter = Post(
        "1111111111111111", "A letter in a tin", LETTER, author="map_room",
        date="2014-03-03", tags=("letters",), sources=(source,),
    )  # fmt: skip
    library.write_post(letter, tuple(answers(6)))
    library.write_post(
        Post("2222222222222222", "Stoves and winters", "Cold.", date="2014-02-01"),
        (Comment("c1", "Was the winter of 1953 cold?", author="reader 9"),),
    )
    library.write_post(
        Post("3333333333333333", "An unread note", "Nothing was written.", date="2013"),
    )
    return folder


def open_services(folder: Path, own: Path) -> Services:
    """The services of a library with its catalogue and index made."""
    services = Services.open(folder, Folders(own / "data", own / "cache"), lambda: NOW)
    finish(services.refresh())
    finish(services.update_index())
    return services


def reader_on(folder: Path, own: Path, **more: Any) -> Gulagreader:
    """The application on a library, its user's folders under ``own``."""
    return Gulagreader(
        open_services(folder, own),
        lambda other: open_services(other, own),
        **more,
    )


@asynccontextmanager
async def reading(
    app: Gulagreader, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[None]]:
    """Run the application until its first post stands."""
    thresholds = gc.get_threshold()
    try:
        async with app.run_test(size=size) as pilot:
            # The upkeep begins once the first post stands.
            await until(pilot, lambda: app.reader.query("Upkeep"))
            await pilot.pause()
            yield pilot
            # As leaving by a key does.
            app.workers.cancel_all()
    finally:
        # The reader keeps the collector from what it has; a test gives it back, or
        # the readers of a whole run would add up to gigabytes.
        gc.unfreeze()
        gc.set_threshold(*thresholds)


async def until(pilot: Pilot[None], condition: Callable[[], object]) -> None:
    """Wait, with a bound, until a condition holds."""
    for _ in range(_TURNS):
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("what was waited for did not happen")


async def resize(app: Gulagreader, pilot: Pilot[None], width: int, height: int) -> None:
    """Give the terminal another size, and wait until all is laid out for it.

    Textual waits a moment for more of a resize before it lays anything out.
    """
    await pilot.resize_terminal(width, height)
    await until(pilot, lambda: app.screen.size == (width, height))
    await pilot.pause()


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Type text, key by key."""
    for char in text:
        await pilot.press("space" if char == " " else char)


def screen_text(app: Gulagreader) -> str:
    """What stands on the screen, line by line."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)
