"""``import``: taking the files of an archive into a library."""

from dataclasses import replace
from pathlib import Path

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
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
    into = request.path("--into") or request.library
    review = request.path("--review")
    asks = review is not None and not review.exists()
    dry_run = request.has("--dry-run") or asks
    options = _options(request)
    if review is not None and not asks:
        options = replace(options, decisions=read_review(review))
    job = import_sources(
        [Path(word) for word in request.words],
        into or folders(console.environ).library,
        as_format=request.options.get("--as"),
        encoding=request.options.get("--encoding"),
        options=options,
        dry_run=dry_run,
        now=console.clock(),
    )
    report = console.run(job)
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
    console.note(
        f"{found}; {len(report.written)} {would}, {len(report.unchanged)} unchanged,"
        f" {len(report.refused)} refused, {amount(len(report.guesses), 'guesses')}"
    )


def _place(file: Path, line: int | None) -> str:
    return f"{file}:{line}" if line else str(file)
