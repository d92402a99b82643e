"""The preview of a hit in its chain of replies, or why it was found."""

from collections.abc import Sequence

from textual.content import Content

from gulagreader.domain.hits import Answer, Explanation, Hit
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.blocks import Block, BlockKind, Stretch, stretches
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.marks import mark_spans
from gulagreader.ui.explaining import explanation_blocks
from gulagreader.ui.keys.keys_in_words import told
from gulagreader.ui.views.page_view import PageView


class PreviewPane(PageView):
    """Shows what is under the cursor of the hits."""

    can_focus = False

    def on_mount(self) -> None:
        """Say what will stand here."""
        self.border_title = Content("Preview")

    def show_nothing(self, words: str = "") -> None:
        """Show a sentence, or nothing."""
        self.border_title = Content("Preview")
        self.show_blocks(parse_blocks(words))

    def explain(self, explanation: Explanation) -> None:
        """Show why the hit was found."""
        title = told(self.app, "Why ({hits.explain}: back to the text)")
        self.border_title = Content(title)
        self.show_blocks(explanation_blocks(explanation))

    def show_hit(self, reading: QuotedReading, hit: Hit, answer: Answer) -> None:
        """Show a hit as a whole, the comments above it in short, its words marked."""
        self.border_title = Content("Preview")
        blocks = _chain(reading, hit)
        self.show_blocks(blocks)
        above = 0 if hit.comment is None else 1 + len(hit.ancestors)
        marks = [
            (Stretch(number, start, end), "text--match")
            for number, block in enumerate(blocks)
            if block.kind is not BlockKind.HEADING and number >= above
            for start, end in mark_spans(block.text, answer.words, answer.phrases)
        ]
        chain = [
            (Stretch(number, 0, len(blocks[number].text)), "text--byline")
            for number in range(1, above)
        ]
        self.overlay([*chain, *marks])
        if hit.span is not None and hit.comment is None:
            line = self.page.line_at_source(hit.span[0])
            self.go_to(line - self.text_height // 3)
        elif quoted := _quotation(reading, hit, blocks):
            self.show_stretch(quoted)
        elif marks:
            self.show_stretch(marks[0][0])


def _quotation(
    reading: QuotedReading, hit: Hit, blocks: Sequence[Block]
) -> Stretch | None:
    """Where the quotation that was found in a comment begins in a preview's blocks."""
    row = reading.thread.index.get(hit.comment or "")
    if hit.span is None or row is None:
        return None
    own = parse_blocks(reading.thread.rows[row].comment.text)
    found = stretches(own, *hit.span)
    if not found:
        return None
    first = found[0]
    return Stretch(len(blocks) - len(own) + first.block, first.start, first.end)


def _chain(reading: QuotedReading, hit: Hit) -> tuple[Block, ...]:
    """The comments above a hit in short, and the hit as a whole."""
    title = Block(BlockKind.HEADING, reading.post.title, 0, 0, level=1)
    if hit.comment is None:
        return (title, *parse_blocks(reading.post.body))
    blocks = [title]
    for ancestor in hit.ancestors:
        who = ancestor.author or ancestor.comment
        blocks.append(Block(BlockKind.PARAGRAPH, f"{who}: {ancestor.text}", 0, 0))
    row = reading.thread.index.get(hit.comment)
    if row is not None:
        comment = reading.thread.rows[row].comment
        head = comment.author or comment.id
        blocks.append(Block(BlockKind.HEADING, head, 0, 0, level=2))
        blocks.extend(parse_blocks(comment.text))
    return tuple(blocks)
