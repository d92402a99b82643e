"""Where quotations and citations stand in the display: overlays for the painter."""

from collections.abc import Callable, Iterable, Sequence

from gulagreader.domain.quotations import Citation, Quotation, QuotationKind
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.blocks import Block, stretches
from gulagreader.ui.looks.layers import BlockOverlays, RowOverlays
from gulagreader.ui.looks.paint import QUOTATION_LOOKS, Overlay


def quoted_overlays(
    blocks: Sequence[Block],
    quotations: Iterable[Quotation],
    citations: Iterable[Citation],
) -> dict[int, list[Overlay]]:
    """Lay each quotation's look over its words, and citations over that.

    A block quote needs no look: it is laid out as one.
    """
    places = [
        (start, end, QUOTATION_LOOKS[quotation.kind])
        for quotation in quotations
        if quotation.kind is not QuotationKind.BLOCK
        for start, end in quotation.spans or ((quotation.start, quotation.end),)
    ]
    places.extend((cited.start, cited.end, "text--citation") for cited in citations)
    found: dict[int, list[Overlay]] = {}
    for start, end, look in places:
        for part in stretches(blocks, start, end):
            overlay = (part.start, part.end, look)
            found.setdefault(part.block, []).append(overlay)
    return found


def quoted_in_comments(
    reading: QuotedReading, blocks_of: Callable[[int], Sequence[Block]]
) -> RowOverlays:
    """The overlays of the comment in a row, found when it is first painted."""
    known: dict[int, BlockOverlays] = {}

    def overlays(row: int) -> BlockOverlays:
        if row not in known:
            quotations = reading.quotations_in(row)
            cited = [one.citation for one in quotations if one.citation is not None]
            known[row] = quoted_overlays(blocks_of(row), quotations, cited)
        return known[row]

    return overlays
