import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.wordpress_site import (
    cdata,
    comment,
    item,
    left_out,
    only_post,
    posts,
    read,
    remarks,
    source,
    wxr,
)

from gulagreader.domain.comments import thread_of
from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import Found, ImportOptions, SourceLineError
from gulagreader.importing.formats.wxr import IMPORTER


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_a_post_has_all_that_its_item_says(version: str) -> None:
    terms = (
        "<category><![CDATA[Amnesty &amp; after]]></category>"
        '<category domain="category" nicename="amnesty"><![CDATA[amnesty &amp; after]]>'
        '</category><category domain="post_tag" nicename="camps">camps</category>'
        '<category domain="category" nicename="uncategorized">Allgemein</category>'
    )
    post = only_post(wxr(item(more=terms), version=version))

    assert post.title == "Post 7"
    assert post.body == "One.\n\nTwo."
    assert post.author == "Jane Doe"
    assert post.date == "2014-03-03T17:04:00-05:00"
    assert post.tags == ("Amnesty & after", "camps")
    assert post.lang == "en"
    assert post.identity == "https://blog.example/?p=7"
    assert post.links == ("https://blog.example/?p=7",)
    assert post.origin.url == "https://blog.example/2014/03/post-7/"
    assert (post.origin.kind, post.origin.file) == ("wxr", "history.xml")


def test_only_a_wordpress_export_is_taken_for_one() -> None:
    assert IMPORTER.recognises(source(wxr())) == 1
    assert IMPORTER.recognises(source(item())) > 0.5
    for text in ("<rss><channel/></rss>", "wordpress.org/export/", "", "<html>"):
        assert IMPORTER.recognises(source(text)) == 0


@pytest.mark.parametrize(
    ("local", "universal", "date"),
    [
        ("2014-07-03 17:04:00", "2014-07-03 11:34:00", "2014-07-03T17:04:00+05:30"),
        ("2014-07-03 17:04:01", "2014-07-03 17:04:00", "2014-07-03T17:04:01Z"),
        ("2014-07-03 17:04:00", "0000-00-00 00:00:00", "2014-07-03T17:04:00"),
        ("0000-00-00 00:00:00", "2014-07-03 17:04:00", "2014-07-03T17:04:00Z"),
        ("2014-07-03 17:04:00", "2001-01-01 00:00:00", "2014-07-03T17:04:00"),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", None),
        ("", "", None),
    ],
)
def test_the_zone_is_what_lies_between_the_two_times(
    local: str, universal: str, date: str | None
) -> None:
    text = item(wp__post_date=local, wp__post_date_gmt=universal)

    assert only_post(wxr(text)).date == date


def test_status_and_type_decide_what_comes_in() -> None:
    export = wxr(
        item(1),
        item(2, wp__post_type="page"),
        item(3, wp__status="draft"),
        item(4, wp__status="private"),
        item(5, wp__post_password="secret"),
        item(6, wp__status="trash"),
        item(7, wp__post_type="attachment", wp__status="inherit"),
        item(8, wp__post_type="wp_global_styles"),
        item(9, "", comment(1), wp__post_type="nav_menu_item"),
        item(10, wp__post_type="podcast"),
    )
    usual = read(export)
    counts = left_out(usual)

    assert [post.title for post in posts(usual)] == ["Post 1", "Post 2"]
    assert (counts["drafts"], counts["private posts"]) == (1, 2)
    assert counts["menus, styles and other parts of the site"] == 2
    assert counts["items of the type podcast"] == 1
    assert counts["comments and posts in the trash"] == 1
    assert counts["comments on what was left out"] == 1
    more = posts(read(export, ImportOptions(True, True, frozenset({"podcast"}))))
    assert [post.title[5:] for post in more] == ["1", "2", "3", "4", "5", "10"]


def test_a_post_of_a_library_that_wordpress_put_off_comes_back() -> None:
    shape = '{"id":"aa11"}'
    meta = (
        "<wp:postmeta><wp:meta_key>_gulagreader_post</wp:meta_key>"
        f"<wp:meta_value>{cdata(shape)}</wp:meta_value></wp:postmeta>"
    )
    given = wxr(
        item(1, more=meta, wp__status="future"),
        item(2, wp__status="future"),
        item(3, more=meta, wp__status="draft"),
    )
    assert [one.library_id for one in posts(read(given))] == ["aa11"]


def test_addresses_of_people_are_dropped_and_counted() -> None:
    found = read(wxr(item(7, "x", comment(1), comment(2, author_IP=""))))
    (post,) = posts(found)

    assert left_out(found)["e-mail addresses"] == 3
    assert left_out(found)["IP addresses"] == 1
    assert "@example" not in repr(post)
    assert "192.0.2" not in repr(post)


def test_a_commenter_who_gave_an_address_as_a_name_has_none() -> None:
    found = read(wxr(item(7, "x", comment(1, author="jane@example.invalid"))))

    assert posts(found)[0].comments[0].author is None


def test_comments_keep_their_thread_in_any_order() -> None:
    given = (
        comment(9, "third", parent="5"),
        comment(5, "second", parent="2"),
        comment(2, "first", author="Ann &amp; Co", author_url="https://ann.example"),
        comment(11, "ring", parent="12"),
        comment(12, "ring", parent="11"),
        comment(13, "own", parent="13"),
        comment(14, "lost", parent="99"),
    )
    post = only_post(wxr(item(7, "x", *given)))
    rows = thread_of(post.comments).rows

    assert [c.id for c in post.comments] == [
        "c2",
        "c5",
        "c9",
        "c11",
        "c12",
        "c13",
        "c14",
    ]
    assert [(row.comment.text, row.depth) for row in rows[:3]] == [
        *(("first", 0), ("second", 1), ("third", 2))
    ]
    assert len(rows) == 7
    first = post.comments[0]
    assert (first.author, first.extra) == (
        "Ann & Co",
        {"author_url": "https://ann.example"},
    )
    assert first.date == "2014-03-03T18:02:00-05:00"
    assert first.url == "https://blog.example/2014/03/post-7/#comment-2"


def test_a_thread_of_any_depth_is_read() -> None:
    chain = [comment(n, f"answer {n}", parent=str(n - 1)) for n in range(1, 3001)]

    post = only_post(wxr(item(7, "x", *chain)))

    assert thread_of(post.comments).rows[-1].depth == 2999


def test_unwanted_comments_are_left_out_and_their_answers_told_of() -> None:
    found = read(
        wxr(
            item(
                7,
                "x",
                comment(1, approved="spam"),
                comment(2, approved="0"),
                comment(3, approved="trash"),
                comment(4, "an answer to spam", parent="1"),
                comment(5, type="pingback"),
                comment(6, type="trackback"),
                comment(7, type="order_note"),
            )
        )
    )
    (post,) = posts(found)

    assert [(c.id, c.kind) for c in post.comments] == [
        *(("c4", "comment"), ("c5", "pingback"), ("c6", "trackback"))
    ]
    counts = left_out(found)
    assert counts["spam comments"] == counts["comments that were not approved"] == 1
    assert counts["comments and posts in the trash"] == 1
    assert any("1 comment answers" in what for what in remarks(found))


def test_ids_repeat_under_two_items_and_under_one() -> None:
    twice = comment(1, "the same")
    found = read(
        wxr(item(7, "x", twice, twice, comment(1, "other")), item(8, "y", comment(1)))
    )
    first, second = posts(found)

    assert [c.id for c in first.comments] == ["c1", "c1-2"]
    assert [c.id for c in second.comments] == ["c1"]
    assert left_out(found)["repeated comments"] == 1


def test_guids_that_repeat_do_not_make_one_post_of_two() -> None:
    found = posts(read(wxr(item(7, guid="same"), item(8, guid="same"))))

    assert len({post.identity for post in found}) == 2


def test_several_authors_stand_in_their_order_each_once() -> None:
    terms = "".join(
        f'<category domain="author" nicename="{name}">{name} A.</category>'
        for name in ("ann", "bob", "ann")
    )

    assert only_post(wxr(item(more=terms))).author == "ann A., bob A."


def test_an_author_who_is_not_listed_is_the_login() -> None:
    assert only_post(wxr(item(dc__creator="guest"))).author == "guest"


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"title": "Fish &amp; <em>chips</em>"}, "Fish & chips"),
        ({"title": "[:fr]Le ciel[:en]The sky[:]"}, "Le ciel / The sky"),
        ({"title": "<!--:fr-->Le ciel<!--:--><!--:en-->Sky<!--:-->"}, "Le ciel / Sky"),
        ({"title": "", "wp__post_name": "the-%D0%BB%D0%B5%D1%81"}, "The лес"),
        ({"title": "", "wp__post_name": ""}, "Post 7"),
        ({"title": "1 < 2 \x1b]0;x\x07"}, "1 < 2 ]0;x"),
    ],
)
def test_titles_are_one_line_of_words(fields: dict[str, str], title: str) -> None:
    assert only_post(wxr(item(7, **fields))).title == title


def test_a_title_in_several_languages_needs_no_cdata() -> None:
    text = item().replace(
        "<title><![CDATA[Post 7]]></title>",
        "<title><!--:fr-->Le ciel<!--:--><!--:en-->Sky<!--:--></title>",
    )

    assert only_post(wxr(text)).title == "Le ciel / Sky"


def test_a_title_that_was_made_up_is_told_as_a_guess() -> None:
    post = only_post(wxr(item(title="")))

    assert [guess.what for guess in post.guesses] == ["title"]


def test_a_summary_is_kept_in_the_record_or_stands_in_for_the_text() -> None:
    both = only_post(wxr(item(7, "Text.", excerpt__encoded="In short.")))
    alone = only_post(wxr(item(7, "", excerpt__encoded="In short.")))

    assert [one.text for one in both.left_out if one.what == "summaries"] == [
        "In short."
    ]
    assert alone.body == "In short."


def test_an_export_that_is_nearly_xml_comes_in_whole() -> None:
    export = wxr(item(7), item(8)).replace("post-8/", "post-8/?a=1&b=2")
    export = export.replace(
        "<![CDATA[https://blog.example/2014", "https://blog.example/2014"
    )
    export = export.replace("&b=2]]></link>", "&b=2</link>").replace(
        "7/]]></link>", "7/</link>"
    )
    found = read("\n \ufeff x" + export + "\n")

    assert [post.title for post in posts(found)] == ["Post 7", "Post 8"]
    assert posts(found)[1].origin.url.endswith("?a=1&b=2")
    assert any("& that begins nothing" in what for what in remarks(found))


def test_an_item_without_its_file_is_read() -> None:
    found = read(item())

    assert posts(found)[0].body == "One.\n\nTwo."
    assert any("prefix wp" in what for what in remarks(found))


def test_what_stands_above_a_cut_comes_in_and_the_line_is_told() -> None:
    export = wxr(item(7), item(8))
    cut = export[: export.index("Post 8") + 3]
    found: list[Found] = []
    with pytest.raises(SourceLineError) as error:
        found.extend(IMPORTER.read(source(cut)))

    assert [post.title for post in posts(found)] == ["Post 7"]
    assert error.value.line == cut.count("\n") + 1


def test_an_export_without_items_is_refused() -> None:
    with pytest.raises(SourceError, match="single item"):
        read(wxr())


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16"])
def test_an_export_in_another_encoding_is_read(encoding: str) -> None:
    russian = "Лагеря опустели за одно лето, и никто не говорил об этом."
    export = wxr(item(7, russian, comment(1, russian))).replace("UTF-8", encoding)

    post = only_post(export.encode(encoding))

    assert post.body == post.comments[0].text == russian


def test_what_could_act_on_a_terminal_is_gone() -> None:
    bad = "a&#27;]52;c;aGk=&#7;b\u202ec\x9b31md"
    post = only_post(
        wxr(
            item(
                7,
                bad,
                comment(1, bad, author=bad, author_url=f"https://x/{bad}"),
                title=bad,
                more=f"<category>{bad}</category>",
                dc__creator=bad,
            )
        )
    )

    assert not set("\x1b\x07\u202e\x9b") & set(
        repr(post).encode().decode("unicode_escape")
    )


def test_own_exports_come_back_with_ids_dates_and_sources() -> None:
    def meta(what: str, key: str, value: str) -> str:
        return (
            f"<wp:{what}><wp:meta_key>_gulagreader_{key}</wp:meta_key>"
            f"<wp:meta_value>{cdata(value)}</wp:meta_value></wp:{what}>"
        )

    body = (
        "<p>Text.</p>\n\n<!-- gulagreader:sources -->\n<h2>Sources</h2><ul>"
        "<li>Doe</li></ul><!-- /gulagreader:sources -->"
    )
    own = comment(1).replace(
        "</wp:comment>", meta("commentmeta", "id", "c3.1") + "</wp:comment>"
    )
    more = (
        meta("postmeta", "id", "0123456789abcdef")
        + meta("postmeta", "date", "1953-03")
        + meta("postmeta", "sources", '[["doe", "Jane Doe", null]]')
    )
    post = only_post(wxr(item(7, body, own, more=more)))

    assert post.library_id == "0123456789abcdef"
    assert (post.date, post.body) == ("1953-03", "Text.")
    assert [(one.key, one.text, one.url) for one in post.sources] == [
        ("doe", "Jane Doe", None)
    ]
    assert [one.id for one in post.comments] == ["c3.1"]


@given(
    st.lists(
        st.text(alphabet="[]<>!-wp:/{}captionode\n \"'=&;", max_size=60), max_size=3
    )
)
@settings(max_examples=80)
def test_no_body_stops_an_export(bodies: list[str]) -> None:
    export = wxr(item(1), *(item(n + 2, body) for n, body in enumerate(bodies)))

    assert len(posts(read(export))) == len(bodies) + 1


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<!-- wp:pullquote -->",
            "<!--",
            "[caption ",
            '[caption "',
            "[quote]",
            "<pre>",
        ),
        *(
            "<a\n",
            "<br>  ",
            "[:fr]",
            "<!-- wp:x {",
            "<div",
            "[[gallery]",
            "&",
            "[/code]",
        ),
        *("<pre class=wp-block-verse>", "\n\n  \n", " ", "x</p>", "</div>"),
    ],
)
def test_no_body_takes_longer_than_its_length(piece: str) -> None:
    body = f"<!-- wp:paragraph -->{piece * (150_000 // len(piece))}"
    began = time.monotonic()

    read(wxr(item(1, body), item(2, body.removeprefix("<!-- wp:paragraph -->"))))

    assert time.monotonic() - began < 20


def test_an_address_in_a_homepage_or_for_a_name_is_dropped_and_counted() -> None:
    url = "http://y.example/?email=bob%40y.example"
    found = read(wxr(item(7, "x", comment(1, author_url=url, author="192.0.2.7"))))

    (only,) = posts(found)[0].comments
    assert (only.author, dict(only.extra)) == (None, {})
    assert left_out(found)["e-mail addresses"] == 3
    assert left_out(found)["IP addresses"] == 2


def block(number: int, body: str, status: str = "publish") -> str:
    return item(number, body, wp__post_type="wp_block", wp__status=status)


def test_a_block_that_is_kept_apart_is_shown_in_its_posts() -> None:
    shown = "<!-- wp:paragraph -->\n<p>Mine.</p>\n<!-- /wp:paragraph -->\n"
    refers = f'{shown}<!-- wp:block {{"ref":77}} /-->\n'
    words = shown.replace("Mine", "Of all posts")
    export = wxr(item(1, refers), item(2, refers), block(77, words))

    assert [one.body for one in posts(read(export))] == ["Mine.\n\nOf all posts."] * 2


@pytest.mark.parametrize("status", ["draft", "trash", "private"])
def test_a_block_that_was_not_published_is_not_shown(status: str) -> None:
    refers = '<!-- wp:block {"ref":77} /--><p>Mine.</p>'
    found = read(wxr(item(1, refers), block(77, "<p>Not yet.</p>", status)))

    assert [one.body for one in posts(found)] == ["Mine."]
    assert left_out(found)["parts that only a running site can show"] == 1


def test_blocks_that_hold_one_another_end() -> None:
    both = '<p>Round.</p><!-- wp:block {"ref":77} /--><!-- wp:block {"ref":77} /-->'
    many = "<p>Long.</p>" * 50_000 + '<!-- wp:block {"ref":78} /-->'
    export = wxr(item(1, both), item(2, many), block(77, both * 50), block(78, many))

    begun = time.monotonic()
    found = posts(read(export))

    assert len(found) == 2
    assert all(len(one.body) < 2_000_000 for one in found)
    assert time.monotonic() - begun < 30
