from pathlib import Path

import pytest
from importing.collected import Collected, folder_of, read_folder, tree

from gulagreader.importing.archive import ImportOptions
from gulagreader.importing.formats.jekyll import IMPORTER

POST = "_posts/2016-03-27-the-amnesty.md"
THREAD = "_data/comments/the-amnesty"
SITE = {
    "_config.yml": "url: https://blog.example\nbaseurl: ''\npermalink: pretty\n",
    POST: "---\ntitle: The amnesty\ncategories: [articles]\ntags: gulag amnesty\n---\n"
    'It was [decreed]({{ site.baseurl }}/x).\n{: .lead}\n\n> "We read it."\n',
    "assets/gate.jpg": "x",
    "about.md": "---\ntitle: About\n---\nMe.\n",
    "_site/index.html": "built",
}


def site(tmp_path: Path, **more: str) -> Collected:
    files = SITE | {name.replace("__", "/"): text for name, text in more.items()}
    return read_folder(IMPORTER, tmp_path, files)


def test_a_post_has_what_its_file_says(tmp_path: Path) -> None:
    found = read_folder(IMPORTER, tmp_path, SITE)
    post = found.post
    assert (post.title, post.date) == ("The amnesty", "2016-03-27")
    assert post.tags == ("gulag", "amnesty", "articles")
    assert post.body == 'It was [decreed](/x).\n\n> "We read it."'
    assert post.origin.file == POST
    assert "/2016/03/27/the-amnesty/" in post.links
    assert found.left_out["pages that are no posts"] == 1
    assert found.left_out["files of the site that hold no posts"] == 3
    assert found.left_out["attribute lists"] == 1


def test_a_date_in_the_fields_keeps_its_time_and_zone(tmp_path: Path) -> None:
    text = "---\ntitle: x\ndate: 2014-03-03 17:04:00 -0500\n---\nBody\n"
    found = read_folder(IMPORTER, tmp_path, {"_posts/2014-03-04-x.md": text})
    assert found.post.date == "2014-03-03T17:04:00-05:00"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("_drafts/x.md", "title: x"),
        ("_posts/2014-01-01-x.md", "title: x\npublished: false"),
        ("_posts/2014-01-01-x.md", "title: x\ndraft: true"),
    ],
)
def test_a_draft_comes_in_only_if_asked_for(
    tmp_path: Path, name: str, fields: str
) -> None:
    files = {name: f"---\n{fields}\n---\nBody\n"}
    assert read_folder(IMPORTER, tmp_path, files).left_out == {"drafts": 1}
    asked = read_folder(IMPORTER, tmp_path, files, ImportOptions(drafts=True))
    assert asked.post.title == "x"


def test_a_private_post_comes_in_only_if_asked_for(tmp_path: Path) -> None:
    files = {"_posts/2014-01-01-x.md": "---\ntitle: x\npassword: y\n---\nBody\n"}
    assert read_folder(IMPORTER, tmp_path, files).left_out == {"private posts": 1}
    asked = read_folder(IMPORTER, tmp_path, files, ImportOptions(private=True))
    assert asked.post.title == "x"


def test_comments_are_joined_in_every_way_that_themes_say_it(tmp_path: Path) -> None:
    files = SITE | {
        f"{THREAD}/c1.yml": "id: comment-11\nname: 'No'\nmessage: First\n"
        "date: 2016-03-28T09:15:00Z\n",
        f"{THREAD}/c2.yml": "_id: uid-2\nname: B\nmessage: Second\nreplying_to: '1'\n",
        f"{THREAD}/c3.yml": "_id: uid-3\nname: C\nmessage: Third\nreplying_to: ''\n",
        f"{THREAD}/c4.yml": "_id: uid-4\nmessage: To third\nreplying_to: 2\n",
        f"{THREAD}/c5.yml": "_id: uid-5\nmessage: To 4\nreplying_to_uid: uid-4\n",
        f"{THREAD}/c6.yml": "_id: uid-6\nmessage: To 5\nreplyToId: uid-5\n",
        f"{THREAD}/c7.yml": "_id: uid-7\nmessage: To none\nreplying_to: '9'\n",
        f"{THREAD}/c8.yml": "---\nname: P\n---\n<p>As <em>HTML</em>.</p>\n",
        f"{THREAD}/c9.json": '{"_id": "uid-9", "message": "As JSON", "name": "Q"}',
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert tree(found.post.comments) == {
        "c11": None,
        "uid-2": "c11",
        "uid-3": None,
        "uid-4": "uid-3",
        "uid-5": "uid-4",
        "uid-6": "uid-5",
        "uid-7": "ordinal-9",
        "c1": None,
        "uid-9": None,
    }
    comments = {one.id: one for one in found.post.comments}
    assert (comments["c11"].author, comments["c11"].date) == (
        "No",
        "2016-03-28T09:15:00Z",
    )
    assert comments["c1"].text == "As *HTML*."
    assert "answers comment number 9" in found.said()
    assert not found.threads


def test_addresses_of_people_are_counted_and_not_kept(tmp_path: Path) -> None:
    files = SITE | {
        f"{THREAD}/c1.yml": "name: A <a@example.org>\nip: 192.0.2.1\n"
        f"email: {'0' * 32}\n"
        "avatar: https://x.example/a.png\nmessage: Hello\nurl: https://a.example/\n",
    }
    found = read_folder(IMPORTER, tmp_path, files)
    (comment,) = found.post.comments
    assert (comment.author, comment.text) == ("A", "Hello")
    assert comment.extra == {"author_url": "https://a.example/"}
    for what in ("hashes of e-mail addresses", "e-mail addresses", "IP addresses"):
        assert found.left_out[what] == 1
    assert found.left_out["addresses of avatars"] == 1
    assert "@" not in repr(found.post)


def test_a_hidden_comment_is_counted_and_keeps_its_place_in_the_order(
    tmp_path: Path,
) -> None:
    files = SITE | {
        f"{THREAD}/1.yml": "_id: a\nmessage: One\nhidden: true\n",
        f"{THREAD}/2.yml": "_id: b\nmessage: Two\nhidden: ''\n",
        f"{THREAD}/3.yml": "_id: c\nmessage: To two\nreplying_to: '2'\n",
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert tree(found.post.comments) == {"b": None, "c": "b"}
    assert found.left_out["comments that were not approved"] == 1


def test_a_damaged_comment_is_refused_and_the_others_come(tmp_path: Path) -> None:
    files = SITE | {
        f"{THREAD}/1.yml": "_id: a\nmessage: One\n",
        f"{THREAD}/2.yml": "_id: b\nmessage: 'Two\n",
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert [one.id for one in found.post.comments] == ["a"]
    (refusal,) = found.refusals
    assert refusal.file == f"{THREAD}/2.yml"
    assert refusal.line


def test_comments_without_their_post_say_where_it_may_be(tmp_path: Path) -> None:
    files = SITE | {
        "_data/comments/gone/1.yml": "_id: a\n_parent: /articles/gone/\nmessage: One\n"
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert found.thread.post.links == ("/gone/", "/articles/gone/")
    assert tree(found.thread.comments) == {"a": None}


def test_comments_of_jekyll_import_in_the_fields_of_a_post(tmp_path: Path) -> None:
    post = (
        "---\ntitle: x\ncomments:\n- id: 81\n  author: Jane\n"
        "  author_email: jane@example.org\n  author_url: http://jane.example\n"
        "  date: '2011-02-03 10:00:00 +0100'\n  date_gmt: '2011-02-03 09:00:00 +0100'\n"
        '  content: "One <b>two</b>\\n\\nthree\\nfour * five"\n'
        "- id: 82\n  author: Joe\n  parent: 81\n  content: Yes\n---\nBody\n"
    )
    found = read_folder(IMPORTER, tmp_path, {"_posts/2011-02-01-x.md": post})
    first, second = found.post.comments
    assert first.text.startswith("One **two**\n\nthree\\\nfour")
    assert (first.id, first.date) == ("c81", "2011-02-03T10:00:00+01:00")
    assert (second.id, second.parent) == ("c82", "c81")
    assert found.left_out["e-mail addresses"] == 1


def test_comments_of_the_blogger_importer_find_their_post_by_its_number(
    tmp_path: Path,
) -> None:
    files = {
        "_posts/2011-02-01-x.html": "---\ntitle: X &amp; Y\nblogger_id: 77\n---\n"
        "<p>Body</p><blockquote>said</blockquote>\n",
        "_comments/2011-02-02-a.html": "---\nblogger_id: 78\nblogger_post_id: 77\n"
        "author: Ann\n---\n<p>Mine</p>\n",
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert found.post.title == "X & Y"
    assert found.post.body == "Body\n\n> said"
    assert [one.text for one in found.post.comments] == ["Mine"]


def test_a_caption_that_wordpress_left_is_one(tmp_path: Path) -> None:
    text = (
        '---\ntitle: x\n---\n<p>[caption id="" caption="The gate"]<img src="/g.jpg" />'
        "[/caption]</p><p>[sic]</p>"
    )
    post = read_folder(IMPORTER, tmp_path, {"_posts/2011-02-01-x.html": text}).post
    assert "caption" not in post.body
    assert "The gate" in post.body
    assert "[sic]" in post.body


@pytest.mark.parametrize(
    ("files", "claimed"),
    [
        ({"_posts/2011-01-01-x.md": "x"}, True),
        ({"_config.yml": "a: b", "history/_posts/2011-01-01-x.md": "x"}, True),
        ({"_config.yml": "a: b", "x.md": "x"}, False),
        ({"posts/2011-01-01-x.md": "x"}, False),
    ],
)
def test_a_site_is_known_by_its_folders(
    tmp_path: Path, files: dict[str, str], claimed: bool
) -> None:
    assert (IMPORTER.recognises_folder(folder_of(tmp_path, files)) > 0) is claimed


@pytest.mark.parametrize("name", ["thaw.yml", "thaw.json"])
def test_a_file_may_be_the_list_of_a_posts_comments(tmp_path: Path, name: str) -> None:
    yaml = (
        "# of the post\n- id: 7\n  name: Jane\n  date: 2014-03-03\n  message: First.\n"
        "- id: 8\n  reply_to: 7\n  name: No\n  message: Second.\n"
    )
    json = (
        '[{"id": 7, "name": "Jane", "date": "2014-03-03", "message": "First."},'
        '{"id": 8, "reply_to": 7, "name": "No", "message": "Second."}]'
    )
    files = {
        "_posts/2014-03-02-thaw.md": "---\ntitle: Thaw\n---\nIt thaws.\n",
        f"_data/comments/{name}": yaml if name.endswith("yml") else json,
        # The same comment once more, in a file of its own.
        "_data/comments/thaw/comment-7.yml": (
            "id: 7\nname: Jane\ndate: 2014-03-03\nmessage: First.\n"
        ),
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert [
        (one.id, one.parent, one.author, one.text) for one in found.post.comments
    ] == [("c7", None, "Jane", "First."), ("c8", "c7", "No", "Second.")]
    assert found.left_out["repeated comments"] == 1
    assert not found.refusals


def test_a_list_that_cannot_be_read_is_refused_by_its_name(tmp_path: Path) -> None:
    files = {
        "_posts/2014-03-02-thaw.md": "---\ntitle: Thaw\n---\nIt thaws.\n",
        "_data/comments/thaw.yml": "- id: 7\n  name: [Jane\n",
    }
    found = read_folder(IMPORTER, tmp_path, files)
    assert [one.file for one in found.refusals] == ["_data/comments/thaw.yml"]
    assert found.post.comments == ()
