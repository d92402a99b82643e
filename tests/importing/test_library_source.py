from datetime import UTC, datetime
from pathlib import Path

from importing.collected import folder_of, read_folder, tree

from gulagreader.importing.formats.library import IMPORTER
from gulagreader.services.importing import import_sources

POST = "posts/2014/2014-03-03-the-thaw.md"
THREAD = "posts/2014/2014-03-03-the-thaw.comments.yaml"
FILES = {
    "library.yaml": "id: made-up\nname: Made up\n",
    POST: "---\ntitle: The thaw\nid: 0123456789abcdef\nauthor: Jane\n"
    'date: "2014-03-03"\ntags: [gulag, "1953"]\nlang: en\n'
    "source:\n  kind: wxr\n  file: a.xml\n  sha256: abc\n"
    "  url: https://b.example/thaw/\n  importer: wxr/1\n"
    "sources:\n- key: doe\n  text: 'Doe: A book'\n  url: https://b.example/book\n"
    "---\n\nIt *began*. {{ not a tag }} <b>\n",
    THREAD: "- id: c7\n  parent: c8\n  author: Ann\n"
    '  url: https://b.example/thaw/#c7\n  likes: 2\n  date: "2014-03-04"\n  text: |-\n'
    "    One\n\n    > two\n- id: c8\n  kind: pingback\n  text: Three\n",
    "imports/0123456789abcdef.json": "{}",
}


def test_a_library_gives_its_posts_as_they_are(tmp_path: Path) -> None:
    assert IMPORTER.recognises_folder(folder_of(tmp_path, FILES)) == 1
    found = read_folder(IMPORTER, tmp_path, FILES)
    post = found.post
    assert post.library_id == "0123456789abcdef"
    assert post.body == "It *began*. {{ not a tag }} <b>"
    assert (post.origin.kind, post.origin.url) == ("wxr", "https://b.example/thaw/")
    assert post.tags == ("gulag", "1953")
    assert post.sources[0].key == "doe"
    assert tree(post.comments) == {"c7": "c8", "c8": None}
    first, second = post.comments
    assert (first.text, first.extra) == ("One\n\n> two", {"likes": "2"})
    assert (first.url, second.kind) == ("https://b.example/thaw/#c7", "pingback")


def test_a_library_imported_into_a_new_one_is_the_same_library(tmp_path: Path) -> None:
    folder_of(tmp_path / "old", FILES)
    into = tmp_path / "new"
    now = datetime(2026, 1, 2, tzinfo=UTC)
    list(import_sources([tmp_path / "old"], into, now=now))
    first = {path.name: path.read_text() for path in (into / "posts").rglob("*.*")}
    list(import_sources([into], tmp_path / "newer", now=now))
    newer = (tmp_path / "newer" / "posts").rglob("*.*")
    assert {path.name: path.read_text() for path in newer} == first
    assert "0123456789abcdef" in first["2014-03-03-the-thaw.md"]
    assert set(first) == {"2014-03-03-the-thaw.md", "2014-03-03-the-thaw.comments.yaml"}


def test_damage_is_named_and_does_not_hide_the_rest(tmp_path: Path) -> None:
    files = FILES | {
        "posts/2014/2014-03-03-the-thaw.comments.yaml": "- id: c1\n  text: 'x\n",
        "posts/undated/broken.md": "---\na: 1\na: 2\n---\n",
        "posts/undated/alone.comments.yaml": "- text: x\n",
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert [post.title for post in found.posts] == ["The thaw"]
    assert [refusal.file for refusal in found.refusals] == [
        "posts/2014/2014-03-03-the-thaw.comments.yaml",
        "posts/undated/broken.md",
        "posts/undated/alone.comments.yaml",
    ]


def test_a_folder_without_threads_or_settings_is_no_library(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {"posts/a.md": "# x"})
    assert IMPORTER.recognises_folder(folder) == 0
