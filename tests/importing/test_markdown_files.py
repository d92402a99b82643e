from pathlib import Path

import pytest
from importing.collected import folder_of, read_folder, read_text, sureness

from gulagreader.importing.archive import UNAPPROVED, ImportOptions
from gulagreader.importing.formats import markdown, pelican

READER = markdown.IMPORTER
POST = "---\ntitle: The thaw\ndate: 2014-03-03\n---\nIt *began*.\n"
PELICAN = {
    "pelicanconf.py": "AUTHOR = 'x'\n",
    "content/thaw.md": "Title: The thaw: a start\nDate: 2010-12-03 10:20\n"
    "Tags: gulag, amnesty law\nAuthor: Jane\nStatus: published\n\n"
    "It began, see [it]({filename}/ice.md).\n",
    "content/ice.md": "Title: Ice\nStatus: draft\n\nCold.\n",
    "content/pages/about.md": "Title: About\n\nMe.\n",
    "content/data.ipynb": '{"cells": []}',
    "output/thaw.html": "built",
}


def test_a_markdown_file_is_a_post() -> None:
    found = read_text(markdown.IMPORTER, POST, "thaw.md")
    assert (found.post.title, found.post.date) == ("The thaw", "2014-03-03")
    assert found.post.body == "It *began*."


@pytest.mark.parametrize(
    ("text", "name", "title", "body", "what"),
    [
        ("# The *thaw* #\n\nIt began.\n", "x.md", "The thaw", "It began.", 0.9),
        ("The thaw\n========\n\nIt began.\n", "x.md", "The thaw", "It began.", 0.9),
        ("It began.\n", "2014-03-03-the-thaw.md", "The thaw", "It began.", 0.4),
    ],
)
def test_a_title_that_no_field_says_is_a_guess(
    text: str, name: str, title: str, body: str, what: float
) -> None:
    post = read_text(markdown.IMPORTER, text, name).post
    assert (post.title, post.body) == (title, body)
    assert [(one.what, one.confidence) for one in post.guesses] == [("title", what)]


def test_a_date_in_a_file_name_is_a_day_without_a_time() -> None:
    assert (
        read_text(markdown.IMPORTER, "x", "2014-03-03-a.md").post.date == "2014-03-03"
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. a\n{:.x}\n2. b", "1. a\n2. b"),
        ("![a](/b.jpg){: .left} c\n{: #id}\n\nd", "![a](/b.jpg) c\n\nd"),
        ("* TOC\n{:toc}\n\na", "a"),
        ("a {::comment}b{:/comment} c", "a  c"),
        ("## Head {#id}\n\n```\n{: .x}\n```", "## Head \n\n```\n{: .x}\n```"),
        ("a {not: one} b", "a {not: one} b"),
    ],
)
def test_attribute_lists_of_kramdown_are_no_words(text: str, markdown: str) -> None:
    post = read_text(READER, f"---\ntitle: x\n---\n{text}\n").post
    assert post.body == markdown


def test_a_date_that_is_none_is_told_and_kept_in_the_record() -> None:
    found = read_text(markdown.IMPORTER, "---\ntitle: x\ndate: last May\n---\ny")
    assert found.post.date is None
    assert "the date “last may” is not understood" in found.said()
    assert "date: last May" in found.texts


@pytest.mark.parametrize(
    ("text", "name", "is_one"),
    [
        (POST, "anything", True),
        ('+++\ntitle = "x"\n+++\ny', "x", True),
        ('{"title": "x"}\ny', "x", True),
        ("Title: x\nDate: 2010-12-03\n\ny", "x", True),
        ("Title: x\nand on in prose\n\ny", "x", False),
        ("From: x\nDate: 2010-12-03\n\ny", "x", False),
        ("# Heading\n\n- a\n- b\n", "x", True),
        ("Words with [a link](http://x.org).\n", "x.md", True),
        ("Words with [a link](http://x.org).\n", "x.txt", False),
        ("Only words.\n", "x.md", False),
        ("<p>x</p>", "x.md", False),
        ("---\nonly a rule above\n", "x.md", False),
    ],
)
def test_markdown_is_known_by_its_content(text: str, name: str, is_one: bool) -> None:
    assert (sureness(markdown.IMPORTER, text, name) > 0) is is_one


def test_a_folder_of_markdown_gives_a_post_each(tmp_path: Path) -> None:
    files = {
        "a/thaw.md": POST,
        "b/ice.md": "# Ice\n\nCold.\n",
        "README.md": "# About this folder\n",
        "b/gate.jpg": "x",
        "c/broken.md": "---\na: &x [1]\nb: *x\n---\n",
    }
    folder = folder_of(tmp_path, files)
    assert markdown.IMPORTER.recognises_folder(folder) > 0
    found = read_folder(markdown.IMPORTER, tmp_path, files)
    assert [post.title for post in found.posts] == ["The thaw", "Ice"]
    assert [post.origin.file for post in found.posts] == ["a/thaw.md", "b/ice.md"]
    assert found.left_out["pages that are no posts"] == 1
    (refusal,) = found.refusals
    assert (refusal.file, refusal.line) == ("c/broken.md", 3)


@pytest.mark.parametrize(
    "files",
    [
        {"dump.txt": "x", "notes.md": "# x"},
        {"README.md": "# x"},
        {"export.xml": "<rss/>", "a.md": "# x"},
    ],
)
def test_a_folder_with_other_sources_in_it_is_not_claimed(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert markdown.IMPORTER.recognises_folder(folder_of(tmp_path, files)) == 0


def test_a_folder_of_documents_below_the_named_one_is_not_claimed(
    tmp_path: Path,
) -> None:
    files = {"docs/a.md": "# a\n\nx\n", "posts/b.md": POST, "dump.txt": "x"}
    folder = folder_of(tmp_path, files)
    assert markdown.IMPORTER.recognises_folder(folder.inner("docs")) == 0
    assert markdown.IMPORTER.recognises_folder(folder.inner("posts")) > 0


def test_pelican_has_its_fields_in_bare_lines(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, PELICAN)
    assert pelican.IMPORTER.recognises_folder(folder) > 0.5
    found = read_folder(pelican.IMPORTER, tmp_path, PELICAN)
    post = found.post
    assert (post.title, post.date) == ("The thaw: a start", "2010-12-03T10:20")
    assert (post.author, post.tags) == ("Jane", ("gulag", "amnesty law"))
    assert post.body == "It began, see [it](/ice.md)."
    assert found.left_out["drafts"] == 1
    assert found.left_out["notebooks that are no posts"] == 1
    assert found.left_out["pages that are no posts"] == 1
    asked = read_folder(pelican.IMPORTER, tmp_path, PELICAN, ImportOptions(drafts=True))
    assert {one.title for one in asked.posts} == {"The thaw: a start", "Ice"}


def test_a_title_of_which_nothing_is_shown_gives_way_to_the_name() -> None:
    post = read_text(READER, "# \u200b\n\nIt began.\n", "the-thaw.md").post
    assert post.title == "The thaw"
    post = read_text(READER, "---\ntitle: '<b></b>'\n---\nIt began.\n", "a.md").post
    assert post.title


def test_replies_to_a_hidden_comment_in_a_posts_fields_stay() -> None:
    found = read_text(
        READER,
        "---\ntitle: T\ncomments:\n- id: 1\n  content: Spam\n  approved: false\n"
        "  replies:\n  - id: 2\n    author: Ann\n    content: Not so.\n---\nWords.\n",
    )
    (comment,) = found.post.comments
    assert (comment.id, comment.author, comment.text) == ("c2", "Ann", "Not so.")
    assert found.left_out[UNAPPROVED] == 1


def test_pelicans_comments_stand_under_their_post(tmp_path: Path) -> None:
    under = "content/comments/thaw"
    found = read_folder(
        pelican.IMPORTER,
        tmp_path,
        {
            **PELICAN,
            f"{under}/1.md": "date: 2014-03-04 10:00+01:00\nauthor: Ann Roe\n"
            "email: ann@x.example\nwebsite: http://ann.example\n\nFirst *words*.\n",
            f"{under}/2.md": "author: Jo Lee\nreplyto: 1md\n\nSecond.\n\nMore.\n",
            f"{under}/x.md": "author: Max\nreplyto: 2md\n\nThird.\n",
        },
    )
    (post,) = found.posts
    names = {one.id: one.author for one in post.comments}
    told = [
        (one.author, names.get(one.parent or ""), one.text) for one in post.comments
    ]
    assert told == [
        ("Ann Roe", None, "First *words*."),
        ("Jo Lee", "Ann Roe", "Second.\n\nMore."),
        ("Max", "Jo Lee", "Third."),
    ]
    assert post.comments[0].date == "2014-03-04T10:00+01:00"
