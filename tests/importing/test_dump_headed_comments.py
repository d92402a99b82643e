"""Comments without list marks, under a heading that counts them."""

from collections import Counter
from pathlib import Path

import pytest

from gulagreader.importing.archive import ImportedPost
from gulagreader.importing.formats.text_dump import IMPORTER
from gulagreader.importing.printed_dates import MONTH_NAMES
from gulagreader.importing.sources import open_source
from gulagreader.importing.text_dump import said_by
from gulagreader.importing.text_dump.headed import find_headed_comments
from gulagreader.importing.text_dump.lines import lines_of

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


def test_every_line_is_looked_at_once_however_many_headings_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # More lines than the patterns remember, each of them a heading of comments.
    asked: Counter[str] = Counter()

    def counted(line: str) -> tuple[str, str] | None:
        asked[line] += 1
        return who_and_when(line)

    who_and_when = said_by.who_and_when
    monkeypatch.setattr(said_by, "who_and_when", counted)
    text = "\n".join(
        f"{number % 7 + 2} Comments on X{number}" for number in range(5000)
    )
    assert find_headed_comments(lines_of(text), 0) is None
    assert len(asked) == 5000
    assert set(asked.values()) == {1}


def test_every_name_of_a_month_says_when() -> None:
    names = [form for name in MONTH_NAMES for form in (name, name.upper())]
    assert {
        name: said_by.who_and_when(f"Jane Doe on {name} 3, 2014 at 5:04 pm said:")
        for name in names
    } == {name: ("Jane Doe", f"on {name} 3, 2014 at 5:04 pm") for name in names}
