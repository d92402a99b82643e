"""Whole imports of feeds, sites and archives: together, twice, from a zip file."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from gulagreader.importing.formats import jekyll
from gulagreader.services.import_report import ImportReport
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_folder import LibraryFolder

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ADDRESS = "https://b.example/2014/03/03/thaw/"
ATOM = "http://www.w3.org/2005/Atom"
KIND = "http://schemas.google.com/g/2005#kind"
PAGE = f"""<entry><id>tag:blogger.com,1999:blog-1.post-100001</id>
<title>The thaw</title>
<category scheme="{KIND}" term="http://schemas.google.com/blogger/2008/kind#post"/>
<published>2014-03-03T17:04:00Z</published><content type="html">It began.</content>
<link rel="alternate" href="{ADDRESS}"/></entry>"""
SITE = {
    "_config.yml": "url: https://b.example\npermalink: pretty\n",
    "_posts/2014-03-03-thaw.md": "---\ntitle: The thaw\n---\nIt began.\n",
    "_data/comments/thaw/1.yml": "_id: one\nname: Ann\nmessage: Found\n",
}
FILES = {
    "posts.xml": '<rss version="2.0"><channel><item><title>The thaw</title>'
    f"<link>{ADDRESS}</link><description>It began.</description></item>"
    "</channel></rss>",
    "comments.xml": '<rss version="2.0"><channel><item><title>By: Ann</title>'
    f"<link>{ADDRESS}#comment-7</link><description>Found</description></item>"
    "</channel></rss>",
    "feed.atom": f'<feed xmlns="{ATOM}">{PAGE}</feed>',
    "disqus.xml": '<disqus xmlns="http://disqus.com"'
    ' xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="1">'
    f"<link>{ADDRESS.replace('https', 'http')}?utm_source=x</link></thread>"
    '<post dsq:id="2"><message>Found</message><thread dsq:id="1"/></post></disqus>',
    "isso.json": '[{"id": "/2014/03/03/thaw/", "title": "", "comments": [{"id": 3,'
    ' "created": "2014-03-04 10:00:00", "text": "Found"}]}]',
}


def write(folder: Path, files: dict[str, str]) -> list[Path]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return [folder / name for name in files]


def taken(into: Path, *sources: Path) -> ImportReport:
    job = import_sources(sources, into, now=NOW)
    while True:
        try:
            next(job)
        except StopIteration as done:
            report = done.value
            assert isinstance(report, ImportReport)
            return report


def threads(into: Path) -> dict[str, list[str]]:
    library = LibraryFolder.open(into)
    read = [library.read(file.path) for file in library.post_files()]
    return {one.post.title: [c.text for c in one.comments] for one in read}


def contents(into: Path) -> dict[str, bytes]:
    files = (path for path in into.rglob("*") if path.is_file())
    return {str(path.relative_to(into)): path.read_bytes() for path in files}


@pytest.mark.parametrize("comments", ["comments.xml", "disqus.xml", "isso.json"])
@pytest.mark.parametrize("turned", [False, True])
def test_comments_find_their_post_whichever_comes_first(
    tmp_path: Path, comments: str, turned: bool
) -> None:
    files = {name: FILES[name] for name in ("posts.xml", comments)}
    sources = write(tmp_path / "in", files)
    taken(tmp_path / "library", *(reversed(sources) if turned else sources))
    assert threads(tmp_path / "library") == {"The thaw": ["Found"]}


@pytest.mark.parametrize("first", ["posts.xml", "comments.xml"])
def test_comments_find_their_post_in_a_later_import(tmp_path: Path, first: str) -> None:
    second = "comments.xml" if first == "posts.xml" else "posts.xml"
    for name in (first, second):
        taken(tmp_path / "library", *write(tmp_path / "in", {name: FILES[name]}))
    assert threads(tmp_path / "library") == {"The thaw": ["Found"]}


def test_importing_everything_twice_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "in", FILES)
    write(tmp_path / "in" / "site", SITE)
    taken(tmp_path / "library", tmp_path / "in")
    before = contents(tmp_path / "library")
    again = taken(tmp_path / "library", tmp_path / "in")
    assert contents(tmp_path / "library") == before
    assert not again.written
    assert not again.refused


def test_a_site_in_a_zip_file_under_a_folder_of_its_own(tmp_path: Path) -> None:
    archive = tmp_path / "site.zip"
    with ZipFile(archive, "w") as packed:
        for name, text in SITE.items():
            packed.writestr(f"blog-main/{name}", text)
    report = taken(tmp_path / "library", archive)
    assert (report.posts, report.comments) == (1, 1)
    assert threads(tmp_path / "library") == {"The thaw": ["Found"]}
    (post,) = LibraryFolder.open(tmp_path / "library").post_files()
    origin = LibraryFolder.open(tmp_path / "library").read_post(post.path).origin
    assert origin is not None
    assert origin.kind == jekyll.IMPORTER.name


def test_a_jekyll_site_of_markdown_alone_in_a_zip_file_is_no_plain_folder(
    tmp_path: Path,
) -> None:
    archive = tmp_path / "site.zip"
    with ZipFile(archive, "w") as packed:
        for name, text in SITE.items():
            if not name.startswith("_data"):
                packed.writestr(f"blog-main/{name}", text)
    taken(tmp_path / "library", archive)
    (post,) = LibraryFolder.open(tmp_path / "library").post_files()
    assert post.relative.startswith("posts/2014/2014-03-03-")
    origin = LibraryFolder.open(tmp_path / "library").read_post(post.path).origin
    assert origin is not None
    assert origin.kind == "jekyll"


def test_takeout_comes_in_as_it_was_downloaded(tmp_path: Path) -> None:
    archive = tmp_path / "takeout-20260101.zip"
    base = "Takeout/Blogger/Blogs/History"
    feed = (
        f'<feed xmlns="{ATOM}" xmlns:blogger="http://schemas.google.com/blogger/2018">'
        "<entry><id>tag:blogger.com,1999:blog-1.post-100001</id><title>The thaw</title>"
        "<blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>"
        "<content type='html'>It began.</content></entry></feed>"
    )
    with ZipFile(archive, "w") as packed:
        packed.writestr(f"{base}/feed.atom", feed)
        packed.writestr(f"{base}/theme-classic.html", "<html><p>No post</p></html>")
        packed.writestr(f"{base}/settings.csv", "a,b\n")
    report = taken(tmp_path / "library", archive)
    assert threads(tmp_path / "library") == {"The thaw": []}
    assert report.left_out == {"files of the archive that hold no posts": 2}
