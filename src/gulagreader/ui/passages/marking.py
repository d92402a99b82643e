"""Mark what a search found, in the post and in the comment it led to."""

from collections.abc import Sequence

from gulagreader.domain.hits import Hit
from gulagreader.domain.session import Marks
from gulagreader.text.blocks import Block, Stretch, stretches
from gulagreader.text.marks import mark_spans
from gulagreader.ui.looks.layers import BlockOverlays
from gulagreader.ui.looks.paint import Overlay
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.panes.thread import ThreadPane

_LOOK = "text--match"


def show_marks(
    hit: Hit, marks: Marks, post: PostPane, thread: ThreadPane
) -> str | None:
    """Go to a hit and mark its words; say what is wrong where it is gone."""
    in_post = [
        (Stretch(number, start, end), _LOOK)
        for number, block in enumerate(post.blocks)
        for start, end in mark_spans(block.text, marks.words, marks.phrases)
    ]
    post.overlay(in_post)
    if hit.comment is None:
        if hit.span is not None:
            post.go_to_source(hit.span[0])
        elif in_post:
            post.show_stretch(in_post[0][0])
        return None
    row = thread.thread.index.get(hit.comment)
    if row is None:
        return f"Comment {hit.comment} is not here any more"
    found: dict[int, list[Overlay]] = {}
    for number, block in enumerate(thread.blocks(row)):
        for start, end in mark_spans(block.text, marks.words, marks.phrases):
            found.setdefault(number, []).append((start, end, _LOOK))
    thread.overlay({row: found})
    at = _first_place(hit, thread.blocks(row), found)
    thread.land_on(hit.comment, *at)
    return None


def _first_place(
    hit: Hit, blocks: Sequence[Block], found: BlockOverlays
) -> tuple[int, int]:
    """Where a comment is read from: its quotation that was found, or its first mark."""
    if hit.span is not None:
        quoted = stretches(blocks, *hit.span)
        if quoted:
            return quoted[0].block, quoted[0].start
    first = min(found, default=0)
    return first, found[first][0][0] if found else 0
