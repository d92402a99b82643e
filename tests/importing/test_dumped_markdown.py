"""Dumps that html2text wrote as Markdown, told from Markdown that a person wrote."""

import pytest
from importing.collected import sureness
from importing.reading import read_dump

from gulagreader.importing.formats import markdown, text_dump

POST = "# The thaw\n\nAfter the winter came [a thaw](/thaw) of *some* years.\n\n"
SAID = """\
### 2 Responses to _The thaw_

  1. ![](/a.png) Ann says:

[March 6, 2014 at 10:11 am](/1)

A fine post.

[Reply](/p/1/?replytocom=11)

     * Bob says:

[March 7, 2014 at 10:11 am](/2)

It is one.

"""
FORM = "### Leave a Reply\n\nYour email address will not be published.\n"
LISTED = """\
### Comments: 2

  1. ![](/a.png)

Ann

March 6, 2014 at 10:11 am

A fine post, and one that I shall read again.

  2. ![](/a.png)

Bob

March 7, 2014 at 10:11 am

It is one, and one that I have read again.

"""
TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n\n"


@pytest.mark.parametrize(
    "dump",
    [
        POST + SAID + FORM,
        POST + SAID.replace("2 Responses to _The thaw_", "Comments") + FORM,
        POST + SAID.replace("says", "пишет").replace("2 Responses", "2 ответа") + FORM,
        POST + LISTED,
        POST + SAID.partition("\n")[2] + FORM,
        POST + TABLE + SAID + FORM,
        POST.replace("# The thaw", "The thaw\n\n***\n\n# The thaw") + SAID + FORM,
    ],
)
def test_a_thread_under_a_heading_makes_a_dump(dump: str) -> None:
    assert sureness(text_dump.IMPORTER, dump) > sureness(markdown.IMPORTER, dump)


@pytest.mark.parametrize(
    "written",
    [
        POST,
        POST + "## Comments\n\nSome have said that *it* was short.\n\n" + FORM,
        POST + "## Notes\n\n1. Ann says so.\n2. Bob says so.\n",
        POST + "## Comments\n\n1. It was short.\n2. It was cold.\n",
        POST + "Ann says:\n\n> It was short.\n\nBob says:\n\n> It was cold.\n",
        POST + "Ann says:\n\n> It was short.\n\n" + FORM,
        POST + TABLE,
    ],
)
def test_markdown_that_a_person_wrote_is_none(written: str) -> None:
    assert sureness(markdown.IMPORTER, written) > sureness(text_dump.IMPORTER, written)


def test_comments_without_a_heading_are_read() -> None:
    post = read_dump(POST + SAID.partition("\n")[2] + FORM)
    assert [(one.author, one.date) for one in post.comments] == [
        ("Ann", "2014-03-06T10:11"),
        ("Bob", "2014-03-07T10:11"),
    ]
    assert "fine" not in post.body
