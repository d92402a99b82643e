"""How the hits of a query are wanted: how many, in which order, explained or not."""

from dataclasses import dataclass

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.domain.hits import Answer, Explanation
from gulagreader.services.finding import Finder, Sort

_LIMIT = 20
_SORTS: dict[str, Sort] = {"relevance": "relevance", "date": "date"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a person wants to be answered."""

    limit: int
    offset: int
    sort: Sort
    grouped: bool
    transliterate: bool
    explain: bool

    @classmethod
    def of(cls, request: Request) -> "Wanted":
        """Read the options of a request.

        Raises:
            UsageError: they make no sense.
        """
        sort = _SORTS.get(request.options.get("--sort", "relevance"))
        if sort is None:
            raise UsageError("--sort takes relevance or date", request.verb)
        return cls(
            request.number("--limit", _LIMIT),
            request.number("--offset", 0, least=0),
            sort,
            grouped=request.has("--group"),
            transliterate=request.has("--transliterate"),
            explain=request.has("--explain"),
        )

    def answered(self, finder: Finder, query: str, *, typing: bool) -> Answer:
        """Have a query answered; raises IndexUnavailableError on damage."""
        return finder.answer(
            query,
            typing=typing,
            limit=self.limit,
            offset=self.offset,
            sort=self.sort,
            grouped=self.grouped,
            transliterate=self.transliterate,
        )

    def explained(
        self, finder: Finder, query: str, answer: Answer
    ) -> list[Explanation] | None:
        """Have each hit explained, where that is wanted."""
        if not self.explain:
            return None
        return [
            finder.explain(query, hit, transliterate=self.transliterate)
            for hit in answer.hits
        ]
