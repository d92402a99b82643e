"""All of a post as it is read: its title and byline, its own text, its sources."""

from gulagreader.domain.dates import display_date
from gulagreader.domain.posts import Post
from gulagreader.text.blocks import Block, BlockKind, Role, Span

HEAD = 2
"""Blocks before the post's own text: its title, then author, date and tags."""


def blocks_of_post(post: Post, body: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a post, of which ``body`` is its own text.

    What every face of the reader says of the time that a post takes is of all of these.
    """
    return (*_head(post), *body, *_sources(post))


def _head(post: Post) -> tuple[Block, ...]:
    title = Block(BlockKind.HEADING, post.title or "Untitled", 0, 0, level=1)
    words = [post.author or "unknown author", display_date(post.date) or "undated"]
    if post.tags:
        words.append(", ".join(post.tags))
    byline = Block(BlockKind.PARAGRAPH, " · ".join(words), 0, 0)
    return title, byline


def _sources(post: Post) -> tuple[Block, ...]:
    if not post.sources:
        return ()
    end = len(post.body)
    heading = Block(BlockKind.HEADING, "Sources", end, end, level=2)
    entries = []
    for source in post.sources:
        text = source.text
        spans: tuple[Span, ...] = ()
        if source.url:
            from gulagreader.text.web_addresses import target_of  # noqa: PLC0415 - start-up

            start = len(text) + 1
            text = f"{text} {source.url}"
            target = target_of(source.url)
            if target is not None:
                spans = (Span(start, len(text), Role.LINK, target),)
        entries.append(Block(BlockKind.PARAGRAPH, text, end, end, spans))
    return heading, *entries
