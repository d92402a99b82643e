from pathlib import Path
from zipfile import ZipFile

import pytest
from importing.collected import collected, read_folder, read_text, sureness, tree

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found, ImportOptions
from gulagreader.importing.folders import folder_in_zip
from gulagreader.importing.formats.blogger import IMPORTER
from gulagreader.importing.sources import SourceFile, open_source

KIND = "http://schemas.google.com/g/2005#kind"
TERM = "http://schemas.google.com/blogger/2008/kind#"
OLD_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?>"
    "<feed xmlns='http://www.w3.org/2005/Atom'"
    " xmlns:thr='http://purl.org/syndication/thread/1.0'"
    " xmlns:gd='http://schemas.google.com/g/2005'><id>tag:blogger.com,1999:blog-1</id>\n"
)
NEW_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>"
    "<feed xmlns='http://www.w3.org/2005/Atom'"
    " xmlns:blogger='http://schemas.google.com/blogger/2018'>"
    "<id>tag:blogger.com,1999:blog-1</id>\n"
)


def old(kind: str, number: int, more: str = "", text: str = "Words") -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id>"
        "<published>2014-03-03T17:04:00.001-05:00</published>"
        f"<category scheme='{KIND}' term='{TERM}{kind}'/><title type='text'>T{number}"
        f"</title><content type='html'>{text}</content>"
        f"<author><name>Jane</name><email>noreply@blogger.com</email></author>{more}"
        "</entry>\n"
    )


def old_comment(number: int, post: int, parent: int | None = None) -> str:
    related = (
        ""
        if parent is None
        else "<link rel='related' href='http://www.blogger.com/feeds/1/"
        f"{post}/comments/default/{parent}'/>"
    )
    alternate = (
        "<link rel='alternate' href='http://b.example/2014/03/x.html?showComment="
        f"1400000000123#c{number}'/>"
    )
    answered = (
        f"<thr:in-reply-to ref='tag:blogger.com,1999:blog-1.post-{post}'"
        " href='http://b.example/2014/03/x.html'/>"
    )
    return old("comment", number, f"{alternate}{related}{answered}", f"text {number}")


def new(kind: str, number: int, more: str = "", status: str = "LIVE") -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id>"
        f"<blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>"
        "<author><name>Jane</name><blogger:type>BLOGGER</blogger:type></author>"
        f"<title>T{number}</title><content type='html'>text {number}&lt;br /&gt;more"
        "</content><published>2026-06-01T10:00:00Z</published><blogger:trashed/>"
        f"{more}</entry>\n"
    )


NEW = (
    NEW_HEAD
    + new("COMMENT", 700002, "<blogger:parent>tag:blogger.com,1999:blog-1.post-700001"
          "</blogger:parent>")
    + new("COMMENT", 700003, "<blogger:parent>tag:blogger.com,1999:blog-1.post-700001"
          "</blogger:parent><blogger:inReplyTo>tag:blogger.com,1999:blog-1.post-700002"
          "</blogger:inReplyTo>")
    + new("COMMENT", 700004, "<blogger:parent>700001</blogger:parent>", "SPAM")
    + new("POST", 700001, "<blogger:filename>/2026/06/x.html</blogger:filename>")
    + new("PAGE", 700005)
    + new("POST", 700006, status="DRAFT")
    + new("POST", 700007, status="SOFT_TRASHED")
    + "</feed>"
)  # fmt: skip


def test_the_old_export_gives_posts_with_their_threads() -> None:
    link = "<link rel='alternate' href='http://b.example/2014/03/x.html'/>"
    text = (
        OLD_HEAD
        + old("settings", 1)
        + old("template", 2)
        + old_comment(500003, 500001, 500002)
        + old("post", 500001, f"{link}<category term='gulag'/>", "One&lt;br /&gt;two")
        + old_comment(500002, 500001)
        + old("page", 500009)
        + "</feed>"
    )
    found = read_text(IMPORTER, text)
    post, page = found.posts
    assert (post.title, post.body, post.tags) == ("T500001", "One\\\ntwo", ("gulag",))
    assert post.date == "2014-03-03T17:04:00.001-05:00"
    assert post.origin.url == "http://b.example/2014/03/x.html"
    assert tree(post.comments) == {"c500002": None, "c500003": "c500002"}
    assert post.comments[0].url is not None
    assert post.comments[0].url.endswith("#c500002")
    assert page.title == "T500009"
    assert found.left_out["settings"] == 1
    assert found.left_out["templates"] == 1
    assert found.left_out["e-mail addresses"] == 4


def test_a_comment_without_a_date_has_the_exact_one_of_its_address() -> None:
    text = OLD_HEAD + old("post", 500001) + old_comment(500002, 500001) + "</feed>"
    text = text.replace("<published>2014-03-03T17:04:00.001-05:00</published>", "")
    (comment,) = read_text(IMPORTER, text).post.comments
    assert comment.date == "2014-05-13T16:53:20.123Z"


def test_an_undeclared_prefix_is_repaired_and_a_draft_stays_a_draft() -> None:
    control = "<app:control><app:draft>yes</app:draft></app:control>"
    text = OLD_HEAD + old("post", 500001, control) + "</feed>"
    found = read_text(IMPORTER, text)
    assert not found.posts
    assert found.left_out["drafts"] == 1
    assert "not declared" in found.said()
    asked = read_text(IMPORTER, text, options=ImportOptions(drafts=True))
    assert asked.post.title == "T500001"


def test_removed_comments_and_comments_without_a_post_are_told() -> None:
    removed = old_comment(500002, 500001).replace(
        "</entry>",
        "<gd:extendedProperty name='blogger.contentRemoved' value='true'/></entry>",
    )
    text = OLD_HEAD + removed + old_comment(500003, 500009) + "</feed>"
    found = read_text(IMPORTER, text)
    assert found.left_out["deleted comments"] == 1
    assert found.thread.post.links == ("http://b.example/2014/03/x.html",)
    assert "not in the export" in found.said()


def test_what_stood_above_a_cut_comes_in_with_its_comments() -> None:
    text = (
        OLD_HEAD
        + old_comment(500002, 500001)
        + old("post", 500001)
        + old_comment(500004, 500003)
        + old("post", 500003)
    )
    source = SourceFile(Path("x"), text[:-20].encode())
    found: list[Found] = []
    with pytest.raises(SourceError) as refused:
        found.extend(IMPORTER.read(source))
    assert getattr(refused.value, "line", None)
    all_of_it = collected(found)
    assert tree(all_of_it.post.comments) == {"c500002": None}
    assert tree(all_of_it.thread.comments) == {"c500004": None}


def test_the_new_export_gives_the_same() -> None:
    found = read_text(IMPORTER, NEW)
    post, page = found.posts
    assert tree(post.comments) == {"c700002": None, "c700003": "c700002"}
    assert (post.body, post.links) == ("text 700001\\\nmore", ("/2026/06/x.html",))
    assert page.title == "T700005"
    assert found.left_out["spam comments"] == 1
    assert found.left_out["drafts"] == 1
    assert found.left_out["comments and posts in the trash"] == 1


def test_takeout_is_read_as_a_folder_and_its_other_files_are_counted(
    tmp_path: Path,
) -> None:
    base = "Takeout/Blogger/Blogs/History"
    files = {
        f"{base}/feed.atom": NEW,
        f"{base}/theme-classic.html": "<html><p>theme</p></html>",
        f"{base}/settings.csv": "a,b",
        "Takeout/Blogger/Blogs/Broken/feed.atom": NEW[:-40],
    }
    found = read_folder(IMPORTER, tmp_path / "folder", files)
    assert {post.origin.file for post in found.posts} >= {f"{base}/feed.atom"}
    assert found.left_out["files of the archive that hold no posts"] == 2
    (refusal,) = found.refusals
    assert refusal.file == "Takeout/Blogger/Blogs/Broken/feed.atom"

    archive = tmp_path / "takeout.zip"
    with ZipFile(archive, "w") as packed:
        packed.writestr(f"{base}/feed.atom", NEW)
        packed.writestr(f"__MACOSX/{base}/._feed.atom", "junk")
    folder, _ = folder_in_zip(open_source(archive))
    assert IMPORTER.recognises_folder(folder) > 0.9
    assert len(collected(IMPORTER.read_folder(folder)).posts) == 2


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (NEW, True),
        (OLD_HEAD + old("post", 1) + "</feed>", True),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><entry/></feed>", False),
        ("<p>schemas.google.com/blogger/2018</p>", False),
    ],
)
def test_an_export_is_known_by_what_blogger_adds(text: str, is_one: bool) -> None:
    assert (sureness(IMPORTER, text) > 0) is is_one
