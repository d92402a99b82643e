"""How the quotations of a list fall to speakers, sources and years."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from textual.content import Content

from gulagreader.domain.quotation_list import GroupedBy, ListedQuotation, grouped
from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.clean import clean_line
from gulagreader.ui.page_view import PageView
from gulagreader.ui.paint import shortened

_MOST_EACH = 12
_CELLS = 56
"""Two lines of a narrow column."""


class QuotationCounts(PageView):
    """Shows the counts beside a list; it takes no keys."""

    can_focus = False

    def show_counts(
        self, every: Sequence[ListedQuotation], numbers: Iterable[int]
    ) -> None:
        """Count some quotations of a list."""
        self.border_title = Content("Counts")
        chosen = tuple(numbers)
        blocks: list[Block] = []
        for by, words in (
            (GroupedBy.SPEAKER, "Speakers"),
            (GroupedBy.SOURCE, "Sources"),
            (GroupedBy.YEAR, "Years"),
        ):
            counts = Counter(
                {g.name: len(g.members) for g in grouped(every, chosen, by) if g.name}
            )
            if counts:
                blocks += _counted(f"{words} {len(counts)}", counts)
        self.show_blocks(blocks)


def _counted(heading: str, counts: "Counter[str]") -> Iterable[Block]:
    yield Block(BlockKind.HEADING, heading, 0, 0, level=2)
    for name, count in islice(counts.most_common(), _MOST_EACH):
        words = f"{count}  {shortened(clean_line(name), _CELLS)}"
        yield Block(BlockKind.PARAGRAPH, words, 0, 0, tight=True)
