from pathlib import Path

import pytest
from importing.collected import folder_of, read_folder, tree

from gulagreader.importing.formats.staticman import IMPORTER

THREADS = {
    "comments/letters-home/entry1.yml": "_id: a\n_parent: https://b.example/letters/\n"
    'name: Ira\nmessage: "Two a year?\\r\\n\\r\\n> I am well"\ndate: 1484060400\n',
    "comments/letters-home/entry2.yml": "---\n_id: b\nname: Ben\nmessage: Yes\n"
    "date: '2017-01-12T16:00:00.1234567+00:00'\nreplying_to: '1'\n",
    "comments/other/entry3.yml": "_id: c\nname: Cid\nmessage: Else\n",
}


def test_threads_come_without_their_posts(tmp_path: Path) -> None:
    assert IMPORTER.recognises_folder(folder_of(tmp_path, THREADS)) > 0.5
    found = read_folder(IMPORTER, tmp_path, THREADS)
    letters, other = found.threads
    assert tree(letters.comments) == {"a": None, "b": "a"}
    assert letters.post.links == ("https://b.example/letters/", "/letters-home/")
    assert letters.post.title == "Letters home"
    first, second = letters.comments
    assert first.text == "Two a year?\n\n> I am well"
    assert (first.date, second.date) == (
        "2017-01-10T15:00:00Z",
        "2017-01-12T16:00:00.1234567+00:00",
    )
    assert other.post.links == ("/other/",)


def test_replies_may_come_before_what_they_answer_and_in_rings(tmp_path: Path) -> None:
    files = {
        "c/x/1.yml": "_id: a\nmessage: A\nreplying_to_uid: b\n",
        "c/x/2.yml": "_id: b\nmessage: B\nreplying_to_uid: a\n",
        "c/x/3.yml": "_id: c\nmessage: C\nreplying_to_uid: d\n",
        "c/x/4.yml": "_id: d\nmessage: D\n",
        "c/x/5.yml": "_id: d\nmessage: D again\n",
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert tree(found.thread.comments) == {
        "a": "b",
        "b": "a",
        "c": "d",
        "d": None,
        "d-2": None,
    }
    assert "stands twice" in found.said()


@pytest.mark.parametrize(
    "files",
    [
        {"comments/x/1.yml": "steps:\n- run: make\n"},
        {"1.yml": "_id: a\nmessage: x\n"},
        {"comments/x/1.yml": "{" * 500},
        {
            "a/b.txt": "x",
            "a/c.txt": "x",
            "a/d.txt": "x",
            "a/e.yml": "_id: a\nmessage: x",
        },
    ],
)
def test_other_folders_of_fields_are_not_claimed(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert IMPORTER.recognises_folder(folder_of(tmp_path, files)) == 0
