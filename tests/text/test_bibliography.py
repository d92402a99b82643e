"""The list at the end of a text, and the line under a quote."""

from dataclasses import replace

import pytest

from gulagreader.domain.citing import Cited, CitedComment, ReferenceStyle
from gulagreader.text.references.attribution import attribution
from gulagreader.text.references.bibliography import (
    bibliography_entry,
    listed,
    sort_key,
)

POST = Cited(
    "aa11",
    "Whom the amnesty left out",
    "A small library",
    author="Anna Appel",
    date="2014-03-03",
    paragraph=2,
    passage="words",
)
COMMENT = replace(
    POST, comment=CitedComment("c1", "Was he", "night_shift", "2014-03-04")
)
CHICAGO, MLA, APA = ReferenceStyle.CHICAGO, ReferenceStyle.MLA, ReferenceStyle.APA


@pytest.mark.parametrize(
    ("cited", "style", "entry"),
    [
        (
            POST,
            CHICAGO,
            "Appel, Anna. “Whom the Amnesty Left Out.” A Small Library (blog)."
            " March 3, 2014. Id aa11.",
        ),
        (
            COMMENT,
            CHICAGO,
            "Appel, Anna. “Whom the Amnesty Left Out.” A Small Library (blog)."
            " March 3, 2014. Id aa11.",
        ),
        (
            replace(POST, author="Anna Appel and Boris Brodsky", url="https://e.org/a"),
            CHICAGO,
            "Appel, Anna, and Boris Brodsky. “Whom the Amnesty Left Out.” A Small"
            " Library (blog). March 3, 2014. https://e.org/a.",
        ),
        (
            replace(POST, author=None, date=None, title="Who?", container="My blog"),
            CHICAGO,
            "“Who?” My Blog. n.d. Id aa11.",
        ),
        (
            replace(POST, title="", container="", author="chalk"),
            CHICAGO,
            "chalk. Untitled post. March 3, 2014. Id aa11.",
        ),
        (
            COMMENT,
            MLA,
            "night_shift. Comment on “Whom the Amnesty Left Out.” A Small Library,"
            " 4 Mar. 2014, id aa11#c1.",
        ),
        (
            POST,
            APA,
            "Appel, A. (2014, March 3). Whom the amnesty left out. A small library"
            " (aa11).",
        ),
    ],
)
def test_the_list_has_an_entry_of_what_was_cited(
    cited: Cited, style: ReferenceStyle, entry: str
) -> None:
    assert bibliography_entry(listed(cited, style), style).text == entry


def test_entries_stand_by_their_first_words() -> None:
    titles = ["“The zek”", "Brodsky, B.", "“A camp”", "“«Ёлка»”", "appel, A."]
    posts = [replace(POST, author=None, title=title) for title in titles]
    made = [bibliography_entry(post, MLA) for post in posts]
    made.sort(key=sort_key)
    starts = [one.text.split()[0] for one in made]
    assert ["".join(filter(str.isalnum, word)) for word in starts] == [
        "Appel",
        "Brodsky",
        "A",
        "The",
        "Ёлка",
    ]


@pytest.mark.parametrize(
    ("cited", "line"),
    [
        (POST, "Anna Appel, “Whom the amnesty left out”, 3 March 2014"),
        (
            COMMENT,
            "night_shift, comment on Anna Appel, “Whom the amnesty left out”,"
            " 4 March 2014",
        ),
        (
            replace(COMMENT, comment=CitedComment("c1", "Was he"), author=None),
            "Unsigned comment on “Whom the amnesty left out”",
        ),
        (replace(POST, author=None, date=None, title=""), "Untitled post"),
    ],
)
def test_a_quote_says_whose_it_is(cited: Cited, line: str) -> None:
    assert attribution(cited) == line
