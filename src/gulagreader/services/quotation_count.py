"""How many passages texts quote."""

from collections.abc import Iterable, Sequence

from gulagreader.domain.posts import CitedSource
from gulagreader.domain.quotations import QuotationKind
from gulagreader.text.quotations import find_quotations

_QUOTED = {QuotationKind.QUOTATION, QuotationKind.SPEECH, QuotationKind.BLOCK}


def quotations_in(texts: Iterable[str], sources: Sequence[CitedSource]) -> int:
    """How many passages are quoted; titles, terms and scare quotes are not counted."""
    return sum(
        one.level == 1 and one.kind in _QUOTED
        for text in texts
        for one in find_quotations(text, sources=sources)
    )
