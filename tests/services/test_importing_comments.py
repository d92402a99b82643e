import json
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.wordpress_site import comment, item, wxr

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Origin
from gulagreader.domain.progress import finish
from gulagreader.importing.archive import ImportedComments, ImportedPost, PostLink
from gulagreader.services import import_joining
from gulagreader.services.import_joining import Joining
from gulagreader.services.import_records import write_joined
from gulagreader.services.import_report import ImportReport
from gulagreader.services.import_taking import Taking
from gulagreader.services.importing import import_sources
from gulagreader.services.post_links import LinkIndex, normal_link
from gulagreader.services.thread_joining import Origins, joined, parted
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder, PostWithComments
from gulagreader.storage.survey import check
from gulagreader.storage.write_batch import WriteBatch

NOW = datetime(2024, 5, 6, tzinfo=UTC)
Thing = ImportedPost | ImportedComments
LINK = "https://blog.example/2014/03/thaw/"
TITLE = "The Thaw"


def post(
    *comments: Comment,
    kind: str = "wxr",
    body: str = "One two three.",
    title: str = TITLE,
) -> ImportedPost:
    origin = Origin(kind, f"{kind}.xml", "0", f"{kind}/1", LINK)
    guid = f"{kind} guid" if kind != "wxr" else "https://blog.example/?p=7"
    return ImportedPost(guid, title, body, origin, comments=comments)


def alone(
    *comments: Comment,
    kind: str = "disqus",
    link: str = "http://www.blog.example/2014/03/thaw?utm_source=x#disqus",
    title: str | None = TITLE,
) -> ImportedComments:
    origin = Origin(kind, f"{kind}.xml", "0", f"{kind}/1")
    return ImportedComments(
        PostLink((link,) if link else (), None, title), comments, origin
    )


OWN = (
    Comment(
        "c1", "I read “One Day” then.", author="Ann", date="2014-03-04T10:00:00-05:00"
    ),
    Comment("c2", "So did I.", "c1", "Bob", "2014-03-04T11:00:00-05:00"),
)
DISQUS = (
    Comment("c9", 'I read "One Day" then.', author="ann", date="2014-03-04T15:00:00Z"),
    Comment("c2", "Another id, another voice.", "c9", "Eve", "2014-03-05T15:00:00Z"),
)
FEED = (
    Comment("c2", "So did I.", None, "Bob", "2014-03-04T16:00:00+00:00"),
    Comment("c3", "And I.", "c2", "Dan", "2014-03-04T17:00:00+00:00"),
)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    create_library(tmp_path / "lib", "A library")
    return tmp_path / "lib"


def take(library: Path, *things: Thing) -> ImportReport:
    taking = Taking(library, LibraryFolder.open(library), NOW, dry_run=False)
    joining = Joining(taking)
    for one in things:
        file = Path(one.origin.file)
        if isinstance(one, ImportedPost):
            joining.take(file, one)
        else:
            joining.wait(file, one)
    list(joining.finish())
    return taking.report


def contents(library: Path) -> list[PostWithComments]:
    folder = LibraryFolder.open(library)
    return [folder.read(file.path) for file in folder.post_files()]


def files(library: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(library)): path.read_bytes()
        for path in library.rglob("*")
        if path.is_file()
    }


def stamps(library: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in library.rglob("*")}


def test_comments_find_their_post_and_each_stands_once(library: Path) -> None:
    take(library, alone(*DISQUS), post(*OWN), alone(*FEED, kind="rss"))

    (one,) = contents(library)
    assert [(c.id, c.parent, c.author) for c in one.comments] == [
        ("c1", None, "Ann"),
        ("c2", "c1", "Bob"),
        ("c3", "c2", "Dan"),
        ("c2-disqus", "c1", "Eve"),
    ]
    assert check(LibraryFolder.open(library)) == ()


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("runs", [1, 3])
def test_the_order_of_the_sources_does_not_matter(
    tmp_path: Path, library: Path, order: tuple[int, ...], runs: int
) -> None:
    things: list[Thing] = [post(*OWN), alone(*DISQUS), alone(*FEED, kind="rss")]
    take(library, *things)
    create_library(tmp_path / "other", "A library")
    shuffled = [things[n] for n in order]
    for start in range(0, 3, 3 // runs):
        take(tmp_path / "other", *shuffled[start : start + 3 // runs])

    first, second = files(library), files(tmp_path / "other")
    assert set(first) == set(second)
    assert {k: v for k, v in first.items() if k.startswith("posts")} == {
        k: v for k, v in second.items() if k.startswith("posts")
    }


def test_joining_again_touches_no_file(library: Path) -> None:
    things: list[Thing] = [post(*OWN), alone(*DISQUS), alone(*FEED, kind="rss")]
    take(library, *things)
    before = stamps(library)

    report = take(library, *things)
    take(library, things[1])

    assert stamps(library) == before
    assert (list(report.written), len(report.unchanged)) == ([], 1)


def test_comments_without_a_post_are_kept_until_it_comes(library: Path) -> None:
    report = take(library, alone(*DISQUS), alone(*FEED, kind="rss", link=LINK))
    (held,) = contents(library)

    assert held.post.title == f"Comments on {TITLE}"
    assert len(held.comments) == 4
    assert any("was not found" in one.what for one in report.warnings)

    report = take(library, post(*OWN))
    (one,) = contents(library)

    assert one.post.title == TITLE
    assert [c.id for c in one.comments] == ["c1", "c2", "c3", "c2-disqus"]
    assert any("moved under" in one.what for one in report.warnings)
    assert len(list((library / "imports").glob("*.json"))) == 1


def test_a_changed_source_keeps_the_comments_of_the_others(library: Path) -> None:
    take(library, post(*OWN), alone(*DISQUS))
    more = Comment("c4", "Later.", author="Fay", date="2014-03-06")

    report = take(library, post(*OWN, more, body="One two three four."))

    (one,) = contents(library)
    assert [c.id for c in one.comments] == ["c1", "c2", "c2-disqus", "c4"]
    assert one.post.body == "One two three four."
    assert not any("no longer" in warning.what for warning in report.warnings)


def test_comments_that_a_feed_no_longer_has_stay(library: Path) -> None:
    take(library, post(*OWN), alone(*FEED, kind="rss"))
    edited = Comment("c3", "And I, too.", "c2", "Dan", "2014-03-04T17:00:00+00:00")

    take(library, alone(edited, kind="rss"))
    take(library, alone(kind="rss"))

    assert [c.text for c in contents(library)[0].comments][2] == "And I, too."


def test_a_title_is_enough_where_only_one_post_has_it(library: Path) -> None:
    take(library, post(*OWN), alone(*DISQUS, link="", title="the thaw!"))
    assert len(contents(library)) == 1

    take(library, alone(*FEED, kind="rss", link="", title="Another"))
    assert len(contents(library)) == 2


def test_comments_are_added_to_a_post_that_was_changed_by_hand(library: Path) -> None:
    take(library, post(*OWN))
    (path,) = (library / "posts").rglob("*.md")
    path.write_text(path.read_text().replace("One two", "Won two"))

    take(library, alone(*DISQUS))
    report = take(library, post(*OWN, body="One two three four five six."))

    (one,) = contents(library)
    assert one.post.body == "Won two three."
    assert len(one.comments) == 3
    assert any("left" in warning.what for warning in report.warnings)


def test_a_post_written_by_hand_gets_its_comments_too(library: Path) -> None:
    (library / "posts").mkdir(exist_ok=True)
    (library / "posts" / "mine.md").write_text(
        f"---\ntitle: {TITLE}\nid: mine\n---\nx\n"
    )

    take(library, alone(*DISQUS, link=""))
    before = stamps(library)
    take(library, alone(*DISQUS, link=""))

    assert [len(one.comments) for one in contents(library)] == [2]
    assert stamps(library) == before


@pytest.mark.parametrize("first", ["wxr", "rss"])
def test_one_post_by_two_roads_is_one_post_with_the_longer_text(
    library: Path, first: str
) -> None:
    long = post(*OWN, body="One two three four five six.")
    short = post(*FEED, kind="rss", body="One two […]")
    both = [long, short] if first == "wxr" else [short, long]

    for thing in both:
        take(library, thing)
    before = stamps(library)
    for thing in both:
        take(library, thing)

    (one,) = contents(library)
    assert one.post.body == "One two three four five six."
    assert [c.text for c in one.comments] == [
        "I read “One Day” then.",
        "So did I.",
        "And I.",
    ]
    assert stamps(library) == before


def test_an_id_in_a_file_does_not_take_the_place_of_another_post(library: Path) -> None:
    take(library, post(*OWN))
    (mine,) = contents(library)
    origin = Origin("wxr", "evil.xml", "1", "wxr/1", "https://evil.example/x")
    evil = ImportedPost("evil", "Evil", "words " * 50, origin, library_id=mine.post.id)

    take(library, evil)

    assert sorted(one.post.title for one in contents(library)) == ["Evil", TITLE]
    assert mine in contents(library)


def test_a_post_from_a_library_keeps_its_id(library: Path) -> None:
    origin = Origin("wxr", "own.xml", "1", "wxr/1")
    own = ImportedPost("g", "Own", "Words.", origin, library_id="0123456789abcdef")

    take(library, own)
    before = stamps(library)
    report = take(library, own)

    assert [one.post.id for one in contents(library)] == ["0123456789abcdef"]
    assert stamps(library) == before
    assert len(report.unchanged) == 1


def test_what_comes_back_to_its_library_changes_no_text(library: Path) -> None:
    take(library, post(*OWN))
    (mine,) = contents(library)
    origin = Origin("wxr", "out.xml", "1", "wxr/1")
    back = ImportedPost(
        "exported", TITLE, "Other.", origin, comments=OWN, library_id=mine.post.id
    )

    take(library, back)

    assert contents(library) == [mine]


def test_the_parents_of_other_numberings_are_not_mixed_up(library: Path) -> None:
    lost = Comment("c5", "To a deleted one.", "c1", "Eve", "2014-03-07")
    take(library, post(*OWN), alone(lost))

    assert contents(library)[0].comments[-1].parent == "c1-disqus"


def test_joining_that_was_killed_is_completed(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(
        folder: Path,
        post_id: str,
        origins: Mapping[str, Origins],
        digest: str | None,
        batch: WriteBatch,
        *,
        sources: object = (),
        unfinished: bool = False,
    ) -> None:
        if not unfinished:
            raise KeyboardInterrupt
        write_joined(folder, post_id, origins, digest, batch, unfinished=True)

    take(library, post(*OWN))
    with monkeypatch.context() as patch:
        patch.setattr(import_joining, "write_joined", killed)
        with pytest.raises(KeyboardInterrupt):
            take(library, alone(*DISQUS))

    report = take(library, post(*OWN, body="One two three four."), alone(*DISQUS))

    (one,) = contents(library)
    assert [c.id for c in one.comments] == ["c1", "c2", "c2-disqus"]
    assert one.post.body == "One two three four."
    assert report.warnings == []
    assert len(take(library, alone(*DISQUS)).unchanged) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://www.blog.example/2014/03/thaw/",
        "https://blog.example/2014/03/thaw?utm_source=feed&replytocom=7#comment-7",
        "//blog.example/2014/03/thaw/comment-page-2/#comments",
        "https://BLOG.example:443/2014/03/th%61w/?fbclid=1",
    ],
)
def test_addresses_of_one_post_are_one(address: str) -> None:
    assert normal_link(address) == "blog.example/2014/03/thaw"


@pytest.mark.parametrize("address", ["", "mailto:x@y", "/2014/x", "http://[", "x y"])
def test_what_is_no_address_is_none(address: str) -> None:
    assert normal_link(address) == ""


def test_the_address_of_a_whole_site_means_no_post() -> None:
    links = LinkIndex()
    links.note("a", PostLink(("https://blog.example/",), None, "A"))

    assert links.find(PostLink(("https://blog.example",))) is None
    assert links.find(PostLink(("https://blog.example/?p=4",))) is None


COMMENTS = st.lists(
    st.builds(
        Comment,
        st.sampled_from([f"c{n}" for n in range(6)]),
        st.sampled_from(["yes", "no", "well said"]),
        st.sampled_from([None, "c1", "c2"]),
        st.sampled_from([None, "Ann", "Bob"]),
        st.sampled_from([None, "2014-03-03", "2014-03-05T10:00:00Z"]),
    ),
    max_size=5,
    unique_by=lambda one: one.id,
)


@given(COMMENTS, COMMENTS, COMMENTS)
@settings(max_examples=150)
def test_joining_what_was_joined_changes_nothing(
    own: list[Comment], first: list[Comment], second: list[Comment]
) -> None:
    others = {"disqus": first, "rss": second}

    once = joined(own, others, {})
    back_own, back_others = parted(once.comments, once.origins)
    again = joined(back_own, back_others, once.origins)

    assert again.comments == once.comments
    assert len({one.id for one in once.comments}) == len(once.comments)
    texts = {(one.author, one.text) for one in once.comments}
    assert texts >= {(one.author, one.text) for one in own}
    assert {one.text for one in (*first, *second)} <= {text for _, text in texts}


def test_an_export_and_its_comments_in_another_file_are_one_import(
    tmp_path: Path, library: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "b.xml").write_text(wxr(item(7, "Text.", comment(1))))
    (folder / "a.xml").write_text(
        '<disqus xmlns="http://disqus.com" '
        'xmlns:dsq="http://disqus.com/disqus-internals"><category dsq:id="1"/>'
        '<thread dsq:id="1"><id/><forum>f</forum><category dsq:id="1"/>'
        "<link>http://blog.example/2014/03/post-7</link><title>Post 7</title>"
        "<createdAt>2014-03-03T00:00:00Z</createdAt></thread>"
        '<post dsq:id="5"><message><![CDATA[<p>Another.</p>]]></message>'
        "<createdAt>2014-03-09T00:00:00Z</createdAt><isDeleted>false</isDeleted>"
        "<isSpam>false</isSpam><author><name>Eve</name></author>"
        '<thread dsq:id="1"/></post></disqus>'
    )

    report = finish(import_sources([folder], library, now=NOW))

    (one,) = contents(library)
    assert [c.text for c in one.comments] == ["Well said.", "Another."]
    assert (report.posts, report.comments) == (1, 2)


@pytest.mark.parametrize("whole", [True, False])
def test_what_answers_nothing_is_told_as_checking_tells_it(
    library: Path, whole: bool
) -> None:
    lost = Comment("c8", "And I answer somebody who is gone.", parent="c7")
    answered = Comment("c7", "I am the one that was answered.")
    things = [alone(lost), *([alone(answered, kind="rss")] if whole else [])]

    report = take(library, post(lost, *OWN), *things)

    told = sum("not here" in one.what for one in report.warnings)
    assert told == len(check(LibraryFolder.open(library))) == (0 if whole else 1)


PATH = "/2014/03/thaw/"


def test_a_path_is_enough_for_a_post_that_comes_later(library: Path) -> None:
    take(library, alone(*DISQUS, kind="isso", link=PATH, title="Briefe"))
    take(library, post(*OWN))
    take(library, alone(*DISQUS, kind="isso", link=PATH, title="Briefe"))

    (only,) = contents(library)
    assert only.post.title == TITLE
    assert len(only.comments) == 3


def test_comments_without_a_title_are_under_their_path(library: Path) -> None:
    take(library, alone(*DISQUS, kind="isso", link=PATH, title=None))

    (only,) = contents(library)
    assert only.post.title == f"Comments on {PATH}"
    assert PATH in only.post.body.replace("\\", "")
    take(library, post())
    assert [one.post.title for one in contents(library)] == [TITLE]


def test_a_path_is_no_title(library: Path) -> None:
    take(library, alone(*DISQUS, kind="isso", link="/letters/", title=None))
    take(library, post(title="Letters"))

    assert sorted(len(one.comments) for one in contents(library)) == [0, 2]


def test_comments_that_an_older_version_left_behind_move_as_well(
    library: Path,
) -> None:
    found = alone(*DISQUS, kind="isso", link=PATH, title="Briefe")
    take(library, found)
    (record,) = (library / "imports").glob("*.json")
    kept = json.loads(record.read_text())
    record.write_text(json.dumps({**kept, "links": []}))
    take(library, post())
    assert len(contents(library)) == 2

    take(library, found)

    (only,) = contents(library)
    assert (only.post.title, len(only.comments)) == (TITLE, 2)


def test_every_source_of_a_thread_is_kept_with_its_hash(library: Path) -> None:
    take(library, alone(*DISQUS), alone(*FEED, kind="rss"))
    take(library, post(*OWN))

    (record,) = (library / "imports").glob("*.json")
    kept = json.loads(record.read_text())
    assert (kept["file"], kept["path"]) == ("wxr.xml", "wxr.xml")
    assert [(one["kind"], one["path"]) for one in kept["sources"]] == [
        ("disqus", "disqus.xml"),
        ("rss", "rss.xml"),
    ]
    assert all(one["sha256"] == "0" for one in kept["sources"])


def test_a_doubt_is_told_of_the_file_that_has_it(library: Path) -> None:
    ring = Comment("c30", "Round and round.", "c30", "Ann", "2014-04-01T10:00:00Z")
    report = take(library, alone(ring, kind="isso-database"), alone(*FEED, kind="isso"))

    told = {str(one.file): one.what for one in report.warnings if "answer" in one.what}
    assert "answers itself" in told["isso-database.xml"]
    assert "isso.xml" not in told or "itself" not in told["isso.xml"]
