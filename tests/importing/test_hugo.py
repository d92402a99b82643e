from pathlib import Path

import pytest
from importing.collected import folder_of, read_folder, tree

from gulagreader.importing.archive import ImportOptions
from gulagreader.importing.formats.hugo import IMPORTER

SITE = {
    "hugo.toml": 'baseURL = "https://blog.example/"\n',
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/about.md": "---\ntitle: About\n---\nMe.\n",
    "content/post/thaw.md": '+++\ntitle = "The thaw"\n'
    "date = 2014-03-03T17:04:00-05:00\n"
    'tags = ["gulag"]\ndraft = false\nslug = "the-thaw"\n+++\n'
    'It began.\n\n{{< figure src="/g.jpg" caption="The gate" >}}\n',
    "content/post/ice/index.md": "---\ntitle: The ice\ndate: 2014-03-04\n---\nCold.\n",
    "content/post/ice/notes.md": "Not a post.\n",
    "content/post/ice/gate.jpg": "x",
    "content/post/later.md": "---\ntitle: Later\ndraft: true\n---\nNot yet.\n",
    "data/comments/the-thaw/1.yml": "_id: a\nname: Ann\nmessage: One\n",
    "data/comments/the-thaw/2.yml": "_id: b\nname: Ben\nmessage: Two\nreplyToId: a\n",
    "data/comments/ice/1.json": '{"_id": "c", "name": "Cid", "message": "Three"}',
}


def test_posts_in_toml_and_in_bundles_come_with_their_comments(tmp_path: Path) -> None:
    found = read_folder(IMPORTER, tmp_path, SITE)
    posts = {post.title: post for post in found.posts}
    assert set(posts) == {"The thaw", "The ice"}
    thaw, ice = posts["The thaw"], posts["The ice"]
    assert (thaw.date, thaw.tags) == ("2014-03-03T17:04:00-05:00", ("gulag",))
    assert thaw.body == "It began.\n\n![](/g.jpg)\n\n*The gate*"
    assert tree(thaw.comments) == {"a": None, "b": "a"}
    assert (ice.date, tree(ice.comments)) == ("2014-03-04", {"c": None})
    assert found.left_out["drafts"] == 1
    assert found.left_out["pages that are no posts"] == 2


def test_a_draft_comes_in_if_asked_for(tmp_path: Path) -> None:
    found = read_folder(IMPORTER, tmp_path, SITE, ImportOptions(drafts=True))
    assert "Later" in {post.title for post in found.posts}


@pytest.mark.parametrize(
    ("files", "claimed"),
    [
        ({"hugo.toml": "", "content/post/a.md": "x"}, True),
        ({"config.yaml": "", "content/post/a.md": "x"}, True),
        ({"themes/x.html": "", "content/post/a.md": "x"}, True),
        ({"content/post/a.md": "x"}, False),
        ({"hugo.toml": "", "content/post/a.rst": "x"}, False),
        ({"pelicanconf.py": "", "config.yaml": "", "content/a.md": "x"}, False),
    ],
)
def test_a_site_is_known_by_its_settings(
    tmp_path: Path, files: dict[str, str], claimed: bool
) -> None:
    assert (IMPORTER.recognises_folder(folder_of(tmp_path, files)) > 0) is claimed
