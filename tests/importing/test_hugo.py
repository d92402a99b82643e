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


LANGUAGES = {
    "toml": (
        "hugo.toml",
        'defaultContentLanguage = "en"\n[languages.en]\n[languages.de]\n',
    ),
    "yaml": (
        "config.yaml",
        "DefaultContentLanguage: en\nlanguages:\n  en:\n    weight: 1\n  de: {}\n",
    ),
    "folder": ("config/_default/languages.toml", "[en]\n[de]\n"),
    "nowhere": ("hugo.toml", ""),
}
TRANSLATED = {
    "content/post/three.md": "---\ntitle: Three\n---\nIn English.\n",
    "content/post/three.de.md": "---\ntitle: Drei\n---\nAuf Deutsch.\n",
    "content/post/four/index.md": "---\ntitle: Four\n---\nEnglish again.\n",
    "content/post/four/index.de.md": "---\ntitle: Vier\n---\nWieder Deutsch.\n",
    "content/post/indexing.md": "---\ntitle: Indexing\n---\nNo bundle.\n",
    "content/post/v1.2.md": "---\ntitle: Of numbers\n---\nWords.\n",
    "data/comments/three/1.yml": "_id: a\nname: Ann\nmessage: One\n",
    "data/comments/three.de/1.yml": "_id: b\nname: Ben\nmessage: Eins\n",
}


@pytest.mark.parametrize("said", LANGUAGES)
def test_translations_are_posts_of_their_own_with_their_language(
    tmp_path: Path, said: str
) -> None:
    name, text = LANGUAGES[said]
    found = read_folder(IMPORTER, tmp_path, {**TRANSLATED, name: text})
    posts = {post.title: post for post in found.posts}
    told = {title: post.lang for title, post in posts.items()}
    assert told == {
        "Three": "en",
        "Drei": "de",
        "Four": "en",
        "Vier": "de",
        "Indexing": "en",
        "Of numbers": "en",
    }
    assert len({post.identity for post in found.posts}) == 6
    assert tree(posts["Three"].comments) == {"a": None}
    assert tree(posts["Drei"].comments) == {"b": None}
    assert "/post/three/" in posts["Three"].links
    assert posts["Drei"].links == ("/de/post/three/",)
    assert posts["Vier"].links == ("/de/post/four/",)


def test_a_language_may_have_a_folder_of_its_own(tmp_path: Path) -> None:
    found = read_folder(
        IMPORTER,
        tmp_path,
        {
            "hugo.toml": 'defaultContentLanguage = "de"\n'
            '[languages.de]\ncontentDir = "content/deutsch"\n'
            '[languages.en]\ncontentDir = "content/english"\n',
            "content/deutsch/post/eins.md": "---\ntitle: Eins\n---\nWorte.\n",
            "content/english/post/eins.md": "---\ntitle: One\n---\nWords.\n",
            "content/english/about.md": "---\ntitle: About\n---\nMe.\n",
        },
    )
    posts = {post.title: (post.lang, post.links) for post in found.posts}
    assert posts == {
        "Eins": ("de", ("/eins/", "/post/eins/")),
        "One": ("en", ("/en/post/eins/",)),
    }
    assert found.left_out["pages that are no posts"] == 1


def test_a_site_of_one_language_says_none_for_its_posts(tmp_path: Path) -> None:
    found = read_folder(IMPORTER, tmp_path, SITE)
    assert {post.lang for post in found.posts} == {None}
