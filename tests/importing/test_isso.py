import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from importing.collected import read_text, sureness, tree

from gulagreader.domain.errors import SourceError
from gulagreader.importing.formats import isso, isso_database

THREADS = [
    {
        "id": "/posts/0001/",
        "title": "Test+post+%26+more",
        "comments": [
            {
                "id": 0,
                "author": "Ann",
                "email": "ann@example.org",
                "remote_addr": "192.0.2.1",
                "website": "https://ann.example",
                "created": "2005-02-24 04:03:37",
                "text": "One *word*\n",
            },
            {"id": 1, "parent": 0, "author": "", "created": "", "text": "Two"},
            {"id": 2, "text": ""},
        ],
    },
    {"id": "/posts/0002/", "title": "x", "comments": []},
    "no thread",
]
TABLES = """
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256), title VARCHAR(256));
CREATE TABLE comments (
  tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT,
  modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR,
  email VARCHAR, website VARCHAR, likes INTEGER, dislikes INTEGER, voters BLOB,
  notification INTEGER);
"""


def database(path: Path, script: str) -> bytes:
    with closing(sqlite3.connect(path)) as base:
        base.executescript(script)
    return path.read_bytes()


def test_the_threads_of_the_json_come_with_titles_decoded() -> None:
    text = json.dumps(THREADS)
    assert sureness(isso.IMPORTER, text) > 0.5
    found = read_text(isso.IMPORTER, text)
    assert found.thread.post.links == ("/posts/0001/",)
    assert found.thread.post.title == "Test post & more"
    first, second = found.thread.comments
    assert (first.id, first.text, first.date) == (
        "c0",
        "One *word*",
        "2005-02-24T04:03:37",
    )
    assert (second.id, second.parent, second.author) == ("c1", "c0", None)
    assert found.left_out == {
        "e-mail addresses": 1,
        "IP addresses": 1,
        "comments without words": 1,
        "threads without comments": 1,
    }
    assert [refusal.why for refusal in found.refusals] == [
        "thread 3 of the list holds no comments"
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [("[\n{]", 2), ('{"comments": []}', 1), ("[" * 100_000, 1)],
)
def test_json_that_is_none_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(SourceError) as refused:
        read_text(isso.IMPORTER, text)
    assert getattr(refused.value, "line", None) == line


def test_the_database_gives_its_accepted_comments(tmp_path: Path) -> None:
    rows = """
    INSERT INTO threads VALUES (1, '/a/', 'A'), (2, '/b/', NULL);
    INSERT INTO comments (tid, id, parent, created, mode, remote_addr, text, author,
      email) VALUES
      (1, 3, 2, 1360696150.25, 1, '192.0.2.0', 'Yes', NULL, NULL),
      (1, 2, NULL, 1360696149.5, 1, '192.0.2.0', 'One <b>word</b>', 'Ann',
       'a@x.example'),
      (2, 4, NULL, 1360696151, 2, NULL, 'Waiting', NULL, NULL),
      (2, 5, NULL, 1360696152, 4, NULL, '', NULL, NULL),
      (9, 6, NULL, 1360696153, 1, NULL, 'Astray', NULL, NULL);
    """
    data = database(tmp_path / "comments.db", TABLES + rows)
    assert sureness(isso_database.IMPORTER, data) == 1
    found = read_text(isso_database.IMPORTER, data)
    by_link = {thread.post.links: thread for thread in found.threads}
    assert tree(by_link[("/a/",)].comments) == {"c2": None, "c3": "c2"}
    first = by_link[("/a/",)].comments[0]
    assert (first.date, first.text) == ("2013-02-12T19:09:09.500Z", "One **word**")
    assert tree(by_link[()].comments) == {"c6": None}
    assert found.left_out["comments that were not approved"] == 1
    assert found.left_out["deleted comments"] == 1
    assert found.left_out["e-mail addresses"] == 1


def test_a_database_of_something_else_or_damaged_is_refused(tmp_path: Path) -> None:
    other = database(tmp_path / "a.db", "CREATE TABLE x (y);")
    assert sureness(isso_database.IMPORTER, other) == 0
    with pytest.raises(SourceError, match="lacks its tables"):
        read_text(isso_database.IMPORTER, other)
    view = database(
        tmp_path / "b.db",
        "CREATE TABLE threads (id, uri, title, remote_addr);"
        "CREATE VIEW comments AS WITH RECURSIVE n(tid) AS"
        " (SELECT 1 UNION ALL SELECT tid + 1 FROM n) SELECT * FROM n;",
    )
    with pytest.raises(SourceError, match="lacks its tables"):
        read_text(isso_database.IMPORTER, view)
    whole = database(tmp_path / "c.db", TABLES)
    with pytest.raises(SourceError):
        read_text(isso_database.IMPORTER, whole[:5000])
