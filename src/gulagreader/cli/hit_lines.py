"""The hits of a search as lines for a person: who, when, where, and the passage."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from gulagreader.cli.console import Piece, Pieces
from gulagreader.domain.dates import display_date
from gulagreader.domain.hits import Answer, Explanation, Hit, HitThread
from gulagreader.text.clean import clean_line
from gulagreader.text.wrap import wrap

_INDENT = "  "


def hit_lines(
    answer: Answer, width: int, why: Sequence[Explanation] | None = None
) -> Iterator[Pieces]:
    """A block of lines for each hit, or each thread, with an empty line between."""
    blocks = _thread_blocks if answer.threads else _hit_blocks
    for number, block in enumerate(blocks(answer, width, why)):
        if number:
            yield ()
        yield from block


def _hit_blocks(
    answer: Answer, width: int, why: Sequence[Explanation] | None
) -> Iterator[Iterable[Pieces]]:
    for place, hit in enumerate(answer.hits):
        yield _block(hit, width, None if why is None else why[place])


def _thread_blocks(
    answer: Answer, width: int, why: Sequence[Explanation] | None
) -> Iterator[Iterable[Pieces]]:
    place = 0
    for thread in answer.threads:
        head: Iterable[Pieces] = _laid(_thread_head(thread), width)
        for hit in thread.hits:
            explained = None if why is None else why[place]
            block = _block(hit, width - len(_INDENT), explained, in_thread=True)
            yield chain(head, ((_INDENT_PIECE, *line) for line in block))
            head = ()
            place += 1


_INDENT_PIECE: Piece = (_INDENT,)


def _thread_head(thread: HitThread) -> Pieces:
    count = "1 hit" if thread.count == 1 else f"{thread.count} hits"
    title = clean_line(thread.title)
    return ((f"“{title}”", "bold"), (f" · {thread.post} · {count}",))


def _block(
    hit: Hit, width: int, why: Explanation | None, *, in_thread: bool = False
) -> Iterator[Pieces]:
    yield from _laid(_head(hit, in_thread=in_thread), width)
    if hit.ancestors:
        above = " › ".join(
            f"{one.comment} {clean_line(one.author or 'unknown')}"
            for one in hit.ancestors
        )
        yield from _laid(((f"{_INDENT}under {above}", "faint"),), width)
    for start, end in wrap(hit.snippet, width - len(_INDENT)):
        yield (_INDENT_PIECE, *_marked(hit, start, end))
    if why is not None:
        for line in explanation_lines(why):
            yield from _laid(((f"{_INDENT}{line}", "faint"),), width)


def _head(hit: Hit, *, in_thread: bool) -> Pieces:
    identity = hit.post if hit.comment is None else f"{hit.post}#{hit.comment}"
    nobody = "unknown" if hit.comment is not None and hit.kind != "note" else ""
    quoted = hit.kind if hit.kind in ("quotation", "note") else ""
    about = (quoted, hit.author or nobody, display_date(hit.date))
    before = "".join(f"{clean_line(part)} · " for part in about if part)
    if in_thread:
        return ((before + identity,),)
    title = clean_line(hit.title)
    return ((before,), (f"“{title}”", "bold"), (f" · {identity}",))


def explanation_lines(why: Explanation) -> Iterator[str]:
    """Why a hit was found and stands where it stands, in lines without indents."""
    mean = f"{why.mean_length:.0f} is the mean"
    yield f"score {why.score:.2f}, of {why.length} words; {mean}"
    for term in why.terms:
        other = [word for word in term.found if word != term.asked]
        found = f" → {', '.join(other)}" if other else ""
        texts = "1 text" if term.documents == 1 else f"{term.documents} texts"
        yield (
            f"{term.score:+.2f} {term.asked}{found} ({term.why}): {term.count:g}× in"
            f" the {term.field}, in {texts}"
        )
    for passed in why.filters:
        yield f"passed: {passed}"


def _laid(pieces: Pieces, width: int) -> Iterator[Pieces]:
    """Pieces in lines of ``width`` cells; the second and further are set in."""
    text = "".join(piece[0] for piece in pieces)
    own = len(text) - len(text.lstrip(" "))
    inner = own + len(_INDENT)
    # Every line is as short as those that are set in, so that all break alike.
    lines = wrap(text[own:], width - inner)
    for number, (start, end) in enumerate(lines):
        set_in = (" " * (inner if number else own),)
        yield (set_in, *_cut(pieces, own + start, own + end))


def _cut(pieces: Pieces, start: int, end: int) -> Iterator[Piece]:
    at = 0
    for piece in pieces:
        first, last = max(start, at), min(end, at + len(piece[0]))
        if first < last:
            part = piece[0][first - at : last - at]
            yield (part, *piece[1:])
        at += len(piece[0])


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
