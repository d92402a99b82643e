"""How the quotations of a list fall to speakers, sources and years."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from textual.content import Content

from gulagreader.domain.quotation_list import ListedQuotation
from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.clean import clean_line
from gulagreader.ui.page_view import PageView
from gulagreader.ui.paint import shortened

_MOST_EACH = 12
_CELLS = 56
"""Two lines of a narrow column."""


Counts = Sequence[tuple[str, "Counter[str]"]]
"""Of what, and how many fall to each."""


def counts_of(every: Sequence[ListedQuotation], numbers: Iterable[int]) -> Counts:
    """Count some quotations of a list."""
    chosen = [every[number] for number in numbers]
    return (
        ("Speakers", Counter(one.speaker for one in chosen if one.speaker)),
        ("Sources", Counter(s for one in chosen if (s := one.source or one.cited))),
        ("Years", Counter(year for one in chosen if (year := one.year))),
    )


class QuotationCounts(PageView):
    """Shows the counts beside a list; it takes no keys."""

    can_focus = False

    def show_counts(self, counts: Counts) -> None:
        """Show the most frequent of each."""
        self.border_title = Content("Counts")
        blocks: list[Block] = []
        for words, counter in counts:
            if counter:
                blocks += _counted(f"{words} {len(counter)}", counter)
        self.show_blocks(blocks)


def _counted(heading: str, counts: "Counter[str]") -> Iterable[Block]:
    yield Block(BlockKind.HEADING, heading, 0, 0, level=2)
    for name, count in islice(counts.most_common(), _MOST_EACH):
        words = f"{count}  {shortened(clean_line(name), _CELLS)}"
        yield Block(BlockKind.PARAGRAPH, words, 0, 0, tight=True)
