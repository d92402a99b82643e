"""``import``, ``check`` and ``index``: what keeps a library."""

from pathlib import Path

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.index_desk import IndexDesk
from gulagreader.cli.shapes import damages_shape, index_shape
from gulagreader.services.import_report import ImportReport
from gulagreader.services.importing import import_sources
from gulagreader.storage.folders import default_library, folders
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.survey import check


def run_import(request: Request, console: Console) -> int:
    """Take sources into a library; 3 where one was refused."""
    if request.has("--into") and request.has("--library"):
        raise UsageError("name the library once: --into or --library", request.verb)
    into = request.path("--into") or request.library
    job = import_sources(
        [Path(word) for word in request.words],
        into or folders(console.environ).library,
        as_format=request.options.get("--as"),
        encoding=request.options.get("--encoding"),
        dry_run=request.has("--dry-run"),
        now=console.clock(),
    )
    report = console.run(job)
    if request.has("--json"):
        console.say_json(report.as_json())
    else:
        _print_report(report, console, dry_run=request.has("--dry-run"))
    return 3 if report.refused else 0


def _print_report(report: ImportReport, console: Console, *, dry_run: bool) -> None:
    would = "would be written" if dry_run else "written"
    for path in report.written:
        console.say(f"{would}: {path}")
    for warning in report.warnings:
        console.note(f"{_place(warning.file, warning.line)}: {warning.what}")
    for refused in report.refused:
        console.note(f"{_place(refused.file, refused.line)} was refused: {refused.why}")
    if report.left_out:
        parts = (f"{count} {what}" for what, count in sorted(report.left_out.items()))
        console.note(f"left out: {', '.join(parts)}")
    counts = (
        (report.posts, "post", "posts"),
        (report.comments, "comment", "comments"),
        (report.quotations, "quotation", "quotations"),
    )
    found = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts)
    console.note(
        f"{found}; {len(report.written)} {would}, {len(report.unchanged)} unchanged,"
        f" {len(report.refused)} refused, {len(report.guesses)} guesses"
    )


def _place(file: Path, line: int | None) -> str:
    return f"{file}:{line}" if line else str(file)


def run_check(request: Request, console: Console) -> int:
    """Name every damaged or doubtful file; 1 where there is one."""
    if request.words and request.library is not None:
        raise UsageError("name the library once: DIR or --library DIR", request.verb)
    named = Path(request.words[0]) if request.words else request.library
    own = folders(console.environ)
    folder = named or default_library(console.environ, own)
    damages = check(LibraryFolder.open(folder))
    if request.has("--json"):
        console.say_json(damages_shape(damages))
    else:
        console.say(*map(str, damages))
    count = len(damages)
    places = "1 place" if count == 1 else f"{count} places"
    said = f"{places} to look at" if count else "nothing damaged, nothing doubtful"
    console.note(f"{folder}: {said}.")
    return 1 if damages else 0


def run_index(request: Request, console: Console) -> int:
    """Bring the search indexes up to date, or build them anew."""
    console = console.told_plainly() if request.has("--plain") else console
    indexes = IndexDesk(Desk.open(request, console))
    rebuild = request.has("--rebuild")
    state = indexes.updated(rebuild=rebuild, thorough=True)
    if state.needs_rebuild:
        state = indexes.updated(rebuild=True)
    quotations = indexes.updated_quotations(rebuild=rebuild, thorough=True)
    for note in dict.fromkeys((*state.notes, *quotations.notes)):
        console.note(note)
    if request.has("--json"):
        console.say_json(index_shape(state, quotations))
        return 0
    how = "built anew" if state.rebuilt else f"{state.changed} files taken in"
    quoted = f"{quotations.documents} quotations"
    console.say(f"{state.documents} posts and comments, {quoted} can be found ({how})")
    return 0
