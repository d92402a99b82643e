"""The page's keys: outline, links, footnotes, measure, paragraph numbers, the pin."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from ui.reading_room import reader_on, reading, screen_text, type_text, until

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Origin, Post
from gulagreader.domain.session import Leading
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.app import Gulagreader
from gulagreader.ui.screens.links import LinksScreen
from gulagreader.ui.screens.outline import OutlineScreen

Reader = tuple[Gulagreader, Pilot[None]]
_FILLER = "\n\n".join(
    f"Paragraph {n} fills the page, so that there is something to turn pages in, and"
    " it goes on for two lines at the least."
    for n in range(12)
)
BODY = f"""\
It began with a decree[^1], see [the other post](https://blog.example.org/other/) and \
[the text](https://archive.example.org/decree).

## The spring

{_FILLER}

### How it was read

“Nobody in the house believed what stood in the paper that morning,” she wrote.

## The autumn

{_FILLER}

![A barrack](pictures/barrack.png)

[^1]: Of 27 March 1953, in *Izvestiya*.
"""


def _library(folder: Path) -> Path:
    create_library(folder, "Pages", library_id="pages")
    library = LibraryFolder.open(folder)
    library.write_post(
        Post("1" * 16, "A decree", BODY, author="map_room", date="2014-03-03"),
        (
            Comment("c1", "I know nothing of it.", author="reader 1"),
            Comment(
                "c2",
                "“Nobody in the house believed what stood in the paper that morning”:"
                " and yet. See https://example.org/yet.",
                author="reader 2",
            ),
        ),
    )
    origin = Origin(
        "html", "other.html", "0" * 64, "html/1", "https://blog.example.org/other"
    )
    library.write_post(
        Post("2" * 16, "The other post", "Short.", date="2014-01-01", origin=origin)
    )
    return folder


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    app = reader_on(_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(150, 30)) as pilot:
        await pilot.press("1", "g", "enter")
        await until(pilot, lambda: app.reader.session.post == "1" * 16)
        await pilot.press("2")
        yield app, pilot


async def test_the_outline_narrows_while_one_types_and_leads_there(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("T")
    assert isinstance(app.screen, OutlineScreen)
    assert "The autumn" in screen_text(app)
    assert "1 min" in screen_text(app)
    await type_text(pilot, "aut")
    assert "The spring" not in screen_text(app).partition("Outline")[2]
    await pilot.press("enter")
    pane = app.reader.post_pane
    top = pane.page.lines[pane.top]
    assert pane.blocks[top.block].text == "The autumn"
    await pilot.press("backspace")
    assert pane.top == 0


async def test_keys_that_come_at_once_are_typed_into_the_outline(
    reader: Reader,
) -> None:
    app, pilot = reader
    for key in ("T", "s", "p", "r", "enter"):
        app.simulate_key(key)
    pane = app.reader.post_pane
    await until(pilot, lambda: pane.top > 0)
    assert pane.blocks[pane.page.lines[pane.top].block].text == "The spring"


async def test_a_post_without_headings_says_so(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("right_square_bracket", "T")
    assert "This post has no headings" in app.reader.status.words


async def test_links_are_listed_by_number_and_copied(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("L")
    assert isinstance(app.screen, LinksScreen)
    shown = screen_text(app)
    assert "Of 27 March 1953, in Izvestiya." in shown
    assert "https://archive.example.org/decree" in shown
    assert "A barrack" in shown
    assert "pictures/barrack.png" in shown
    await pilot.press("3", "y")
    assert app.clipboard == "https://archive.example.org/decree"
    await pilot.press("escape")
    assert screen_text(app).count("Links of the post") == 0


async def test_a_link_opens_in_the_browser_and_only_a_web_page(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browse(url: str) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr("gulagreader.ui.program.editor.webbrowser.open", browse)
    _, pilot = reader
    await pilot.press("L", "3", "enter")
    await until(pilot, lambda: opened)
    assert opened == ["https://archive.example.org/decree"]


async def test_a_link_to_a_post_of_the_library_opens_it_here(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("L", "2", "enter")
    await until(pilot, lambda: app.reader.session.post == "2" * 16)
    assert "Opened in this library" in app.reader.status.words
    await pilot.press("backspace")
    await until(pilot, lambda: app.reader.session.post == "1" * 16)


async def test_the_links_of_the_focused_comment_are_listed(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("3", "G", "L")
    assert "https://example.org/yet" in screen_text(app)
    await pilot.press("escape", "k", "L")
    assert "This comment has no links" in app.reader.status.words


async def test_enter_goes_to_the_note_in_view_and_backspace_returns(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("enter")
    assert "Footnote 1; Backspace goes back" in app.reader.status.words
    assert "[1] Of 27 March 1953" in screen_text(app)
    await pilot.press("backspace")
    assert app.reader.post_pane.top == 0


def _foot(app: Gulagreader) -> str:
    return screen_text(app).splitlines()[-1]


async def test_the_footer_says_what_enter_does_to_what_is_in_view(
    reader: Reader,
) -> None:
    app, pilot = reader
    await until(pilot, lambda: "Enter Footnote" in _foot(app))
    await pilot.press("enter")
    # At the note itself there is nothing that Enter would do.
    await until(pilot, lambda: "Enter" not in _foot(app))
    await pilot.press("backspace")
    await until(pilot, lambda: "Enter Footnote" in _foot(app))
    await pilot.press("3")
    await until(pilot, lambda: "Enter Fold" in _foot(app))


async def test_a_click_on_a_mark_goes_to_its_note_and_on_the_label_back(
    reader: Reader,
) -> None:
    app, pilot = reader
    pane = app.reader.post_pane
    rows = screen_text(app).splitlines()
    line = next(n for n, row in enumerate(rows) if "decree[1]" in row)
    await pilot.click(offset=(rows[line].index("[1]") + 1, line))
    assert pane.top > 0
    rows = screen_text(app).splitlines()
    line = next(n for n, row in enumerate(rows) if "[1] Of 27" in row)
    await pilot.click(offset=(rows[line].index("[1]") + 1, line))
    assert pane.top < 5


async def test_the_measure_is_kept_and_the_place_too(tmp_path: Path) -> None:
    folder = _library(tmp_path / "library")
    app = reader_on(folder, tmp_path)
    async with reading(app, size=(100, 24)) as pilot:
        await pilot.press("2", "z", "space", "space")
        pane = app.reader.post_pane
        top = pane.page.source_of(pane.top)
        await until(pilot, lambda: pane.page.width == 72)
        await pilot.press("left_parenthesis", "left_parenthesis")
        assert pane.page.width == 64
        assert pane.top == pane.page.line_at_source(top)
        assert "Lines of 64 cells" in app.reader.status.words
        await pilot.press("right_parenthesis", "right_parenthesis")
        assert pane.page.source_of(pane.top) == top
        await pilot.press("left_parenthesis")
        app.exit()
    again = reader_on(folder, tmp_path)
    async with reading(again, size=(100, 24)) as pilot:
        assert again.reader.post_pane.measure == 68


async def test_the_measure_is_that_of_the_thread_too(tmp_path: Path) -> None:
    app = reader_on(_library(tmp_path / "library"), tmp_path)
    async with reading(app, size=(160, 40)) as pilot:
        await pilot.press("3", "z")
        pane = app.reader.thread_pane
        await until(pilot, lambda: pane._page.width == 72 + 24)
        await pilot.press("left_parenthesis", "left_parenthesis")
        assert pane._page.width == 64 + 24
        await pilot.press("right_parenthesis", "right_parenthesis")
        assert pane._page.width == 72 + 24


async def test_paragraphs_show_their_numbers(reader: Reader) -> None:
    app, pilot = reader
    await pilot.press("number_sign")
    numbered = [row for row in screen_text(app).splitlines() if "Paragraph 0" in row]
    assert " 2 Paragraph 0" in numbered[0]
    assert " 1 It began" in screen_text(app)
    await pilot.press("number_sign")
    assert " 1 It began" not in screen_text(app)


async def test_the_post_shows_what_the_focused_comment_quotes(reader: Reader) -> None:
    app, pilot = reader
    await until(pilot, lambda: app.reader._links is not None)
    pane = app.reader.post_pane
    await pilot.press("3")
    assert app.reader.session.leading is Leading.THREAD
    assert pane.top == 0
    await pilot.press("j")
    await until(pilot, lambda: pane.top > 0)
    start = BODY.index("“Nobody")
    assert pane.is_in_view(start, start + 20)
    await pilot.press("plus")
    assert "The post stays where it is" in app.reader.status.words
    await pilot.press("2", "g", "3", "k", "j")
    assert pane.top == 0
    await pilot.press("plus")
    await until(pilot, lambda: pane.top > 0)


async def test_a_picture_that_is_not_in_the_library_is_not_drawn(
    reader: Reader,
) -> None:
    app, pilot = reader
    await pilot.press("L", "4", "enter")
    await until(pilot, lambda: "no such picture" in app.reader.status.words)


async def test_a_picture_says_what_would_draw_it(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gulagreader.ui.screens.picture.find_spec", lambda _: None)
    folder = tmp_path / "library" / "pictures"
    folder.mkdir()
    (folder / "barrack.png").write_bytes(b"")
    app, pilot = reader
    await pilot.press("L", "4", "enter")
    await until(pilot, lambda: "textual-image would draw it" in app.reader.status.words)
