"""``quotations``: what a library, or any text, quotes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, Pieces
from gulagreader.cli.desk import Desk
from gulagreader.cli.quotation_groups import listed, print_groups, wanted_groups
from gulagreader.cli.quoted_shapes import standing_shape
from gulagreader.cli.taken_up import run_uptake
from gulagreader.domain.errors import DamagedFileError, SourceError
from gulagreader.domain.progress import Job, Progress
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Part
from gulagreader.domain.quotation_list import ListedQuotation
from gulagreader.domain.quotations import Quotation
from gulagreader.domain.uptake import Link, PassagePlace
from gulagreader.exporting.json_lines import bare_quotation_shape
from gulagreader.importing.encodings import decode
from gulagreader.importing.sources import SIZE_LIMIT
from gulagreader.services.index_place import index_cache
from gulagreader.services.matching import Subject, askable, fits
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.reading import OpenLibrary
from gulagreader.services.repeats import Standing
from gulagreader.services.same_words import SameWords
from gulagreader.services.uptake.graph import PassageGraph
from gulagreader.services.uptake.updating import update_passages
from gulagreader.text.clean import clean_line
from gulagreader.text.quotations import find_quotations
from gulagreader.text.wrap import wrap

_STEP = 20
_MARKDOWN = (".md", ".markdown")


def run_quotations(request: Request, console: Console) -> int:
    """Print the quotations of a library or a text; 1 where there are none."""
    if request.has("--uptake"):
        return run_uptake(request, console)
    if request.has("--text"):
        return _of_text(request, console)
    by = wanted_groups(request)
    desk = Desk.open(request, console)
    desk.look()
    part, notes = askable(parse_query(request.text, typing=False))
    found = console.run(_gather(desk, part))
    for note in notes:
        console.note(note)
    same = SameWords([one for one, _, _ in found], _links(desk, compare=bool(by)))
    chosen = [(one, own) for one, own, fit in found if fit]
    json, plain = request.has("--json"), request.has("--plain")

    def lines_of(one: Standing) -> Sequence[Pieces]:
        also = [_id(other) for other in same.of(one)]
        count = same.taken_up(one) or 0
        return tuple(_lines(one.quotation, _id(one), also, console.width, count))

    if by is not None:
        pairs = [
            (one, replace(own, taken_up=same.taken_up(one) or 0)) for one, own in chosen
        ]
        any_left = print_groups(
            console, pairs, same, by, lines_of, json=json, plain=plain
        )
    else:
        any_left = bool(chosen)
        if json:
            shapes = [
                standing_shape(one, same.of(one), same.taken_up(one))
                for one, _ in chosen
            ]
            console.say_json(shapes)
        else:
            for one, _ in chosen:
                console.say_pieces(lines_of(one), plain=plain)
    if not any_left:
        console.note("No quotation fits." if request.words else "Nothing is quoted.")
    return 0 if any_left else 1


def _links(desk: Desk, *, compare: bool) -> tuple[Link, ...] | None:
    """What is known of the library's passages; None where they were not compared.

    Where they were once, or are to be, what changed since is taken in first.
    """
    cache, notice = index_cache(desk.own.cache, desk.own.temporary)
    graph = PassageGraph.open(desk.library, cache)
    if not compare and not graph.exists:
        return None
    if notice:
        desk.console.note(notice)
    for note in desk.console.run(update_passages(desk.library, cache)).notes:
        desk.console.note(note)
    return graph.every_link()


def _gather(
    desk: Desk, part: Part | None
) -> Job[list[tuple[Standing, ListedQuotation, bool]]]:
    """Every quotation of the library, and whether it fits the query."""
    found: list[tuple[Standing, ListedQuotation, bool]] = []
    cards = desk.library.cards
    for number, card in enumerate(cards):
        if number % _STEP == 0:
            yield Progress("Reading", number, len(cards))
        reading = _read(desk.library, card.id)
        if isinstance(reading, DamagedFileError):
            desk.console.note(str(reading))
            continue
        for standing, subject in _standings(reading):
            own = listed(reading, standing)
            found.append((standing, own, fits(part, subject)))
    return found


def _read(library: OpenLibrary, post: str) -> QuotedReading | DamagedFileError:
    try:
        return QuotedReading(library.read(post))
    except DamagedFileError as error:
        return error


def _standings(reading: QuotedReading) -> Iterator[tuple[Standing, Subject]]:
    post = reading.post
    for one in reading.quotations:
        subject = Subject(
            _said(one), "post", post.author, post.title, post.tags, post.date
        )
        yield Standing(post.id, None, one), subject
    for number, row in enumerate(reading.thread.rows):
        comment = row.comment
        for one in reading.quotations_in(number):
            subject = Subject(
                _said(one),
                comment.kind,
                comment.author,
                post.title,
                post.tags,
                comment.date,
            )
            yield Standing(post.id, comment.id, one), subject


def _said(quotation: Quotation) -> str:
    """What plain words of a query may stand in: words, speaker and citation."""
    citation = quotation.citation
    cited = (citation.text, citation.source_text or "") if citation else ()
    return " \n ".join((quotation.text, quotation.speaker or "", *cited))


def _of_text(request: Request, console: Console) -> int:
    if request.words:
        raise UsageError("--text takes no QUERY beside it", request.verb)
    name = request.options["--text"]
    text = _text_of(name, console)
    markdown = Path(name).suffix.lower() in _MARKDOWN
    found = find_quotations(text, markdown=markdown)
    if request.has("--json"):
        console.say_json([bare_quotation_shape(one) for one in found])
    else:
        for one in found:
            lines = _lines(one, f"{one.start}–{one.end}", (), console.width, 0)
            console.say_pieces(lines, plain=request.has("--plain"))
    if not found:
        console.note("Nothing is quoted.")
    return 0 if found else 1


def _text_of(name: str, console: Console) -> str:
    """A file's text, its line ends as they are.

    Raises:
        SourceError: it cannot be read, or is no text.
    """
    try:
        if name == "-":
            data = console.source.buffer.read(SIZE_LIMIT + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(SIZE_LIMIT + 1)
        if len(data) > SIZE_LIMIT:
            raise SourceError(f"is larger than {SIZE_LIMIT // 2**20} MiB; split it")
        decoded = decode(data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not possible"
        raise SourceError(f"{name} cannot be read: {reason}.") from error
    except SourceError as error:
        raise SourceError(f"{name} {error}.") from error
    for remark in decoded.remarks:
        console.note(f"{name}: {remark.what}")
    return decoded.text


def _lines(
    one: Quotation, where: str, also: Sequence[str], width: int, taken_up: int
) -> Iterator[Pieces]:
    """A line on a quotation, and its words under it."""
    parts = [where, one.kind.value]
    if one.level > 1:
        parts.append(f"inside, level {one.level}")
    if one.speaker:
        parts.append(one.speaker)
    if one.citation is not None:
        probable = "probably " if one.citation.probable else ""
        source = one.citation.source
        parts.append(
            f"({one.citation.text})" + (f" → {probable}{source}" if source else "")
        )
    if taken_up:
        parts.append(f"taken up {taken_up}×")
    if also:
        parts.append(f"also in {', '.join(also)}")
    yield ((clean_line(" · ".join(parts)), "faint"),)
    text = clean_line(one.text)
    for start, end in wrap(text, width - 2):
        yield ((f"  {text[start:end]}",),)
    yield ()


def _id(one: Standing | PassagePlace) -> str:
    return one.post if one.comment is None else f"{one.post}#{one.comment}"
