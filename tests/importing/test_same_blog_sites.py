"""The same small blog by the roads of feeds, exports of comments and static sites."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from importing.collected import Collected, read_folder, read_text
from importing.same_blog import BLOG, EXPECTED, SITE, SaidComment, SaidPost, told

from gulagreader.importing.archive import Found, ImportedPost
from gulagreader.importing.formats import (
    atom,
    blogger,
    disqus,
    hugo,
    isso,
    jekyll,
    library,
    rss,
)

Files = dict[str, str]


def _yaml(**fields: object) -> str:
    # JSON is YAML, and needs no care for quotation marks.
    return "".join(f"{key}: {json.dumps(one)}\n" for key, one in fields.items() if one)


def _fields(post: SaidPost) -> str:
    return _yaml(
        title=post.title,
        author=post.author,
        date=post.date,
        tags=list(post.tags),
        permalink=post.address,
    )


def _comment_fields(one: SaidComment, **more: object) -> str:
    return _yaml(
        _id=str(one.number),
        name=one.author,
        date=one.date,
        message=one.html,
        url=one.website,
        **more,
    )


def _jekyll_with_staticman() -> Files:
    files: Files = {}
    for post in BLOG:
        name = f"{post.date[:10]}-{post.slug}"
        files[f"_posts/{name}.html"] = f"---\n{_fields(post)}---\n{post.html}\n"
        top = [one.number for one in post.comments if one.parent is None]
        for one in post.comments:
            given: dict[str, object] = {"replying_to_uid": str(one.parent or "")}
            if one.parent in top:
                given = {"replying_to": str(top.index(one.parent) + 1)}
            name = f"_data/comments/{post.slug}/c{one.number}.yml"
            files[name] = _comment_fields(one, **given)
    return files


def _jekyll_with_lists() -> Files:
    files: Files = {}
    for post in BLOG:
        comments = [
            {
                "id": one.number,
                "author": one.author,
                "author_url": one.website,
                "date": one.date,
                "content": one.html,
                "parent": one.parent or 0,
            }
            for one in post.comments
        ]
        fields = _fields(post) + f"comments: {json.dumps(comments)}\n"
        name = f"_posts/{post.date[:10]}-{post.slug}.html"
        files[name] = f"---\n{fields}---\n{post.html}\n"
    return files


def _hugo() -> Files:
    files: Files = {"hugo.toml": ""}
    for post in BLOG:
        fields = (
            f"title = {json.dumps(post.title)}\nauthor = {json.dumps(post.author)}\n"
            f"date = {post.date}\ntags = {json.dumps(post.tags)}\n"
        )
        name = f"content/post/{post.slug}.md"
        files[name] = f"+++\n{fields}+++\n\n<div>{post.html}</div>\n"
        for one in post.comments:
            given = {"replyToId": str(one.parent or "")}
            name = f"data/comments/{post.slug}/c{one.number}.yml"
            files[name] = _comment_fields(one, **given)
    return files


def _library() -> Files:
    files: Files = {"library.yaml": "name: x\n"}
    for post in BLOG:
        stem = f"posts/{post.slug}"
        body = _markdown_of(post)
        files[f"{stem}.md"] = (
            f"---\nid: {post.number:016x}\n{_fields(post)}---\n\n{body}\n"
        )
        if not post.comments:
            continue
        files[f"{stem}.comments.yaml"] = "".join(
            "- "
            + _yaml(
                id=f"c{one.number}",
                parent=f"c{one.parent}" if one.parent else "",
                author=one.author,
                date=one.date,
                text=one.shown.replace("#", r"\#"),
            )
            .replace("\n", "\n  ")
            .rstrip(" ")
            for one in post.comments
        )
    return files


def _markdown_of(post: SaidPost) -> str:
    """The body of a post as some other format gave it."""
    (found,) = (
        one
        for one in read_text(atom.IMPORTER, _atom()).posts
        if one.title == post.title
    )
    return found.body


def _entry(post: SaidPost, extra: str = "") -> str:
    tags = "".join(f"<category term='{tag}'/>" for tag in post.tags)
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{post.number}</id>"
        f"<title type='text'>{escape(post.title)}</title>{tags}"
        f"<published>{post.date}</published><author><name>{post.author}</name></author>"
        f"<link rel='alternate' href='{post.address}'/>{extra}"
        f"<content type='html'>{escape(post.html)}</content></entry>\n"
    )


def _reply(post: SaidPost, one: SaidComment, extra: str) -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{one.number}</id><title/>"
        f"<published>{one.date}</published><author><name>{one.author}</name></author>"
        f"<link rel='alternate' href='{post.address}#comment-{one.number}'/>{extra}"
        f"<content type='html'>{escape(one.html)}</content></entry>\n"
    )


def _feed(entries: str) -> str:
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:thr='http://purl.org/syndication/thread/1.0'"
        " xmlns:blogger='http://schemas.google.com/blogger/2018'>"
        f"{entries}</feed>"
    )


def _atom() -> str:
    entries = []
    for post in BLOG:
        for one in reversed(post.comments):
            ref = f"tag:blogger.com,1999:blog-1.post-{one.parent or post.number}"
            entries.append(_reply(post, one, f"<thr:in-reply-to ref='{ref}'/>"))
        entries.append(_entry(post))
    return _feed("".join(entries))


def _blogger_old() -> str:
    def kind(term: str) -> str:
        return (
            "<category scheme='http://schemas.google.com/g/2005#kind'"
            f" term='http://schemas.google.com/blogger/2008/kind#{term}'/>"
        )

    entries = []
    for post in BLOG:
        entries.append(_entry(post, kind("post")))
        ref = f"tag:blogger.com,1999:blog-1.post-{post.number}"
        for one in post.comments:
            link = f"http://www.blogger.com/feeds/1/comments/default/{one.parent}"
            related = f"<link rel='related' href='{link}'/>" if one.parent else ""
            extra = f"{kind('comment')}<thr:in-reply-to ref='{ref}'/>{related}"
            entries.append(_reply(post, one, extra))
    return _feed("".join(entries))


def _blogger_new() -> str:
    entries = []
    for post in BLOG:
        live = "<blogger:status>LIVE</blogger:status>"
        entries.append(_entry(post, f"<blogger:type>POST</blogger:type>{live}"))
        for one in post.comments:
            extra = (
                f"<blogger:type>COMMENT</blogger:type>{live}"
                f"<blogger:parent>{post.number}</blogger:parent>"
                f"<blogger:inReplyTo>{one.parent or ''}</blogger:inReplyTo>"
            )
            entries.append(_reply(post, one, extra))
    return _feed("".join(entries))


@pytest.mark.parametrize(
    ("importer", "files"),
    [
        (jekyll.IMPORTER, _jekyll_with_staticman),
        (jekyll.IMPORTER, _jekyll_with_lists),
        (hugo.IMPORTER, _hugo),
        (library.IMPORTER, _library),
    ],
    ids=["jekyll and staticman", "jekyll", "hugo", "library"],
)
def test_a_folder_gives_the_same_blog(
    tmp_path: Path, importer: jekyll.JekyllImporter, files: Callable[[], Files]
) -> None:
    found = read_folder(importer, tmp_path, files())
    assert not found.refusals
    assert told(found.posts) == EXPECTED


@pytest.mark.parametrize(
    ("importer", "text"),
    [
        (atom.IMPORTER, _atom),
        (blogger.IMPORTER, _blogger_old),
        (blogger.IMPORTER, _blogger_new),
    ],
    ids=["atom", "blogger's old export", "blogger's new export"],
)
def test_a_file_gives_the_same_blog(
    importer: atom.AtomImporter, text: Callable[[], str]
) -> None:
    assert told(read_text(importer, text()).posts) == EXPECTED


def _rss_posts() -> str:
    items = "".join(
        f"<item><title>{escape(post.title)}</title><link>{post.address}</link>"
        f"<dc:creator>{post.author}</dc:creator><pubDate>{_rfc822(post.date)}</pubDate>"
        + "".join(f"<category>{tag}</category>" for tag in post.tags)
        + f"<content:encoded>{escape(post.html)}</content:encoded></item>\n"
        for post in BLOG
    )
    return _channel(items)


def _rss_comments() -> str:
    items = []
    for post in BLOG:
        names = {one.number: one.author for one in post.comments}
        for one in reversed(post.comments):
            answer = (
                f'<p>In reply to <a href="{post.address}#comment-{one.parent}">'
                f"{names[one.parent]}</a>.</p>\n"
                if one.parent
                else ""
            )
            items.append(
                f"<item><title>By: {one.author}</title>"
                f"<link>{post.address}#comment-{one.number}</link>"
                f"<dc:creator>{one.author}</dc:creator>"
                f"<pubDate>{_rfc822(one.date)}</pubDate>"
                f"<content:encoded>{escape(answer + one.html)}</content:encoded></item>"
            )
    return _channel("".join(items))


def _channel(items: str) -> str:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>{items}</channel></rss>'
    )


def _rfc822(iso: str) -> str:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    month = months[int(iso[5:7]) * 4 - 4 :][:3]
    return f"{iso[8:10]} {month} {iso[:4]} {iso[11:19]} +0000"


def _disqus() -> str:
    parts = []
    for post in BLOG:
        parts.append(
            f'<thread dsq:id="{post.number}"><link>{post.address}</link></thread>'
        )
        for one in post.comments:
            parent = f'<parent dsq:id="{one.parent}"/>' if one.parent else ""
            parts.append(
                f'<post dsq:id="{one.number}"><message>{escape(one.html)}</message>'
                f"<createdAt>{one.date}</createdAt><author><name>{one.author}</name>"
                f'</author><thread dsq:id="{post.number}"/>{parent}</post>'
            )
    head = 'xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals"'
    return f"<disqus {head}>{''.join(parts)}</disqus>"


def _isso() -> str:
    return json.dumps(
        [
            {
                "id": post.address.removeprefix(SITE),
                "title": "",
                "comments": [
                    {
                        "id": one.number,
                        "author": one.author,
                        "created": one.date,
                        "text": one.html,
                        "remote_addr": "0.0.0.0",
                        "parent": one.parent,
                    }
                    for one in post.comments
                ],
            }
            for post in BLOG
        ]
    )


@pytest.mark.parametrize(
    "threads",
    [
        lambda: read_text(rss.IMPORTER, _rss_comments()),
        lambda: read_text(disqus.IMPORTER, _disqus()),
        lambda: read_text(isso.IMPORTER, _isso()),
    ],
    ids=["feed of comments", "disqus", "isso"],
)
def test_a_feed_of_posts_and_comments_from_elsewhere_are_the_same_blog(
    threads: Callable[[], Collected],
) -> None:
    posts = read_text(rss.IMPORTER, _rss_posts()).posts
    by_path = {post.origin.url.removeprefix(SITE): post for post in posts}
    for thread in threads().threads:
        path = thread.post.links[0].removeprefix(SITE)
        by_path[path] = replace(by_path[path], comments=thread.comments)
    found: list[Found] = [*by_path.values()]
    assert all(isinstance(one, ImportedPost) for one in found)
    assert told(found) == EXPECTED
