import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import page_themes
from importing.page_themes import FORM, SHARING, twenty
from importing.same_blog import BLOG, SITE, SaidPost, expected, told

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import (
    UNAPPROVED,
    ImportedPost,
    LeftOut,
    Remark,
    counted,
)
from gulagreader.importing.folders import folder_on_disk
from gulagreader.importing.formats.saved_page import IMPORTER
from gulagreader.importing.importer import importer_for, importers
from gulagreader.importing.sources import SourceFile, open_source
from gulagreader.text.markdown import plain_text

Theme = Callable[[SaidPost], str]
POST = BLOG[0]


def read(html: str | bytes, name: str = "page.html") -> ImportedPost:
    data = html.encode() if isinstance(html, str) else html
    (post,) = IMPORTER.read(SourceFile(Path(name), data))
    assert isinstance(post, ImportedPost)
    return post


def page_of(comments: str, *, body: str = "<p>The words of the post.</p>") -> str:
    return (
        '<!DOCTYPE html><html><body class="single"><article id="post-1" class="post '
        f'hentry"><h1 class="entry-title">Thaw</h1><div class="entry-content">{body}'
        f'</div></article><ol class="comment-list">{comments}</ol></body></html>'
    )


@pytest.mark.parametrize("theme", page_themes.THREADED)
def test_a_theme_with_threads_gives_the_whole_blog(theme: Theme) -> None:
    posts = [read(theme(post)) for post in BLOG]
    assert told(posts) == expected()


@pytest.mark.parametrize("theme", page_themes.FLAT)
def test_a_theme_without_threads_gives_all_but_who_answers_whom(theme: Theme) -> None:
    posts = [read(theme(post)) for post in BLOG]
    assert told(posts, parents=False) == expected(parents=False)


@pytest.mark.parametrize("theme", [*page_themes.THREADED, *page_themes.FLAT])
def test_a_blog_is_known_by_its_page_and_not_by_its_name(theme: Theme) -> None:
    source = SourceFile(Path("some.dat"), theme(POST).encode())
    assert importer_for(source, importers()) is IMPORTER
    assert IMPORTER.recognises(source) > 0.8


def test_ids_and_addresses_of_comments_are_the_originals() -> None:
    post = read(twenty(POST))
    first, second = post.comments[:2]
    assert (first.id, first.url) == ("c11", f"{POST.address}#comment-11")
    assert second.parent == "c11"
    assert first.extra == {"author_url": "https://jane.example.org/"}
    assert post.origin.url == post.identity == POST.address
    assert post.identity_is_sure


def test_the_depth_is_believed_before_the_nesting() -> None:
    # The list markup is damaged: every comment stands at the top of one list.
    flat = "".join(
        f'<li class="comment depth-{depth}" id="comment-{number}"><b class="fn">A</b>'
        f'<div class="comment-content"><p>{number}</p></div></li>'
        for number, depth in ((1, 1), (2, 2), (3, 3), (4, 2), (5, 1))
    )
    post = read(page_of(flat))
    assert [one.parent for one in post.comments] == [None, "c1", "c2", "c1", None]


def test_the_nesting_is_believed_where_no_depth_is_given() -> None:
    nested = (
        '<li id="comment-1"><b class="fn">A</b><div class="comment-content">1</div>'
        '<ul class="children"><li id="comment-2"><b class="fn">B</b>'
        '<div class="comment-content">2</div></li></ul></li>'
        '<li id="comment-3"><b class="fn">C</b><div class="comment-content">3</div>'
        "</li>"
    )
    post = read(page_of(nested))
    assert [(one.text, one.parent) for one in post.comments] == [
        ("1", None),
        ("2", "c1"),
        ("3", None),
    ]


def test_a_depth_among_the_names_of_attributes_is_seen() -> None:
    damaged = (
        '<li class="comment depth-1" id="comment-1"><div class="comment-content">'
        "1</div>"
        '</li><li class=comment depth-2 parent id="comment-2">'
        '<div class="comment-content">2</div></li>'
    )
    assert [one.parent for one in read(page_of(damaged)).comments] == [None, "c1"]


def test_a_pingback_is_told_from_a_comment() -> None:
    ping = (
        '<li class="pingback depth-1" id="comment-7"><div class="comment-body">'
        'Pingback: <a href="https://other.example.org/x" class="url">Other blog</a>'
        "</div></li>"
    )
    (comment,) = read(page_of(ping)).comments
    assert (comment.kind, comment.author) == ("pingback", "Other blog")
    assert plain_text(comment.text) == "Other blog"
    assert comment.extra == {"author_url": "https://other.example.org/x"}


@pytest.mark.parametrize(
    "head",
    [
        '<h4 class="fn"><a href="https://a.example/" class="url">Jane Doe</a></h4>',
        '<div class="comment-avatar">JD</div><p><cite class="fn">Jane Doe</cite>:</p>',
    ],
)
def test_the_head_of_a_comment_is_no_part_of_its_text(head: str) -> None:
    comment = (
        '<li class="comment depth-1" id="comment-1"><div class="comment-content">'
        f'{head}<div class="comment-meta">June 27, 2009 at 6:10 pm</div>'
        "<p>It looks great.</p></div></li>"
    )
    (one,) = read(page_of(comment)).comments
    assert (one.author, one.date) == ("Jane Doe", "2009-06-27T18:10")
    assert one.text == "It looks great."


@pytest.mark.parametrize(
    "text",
    [
        "<h4>Jane Doe was right</h4><p>Read it.</p>",
        "<p>Read it.</p><h4>Jane Doe</h4>",
        "<p><strong>Jane Doe</strong> here. Read it.</p>",
    ],
)
def test_other_words_that_a_comment_begins_with_stay(text: str) -> None:
    comment = (
        '<li class="comment depth-1" id="comment-1"><cite class="fn">Jane Doe</cite>'
        f'<div class="comment-content">{text}</div></li>'
    )
    (one,) = read(page_of(comment)).comments
    assert "Jane Doe" in one.text


def test_what_waits_for_approval_is_left_out_and_its_answers_stay() -> None:
    waiting = (
        '<li class="comment depth-1" id="comment-1"><p class="comment-awaiting-'
        'moderation">Your comment is awaiting moderation.</p>'
        '<div class="comment-content">secret</div><ol class="children">'
        '<li class="comment depth-2" id="comment-2"><div class="comment-content">'
        "2</div>"
        "</li></ol></li>"
    )
    post = read(page_of(waiting))
    assert [(one.id, one.parent) for one in post.comments] == [("c2", None)]
    assert counted(post.left_out)[UNAPPROVED] == 1


def test_chrome_is_left_out_and_counted() -> None:
    post = read(twenty(POST))
    shown = plain_text(post.body) + "".join(one.text for one in post.comments)
    for words in (
        "Share this",
        "Related",
        "Advertisements",
        "Leave a Reply",
        "Archives",
    ):
        assert words not in shown
    left = counted(post.left_out)
    assert left["share buttons"] == left["related posts"] == 1


def test_comments_kept_elsewhere_are_missed_aloud() -> None:
    page = page_of("").replace("<ol", '<div id="disqus_thread"></div><ol')
    (remark,) = read(page).remarks
    assert "Disqus" in remark.what
    assert "not in the page" in remark.what


def test_fewer_comments_than_announced_are_missed_aloud() -> None:
    page = twenty(POST).replace("4 thoughts on it", "12 thoughts on it")
    (remark,) = read(page).remarks
    assert remark.what == "the page announces 12 comments; 4 are in it"


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("3. März 2014 um 17:04", "2014-03-03T17:04"),
        ("le 3 mars 2014 à 17h04", "2014-03-03T17:04"),
        ("3 de marzo de 2014 a las 17:04", "2014-03-03T17:04"),
        ("3 марта 2014 в 17:04", "2014-03-03T17:04"),
        ("3/4/2014", None),
        ("2014年3月3日 5:04 PM", "2014-03-03T17:04"),
        ("2014年3月3日 下午5:04", "2014-03-03T17:04"),
        ("2014년 3월 3일 오전 5:04", "2014-03-03T05:04"),
        ("3月 3, 2014", "2014-03-03"),
        ("5 years ago", None),
    ],
)
def test_dates_are_read_in_many_languages_and_never_guessed(
    words: str, date: str | None
) -> None:
    one = (
        '<li class="comment depth-1" id="comment-1"><b class="fn">A</b>'
        f'<div class="comment-meta"><a href="#comment-1">{words}</a></div>'
        '<div class="comment-content">x</div></li>'
    )
    assert read(page_of(one)).comments[0].date == date


def test_a_known_author_of_the_post_is_taken_from_the_comments() -> None:
    one = (
        '<li class="comment bypostauthor depth-1" id="comment-1"><b class="fn">Vera</b>'
        '<div class="comment-content">x</div></li>'
    )
    post = read(page_of(one))
    assert post.author == "Vera"
    assert [guess.what for guess in post.guesses] == ["author"]


def test_a_page_of_no_known_blog_is_read_as_a_guess() -> None:
    text = "Stalin died on 5 March 1953 and the amnesty came three weeks later. " * 5
    page = (
        '<html lang="en"><head><title>The amnesty | Some site</title><script type='
        '"application/ld+json">{"@type": "NewsArticle", "headline": "The amnesty", '
        '"datePublished": "2014-03-03T10:00:00Z", "author": '
        '[{"name": "Vera"}]}</script>'
        "</head><body><nav>Home About</nav><article><h1>The amnesty</h1>"
        f"<p>{text}</p></article><footer>Imprint</footer></body></html>"
    )
    post = read(page)
    assert (post.title, post.author) == ("The amnesty", "Vera")
    assert post.date == "2014-03-03T10:00:00Z"
    assert plain_text(post.body) == text.strip()
    assert [(g.what, g.confidence) for g in post.guesses] == [("post", 0.5)]
    assert not post.identity_is_sure


def test_a_page_without_a_text_is_refused() -> None:
    with pytest.raises(SourceError, match="no text"):
        read("<!doctype html><html><body><nav>Home</nav></body></html>")


def test_a_list_of_posts_gives_those_that_stand_there_whole() -> None:
    entries = "".join(
        f'<article id="post-{n}" class="post hentry"><h2 class="entry-title">'
        f'<a href="{SITE}/2014/03/0{n}/p/" rel="bookmark">Post {n}</a></h2>'
        f'<div class="entry-content"><p>Words of {n}.</p>{more}</div></article>'
        for n, more in ((1, ""), (2, '<a class="more-link" href="#">Continue</a>'))
    )
    page = f'<!DOCTYPE html><html><body class="home blog">{entries}</body></html>'
    found = list(IMPORTER.read(SourceFile(Path("index.html"), page.encode())))
    posts = [one for one in found if isinstance(one, ImportedPost)]
    assert [(p.title, p.body, p.date) for p in posts] == [
        ("Post 1", "Words of 1.", "2014-03-01")
    ]
    assert LeftOut("beginnings of posts on pages that list them", 1) in found


def test_the_first_page_of_a_blogger_blog_is_a_list() -> None:
    outer = [
        page_themes.blogger(post).partition('<div class="post-outer">')[2]
        for post in BLOG
    ]
    posts = "".join(
        f'<div class="post-outer">'
        f"{one.partition('<div class=' + chr(34) + 'comments')[0]}"
        "</div>"
        for one in outer
    )
    page = (
        "<!DOCTYPE html><html><head><meta content='blogger' name='generator'></head>"
        f"<body>{posts}</body></html>"
    )
    found = list(IMPORTER.read(SourceFile(Path("index.html"), page.encode())))
    assert [one.title for one in told(found)] == [one.title for one in expected()]
    assert all(not one.comments for one in told(found))


@settings(max_examples=60)
@given(
    st.sampled_from([*page_themes.THREADED, *page_themes.FLAT]),
    st.lists(
        st.tuples(st.integers(0, 7000), st.integers(0, 60), st.text(max_size=3)),
        max_size=8,
    ),
)
def test_a_damaged_page_gives_a_post_or_says_why_not(
    theme: Theme, damages: list[tuple[int, int, str]]
) -> None:
    html = theme(POST)
    for at, length, instead in damages:
        html = html[:at] + instead + html[at + length :]
    data = html.encode("utf-8", "replace")
    said: list[object] = []
    try:
        said.extend(IMPORTER.read(SourceFile(Path("page.html"), data)))
    except SourceError as error:
        said.append(str(error))
    assert said
    assert all(said)


def test_all_pages_of_one_post_are_one_post(tmp_path: Path) -> None:
    html = twenty(POST)
    start = html.index('<li id="comment-15"')
    first = html[:start] + html[html.index("</ol>", start) :]
    second = html[: html.index('<li id="comment-11"')] + html[start:]
    folder = tmp_path / "2014" / "03"
    (folder / "comment-page-2").mkdir(parents=True)
    (folder / "index.html").write_text(first)
    (folder / "index.html?replytocom=12").write_text(first)
    (folder / "comment-page-2" / "index.html").write_text(
        second.replace(
            f'href="{POST.address}">', f'href="{POST.address}comment-page-2/">', 1
        )
    )
    (tmp_path / "other.html").write_text(twenty(BLOG[1]))
    (tmp_path / "robots.txt").write_text("User-agent: *")
    (tmp_path / "index.html").write_text(
        '<!DOCTYPE html><html><body class="home blog wp-x"><article class="post '
        'hentry">'
        f'<h2 class="entry-title"><a href="{POST.address}">x</a></h2><div '
        'class="entry-content">Again</div></article></body></html>'
    )
    source, _ = folder_on_disk(tmp_path)
    assert IMPORTER.recognises_folder(source) > 0.8
    found = list(IMPORTER.read_folder(source))
    assert told(found) == expected()
    assert LeftOut("files that are no pages", 1) in found
    said = [
        one.what
        for post in found
        if isinstance(post, ImportedPost)
        for one in post.remarks
    ]
    assert not [what for what in said if "announces" in what]


def test_a_comment_that_a_page_shows_as_deleted_is_not_missed() -> None:
    page = (
        "<!DOCTYPE html><html><head><meta content='blogger' name='generator'/></head>"
        "<body class='item-view'><div class='post hentry'><h3 class='post-title "
        "entry-title'>Thaw</h3><div class='post-body entry-content'>It was long "
        "before anyone spoke.</div></div><div class='comments' id='comments'><h4>{} "
        "comments:</h4><dl id='comments-block'><dt class='comment-author' id='c1'><a "
        "name='c1'></a>Ann said...</dt><dd class='comment-body'><p>First.</p></dd><dt "
        "class='comment-author' id='c2'><a name='c2'></a>Bob said...</dt><dd "
        "class='comment-body'><span class='deleted-comment'>This comment has been "
        "removed by the author.</span></dd></dl></div></body></html>"
    )

    assert read(page.format(2)).remarks == ()
    (remark,) = read(page.format(3)).remarks
    assert "announces 3" in remark.what


def test_a_mirror_whose_links_lead_from_file_to_file_is_put_together(
    tmp_path: Path,
) -> None:
    post, other = BLOG
    up = "../../../../"
    own = f"2014/03/03/{post.slug}"
    pages = {
        f"{own}/index.html": (post, f"{up}{own}/"),
        f"{own}/index.html?replytocom=12": (post, f"{up}{own}/index.html"),
        "index.html?p=5": (post, f"{own}/"),
        "index.html@p=5": (post, f"{own}/"),
        "ivan/index.html": (other, "../ivan/index.html"),
    }
    for name, (one, canonical) in pages.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        html = twenty(one).replace(f'href="{one.address}"', f'href="{canonical}"', 1)
        (tmp_path / name).write_text(html)
    entries = "".join(
        '<article class="post hentry"><h2 class="entry-title"><a rel="bookmark" href='
        f'"{link}">{title}</a></h2><div class="entry-content"><p>Whole.</p></div>'
        "</article>"
        for link, title in ((f"{own}/", "Again"), ("only/here/", "Only here"))
    )
    (tmp_path / "index.html").write_text(
        f'<!DOCTYPE html><html><body class="home blog">{entries}</body></html>'
    )
    source, _ = folder_on_disk(tmp_path)
    found = told(IMPORTER.read_folder(source))
    assert [one.title for one in found] == [
        "Only here",
        *(one.title for one in expected()),
    ]
    assert found[1:] == expected()
    assert "here.invalid" not in repr(list(IMPORTER.read_folder(source)))


def test_a_folder_of_other_texts_is_left_to_other_formats(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(twenty(POST))
    (tmp_path / "a.txt").write_text("A dump")
    (tmp_path / "export.xml").write_text("<rss/>")
    source, _ = folder_on_disk(tmp_path)
    assert IMPORTER.recognises_folder(source) == 0


def test_an_old_theme_whose_headings_alone_are_marked_is_read() -> None:
    text = "<p>Stalin died on 5 March 1953, and the amnesty came in the same month.</p>"
    page = (
        "<!DOCTYPE html><html><head><title>My blog</title><link rel='pingback' href="
        "'/wp-content/x'></head><body><h1><a href='/'>My blog</a></h1><div "
        "id='content'>"
        f"<h1><a href='{POST.address}' rel='bookmark'>The amnesty</a></h1>"
        f"{text * 3}</div>"
        "<ol class='commentlist'><li class='alt' id='comment-7'><span "
        "class='auth-time'>"
        "January 10th, 2008 @ 2:04 pm</span><span class='auth-name'>Jane</span>"
        "<div class='commenttext'><p>Is <strong>that</strong> so?</p></div></li></ol>"
        "<div class='sidebar'><h2>Archives</h2></div></body></html>"
    )
    post = read(page)
    assert (post.title, post.identity) == ("The amnesty", POST.address)
    assert post.body.count("Stalin died") == 3
    (comment,) = post.comments
    assert (comment.author, comment.date) == ("Jane", "2008-01-10T14:04")
    assert comment.text == "Is **that** so?"


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        (f"{SITE}/tag/camps/", ""),
        (f"{SITE}/?s=camps", ""),
        (f"{SITE}/2014/03/", "<h2>Archive for March, 2014</h2>"),
    ],
)
def test_a_page_that_lists_one_post_is_a_list(address: str, heading: str) -> None:
    page = (
        f"<!DOCTYPE html><html><head><link rel='canonical' href='{address}'></head>"
        f"<body>{heading}<div class='post hentry'><h2 class='entry-title'><a href="
        f"'{POST.address}'>The amnesty</a></h2><div class='entry-content'><p>Words."
        "</p></div></div></body></html>"
    )
    assert read(page).identity == POST.address


def test_a_title_above_its_article_is_the_title() -> None:
    page = page_of("").replace('<h1 class="entry-title">Thaw</h1>', "")
    page = page.replace(
        "<article",
        '<h1 class="site-title">My blog</h1><h1 class="entry-title">Thaw</h1><article',
    )
    assert read(page).title == "Thaw"


def test_a_broken_page_in_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<!doctype html>\x00\x01\x00\x02" * 50)
    (tmp_path / "b.html").write_text(twenty(BLOG[1]))
    (tmp_path / "c.html").write_text("<!doctype html><html><body></body></html>")
    source, _ = folder_on_disk(tmp_path)
    found = list(IMPORTER.read_folder(source))
    assert [one.title for one in found if isinstance(one, ImportedPost)] == [
        BLOG[1].title
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "windows-1251"])
def test_russian_pages_are_read_in_every_encoding(encoding: str) -> None:
    html = page_of("", body="<p>Архипелаг ГУЛАГ, том первый.</p>")
    html = html.replace("<body", f'<head><meta charset="{encoding}"></head><body')
    assert read(html.encode(encoding)).body == "Архипелаг ГУЛАГ, том первый."


def test_a_page_that_lies_about_its_encoding_is_read_as_what_it_is() -> None:
    html = page_of("", body="<p>«Оттепель»</p>")
    html = html.replace("<body", '<head><meta charset="windows-1251"></head><body')
    assert read(html).body == "«Оттепель»"


@pytest.mark.parametrize(
    "html",
    [
        twenty(POST)[:2500],
        twenty(POST)[:-400],
        twenty(POST).replace("<div", "<div" + ' title="' + "x" * 1_000_000 + '"', 3),
        page_of("", body="<p>words</p>" + "<div>" * 300_000),
        page_of("", body=f"{'<div>' * 150_000}words{'</div>' * 150_000}"),
        page_of("", body=f"<p>{'&lt;' * 100_000}</p>"),
        page_of("<li id='comment-1' class='comment depth-99999999'>" * 500),
        page_of("".join(f"<ol><li id='comment-{n}'>x" for n in range(600))),
        twenty(POST).replace("<p>", "<p>\x00"),
        page_of("<li class=comment>" * 500),
    ],
    ids=[
        "cut",
        "short",
        "long",
        "deep",
        "deep-closed",
        "brackets",
        "same",
        "nested",
        "zeros",
        "no-ids",
    ],
)
def test_hostile_pages_are_read_in_reasonable_time(html: str) -> None:
    post = read(html)
    assert post.title
    assert "\x00" not in post.body


def test_form_and_share_buttons_alone_are_no_post() -> None:
    page = f"<!doctype html><html><body>{FORM}{SHARING}</body></html>"
    with pytest.raises(SourceError):
        read(page)


BUILT = """<!DOCTYPE html><html><head><title>{title} – The Thaw</title>
<meta name="generator" content="WordPress 5.9.11"></head><body class="{classes}">
<div class="b-hero"><h1>{title}</h1></div>
<div class="b-blog-meta"><span>by <a href="https://thaw.example.org/author/vera">Vera
</a></span> <a href="03.html">2014年3月3日</a></div>
<div class="inner builder-post-{part}"><p>{words}</p></div></body></html>"""


def test_a_page_of_a_builder_of_pages_is_read_however_short_its_text() -> None:
    post = read(
        BUILT.format(
            title="Notice", classes="single single-post", part="content", words="Short."
        )
    )
    assert (post.title, post.body) == ("Notice", "Short.")
    assert (post.author, post.date) == ("Vera", "2014-03-03")


def test_the_archive_of_a_day_gives_no_post_and_says_so(tmp_path: Path) -> None:
    long = "He came home in the spring of that year. " * 20
    (tmp_path / "01.html").write_text(
        BUILT.format(
            title="3 March", classes="archive date", part="excerpt", words=long
        )
    )
    (tmp_path / "home.html").write_text(
        BUILT.format(
            title="Home", classes="single single-post", part="content", words=long
        )
    )
    folder, _ = folder_on_disk(tmp_path)
    found = list(IMPORTER.read_folder(folder))
    assert [one.title for one in found if isinstance(one, ImportedPost)] == ["Home"]
    assert LeftOut("pages that only list posts") in found


def test_a_post_without_words_is_missed_by_the_name_of_its_file(tmp_path: Path) -> None:
    for name, words in (("a.html", "Words."), ("b.html", "")):
        page = BUILT.format(
            title=name, classes="single single-post", part="content", words=words
        )
        (tmp_path / name).write_text(page)
    folder, _ = folder_on_disk(tmp_path)
    found = list(IMPORTER.read_folder(folder))
    (missed,) = [one for one in found if isinstance(one, Remark)]
    assert missed.file == "b.html"
    assert "no text was found" in missed.what


def test_a_page_that_was_exported_here_is_refused_and_not_taken_for_one_post(
    tmp_path: Path,
) -> None:
    page = tmp_path / "blog.html"
    page.write_text(
        '<!DOCTYPE html><html><head><meta name="generator" content="GulagReader" />'
        "<title>Blog</title></head><body><article><h2>One</h2><p>Text.</p></article>"
        "</body></html>"
    )
    with pytest.raises(SourceError, match="markdown or wxr"):
        list(IMPORTER.read(open_source(page)))


def test_an_address_gives_the_month_and_never_a_day_that_is_not_there() -> None:
    page = (
        '<html><head><link rel="canonical" href="https://blog.example/2014/03/thaw/">'
        '</head><body class="single-post"><article class="post hentry"><h1 class='
        '"entry-title">Thaw</h1>{}<div class="entry-content"><p>The words of the post '
        "are here, and there are enough of them.</p></div></article></body></html>"
    )
    dated = '<time class="entry-date" datetime="{}">x</time>'

    bare = read(page.format(""))
    right = read(page.format(dated.format("2014-04-01T02:00:00+03:00")))
    wrong = read(page.format(dated.format("2019-01-01T10:00:00+00:00")))

    assert bare.date == "2014-03"
    assert [(one.what, one.confidence) for one in bare.guesses] == [("date", 0.8)]
    assert (right.date, right.remarks) == ("2014-04-01T02:00:00+03:00", ())
    assert wrong.date == "2019-01-01T10:00:00+00:00"
    assert "its address names 2014-03" in wrong.remarks[0].what


def test_the_pages_of_one_post_in_parts_are_put_together(tmp_path: Path) -> None:
    page = (
        '<!DOCTYPE html><html><head><link rel="canonical" href="https://blog.example'
        '/2014/03/03/thaw/{at}"></head><body class="single-post wp-x {part}"><article '
        'class="post hentry"><h1 class="entry-title">Thaw</h1><div class='
        '"entry-content"><p>{text}</p></div></article></body></html>'
    )
    for number, (at, part, text) in enumerate(
        [
            ("", "", "The first part."),
            ("2/", "paged-2 single-paged-2", "The second part."),
            ("4/", "paged-4 single-paged-4", "The fourth part."),
        ]
    ):
        name = tmp_path / f"{number}.html"
        name.write_text(page.format(at=at, part=part, text=text))
    source, _ = folder_on_disk(tmp_path)

    (post,) = [
        one for one in IMPORTER.read_folder(source) if isinstance(one, ImportedPost)
    ]

    assert post.body == "The first part.\n\nThe second part.\n\nThe fourth part."
    assert post.origin.url == "https://blog.example/2014/03/03/thaw/"
    assert "its parts 3 are not here" in " ".join(one.what for one in post.remarks)


def test_a_comment_without_words_stays_only_where_it_is_answered() -> None:
    def item(number: int, words: str, depth: int = 1, inside: str = "") -> str:
        return (
            f'<li class="comment depth-{depth}" id="comment-{number}">'
            f'<div class="comment-author"><b class="fn">Jane</b></div>'
            f'<div class="comment-content">{words}</div>{inside}</li>'
        )

    reply = f'<ol class="children">{item(12, "<p>Yes.</p>", 2)}</ol>'
    comments = item(11, "", 1, reply) + item(13, "") + item(14, "<p>No.</p>")
    post = read(page_of(f'<ol class="comment-list">{comments}</ol>'))
    assert [one.id for one in post.comments] == ["c11", "c12", "c14"]
    assert counted(post.left_out)["comments without words"] == 1


_PLAIN_THEME = (
    '<!DOCTYPE html><html><head><meta name="generator" content="WordPress 3.6.1">'
    '<link rel="canonical" href="https://blog.example/2007/06/30/rain/"></head><body>'
    '<div id="left">{}</div></body></html>'
)
_HEAD = '<h1><a href="https://blog.example/2007/06/{0}/" rel="bookmark">{0}</a></h1>'


def test_a_plain_theme_lists_its_posts_one_below_the_other(tmp_path: Path) -> None:
    listed = "".join(f"{_HEAD.format(one)}<p>{one} {'w ' * 200}</p>" for one in "abc")
    html = _PLAIN_THEME.format(listed).replace("/30/rain/", "/")
    (tmp_path / "index.html").write_text(html)
    (tmp_path / "other.html").write_text(
        _PLAIN_THEME.format(f"{_HEAD.format('rain')}<p>It {'rains ' * 60}</p>")
    )
    folder, _ = folder_on_disk(tmp_path)
    found = list(IMPORTER.read_folder(folder))
    posts = [one for one in found if isinstance(one, ImportedPost)]
    assert [one.title for one in posts] == ["rain"]


def test_what_a_post_is_filed_under_and_the_head_of_its_comments_are_no_text() -> None:
    text = "<p>It rains. <a rel='tag' href='/tag/x'>Tagged</a> words in a sentence that"
    html = _PLAIN_THEME.format(
        f"{_HEAD.format('rain')}{text} {'goes on ' * 30}.</p>"
        "<h3>Comments</h3><p>Why?</p>"
        '<div class="links"><b>Category:</b> <a rel="category tag" href="/c/a">A</a>'
        '<br><b>Tags:</b> <a rel="tag" href="/t/b">B</a></div>'
        '<h3>Comments</h3><div id="commentblock"><p id="respond">Reply</p></div>'
    )
    post = read(html)
    assert post.body.startswith("It rains.")
    assert "Tagged" in post.body
    assert "Category" not in post.body
    assert post.body.count("Comments") == 1
    assert set(post.tags) >= {"A", "B"}


@pytest.mark.parametrize(
    "theme", [page_themes.blogger, page_themes.old_blogger, page_themes.script_blogger]
)
def test_blogger_comments_keep_numbers_of_few_digits_and_their_permalinks(
    theme: Theme,
) -> None:
    # Without “showComment”, as some blogs have their links.
    page = theme(POST).replace("70000000000000000", "")
    post = read(re.sub(r"\?showComment=\d+#c", "#c", page))
    numbers = sorted(one.number for one in POST.comments if one.kind == "comment")
    kept = sorted((one.id, one.url) for one in post.comments if one.kind == "comment")
    assert kept == [(f"c{number}", f"{POST.address}#c{number}") for number in numbers]


def test_a_column_called_c1_is_no_comment() -> None:
    column = '<div id="c1">About me</div>'
    comment = '<li class="comment" id="comment-7"><p>Yes.</p></li>'
    page = page_of(comment).replace("<article", f"{column}<article")
    assert [one.id for one in read(page).comments] == ["c7"]
