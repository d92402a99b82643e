"""Comments that name their post by a path alone, without the site before it."""

import json
from datetime import UTC, datetime
from pathlib import Path

from gulagreader.importing.archive import PostLink
from gulagreader.services.importing import import_sources
from gulagreader.services.post_links import LinkIndex, path_of
from gulagreader.storage.library_folder import LibraryFolder

NOW = datetime(2026, 1, 2, tzinfo=UTC)
POST = "---\ntitle: {0}\npermalink: {1}\n---\nWords that only {0} has.\n"
RSS = (
    "<rss><channel><item><title>The thaw</title><link>https://b.example/2014/thaw/"
    "</link><description>Words</description></item></channel></rss>"
)


def thread(path: str, text: str) -> dict[str, object]:
    comment = {"id": 1, "author": "Ann", "created": "2014-01-01 10:00:00", "text": text}
    return {"id": path, "title": "", "comments": [comment]}


def taken(into: Path, *sources: Path) -> list[tuple[str, list[str]]]:
    """The titles of the library's posts, each with its comments."""
    list(import_sources(sources, into, now=NOW))
    library = LibraryFolder.open(into)
    read = [library.read(file.path) for file in library.post_files()]
    return [(one.post.title, [c.text for c in one.comments]) for one in read]


def test_a_path_finds_the_post_of_the_one_site_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "posts.xml").write_text(RSS)
    threads = [thread("/2014/thaw/", "Found"), thread("/2014/ice/", "Alone")]
    (tmp_path / "comments.json").write_text(json.dumps(threads))
    posts = taken(
        tmp_path / "library", tmp_path / "comments.json", tmp_path / "posts.xml"
    )
    assert ("The thaw", ["Found"]) in posts
    assert ["Alone"] in [texts for _, texts in posts]


def test_threads_of_other_paths_are_never_put_together(tmp_path: Path) -> None:
    threads = [thread("/2014/thaw/", "One"), thread("/2014/ice/", "Two")]
    (tmp_path / "comments.json").write_text(json.dumps(threads))
    posts = taken(tmp_path / "library", tmp_path / "comments.json")
    assert sorted(texts for _, texts in posts) == [["One"], ["Two"]]


def test_comments_of_one_site_find_the_posts_of_a_site_without_an_address(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site" / "_posts"
    site.mkdir(parents=True)
    (site / "2014-01-01-thaw.md").write_text(POST.format("Thaw", "/2014/thaw/"))
    (tmp_path / "disqus.xml").write_text(
        '<disqus xmlns="http://disqus.com"'
        ' xmlns:dsq="http://disqus.com/disqus-internals"><thread dsq:id="1">'
        "<link>https://b.example/2014/thaw/?utm_source=x</link></thread>"
        '<post dsq:id="2"><message>Found</message><thread dsq:id="1"/></post></disqus>'
    )
    posts = taken(tmp_path / "library", tmp_path / "site", tmp_path / "disqus.xml")
    assert posts == [("Thaw", ["Found"])]


def test_two_sites_with_one_path_are_not_mixed_up() -> None:
    index = LinkIndex()
    index.note("a", PostLink(("https://a.example/welcome/",)))
    index.note("b", PostLink(("https://b.example/welcome/",)))
    assert index.find(PostLink(("/welcome/",))) is None
    assert index.find(PostLink(("https://c.example/welcome/",))) is None
    assert index.find(PostLink(("https://b.example/welcome",))) == "b"


def test_a_site_alone_is_no_path() -> None:
    assert path_of("https://a.example/")[0] == ""
    assert path_of("/")[0] == ""
    assert path_of("") == ("", True)
