"""``show``: a post with its thread, or one comment."""

from collections.abc import Iterator

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, styled
from gulagreader.cli.desk import Desk
from gulagreader.cli.markdown_page import comment_markdown, post_markdown
from gulagreader.cli.shapes import one_comment_shape, post_shape
from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.posts import Post
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text
from gulagreader.text.wrap import wrap

_INDENT = 2
_LEAST = 30
"""Cells of the narrowest text; deeper comments are indented no further."""


def run_show(request: Request, console: Console) -> int:
    """Print what an id names."""
    if sum(map(request.has, ("--json", "--plain", "--markdown"))) > 1:
        raise UsageError("give one of --json, --plain and --markdown", request.verb)
    desk = Desk.open(request, console)
    desk.look()
    place = desk.library.resolve(request.words[0])
    reading = QuotedReading(desk.library.read(place.post))
    for damage in reading.damages:
        console.note(str(damage))
    number = None
    if place.comment is not None:
        number = reading.thread.index[place.comment]
    if request.has("--json"):
        shape = (
            post_shape(reading)
            if number is None
            else one_comment_shape(reading, number)
        )
        console.say_json(shape)
    elif request.has("--markdown"):
        console.say(
            post_markdown(reading.post, reading.thread)
            if number is None
            else comment_markdown(reading.thread, number)
        )
    else:
        rich = console.is_rich and not request.has("--plain")
        sheet = _Sheet(console.width, rich)
        lines = sheet.post(reading) if number is None else sheet.one(reading, number)
        for line in lines:
            console.say_styled(line)
    return 0


class _Sheet:
    """Lays out posts and comments as lines for a person."""

    def __init__(self, width: int, rich: bool) -> None:
        self._width = width
        self._rich = rich

    def post(self, reading: QuotedReading) -> Iterator[str]:
        post, thread = reading.post, reading.thread
        yield from self._head(post)
        yield ""
        yield from self._text(post.body, 0)
        if post.sources:
            yield ""
            yield self._styled("Sources", "bold")
            for source in post.sources:
                parts = (source.text, source.url or "")
                yield from self._text(f"{' '.join(filter(None, parts))}", 1)
        yield ""
        yield self._styled(_count(len(thread)), "bold")
        for number in range(len(thread)):
            yield ""
            yield from self._comment(thread, number, thread.rows[number].depth)

    def one(self, reading: QuotedReading, number: int) -> Iterator[str]:
        """A comment, under a line for each comment above it."""
        yield from self._head(reading.post)
        thread = reading.thread
        for depth, up in enumerate(thread.ancestors(number)):
            comment = thread.rows[up].comment
            yield ""
            head = f"{comment.id} · {comment.author or 'unknown'}: "
            line = clean_line(head + comment.text[: 4 * self._width])
            left = " " * self._indent(depth)
            start, end = wrap(line, self._width - len(left) - 2)[0]
            more = " …" if end < len(line) else ""
            yield left + self._styled(line[start:end] + more, "faint")
        yield ""
        row = thread.rows[number]
        yield from self._comment(thread, number, row.depth)
        if row.descendants:
            yield ""
            replies = (
                "1 reply" if row.descendants == 1 else f"{row.descendants} replies"
            )
            yield self._styled(replies, "faint")

    def _head(self, post: Post) -> Iterator[str]:
        for start, end in wrap(title := clean_line(post.title), self._width):
            yield self._styled(title[start:end], "bold")
        about = (post.author, display_date(post.date, time=True), ", ".join(post.tags))
        parts = [clean_line(part) for part in about if part]
        line = " · ".join([*parts, clean_line(post.id)])
        for start, end in wrap(line, self._width):
            yield self._styled(line[start:end], "faint")

    def _comment(self, thread: Thread, number: int, depth: int) -> Iterator[str]:
        row = thread.rows[number]
        comment = row.comment
        left = " " * self._indent(depth)
        parts = [comment.id, comment.author or "unknown"]
        parts.append(display_date(comment.date, time=True))
        if comment.kind != "comment":
            parts.append(comment.kind)
        if row.parent is not None:
            parts.append(f"answers {thread.rows[row.parent].comment.id}")
        if row.note:
            parts.append(row.note)
        head = " · ".join(clean_line(part) for part in parts if part)
        for start, end in wrap(head, self._width - len(left)):
            yield left + self._styled(head[start:end], "bold")
        yield from self._text(comment.text, depth)

    def _text(self, source: str, depth: int) -> Iterator[str]:
        left = " " * self._indent(depth)
        text = plain_text(source)
        for start, end in wrap(text, self._width - len(left)):
            yield (left + text[start:end]).rstrip()

    def _indent(self, depth: int) -> int:
        return min(depth * _INDENT, max(0, self._width - _LEAST))

    def _styled(self, text: str, style: str) -> str:
        return styled(text, style, rich=self._rich)


def _count(comments: int) -> str:
    if not comments:
        return "No comments"
    return "1 comment" if comments == 1 else f"{comments} comments"
