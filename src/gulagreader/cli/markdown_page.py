"""A post with its thread, or one comment, as one page of Markdown."""

from collections.abc import Iterator

from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.posts import Post


def post_markdown(post: Post, thread: Thread) -> str:
    """A post, its sources and its comments; replies are block quotes' depth in."""
    return "\n\n".join(_post_parts(post, thread))


def _post_parts(post: Post, thread: Thread) -> Iterator[str]:
    yield f"# {post.title}"
    about = [post.author, display_date(post.date, time=True), ", ".join(post.tags)]
    line = " · ".join(part for part in about if part)
    if line:
        yield f"*{line}*"
    yield post.body.strip("\n")
    if post.sources:
        yield "## Sources"
        yield "\n".join(
            f"- {source.text}" + (f" <{source.url}>" if source.url else "")
            for source in post.sources
        )
    if thread.rows:
        yield "## Comments"
    for number in range(len(thread)):
        yield comment_markdown(thread, number)


def comment_markdown(thread: Thread, number: int) -> str:
    """A comment under a heading that says whose it is and what it answers."""
    row = thread.rows[number]
    comment = row.comment
    about = [comment.id, comment.author or "unknown"]
    about.append(display_date(comment.date, time=True))
    if row.parent is not None:
        about.append(f"answers {thread.rows[row.parent].comment.id}")
    head = " · ".join(part for part in about if part)
    return f"### {head}\n\n" + comment.text.strip("\n")
