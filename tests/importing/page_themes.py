"""Pages as themes of WordPress and Blogger write them, from one blog's values."""

from collections.abc import Callable
from html import escape

from importing.same_blog import BLOG_TITLE, SITE, SaidComment, SaidPost

Inner = Callable[[SaidPost, SaidComment, str, int], str]


def _page(
    post: SaidPost, body: str, *, classes: str, generator: str, lang: str = "en"
) -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{escape(post.title)} | {BLOG_TITLE}</title>"
        f'<meta name="generator" content="{generator}">'
        f'<link rel="canonical" href="{post.address}">'
        "<style>.x{}</style><script>var x = '<p>no text</p>';</script></head>"
        f'<body class="{classes}"><header><h1 class="site-title">'
        f'<a href="{SITE}">{BLOG_TITLE}</a></h1><nav><ul><li>Home</li></ul></nav>'
        f"</header>{body}<aside class='widget'><h3>Archives</h3><ul><li>March</li></ul>"
        '</aside><footer><p>Proudly powered</p><form role="search"><input></form>'
        "</footer></body></html>"
    )


SHARING = (
    '<div class="sharedaddy sd-sharing-enabled"><h3>Share this:</h3><ul><li>'
    '<a href="?share=twitter">Twitter</a></li></ul></div>'
    '<div id="jp-relatedposts" class="jp-relatedposts"><h3>Related</h3><p>x</p></div>'
    '<div class="wpcnt">Advertisements</div>'
)
FORM = (
    '<div id="respond" class="comment-respond"><h3>Leave a Reply</h3>'
    '<form action="/wp-comments-post.php"><p>Your email will not be published</p>'
    '<textarea name="comment"></textarea></form></div>'
)


def _tree(
    post: SaidPost,
    one: Inner,
    *,
    parent: int | None = None,
    depth: int = 1,
    children: str = '<ol class="children">',
    end: str = "</li>",
) -> str:
    """The comments under one, nested as WordPress nests them."""
    parts = []
    for comment in post.comments:
        if comment.parent == parent:
            inner = _tree(
                post,
                one,
                parent=comment.number,
                depth=depth + 1,
                children=children,
                end=end,
            )
            wrapped = f"{children}{inner}</ol>" if inner else ""
            parts.append(one(post, comment, wrapped, depth) + end)
    return "".join(parts)


def _marks(post: SaidPost, one: SaidComment, depth: int) -> str:
    by = " bypostauthor" if one.author == post.author else ""
    return f"{one.kind} even thread-even depth-{depth}{by}"


def _named(one: SaidComment) -> str:
    if one.website:
        return f'<a href="{one.website}" rel="external nofollow">{one.author}</a>'
    return one.author


def _clock(date: str) -> str:
    """As “March 3, 2014 at 5:04 pm”."""
    months = ("January", "February", "March", "April", "May")
    hour = int(date[11:13])
    half = "pm" if hour >= 12 else "am"
    return (
        f"{months[int(date[5:7]) - 1]} {int(date[8:10])}, {date[:4]} at "
        f"{(hour + 11) % 12 + 1}:{date[14:16]} {half}"
    )


def twenty(post: SaidPost) -> str:
    """Twenty Thirteen and its later kin."""

    def one(at: SaidPost, c: SaidComment, inner: str, depth: int) -> str:
        return (
            f'<li id="comment-{c.number}" class="{_marks(at, c, depth)}">'
            f'<article id="div-comment-{c.number}" class="comment-body">'
            '<footer class="comment-meta"><div class="comment-author vcard">'
            f'<img alt="" src="x.png" class="avatar" height="48"><b class="fn">'
            f'{_named(c)}</b> <span class="says">says:</span></div>'
            f'<div class="comment-metadata"><a href="{at.address}#comment-{c.number}">'
            f'<time datetime="{c.date}">{_clock(c.date)}</time></a></div></footer>'
            f'<div class="comment-content">{c.html}</div><div class="reply">'
            f'<a class="comment-reply-link" href="?replytocom={c.number}#respond">Reply'
            f"</a></div></article>{inner}"
        )

    tags = " ".join(f'<a href="#" rel="tag">{tag}</a>' for tag in post.tags)
    body = (
        f'<main><article id="post-{post.number}" class="post-{post.number} post '
        'type-post hentry"><header class="entry-header"><h1 class="entry-title">'
        f'{escape(post.title)}</h1><div class="entry-meta"><time class="entry-date '
        f'published" datetime="{post.date}">x</time> <span class="author vcard">'
        f'<a class="url fn n" href="#" rel="author">{post.author}</a></span></div>'
        f'</header><div class="entry-content">{post.html}{SHARING}</div>'
        f'<footer class="entry-footer">Tagged {tags}</footer></article>'
        '<nav class="navigation"><a rel="prev" href="#">Older</a></nav>'
        f'<div id="comments" class="comments-area"><h2 class="comments-title">'
        f"{len(post.comments)} thoughts on it</h2>"
        f'<ol class="comment-list">{_tree(post, one)}</ol>{FORM}</div></main>'
    )
    return _page(post, body, classes="single single-post", generator="WordPress 6.5")


def kubrick(post: SaidPost) -> str:
    """The default theme of long ago: no classes for the text of a comment."""

    def one(at: SaidPost, c: SaidComment, inner: str, depth: int) -> str:
        return (
            f'<li class="{_marks(at, c, depth)}" id="li-comment-{c.number}">'
            f'<div id="comment-{c.number}"><div class="comment-author vcard">'
            f'<cite class="fn">{_named(c)}</cite> <span class="says">says:</span></div>'
            '<div class="comment-meta commentmetadata">'
            f'<a href="{at.address}#comment-{c.number}">{_clock(c.date)}</a></div>'
            f'{c.html}<div class="reply"><a href="#">Reply</a></div></div>{inner}'
        )

    tags = ", ".join(f'<a href="#" rel="tag">{tag}</a>' for tag in post.tags)
    body = (
        f'<div id="content"><div class="navigation">« Older</div><div class="post" '
        f'id="post-{post.number}"><h2>{escape(post.title)}</h2>'
        f'<small class="byline">{_clock(post.date)}</small> '
        f'<span class="author">by {post.author}</span>'
        f'<div class="entry">{post.html}{SHARING}<p class="postmetadata">Tags: '
        f"{tags}</p>"
        f'</div></div><h3 id="comments">{len(post.comments)} Responses</h3>'
        f'<ol class="commentlist">'
        f"{_tree(post, one, children='<ol class=children>')}</ol>"
        f"{FORM}</div>"
    )
    return _page(post, body, classes="", generator="WordPress 2.9")


def classic(post: SaidPost) -> str:
    """Themes from before threads: a flat list, the name in ``cite``."""
    items = "".join(
        f'<li class="alt" id="comment-{c.number}"><cite>{_named(c)}</cite> Says:<br>'
        f'<small class="commentmetadata"><a href="#comment-{c.number}" title="">'
        f"{_clock(c.date)}</a></small>{c.html}</li>"
        for c in post.comments
    )
    tags = ", ".join(f'<a href="#" rel="category tag">{tag}</a>' for tag in post.tags)
    body = (
        f'<div id="content"><div class="post"><h2 id="post-{post.number}"><a href='
        f'"{post.address}" rel="bookmark">{escape(post.title)}</a></h2>'
        f'<div class="entrytext entry">{post.html}</div><p class="postmetadata">'
        f"This entry was posted on {_clock(post.date)} by "
        f'<span class="author">{post.author}</span> in {tags}</p></div>'
        f'<ol class="commentlist">{items}</ol></div>'
    )
    return _page(post, body, classes="", generator="WordPress 1.5")


def genesis(post: SaidPost) -> str:
    def one(at: SaidPost, c: SaidComment, inner: str, depth: int) -> str:
        return (
            f'<li class="{_marks(at, c, depth)}" id="comment-{c.number}">'
            '<article itemprop="comment" itemscope><header class="comment-header">'
            '<p class="comment-author" itemprop="author"><span itemprop="name">'
            f'{_named(c)}</span> <span class="says">says</span></p><p '
            f'class="comment-meta"><time class="comment-time" datetime="{c.date}">'
            f'<a class="comment-time-link" href="{at.address}#comment-{c.number}">'
            f"{_clock(c.date)}</a></time></p></header>"
            f'<div class="comment-content" itemprop="text">{c.html}</div>'
            f'<div class="comment-reply"><a href="#">Reply</a></div></article>{inner}'
        )

    tags = ", ".join(f'<a href="#" rel="tag">{tag}</a>' for tag in post.tags)
    body = (
        f'<main class="content"><article class="post-{post.number} post type-post '
        f'entry" '
        'itemscope><header class="entry-header"><h1 class="entry-title" '
        f'itemprop="headline">{escape(post.title)}</h1><p class="entry-meta">'
        f'<time class="entry-time" itemprop="datePublished" datetime="{post.date}">x'
        '</time> By <span class="entry-author" itemprop="author"><span '
        f'itemprop="name">{post.author}</span></span></p></header>'
        f'<div class="entry-content" itemprop="text">{post.html}{SHARING}</div>'
        f'<footer class="entry-footer">{tags}</footer></article>'
        f'<div class="entry-comments" id="comments"><h3>Comments</h3>'
        f'<ol class="comment-list">{_tree(post, one)}</ol></div>{FORM}</main>'
    )
    return _page(post, body, classes="post-template single", generator="WordPress 5.0")


def thesis(post: SaidPost) -> str:
    """Thesis and its like: a ``dl`` of comments, flat to the eye."""

    def one(at: SaidPost, c: SaidComment, inner: str, depth: int) -> str:
        return (
            f'<dt class="{_marks(at, c, depth)}" id="comment-{c.number}">'
            f'<span class="comment_author">{_named(c)}</span> '
            f'<span class="comment_time"><a href="#comment-{c.number}">'
            f"{_clock(c.date)}</a></span></dt><dd class='comment depth-{depth}'>"
            f'<div class="format_text" id="comment-body-{c.number}">{c.html}</div></dd>'
            f"{inner}"
        )

    inner = _tree(post, one, children="", end="").replace("</ol>", "")
    tags = ", ".join(f'<a href="#" rel="tag">{tag}</a>' for tag in post.tags)
    body = (
        f'<div id="content"><div class="post_box post" id="post-{post.number}">'
        f'<div class="headline_area"><h1 class="entry-title">{escape(post.title)}</h1>'
        f'<p class="headline_meta">by <span class="author vcard fn">'
        f"{post.author}</span>"
        f' on <abbr class="published" title="{post.date[:10]}">x</abbr></p></div>'
        f'<div class="format_text entry-content">{post.html}<p class="post_tags '
        f'post-tags">Tagged as: {tags}</p></div></div><div id="comments">'
        f'<dl id="comment_list">{inner}</dl>{FORM}</div></div>'
    )
    return _page(post, body, classes="custom", generator="WordPress 3.2")


def p2(post: SaidPost) -> str:
    def one(at: SaidPost, c: SaidComment, inner: str, depth: int) -> str:
        return (
            f'<li id="comment-{c.number}" class="{_marks(at, c, depth)}">'
            f'<h4 class="comment_meta"><span class="author fn">{_named(c)}</span> '
            f'<span class="meta"><span class="comment_date">{_clock(c.date)}</span> '
            f'<span class="actions comment-actions"><a href="#comment-{c.number}">'
            "Permalink</a> | <a class='comment-reply-link' href='#'>Reply</a></span>"
            f'</span></h4><div class="commentcontent" id="commentcontent-{c.number}">'
            f"{c.html}</div>{inner}"
        )

    tags = ", ".join(f'<a href="#" rel="tag">{tag}</a>' for tag in post.tags)
    body = (
        f'<ul id="postlist"><li id="prologue-{post.number}" class="post-{post.number} '
        f'post type-post hentry"><h4><span class="author vcard fn">'
        f"{post.author}</span> "
        f'<span class="meta"><abbr class="published" title="{post.date}">x</abbr>'
        f'<span class="tags tags-links">{tags}</span></span></h4>'
        f'<h1 class="entry-title">{escape(post.title)}</h1>'
        f'<div class="postcontent">{post.html}</div>'
        f'<ul class="commentlist">{_tree(post, one, children="<ol class=children>")}'
        f"</ul>{FORM}</li></ul>"
    )
    return _page(post, body, classes="single", generator="WordPress 3.0")


def blocks(post: SaidPost) -> str:
    """A theme of blocks: hardly a class that is not a block's."""

    def one(at: SaidPost, c: SaidComment, inner: str, depth: int) -> str:
        return (
            f'<li id="comment-{c.number}" class="{_marks(at, c, depth)}">'
            '<div class="wp-block-columns"><div class="wp-block-avatar"><img '
            'src="a.png" '
            'alt="Avatar" class="avatar"></div><div '
            'class="wp-block-comment-author-name">'
            f'{_named(c)}</div><div class="wp-block-comment-date"><time '
            f'datetime="{c.date}"><a href="{at.address}#comment-{c.number}">x</a>'
            f"</time>"
            f'</div><div class="wp-block-comment-content">{c.html}</div>'
            '<div class="wp-block-comment-reply-link"><a href="#">Reply</a></div></div>'
            f"{inner}"
        )

    tags = ", ".join(f'<a href="#" rel="tag">{tag}</a>' for tag in post.tags)
    body = (
        '<div class="wp-site-blocks"><main class="wp-block-group"><h1 '
        f'class="wp-block-post-title">{escape(post.title)}</h1>'
        f'<div class="wp-block-post-date"><time datetime="{post.date}">x</time></div>'
        f'<div class="wp-block-post-author-name">{post.author}</div>'
        f'<div class="entry-content wp-block-post-content">{post.html}{SHARING}</div>'
        f'<div class="taxonomy-post_tag wp-block-post-terms">{tags}</div>'
        '<div class="wp-block-comments"><h2 class="wp-block-comments-title">x</h2>'
        f'<ol class="wp-block-comment-template">{_tree(post, one)}</ol>{FORM}</div>'
        "</main></div>"
    )
    return _page(post, body, classes="single", generator="WordPress 6.4")


def _blogger_page(post: SaidPost, comments: str) -> str:
    tags = ", ".join(f'<a href="#" rel="tag">{tag}</a>' for tag in post.tags)
    body = (
        '<div class="widget Blog" id="Blog1">'
        '<div class="blog-posts hfeed"><h2 class="date-header"><span>'
        f"{_clock(post.date)}</span></h2>"
        '<div class="post-outer"><div class="post hentry" itemscope>'
        f'<a name="1"></a><h3 class="post-title entry-title">{escape(post.title)}</h3>'
        f'<div class="post-body entry-content" id="post-body-1">{post.html}</div>'
        '<div class="post-footer"><span class="post-author vcard">Posted by <span '
        f'class="fn">{post.author}</span></span> <span class="post-timestamp">at <a '
        f'class="timestamp-link" href="{post.address}"><abbr class="published" '
        f'title="{post.date}">x</abbr></a></span><div class="post-share-buttons">'
        '<a href="#">Email This</a></div><span class="post-labels">Labels: '
        f"{tags}</span></div></div>{comments}</div></div></div>"
    )
    return _page(post, body, classes="item-view", generator="blogger")


def _shown_link(post: SaidPost, c: SaidComment) -> str:
    return f"{post.address}?showComment={c.epoch}#c{_long(c.number)}"


def _long(number: int) -> str:
    return f"{7_000_000_000_000_000_000 + number}"


def blogger(post: SaidPost) -> str:
    """Blogger with threads in lists."""

    def one(at: SaidPost, c: SaidComment, inner: str, depth: int) -> str:
        replies = f'<div class="comment-replies">{inner}</div>' if inner else ""
        return (
            f'<li class="comment" id="c{_long(c.number)}"><div class="avatar-image-'
            'container"><img src="b.gif" alt=""></div><div class="comment-block">'
            f'<div class="comment-header"><cite class="user"><a '
            f'href="{c.website or "#"}"'
            f' rel="nofollow">{c.author}</a></cite><span class="datetime '
            f'secondary-text"><a rel="nofollow" href="{_shown_link(at, c)}">'
            f'{_clock(c.date)}</a></span></div><p class="comment-content">'
            f"{c.html.replace('<p>', '').replace('</p>', '<br><br>')}</p>"
            '<span class="comment-actions"><a href="#">Reply</a></span></div>'
            f"{replies}"
        )

    items = _tree(post, one, children="<ol>")
    return _blogger_page(
        post,
        '<div class="comments" id="comments"><h4>4 comments:</h4>'
        f'<div class="comment-thread"><ol>{items}</ol></div></div>',
    )


def old_blogger(post: SaidPost) -> str:
    """Blogger as it was: pairs of ``dt`` and ``dd``, nobody answers anybody."""
    items = "".join(
        f'<dt class="comment-author" id="c{_long(c.number)}"><a '
        f'name="c{_long(c.number)}">'
        f'</a><a href="{c.website or "#"}" rel="nofollow">{c.author}</a> said...</dt>'
        f'<dd class="comment-body"><p>{c.html}</p></dd><dd class="comment-footer">'
        f'<span class="comment-timestamp"><a href="{_shown_link(post, c)}">'
        f"{_clock(c.date)}</a></span></dd>"
        for c in post.comments
    )
    return _blogger_page(
        post,
        f'<div class="comments" id="comments"><dl id="comments-block">{items}</dl>'
        f"</div>",
    )


def script_blogger(post: SaidPost) -> str:
    """Blogger with the comments in a script, as a saved page without them shown."""

    def quoted(text: str) -> str:
        made = text.replace("\\", "\\\\").replace("'", "\\x27").replace("<", "\\x3c")
        return f"'{made}'"

    items = []
    for c in post.comments:
        parent = f", 'parentId': '{_long(c.parent)}'" if c.parent else ""
        items.append(
            f"{{'id': '{_long(c.number)}', 'body': {quoted(c.html)}, "
            f"'timestamp': '{c.epoch}', 'permalink': {quoted(_shown_link(post, c))}, "
            f"'author': {{'name': {quoted(c.author)}, 'avatarUrl': '//x', "
            f"'profileUrl': '{c.website}'}}, 'displayTime': 'x', 'deleteclass': 'y'"
            f"{parent}}}"
        )
    return _blogger_page(
        post,
        '<div class="comments" id="comments"><script type="text/javascript">'
        f"(function() {{ var items = [{', '.join(items)}]; var msgs = null; "
        "var config = {'postId': '1'}; })();</script><div id='comment-holder'></div>"
        "</div>",
    )


THREADED = (twenty, kubrick, genesis, thesis, p2, blocks, blogger, script_blogger)
FLAT = (classic, old_blogger)
