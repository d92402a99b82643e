import pytest
from importing.collected import read_text, sureness, tree

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import ImportOptions
from gulagreader.importing.formats.atom import IMPORTER

HEAD = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"'
    ' xmlns:thr="http://purl.org/syndication/thread/1.0"'
    ' xmlns:app="http://www.w3.org/2007/app"><title>Blog</title><id>b</id>\n'
)
POST = (
    "<entry><id>tag:b.example,2014:1</id><title type='html'>A &amp;lt;b&amp;gt; title"
    "</title><published>2014-03-03T17:04:00.123-05:00</published>"
    "<updated>2015-01-01T00:00:00Z</updated>"
    "<author><name>Jane</name><email>jane@example.org</email></author>"
    "<category term='gulag'/><link rel='alternate' href='https://b.example/1'/>"
    "<link rel='replies' href='https://b.example/1/feed'/>"
    "<content type='html'>&lt;p&gt;Words &lt;i&gt;here&lt;/i&gt;.&lt;/p&gt;</content>"
    "</entry>\n"
)


def reply(number: int, ref: str, *, href: str = "", day: int = 4) -> str:
    return (
        f"<entry><id>https://b.example/1#comment-{number}</id><title>By: Ann</title>"
        f"<published>2014-03-{day:02}T10:00:00Z</published><author><name>Ann</name>"
        "<uri>https://ann.example/</uri></author>"
        f"<link rel='alternate' href='https://b.example/1#comment-{number}'/>"
        f"<content type='html'>text {number}</content>"
        f"<thr:in-reply-to ref='{ref}' href='{href}'/></entry>\n"
    )


def feed(*entries: str) -> str:
    return f"{HEAD}{''.join(entries)}</feed>"


def test_an_entry_is_a_post_with_the_time_it_was_published() -> None:
    found = read_text(IMPORTER, feed(POST))
    post = found.post
    assert post.title == "A <b> title"
    assert post.body == "Words *here*."
    assert (post.author, post.date) == ("Jane", "2014-03-03T17:04:00.123-05:00")
    assert (post.identity, post.tags) == ("tag:b.example,2014:1", ("gulag",))
    assert post.origin.url == "https://b.example/1"
    assert found.left_out["e-mail addresses"] == 1
    assert "may hold a part of a blog only" in found.said()


def test_content_may_be_markup_or_plain_words() -> None:
    xhtml = POST.replace(
        "<content type='html'>&lt;p&gt;Words &lt;i&gt;here&lt;/i&gt;.&lt;/p&gt;",
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p>Words <i>here</i>.</p><blockquote>said &amp; done</blockquote></div>",
    )
    assert read_text(IMPORTER, feed(xhtml)).post.body == (
        "Words *here*.\n\n> said & done"
    )
    words = POST.replace(
        "<content type='html'>&lt;p&gt;Words &lt;i&gt;here&lt;/i&gt;.&lt;/p&gt;",
        "<content>1 &lt; 2 *and* so on",
    )
    body = read_text(IMPORTER, feed(words)).post.body
    assert body == r"1 < 2 \*and\* so on"


def test_replies_in_any_order_stand_under_what_they_answer() -> None:
    found = read_text(
        IMPORTER,
        feed(
            reply(9, "https://b.example/1#comment-8", day=6),
            reply(8, "https://b.example/1#comment-7", day=5),
            POST,
            reply(7, "tag:b.example,2014:1", day=4),
        ),
    )
    assert tree(found.post.comments) == {"c7": None, "c8": "c7", "c9": "c8"}
    first = found.post.comments[0]
    assert (first.author, first.url) == ("Ann", "https://b.example/1#comment-7")
    assert not found.threads


def test_a_ring_of_replies_is_shown_and_ends() -> None:
    one, two = "https://b.example/1#comment-1", "https://b.example/1#comment-2"
    found = read_text(IMPORTER, feed(reply(1, two), reply(2, one), reply(3, two)))
    given = [one for thread in found.threads for one in thread.comments]
    assert sorted(comment.id for comment in given) == ["c1", "c2", "c3"]


def test_a_feed_of_comments_says_where_their_post_is() -> None:
    ref = "https://b.example/?p=1"
    found = read_text(
        IMPORTER,
        feed(
            reply(
                8, "https://b.example/1#comment-7", href="https://b.example/1#comment-7"
            ),
            reply(6, ref, href="https://b.example/1"),
        ),
    )
    links = {thread.post.links[0] for thread in found.threads}
    assert links == {"https://b.example/1"}
    parents = {k: v for one in found.threads for k, v in tree(one.comments).items()}
    assert parents == {"c8": "c7", "c6": None}


def test_a_draft_comes_in_only_if_asked_for() -> None:
    draft = POST.replace(
        "</entry>", "<app:control><app:draft>yes</app:draft></app:control></entry>"
    )
    assert read_text(IMPORTER, feed(draft)).left_out["drafts"] == 1
    asked = read_text(IMPORTER, feed(draft), options=ImportOptions(drafts=True))
    assert asked.post.title


def test_the_time_of_a_change_is_taken_for_want_of_another_and_told() -> None:
    text = POST.replace("<published>2014-03-03T17:04:00.123-05:00</published>", "")
    post = read_text(IMPORTER, feed(text)).post
    assert post.date == "2015-01-01T00:00:00Z"
    assert [guess.what for guess in post.guesses] == ["date"]


def test_entities_are_refused() -> None:
    text = (
        '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + feed(POST)[21:]
    )
    with pytest.raises(SourceError, match="declares entities"):
        read_text(IMPORTER, text)


def test_a_feed_is_known_by_its_root() -> None:
    assert sureness(IMPORTER, feed()) > 0.5
    assert sureness(IMPORTER, "<rss/>") == 0
    assert sureness(IMPORTER, "words about <feed>") == 0


def test_addresses_go_by_the_bases_around_them() -> None:
    head = HEAD.replace("<feed ", '<feed xml:base="https://b.example/" xml:lang="de" ')
    entry = (
        "<entry><id>tag:b.example,2014:1</id><title>T</title>"
        "<published>2014-03-03T10:00:00Z</published><link href='p/1'/>"
        "<content type='html' xml:base='deep/'>"
        "&lt;a href='x/y'&gt;source&lt;/a&gt;</content></entry>"
        "<entry><id>tag:b.example,2014:2</id><title>U</title>"
        "<published>2014-03-04T10:00:00Z</published>"
        "<link href='q' xml:base='https://other.example/'/>"
        "<content type='html' xml:lang='ru'>words</content></entry>"
    )
    found = read_text(IMPORTER, f"{head}{entry}</feed>")
    first, second = found.posts
    assert first.origin.url == "https://b.example/p/1"
    assert first.body == "[source](https://b.example/deep/x/y)"
    assert second.origin.url == "https://other.example/q"
    assert (first.lang, second.lang) == ("de", "ru")


def test_a_base_that_is_no_address_harms_nothing() -> None:
    head = HEAD.replace("<feed ", '<feed xml:base="http://[" ')
    entry = (
        "<entry xml:base='http://[x'><id>tag:b.example,2014:1</id><title>T</title>"
        "<link href='p/1'/><content type='html'>&lt;a href='x/y'&gt;s&lt;/a&gt;"
        "</content></entry>"
    )
    assert read_text(IMPORTER, f"{head}{entry}</feed>").post.body == "s"


def test_a_feed_of_bloggers_comments_says_who_answers_whom_and_names_the_post() -> None:
    def said(number: int, parent: int | None = None) -> str:
        default = "http://www.blogger.com/feeds/11/22/comments/default"
        related = f"<link rel='related' href='{default}/{parent}'/>" if parent else ""
        return (
            f"<entry><id>tag:blogger.com,1999:blog-11.post-{number}</id>"
            f"<title>W</title><content type='html'>Words {number}</content>"
            f"<link rel='self' href='{default}/{number}'/><link rel='alternate' "
            f"href='http://x.example/t.html?showComment=1393875600000#c{number}'/>"
            f"{related}<thr:in-reply-to href='http://x.example/t.html' "
            "ref='tag:blogger.com,1999:blog-11.post-22'/></entry>"
        )

    found = read_text(
        IMPORTER,
        "<feed xmlns='http://www.w3.org/2005/Atom' "
        "xmlns:thr='http://purl.org/syndication/thread/1.0'>"
        "<title type='text'>Comments on My blog: The thaw</title>"
        f"{said(7, 5)}{said(6, 5)}{said(5)}{said(8, 7)}</feed>",
    )
    assert tree(found.thread.comments) == {
        "c5": None,
        "c6": "c5",
        "c7": "c5",
        "c8": "c7",
    }
    assert found.thread.post.title == "The thaw"
