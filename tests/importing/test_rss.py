import pytest
from importing.collected import read_text, sureness, tree

from gulagreader.domain.errors import SourceError
from gulagreader.importing.feeds.replies import answer_in
from gulagreader.importing.formats.rss import IMPORTER

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"\n'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
    ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>\n'
)
POSTS = (
    HEAD + "<title>History 12</title><link>https://blog.example</link>"
    "<language>en-US</language>\n"
    "<item><title>The &amp;amp; thaw</title>"
    "<link>https://blog.example/2014/03/thaw/</link>"
    "<comments>https://blog.example/2014/03/thaw/#comments</comments>"
    "<dc:creator><![CDATA[Jane]]></dc:creator>"
    "<pubDate>Mon, 03 Mar 2014 22:04:00 +0000</pubDate>"
    "<category>Gulag</category><category>gulag</category>"
    "<category>Uncategorized</category>"
    '<guid isPermaLink="false">https://blog.example/?p=12</guid>'
    "<description>It began [&amp;#8230;]</description>"
    "<content:encoded><![CDATA[<p>It <em>began</em>.</p>"
    "<blockquote><p>“Quoted”</p></blockquote>]]></content:encoded>"
    "<slash:comments>3</slash:comments></item>\n"
    "<item><title>Short</title><link>https://blog.example/short/</link>"
    "<author>joe@example.org (Joe)</author><pubDate>Tuesday</pubDate>"
    "<description>The first words of it [&amp;#8230;]</description></item>\n"
    "</channel></rss>"
)


def comments_feed(*items: str, title: str = "Comments on: The thaw") -> str:
    return f"{HEAD}<title>{title}</title>{''.join(items)}</channel></rss>"


def comment(number: int, text: str, *, title: str = "By: Jane", day: int = 4) -> str:
    link = f"https://blog.example/2014/03/thaw/comment-page-1/#comment-{number}"
    return (
        f"<item><title>{title}</title><link>{link}</link><dc:creator>Jane</dc:creator>"
        f"<pubDate>{day:02} Mar 2014 10:00:00 +0000</pubDate>"
        f'<guid isPermaLink="false">https://blog.example/?p=12#comment-{number}</guid>'
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )


def test_posts_of_a_feed_are_whole_or_said_to_be_cut_off() -> None:
    found = read_text(IMPORTER, POSTS)
    thaw, short = found.posts
    assert thaw.title == "The & thaw"
    assert thaw.body == "It *began*.\n\n> “Quoted”"
    assert (thaw.author, thaw.date) == ("Jane", "2014-03-03T22:04:00+00:00")
    assert (thaw.tags, thaw.lang) == (("Gulag",), "en")
    assert thaw.identity == "https://blog.example/?p=12"
    assert thaw.origin.url == "https://blog.example/2014/03/thaw/"
    assert "https://blog.example/?p=12" in thaw.links
    assert (short.author, short.date) == ("Joe", None)
    assert "holds the beginning of the post only" in found.said()
    assert "the date “Tuesday” is not understood" in found.said()
    assert "holds the latest posts of a blog only" in found.said()
    assert "3 comments in feeds of their own" in found.said()
    assert found.left_out["e-mail addresses"] == 1


def test_the_line_that_says_what_is_answered_becomes_the_place_in_the_thread() -> None:
    found = read_text(
        IMPORTER,
        comments_feed(
            comment(
                9,
                '<p>In reply to <a href="https://blog.example/2014/03/thaw/comment-page'
                '-1/#comment-7">Jane</a>.</p>\n<p>Yes, in <a href="https://x.example/'
                '#comment-3">reply</a>.</p>',
                day=6,
            ),
            comment(8, "Second.", day=5),
            comment(7, "First, 1 * 2.", day=4),
        ),
    )
    assert tree(found.thread.comments) == {"c7": None, "c8": None, "c9": "c7"}
    last = found.thread.comments[-1]
    assert last.text == "Yes, in [reply](https://x.example/#comment-3)."
    assert last.url is not None
    assert last.url.endswith("#comment-9")
    assert found.thread.post.links[0] == "https://blog.example/2014/03/thaw/"
    assert found.thread.post.title == "The thaw"
    assert "latest of them only" in found.said()


def test_a_feed_of_all_comments_gives_a_thread_for_each_post() -> None:
    other = comment(5, "Other.").replace("thaw", "ice").replace("?p=12", "?p=13")
    found = read_text(
        IMPORTER,
        comments_feed(
            comment(7, "One.", title="Comment on The thaw by Jane"),
            other,
            comment(6, "Two."),
            title="Comments for History 12",
        ),
    )
    assert [tree(thread.comments) for thread in found.threads] == [
        {"c6": None, "c7": None},
        {"c5": None},
    ]
    assert found.threads[0].post.title == "The thaw"


@pytest.mark.parametrize(
    ("text", "parent", "rest"),
    [
        ('In reply to <a href="/x#comment-3">A</a>.\n\nYes', "3", "Yes"),
        (
            '<p>Als Antwort auf <a href="x#comment-3">A</a>.</p><p>Ja</p>',
            "3",
            "<p>Ja</p>",
        ),
        ("<p>В ответ на <a href='x#comment-3'>A</a>.</p>Да", "3", "Да"),
        ('<p>In reply to <a href="/x#comment-3">A</a>. Yes</p>', "", None),
        ('<p>In reply to <a href="/x">A</a>.</p>Yes', "", None),
        ("In reply to nobody", "", None),
    ],
)
def test_only_a_whole_line_says_what_is_answered(
    text: str, parent: str, rest: str | None
) -> None:
    answer = answer_in(text)
    assert answer.parent == parent
    assert answer.text == (text if rest is None else rest)


def test_a_phrase_that_is_not_known_keeps_its_words_and_is_told() -> None:
    text = '<p>Uz <a href="https://blog.example/#comment-3">A</a>.</p><p>Jā</p>'
    found = read_text(IMPORTER, comments_feed(comment(4, text)))
    (one,) = found.thread.comments
    assert one.parent == "c3"
    assert one.text.startswith("Uz")
    assert "was put under the one its first line links to" in found.said()


def test_rss_1_and_0_91_are_feeds_too_and_nothing_is_fetched() -> None:
    first = (
        '<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/>'
        '<item rdf:about="https://b.example/1"><title>One</title>'
        "<link>https://b.example/1</link><dc:date>2004-05-06T07:08:09+02:00</dc:date>"
        "<description>Words</description></item></rdf:RDF>"
    )
    post = read_text(IMPORTER, first).post
    assert (post.identity, post.date) == (
        "https://b.example/1",
        "2004-05-06T07:08:09+02:00",
    )
    old = (
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://my.netscape.example/rss-0.91.dtd">\n<rss version="0.91"><channel>'
        "<item><title>Caf&eacute;</title><link>https://b.example/2</link></item>"
        "</channel></rss>"
    )
    assert read_text(IMPORTER, old).post.title == "Café"


def test_declared_entities_are_refused() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa">]>\n<rss><channel><item><title>&a;</title>'
    with pytest.raises(SourceError, match="declares entities"):
        read_text(IMPORTER, f"{bomb}</item></channel></rss>")


def test_what_is_nearly_xml_is_repaired_and_told() -> None:
    broken = POSTS.replace("History 12", "History & 12", 1)
    found = read_text(IMPORTER, broken)
    assert len(found.posts) == 2
    assert "repaired" in found.said()


def test_what_stood_above_a_cut_comes_in_and_the_line_is_named() -> None:
    feed = comments_feed(comment(7, "One."), comment(8, "Two."))
    with pytest.raises(SourceError) as refused:
        read_text(IMPORTER, feed[:-60])
    assert getattr(refused.value, "line", None)
    assert len(read_text(IMPORTER, feed).thread.comments) == 2


def test_an_item_without_a_title_is_called_by_its_beginning() -> None:
    text = f"{HEAD}<item><guid>x</guid><description>A note</description></item>"
    post = read_text(IMPORTER, f"{text}</channel></rss>").post
    assert post.title == "A note"
    assert [guess.what for guess in post.guesses] == ["title"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (POSTS, True),
        ("<rss version='2.0'><channel/></rss>", True),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", False),
        ("<html><rss></rss></html>", False),
        ("An RSS of words <rss>", False),
    ],
)
def test_a_feed_is_known_by_its_root(text: str, is_one: bool) -> None:
    assert (sureness(IMPORTER, text) > 0) is is_one


def test_an_export_of_wordpress_is_left_to_its_own_format() -> None:
    text = POSTS.replace("<rss ", '<rss xmlns:wp="http://wordpress.org/export/1.2/" ')
    assert sureness(IMPORTER, text) <= 0.1


def test_names_are_read_as_wordpress_writes_them() -> None:
    item = comment(1, "Yes.").replace(
        "<dc:creator>Jane", "<dc:creator><![CDATA[Zoë &amp; Co]]>"
    )
    found = read_text(IMPORTER, comments_feed(item))
    assert [one.author for one in found.thread.comments] == ["Zoë & Co"]
