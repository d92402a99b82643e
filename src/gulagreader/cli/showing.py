"""``show``: a post with its thread, or one comment."""

from collections.abc import Iterator

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, Pieces
from gulagreader.cli.desk import Desk
from gulagreader.cli.markdown_page import comment_markdown, post_markdown
from gulagreader.cli.quoted_shapes import one_comment_shape, post_shape
from gulagreader.domain.comments import Thread
from gulagreader.domain.dates import display_date
from gulagreader.domain.posts import Post
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.blocks import BlockKind
from gulagreader.text.clean import clean_line
from gulagreader.text.lines import line_text, rule_width
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.page import lay_out_page
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
        plain = request.has("--plain")
        sheet = _Sheet(console.width, ascii_only=plain or not console.is_screen)
        lines = sheet.post(reading) if number is None else sheet.one(reading, number)
        console.say_pieces(lines, plain=plain)
    return 0


class _Sheet:
    """Lays out posts and comments as lines for a person."""

    def __init__(self, width: int, *, ascii_only: bool) -> None:
        self._width = width
        self._ascii = ascii_only

    def post(self, reading: QuotedReading) -> Iterator[Pieces]:
        """A post and its whole thread."""
        post, thread = reading.post, reading.thread
        yield from self._head(post)
        yield ()
        yield from self._text(post.body, 0)
        if post.sources:
            yield from ((), (("Sources", "bold"),))
            for source in post.sources:
                key = f"{source.key}: " if source.key else ""
                parts = (key + source.text, source.url or "")
                yield from self._wrapped(" ".join(filter(None, parts)), 1)
        yield from ((), ((_count(len(thread)), "bold"),))
        for number in range(len(thread)):
            yield ()
            yield from self._comment(thread, number)

    def one(self, reading: QuotedReading, number: int) -> Iterator[Pieces]:
        """A comment, under a line for each comment above it."""
        thread = reading.thread
        yield from self._head(reading.post)
        for depth, up in enumerate(thread.ancestors(number)):
            comment = thread.rows[up].comment
            yield ()
            start = f"{comment.id} · {comment.author or 'unknown'}: "
            line = clean_line(start + comment.text[: 4 * self._width])
            left = self._left(depth)
            first, end = wrap(line, self._width - len(left) - 2)[0]
            more = " …" if end < len(line) else ""
            yield ((left,), (line[first:end] + more, "faint"))
        yield ()
        yield from self._comment(thread, number)
        replies = thread.rows[number].descendants
        if replies:
            said = "1 reply" if replies == 1 else f"{replies} replies"
            yield from ((), ((said, "faint"),))

    def _head(self, post: Post) -> Iterator[Pieces]:
        yield from self._wrapped(post.title, 0, "bold")
        about = (post.author, display_date(post.date, time=True), ", ".join(post.tags))
        line = " · ".join(part for part in (*about, post.id) if part)
        yield from self._wrapped(line, 0, "faint")

    def _comment(self, thread: Thread, number: int) -> Iterator[Pieces]:
        row = thread.rows[number]
        comment = row.comment
        parts = [comment.id, comment.author or "unknown"]
        parts.append(display_date(comment.date, time=True))
        if comment.kind != "comment":
            parts.append(comment.kind)
        if row.parent is not None:
            parts.append(f"answers {thread.rows[row.parent].comment.id}")
        if row.note:
            parts.append(row.note)
        head = " · ".join(part for part in parts if part)
        yield from self._wrapped(head, row.depth, "bold")
        yield from self._text(comment.text, row.depth)

    def _wrapped(self, text: str, depth: int, style: str = "") -> Iterator[Pieces]:
        """A text on as many lines as it needs, in one style."""
        left = self._left(depth)
        line = clean_line(text)
        for start, end in wrap(line, self._width - len(left)):
            yield ((left,), (line[start:end], style))

    def _text(self, source: str, depth: int) -> Iterator[Pieces]:
        """A Markdown text as a page."""
        left = self._left(depth)
        width = self._width - len(left)
        page = lay_out_page(parse_blocks(source), width, ascii_only=self._ascii)
        for line in page.lines:
            shown = line_text(page.blocks, line)
            if line.rule:
                shown += ("-" if self._ascii else "─") * rule_width(page, line)
            heading = page.blocks[line.block].kind is BlockKind.HEADING
            yield ((left,), (shown, "bold" if heading else "")) if shown else ()

    def _left(self, depth: int) -> str:
        return " " * min(depth * _INDENT, max(0, self._width - _LEAST))


def _count(comments: int) -> str:
    if not comments:
        return "No comments"
    return "1 comment" if comments == 1 else f"{comments} comments"
