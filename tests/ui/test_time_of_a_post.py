"""The time that a post takes is the same on the screen and by line."""

from pathlib import Path

from ui.reading_room import make_library, open_services, reader_on, reading

from gulagreader.cli.line_reader.open_text import OpenText
from gulagreader.domain.posts import CitedSource, Post
from gulagreader.storage.library_folder import LibraryFolder


async def test_title_text_and_sources_are_counted_by_line_and_on_the_screen(
    tmp_path: Path,
) -> None:
    folder = make_library(tmp_path / "library")
    source = CitedSource("list", "a list of many words " * 12)
    body = "\n\n".join(["word " * 80] * 8)
    post = Post("4" * 16, "A post", body, date="2015-01-01", sources=(source,))
    LibraryFolder.open(folder).write_post(post)
    app = reader_on(folder, tmp_path)
    async with reading(app):
        assert str(app.reader.post_pane.border_title) == "Post · 4 min"
    services = open_services(folder, tmp_path / "by line")
    assert OpenText(services.read(post.id)).minutes == "4 min"
    services.close()
