"""A library as one page of HTML that reads well, prints and fetches nothing."""

from collections.abc import Iterator

from gulagreader.exporting.carrying import as_attribute, as_json, library_fields
from gulagreader.exporting.contents import Contents, Entry, Posts, matched
from gulagreader.exporting.marked_text import escaped, language, post_anchor
from gulagreader.exporting.page_style import PAGE_STYLE
from gulagreader.exporting.post_html import MISSING, OWN_LIBRARY, PostPage, date_html

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is loaded or run, whatever a text may have brought along."""


def web_page(contents: Contents, posts: Posts) -> Iterator[str]:
    """Write the page, piece by piece, reading each post when it is its turn."""
    lang = language(contents.info.lang) or "en"
    name = escaped(contents.info.name)
    yield (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8" />\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />\n'
        '<meta name="referrer" content="no-referrer" />\n'
        '<meta name="generator" content="GulagReader" />\n'
        f"<title>{name}</title>\n<style>\n{PAGE_STYLE}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#posts">To the posts</a>\n'
        f"<header{_about(contents)}>\n<h1>{name}</h1>\n<p>{_counted(contents)}</p>\n</header>\n"
    )
    yield from _table(contents)
    yield '<main id="posts">\n'
    page = PostPage(lang, frozenset(contents.info.teachers))
    for entry, post in matched(contents.entries, posts):
        yield from _missing(entry) if post is None else page.article(post)
    yield "</main>\n</body>\n</html>\n"


def _about(contents: Contents) -> str:
    return as_attribute(OWN_LIBRARY, as_json(library_fields(contents.info)))


def _missing(entry: Entry) -> Iterator[str]:
    yield (
        f'<article class="post" id="{post_anchor(entry.id)}"'
        f"{as_attribute(MISSING, entry.id)}>\n"
        f"<h2>{escaped(entry.title)}</h2>\n<p>This post could not be read.</p>\n"
        "</article>\n"
    )


def _counted(contents: Contents) -> str:
    counts = (len(contents.entries), "post"), (contents.comments, "comment")
    return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts)


def _table(contents: Contents) -> Iterator[str]:
    yield '<nav aria-labelledby="contents">\n<h2 id="contents">Contents</h2>\n'
    for year, entries in contents.years():
        yield f"<h3>{year}</h3>\n<ol>\n"
        yield from map(_line, entries)
        yield "</ol>\n"
    yield "</nav>\n"


def _line(entry: Entry) -> str:
    count = f"{entry.comments}&#160;comment{'' if entry.comments == 1 else 's'}"
    parts = [escaped(entry.author or ""), date_html(entry.date), count]
    about = " · ".join(part for part in parts if part)
    return (
        f'<li><a href="#{post_anchor(entry.id)}">{escaped(entry.title)}</a>'
        f' <span class="about">{about}</span></li>\n'
    )
