"""Titles of whole pages, told apart from the page's menus."""

from pathlib import Path

import pytest

from gulagreader.importing.archive import ImportedPost
from gulagreader.importing.formats.text_dump import IMPORTER
from gulagreader.importing.sources import open_source

PROSE = (
    "The amnesty of March freed more than a million people, and few of those who "
    "came home that summer found that anybody had kept a place for them."
)
LYNX = f"""   #A Course Blog » Feed A Course Blog » Comments Feed A Course Blog » The
   Cold Summer Comments Feed alternate alternate

   (BUTTON) Search

A Course Blog

     * about
     * essays

The Cold Summer

   {PROSE}
"""
NAMED_BY_COMMENTS = f"""rss rss
A Course Blog
Spring is late

The Cold Summer

{PROSE}

2 Responses to “The Cold Summer”

 1. Ann says:
    March 3, 2014 at 5:01 pm

    I did not know that.

 2. Bob says:
    March 4, 2014 at 5:02 pm

    Nor did I.
"""
MARKDOWN = f"""[Skip to content](#content)

# [A Course Blog](/)

  * [about](/about)
  * [essays](/essays)

# The Cold Summer

{PROSE}
"""
STARS = f"""Skip_to_content
****** A_Course_Blog ******
    * about
    * essays
****** The Cold Summer ******
{PROSE}
"""
BYLINE = f"""  • Home
  • About
A Course Blog
Notes of a term
The Cold Summer
Posted on | December 23, 2007 | no comments
{PROSE}
"""
SITE_BEHIND = f"""The Cold Summer | A Course Blog
Home
About
The Cold Summer
{PROSE}
"""
UNDERLINED = f"""A Course Blog

The Cold Summer
===============

{PROSE}
"""
REPEATED = f""" 1. course.example
 2. blog
 3. The Cold Summer

The Cold Summer

{PROSE}
"""


def _read(tmp_path: Path, text: str, name: str = "page.txt") -> ImportedPost:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = IMPORTER.read(open_source(path))
    return next(one for one in found if isinstance(one, ImportedPost))


@pytest.mark.parametrize(
    "text",
    [
        LYNX,
        NAMED_BY_COMMENTS,
        MARKDOWN,
        STARS,
        BYLINE,
        SITE_BEHIND,
        UNDERLINED,
        REPEATED,
    ],
    ids=[
        "feed",
        "comments",
        "markdown",
        "stars",
        "byline",
        "site",
        "underlined",
        "repeated",
    ],
)
def test_the_title_of_a_whole_page_is_told_from_its_menus(
    tmp_path: Path, text: str
) -> None:
    post = _read(tmp_path, text)
    assert post.title == "The Cold Summer"
    assert "amnesty" in post.body
    assert "A Course Blog" not in post.body


def test_the_file_may_name_the_title(tmp_path: Path) -> None:
    text = f"Menu\nA Course Blog\nOf the term\nThe Cold Summer\nof 1953\n\n{PROSE}\n"
    post = _read(tmp_path, text, "the-cold-summer.txt")
    assert post.title == "The Cold Summer"


def test_where_little_tells_the_title_the_guess_is_unsure(tmp_path: Path) -> None:
    text = f"Skip to content\n\nMenu\n\nThe Cold Summer\n\n{PROSE}\n"
    post = _read(tmp_path, text)
    guess = next(one for one in post.guesses if one.what == "title")
    assert post.title == "The Cold Summer"
    assert guess.confidence < 0.5


def test_what_stood_above_the_title_is_kept_in_the_record(tmp_path: Path) -> None:
    post = _read(tmp_path, LYNX)
    words = [one.text for one in post.left_out if one.what == "lines above the title"]
    assert "A Course Blog" in words


def test_a_first_line_above_its_text_stays_the_title(tmp_path: Path) -> None:
    text = f"The Cold Summer\n\nA short remark\n\n{PROSE}\n\n  1. One\n  2. Two\n"
    assert _read(tmp_path, text).title == "The Cold Summer"


@pytest.mark.parametrize(
    "lines", ["Thursday, May 31, 2012\nBy Ann Roe", "By Ann Roe\n\nMay 31, 2012"]
)
def test_who_and_when_may_take_two_lines(tmp_path: Path, lines: str) -> None:
    post = _read(tmp_path, f"The Cold Summer\n\n{lines}\n\n{PROSE}\n")
    assert (post.author, post.date) == ("Ann Roe", "2012-05-31")
    assert "Ann Roe" not in post.body


def test_a_date_alone_under_the_title_stays_in_the_body(tmp_path: Path) -> None:
    post = _read(tmp_path, f"The Cold Summer\n\nMarch 5, 1953\n\n{PROSE}\n")
    assert post.date is None
    assert "March 5, 1953" in post.body
