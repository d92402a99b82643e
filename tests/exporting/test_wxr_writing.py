"""WordPress's export: what its importer needs, and nothing lost on the way."""

import json
import xml.etree.ElementTree as ET
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import quote, unquote

from exporting.made_up_posts import ATTACK, DISCUSSION, NASTY, contents_of
from hypothesis import given, settings
from strategies import comments as drawn_comments

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.posts import Post
from gulagreader.exporting.contents import ExportedPost
from gulagreader.exporting.wxr import wxr
from gulagreader.exporting.wxr_names import (
    NOBODY,
    Logins,
    TagSlugs,
    numbered_comments,
    post_slug,
)

_WP = "{http://wordpress.org/export/1.2/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def _channel(*posts: ExportedPost) -> ET.Element:
    text = "".join(wxr(contents_of(*posts), posts))
    channel = ET.fromstring(text.encode()).find("channel")
    assert channel is not None
    return channel


def _meta(element: ET.Element, what: str) -> dict[str, str]:
    return {
        one.findtext(f"{_WP}meta_key") or "": one.findtext(f"{_WP}meta_value") or ""
        for one in element.findall(f"{_WP}{what}meta")
    }


def _carried(element: ET.Element, what: str, key: str = "") -> dict[str, Any]:
    stored = _meta(element, what)[f"_gulagreader_{key or what}"]
    found: dict[str, Any] = json.loads(unquote(stored))
    return found


class _Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def test_a_post_is_an_item_with_all_that_wordpress_asks_for() -> None:
    channel = _channel(DISCUSSION)
    assert channel.findtext(f"{_WP}wxr_version") == "1.2"
    item = channel.find("item")
    assert item is not None
    assert item.findtext("title") == "Whom the amnesty &lt;left&gt; out"
    assert item.findtext(f"{_WP}post_type") == "post"
    assert item.findtext(f"{_WP}status") == "publish"
    assert item.findtext(f"{_WP}post_date") == "2014-03-03 17:04:00"
    assert item.findtext(f"{_WP}post_date_gmt") == "2014-03-03 22:04:00"
    assert item.findtext("pubDate") == "Mon, 03 Mar 2014 17:04:00 -0500"
    assert item.findtext("link") == "https://example.org/?p=1"
    tags = item.findall("category[@domain='post_tag']")
    assert [one.text for one in tags] == ["amnesty", "camps &amp; colonies"]
    logins = {
        one.findtext(f"{_WP}author_login"): one.findtext(f"{_WP}author_display_name")
        for one in channel.findall(f"{_WP}author")
    }
    assert logins[item.findtext(_CREATOR)] == "corridor_notes"


def test_the_content_is_html_and_the_sources_stand_under_it() -> None:
    content = _channel(DISCUSSION).findtext(f"item/{_CONTENT}") or ""
    body, _, sources = content.partition("<!-- gulagreader:sources -->")
    assert "<h2>Who <em>stayed</em></h2>" in body
    assert "<li>Anne Applebaum, Gulag (2003)</li>" in sources
    item = _channel(DISCUSSION).find("item")
    assert item is not None
    carried = _carried(item, "post")
    assert carried["id"] == "aa11"
    assert carried["sources"][0]["key"] == "applebaum"
    assert carried["markdown"] == DISCUSSION.post.body


def test_only_the_first_item_says_what_the_library_is() -> None:
    first, second = _channel(DISCUSSION, ATTACK).findall("item")
    assert _carried(first, "post", "library")["teachers"] == ["corridor_notes"]
    assert "_gulagreader_library" not in _meta(second, "post")


def test_what_is_carried_has_no_sign_that_wordpress_takes_away() -> None:
    for item in _channel(ATTACK, DISCUSSION).findall("item"):
        for value in _meta(item, "post").values():
            assert "\\" not in value
            assert max(value) <= "\ufffd"


def test_comments_keep_their_numbers_parents_kinds_and_dates() -> None:
    found = _channel(DISCUSSION).findall(f"item/{_WP}comment")
    rows = [
        tuple(
            one.findtext(f"{_WP}comment_{what}")
            for what in ("id", "parent", "author", "type", "approved")
        )
        for one in found
    ]
    assert rows == [
        ("1", "0", "reader 12", "comment", "1"),
        ("2", "1", "night_shift", "comment", "1"),
        ("3", "0", "A blog", "pingback", "1"),
        ("4", "2", "", "comment", "1"),
    ]
    assert found[0].findtext(f"{_WP}comment_date") == "2014-03-03 18:10:00"
    assert _carried(found[1], "comment")["date"] == "2014-03-04"
    assert _carried(found[3], "comment")["parent"] == "c2"


def test_an_attack_stays_text() -> None:
    channel = _channel(ATTACK, DISCUSSION)
    item = channel.find("item")
    assert item is not None
    content = item.findtext(_CONTENT) or ""
    assert set(_Words(content).tags) <= {"p", "a", "img", "h2", "ul", "li"}
    assert "[gallery]" not in content
    assert "]]>" in _Words(content).text
    kept = NASTY.replace("\x01\ufffe\ud800", "")
    assert unescape(item.findtext("title") or "") == kept
    assert "<script" not in (item.findtext("title") or "")
    author = item.findtext(f"{_WP}comment/{_WP}comment_author") or ""
    assert "<script" not in author
    assert unescape(author) == kept
    assert len(channel.findall("item")) == 2


def test_comment_numbers_are_kept_where_wordpress_can_follow_them() -> None:
    kept = [Comment("c5", ""), Comment("c40", "", "c5")]
    assert numbered_comments(kept, thread_of(kept)) == {"c5": (5, 0), "c40": (40, 5)}
    early = [Comment("c5", "", "c40"), Comment("c40", "")]
    assert numbered_comments(early, thread_of(early)) == {"c40": (1, 0), "c5": (2, 1)}
    named = [Comment("x", ""), Comment("c1", "", "gone")]
    assert numbered_comments(named, thread_of(named)) == {"x": (1, 0), "c1": (2, 0)}


@given(drawn_comments())
def test_a_reply_has_a_higher_number_than_what_it_answers(given: list[Comment]) -> None:
    thread = thread_of(given)
    numbers = numbered_comments(given, thread)
    assert len({number for number, _ in numbers.values()}) == len(given)
    for row in thread.rows:
        number, parent = numbers[row.comment.id]
        above = None if row.parent is None else thread.rows[row.parent].comment.id
        assert parent == (0 if above is None else numbers[above][0])
        assert parent < number


@settings(max_examples=20)
@given(drawn_comments(8))
def test_comments_stand_in_the_order_of_their_file(given: list[Comment]) -> None:
    found = _channel(ExportedPost(Post("p", "t", "b"), tuple(given)))
    ids = [
        _carried(one, "comment")["id"] for one in found.findall(f"item/{_WP}comment")
    ]
    assert ids == [one.id for one in given]


def test_logins_are_plain_and_unlike() -> None:
    logins = list(Logins(["Jané Doe", "jane doe", "Анна", "Jané Doe", "★"]))
    assert len(logins) == 4
    assert len({login for _, login in logins}) == 4
    assert all(login.isascii() and login for _, login in logins)
    assert [one != other for one, other in pairwise(logins)] == [True] * 3


def test_no_author_has_the_login_of_who_imports_or_one_that_php_takes_for_none() -> (
    None
):
    logins = dict(Logins(["Admin", "0", None]))
    assert "admin" not in logins.values()
    assert "0" not in logins.values()
    assert logins[NOBODY] == "unknown-author"


def test_a_post_of_nobody_is_not_filed_under_who_imports() -> None:
    channel = _channel(ExportedPost(Post("p", "t", "b")))
    login = channel.findtext(f"{_WP}author/{_WP}author_login")
    assert channel.findtext(f"item/{_CREATOR}") == login
    assert channel.findtext(f"{_WP}author/{_WP}author_display_name") == NOBODY


def test_posts_that_wordpress_would_take_for_one_are_a_second_apart() -> None:
    posts = [
        ExportedPost(Post(identity, title, "b", date=date))
        for identity, title, date in (
            ("a", "Twin", "2014-05-05T10:00Z"),
            ("b", "twin!", "2014-05-05T10:00Z"),
            ("c", "Twin", "2014-05-05T10:00"),
            ("d", "Another", "2014-05-05T10:00Z"),
            ("e", "Twin", None),
            ("f", "Twin", None),
        )
    ]
    items = _channel(*posts).findall("item")
    assert [
        (one.findtext(f"{_WP}post_date"), one.findtext(f"{_WP}post_date_gmt"))
        for one in items
    ] == [
        ("2014-05-05 10:00:00", "2014-05-05 10:00:00"),
        ("2014-05-05 10:00:01", "2014-05-05 10:00:01"),
        ("2014-05-05 10:00:02", "0000-00-00 00:00:00"),
        ("2014-05-05 10:00:00", "2014-05-05 10:00:00"),
        ("1970-01-01 00:00:00", "0000-00-00 00:00:00"),
        ("1970-01-01 00:00:01", "0000-00-00 00:00:00"),
    ]


def test_a_comment_without_a_zone_is_not_put_in_the_year_0() -> None:
    given = (Comment("c1", "x", date="2014-05-05T10:00"), Comment("c2", "x"))
    found = _channel(ExportedPost(Post("p", "t", "b"), given)).findall(
        f"item/{_WP}comment"
    )
    assert [one.findtext(f"{_WP}comment_date_gmt") for one in found] == [
        "2014-05-05 10:00:00",
        "0000-00-00 00:00:00",
    ]


def test_what_wordpress_would_lose_for_its_length_is_cut_and_carried_whole() -> None:
    words = "слово " * 8000
    address = f"https://example.org/{'a' * 200}"
    comment = Comment(
        "c1", words.strip(), author="Л" * 200, extra={"author_url": address}
    )
    post = Post("p", "t", "b", author="N" * 300, tags=("Л" * 250, "Л" * 260))
    channel = _channel(ExportedPost(post, (comment,)))
    found = channel.find(f"item/{_WP}comment")
    assert found is not None
    content = found.findtext(f"{_WP}comment_content") or ""
    assert len(content.encode()) <= 65_000
    assert "the rest was cut off" in content
    assert len((found.findtext(f"{_WP}comment_author") or "").encode()) <= 245
    assert not found.findtext(f"{_WP}comment_author_url")
    carried = _carried(found, "comment")
    assert carried["markdown"] == words.strip()
    assert (carried["author"], carried["extra"]) == ("Л" * 200, {"author_url": address})
    shown = channel.findtext(f"{_WP}author/{_WP}author_display_name") or ""
    assert len(shown) <= 250
    slugs = [
        one.findtext(f"{_WP}tag_slug") or "" for one in channel.findall(f"{_WP}tag")
    ]
    assert len(set(slugs)) == 2
    assert max(map(len, slugs)) <= 200


def test_tags_that_wordpress_would_take_for_one_have_names_of_their_own() -> None:
    tags = ["Gulag", "gulag", "«Gulag»", "e", "é", "C", "C#", "C++", "0", "a.b", "a b"]
    slugs = TagSlugs(tags)
    names = [unquote(slugs.of(tag)) for tag in tags]
    bare = {
        "".join(sign for sign in name if sign.isalnum() or sign in "#+")
        for name in names
    }
    assert len(bare) == len(tags)
    assert slugs.of("Gulag") == "gulag"
    assert "0" not in names
    assert slugs.of("лагерь") == quote("лагерь")


def test_a_title_of_other_letters_gets_its_address_from_wordpress() -> None:
    assert post_slug("Who stayéd?") == "who-stayed"
    assert post_slug("Письмо из camp 5") == ""
    assert post_slug("1953") == ""


def test_a_parser_without_xml_sees_no_ends_of_items_in_what_is_carried() -> None:
    text = "It writes `</item>` and `</wp:meta_value>`.\n\n- one"
    written = "".join(
        wxr(contents_of(one := ExportedPost(Post("p", "t", text))), [one])
    )
    assert written.count("</item>") == 1
    item = _channel(one).find("item")
    assert item is not None
    assert _carried(item, "post")["markdown"] == text


def test_lines_stay_lines_where_wordpress_takes_elements_away() -> None:
    given = (Comment("c1", "one  \ntwo"),)
    content = _channel(ExportedPost(Post("p", "t", "b"), given)).findtext(
        f"item/{_WP}comment/{_WP}comment_content"
    )
    assert _Words(content or "").text == "one\ntwo"
