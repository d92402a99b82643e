"""Comments without list marks, under a heading that counts them."""

from pathlib import Path

import pytest

from gulagreader.importing.archive import ImportedPost
from gulagreader.importing.formats.text_dump import IMPORTER
from gulagreader.importing.sources import open_source

INDENTED = """The thaw

It began in March, and nobody knew where it would end.

3 Comments

    [dd15b79ca]

    Flo

    May 25, 2015 at 8:39 am

    Thank you so much.

        [ad368ae61]

        Will Cooke

        May 26, 2015 at 9:00 am

        You are welcome.

    Bookmarks for May 27th | The Digital Detritus of a Reader of Blogs

    May 27, 2015 at 12:01 am

    A list of what was read.

Comments are closed.

Archives
"""
MARKDOWN = """# The thaw

It began in March.

##### 2 Comments

![](https://example.com/a.png)

#### Flo

May 25, 2015 at 8:39 am

Thank you so much.

#### [Will Cooke](/)

May 26, 2015 at 9:00 am

You are welcome.

Comments are closed.
"""


def _read(tmp_path: Path, text: str) -> ImportedPost:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    found = IMPORTER.read(open_source(path))
    return next(one for one in found if isinstance(one, ImportedPost))


def test_comments_without_marks_keep_who_when_and_whom_they_answer(
    tmp_path: Path,
) -> None:
    comments = _read(tmp_path, INDENTED).comments
    assert [one.author for one in comments][:2] == ["Flo", "Will Cooke"]
    assert [(one.date or "")[:10] for one in comments] == [
        "2015-05-25",
        "2015-05-26",
        "2015-05-27",
    ]
    assert [one.parent for one in comments] == [None, "c1", None]
    assert [one.text for one in comments] == [
        "Thank you so much.",
        "You are welcome.",
        "A list of what was read.",
    ]


def test_comments_may_stand_under_markdown_headings(tmp_path: Path) -> None:
    comments = _read(tmp_path, MARKDOWN).comments
    assert [one.author for one in comments] == ["Flo", "Will Cooke"]
    assert [one.text for one in comments] == ["Thank you so much.", "You are welcome."]


@pytest.mark.parametrize("count", ["2", "5"])
def test_a_heading_that_counts_another_number_makes_the_comments_unsure(
    tmp_path: Path, count: str
) -> None:
    post = _read(tmp_path, INDENTED.replace("3 Comments", f"{count} Comments"))
    guess = next(one for one in post.guesses if one.what == "comments")
    assert len(post.comments) == 3
    assert guess.confidence <= 0.5
    assert f"counts {count} and not 3" in guess.reason
