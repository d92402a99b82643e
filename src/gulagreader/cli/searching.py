"""``search``: find posts and comments, once or line by line while somebody types."""

from collections.abc import Iterator
from typing import BinaryIO

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, Piece, Pieces, as_json
from gulagreader.cli.desk import Desk
from gulagreader.cli.index_desk import opened_finder
from gulagreader.cli.shapes import answer_shape
from gulagreader.domain.dates import display_date
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.hits import Answer, Hit
from gulagreader.services.finding import Sort
from gulagreader.text.clean import clean_line
from gulagreader.text.wrap import wrap

_LIMIT = 20
_SORTS: dict[str, Sort] = {"relevance": "relevance", "date": "date"}


def run_search(request: Request, console: Console) -> int:
    """Answer a query; 1 where nothing was found."""
    limit = request.number("--limit", _LIMIT)
    sort = _SORTS.get(request.options.get("--sort", "relevance"))
    if sort is None:
        raise UsageError("--sort takes relevance or date", request.verb)
    if request.has("--stdin"):
        if request.words:
            raise UsageError(
                "with --stdin the queries come from the input; leave out"
                f" “{request.text}”",
                request.verb,
            )
        return _serve(request, console, limit, sort)
    if not request.words:
        raise UsageError("“search” needs a QUERY, or --stdin", request.verb)
    answer = _answer(Desk.open(request, console), request.text, limit, sort)
    if request.has("--json"):
        console.say_json(answer_shape(answer))
    else:
        lines = _hit_lines(answer, console.width)
        console.say_pieces(lines, plain=request.has("--plain"))
        _say_total(answer, console)
    return 0 if answer.total else 1


def _answer(desk: Desk, query: str, limit: int, sort: Sort) -> Answer:
    with opened_finder(desk) as finder:
        try:
            return finder.answer(query, typing=False, limit=limit, sort=sort)
        except IndexUnavailableError as error:
            desk.console.note(f"gulagreader: {error}")
    # The damaged index was dropped; once more with a new one.
    with opened_finder(desk) as finder:
        return finder.answer(query, typing=False, limit=limit, sort=sort)


def _serve(request: Request, console: Console, limit: int, sort: Sort) -> int:
    """Answer line after line until the input ends; nothing typed ends it sooner."""
    desk = Desk.open(request, console)
    lines = _lines(console.source.buffer)
    while _serve_from_one_index(desk, lines, limit, sort):
        console.note("gulagreader: the search index was damaged; it is built anew.")
    return 0


def _serve_from_one_index(
    desk: Desk, lines: Iterator[str], limit: int, sort: Sort
) -> bool:
    """Answer lines; whether it ended because the index was damaged and dropped."""
    with opened_finder(desk) as finder:
        for line in lines:
            damaged = None
            try:
                answer = finder.answer(line, typing=True, limit=limit, sort=sort)
            except IndexUnavailableError as error:
                damaged = error
                answer = Answer(line, exact=False, notes=(str(error),))
            desk.console.out.write(as_json(answer_shape(answer)) + "\n")
            desk.console.out.flush()
            if damaged is not None:
                return True
    return False


def _lines(source: BinaryIO) -> Iterator[str]:
    """The lines of the input as they come; bytes that are no UTF-8 are replaced."""
    while line := source.readline():
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")


def _hit_lines(answer: Answer, width: int) -> Iterator[Pieces]:
    for number, hit in enumerate(answer.hits):
        if number:
            yield ()
        yield _head(hit)
        if hit.ancestors:
            chain = " › ".join(
                f"{one.comment} {one.author or 'unknown'}" for one in hit.ancestors
            )
            yield (("  ",), (f"under {chain}", "faint"))
        for start, end in wrap(hit.snippet, width - 2):
            yield (("  ",), *_marked(hit, start, end))


def _head(hit: Hit) -> Pieces:
    identity = hit.post if hit.comment is None else f"{hit.post}#{hit.comment}"
    nobody = "unknown" if hit.comment is not None else ""
    about = (hit.author or nobody, display_date(hit.date))
    before = "".join(f"{clean_line(part)} · " for part in about if part)
    title = clean_line(hit.title)
    return ((before,), (f"“{title}”", "bold"), (f" · {identity}",))


def _marked(hit: Hit, start: int, end: int) -> Iterator[Piece]:
    """A line of the snippet with its matches in another style."""
    at = start
    for begins, ends in hit.matches:
        first, last = max(begins, at), min(ends, end)
        if first < last:
            yield (hit.snippet[at:first],)
            yield hit.snippet[first:last], "match"
            at = last
    yield (hit.snippet[at:end],)


def _say_total(answer: Answer, console: Console) -> None:
    for note in answer.notes:
        console.note(note)
    if not answer.total:
        console.note("Nothing found.")
        if answer.suggestions:
            console.note(f"Did you mean: {', '.join(answer.suggestions)}?")
        return
    found = f"{answer.total} found" if answer.exact else f"{answer.total} or more found"
    shown = len(answer.hits)
    if shown < answer.total:
        found += f", {shown} shown (--limit {min(answer.total, shown * 5)} shows more)"
    console.note(f"{found}. Read one with: gulagreader show ID")
