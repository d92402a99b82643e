"""``quotations --uptake``: which passages of a post were taken up, and by whom."""

from collections.abc import Iterator

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, Pieces
from gulagreader.cli.desk import Desk
from gulagreader.cli.shapes import Shape
from gulagreader.cli.wrapping import wrapped
from gulagreader.domain.dates import display_date
from gulagreader.domain.uptake import Link, Passage, PassagePlace, Taking, Uptake
from gulagreader.services.index_place import index_cache
from gulagreader.services.uptake.graph import PassageGraph
from gulagreader.services.uptake.updating import update_passages


def run_uptake(request: Request, console: Console) -> int:
    """Print what was taken up of a post, or of a comment; 1 where nothing was."""
    if request.words or request.has("--text"):
        raise UsageError(
            "--uptake takes no QUERY and no --text beside it", request.verb
        )
    desk = Desk.open(request, console)
    desk.look()
    place = desk.library.resolve(request.options["--uptake"])
    cache, notice = index_cache(desk.own.cache, desk.own.temporary)
    if notice:
        console.note(notice)
    state = console.run(update_passages(desk.library, cache))
    for note in state.notes:
        console.note(note)
    graph = PassageGraph.open(desk.library, cache)
    uptake = graph.uptake_of(place.post, place.comment)
    if request.has("--json"):
        took = graph.links_from(place.post, place.comment)
        console.say_json(uptake_shape(uptake, place.comment, took))
    else:
        for passage in uptake.passages:
            lines = _lines(passage, console.width)
            console.say_pieces(lines, plain=request.has("--plain"))
    if not uptake.passages:
        console.note("Nothing of it was taken up.")
    return 0 if uptake.passages else 1


def uptake_shape(uptake: Uptake, comment: str | None, took: tuple[Link, ...]) -> Shape:
    """An uptake as ``quotations --uptake --json`` gives it."""
    return {
        "post": uptake.post,
        "comment": comment,
        "passages": [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "taken_up": [_taking_shape(taking) for taking in one.takings],
            }
            for one in uptake.passages
        ],
        "took": [
            {
                "start": link.source.start,
                "end": link.source.end,
                "kind": link.kind.value,
                "score": link.score,
                "probable": link.probable,
                "from": _place_shape(link.target),
            }
            for link in took
        ],
    }


def _taking_shape(taking: Taking) -> Shape:
    return {
        **_place_shape(taking.link.source),
        "title": taking.title,
        "author": taking.author,
        "date": taking.date,
        "kind": taking.link.kind.value,
        "score": taking.link.score,
        "probable": taking.link.probable,
        "of": [taking.link.target.start, taking.link.target.end],
        "answer": taking.answer,
    }


def _place_shape(place: PassagePlace) -> Shape:
    return {
        "post": place.post,
        "comment": place.comment,
        "start": place.start,
        "end": place.end,
    }


def _lines(passage: Passage, width: int) -> Iterator[Pieces]:
    """A passage, and under it a line for each who took it up."""
    count = len(passage.takings)
    times = "once" if count == 1 else f"{count} times"
    yield ((f"{passage.start}–{passage.end} · taken up {times}", "faint"),)
    yield from wrapped(passage.text, width)
    for taking in passage.takings:
        place = taking.link.source
        where = place.post if place.comment is None else f"{place.post}#{place.comment}"
        parts = (taking.author or "unknown", display_date(taking.date), where)
        kind = taking.link.kind.value
        how = f"probably {kind}" if taking.link.probable else kind
        head = " · ".join(part for part in (*parts, how) if part)
        yield from wrapped(head, width, indent=4)
        if taking.answer:
            yield from wrapped(taking.answer, width, indent=6)
    yield ()
