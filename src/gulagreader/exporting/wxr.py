"""A library as a WordPress export (WXR 1.2), which WordPress's importer takes.

What a post and a comment are in the library stands beside what WordPress shows, in
``wp:postmeta`` and ``wp:commentmeta`` under keys that begin with ``_gulagreader_``,
each value with a seal of what WordPress shows of it. So it can be read back as it
was, and what somebody has changed in WordPress is read as it is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.exporting.carrying import (
    Shape,
    as_meta,
    comment_fields,
    library_fields,
    post_fields,
    text_fields,
)
from gulagreader.exporting.contents import Contents, ExportedPost, Posts
from gulagreader.exporting.html_of import Manner, html_of
from gulagreader.exporting.marked_text import (
    cdata,
    comment_anchor,
    escaped,
    language,
    post_anchor,
)
from gulagreader.exporting.moments import BlogDates
from gulagreader.exporting.wxr_fields import (
    comment_kept,
    commenter_kept,
    homepage_kept,
    kept,
    name_kept,
)
from gulagreader.exporting.wxr_names import (
    NOBODY,
    Logins,
    TagSlugs,
    numbered_comments,
    post_slug,
)
from gulagreader.exporting.wxr_times import PostTimes, comment_times
from gulagreader.text.clean import clean_line
from gulagreader.text.markup_seals import seal_of_markup, seal_of_words

# Where only some may write HTML, WordPress takes elements away from comments; the
# line's own end stays.
_MANNER = Manner(pictures=True, strict=False, brackets=True, line_end="<br />\n")
_NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"\n'
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"\n'
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/"\n'
    'xmlns:dc="http://purl.org/dc/elements/1.1/"\n'
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)
SOURCES_BEGIN = "<!-- gulagreader:sources -->"
"""Stands before the list of a post's sources at the end of its content."""
SOURCES_END = "<!-- /gulagreader:sources -->"


def wxr(contents: Contents, posts: Posts) -> Iterator[str]:
    """Write the export, piece by piece, reading each post when it is its turn."""
    blog = _Blog(
        contents,
        Logins(one.author or None for one in contents.entries),
        TagSlugs(contents.tags),
    )
    yield from _head(blog)
    for number, post in enumerate(posts, 1):
        yield from _item(post, number, blog)
    yield "</channel>\n</rss>\n"


@dataclass(frozen=True, slots=True)
class _Blog:
    """What is decided for all posts of an export together."""

    contents: Contents
    logins: Logins
    slugs: TagSlugs
    times: PostTimes = field(default_factory=PostTimes)


def _head(blog: _Blog) -> Iterator[str]:
    info = blog.contents.info
    lang = language(info.lang) or "en"
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<rss version="2.0"\n{_NAMESPACES}>\n<channel>\n'
        f"<title>{escaped(info.name)}</title>\n<link></link>\n"
        f"<description></description>\n<language>{lang}</language>\n"
        "<wp:wxr_version>1.2</wp:wxr_version>\n"
        "<wp:base_site_url></wp:base_site_url>\n<wp:base_blog_url></wp:base_blog_url>\n"
    )
    for number, (author, login) in enumerate(blog.logins, 1):
        yield (
            f"<wp:author><wp:author_id>{number}</wp:author_id>"
            f"<wp:author_login>{cdata(login)}</wp:author_login>"
            "<wp:author_email></wp:author_email>"
            f"<wp:author_display_name>{kept(name_kept(author))}</wp:author_display_name>"
            "<wp:author_first_name></wp:author_first_name>"
            "<wp:author_last_name></wp:author_last_name></wp:author>\n"
        )
    for number, tag in enumerate(blog.contents.tags, 1):
        yield (
            f"<wp:tag><wp:term_id>{number}</wp:term_id>"
            f"<wp:tag_slug>{cdata(blog.slugs.of(tag))}</wp:tag_slug>"
            f"<wp:tag_name>{kept(name_kept(tag))}</wp:tag_name></wp:tag>\n"
        )
    yield "<generator>GulagReader</generator>\n"


def _item(exported: ExportedPost, number: int, blog: _Blog) -> Iterator[str]:
    post = exported.post
    info = blog.contents.info
    dates = blog.times.of(post.title, post.date)
    published = f"<pubDate>{dates.published}</pubDate>\n" if dates.published else ""
    link = post.origin.url if post.origin else ""
    login = blog.logins.of(post.author or None)
    body = html_of(post.body, _MANNER, anchor=post_anchor(post.id))
    cited = _cited(post)
    guid = f"gulagreader:{info.id}/{post.id}"
    yield (
        f"<item>\n<title>{kept(post.title)}</title>\n<link>{escaped(link)}</link>\n"
        f"{published}<dc:creator>{cdata(login)}</dc:creator>\n"
        f'<guid isPermaLink="false">{escaped(guid)}</guid>\n'
        "<description></description>\n"
        f"<content:encoded>{cdata(body + cited)}</content:encoded>\n"
        f"<excerpt:encoded>{cdata('')}</excerpt:encoded>\n"
        f"<wp:post_id>{number}</wp:post_id>\n"
        f"{_dated('post', dates)}"
        "<wp:comment_status>closed</wp:comment_status>\n"
        "<wp:ping_status>closed</wp:ping_status>\n"
        f"<wp:post_name>{cdata(post_slug(post.title))}</wp:post_name>\n"
        "<wp:status>publish</wp:status>\n<wp:post_parent>0</wp:post_parent>\n"
        "<wp:menu_order>0</wp:menu_order>\n<wp:post_type>post</wp:post_type>\n"
        "<wp:post_password></wp:post_password>\n<wp:is_sticky>0</wp:is_sticky>\n"
    )
    for tag in post.tags:
        yield (
            f'<category domain="post_tag" nicename="{blog.slugs.of(tag)}">'
            f"{kept(name_kept(tag))}</category>\n"
        )
    if number == 1:
        # The first post's, because WordPress gives back nothing of the whole's.
        yield _meta("post", "library", library_fields(info))
    seen: Shape = {
        "title": seal_of_words(_shown(post.title)),
        "author": seal_of_words(_shown(name_kept(post.author or NOBODY))),
        "date": seal_of_words(dates.local),
        "tags": seal_of_words(*sorted(_shown(name_kept(tag)) for tag in post.tags)),
        "sources": seal_of_markup(cited),
    }
    carried = {**post_fields(post), **text_fields(post.body, body), "seen": seen}
    yield _meta("post", "post", carried)
    numbers = numbered_comments(exported.comments, exported.thread)
    for place, comment in enumerate(exported.comments, 1):
        anchor = comment_anchor(post.id, comment.id)
        text = comment_kept(comment.text, _MANNER, anchor)
        yield from _comment(comment, place, text, *numbers[comment.id])
    yield "</item>\n"


def _cited(post: Post) -> str:
    """What a post cites as the end of its content."""
    if not post.sources:
        return ""
    items = "\n".join(
        f"<li>{_escaped(one.text or one.key)}{_address(one.url)}</li>"
        for one in post.sources
    )
    return f"\n\n{SOURCES_BEGIN}\n<h2>Sources</h2>\n<ul>\n{items}\n</ul>\n{SOURCES_END}"


def _address(url: str | None) -> str:
    return f' <a href="{escaped(url)}">{_escaped(url)}</a>' if url else ""


def _shown(text: str) -> str:
    """Words as they can be read again from XML."""
    return clean_line(unescape(escaped(text)))


def _escaped(text: str) -> str:
    return escaped(text).replace("[", "&#91;")


def _dated(what: str, dates: BlogDates) -> str:
    return (
        f"<wp:{what}_date>{dates.local}</wp:{what}_date>\n"
        f"<wp:{what}_date_gmt>{dates.universal}</wp:{what}_date_gmt>\n"
    )


def _comment(
    comment: Comment, place: int, text: str, number: int, parent: int
) -> Iterator[str]:
    dates = comment_times(comment.date)
    author = commenter_kept(comment.author or "")
    homepage = homepage_kept(str(comment.extra.get("author_url", "")))
    yield (
        f"<wp:comment>\n<wp:comment_id>{number}</wp:comment_id>\n"
        f"<wp:comment_author>{kept(author)}</wp:comment_author>\n"
        "<wp:comment_author_email></wp:comment_author_email>\n"
        f"<wp:comment_author_url>{cdata(escaped(homepage))}</wp:comment_author_url>\n"
        "<wp:comment_author_IP></wp:comment_author_IP>\n"
        f"{_dated('comment', dates)}"
        "<wp:comment_content>"
        f"{cdata(text)}</wp:comment_content>\n"
        "<wp:comment_approved>1</wp:comment_approved>\n"
        f"<wp:comment_type>{comment.kind}</wp:comment_type>\n"
        f"<wp:comment_parent>{parent}</wp:comment_parent>\n"
        "<wp:comment_user_id>0</wp:comment_user_id>\n"
    )
    seen: Shape = {
        "author": seal_of_words(_shown(author)),
        "date": seal_of_words(dates.local),
        "kind": seal_of_words(comment.kind),
        "homepage": seal_of_words(_shown(homepage)),
    }
    carried = {
        **comment_fields(comment, place),
        **text_fields(comment.text, text),
        "seen": seen,
    }
    yield _meta("comment", "comment", carried)
    yield "</wp:comment>\n"


def _meta(what: str, key: str, shape: Shape) -> str:
    return (
        f"<wp:{what}meta><wp:meta_key>_gulagreader_{key}</wp:meta_key>"
        f"<wp:meta_value>{cdata(as_meta(shape))}</wp:meta_value></wp:{what}meta>\n"
    )
