"""Who speaks in a thread stands out where somebody calls them."""

from pathlib import Path

import pytest
from ui.reading_room import reader_on, reading

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.ui.views.called_names import CalledNames

AUTHORS = ("Jane", "Jane Doe", "kettle_on", "Анна К.", None, "@handle", "")


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@Jane, yes.", ["@Jane"]),
        ("Thanks @jane doe and @KETTLE_ON!", ["@jane doe", "@KETTLE_ON"]),
        ("(@Анна К.) @handle: no", ["@Анна К.", "@handle"]),
        ("@Janet @kettle_on2 @nobody @", []),
        ("write to me@Jane or jane@kettle_on", []),
        ("@@Jane", ["@Jane"]),
    ],
)
def test_a_name_is_known_whole_and_the_longest(text: str, called: list[str]) -> None:
    found = CalledNames(AUTHORS).in_text(text, 0, len(text))
    assert [text[start:end] for start, end in found] == called


async def test_a_called_name_looks_like_the_name_above_a_comment(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "library"
    create_library(folder, "One", library_id="one")
    LibraryFolder.open(folder).write_post(
        Post("1" * 16, "Winter", "Cold.", author="map_room", date="2014"),
        (
            Comment("c1", "Was it?", author="kettle_on"),
            Comment("c2", "@kettle_on, ask @map_room, not @others.", author="r"),
        ),
    )
    app = reader_on(folder, tmp_path / "own")
    async with reading(app, size=(120, 30)) as pilot:
        await pilot.press("enter")
        pane = app.reader.thread_pane
        bold = [
            segment.text
            for y in range(pane.text_height)
            for segment in pane.render_line(y)
            if segment.style is not None and segment.style.bold
        ]
        assert [words for words in bold if "@" in words] == ["@kettle_on", "@map_room"]
