"""``search``: find posts, comments and quotations, once or while somebody types."""

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.hit_lines import hit_lines
from gulagreader.cli.index_desk import IndexDesk, asks_for_quotations
from gulagreader.cli.shapes import answer_shape
from gulagreader.cli.wanted_answer import Wanted
from gulagreader.domain.hits import Answer, Explanation
from gulagreader.domain.queries import parse_query
from gulagreader.services.finding import Finder

Explained = tuple[Answer, list[Explanation] | None]


def run_search(request: Request, console: Console) -> int:
    """Answer a query; 1 where nothing was found."""
    wanted = Wanted.of(request)
    if request.has("--stdin"):
        _check_typing(request)
        from gulagreader.cli.typed_search import answer_lines  # noqa: PLC0415 - start-up

        answer_lines(IndexDesk(Desk.open(request, console)), console, wanted)
        return 0
    if not request.words:
        raise UsageError("“search” needs a QUERY, or --stdin", request.verb)
    indexes = IndexDesk(Desk.open(request, console))
    query = request.text
    answer, why = indexes.answered(
        lambda finder: _explained(finder, query, wanted),
        quotations=asks_for_quotations(query),
    )
    if request.has("--count"):
        console.say(str(answer.total))
        _say_notes(answer, console)
    elif request.has("--json"):
        console.say_json(answer_shape(answer, why))
    else:
        lines = hit_lines(answer, console.width, why)
        console.say_pieces(lines, plain=request.has("--plain"))
        _say_total(answer, wanted, console)
    return 0 if answer.total else 1


def _check_typing(request: Request) -> None:
    if request.words:
        raise UsageError(
            f"with --stdin the queries come from the input; leave out “{request.text}”",
            request.verb,
        )
    for option in ("--count", "--explain"):
        if request.has(option):
            raise UsageError(f"with --stdin there is no {option}", request.verb)


def _explained(finder: Finder, query: str, wanted: Wanted) -> Explained:
    answer = wanted.answered(finder, query, typing=False)
    return answer, wanted.explained(finder, query, answer)


def _say_notes(answer: Answer, console: Console) -> None:
    for note in answer.notes:
        console.note(note)


def _say_total(answer: Answer, wanted: Wanted, console: Console) -> None:
    _say_notes(answer, console)
    if not answer.total:
        _say_nothing(answer, console)
        return
    found = f"{answer.total} found" if answer.exact else f"{answer.total} or more found"
    units, shown = answer.total, len(answer.hits)
    if wanted.grouped:
        posts = len(answer.facets.post) if answer.facets else 0
        found += f" in {posts} posts" if posts != 1 else " in 1 post"
        units, shown = posts, len(answer.threads)
    after = wanted.offset + shown
    if not shown:
        found += f", none from place {wanted.offset + 1} on"
    elif wanted.offset:
        found += f", {wanted.offset + 1} to {after} shown"
    elif shown < units:
        found += f", {shown} shown"
    if shown and after < units:
        found += f" (--offset {after} goes on)"
    console.note(f"{found}. Read one with: gulagreader show ID")


def _say_nothing(answer: Answer, console: Console) -> None:
    query = parse_query(answer.query, typing=False)
    if query.part is None and query.collection == "texts" and not answer.notes:
        console.note("The query has nothing to look for: no word and no filter.")
        return
    console.note("Nothing found.")
    if answer.tried:
        console.note(f"Looked for: {', '.join(answer.tried)}.")
    if answer.suggestions:
        console.note(f"Did you mean: {', '.join(answer.suggestions)}?")
