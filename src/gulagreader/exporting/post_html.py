"""A post with its sources and its thread as HTML, for a page and for a book.

Each ``<article>`` carries in ``data-`` attributes what the library says of its post or
comment, and each text its Markdown where the HTML does not say it, so that the page
can be imported again (``importing/own_exports/articles.py``).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from gulagreader.domain.comments import Row, Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.posts import CitedSource, Post
from gulagreader.exporting.carrying import (
    as_attribute,
    as_json,
    comment_fields,
    post_fields,
    text_attributes,
)
from gulagreader.exporting.contents import ExportedPost
from gulagreader.exporting.html_of import Manner, html_of
from gulagreader.exporting.marked_text import (
    comment_anchor,
    escaped,
    language,
    post_anchor,
    web_target,
)
from gulagreader.exporting.moments import machine_date
from gulagreader.text.markup_seals import seal_of_markup
from gulagreader.text.quotations import find_quotations

OWN = "data-gulagreader"
"""The attribute that says what the library knows of a post or a comment."""
OWN_LIBRARY = "data-gulagreader-library"
"""The same of the library."""
MISSING = "data-gulagreader-missing"
"""Marks the place of a post that could not be read; says its id."""
DEEPEST = 6
"""How many levels replies are moved in; deeper ones stand below one another."""


@dataclass(frozen=True, slots=True)
class PostPage:
    """Writes posts as ``<article>`` elements."""

    lang: str
    """The language of posts that name none."""
    teachers: Collection[str] = ()
    top: int = 2
    """The level of a post's heading."""
    xml: bool = False
    """Whether XML's own names for the language are needed."""

    def article(self, exported: ExportedPost) -> Iterator[str]:
        """The post, piece by piece: a thread may be long."""
        post = exported.post
        name = post_anchor(post.id)
        yield (
            f'<article class="post" id="{name}"{self._lang_of(post)} dir="auto"'
            f' aria-labelledby="{name}-title"'
            f"{as_attribute(OWN, as_json(post_fields(post)))}>\n"
        )
        yield self._head(post, name)
        quotations = find_quotations(post.body, sources=post.sources)
        body = html_of(
            post.body,
            Manner(highest=self.top + 1),
            quotations=quotations,
            anchor=name,
        )
        carried = text_attributes(post.body, body)
        yield f'<div class="text"{carried}>\n{body}\n</div>\n'
        if post.sources:
            yield from self._sources(post.sources)
        places = {one.id: place for place, one in enumerate(exported.comments, 1)}
        yield from self._thread(post, exported.thread, places)
        yield "</article>\n"

    def lang_of(self, post: Post) -> str:
        """The language of a post."""
        return language(post.lang) or self.lang

    def _lang_of(self, post: Post) -> str:
        lang = self.lang_of(post)
        xml = f' xml:lang="{lang}"' if self.xml else ""
        return f' lang="{lang}"{xml}'

    def _head(self, post: Post, name: str) -> str:
        title = escaped(post.title)
        head = (
            f'<h{self.top} id="{name}-title"><a href="#{name}">{title}</a>'
            f"</h{self.top}>\n"
        )
        about = [self._author(post.author)] if post.author else []
        about += [date_html(post.date)] if post.date else []
        about += [escaped(", ".join(post.tags))] if post.tags else []
        where = web_target(post.origin.url) if post.origin else None
        if where is not None and where.startswith(("http://", "https://")):
            about.append(f'<a href="{escaped(where)}">first published here</a>')
        if about:
            head += f'<p class="about">{" · ".join(about)}</p>\n'
        return f'<header data-seal="{seal_of_markup(head)}">\n{head}</header>\n'

    def _author(self, author: str) -> str:
        teaches = " teacher" if author in self.teachers else ""
        return f'<span class="author{teaches}">{escaped(author)}</span>'

    def _sources(self, sources: tuple[CitedSource, ...]) -> Iterator[str]:
        level = self.top + 1
        yield f'<section class="sources">\n<h{level}>Sources</h{level}>\n<ul>\n'
        for source in sources:
            where = web_target(source.url) if source.url else None
            shown = escaped(source.text or source.key or source.url or "")
            if where is not None and where.startswith(("http://", "https://")):
                bare = ' class="bare"' if not source.text else ""
                shown = f'<a href="{escaped(where)}"{bare}>{shown}</a>'
            yield f"<li>{shown}</li>\n"
        yield "</ul>\n</section>\n"

    def _thread(
        self, post: Post, thread: Thread, places: Mapping[str, int]
    ) -> Iterator[str]:
        if not thread.rows:
            return
        level = self.top + 1
        name = f"{post_anchor(post.id)}-comments"
        count = "1 comment" if len(thread) == 1 else f"{len(thread)} comments"
        yield (
            f'<section class="comments" aria-labelledby="{name}">\n'
            f'<h{level} id="{name}">{count}</h{level}>\n<ol class="thread">\n'
        )
        depth = 0
        for number, row in enumerate(thread.rows):
            at = min(row.depth, DEEPEST)
            if number:
                yield "</li>\n" if at <= depth else '\n<ol class="thread">\n'
                yield "</ol>\n</li>\n" * (depth - at)
            depth = at
            yield f"<li>{self._comment(post, thread, row, places[row.comment.id])}"
        yield "</li>\n" + "</ol>\n</li>\n" * depth + "</ol>\n</section>\n"

    def _comment(self, post: Post, thread: Thread, row: Row, place: int) -> str:
        comment = row.comment
        name = comment_anchor(post.id, comment.id)
        level = self.top + 2
        author = self._author(comment.author) if comment.author else "Unknown"
        about = [f'<a href="#{name}">{date_html(comment.date) or "link"}</a>']
        if comment.kind != "comment":
            about.append(comment.kind)
        if row.parent is not None:
            above = thread.rows[row.parent].comment
            target = comment_anchor(post.id, above.id)
            answered = escaped(above.author or "unknown")
            about.append(f'answers <a href="#{target}">{answered}</a>')
        elif row.note:
            about.append(escaped(row.note))
        text = html_of(
            comment.text,
            Manner(highest=level + 1),
            quotations=find_quotations(comment.text, sources=post.sources),
            anchor=name,
        )
        head = (
            f'<h{level}>{author}</h{level}> <span class="about">'
            f"{' · '.join(about)}</span>"
        )
        carried = as_attribute(OWN, as_json(comment_fields(comment, place)))
        sealed = text_attributes(comment.text, text)
        return (
            f'<article class="comment" id="{name}" dir="auto"{carried}>\n'
            f'<header data-seal="{seal_of_markup(head)}">{head}</header>\n'
            f'<div class="text"{sealed}>\n{text}\n'
            "</div>\n</article>"
        )


def date_html(text: str | None) -> str:
    """A date for people and, in ``<time>``, for programs; empty where there is none."""
    shown = escaped(display_date(text, time=True))
    written = machine_date(text)
    return f'<time datetime="{written}">{shown}</time>' if written else shown
