"""``export``: posts with their comments for other programs."""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.listing import fitting_cards
from gulagreader.domain.counting import amount
from gulagreader.domain.posts import PostCard
from gulagreader.exporting.anonymising import AnonymisingReport
from gulagreader.services.export_report import ExportOrder, ExportReport
from gulagreader.services.exporting import export_library, format_of

_SHOWN = 20
_BEGINNING = 4
"""Letters of an id's beginning from which on it is not taken for a query's word."""


def run_export(request: Request, console: Console) -> int:
    """Export posts; 1 where a query fits none, 3 where a file was left out."""
    target = request.path("--to")
    if target is None:
        raise UsageError("say where the export goes: --to FILE-OR-DIR", request.verb)
    if str(target) == "-":
        raise UsageError("an export needs a name: --to FILE-OR-DIR", request.verb)
    for option in ("--keep-teachers", "--key"):
        if request.has(option) and not request.has("--anonymise"):
            raise UsageError(f"{option} belongs to --anonymise", request.verb)
    form = format_of(request.options.get("--as"), target)
    desk = Desk.open(request, console)
    desk.look()
    posts = _chosen(desk, request.words)
    if posts is not None and not posts:
        console.note("No post fits; nothing was written.")
        return 1
    order = ExportOrder(
        target,
        form,
        posts,
        force=request.has("--force"),
        anonymise=request.has("--anonymise"),
        keep_teachers=request.has("--keep-teachers"),
        key=request.path("--key"),
    )
    with _stopped_in_order():
        report = console.run(export_library(desk.library, order, console.clock()))
    if request.has("--json"):
        console.say_json(report.as_json())
    else:
        _say(report, console)
    return 3 if report.left_out else 0


@contextmanager
def _stopped_in_order() -> Iterator[None]:
    """Let a request to end, or a terminal that is closed, take away what is half done.

    They then end the export as Ctrl+C does.
    """
    before = {}
    try:
        for one in (signal.SIGTERM, signal.SIGHUP):
            # What is ignored stays so: nohup sets it for a terminal that is closed.
            if signal.getsignal(one) is signal.SIG_DFL:
                before[one] = signal.signal(one, _stop)
    except ValueError:
        pass  # not in the main thread, which alone is told of signals
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _chosen(desk: Desk, words: Sequence[str]) -> tuple[PostCard, ...] | None:
    """The posts that ids or a query name; None for all."""
    if not "".join(words).strip():
        return None
    cards = desk.library.cards
    named = [_named(cards, word) for word in words]
    found = tuple(card for card in named if card is not None)
    if len(found) == len(named):
        return found
    return tuple(fitting_cards(desk, " ".join(words)))


def _named(cards: Sequence[PostCard], word: str) -> PostCard | None:
    """The post with an id, or the only one whose id has a good beginning in common."""
    begins = [card for card in cards if card.id.startswith(word)]
    exact = [card for card in begins if card.id == word]
    if exact:
        return exact[0]
    return begins[0] if len(begins) == 1 and len(word) >= _BEGINNING else None


def _say(report: ExportReport, console: Console) -> None:
    console.say(f"written: {report.target}")
    for damage in report.left_out:
        console.note(f"left out: {damage}")
    if report.anonymised is not None:
        _say_hidden(report.anonymised, console)
    posts = amount(report.posts, "posts")
    comments = amount(report.comments, "comments")
    console.note(f"{posts}, {comments} as {report.format}")


def _say_hidden(hidden: AnonymisingReport, console: Console) -> None:
    console.note(
        f"hidden: {amount(hidden.people, 'people')}; in the texts "
        f"{amount(hidden.names, 'names')}, {amount(hidden.mails, 'mail addresses')}, "
        f"{amount(hidden.addresses, 'web addresses')}; left out: "
        f"{amount(hidden.left_out, 'fields')} that could lead to somebody"
    )
    if not hidden.doubtful:
        return
    console.note(
        f"Look through what was left as it is, {amount(hidden.doubtful, 'places')}:"
    )
    for doubt in hidden.doubts[:_SHOWN]:
        place = doubt.post if doubt.comment is None else f"{doubt.post}#{doubt.comment}"
        console.note(f"  {place}: {doubt.text}")
    if hidden.doubtful > _SHOWN:
        console.note("  and more; --json lists them")
