"""``import --report``: what earlier imports into a library have told."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.domain.counting import amount
from gulagreader.storage.config_file import named_library
from gulagreader.storage.folders import folders
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.run_records import UnreadableRunError, kept_runs, read_run
from gulagreader.text.clean import clean_line


def run_report(request: Request, console: Console) -> int:
    """Print the reports of a library's imports, the oldest first; 1 without any."""
    named = request.path("--into") or request.library
    if request.words and (named is not None or len(request.words) > 1):
        raise UsageError(
            "--report takes one library: import --report [DIR]", request.verb
        )
    if request.words:
        named = Path(request.words[0])
    folder = named or named_library(console.environ, folders(console.environ))
    library = LibraryFolder.open(folder)
    shapes: list[dict[str, Any]] = []
    for path in kept_runs(library.path):
        try:
            shapes.append({"report": str(path), **read_run(path)})
        except UnreadableRunError as error:
            console.note(f"{path}: {error}")
    if request.has("--json"):
        console.say_json(shapes)
        return 0 if shapes else 1
    for number, shape in enumerate(shapes):
        first, *rest = map(clean_line, _lines(shape))
        console.say(*[""] * bool(number), first, *(f"  {line}" for line in rest))
    if not shapes:
        console.note(f"{folder}: no import has kept a report here.")
    return 0 if shapes else 1


def _lines(shape: Mapping[str, Any]) -> Iterator[str]:
    """A report in lines; whoever wrote the file, each field may be anything."""
    counts = ", ".join(
        f"{_number(shape, name)} {name}" for name in ("new", "changed", "same")
    )
    comments = amount(_number(shape, "comments"), "comments")
    yield f"{shape.get('when')}: {counts}; {comments}"
    if shape.get("stopped"):
        yield f"{shape['stopped']}"
    for one in _things(shape, "files"):
        size = one.get("size")
        bytes_ = f", {size:,} bytes" if isinstance(size, int) else ""
        how = one.get("format") or "in no known format"
        yield f"read: {one.get('file')} ({how}{bytes_}, sha256 {one.get('sha256')})"
    for one in _things(shape, "refused"):
        yield f"refused: {_place(one)}: {one.get('why')}"
    left_out = shape.get("left_out")
    for what, count in left_out.items() if isinstance(left_out, dict) else ():
        yield f"left out: {_amount(count, what)}"
    for one in _things(shape, "left_out_of"):
        text = f" “{one['text']}”" if one.get("text") else ""
        yield f"left out: {_place(one)}: {one.get('what')}{text}"
    for one in _things(shape, "warnings"):
        yield f"{_place(one)}: {one.get('what')}"
    for one in _things(shape, "guesses"):
        unsure = _number(one, "unsure")
        doubt = f", {unsure} of them unsure" if unsure else ""
        yield f"guessed: {one.get('what')}, {_number(one, 'count')} times{doubt}"


def _things(shape: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    found = shape.get(name)
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict):
            yield one


def _number(shape: Mapping[str, Any], name: str) -> int:
    found = shape.get(name)
    return found if isinstance(found, int) else 0


def _amount(count: object, what: str) -> str:
    return amount(count, what) if isinstance(count, int) else what


def _place(one: Mapping[str, Any]) -> str:
    line = one.get("line")
    return f"{one.get('file')}:{line}" if line else str(one.get("file"))
