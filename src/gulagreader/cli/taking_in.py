"""``import``: taking the files of an archive into a library."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.import_reports import run_report
from gulagreader.domain.counting import amount
from gulagreader.importing.archive import ImportOptions
from gulagreader.services.import_report import ImportReport
from gulagreader.services.import_review import read_review, write_review
from gulagreader.services.importing import import_sources
from gulagreader.storage.folders import folders


def run_import(request: Request, console: Console) -> int:
    """Take sources into a library; 3 where one was refused."""
    if request.has("--into") and request.has("--library"):
        raise UsageError("name the library once: --into or --library", request.verb)
    if request.has("--report"):
        return run_report(request, console)
    into = request.path("--into") or request.library
    review = request.path("--review")
    asks = review is not None and not review.exists()
    dry_run = request.has("--dry-run") or asks
    options = _options(request)
    if review is not None and not asks:
        options = replace(options, decisions=read_review(review))
    report = ImportReport()
    job = import_sources(
        [Path(word) for word in request.words],
        into or folders(console.environ).library,
        as_format=request.options.get("--as"),
        encoding=request.options.get("--encoding"),
        options=options,
        dry_run=dry_run,
        report=report,
        now=console.clock(),
    )
    try:
        with _ended_in_order():
            console.run(job)
    except (KeyboardInterrupt, SystemExit):
        if not dry_run:
            _say_stopped(report, console)
        raise
    if request.has("--json"):
        console.say_json(report.as_json())
    else:
        _print_report(report, console, dry_run=dry_run)
    if review is not None and asks:
        count = write_review(report, review)
        console.note(
            f"{review} lists {amount(count, 'guesses')}. Change what they are to be "
            "taken for, and run the same command again to import."
        )
    return 3 if report.refused else 0


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let who ends the program find whole posts and nothing half written.

    By itself a program that is told to end does so at once, and leaves the temporary
    files of the posts it was writing.
    """

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    try:
        before = {
            number: signal.signal(number, end)
            for number in (signal.SIGTERM, signal.SIGHUP)
            if signal.getsignal(number) == signal.SIG_DFL
        }
    except ValueError:
        before = {}  # in a thread: the program sees to it itself
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _say_stopped(report: ImportReport, console: Console) -> None:
    """Say what an import that was stopped has taken in, and how it goes on."""
    posts, comments = amount(report.posts, "posts"), amount(report.comments, "comments")
    console.note(
        f"stopped: {posts} and {comments} came in, whole. Import the same again for"
        " the rest; what is there stays."
    )


def _options(request: Request) -> ImportOptions:
    """What ``--include`` asks for.

    Raises:
        UsageError: it names something else.
    """
    drafts = private = False
    types: set[str] = set()
    for word in request.options.get("--include", "").split(","):
        name = word.strip().lower()
        if name in ("draft", "drafts"):
            drafts = True
        elif name == "private":
            private = True
        elif name.startswith("type:") and name != "type:":
            types.add(word.strip()[5:])
        elif name:
            raise UsageError(
                f"--include takes drafts, private and type:NAME, not “{word}”",
                request.verb,
            )
    return ImportOptions(drafts, private, frozenset(types))


def _print_report(report: ImportReport, console: Console, *, dry_run: bool) -> None:
    would = "would be written" if dry_run else "written"
    for path in report.written:
        console.say(f"{would}: {path}")
    for warning in report.warnings:
        console.note(f"{_place(warning.file, warning.line)}: {warning.what}")
    for refused in report.refused:
        console.note(f"{_place(refused.file, refused.line)} was refused: {refused.why}")
    if report.left_out:
        parts = (amount(count, what) for what, count in sorted(report.left_out.items()))
        console.note(f"left out: {', '.join(parts)}")
    counts = (
        (report.posts, "posts"),
        (report.comments, "comments"),
        (report.quotations, "quotations"),
    )
    found = ", ".join(amount(count, what) for count, what in counts)
    if report.kept is not None:
        console.note(f"this report is kept: {report.kept}")
    console.note(
        f"{found}; {len(report.written)} {would}, {len(report.unchanged)} unchanged,"
        f" {len(report.refused)} refused, {amount(len(report.guesses), 'guesses')}"
    )


def _place(file: Path, line: int | None) -> str:
    return f"{file}:{line}" if line else str(file)
